"""What access one policy adds to another, told by the statements that give it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.containment import every_excess
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
    found: dict[tuple[str, Statement], tuple[dict[str, None], Request]] = {}
    for excess in every_excess(new, old, budget):
        box = excess.found.within[0]
        actions, _ = found.setdefault((box.policy, box.statement), ({}, excess.witness))
        actions.update(dict.fromkeys(excess.found.actions))
    for (policy, statement), (names, witness) in found.items():
        yield Added(
            statement,
            policy,
            _actions(statement, names),
            tuple(map(str, statement.resources)),
            statement.tests,
            witness,
        )


def _actions(statement: Statement, names: dict[str, None]) -> tuple[str, ...]:
    """Names of actions as a person would write them: by the statement's pattern if all of it is there."""
    if statement.except_actions:
        return tuple(sorted(map(_name, names)))
    left = dict(names)
    written: list[str] = []
    for pattern in statement.actions:
        meant = [name.lower() for name in catalogued(str(pattern))] or [str(pattern)]
        if all(name in names for name in meant):
            written.append(_pattern(pattern))
            for name in meant:
                left.pop(name, None)
    return (*dict.fromkeys(written), *sorted(map(_name, left)))


def _pattern(pattern: Glob) -> str:
    text = pattern.literal
    return str(pattern) if text is None else _name(text)


def _name(action: str) -> str:
    known = known_action(action)
    return known.name if known else action
