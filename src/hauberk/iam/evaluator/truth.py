"""Three truth values: what isn't known counts only where it decides (Kleene)."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Doubt(NamedTuple):
    """Neither true nor false as far as is known, and why."""

    reason: str


Truth: TypeAlias = bool | Doubt


def all_of(truths: Iterable[Truth]) -> Truth:
    """True if all are, false if one is, else the first doubt."""
    doubt: Doubt | None = None
    for truth in truths:
        if truth is False:
            return False
        if isinstance(truth, Doubt) and doubt is None:
            doubt = truth
    return True if doubt is None else doubt


def any_of(truths: Iterable[Truth]) -> Truth:
    """True if one is, false if none is, else the first doubt."""
    doubt: Doubt | None = None
    for truth in truths:
        if truth is True:
            return True
        if isinstance(truth, Doubt) and doubt is None:
            doubt = truth
    return False if doubt is None else doubt


def negated(truth: Truth) -> Truth:
    """The opposite; a doubt stays."""
    return truth if isinstance(truth, Doubt) else not truth
