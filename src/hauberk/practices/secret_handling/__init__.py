"""Practice 3: secrets."""

from hauberk.practices.secret_handling import (
    access,
    code,
    databases,
    exposed,
    literals,
    parameters,
    rotation,
    variables,
)

CONTROLS = (
    *variables.CONTROLS,
    *parameters.CONTROLS,
    *literals.CONTROLS,
    *exposed.CONTROLS,
    *access.CONTROLS,
    *rotation.CONTROLS,
    *databases.CONTROLS,
    *code.CONTROLS,
)
