"""Schemas that a program has for its data, as JSON Schema."""

from typing import Any, NamedTuple

from hauberk.code.flow.shapes import root
from hauberk.code.flow.values import Literal, Member, Record, Result, Sequence, Value
from hauberk.code.usage.built import MAX_DEPTH, Schema, of_calls
from hauberk.code.usage.limits import Declared, Path

MAX_TEXT = 30_000
"""Letters of a schema, as JSON, that are taken over."""


class _OpenError(Exception):
    """A schema that isn't known whole."""


def kept(schema: Schema | None) -> Declared | None:
    """A schema as it is kept; ``None`` if nothing is known of it, or it is too long."""
    if not schema:
        return None
    found = Declared(schema)
    return found if len(found) <= MAX_TEXT else None


def of_json(schema: Value) -> Declared | None:
    """A JSON Schema that is written in the program."""
    try:
        found = _plain(schema, 0)
    except _OpenError:
        return None
    if not isinstance(found, dict):
        return None
    found.pop("$schema", None)
    said = kept(found)
    return None if said is None or '"$ref"' in said or "$id" in found else said


class Part(NamedTuple):
    """What a schema of a whole request says of a part of it."""

    path: Path
    said: Declared


_PARTS = frozenset(("queryStringParameters", "pathParameters", "headers", "detail", "arguments"))
"""Parts of an event that are proposed by themselves, beside the body."""


def parts(said: Declared) -> tuple[Part, ...]:
    """What the schema of a whole event says of the parts that a service puts into it."""
    properties = said.schema.get("properties")
    found: list[Part] = []
    for name, inner in properties.items() if isinstance(properties, dict) else ():
        own = kept(inner) if isinstance(inner, dict) else None
        if own is None:
            continue
        if name == "body" and inner.get("type") != "string":  # else it speaks of the text, not of what is in it
            found.append(Part(("body", "{}"), own))
        elif name in _PARTS:
            found.append(Part((name,), own))
    return tuple(found)


def _plain(value: Value, depth: int) -> Any:
    only = value.only
    if depth > 2 * MAX_DEPTH:
        raise _OpenError
    if isinstance(only, Literal) and not isinstance(only.value, bytes):
        return only.value
    if isinstance(only, Record) and only.rest is None:
        return {name: _plain(inner, depth + 1) for name, inner in only.fields}
    if isinstance(only, Sequence) and only.rest is None:
        return [_plain(inner, depth + 1) for inner in only.items]
    raise _OpenError


def of_check(result: Result, *, fluent: bool) -> Declared | None:
    """The schema of a call that validates: ``fluent`` if its library builds schemas by calls."""
    of = result.of
    if fluent and isinstance(of, Member) and isinstance(of.of, (Member, Result)):
        return kept(of_calls(Value((of.of,))))
    if isinstance(of, Result) and of.arguments.plain:  # ajv.compile(schema)(data), fastjsonschema.compile(schema)(data)
        return of_json(of.arguments.plain[0])
    if isinstance(of, Member) and isinstance(of.of, Result) and of.of.arguments.plain and root(of.path) == "jsonschema":
        return of_json(of.of.arguments.plain[0])
    if isinstance(of, Member) and of.name == "validate" and result.arguments.plain:
        return of_json(result.arguments.plain[0])
    return None
