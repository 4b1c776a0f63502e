"""Practice 3: secrets."""

from hauberk.practices.secret_handling import (
    access,
    code,
    databases,
    exposed,
    files,
    literals,
    logged,
    parameters,
    rotation,
    variables,
)

CONTROLS = (
    *variables.CONTROLS,
    *parameters.CONTROLS,
    *literals.CONTROLS,
    *logged.CONTROLS,
    *exposed.CONTROLS,
    *files.CONTROLS,
    *access.CONTROLS,
    *rotation.CONTROLS,
    *databases.CONTROLS,
    *code.CONTROLS,
)
