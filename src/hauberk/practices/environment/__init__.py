"""Practice 2: environment variables for configuration, and the encryption of what is kept."""

from hauberk.practices.environment import keys, stores, variables

CONTROLS = (*variables.CONTROLS, *stores.CONTROLS, *keys.CONTROLS)
