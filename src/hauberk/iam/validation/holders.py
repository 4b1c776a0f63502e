"""What a policy is written on, which decides how large it may be: a data file with a source and a date per row."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.iam.language.policy import Kind


class Holder(NamedTuple):
    """A kind of thing that policies are written on."""

    name: str
    kinds: tuple[Kind, ...]
    what: str
    """What its limit is about, as a sentence names it."""
    page: str
    """Where the limit is said."""
    limit: int = 0
    """The most characters that it may have; 0 if none is documented."""
    bytes: bool = False
    """Whether the limit counts bytes, white space among them, rather than characters without white space."""
    raisable: bool = False
    """Whether AWS raises the limit for who asks."""
    statements: int = 0
    """The most statements, 0 for no limit of their own."""
    actions: int = 0
    """The most actions of a statement."""
    services: tuple[str, ...] = ()
    """The services whose actions it can be about; empty for those of all."""
    trust: bool = False
    """Whether it says who may assume a role."""
    types: tuple[str, ...] = ()
    """The CloudFormation types of it."""
    attached: int = 0
    """How many a role has at most, unless AWS raises that; 0 if none is documented."""


@cache
def holders() -> Mapping[str, Holder]:
    """Every holder by its name."""
    raw = json.loads(bundled(__file__, "holders.json"))
    return MappingProxyType(
        {
            name: Holder(
                name,
                tuple(Kind(kind) for kind in row["kinds"]),
                row["what"],
                row["page"],
                row.get("limit", 0),
                row.get("bytes", False),
                row.get("raisable", False),
                row.get("statements", 0),
                row.get("actions", 0),
                tuple(row.get("services", ())),
                row.get("trust", False),
                tuple(row["types"]),
                row.get("attached", 0),
            )
            for name, row in raw["holders"].items()
        }
    )


def holder_of(type_: str, *, trust: bool = False) -> Holder | None:
    """The holder that a CloudFormation resource is; ``trust`` asks for a role's trust policy."""
    return next((one for one in holders().values() if type_ in one.types and one.trust is trust), None)


def alone(kind: Kind) -> Holder | None:
    """The holder of a kind of policy that has only one: session, service control and resource control policies."""
    found = [one for one in holders().values() if kind in one.kinds]
    return found[0] if len(found) == 1 else None
