"""From an API's words to CloudFormation's, where these differ in no more than letters."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from hauberk.sources.account.calls import Unread


def given(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that say something. AWS answers with empty texts and lists for what nobody set."""
    return {name: value for name, value in entries.items() if value not in (None, "", [], {}, ())}


def only(content: Any, *names: str) -> dict[str, Any]:
    """Those entries of a mapping that have one of the names and say something; nothing of what is no mapping."""
    return given({name: content[name] for name in names if name in content}) if isinstance(content, Mapping) else {}


_MAX_DEPTH = 100
"""Levels of an answer; AWS's have a dozen."""
STRANGE = Unread("invalid", "what stands there isn't what the API says that there is")
Make = Callable[[Mapping[str, Any]], Any]


def capital(content: Any, depth: int = 0) -> Any:
    """Data with the first letters of all keys as capitals, as API Gateway's lack them."""
    if depth > _MAX_DEPTH:
        return STRANGE
    match content:
        case Mapping():
            return {f"{name[:1].upper()}{name[1:]}": capital(value, depth + 1) for name, value in content.items()}
        case list() | tuple():
            return [capital(one, depth + 1) for one in content]
    return content


def each(content: Any, name: str, make: Make) -> Any:
    """A list of an answer with its mappings as ``make`` has them. What is none, or no list at all, is unread: it isn't
    taken for nothing."""
    found = content.get(name) if isinstance(content, Mapping) else None
    if found is None:
        return []
    if not isinstance(found, (list, tuple)):
        return STRANGE
    return [make(one) if isinstance(one, Mapping) else STRANGE for one in found]


def every(content: Any, name: str, make: Callable[[str, Mapping[str, Any]], Any]) -> Any:
    """As :func:`each`, of a mapping of mappings with their keys; a list comes of it."""
    found = content.get(name) if isinstance(content, Mapping) else None
    if found is None:
        return []
    if not isinstance(found, Mapping):
        return STRANGE
    return [make(str(key), one) if isinstance(one, Mapping) else STRANGE for key, one in found.items()]


def listed(content: Any, name: str) -> list[Mapping[str, Any]]:
    """The mappings in a list of an answer; whatever else stands there is left out."""
    found = content.get(name) if isinstance(content, Mapping) else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def texts(content: Any, name: str) -> list[str]:
    """The texts in a list of an answer; whatever else stands there is left out."""
    found = content.get(name) if isinstance(content, Mapping) else None
    return [one for one in found if isinstance(one, str) and one] if isinstance(found, list) else []


def inner(content: Any, *names: str) -> Mapping[str, Any]:
    """The mapping at a way of names in an answer; an empty one if there is none."""
    for name in names:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content if isinstance(content, Mapping) else {}


def pick(content: Any, **names: str) -> dict[str, Any]:
    """Those entries of a mapping that say something, under CloudFormation's names: ``pick(one, KmsKeyId="kmsKey")``."""
    return given({name: content.get(own) for name, own in names.items()}) if isinstance(content, Mapping) else {}


def text(content: Any, *names: str) -> str:
    """The text at a way of names in an answer; empty if there is none."""
    for name in names:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content if isinstance(content, str) else ""


def moment(content: Any, *names: str) -> str:
    """The time at a way of names, in ISO 8601: as the SDK has times, or as a snapshot's file does. Empty if there is
    none."""
    for name in names:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content.isoformat() if isinstance(content, datetime) else content if isinstance(content, str) else ""


def document(policy: Any) -> Any:
    """A policy that comes as text, as data; an :class:`Unread` for what is no JSON object."""
    if isinstance(policy, Mapping):
        return policy
    try:
        found = json.loads(policy)
    except (TypeError, ValueError, RecursionError):
        return Unread("invalid", "it is no policy in JSON")
    return found if isinstance(found, dict) else Unread("invalid", "it is no policy in JSON")


def tags(content: Any) -> dict[str, str]:
    """Tags, which come as a mapping, or as a list of pairs in one of three spellings."""
    if isinstance(content, Mapping):
        return {str(name): str(value) for name, value in content.items()}
    found: dict[str, str] = {}
    for one in content if isinstance(content, Iterable) and not isinstance(content, str) else ():
        if isinstance(one, Mapping):
            name = one.get("Key", one.get("key", one.get("TagKey")))
            value = one.get("Value", one.get("value", one.get("TagValue", "")))
            if isinstance(name, str):
                found[name] = str(value)
    return found


def mapped(content: Any, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The entries of a mapping of mappings in an answer; whatever else stands there is left out."""
    found = content.get(name) if isinstance(content, Mapping) else None
    entries = found.items() if isinstance(found, Mapping) else ()
    return [(str(key), value) for key, value in entries if isinstance(value, Mapping)]
