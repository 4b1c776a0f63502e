"""What facts are about as data: lists of calls and of what they are given."""

from functools import cache
from typing import Any

from hauberk.facts.tables import tables


@cache
def _tables() -> dict[str, Any]:
    return tables(__file__, "calls.toml")


@cache
def listed(fact: str, name: str) -> tuple[str, ...]:
    """A list of a fact's."""
    return tuple(_tables()[fact][name])


@cache
def rows(fact: str, name: str) -> tuple[dict[str, Any], ...]:
    """The rows of a fact's table."""
    return tuple(_tables()[fact][name])
