"""Whether a text is in some languages and out of many others, without parting all of these at once.

The states of a product multiply with patterns that have several stars each, and dozens of those never end. But what
holds a pattern is mostly one other, or two. So where the plain search has got nowhere, each pattern is asked about by
itself, against few others at first: a text that is out of these is either out of all, which is the answer, or in one
more pattern, which then joins them (counterexample-guided abstraction refinement: Clarke, Grumberg, Jha, Lu and Veith,
CAV 2000).
"""

from collections.abc import Iterable

from hauberk.iam.algebra.budget import Budget, ExhaustedError
from hauberk.iam.algebra.filling import filled
from hauberk.iam.algebra.machine import Machine, Symbol
from hauberk.iam.algebra.product import Word, shortest_in, stands_for
from hauberk.iam.algebra.solver import SilentError, opinion

_TRIAL = 500
"""States in which nearly every question is answered as it stands."""
_MOST = 200
"""Patterns of one language that are tried."""
_FEW = 3
"""Patterns so few that parting them all is as good."""
_LETTERS = 16
"""Letters that a pattern reads for the price of one step: thousands of them may be asked about thousands of texts."""


def found_in(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """A text that all positives accept and no negative does, the shortest if that is easily found; ``None`` if there is
    none. Where the budget is spent, a solver is asked, if it is installed and the budget has an appeal left.

    Raises :class:`hauberk.iam.algebra.budget.ExhaustedError`.
    """
    try:
        return _searched(positives, negatives, budget)
    except ExhaustedError as exhausted:
        if budget.appeals <= 0:
            raise
        budget.appeals -= 1
        try:
            word = opinion(positives, negatives)
        except SilentError:
            raise exhausted from None
        budget.renew()
        return word


def _searched(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    if sum(len(machine.rows) for machine in negatives) <= _FEW:
        return shortest_in(positives, negatives, budget)
    trial = Budget(min(_TRIAL, budget.left))
    try:
        word = shortest_in(positives, negatives, trial)
    except ExhaustedError:
        budget.spend(trial.steps)
        word = _generic(positives, negatives, budget)
        return _refined(positives, negatives, budget) if word is None else word
    budget.spend(trial.steps - trial.left)
    return word


def _generic(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """A text of one of the patterns with letters in the place of its stars that no pattern names, if one is left over.

    No other pattern takes such letters but by a star: there is one nearly wherever no single other pattern holds all of
    one, and dozens of patterns are not parted in vain.
    """
    named = set[Symbol]().union(*(machine.literals for machine in (*positives, *negatives)))
    letter = str(next(stands_for(0, named)))
    rows = (row for machine in positives if not machine.lenient for row in machine.rows[:_MOST])
    for word in (filled(row, text) for row in rows for text in (letter, f"{letter}/{letter}")):
        budget.spend()
        if all(one.accepts(word) for one in positives) and not any(one.accepts(word) for one in negatives):
            return word
    return None


def _refined(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    singles = [single for machine in negatives for single in _singles(machine)]
    widest = max(positives, key=lambda machine: (not machine.lenient, len(machine.rows)))
    others = tuple(machine for machine in positives if machine is not widest)
    for pattern in _singles(widest):
        word = _left_of((pattern, *others), singles, budget)
        if word is not None:
            return word
    return None


def _left_of(positives: tuple[Machine, ...], singles: list[Machine], budget: Budget) -> Word | None:
    against: list[Machine] = []
    while True:
        word = shortest_in(positives, tuple(against), budget)
        if word is None:
            return None
        budget.spend(len(word) * len(singles) // _LETTERS)
        holder = next((single for single in singles if single.accepts(word)), None)
        if holder is None:
            return word
        against.append(holder)


def _singles(machine: Machine) -> Iterable[Machine]:
    """The patterns of a union, each by itself."""
    return [Machine((row,), machine.lenient) for row in machine.rows] if len(machine.rows) > 1 else [machine]
