"""Practice 7: data in transit."""

from hauberk.practices.transit import (
    certificates,
    code,
    database_settings,
    databases,
    origins,
    policies,
    protocols,
    verification,
)

CONTROLS = (
    *protocols.CONTROLS,
    *policies.CONTROLS,
    *verification.CONTROLS,
    *databases.CONTROLS,
    *database_settings.CONTROLS,
    *origins.CONTROLS,
    *certificates.CONTROLS,
    *code.CONTROLS,
)
OF_ACCOUNTS = ("uploaded",)
"""Modules whose controls ask what only an account has."""
