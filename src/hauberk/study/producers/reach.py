"""Who can be behind what a function is called with."""

from enum import IntEnum
from typing import NamedTuple

from hauberk.model.span import Span


class Reach(IntEnum):
    """Who can be behind what is put in: the greater, the more can."""

    NOBODY = 0
    """A clock, or AWS itself."""
    UNKNOWN = 1
    """The template doesn't tell."""
    KNOWN = 2
    """Callers who are asked who they are."""
    ANYONE = 3
    """Whoever likes to."""


class Root(NamedTuple):
    """Where a way begins: who puts something in, and where the template says so."""

    reach: Reach
    says: str
    place: Span | None
