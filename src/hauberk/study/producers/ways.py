"""The ways on which something gets into a function's event, from whoever began them.

Each resource is looked at once, so that queues and functions that feed each other in a circle come to an end.
"""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.study.graph import FUNCTION
from hauberk.study.producers.feeds import PRODUCING, Feed, Feeds
from hauberk.study.producers.reach import Reach, Root
from hauberk.study.producers.stores import STORES
from hauberk.study.study import Study
from hauberk.study.triggers import Trigger

MAX_RESOURCES = 500
"""Resources that are looked at for one answer."""


class Way(NamedTuple):
    """Who begins a way, and the resources that hand on what they say, in this order."""

    root: Root
    through: tuple[Resource, ...] = ()
    loose: bool = False
    """Whether a role on the way may send to the next resource only because it may to all."""

    @property
    def says(self) -> str:
        """The way as a sentence tells it: ``an anonymous caller of POST /orders → function A → queue Q``."""
        return " → ".join((self.root.says, *map(_called, self.through)))


class Producers:
    """Who produces what functions of an application are called with."""

    def __init__(self, study: Study) -> None:
        self._feeds = Feeds(study)
        self._all_known = PRODUCING.isdisjoint(study.application.unlisted)
        self._ways: dict[str, tuple[Way, ...]] = {}

    def of(self, function: Resource) -> tuple[Way, ...]:
        """The ways into a function's event: those that most people can begin come first, then the shortest."""
        if function.id not in self._ways:
            found = self._from((*self._feeds.into(function.id),))
            self._ways[function.id] = tuple(sorted(found, key=_order))
        return self._ways[function.id]

    def are_trusted(self, function: Function, trigger: Trigger) -> bool:
        """Whether all who put something into the events of a trigger are known, and none of them is an outsider."""
        if trigger.kind == "S3" or not self._all_known:
            return False
        return _are_trusted(self._from(self._feeds.of_trigger(function.resource, trigger)))

    def is_invoked_by_others(self, function: Function) -> bool:
        """Whether something else of the application hands a function, by its name, what an outsider may have said, or
        nobody knows what there is that might."""
        if not self._all_known:
            return True
        invokers = [
            feed for feed in self._feeds.invokers(function.resource) if isinstance(feed, Root) or not feed.loose
        ]
        return bool(invokers) and not _are_trusted(self._from(invokers))

    def _from(self, feeds: Iterable[Feed]) -> list[Way]:
        found: list[Way] = []
        seen: set[str] = set()
        pending: deque[tuple[Feed, tuple[Resource, ...], bool]] = deque((feed, (), False) for feed in feeds)
        while pending:
            feed, through, loose = pending.popleft()
            if isinstance(feed, Root):
                found.append(Way(feed, through, loose))
                continue
            if feed.id in seen:
                continue
            if len(seen) == MAX_RESOURCES:
                found.append(Way(Root(Reach.UNKNOWN, "more resources than are looked at", None), through, loose))
                break
            seen.add(feed.id)
            resource = self._feeds.resources[feed.id]
            behind = self._feeds.behind(feed.id)
            if not behind and resource.type == FUNCTION:
                behind = (Root(Reach.UNKNOWN, "whoever invokes it", resource.head),)
            further = (resource, *through)
            pending.extend((one, further, loose or feed.loose) for one in behind)
        return found


def _are_trusted(ways: Iterable[Way]) -> bool:
    reached = [way.root.reach for way in ways]
    return bool(reached) and max(reached) is Reach.NOBODY


def _order(way: Way) -> tuple[int, bool, int]:
    return -way.root.reach, way.loose, len(way.through)


def _called(resource: Resource) -> str:
    word = STORES[resource.type].word if resource.type in STORES else ""
    return f"{word} {resource.name}".strip()
