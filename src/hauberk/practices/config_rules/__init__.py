"""Practice 17: AWS Config rules."""

from hauberk.practices.config_rules import recorders

CONTROLS = recorders.CONTROLS
OF_ACCOUNTS = ("account", "rules")
"""Modules whose controls ask what only an account has."""
