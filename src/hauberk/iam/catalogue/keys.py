"""Condition keys: those that any service may have, from a data file with its source and date, and a service's own."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.catalogue.services import ConditionKey, borrowed, facts
from hauberk.model.regex import regex

_HOLE = regex(r"\$\{[^}]*\}|<[^>]*>")


@cache
def global_keys() -> Mapping[str, ConditionKey]:
    """The keys that a request to any service may have, such as ``aws:PrincipalArn``, by their names in lower case."""
    raw = json.loads(bundled(__file__, "keys.json"))
    return MappingProxyType({name.lower(): ConditionKey(name, type_) for name, type_ in raw["keys"].items()})


def key(name: str, service: str = "") -> ConditionKey | None:
    """The condition key that a policy names, in whichever case; ``aws:PrincipalTag/team`` is ``aws:PrincipalTag/…``.

    Some services have keys of another's name (``logs:…`` in X-Ray): ``service`` is the prefix of the one that is asked.
    ``None`` for a key that AWS doesn't have; a claim that an identity provider of somebody's own makes up is one.
    """
    lower = name.lower()
    tables = tuple(_tables(lower.partition(":")[0], service.lower()))
    exact = next((table.keys[lower] for table in tables if lower in table.keys), None)
    return exact or next((key for table in tables for matches, key in table.holed if matches(lower)), None)


def spelling(name: str, service: str = "") -> str:
    """A condition key as AWS's documentation writes it; one that isn't known as it is. See :func:`key`."""
    found = key(name, service)
    if found is None:
        return name
    hole = _HOLE.search(found.name)
    return found.name[: hole.start()] + name[hole.start() :] if hole else found.name


class _Table(NamedTuple):
    keys: Mapping[str, ConditionKey]
    holed: tuple[tuple[Callable[[str], object], ConditionKey], ...]
    """Keys whose names have holes, and what tells whether a name is one of theirs."""


def _tables(prefix: str, service: str) -> Iterator[_Table]:
    yield _table("")
    yield from (_table(one) for one in (prefix, service) if facts(one))
    for written, services in borrowed().items():
        if _matches(written)(prefix):
            yield from map(_table, services)


@cache
def _table(prefix: str) -> _Table:
    service = facts(prefix)
    keys = service.keys if service else global_keys()
    return _Table(keys, tuple((_matches(name), key) for name, key in keys.items() if _HOLE.search(name)))


@cache
def _matches(name: str) -> Callable[[str], object]:
    return matcher(_HOLE.sub("?*", name.lower()))
