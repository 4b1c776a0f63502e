"""A result for a person to read: whoever gains the same in the same way is told together, and so is what is undecided
for the same reason."""

from collections.abc import Iterable
from typing import NamedTuple

from hauberk.iam.escalation.results import Path, Result


class Way(NamedTuple):
    """A way that several principals have."""

    principals: tuple[str, ...]
    path: Path
    """That of the first of them."""

    @property
    def targets(self) -> int:
        """How many targets it reaches."""
        return 1 + len(self.path.also)


class Doubt(NamedTuple):
    """A reason for which ways are undecided."""

    reason: str
    methods: tuple[str, ...]
    principals: tuple[str, ...]


class Digest(NamedTuple):
    """All of a result: ways to all permissions first, then the shortest, then those of most principals."""

    ways: tuple[Way, ...]
    doubts: tuple[Doubt, ...]


def digest(result: Result) -> Digest:
    """A result by its ways and its doubts."""
    ways: dict[tuple[object, ...], list[Path]] = {}
    for path in result.paths:
        # what is gained of oneself is another thing for each, and told together all the same
        target = "" if path.target == path.principal else path.target
        ways.setdefault((path.method, path.actions, target, path.also), []).append(path)
    told = [Way(_each(path.principal for path in some), some[0]) for some in ways.values()]
    told.sort(key=_rank)
    reasons = dict.fromkeys(one.reason for one in result.undecided)
    doubts = tuple(_doubt(reason, result) for reason in reasons)
    return Digest(tuple(told), tuple(sorted(doubts, key=lambda one: (-len(one.principals), one.reason))))


def _doubt(reason: str, result: Result) -> Doubt:
    some = [one for one in result.undecided if one.reason == reason]
    return Doubt(reason, _each(one.method for one in some), _each(one.principal for one in some))


def _rank(way: Way) -> tuple[bool, int, int, str, str]:
    path = way.path
    return (not path.administrator, len(path.steps), -len(way.principals), path.method, path.target)


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
