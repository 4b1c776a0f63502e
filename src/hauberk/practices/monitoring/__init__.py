"""Practice 4: monitoring and logging."""

from hauberk.practices.monitoring import (
    access_logs,
    alarms,
    code,
    execution_logs,
    functions,
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
    *code.CONTROLS,
)
