"""Models of pydantic as JSON Schema.

Source: its documentation (2026-11). Its own JSON Schema says "integer" of ``int`` too, though texts of numbers are
taken.
"""

from collections.abc import Callable
from typing import Any

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.values import Arguments, Atom, Foreign, Kind, Literal, Record, Result, Sequence, Value, text_of
from hauberk.code.usage.expressions import portable

Schema = dict[str, Any]
MAX_DEPTH = 8

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
            if name == "model_config" or name.startswith("_") or _name(annotation) == "ClassVar":
                continue
            default = one.members.get(name)
            field = _field_of(default)
            schema = {} if name in changed else _of_type(annotation, one, lineage, value, depth)
            if field is not None:
                schema = _with_limits(schema, field)
                alias = text_of(field.at(-1, "alias") or field.at(-1, "validation_alias"))
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
    return first is None or not isinstance(first.only, (Literal, Record, Sequence))


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
