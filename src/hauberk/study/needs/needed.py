"""What a function needs, as it is told."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language.text import ANY, Glob
from hauberk.model.span import Span

_REASONS = 3
"""Reasons for one star that are told; the others are counted."""


class Origin(StrEnum):
    """How it is known that something is needed."""

    STATIC = "static"
    OBSERVED = "observed"
    BOTH = "both"
    INFRASTRUCTURE = "infrastructure"


class Evidence(NamedTuple):
    """A place, and the word there that says so: the name of a method or a command. In a log it is the number of a
    ``record``."""

    span: Span
    word: str = ""
    record: int = 0


class Condition(NamedTuple):
    """A condition that a permission can be given under."""

    operator: str
    key: str
    values: tuple[str, ...]


class Needed(NamedTuple):
    """An action with the resources that it is needed on."""

    action: str
    resources: tuple[Glob, ...]
    origin: Origin
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[Condition, ...] = ()
    why: str = ""
    """Why nothing narrower is known, where that is so."""


class Unknown(NamedTuple):
    """A place of which can't be told what it needs."""

    code: str
    text: str
    evidence: Evidence


def merged(needs: "list[Needed]") -> tuple[Needed, ...]:
    """Each action once for its conditions and origin, with all resources and all evidence, in a stable order."""
    alike: dict[tuple[object, ...], list[Needed]] = {}
    for one in needs:
        alike.setdefault((one.action, one.conditions, one.origin), []).append(one)
    found = sorted(map(_joined, alike.values()), key=lambda one: (one.action, one.origin, one.conditions))
    return tuple(
        one._replace(
            resources=tuple(sorted(one.resources, key=str)),
            evidence=tuple(sorted(one.evidence, key=lambda place: (place.record, place.span.path, place.span.start))),
        )
        for one in found
    )


def _joined(needs: list[Needed]) -> Needed:
    """The same action's needs as one."""
    return needs[0]._replace(
        resources=_distinct(tuple(resource for one in needs for resource in one.resources)),
        evidence=tuple(dict.fromkeys(place for one in needs for place in one.evidence)),
        why=_together(dict.fromkeys(one.why for one in needs if one.why)),
    )


def _together(reasons: Iterable[str]) -> str:
    """Several reasons in words; past a few their number."""
    found = tuple(reasons)
    left = len(found) - _REASONS
    return "; ".join((*found[:_REASONS], f"{left} more") if left > 0 else found)


def _distinct(resources: tuple[Glob, ...]) -> tuple[Glob, ...]:
    """Without what another holds: all, where one of them is all."""
    if any(one.everything for one in resources):
        return tuple(one for one in resources if one.everything)[:1]
    each = dict.fromkeys(resources)
    open_ = [one for one in each if one.parts and one.parts[-1] is ANY]
    return tuple(one for one in each if not any(_within(one, other) for other in open_))


def _within(one: Glob, other: Glob) -> bool:
    """Whether a text is one of a pattern's that ends with a star, and another."""
    if one == other or not other.parts or other.parts[-1] is not ANY or ANY in other.parts[:-1]:
        return False
    *start, last = other.parts[:-1] or ("",)
    if list(one.parts[: len(start)]) != start or len(one.parts) <= len(start):
        return False
    part = one.parts[len(start)]
    return part == last or (isinstance(part, str) and isinstance(last, str) and part.startswith(last))
