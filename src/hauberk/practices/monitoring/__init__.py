"""Practice 4: monitoring and logging."""

from hauberk.practices.monitoring import (
    access_logs,
    account,
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
    *account.CONTROLS,
    *detectors.CONTROLS,
    *hubs.CONTROLS,
    *code.CONTROLS,
)
