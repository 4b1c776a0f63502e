"""Practice 15: multi-factor authentication."""

from hauberk.practices.mfa import people, pools

CONTROLS = (*pools.CONTROLS, *people.CONTROLS)
