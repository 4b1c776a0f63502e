"""Practice 7: data in transit."""

from hauberk.practices.transit import (
    certificates,
    code,
    database_settings,
    databases,
    origins,
    policies,
    protocols,
    uploaded,
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
    *uploaded.CONTROLS,
    *code.CONTROLS,
)
