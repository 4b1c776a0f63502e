"""Practice 3: secrets."""

from hauberk.practices.secret_handling import access, literals, parameters, rotation, variables

CONTROLS = (
    *variables.CONTROLS,
    *parameters.CONTROLS,
    *literals.CONTROLS,
    *access.CONTROLS,
    *rotation.CONTROLS,
)
