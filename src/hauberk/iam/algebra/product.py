"""The shortest text that is in some languages and out of others.

The product of the automata is searched breadth first, made as it goes. All characters that no live step names, and that
no class tells apart, behave alike: one of them stands for all.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.machine import DIGITS, LOWER, Letters, Machine, Symbol

Word: TypeAlias = tuple[Symbol, ...]

_GROUPS = (LOWER, DIGITS, "-", ":", "/", LOWER.upper() + "_.+=,@~!#%&()[]{}<>|;^ ")
"""Characters that the classes of :class:`Letters` take alike, in the order in which a witness prefers them."""
_TOLD_APART: dict[Letters, tuple[int, ...]] = {
    Letters.ALL: (),
    Letters.NOT_COLON: (3,),
    Letters.NAME: (3, 4),
    Letters.DIGIT: (1,),
    Letters.REGION: (1, 2, 5),
}
"""The groups that a class treats differently from lower-case letters."""


def shortest_in(positives: tuple[Machine, ...], negatives: tuple[Machine, ...], budget: Budget) -> Word | None:
    """The shortest text that all positives accept and no negative does, or ``None`` if there is none.

    Raises :class:`hauberk.iam.algebra.budget.ExhaustedError`.
    """
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
    return tuple(symbol for group in sorted(groups) for symbol in stands_for(group, named))


def stands_for(group: int, named: set[Symbol]) -> Iterator[Symbol]:
    """Characters of a group, of which one stands for all that nothing names."""
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
