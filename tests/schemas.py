"""CloudFormation's resource schemas, which say what there is: cfn-lint's copy, the newest that can be installed."""

from collections.abc import Iterator
from typing import Any

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

Schema = dict[str, Any]

_REGION = "us-east-1"
TYPES: frozenset[str] = frozenset(PROVIDER_SCHEMA_MANAGER.get_resource_types(_REGION))
"""Every type of resource."""


def schema_of(type_: str) -> Schema:
    """The schema of a type."""
    found: Schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, type_).schema
    return found


def parts(whole: Schema, schemas: list[Schema]) -> Iterator[Schema]:
    """The schemas that others refer to or are made of, with themselves."""
    pending = list(schemas)
    while pending:
        schema = pending.pop()
        yield schema
        pending.extend(part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, ()))
        if "$ref" in schema:
            found: Any = whole
            for step in schema["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            pending.append(found)


def has(type_: str, path: str) -> bool:
    """Whether a type has a property at a dotted path; lists on the way are entered."""
    whole = schema_of(type_)
    found = [whole]
    for name in path.split("."):
        found = [part["properties"][name] for part in _entered(whole, found) if name in part.get("properties", ())]
    return bool(found)


def _entered(whole: Schema, schemas: list[Schema]) -> Iterator[Schema]:
    described = list(parts(whole, schemas))
    yield from described
    yield from parts(whole, [part["items"] for part in described if "items" in part])
