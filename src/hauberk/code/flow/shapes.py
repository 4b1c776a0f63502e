"""What schemas say of data, whatever library they are written for: JSON Schema, and schemas built by calls (zod, joi,
yup, valibot, superstruct, TypeBox, ajv's by JSON Schema).

Sources: json-schema.org (2020-12); the documentation of each library (2026-11).
"""

from typing import NamedTuple

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.patterns import TYPED, kinds_of_match
from hauberk.code.flow.values import Arguments, Atom, Foreign, Literal, Member, Record, Result, Sequence, Value, text_of

VALIDATED = TYPED | {"validated"}
"""That a schema has looked at it, which isn't a sink; it is a text, then, and no object with an operator in it."""
LOOKED_AT = frozenset(("validated",))
LIBRARIES = frozenset(
    (
        "zod",
        "zod/v4",
        "zod/v3",
        "zod/mini",
        "joi",
        "@hapi/joi",
        "yup",
        "valibot",
        "superstruct",
        "@sinclair/typebox",
        "@sinclair/typebox/value",
        "typebox",
        "typebox.value",
        "myzod",
        "runtypes",
        "celebrate",
        "marshmallow",
        "cerberus",
        "voluptuous",
    )
)
"""Libraries that make schemas by calls."""
CHOICES = frozenset(
    (
        *(
            "number",
            "int",
            "int32",
            "uint32",
            "float32",
            "float64",
            "boolean",
            "date",
            "bigint",
            "uuid",
            "cuid",
            "cuid2",
        ),
        *("ulid", "nanoid", "enum", "nativeEnum", "literal", "datetime", "ip", "ipv4", "ipv6", "alphanum", "valid"),
        *(
            "guid",
            "isoDate",
            "integer",
            "hex",
            "positive",
            "equal",
            "equals",
            "oneOf",
            "hexadecimal",
            "picklist",
            "enums",
        ),
        *("isoTimestamp", "isoDateTime", "stringbool", "null", "undefined", "never", "nan", "iso", "token", "port"),
        *("Number", "Integer", "Boolean", "Literal", "Enum", "Date", "Null", "allow_only", "uuidv4", "uuidv7", "float"),
        *("UUID", "DateTime", "Float", "Decimal", "Int", "OneOf", "In", "Bool", "IPv4", "IPv6"),
    )
)
"""What they call types after which a value has no text of the caller's."""
_OPEN = frozenset(
    (
        *("unknown", "any", "record", "map", "json", "looseObject", "passthrough", "mixed", "custom", "instanceof"),
        *("catchall", "Any", "Unknown", "Record", "alternatives", "Raw", "Dict", "loose", "link", "binary"),
    )
)
"""What they call values that may be any object."""
_CHANGING = frozenset(("transform", "refine"))
_PATTERN = frozenset(("regex", "pattern", "matches", "Regexp", "Match"))
_OBJECTS = frozenset(
    ("object", "strictObject", "keys", "shape", "extend", "append", "type", "assign", "safeExtend", "Object")
)
_AROUND = frozenset(
    (
        *(
            "pipe",
            "size",
            "nullable",
            "optional",
            "nonempty",
            "defaulted",
            "intersection",
            "nullish",
            "length",
            "trimmed",
        ),
        *("Optional", "Intersect", "Readonly", "strip", "readonly", "exactOptional", "partial", "required", "strict"),
    )
)
"""Calls that take schemas and add to what these say."""
_EITHER = frozenset(("union", "try", "Union", "or", "xor", "discriminatedUnion", "variant"))
_LISTS = frozenset(("array", "items", "of", "set", "tuple", "Array", "ordered", "List"))
_FORMATS = frozenset(("uuid", "date", "date-time", "time", "ipv4", "ipv6", "email", "duration"))
_NUMBERS = frozenset(("integer", "number", "boolean", "null"))


class Shape(NamedTuple):
    """What a schema says of a value: for which kinds of sinks it is harmless, and what is in it."""

    kinds: frozenset[str] = LOOKED_AT
    fields: "tuple[tuple[str, Shape], ...] | None" = None
    items: "Shape | None" = None
    open: bool = False
    """Whether an object may have other fields than those."""
    then: "tuple[tuple[str, Value], ...]" = ()
    """What is done last, in order: a function that gives another value (``transform``), or asks (``refine``)."""


ANYTHING = Shape()
TEXT = Shape(VALIDATED)


def of_json_schema(schema: Value | None, depth: int = 0) -> Shape:
    """What a JSON Schema says."""
    found: Shape | None = None
    for atom in schema.atoms if schema is not None and depth < 8 else ():
        if not isinstance(atom, Record):
            return ANYTHING
        one = _of_json_record(atom, depth)
        found = one if found is None else _either(found, one)
    return found or ANYTHING


def _of_json_record(schema: Record, depth: int) -> Shape:
    kinds = _json_kinds(schema)
    properties = schema.get("properties")
    fields: tuple[tuple[str, Shape], ...] | None = None
    for atom in properties.atoms if properties is not None else ():
        if isinstance(atom, Record):
            fields = tuple((name, of_json_schema(inner, depth + 1)) for name, inner in atom.fields)
    items = schema.get("items")
    more = schema.get("additionalProperties")
    closed = more is not None and isinstance(more.only, Literal) and more.only.value is False
    for name in ("allOf", "anyOf", "oneOf"):
        parts = schema.get(name)
        shapes = [of_json_schema(part, depth + 1) for part in _items(parts)]
        if shapes and name == "allOf":
            kinds = kinds.union(*(shape.kinds for shape in shapes))
        elif shapes:
            kinds |= frozenset.intersection(*(_all(shape.kinds) for shape in shapes))
    return Shape(kinds, fields, of_json_schema(items, depth + 1) if items is not None else None, not closed)


def _json_kinds(schema: Record) -> frozenset[str]:
    if schema.get("enum") is not None or schema.get("const") is not None:
        return EVERY
    kind = schema.get("type")
    names = _words(kind)
    if names and names <= _NUMBERS:
        return EVERY
    found = VALIDATED if names and names <= _NUMBERS | {"string"} else LOOKED_AT
    pattern = text_of(schema.get("pattern"))
    if pattern is not None:
        found |= kinds_of_match(pattern)
    return EVERY if text_of(schema.get("format")) in _FORMATS else found


def of_calls(schema: Value | None, depth: int = 0) -> Shape:
    """What a schema says that calls of a library made."""
    found: Shape | None = None
    for atom in schema.atoms if schema is not None and depth < 8 else ():
        one = _of_record(atom, depth) if isinstance(atom, Record) else _of_chain(atom, depth)
        found = one if found is None else _either(found, one)
    return found or ANYTHING


def _of_record(record: Record, depth: int) -> Shape:
    return Shape(LOOKED_AT, tuple((name, of_calls(value, depth + 1)) for name, value in record.fields))


def _of_chain(atom: Atom, depth: int) -> Shape:
    kinds: frozenset[str] = frozenset()
    fields: dict[str, Shape] = {}
    items: Shape | None = None
    has_fields = loose = False
    then: tuple[tuple[str, Value], ...] = ()
    one: object = atom
    while isinstance(one, (Member, Result)):
        name = one.of.path.rpartition(".")[2] if isinstance(one, Result) else one.name
        arguments = one.arguments if isinstance(one, Result) else None
        first = arguments.at(0) if arguments is not None else None
        if name in CHOICES:
            kinds |= EVERY
        elif name in _OPEN:
            loose = True
        if name in _CHANGING and first is not None:
            then = ((name, first), *then)
        if arguments is not None:
            inner = _inside(name, arguments, depth)
            kinds |= inner.kinds - LOOKED_AT
            if name in _LISTS and (first is not None or items is None):
                items = of_calls(first, depth + 1) if first is not None else _of_what(one, depth)
            elif inner.items is not None:
                items = inner.items
            if inner.fields is not None:
                has_fields = True
                fields = dict(inner.fields) | fields
            loose = loose or inner.open
        one = one.of
    if kinds >= EVERY and items is None and not has_fields:
        return Shape(EVERY)
    if items is not None:
        return Shape(LOOKED_AT, None, items, then=then)
    if has_fields:
        return Shape(LOOKED_AT, tuple(fields.items()), None, loose, then)
    return Shape(kinds | LOOKED_AT if loose else kinds | VALIDATED, then=then)


def _of_what(made: Member | Result, depth: int) -> Shape:
    """What ``z.string().array()`` is a list of."""
    return _of_chain(made.of.of, depth + 1) if isinstance(made.of, Member) else ANYTHING


def _inside(name: str, arguments: Arguments, depth: int) -> Shape:
    """What a call adds to a schema by what it is given."""
    first = arguments.at(0)
    if name in _PATTERN:
        return Shape(frozenset().union(*(kinds_of_match(text) for text in _patterns(arguments))))
    if name in _OBJECTS and first is not None and any(isinstance(atom, Record) for atom in first.atoms):
        return of_calls(first, depth + 1)
    if name in _OBJECTS and name in ("object", "Object", "type") and first is None:
        return Shape(LOOKED_AT, None, None, True)
    checks = arguments.at(-1, "validate")  # of marshmallow's fields
    if checks is not None:
        told = [of_calls(one, depth + 1).kinds for one in (checks, *_items(checks)) if _is_schema(one)]
        return Shape(frozenset().union(*told) - LOOKED_AT)
    shapes = [of_calls(value, depth + 1) for value in arguments.plain if _is_schema(value)]
    shapes += [of_calls(item, depth + 1) for value in arguments.plain for item in _items(value) if _is_schema(item)]
    if name in _AROUND and shapes:
        found = Shape(frozenset().union(*(shape.kinds for shape in shapes)))
        for shape in shapes:
            found = found._replace(
                fields=found.fields or shape.fields, items=found.items or shape.items, open=found.open or shape.open
            )
        return found
    if name in _EITHER and shapes:
        found = shapes[0]
        for shape in shapes[1:]:
            found = _either(found, shape)
        return found
    return Shape(frozenset())


def is_closed(shape: Shape) -> bool:
    """Whether an object has no other fields than those that are told, and only texts, numbers and the like in them."""
    if shape.fields is None:
        return shape.kinds >= TYPED or shape.kinds >= EVERY
    return bool(shape.fields) and not shape.open and all(is_closed(inner) for _, inner in shape.fields)


def is_library(atom: Foreign) -> bool:
    """Whether something is part of a library of schemas."""
    return root(atom.path) in LIBRARIES


def root(path: str) -> str:
    """The module that a path begins with."""
    return path.partition(".")[0].removesuffix("()")


def _is_schema(value: Value) -> bool:
    return any(isinstance(atom, Foreign) and is_library(atom) for atom in value.atoms)


def _either(one: Shape, other: Shape) -> Shape:
    kinds = _all(one.kinds) & _all(other.kinds)
    if one.kinds >= EVERY and other.kinds >= EVERY:
        kinds = EVERY
    if one.fields is None and one.kinds >= EVERY:
        return other._replace(kinds=other.kinds)
    if other.fields is None and other.kinds >= EVERY:
        return one._replace(kinds=one.kinds)
    if one.fields is not None and other.fields is not None:
        mine, theirs = dict(one.fields), dict(other.fields)
        both = {
            name: _either(mine[name], theirs[name])
            if name in mine and name in theirs
            else theirs.get(name, mine.get(name, ANYTHING))
            for name in (*mine, *theirs)
        }
        return Shape(kinds, tuple(both.items()), None, one.open or other.open)
    return Shape(kinds, None, one.items if one.items == other.items else None, one.open or other.open)


def _all(kinds: frozenset[str]) -> frozenset[str]:
    return kinds | VALIDATED if kinds >= EVERY else kinds


def _items(value: Value | None) -> tuple[Value, ...]:
    found: list[Value] = []
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Sequence):
            found += [*atom.items, *((atom.rest,) if atom.rest else ())]
    return tuple(found)


def _patterns(arguments: Arguments) -> list[str]:
    found: list[str] = []
    for value in (*arguments.plain, *(one for _, one in arguments.named)):
        for atom in value.atoms:
            if isinstance(atom, Result) and atom.of.path in ("RegExp", "re.compile") and atom.arguments.plain:
                text = text_of(atom.arguments.plain[0])
                found += [text] if text is not None else []
            elif isinstance(atom, Literal) and isinstance(atom.value, str):
                found.append(atom.value)
    return found[:1]


def _words(value: Value | None) -> frozenset[str]:
    one = text_of(value)
    if one is not None:
        return frozenset((one,))
    return frozenset(text for item in _items(value) if (text := text_of(item)) is not None)
