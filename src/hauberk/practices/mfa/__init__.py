"""Practice 15: multi-factor authentication."""

from hauberk.practices.mfa import people, pools

CONTROLS = (*pools.CONTROLS, *people.CONTROLS)
OF_ACCOUNTS = ("root", "account", "keys", "passwords")
"""Modules whose controls ask what only an account has."""
