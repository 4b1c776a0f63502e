"""What a loop tells of all items that it has gone through to its end: each of them passed what is asked of one.

A fact is about any item, so that it is kept only once the loop is over: inside, the next item wasn't asked yet.
"""

from collections.abc import Iterator

from hauberk.code.flow.frames import Facts
from hauberk.code.flow.values import Atom, Foreign, Input, Literal, Member, Result, Sequence, Text, Value

MAX_PARTS = 60
"""Parts of a value that are looked through."""
MAX_ROUNDS = 8
"""Items that are written down and gone through one by one."""
MAX_VALUES = 4
"""The same of items that are no literals."""


def of_items(item: Value, facts: Facts) -> Facts:
    """Those of the facts that are about an item, or something made of it, or about what the items were taken from,
    which holds nothing else: with no item at all there is nothing that could do harm."""
    own = {atom for atom in item.atoms if isinstance(atom, (Foreign, Input))}
    if not own or len(own) < len(item.atoms):
        return {}
    behind = set(parts(item))
    return {
        value: kinds
        for value, kinds in facts.items()
        if type(kinds) is frozenset and (not behind.isdisjoint(value.atoms) or not own.isdisjoint(parts(value)))
    }


def parts(value: Value) -> Iterator[Atom]:
    """What a value is made of, the value itself first."""
    pending = list(value.atoms)
    for _ in range(MAX_PARTS):
        if not pending:
            return
        atom = pending.pop(0)
        yield atom
        if isinstance(atom, Member):
            pending.append(atom.of)
        elif isinstance(atom, Result):
            pending.append(atom.of)
            pending.extend(one for given in atom.arguments.every() for one in given.atoms)
        elif isinstance(atom, Text):
            pending.extend(one for piece in atom.pieces if isinstance(piece, Value) for one in piece.atoms)
        elif isinstance(atom, Input) and len(atom.path) > 1:
            pending.append(Input(*atom.path[:-1]))


def one_by_one(of: Value) -> tuple[Value, ...] | None:
    """The items of a short list, or the letters of a short text, each of which tells something by itself; ``None`` if
    it is another."""
    only = of.only
    if isinstance(only, Literal) and isinstance(only.value, str) and 0 < len(only.value) <= MAX_ROUNDS:
        return tuple(Value((Literal(letter),)) for letter in only.value)
    if not isinstance(only, Sequence) or only.rest is not None or not 0 < len(only.items) <= MAX_ROUNDS:
        return None
    return only.items if all(map(_is_told, only.items)) or len(only.items) <= MAX_VALUES else None


def _is_told(item: Value) -> bool:
    """Whether an item is a literal, or begins with one: the name of an entry."""
    only = item.only
    return isinstance(only, Literal) or (
        isinstance(only, Sequence) and bool(only.items) and isinstance(only.items[0].only, Literal)
    )
