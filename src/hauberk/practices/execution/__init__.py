"""Practice 13: the execution environment."""

from hauberk.practices.execution import code, cryptography, runtimes, settings

CONTROLS = (*runtimes.CONTROLS, *settings.CONTROLS, *code.CONTROLS, *cryptography.CONTROLS)
