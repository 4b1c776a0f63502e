"""Whether a text is in some languages and out of others, and if so which one."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.machine import Letters, Machine, Step, Symbol
from hauberk.iam.algebra.product import Word, stands_for
from hauberk.iam.algebra.refining import found_in


def shortest(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """The shortest text that all positives accept and no negative does, or ``None`` if there is none; another text
    where the shortest is too hard to find.

    Raises :class:`hauberk.iam.algebra.budget.ExhaustedError`.
    """
    key = (positives, negatives)
    known = _REMEMBERED.get(key, _MISSING)
    if known is not _MISSING:
        return known  # type: ignore[return-value]
    found = found_in(positives, negatives, budget)
    if len(_REMEMBERED) > _ENOUGH:
        _REMEMBERED.clear()
    _REMEMBERED[key] = found
    return found


def some(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """Some text that all positives accept and no negative does, or ``None`` if there is none: one that the patterns
    suggest, which is quick and readable, else the shortest.

    Raises :class:`hauberk.iam.algebra.budget.ExhaustedError`.
    """
    for index, machine in enumerate(positives):
        if not machine.lenient:
            if any(machine.apart(other) for other in (*positives[:index], *positives[index + 1 :])):
                return None
            negatives = tuple(other for other in negatives if not machine.apart(other))
    key = (positives, negatives)
    known = _SUGGESTED.get(key)
    if known is None and positives:
        known = _suggested(positives, negatives, budget)
        if known is not None:
            if len(_SUGGESTED) > _ENOUGH:
                _SUGGESTED.clear()
            _SUGGESTED[key] = known
    return shortest(positives, negatives, budget) if known is None else known


_MISSING = object()
_ENOUGH = 20_000
_Question: TypeAlias = tuple[tuple[Machine, ...], tuple[Machine, ...]]
_REMEMBERED: dict[_Question, object] = {}
_SUGGESTED: dict[_Question, Word] = {}


def _suggested(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    for word in _words(positives, negatives):
        budget.spend()
        if all(machine.accepts(word) for machine in positives) and not any(map(_accepting(word), negatives)):
            return word
    return None


def _words(positives: tuple[Machine, ...], negatives: tuple[Machine, ...]) -> Iterator[Word]:
    """Texts as people write them, of the narrowest language's first patterns; then one of every pattern with letters in
    the place of its stars that no pattern names.

    No other pattern takes such letters but by a star, so that a text is left over nearly wherever no single other
    pattern holds all of one. A search that has to part dozens of patterns with several stars each would hardly end.
    """
    narrow = min(positives, key=lambda machine: (machine.lenient, len(machine.rows)))
    rows = sorted(narrow.rows, key=_plainness) if narrow.lenient else narrow.rows
    for row in rows[:_PLAIN]:
        yield tuple(_filled(row))
    named = set[Symbol]().union(*(machine.literals for machine in (*positives, *negatives)))
    letter = str(next(stands_for(0, named)))
    for machine in positives:
        if not machine.lenient and len(machine.rows) <= _MANY:
            for row in machine.rows:
                yield tuple(_filled(row, letter))
                yield tuple(_filled(row, f"{letter}/{letter}"))


_PLAIN = 3
_MANY = 200


def _plainness(row: Sequence[Step]) -> tuple[bool, int]:
    """The shortest of the ARNs that an action acts on first; but an ARN tells more than the star of one that may be
    about none."""
    return len(row) == 1, len(row)


def _accepting(word: Word) -> Callable[[Machine], bool]:
    return lambda machine: machine.accepts(word)


def _filled(row: Sequence[Step], letter: str = "a") -> Iterator[Symbol]:
    """A text of a row: what a star stands for in the parts of an ARN that are alike in most, else a letter."""
    colons = 0
    before = False
    for takes, star in row:
        if not isinstance(takes, Letters):
            symbol = next(iter(takes)) if len(takes) == 1 else min(takes, key=str)
            colons += symbol == ":"
            yield symbol
        elif not star:
            yield "0" if takes is Letters.DIGIT else letter
        elif takes in (Letters.ALL, Letters.NOT_COLON) and not before:
            yield from _USUAL.get(colons, letter)
        before = isinstance(takes, Letters)


_USUAL = {1: "aws", 3: "us-east-1", 4: "000000000000"}
"""An account of zeros is none: whoever makes a request of the text knows whose it is."""
