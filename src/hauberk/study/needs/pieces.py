"""The pieces of a text that is parted at a mark: ``arn.split(":")[-1]``."""

import re
from typing import NamedTuple

from hauberk.code.flow.values import Atom, Literal, Member, Result, Value
from hauberk.iam.language.text import Glob, Hole, Part, glob

_INDEX = re.compile(r"\[(-?\d{1,3})\]")


class Piece(NamedTuple):
    """The piece of a text at a place, of those between the marks; the last is ``-1``."""

    of: Atom
    mark: str
    place: int

    def within(self, text: Glob) -> Glob | None:
        """The piece of one text; ``None`` where what isn't known of it may hold a mark."""
        pieces: list[list[Part]] = [[]]
        for part in text.parts:
            if isinstance(part, str):
                first, *rest = part.split(self.mark)
                pieces[-1].append(first)
                pieces += [[one] for one in rest]
            elif isinstance(part, Hole) and (part.own or part.name.startswith("AWS::")) and len(text.parts) > 1:
                pieces[-1].append(part)
            else:
                return None
        if not -len(pieces) <= self.place < len(pieces):
            return None
        return glob(*pieces[self.place])


def piece_of(atom: Atom) -> Piece | None:
    """What an atom is a piece of, if it is one."""
    if isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.name == "pop":
        if atom.arguments.plain or atom.arguments.named:
            return None
        return _piece(atom.of.of, -1)
    index = _INDEX.fullmatch(atom.name) if isinstance(atom, Member) else None
    return _piece(atom.of, int(index[1])) if index is not None and isinstance(atom, Member) else None


def _piece(parted: Atom, index: int) -> Piece | None:
    if not isinstance(parted, Result) or not isinstance(parted.of, Member):
        return None
    marks = parted.arguments.plain
    mark = _literal(marks[0]) if marks else None
    if not isinstance(mark, str) or not mark:
        return None
    if parted.of.name == "rsplit" and len(marks) == 2 and index in (-1, _literal(marks[1])):
        return Piece(parted.of.of, mark, -1)
    if parted.of.name in ("split", "rsplit") and len(marks) == 1:
        return Piece(parted.of.of, mark, index)
    return None


def _literal(value: Value) -> object:
    only = value.only
    return only.value if isinstance(only, Literal) else None
