"""What access one policy adds to another, told by the statements that give it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.search import Found
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.containment import gains
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
    :class:`hauberk.iam.algebra.budget.UndecidedError`, after what was found all the same.
    """
    return by_statement(lambda shown: gains(new, old, budget, shown))


Search: TypeAlias = "Callable[[Callable[[Found], bool]], Iterable[tuple[Found, Request | None]]]"
"""Finds groups of actions, each with a request unless it is told that their like was shown."""


def by_statement(search: Search) -> Iterator[Added]:
    """What a search finds, by the statement that gives it: an Allow or, where none is needed, the Deny that the other
    side alone has. The search is told of which findings the like was shown.

    What it raises comes after what it has found.
    """
    found: dict[int, _Gain] = {}
    undecided: UndecidedError | None = None
    try:
        for gain, witness in search(lambda gain: id(_giving(gain).statement) in found):
            box = _giving(gain)
            key = id(box.statement)
            if witness is not None and key not in found:
                found[key] = _Gain(box, {}, witness)
            found[key].actions.update(dict.fromkeys(gain.actions))
    except UndecidedError as error:
        undecided = error
    for box, names, witness in found.values():
        statement = box.statement
        yield Added(
            statement,
            box.policy,
            as_written(statement, names),
            tuple(map(str, statement.resources)),
            statement.tests,
            witness,
        )
    if undecided is not None:
        raise undecided


def _giving(gain: Found) -> Box:
    """The box of a policy that gives what was found; those of the question itself have no policy."""
    return next((box for box in gain.within if box.policy), gain.within[0])


class _Gain(NamedTuple):
    box: Box
    actions: dict[str, None]
    witness: Request


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
