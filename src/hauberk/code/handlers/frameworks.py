"""The frameworks that show that code is made for AWS Lambda, as ``frameworks.toml`` has them."""

from functools import cache
from typing import NamedTuple

from hauberk.facts.tables import tables


class Frameworks(NamedTuple):
    """What is known of a language's frameworks."""

    adapters: dict[str, str]
    """The names of frameworks by the calls that make handlers."""
    packages: tuple[bytes, ...]
    """What stands in a file that uses one of them."""
    types: frozenset[str]
    others: tuple[bytes, ...]
    """What stands in files that are made for another cloud, or for the command line."""
    decorators: frozenset[str] = frozenset()
    chalice: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    """What Chalice makes functions of their own by."""


@cache
def frameworks(language: str) -> Frameworks:
    """The frameworks of ``python`` or ``javascript``."""
    known = tables(__file__, "frameworks.toml")
    own = known[language]
    rows = [row for row in known["adapters"] if row["language"] == language]
    adapters = {call: row["name"] for row in rows for call in row["calls"]}
    python = language == "python"
    chalice = known["chalice"]["applications"] if python else ()
    return Frameworks(
        adapters,
        tuple(sorted({_package(call).encode() for call in (*adapters, *chalice)})),
        frozenset(own["types"]),
        tuple(name.encode() for name in own["others"]),
        frozenset(own.get("decorators", ())),
        frozenset(chalice),
        frozenset(known["chalice"]["functions"]) if python else frozenset(),
    )


def _package(call: str) -> str:
    return call.partition(".")[0]
