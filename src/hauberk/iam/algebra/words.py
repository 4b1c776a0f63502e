"""Whether a text is in some languages and out of others, and if so which one."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeAlias

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.filling import filled
from hauberk.iam.algebra.machine import Machine, Step
from hauberk.iam.algebra.product import Word
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
    narrow = sorted(positives, key=lambda machine: (machine.lenient, len(machine.rows)))
    rows = (row for one in narrow for row in (sorted(one.rows, key=_plainness) if one.lenient else one.rows))
    for row in islice(rows, _SUGGESTIONS):
        budget.spend()
        word = filled(row)
        if all(machine.accepts(word) for machine in positives) and not any(map(_accepting(word), negatives)):
            return word
    return None


_SUGGESTIONS = 3


def _plainness(row: Sequence[Step]) -> tuple[bool, int]:
    """The shortest of the ARNs that an action acts on first; but an ARN tells more than the star of one that may be
    about none."""
    return len(row) == 1, len(row)


def _accepting(word: Word) -> Callable[[Machine], bool]:
    return lambda machine: machine.accepts(word)
