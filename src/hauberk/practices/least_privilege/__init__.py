"""Practice 1: least privilege."""

from hauberk.practices.least_privilege import entries, exposure, function_url, identities, powers, roles, statements

CONTROLS = (
    *function_url.CONTROLS,
    *entries.CONTROLS,
    *exposure.CONTROLS,
    *statements.CONTROLS,
    *powers.CONTROLS,
    *roles.CONTROLS,
    *identities.CONTROLS,
)
