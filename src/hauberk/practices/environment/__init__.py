"""Practice 2: environment variables for configuration, and the encryption of what is kept."""

from hauberk.practices.environment import caches, code, customer_keys, keys, stores, variables

CONTROLS = (
    *variables.CONTROLS,
    *stores.CONTROLS,
    *keys.CONTROLS,
    *customer_keys.CONTROLS,
    *caches.CONTROLS,
    *code.CONTROLS,
)
