"""Practice 4: monitoring and logging."""

from hauberk.practices.monitoring import (
    access_logs,
    alarms,
    code,
    detectors,
    execution_logs,
    functions,
    hubs,
    log_groups,
    machines,
    tracing,
    trails,
)

CONTROLS = (
    *log_groups.CONTROLS,
    *functions.CONTROLS,
    *tracing.CONTROLS,
    *access_logs.CONTROLS,
    *execution_logs.CONTROLS,
    *machines.CONTROLS,
    *alarms.CONTROLS,
    *trails.CONTROLS,
    *detectors.CONTROLS,
    *hubs.CONTROLS,
    *code.CONTROLS,
)
OF_ACCOUNTS = ("account",)
"""Modules whose controls ask what only an account has."""
