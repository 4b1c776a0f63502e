"""What access one policy adds to another, told by the statements that give it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.containment import Excess, every_excess
from hauberk.iam.language.policy import Policy, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.request import Request


class Added(NamedTuple):
    """Access that one statement gives and the other side doesn't."""

    statement: Statement
    policy: str
    actions: tuple[str, ...]
    """As the statement writes them where all that a pattern means is added, else one by one."""
    resources: tuple[str, ...]
    conditions: tuple[Test, ...]
    witness: Request
    """A request that is added."""


def added(new: Sequence[Policy], old: Sequence[Policy], budget: Budget | None = None) -> Iterator[Added]:
    """What ``new`` allows and ``old`` doesn't, a statement at a time.

    A policy's Deny that the other lacks shows as what the other's statements then add. Raises
    :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    return by_statement(every_excess(new, old, budget))


def by_statement(excesses: Iterable[Excess]) -> Iterator[Added]:
    """What was found, by the statement that gives it: an Allow of the one side or, where no Allow is needed, the Deny
    that the other side alone has.

    What the search raises comes after what it has found.
    """
    found: dict[tuple[str, Statement], tuple[dict[str, None], Request]] = {}
    undecided: UndecidedError | None = None
    try:
        for excess in excesses:
            box = next((box for box in excess.found.within if box.policy), excess.found.within[0])
            actions, _ = found.setdefault((box.policy, box.statement), ({}, excess.witness))
            actions.update(dict.fromkeys(excess.found.actions))
    except UndecidedError as error:
        undecided = error
    for (policy, statement), (names, witness) in found.items():
        yield Added(
            statement,
            policy,
            as_written(statement, names),
            tuple(map(str, statement.resources)),
            statement.tests,
            witness,
        )
    if undecided is not None:
        raise undecided


def as_written(statement: Statement, actions: Iterable[str]) -> tuple[str, ...]:
    """Actions as a person would write them: by the statement's pattern if all of it is there, by ``service:*`` if all
    of a service's are, else one by one."""
    left = dict.fromkeys(actions)
    given = frozenset(left)
    written: list[str] = []
    for pattern in () if statement.except_actions else statement.actions:
        meant = [name.lower() for name in catalogued(str(pattern))] or [str(pattern)]
        if given.issuperset(meant):
            written.append(_pattern(pattern))
            for name in meant:
                left.pop(name, None)
    for service in dict.fromkeys(name.partition(":")[0] for name in left):
        every = [name.lower() for name in catalogued(f"{service}:*")]
        if len(every) > 1 and all(name in left for name in every):
            written.append(f"{service}:*")
            for name in every:
                del left[name]
    return (*dict.fromkeys(written), *sorted(map(_name, left)))


def _pattern(pattern: Glob) -> str:
    text = pattern.literal
    return str(pattern) if text is None else _name(text)


def _name(action: str) -> str:
    known = known_action(action)
    return known.name if known else action
