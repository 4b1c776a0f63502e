"""The paths and methods that events add to a definition which SAM writes."""

from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.resource import PRESENT
from hauberk.model.values import Trail, Value
from hauberk.sources.sam.build import any_of
from hauberk.sources.sam.gateway.api import Gateway
from hauberk.sources.sam.gateway.paths import method_key


class Place(NamedTuple):
    """A method of a path; ``presence`` says whether the function behind it is there, ``trail`` where it is written."""

    path: str
    method: str
    presence: Value
    trail: Trail


def declare(api: Gateway, places: Iterable[Place]) -> None:
    """Puts methods into the definition. A path is there as far as one of its methods is."""
    if not api.managed:
        return
    presences: dict[str, list[Value]] = {}
    for place in places:
        path = api.paths().below(place.path, place.trail)
        path.below(method_key(place.method), place.trail)
        presences.setdefault(place.path, []).append(place.presence)
    for name, those in presences.items():
        if PRESENT not in those:
            api.paths().below(name, api.trail).presence = any_of(*those)
