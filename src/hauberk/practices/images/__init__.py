"""Practice 16: runtimes and images."""

from hauberk.practices.images import functions, repositories

CONTROLS = (*functions.CONTROLS, *repositories.CONTROLS)
