"""What facts are about as data: lists of calls and of what they are given."""

from functools import cache, lru_cache
from typing import Any

from hauberk.code.knowledge import dotted
from hauberk.facts.tables import tables


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = dotted(tables(__file__, "calls.toml"))
    return found


@cache
def listed(fact: str, name: str) -> tuple[str, ...]:
    """A list of a fact's."""
    return tuple(_tables()[fact][name])


@cache
def those(fact: str, name: str) -> frozenset[str]:
    """A list of a fact's, for asking what is in it."""
    return frozenset(listed(fact, name))


@cache
def rows(fact: str, name: str) -> tuple[dict[str, Any], ...]:
    """The rows of a fact's table."""
    return tuple(_tables()[fact][name])


@lru_cache(maxsize=4096)  # the same few things are called again and again
def rows_of(fact: str, name: str, path: str) -> tuple[dict[str, Any], ...]:
    """The rows of a table of calls, in order, that are about a call by its path, whole or ``*.`` and its last name."""
    of_anything = f"*.{path.rpartition('.')[2]}"
    return tuple(row for row in rows(fact, name) if path in row["calls"] or of_anything in row["calls"])


@cache
def rows_by_name(fact: str, name: str) -> dict[str, tuple[dict[str, Any], ...]]:
    """The rows of a table of options, in order, by each of their names."""
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for row in rows(fact, name):
        for one in dict.fromkeys(row["names"]):
            found[one] = (*found.get(one, ()), row)
    return found
