"""Which requests AWS takes without a signature.

They are few: those of services that serve the public by a policy of the resource, and operations that give credentials
to those who have none. ``unsigned.json`` names them, a row for each service with its page.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.iam.catalogue.patterns import matcher


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


def may_be_unsigned(action: str) -> bool:
    """Whether there are unsigned requests for an action, ``service:name``."""
    name = action.lower()
    return any(_means(row.actions, name) and not _means(row.but, name) for row in rows())


def _means(patterns: Iterable[str], name: str) -> bool:
    return any(matcher(one.lower())(name) for one in patterns)
