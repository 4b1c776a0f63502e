"""Practice 19: security updates."""

from hauberk.practices.updates import engines, runtimes, services

CONTROLS = (
    *runtimes.CONTROLS,
    *engines.CONTROLS,
    *services.CONTROLS,
)
OF_ACCOUNTS = ("inspector",)
"""Modules whose controls ask what only an account has."""
