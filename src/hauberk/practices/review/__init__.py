"""Practice 14: review of IAM policies."""

from hauberk.practices.review import users

CONTROLS = users.CONTROLS
OF_ACCOUNTS = ("unused", "account", "leftovers", "analyzers")
"""Modules whose controls ask what only an account has."""
