"""Services that AWS has ended, from a data file with its source and date."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from hauberk.facts.bundled import bundled


class Ended(NamedTuple):
    """A service by its name, and the ISO day from which AWS doesn't support it any more."""

    service: str
    day: str


@cache
def ended_services() -> Mapping[str, Ended]:
    """Ended services by the beginnings of their resource types."""
    raw = json.loads(bundled(__file__, "services.json"))
    return {prefix: Ended(*entry) for prefix, entry in raw["types"].items()}


@lru_cache(maxsize=512)
def ended_service(type_: str) -> Ended | None:
    """The ended service that a resource type belongs to."""
    return next((ended for prefix, ended in ended_services().items() if type_.startswith(prefix)), None)
