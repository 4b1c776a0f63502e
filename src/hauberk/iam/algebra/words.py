"""Whether a text is in some languages and out of others, and if so the shortest such text.

The product of the automata is searched breadth first, made as it goes. All characters that no live step names, and that
no class tells apart, behave alike: one of them stands for all.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TypeAlias

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.machine import Letters, Machine, Step, Symbol

Word: TypeAlias = tuple[Symbol, ...]

_GROUPS = (ascii_lowercase, digits, "-", ":", "/", ascii_uppercase + "_.+=,@~!#%&()[]{}<>|;^ ")
"""Characters that the classes of :class:`Letters` take alike, in the order in which a witness prefers them."""
_TOLD_APART: dict[Letters, tuple[int, ...]] = {
    Letters.ALL: (),
    Letters.NOT_COLON: (3,),
    Letters.NAME: (3, 4),
    Letters.DIGIT: (1,),
    Letters.REGION: (1, 2, 5),
}
"""The groups that a class treats differently from lower-case letters."""


def shortest(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """The shortest text that all positives accept and no negative does, or ``None`` if there is none.

    Raises :class:`hauberk.iam.algebra.budget.ExhaustedError`.
    """
    key = (positives, negatives)
    known = _REMEMBERED.get(key, _MISSING)
    if known is not _MISSING:
        return known  # type: ignore[return-value]
    found = _search(positives, negatives, budget)
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
    narrow = min(positives, key=lambda machine: (machine.lenient, len(machine.rows)))
    rows = sorted(narrow.rows, key=_plainness) if narrow.lenient else narrow.rows
    for row in rows[:_SUGGESTIONS]:
        budget.spend()
        word = tuple(_filled(row))
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


def _filled(row: Sequence[Step]) -> Iterator[Symbol]:
    """A text of a row: what a star stands for in the parts of an ARN that are alike in most, else a letter."""
    colons = 0
    before = False
    for takes, star in row:
        if not isinstance(takes, Letters):
            symbol = next(iter(takes)) if len(takes) == 1 else min(takes, key=str)
            colons += symbol == ":"
            yield symbol
        elif not star:
            yield "0" if takes is Letters.DIGIT else "a"
        elif takes in (Letters.ALL, Letters.NOT_COLON) and not before:
            yield from _USUAL.get(colons, "a")
        before = isinstance(takes, Letters)


_USUAL = {1: "aws", 3: "us-east-1", 4: "000000000000"}
"""An account of zeros is none: whoever makes a request of the text knows whose it is."""


def _search(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    machines = (*positives, *negatives)
    wanted = len(positives)
    if any(machine.start & machine.certain for machine in negatives):
        return None
    others = _others(machines)
    tokens = {
        one for machine in positives if not machine.lenient for one in machine.literals if not isinstance(one, str)
    }
    strict = tuple(i for i in range(wanted) if not (tokens and positives[i].lenient))
    accepts = tuple(machine.accept for machine in machines)
    start = tuple(machine.start for machine in machines)
    came: dict[tuple[int, ...], tuple[tuple[int, ...], Symbol] | None] = {start: None}
    queue = deque((start,))
    while queue:
        state = queue.popleft()
        budget.spend()
        if all(state[i] & accepts[i] for i in range(wanted)) and not any(
            state[i] & accepts[i] for i in range(wanted, len(state))
        ):
            return _spelt(came, state)
        for symbol in _letters(machines, state, others, strict):
            if not isinstance(symbol, str) and symbol not in tokens:
                continue  # a text is made of tokens only where it has to be: of those of a strict language
            after: list[int] = []
            for index, machine in enumerate(machines):
                moved = machine.move(state[index], symbol) if state[index] else 0
                if index < wanted:
                    if not moved:
                        break
                elif moved & machine.certain:
                    break
                after.append(moved)
            else:
                target = tuple(after)
                if target not in came:
                    came[target] = (state, symbol)
                    queue.append(target)
    return None


def _letters(
    machines: tuple[Machine, ...], state: tuple[int, ...], others: tuple[Symbol, ...], strict: tuple[int, ...]
) -> Iterable[Symbol]:
    """One letter for each way that the state can go on.

    Where one of the ``strict``, those that take nothing but what their steps say, is amid a literal, its next letters
    are all that there are.
    """
    for index in strict:
        if not state[index] & machines[index].open:
            return machines[index].named(state[index])
    letters: dict[Symbol, None] = dict.fromkeys(others)
    for index, machine in enumerate(machines):
        if state[index]:
            for symbol in machine.named(state[index]):
                letters[symbol] = None
    return letters


def _others(machines: tuple[Machine, ...]) -> tuple[Symbol, ...]:
    """Characters that no machine names, one for each group that some machine tells apart; where all of a small group
    are named, its characters themselves."""
    named: set[Symbol] = set()
    groups = {0}
    for machine in machines:
        named |= machine.literals
        for letters in machine.letters:
            groups.update(_TOLD_APART[letters])
    return tuple(symbol for group in sorted(groups) for symbol in _stands_for(group, named))


def _stands_for(group: int, named: set[Symbol]) -> Iterator[Symbol]:
    for char in _GROUPS[group]:
        if char not in named:
            yield char
            return
    yield from _GROUPS[group]
    if group == 0:  # every lower-case letter is named somewhere: any other character is still free
        yield next(char for char in map(chr, range(0xE000, 0xF900)) if char not in named)


def _spelt(came: dict[tuple[int, ...], tuple[tuple[int, ...], Symbol] | None], state: tuple[int, ...]) -> Word:
    word: list[Symbol] = []
    step = came[state]
    while step is not None:
        word.append(step[1])
        step = came[step[0]]
    return tuple(reversed(word))
