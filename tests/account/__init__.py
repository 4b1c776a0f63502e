"""Accounts that a moto server holds, built by calls of boto3, read as a live one is, and asked."""
