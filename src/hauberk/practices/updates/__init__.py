"""Practice 19: security updates."""

from hauberk.practices.updates import engines, inspector, runtimes, services

CONTROLS = (*runtimes.CONTROLS, *engines.CONTROLS, *services.CONTROLS, *inspector.CONTROLS)
