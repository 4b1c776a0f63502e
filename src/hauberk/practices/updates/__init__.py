"""Practice 19: security updates."""

from hauberk.practices.updates import engines, runtimes

CONTROLS = (*runtimes.CONTROLS, *engines.CONTROLS)
