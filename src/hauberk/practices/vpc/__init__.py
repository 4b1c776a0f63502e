"""Practice 12: functions in a VPC and their security groups."""

from hauberk.practices.vpc import functions, stores

CONTROLS = (*functions.CONTROLS, *stores.CONTROLS)
