"""What a function needs, as it is told."""

from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.language.text import Glob
from hauberk.model.span import Span


class Origin(StrEnum):
    """How it is known that something is needed."""

    STATIC = "static"
    OBSERVED = "observed"
    BOTH = "both"
    INFRASTRUCTURE = "infrastructure"


class Evidence(NamedTuple):
    """A place, and the word there that says so: the name of a method or a command."""

    span: Span
    word: str = ""


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
    found: dict[tuple[object, ...], Needed] = {}
    for one in needs:
        key = (one.action, one.conditions, one.origin)
        before = found.get(key)
        if before is None:
            found[key] = one._replace(resources=_distinct(one.resources))
            continue
        found[key] = before._replace(
            resources=_distinct((*before.resources, *one.resources)),
            evidence=tuple(dict.fromkeys((*before.evidence, *one.evidence))),
            why=before.why or one.why,
        )
    ordered = sorted(found.values(), key=lambda one: (one.action, one.origin, one.conditions))
    return tuple(
        one._replace(
            resources=tuple(sorted(one.resources, key=str)),
            evidence=tuple(sorted(one.evidence, key=lambda place: (place.span.path, place.span.start))),
        )
        for one in ordered
    )


def _distinct(resources: tuple[Glob, ...]) -> tuple[Glob, ...]:
    """Without what another holds: all, where one of them is all."""
    if any(one.everything for one in resources):
        return tuple(one for one in resources if one.everything)[:1]
    return tuple(one for one in dict.fromkeys(resources) if not any(_within(one, other) for other in resources))


def _within(one: Glob, other: Glob) -> bool:
    """Whether a text is one of a pattern's that ends with a star, and another."""
    from hauberk.iam.language.text import ANY

    if one == other or not other.parts or other.parts[-1] is not ANY or ANY in other.parts[:-1]:
        return False
    *start, last = other.parts[:-1] or ("",)
    if list(one.parts[: len(start)]) != start or len(one.parts) <= len(start):
        return False
    part = one.parts[len(start)]
    return part == last or (isinstance(part, str) and isinstance(last, str) and part.startswith(last))
