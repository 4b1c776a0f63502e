"""Practice 3: secrets."""

from hauberk.practices.secret_handling import (
    access,
    code,
    databases,
    exposed,
    files,
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
    *files.CONTROLS,
    *access.CONTROLS,
    *rotation.CONTROLS,
    *databases.CONTROLS,
    *code.CONTROLS,
)
OF_ACCOUNTS = ("logged",)
"""Modules whose controls ask what only an account has."""
