"""Practice 15: multi-factor authentication."""

from hauberk.practices.mfa import account, people, pools

CONTROLS = (*pools.CONTROLS, *people.CONTROLS, *account.CONTROLS)
