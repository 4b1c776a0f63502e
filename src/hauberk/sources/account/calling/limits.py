"""The limits that AWS publishes for calls of its APIs (``limits.toml``, with the page and the date of each)."""

from functools import cache
from typing import Any, NamedTuple

from hauberk.facts.tables import tables

_REST = "*"


class Limit(NamedTuple):
    """So many calls a second, and at most ``burst`` at once after a pause, of all that share the bucket ``name``.

    Every region of an account has a bucket of its own.
    """

    name: str
    rate: float
    burst: float


def limit_of(service: str, operation: str) -> Limit:
    """The limit that bears on an operation, by boto3's name of its service."""
    row = next((rows[name] for rows in _rows(service) for name in (operation, _REST) if name in rows), None)
    if row is None:
        raise LookupError(f"no limit is told for what no row names: {service}:{operation}")
    return _limit(row, service, operation)


def _limit(row: dict[str, Any], service: str, operation: str) -> Limit:
    shared = operation if row.get("apart") else ",".join(row["operations"])
    of = service if row["service"] == _REST else row["service"]
    return Limit(f"{of}:{shared}", row["rate"], row["burst"])


def _rows(service: str) -> tuple[dict[str, dict[str, Any]], ...]:
    """The rows of a service by operation, and after them those of all services."""
    return tuple(_table().get(name, {}) for name in (service, _REST))


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in tables(__file__, "limits.toml")["limits"]:
        for service in (row["service"], *row.get("also", ())):
            for operation in row["operations"]:
                found.setdefault(service, {})[operation] = row
    return found
