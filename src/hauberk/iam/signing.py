"""Which requests nobody can make unsigned, whatever a policy says of everyone.

AWS takes few requests without a signature: those of services that serve the public by a policy of the resource, and
operations that give credentials to those who have none. ``unsigned.json`` names them, a row for each service with its
page; all others are signed, so that a policy for everyone is one for whoever has some account of AWS's.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.iam.algebra.actions import Actions
from hauberk.iam.algebra.boxes import Box, Resources
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.operators import operator
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.language.text import EVERYTHING


class Row(NamedTuple):
    """What one service takes unsigned: actions, as patterns, but some; those of requests that pass a test, a condition
    of policies as ``(operator, key, value)``, have to be signed all the same."""

    actions: tuple[str, ...]
    but: tuple[str, ...]
    signed_if: tuple[str, str, str] | None
    title: str
    source: str


@cache
def rows() -> tuple[Row, ...]:
    """All that AWS takes unsigned."""
    raw: Mapping[str, list[Mapping[str, str | list[str]]]] = json.loads(bundled(__file__, "unsigned.json"))
    return tuple(map(_row, raw["rows"]))


def _row(raw: Mapping[str, str | list[str]]) -> Row:
    test = tuple(raw.get("signed_if", ()))
    return Row(
        tuple(raw["actions"]),
        tuple(raw.get("but", ())),
        (test[0], test[1], test[2]) if test else None,
        str(raw["title"]),
        str(raw["source"]),
    )


@cache
def signed() -> tuple[Box, ...]:
    """The requests that have to be signed, as boxes."""
    possible = _box([name for row in rows() for name in row.actions], excepted=True)
    never = _box([name for row in rows() for name in row.but])
    return (possible, never, *(_box(row.actions, row.signed_if) for row in rows() if row.signed_if is not None))


def may_be_unsigned(action: str) -> bool:
    """Whether there are unsigned requests for an action, ``service:name``."""
    name = action.lower()
    return any(_means(row.actions, name) and not _means(row.but, name) for row in rows())


def _means(patterns: Iterable[str], name: str) -> bool:
    return any(matcher(one.lower())(name) for one in patterns)


def _box(names: Iterable[str], test: tuple[str, str, str] | None = None, *, excepted: bool = False) -> Box:
    actions = tuple(pattern(name.lower(), variables=False, wild=True) for name in names)
    any_ = (EVERYTHING,)
    statement = Statement(Effect.DENY, actions, excepted, resources=any_, except_principals=True)
    return Box(statement, Actions(actions, excepted), Resources(any_, False), (_test(*test),) if test else ())


def _test(name: str, key: str, value: str) -> Test:
    asked = operator(name)
    assert asked is not None
    return Test(asked, key.lower(), (pattern(value, variables=False, wild=False),))
