"""What the application's own code raises, and which handlers catch it."""

import builtins
from collections.abc import Callable, Iterator
from functools import cache

from hauberk.code.flow.taint import CLEAN, Site, Taints, together
from hauberk.code.flow.values import Atom, Foreign, Kind, Record, Result, Sequence, Value, taint_of

MAX_RAISED = 16
"""Exceptions of one statement that are kept."""
_ANY = frozenset(("builtins.Exception", "builtins.BaseException"))

Lineage = Callable[[Kind], Iterator[Atom]]


class Raised:
    """What is under way to the handlers around: a list for each function and each ``try`` that is being followed."""

    __slots__ = ("_under_way", "caught", "rejected")

    def __init__(self) -> None:
        self._under_way: list[list[Value]] = []
        self.caught: list[Value] = []
        """What is being handled, innermost last."""
        self.rejected = CLEAN
        """Who is behind what the promise raises that ``.catch(…)`` is called on."""

    @property
    def depth(self) -> tuple[int, int]:
        """How far in it is, to come back there."""
        return len(self._under_way), len(self.caught)

    def back(self, depth: tuple[int, int]) -> None:
        """Comes back from what was left halfway."""
        del self._under_way[depth[0] :], self.caught[depth[1] :]

    def enter(self) -> None:
        """Something begins whose exceptions are asked for at its end."""
        self._under_way.append([])

    def leave(self) -> tuple[Value, ...]:
        """What it raised."""
        return tuple(self._under_way.pop())

    def note(self, value: Value) -> None:
        """Something is raised; it matters where a part of it is somebody's outside."""
        if self._under_way and taint_of(value):
            mine = self._under_way[-1]
            if len(mine) < MAX_RAISED and value not in mine:
                mine.append(value)


def thrown(value: Value, site: Site) -> Value:
    """An exception as it is raised at a place."""
    return Value(value.atoms, frozenset(one.by(site, "is in what is raised") for one in taint_of(value)))


def taken_by(
    kinds: tuple[Value, ...], all_raised: tuple[Value, ...], lineage: Lineage
) -> tuple[Taints, tuple[Value, ...]]:
    """Who is behind what a handler of some classes catches, and what it leaves."""
    taints = CLEAN
    left: list[Value] = []
    for value in all_raised:
        if not kinds or any(_catches(kind, atom, lineage) for kind in _classes(kinds) for atom in value.atoms):
            taints = together(taints, value.taint)
        else:
            left.append(value)
    return taints, tuple(left)


def _classes(kinds: tuple[Value, ...]) -> Iterator[Atom]:
    for kind in kinds:
        for atom in kind.atoms:
            if isinstance(atom, Sequence):
                yield from _classes((*atom.items, *((atom.rest,) if atom.rest is not None else ())))
            else:
                yield atom


def _catches(kind: Atom, raised: Atom, lineage: Lineage) -> bool:
    """Whether a handler of a class may catch something: it doesn't where both are known, and no kin."""
    if not isinstance(kind, (Kind, Foreign)) or _path(kind) in _ANY:
        return True
    if isinstance(raised, Record) and raised.made_by is not None:
        own = tuple(lineage(raised.made_by))
        return kind in own or any(_is_kin(_path(one), _path(kind)) for one in own)
    if isinstance(raised, Result):
        return _path(raised.of) == "exception" or _is_kin(_path(raised.of), _path(kind))
    return _path(raised) == "" or _is_kin(_path(raised), _path(kind))


def _path(atom: Atom) -> str:
    return atom.path if isinstance(atom, Foreign) else ""


@cache
def _is_kin(path: str, of: str) -> bool:
    """Whether a class that Python or a library has is another one, or extends it."""
    if path == of:
        return bool(path)
    mine, other = (getattr(builtins, one.removeprefix("builtins."), None) for one in (path, of))
    return isinstance(mine, type) and isinstance(other, type) and issubclass(mine, other)
