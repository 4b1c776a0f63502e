"""Practice 1: least privilege."""

from hauberk.practices.least_privilege import (
    entries,
    exposure,
    federation,
    functions,
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
    *functions.URLS,
    *entries.CONTROLS,
    *exposure.CONTROLS,
    *functions.PERMISSIONS,
    *stores.BUCKETS,
    *resource_policies.CONTROLS,
    *origins.CONTROLS,
    *stores.OTHERS,
    *statements.CONTROLS,
    *wildcards.CONTROLS,
    *powers.CONTROLS,
    *roles.CONTROLS,
    *federation.CONTROLS,
    *identities.CONTROLS,
)
