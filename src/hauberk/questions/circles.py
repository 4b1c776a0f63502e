"""Which permissions can't stand in a role itself, since what they name waits for the role.

CloudFormation refuses circular dependencies: a bucket that notifies a function needs the function, that needs its role,
and a role that names the bucket would need that (AWS SAM developer guide, "S3", and AWS Knowledge Center, "Unable to
validate the following destination configurations", 2026-11). A policy of its own, attached to the role, waits for both.
"""

from collections.abc import Iterable

from hauberk.iam.language.text import Hole
from hauberk.study.graph import Graph
from hauberk.study.needs.needed import Needed


def waiting_for(role: str, graph: Graph) -> frozenset[str]:
    """The ids of the resources that need a role, themselves or through others."""
    found: set[str] = set()
    pending = [role]
    while pending:
        for user in graph.users(pending.pop()):
            if user.id not in found:
                found.add(user.id)
                pending.append(user.id)
    return frozenset(found)


def parted(needed: Iterable[Needed], waiting: frozenset[str]) -> tuple[list[Needed], list[Needed]]:
    """What can stand in a role, and what names something that waits for it."""
    inside: list[Needed] = []
    apart: list[Needed] = []
    for one in needed:
        (apart if _named(one) & waiting else inside).append(one)
    return inside, apart


def _named(one: Needed) -> set[str]:
    parts = (part for resource in one.resources for part in resource.parts)
    return {part.name.partition(".")[0] for part in parts if isinstance(part, Hole) and part.own}
