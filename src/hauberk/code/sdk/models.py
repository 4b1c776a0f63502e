"""boto3's resource models and botocore's waiters, from ``boto.json``, which ``tools/boto_models.py`` writes."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from hauberk.facts.bundled import bundled


@cache
def _loaded() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(bundled(__file__, "boto.json"))
    return loaded


def waited(client: str, name: str) -> str | None:
    """The operation that a waiter asks again and again."""
    found: str | None = _loaded()["waiters"].get(client, {}).get(name)
    return found


def waiters(client: str) -> Mapping[str, str]:
    """The waiters of a client, with their operations."""
    found: Mapping[str, str] = _loaded()["waiters"].get(client, {})
    return found


@cache
def resource(service: str, type_: str) -> Mapping[str, Any] | None:
    """A type of boto3's resources; the service itself under the empty name."""
    found: Mapping[str, Any] | None = _loaded()["resources"].get(service, {}).get(type_)
    return found
