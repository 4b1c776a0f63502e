"""Exit codes, one table for every command."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code says. Where several hold, ``YES`` wins over ``UNREAD``."""

    NO = 0
    """No: nothing violated, public, added, in excess or left to fix."""
    YES = 1
    """Yes: something violated at or above the threshold, due, or whatever else the command asks about."""
    USAGE = 2
    """The command line or the configuration is wrong."""
    NOTHING = 3
    """There was nothing to check."""
    UNREAD = 4
    """Something was left unread or undecided."""
    FIX_FAILED = 5
    """A fix couldn't be applied or didn't prove itself."""
    INTERNAL = 70
    """A fault in Hauberk itself (``EX_SOFTWARE`` of sysexits.h)."""
