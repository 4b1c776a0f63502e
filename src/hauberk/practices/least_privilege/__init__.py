"""Practice 1: least privilege."""

from hauberk.practices.least_privilege import (
    entries,
    exposure,
    federation,
    function_url,
    identities,
    origins,
    powers,
    resource_policies,
    roles,
    statements,
    stores,
    wildcards,
)

CONTROLS = (
    *function_url.CONTROLS,
    *entries.CONTROLS,
    *exposure.CONTROLS,
    *resource_policies.CONTROLS,
    *origins.CONTROLS,
    *stores.CONTROLS,
    *statements.CONTROLS,
    *wildcards.CONTROLS,
    *powers.CONTROLS,
    *roles.CONTROLS,
    *federation.CONTROLS,
    *identities.CONTROLS,
)
