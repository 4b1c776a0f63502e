"""What conditions on a number, a point in time or an address leave: intervals of a line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hauberk.iam.algebra import scalars
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.intervals import Intervals, a_number, complement, intersection
from hauberk.iam.language.operators import Family

if TYPE_CHECKING:
    from hauberk.iam.algebra.keys import Atom

_LINES = {Family.NUMERIC: scalars.NUMBERS, Family.DATE: scalars.DATES, Family.IP: scalars.ADDRESSES}


def some_text(family: Family, atoms: "Iterable[Atom]") -> str | None:
    """A number, date or address that does for all atoms, which are of that family; ``None`` if there is none.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError` where a value isn't known.
    """
    line = _LINES[family]
    rest = _interval(atoms, line)
    number = a_number(intersection(rest, line.usual), line.discrete)
    if number is None:
        number = a_number(rest, line.discrete)
    return None if number is None else line.written(number)


def hits(atom: "Atom", text: str) -> bool:
    """Whether a text is one of the values of an atom, or in one."""
    line = _LINES[atom.family]
    number = line.read(text)
    return number is not None and any(
        intersection(line.matched(value, atom.order), scalars.point(number)) for value in atom.values
    )


def _interval(atoms: "Iterable[Atom]", line: scalars.Line) -> Intervals:
    rest = line.whole
    for atom in atoms:
        if atom.tokens:
            raise UndecidedError("unknown-value", "a number, date or address of a condition isn't known")
        matched = tuple(part for value in atom.values for part in line.matched(value, atom.order))
        rest = intersection(rest, matched if atom.positive else complement(matched))
    return rest
