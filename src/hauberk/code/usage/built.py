"""Schemas that calls of zod, joi, yup and their like build, as JSON Schema.

What isn't known of a schema stays open: a call that may let more through leaves its place without a word. Source: the
documentation of each library (2026-11).
"""

from typing import Any

from hauberk.code.flow.shapes import is_library, root
from hauberk.code.flow.values import Arguments, Atom, Foreign, Literal, Member, Record, Result, Sequence, Symbol, Value
from hauberk.code.usage.expressions import portable

Schema = dict[str, Any]
MAX_DEPTH = 8


def of_calls(value: Value, depth: int = 0) -> Schema:
    """What calls of zod, joi and yup say."""
    only = value.only
    if depth > MAX_DEPTH or only is None:
        return {}
    if isinstance(only, Record):
        return _object(only, "", depth)
    steps = _steps(only)
    if not steps or not isinstance(only, Foreign) or not is_library(only):
        return {}
    library = root(only.path)
    found: Schema = {}
    for name, arguments in steps:
        made = _step(name, arguments, found, library, depth)
        if made is None:
            return {}
        found = made
    return {key: inner for key, inner in found.items() if not key.startswith("?")}


def _steps(atom: Atom) -> list[tuple[str, Arguments]]:
    """The calls of a chain, first to last."""
    found: list[tuple[str, Arguments]] = []
    while isinstance(atom, (Result, Member)):
        if isinstance(atom, Result):
            found.append((atom.of.path.rpartition(".")[2], atom.arguments))
            atom = atom.of.of if isinstance(atom.of, Member) else Symbol("")
        else:
            atom = atom.of
    return found[::-1]


_TYPES = {"string": "string", "number": "number", "boolean": "boolean", "bool": "boolean", "int": "integer"}
_FORMATS = {"uuid": "uuid", "guid": "uuid", "email": "email", "datetime": "date-time"}
_NEUTRAL = frozenset(
    (
        "describe",
        "label",
        "meta",
        "messages",
        "message",
        "error",
        "brand",
        "readonly",
        "strip",
        "refine",
        "superRefine",
        "description",
        "required",
        "strictRequired",
        "defined",
        "title",
        "note",
        "example",
    )
)
"""Calls that let no more through than there was."""


def _step(name: str, arguments: Arguments, before: Schema, library: str, depth: int) -> Schema | None:
    first = arguments.at(0)
    number = _number(first)
    joi = "joi" in library
    if name in _TYPES and not before:
        return {"type": _TYPES[name], **({"minLength": 1} if joi and name == "string" else {})}
    if name in ("object", "strictObject") and not before:
        only = first.only if first is not None else None
        made: Schema = _object(only, library, depth) if isinstance(only, Record) else {"type": "object"}
        return (
            {**made, "additionalProperties": False}
            if name == "strictObject" or (joi and "properties" in made)
            else made
        )
    if name == "array":
        inner = of_calls(first, depth + 1) if first is not None else before
        return {"type": "array", **({"items": inner} if inner else {})}
    if name == "items" and before.get("type") == "array" and first is not None and len(arguments.plain) == 1:
        inner = of_calls(first, depth + 1)
        return {**before, **({"items": inner} if inner else {})}
    if name in ("enum", "picklist", "valid", "oneOf", "equal"):
        values = _constants(arguments)
        return {**{key: one for key, one in before.items() if key == "?optional"}, "enum": values} if values else None
    if name == "literal" and not before:
        values = _constants(arguments)
        return {"enum": values} if values else None
    if name in _FORMATS:
        return {**(before or {"type": "string"}), "format": _FORMATS[name]}
    if name == "integer" or (name == "int" and before.get("type") == "number"):
        return {**before, "type": "integer"}
    if name in (
        "min",
        "gte",
        "max",
        "lte",
        "length",
        "gt",
        "lt",
        "greater",
        "less",
        "moreThan",
        "lessThan",
    ) and before.get("type"):
        return _bounded(name, number, before)
    if name in ("positive", "negative", "nonnegative", "nonempty"):
        more = {"positive": {"exclusiveMinimum": 0}, "negative": {"exclusiveMaximum": 0}, "nonnegative": {"minimum": 0}}
        sized = {"minItems": 1} if before.get("type") == "array" else {"minLength": 1}
        return {**before, **more.get(name, sized)}
    if name in ("regex", "pattern", "matches"):
        return {**before, **_pattern(first)}
    if name in ("optional", "default", "exactOptional"):
        return {**before, "?optional": True}
    if name in ("nullable", "nullish", "allow"):
        if name == "allow" and [atom for atom in (first.atoms if first else ()) if atom != Literal(None)]:
            return None
        made = dict(before)
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        if isinstance(made.get("type"), str):
            made["type"] = [made["type"], "null"]
        return {**made, **({"?optional": True} if name == "nullish" else {})}
    if name == "strict" and before.get("type") == "object":
        return {**before, "additionalProperties": False}
    if name in ("passthrough", "loose", "unknown", "catchall"):
        return {key: one for key, one in before.items() if key != "additionalProperties"}
    if name == "required":
        return {**before, "?required": True}
    return before if name in _NEUTRAL and before else None


def _bounded(name: str, number: float | None, before: Schema) -> Schema | None:
    if number is None:
        return before
    if before["type"] in ("number", "integer"):
        key = {
            "min": "minimum",
            "gte": "minimum",
            "max": "maximum",
            "lte": "maximum",
            "gt": "exclusiveMinimum",
            "greater": "exclusiveMinimum",
            "moreThan": "exclusiveMinimum",
        }.get(name, "exclusiveMaximum")
        return before if name == "length" else {**before, key: number}
    what = {"string": "Length", "array": "Items"}.get(before["type"])
    if what is None or number != int(number) or number < 0:
        return before
    if name == "length":
        return {**before, f"min{what}": int(number), f"max{what}": int(number)}
    return {**before, f"{name}{what}": int(number)} if name in ("min", "max") else before


def _object(shape: Record, library: str, depth: int) -> Schema:
    properties: Schema = {}
    required: list[str] = []
    by_default = library.startswith(("zod", "valibot", "superstruct", "myzod"))
    for name, value in shape.fields:
        only = value.only
        steps = {step for step, _ in _steps(only)} if only is not None else set()
        optional = bool(
            steps & {"optional", "default", "nullish", "catch", "exactOptional", "any", "unknown", "undefined"}
        )
        known = isinstance(only, Foreign) and is_library(only)
        if known and (
            (by_default and not optional and steps) or (not by_default and "required" in steps and not optional)
        ):
            required.append(name)
        properties[name] = of_calls(value, depth + 1)
    found: Schema = {"type": "object", "properties": properties}
    return {**found, "required": required} if required else found


def _number(value: Value | None) -> float | None:
    only = value.only if value is not None else None
    if isinstance(only, Literal) and isinstance(only.value, (int, float)) and not isinstance(only.value, bool):
        return only.value
    return None


def _constants(arguments: Arguments) -> list[Any]:
    found: list[Any] = []
    for value in arguments.plain:
        for atom in value.atoms:
            if isinstance(atom, Sequence) and atom.rest is None:
                found += [one.value for item in atom.items for one in item.atoms if isinstance(one, Literal)]
            elif isinstance(atom, Literal) and not isinstance(atom.value, bytes):
                found.append(atom.value)
            elif isinstance(atom, Record) and atom.rest is None:
                found += [one.value for _, item in atom.fields for one in item.atoms if isinstance(one, Literal)]
            else:
                return []
    return [] if any(isinstance(one, bytes) for one in found) else list(dict.fromkeys(found))


def _pattern(value: Value | None) -> Schema:
    only = value.only if value is not None else None
    if isinstance(only, Result) and only.of.path == "RegExp" and only.arguments.plain:
        texts = [one.only for one in only.arguments.plain]
        source, *flags = [one.value if isinstance(one, Literal) else None for one in texts]
        if isinstance(source, str):
            told = portable(source, script=True, flags=str(flags[0] or "") if flags else "")
            return {"pattern": told} if told is not None else {}
    return {}
