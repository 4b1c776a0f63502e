"""Schemas that a program has for its data, as JSON Schema: written as such, built by calls of a library, or as models.

What isn't known of a schema stays open: a call that may let more through leaves its place without a word. Sources: the
documentation of zod, joi, yup and pydantic (2026-11); pydantic's own JSON Schema says "integer" of ``int`` as well.
"""

import json
from collections.abc import Callable
from typing import Any

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.shapes import is_library, root
from hauberk.code.flow.values import Arguments, Atom, Foreign, Kind, Literal, Member, Record, Result, Sequence, Symbol, Value
from hauberk.code.usage.expressions import portable

Schema = dict[str, Any]
MAX_DEPTH = 8
MAX_TEXT = 30_000
"""Letters of a schema, as JSON, that are taken over."""


class _OpenError(Exception):
    """A schema that isn't known whole."""


def as_text(schema: Schema | None) -> str | None:
    """A schema as it is kept; ``None`` if nothing is known of it."""
    if not schema:
        return None
    text = json.dumps(schema, sort_keys=True)
    return text if len(text) <= MAX_TEXT else None


def of_json(schema: Value) -> str | None:
    """A JSON Schema that is written in the program."""
    try:
        found = _plain(schema, 0)
    except _OpenError:
        return None
    if not isinstance(found, dict):
        return None
    if "$ref" in json.dumps(found) or "$id" in found:
        return None
    found.pop("$schema", None)
    return as_text(found)


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


def of_check(result: Result, *, fluent: bool) -> str | None:
    """The schema of a call that validates: ``fluent`` if its library builds schemas by calls."""
    of = result.of
    if fluent and isinstance(of, Member) and isinstance(of.of, (Member, Result)):
        return as_text(of_calls(Value((of.of,))))
    if isinstance(of, Result) and of.arguments.plain:  # ajv.compile(schema)(data), fastjsonschema.compile(schema)(data)
        return of_json(of.arguments.plain[0])
    if isinstance(of, Member) and isinstance(of.of, Result) and of.of.arguments.plain and root(of.path) == "jsonschema":
        return of_json(of.of.arguments.plain[0])
    if isinstance(of, Member) and of.name == "validate" and result.arguments.plain:
        return of_json(result.arguments.plain[0])
    return None


# -- built by calls


def of_calls(value: Value, depth: int = 0) -> Schema:
    """What calls of zod, joi and yup say."""
    only = value.only
    if depth > MAX_DEPTH or only is None:
        return {}
    if isinstance(only, Record):
        return _object(only, Arguments(), "", depth)
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
_NEUTRAL = frozenset(("describe", "label", "meta", "messages", "message", "error", "brand", "readonly", "strip", "refine", "superRefine", "description", "required", "strictRequired", "defined", "title", "note", "example"))
"""Calls that let no more through than there was."""


def _step(name: str, arguments: Arguments, before: Schema, library: str, depth: int) -> Schema | None:
    first = arguments.at(0)
    number = _number(first)
    joi = "joi" in library
    if name in _TYPES and not before:
        return {"type": _TYPES[name], **({"minLength": 1} if joi and name == "string" else {})}
    if name in ("object", "strictObject") and not before:
        only = first.only if first is not None else None
        made = _object(only, arguments, library, depth) if isinstance(only, Record) else {"type": "object"}
        return {**made, "additionalProperties": False} if name == "strictObject" or (joi and "properties" in made) else made
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
    if name in ("integer",) or (name == "int" and before.get("type") == "number"):
        return {**before, "type": "integer"}
    if name in ("min", "gte", "max", "lte", "length", "gt", "lt", "greater", "less", "moreThan", "lessThan") and before.get("type"):
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
        key = {"min": "minimum", "gte": "minimum", "max": "maximum", "lte": "maximum", "gt": "exclusiveMinimum",
               "greater": "exclusiveMinimum", "moreThan": "exclusiveMinimum"}.get(name, "exclusiveMaximum")
        return before if name == "length" else {**before, key: number}
    what = {"string": "Length", "array": "Items"}.get(before["type"])
    if what is None or number != int(number) or number < 0:
        return before
    if name == "length":
        return {**before, f"min{what}": int(number), f"max{what}": int(number)}
    return {**before, f"{name}{what}": int(number)} if name in ("min", "max") else before


def _object(shape: Record, arguments: Arguments, library: str, depth: int) -> Schema:
    properties: Schema = {}
    required: list[str] = []
    by_default = library.startswith(("zod", "valibot", "superstruct", "myzod"))
    for name, value in shape.fields:
        only = value.only
        steps = {step for step, _ in _steps(only)} if only is not None else set()
        optional = bool(steps & {"optional", "default", "nullish", "catch", "exactOptional", "any", "unknown", "undefined"})
        known = isinstance(only, Foreign) and is_library(only)
        if known and ((by_default and not optional and steps) or (not by_default and "required" in steps and not optional)):
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


# -- models

_MODELS = ("pydantic.", "aws_lambda_powertools.utilities.parser.")
_BY_NAME: dict[str, Schema] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "dict": {"type": "object"},
    "Dict": {"type": "object"},
    "list": {"type": "array"},
    "List": {"type": "array"},
    "None": {"type": "null"},
    "Decimal": {"type": ["number", "string"]},
    "UUID": {"type": "string", "format": "uuid"},
    "UUID4": {"type": "string", "format": "uuid"},
    "EmailStr": {"type": "string", "format": "email"},
    "date": {"type": "string", "format": "date"},
    "PositiveInt": {"type": "integer", "exclusiveMinimum": 0},
    "NonNegativeInt": {"type": "integer", "minimum": 0},
    "PositiveFloat": {"type": "number", "exclusiveMinimum": 0},
    "StrictStr": {"type": "string"},
    "StrictInt": {"type": "integer"},
    "StrictBool": {"type": "boolean"},
}
_LIMITS = {
    "gt": "exclusiveMinimum",
    "ge": "minimum",
    "lt": "exclusiveMaximum",
    "le": "maximum",
}
Values = Callable[[ir.Expression, Frame], Value]


def of_model(kind: Kind, lineage: Callable[[Kind], list[Atom]], value: Values, depth: int = 0) -> Schema | None:
    """What a model of pydantic says; ``None`` of a class of another kind, or of one that changes what it is given."""
    line = lineage(kind)
    if depth > MAX_DEPTH or not any(isinstance(one, Foreign) and one.path.startswith(_MODELS) for one in line):
        return None
    properties: Schema = {}
    required: list[str] = []
    found: Schema = {"type": "object"}
    for one in reversed(line):
        if isinstance(one, Foreign):
            if one.path.rpartition(".")[2] not in ("BaseModel", "ABC"):
                return None
            continue
        if not isinstance(one, Kind):
            return None
        changed = _changed_before(one)
        if changed is None:
            return None
        config = one.members.get("model_config")
        for name, given in _config(config):
            if name == "extra" and given == Literal("forbid"):
                found["additionalProperties"] = False
            elif name in ("alias_generator", "populate_by_name", "validate_by_name", "str_strip_whitespace"):
                return None
        if "Config" in one.members:
            return None
        for name, annotation in one.class_.annotations:
            if name in ("model_config",) or name.startswith("_") or _name(annotation) == "ClassVar":
                continue
            default = one.members.get(name)
            field = _field_of(default)
            schema = {} if name in changed else _of_type(annotation, one, lineage, value, depth)
            if field is not None:
                schema = _with_limits(schema, field)
                alias = _word(field.at(-1, "alias") or field.at(-1, "validation_alias"))
                if (field.at(-1, "alias") or field.at(-1, "validation_alias")) is not None and alias is None:
                    return None
                name = alias or name
            properties[name] = schema
            if default is None or (field is not None and _has_no_default(field)):
                required.append(name)
    found["properties"] = properties
    return {**found, "required": required} if required else found


def _changed_before(kind: Kind) -> set[str] | None:
    """The fields that a model's own functions change before they are looked at; ``None`` if that may be all."""
    found: set[str] = set()
    for member in kind.members.values():
        decorators = getattr(getattr(member.only, "function", None), "decorators", ())
        for one in decorators:
            if not isinstance(one, ir.Call):
                continue
            name = _name(one.callee)
            early = any(
                (key == "mode" and isinstance(given, ir.Const) and given.value in ("before", "wrap", "plain"))
                or (key == "pre" and isinstance(given, ir.Const) and given.value is True)
                for key, given in one.named
            )
            if name in ("model_validator", "root_validator") and (early or name == "root_validator"):
                return None
            if name in ("field_validator", "validator") and early:
                found |= {str(of.value) for of in one.arguments if isinstance(of, ir.Const)}
    return found


def _config(value: Value | None) -> list[tuple[str, Atom | None]]:
    only = value.only if value is not None else None
    if isinstance(only, Result):
        return [(name, given.only) for name, given in only.arguments.named]
    return [(name, given.only) for name, given in only.fields] if isinstance(only, Record) else []


def _field_of(default: Value | None) -> Arguments | None:
    only = default.only if default is not None else None
    return only.arguments if isinstance(only, Result) and only.of.path.rpartition(".")[2] == "Field" else None


def _has_no_default(field: Arguments) -> bool:
    given = {name for name, _ in field.named}
    if given & {"default", "default_factory"} or field.more is not None:
        return False
    first = field.at(0)
    return first is None or not isinstance(first.only, (Literal, Record, Sequence)) or first.only == Literal("...")


def _of_type(
    node: ir.Expression, kind: Kind, lineage: Callable[[Kind], list[Atom]], value: Values, depth: int
) -> Schema:
    match node:
        case ir.Const(None):
            return {"type": "null"}
        case ir.Operation("|", operands):
            return _any_of([_of_type(one, kind, lineage, value, depth + 1) for one in operands])
        case ir.Index(of, key):
            parts = key.items if isinstance(key, ir.Sequence) else (key,)
            name = _name(of)
            if name == "Literal":
                values = [one.value for one in parts if isinstance(one, ir.Const)]
                return {"enum": values} if len(values) == len(parts) else {}
            inner = [_of_type(one, kind, lineage, value, depth + 1) for one in parts] if depth < MAX_DEPTH else [{}]
            if name == "Optional":
                return _any_of([*inner, {"type": "null"}])
            if name == "Union":
                return _any_of(inner)
            if name == "Annotated":
                return _annotated(inner[0], parts[1:])
            if name in ("list", "List", "Sequence"):
                return {"type": "array", **({"items": inner[0]} if inner[0] else {})}
            if name in ("dict", "Dict", "Mapping"):
                return {"type": "object", **({"additionalProperties": inner[-1]} if inner[-1] else {})}
            return {}
        case ir.Call(callee) if _name(callee) in ("constr", "conint", "confloat", "conlist"):
            base = {"constr": "string", "conint": "integer", "confloat": "number", "conlist": "array"}[_name(callee)]
            return _annotated({"type": base}, (node,))
        case ir.Name(name) | ir.Field(_, name):
            if name in _BY_NAME:
                return dict(_BY_NAME[name])
            return _own(node, kind, lineage, value, depth)
    return {}


def _own(node: ir.Expression, kind: Kind, lineage: Callable[[Kind], list[Atom]], value: Values, depth: int) -> Schema:
    around = kind.around
    if not isinstance(around, Frame) or around.state is None:
        return {}
    only = value(node, around).only
    if not isinstance(only, Kind):
        return {}
    if any(isinstance(one, Foreign) and one.path.endswith("Enum") for one in lineage(only)):
        values = [one.only for name, one in only.members.items() if not name.startswith("_")]
        constants = [one.value for one in values if isinstance(one, Literal)]
        return {"enum": constants} if constants and len(constants) == len(values) else {}
    return of_model(only, lineage, value, depth + 1) or {}


def _annotated(base: Schema, parts: "tuple[ir.Expression, ...]") -> Schema:
    found = dict(base)
    for part in parts:
        for name, given in part.named if isinstance(part, ir.Call) else ():
            if name and isinstance(given, ir.Const):
                found = _limit(found, name, given.value)
    return found


def _with_limits(schema: Schema, field: Arguments) -> Schema:
    for name, value in field.named:
        only = value.only
        if isinstance(only, Literal):
            schema = _limit(schema, name, only.value)
    return schema


def _limit(schema: Schema, name: str, value: Any) -> Schema:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if name in _LIMITS and number:
        return {**schema, _LIMITS[name]: value}
    if name in ("min_length", "max_length", "min_items", "max_items") and isinstance(value, int):
        what = "Items" if schema.get("type") == "array" else "Length"
        return {**schema, f"{name[:3]}{what}": value}
    if name in ("pattern", "regex") and isinstance(value, str):
        told = portable(value, script=False)
        return {**schema, "pattern": told} if told is not None else schema
    return schema


def _any_of(schemas: list[Schema]) -> Schema:
    if not all(schemas):
        return {}
    if all(set(one) == {"type"} for one in schemas):
        types = [name for one in schemas for name in ([one["type"]] if isinstance(one["type"], str) else one["type"])]
        return {"type": list(dict.fromkeys(types))}
    first, *others = schemas
    if others == [{"type": "null"}] and isinstance(first.get("type"), str) and "enum" not in first:
        return {**first, "type": [first["type"], "null"]}
    return {"anyOf": schemas}


def _name(node: ir.Expression) -> str:
    return node.name if isinstance(node, (ir.Name, ir.Field)) else ""


def _word(value: Value | None) -> str | None:
    only = value.only if value is not None else None
    return only.value if isinstance(only, Literal) and isinstance(only.value, str) else None
