"""Practice 5: dependencies."""

from hauberk.practices.dependencies import layers, packages

CONTROLS = (*layers.CONTROLS, *packages.CONTROLS)
