"""Practice 15: multi-factor authentication."""

from hauberk.practices.mfa import account, keys, passwords, people, pools, root

CONTROLS = (
    *pools.CONTROLS,
    *people.CONTROLS,
    *root.CONTROLS,
    *account.CONTROLS,
    *keys.CONTROLS,
    *passwords.CONTROLS,
)
