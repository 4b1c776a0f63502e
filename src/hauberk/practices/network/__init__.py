"""Practice 6: network security."""

from hauberk.practices.network import boundaries, databases, groups

CONTROLS = (*groups.CONTROLS, *boundaries.CONTROLS, *databases.CONTROLS)
