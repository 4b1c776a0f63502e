"""Secrets in files: labelled lists, and what holds for any text."""
