"""Pieces of a text that Python took apart at one place: ``name.rsplit("/", 1)[-1]``, ``os.path.split(name)[1]``.

Source: docs.python.org/3 (str, os.path; 2026-11).
"""

from hauberk.code.flow.patterns import PATHS, kinds_without
from hauberk.code.flow.values import Foreign, Member, Result, text_of

_FIRST, _LAST = frozenset((0,)), frozenset((-1,))
_AT_ONE_PLACE = {"rsplit": _LAST, "split": _FIRST, "rpartition": _LAST | {2}, "partition": _FIRST}
"""Methods, and the pieces in which the separator can't be any more."""


def cleaned_piece(atom: Foreign, number: int) -> frozenset[str]:
    """The kinds of sinks for which one piece of what a call gave is harmless."""
    if not isinstance(atom, Result):
        return frozenset()
    if atom.of.path.endswith("path.split"):
        return PATHS if number in (1, -1) else frozenset()
    if not isinstance(atom.of, Member) or number not in _AT_ONE_PLACE.get(atom.of.name, ()):
        return frozenset()
    separator = text_of(atom.arguments.at(0, "sep")) or ""
    return kinds_without(frozenset(separator)) if len(separator) == 1 else frozenset()
