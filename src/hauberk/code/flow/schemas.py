"""Validation by models and schemas: what is left of hostile data in what they let through.

A number, an identifier or a choice holds no text of the caller's; an unconstrained string is validated, not clean.
"""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.flow.frames import EVERY, Frame
from hauberk.code.flow.guards import SIMPLE, is_narrow
from hauberk.code.flow.machine import MAX_PATH, Machine
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    NOTHING,
    Arguments,
    Atom,
    Closure,
    Foreign,
    Input,
    Kind,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Value,
    join,
    just,
    unknown,
)
from hauberk.code.flow.values import joined as joined_values

VALIDATED = frozenset(("validated", "nosql-injection", "prototype-pollution"))
"""That a schema has looked at it, which isn't a sink; it is a text, then, and no object with an operator in it."""
_ENDINGS = frozenset(
    (
        "UUID",
        "UUID1",
        "UUID3",
        "UUID4",
        "UUID5",
        "Literal",
        "Enum",
        "IntEnum",
        "StrEnum",
        "PositiveInt",
        "NonNegativeInt",
        "NegativeInt",
        "conint",
        "confloat",
        "condecimal",
        "EmailStr",
        "IPvAnyAddress",
        "datetime",
        "date",
        "time",
        "timedelta",
        "Decimal",
        "StrictInt",
        "StrictBool",
        "StrictFloat",
        "AwareDatetime",
        "NaiveDatetime",
        "PastDate",
    )
)
"""Types whose values are what they say (pydantic documentation, "Types", 2026-11)."""
_ANYTHING = frozenset(("Any", "dict", "object", "Json", "Dict", "list", "Mapping"))
"""Types that say nothing of what is inside."""
_ZOD = frozenset(
    (
        "number",
        "int",
        "boolean",
        "date",
        "bigint",
        "uuid",
        "cuid",
        "cuid2",
        "ulid",
        "nanoid",
        "enum",
        "nativeEnum",
        "literal",
        "datetime",
        "ip",
        "ipv4",
        "ipv6",
        "alphanum",
        "valid",
        "guid",
        "isoDate",
        "integer",
        "hex",
        "positive",
        "equal",
        "oneOf",
        "mixed",
        "hexadecimal",
    )
)
"""Members of zod's, joi's and yup's schemas after which a value has no text of the caller's (their documentation,
2026-11)."""
_PATTERN = frozenset(("regex", "pattern", "matches"))
_OBJECTS = frozenset(("object", "strictObject", "looseObject", "keys", "shape"))
_FORMATS = frozenset(("uuid", "date", "date-time", "time", "ipv4", "ipv6", "email"))


class Schemas(Machine):
    """Follows values through validators."""

    def modelled(self, kind: Kind, base: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A new object of a class that extends something foreign, as models do; each field is of its type."""
        self.record.call(Called(base, arguments, frame.site(node.at), True, tuple(self.way)))
        if base.path.rpartition(".")[2] in ("Enum", "IntEnum", "StrEnum"):
            return unknown("one of a choice")
        given = Record(arguments.named, arguments.more, mapping=True)
        if arguments.named or arguments.more is not None or not arguments.plain:
            return self.model(kind, just(given), frame)
        return just(Record((), joined_values(arguments.every()), made_by=kind))

    def model(self, kind: Kind, data: Value, frame: Frame, depth: int = 0) -> Value:
        """An object of a model, of the data that it checked."""
        fields: dict[str, Value] = {}
        for one in reversed(list(self.lineage(kind))):
            if isinstance(one, Kind):
                for name, annotation in one.class_.annotations:
                    value = self.item(data, just(Literal(name)), frame, annotation.at)
                    fields[name] = self.typed(annotation, value, one, frame, depth, one.members.get(name))
        return just(Record(tuple(fields.items()), None, made_by=kind))

    def typed(
        self,
        annotation: ir.Expression,
        value: Value,
        kind: Kind,
        frame: Frame,
        depth: int,
        default: Value | None = None,
    ) -> Value:
        """A value as a type lets it through."""
        if depth > 4:
            return value
        around = kind.around
        assert isinstance(around, Frame)
        return self.of_type(annotation, value, around, frame, depth, default)

    def of_type(
        self,
        annotation: ir.Expression,
        value: Value,
        around: Frame,
        frame: Frame,
        depth: int = 0,
        default: Value | None = None,
    ) -> Value:
        """A value as a type lets it through; names in it are those of a frame."""
        match annotation:
            case ir.Const(None):
                return just(Literal(None))
            case ir.Const(str() as name):
                return self.of_type(ir.Name(name, annotation.at), value, around, frame, depth)
            case ir.Name(name) | ir.Field(_, name) if name in _ANYTHING:
                return value
            case ir.Name(name) | ir.Field(_, name) if name in SIMPLE or name in _ENDINGS:
                return unknown(f"a {name}")
            case ir.Index(of, ir.Const()) if _last(of) == "Literal":
                return unknown("one of a choice")
            case ir.Index(of, _) if _last(of) == "Literal":
                return unknown("one of a choice")
            case ir.Index(of, key):
                return self._generic(_last(of), key, value, around, frame, depth)
            case ir.Operation("|", operands):
                return joined_values(self.of_type(one, value, around, frame, depth + 1) for one in operands)
            case ir.Call(callee, _, named) if _last(callee) in (
                "constr",
                "Field",
                "StringConstraints",
                "Query",
                "Path",
            ):
                if any(_is_tight(name, given) for name, given in named):
                    return unknown("a text of a pattern")
                return _marked(value)
            case ir.Call(callee) if _last(callee) in _ENDINGS:
                return unknown("a number")
        if default is not None and self._tight(default):
            return unknown("a text of a pattern")
        found = self._own_type(annotation, value, around, frame, depth)
        return found if found is not None else _marked(value)

    def _own_type(
        self, annotation: ir.Expression, value: Value, around: Frame, frame: Frame, depth: int
    ) -> Value | None:
        if not isinstance(annotation, (ir.Name, ir.Field)) or around.state is None:
            return None
        for atom in self.value(annotation, around).atoms:
            if isinstance(atom, Kind):
                bases = [one.path for one in self.lineage(atom) if isinstance(one, Foreign)]
                if any(path.endswith("Enum") for path in bases):
                    return unknown("one of a choice")
                return self.model(atom, value, frame, depth + 1)
            if isinstance(atom, Result) and atom.of.path.rpartition(".")[2] in ("constr", "conint", "Annotated"):
                return unknown("a text of a pattern") if _has_pattern(atom.arguments) else _marked(value)
        return None

    def _generic(self, name: str, key: ir.Expression, value: Value, around: Frame, frame: Frame, depth: int) -> Value:
        parts = key.items if isinstance(key, ir.Sequence) else (key,)
        if name in ("Optional", "Union"):
            return joined_values(self.of_type(part, value, around, frame, depth + 1) for part in parts)
        if name == "Annotated":
            for part in parts[1:]:
                if isinstance(part, ir.Call) and any(_is_tight(given, one) for given, one in part.named):
                    return unknown("a text of a pattern")
            return self.of_type(parts[0], value, around, frame, depth + 1)
        if name.lower() in ("list", "set", "sequence", "tuple", "frozenset", "conlist", "iterable"):
            item = self.each(value, frame)
            return just(Sequence((), self.of_type(parts[0], item, around, frame, depth + 1)))
        if name.lower() in ("dict", "mapping"):
            return just(
                Record((), self.of_type(parts[-1], self.each(value, frame), around, frame, depth + 1), mapping=True)
            )
        return _marked(value)

    def _tight(self, default: Value) -> bool:
        """Whether a field's own description narrows it: ``Field(pattern=…)``."""
        return any(isinstance(atom, Result) and _has_pattern(atom.arguments) for atom in default.atoms)

    def checked(self, how: str, atom: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call that validates: ``how`` tells where its data and its model or schema are."""
        if how == "model-method":  # Model.model_validate(data), Model.parse_raw(text)
            return self._by_kind(node, arguments.at(0), frame)
        if how == "model-argument":  # parse(event, model=Model)
            model = arguments.at(1, "model")
            data = arguments.at(0, "event") or NOTHING
            for one in model.atoms if model is not None else ():
                if isinstance(one, Kind):
                    return self.model(one, _decoded(data), frame)
            return _marked(data)
        if how == "json-schema":  # validate(instance, schema)
            instance = arguments.at(0, "instance") or arguments.at(0, "event") or NOTHING
            schema = arguments.at(1, "schema")
            if schema is not None:
                self._json_schema(instance, schema, frame, 0)
            return instance
        given = arguments.at(0) or NOTHING
        return self._fluent(atom.of, given, frame, 0) if isinstance(atom, Member) else _marked(given)

    inbound: "dict[int, tuple[str, Value]]"
    """How functions are called only with what was validated: by a decorator, with a schema or a model."""

    def apply(self, schema: "tuple[str, Value]", names: dict[str, Value], inside: Frame) -> None:
        """Validates what a function is called with before it is."""
        how, by = schema
        first = next(iter(names))
        if how == "schema":
            self._json_schema(names[first], by, inside, 0)
        elif inside.state is not None:
            for atom in by.atoms:
                if isinstance(atom, Kind):
                    inside.state.names[first] = self.model(atom, names[first], inside)

    def validating(self, atom: Foreign, closure: object) -> None:
        """Notes that a decorator validates what a function is called with."""
        if isinstance(atom, Result) and isinstance(closure, Closure):
            for name, value in atom.arguments.named:
                if name in ("inbound_schema", "model"):
                    self.inbound[id(closure.function)] = ("schema" if name == "inbound_schema" else "model", value)

    def _by_kind(self, node: ir.Call, data: Value | None, frame: Frame) -> Value:
        """``Model.model_validate(data)``: the class that the method is called on."""
        if data is None or not isinstance(node.callee, ir.Field):
            return _marked(data or NOTHING)
        found = NOTHING
        for atom in self.value(node.callee.of, frame).atoms:
            if isinstance(atom, Kind):
                found = join(found, self.model(atom, _decoded(data), frame))
        return found if found.atoms else _marked(data)

    def _fluent(self, schema: object, data: Value, frame: Frame, depth: int) -> Value:
        """What a schema of zod's or joi's making lets through, by the calls that made it."""
        names: list[str] = []
        one = schema
        while isinstance(one, (Member, Result)):
            if isinstance(one, Result):
                name = one.of.path.rpartition(".")[2]
                names.append(name)
                if name in _OBJECTS and one.arguments.plain:
                    return self._object(one.arguments.plain[0], data, frame, depth)
                if name == "array":
                    item = self.each(data, frame)
                    inner = one.arguments.at(0)
                    return just(Sequence((), self._by_value(inner, item, frame, depth + 1) if inner else _marked(item)))
                if name in ("optional", "nullable") and one.arguments.plain:
                    return self._by_value(one.arguments.plain[0], data, frame, depth + 1)
                if name in _PATTERN and _narrow_argument(one.arguments):
                    return unknown("a text of a pattern")
                one = one.of
            else:
                one = one.of
        if set(names) & _ZOD:
            return unknown("a value of a schema's type")
        return _marked(data)

    def _by_value(self, schema: Value | None, data: Value, frame: Frame, depth: int) -> Value:
        if schema is None or depth > 5:
            return _marked(data)
        return joined_values(self._fluent(atom, data, frame, depth) for atom in schema.atoms)

    def _object(self, shape: Value, data: Value, frame: Frame, depth: int) -> Value:
        fields: dict[str, Value] = {}
        for atom in shape.atoms:
            if isinstance(atom, Record):
                for name, schema in atom.fields:
                    value = self.item(data, just(Literal(name)), frame, ir.Place(0, 0))
                    fields[name] = self._by_value(schema, value, frame, depth + 1)
        return just(Record(tuple(fields.items())))

    def validated(self, result: Result, frame: Frame) -> None:
        """``safeParse(data).success`` holds: nothing more is known of the data itself."""

    def _json_schema(self, data: Value, schema: Value, frame: Frame, depth: int) -> None:
        """Notes what a JSON Schema that was passed says of data: its parts that are no free text are harmless."""
        only = schema.only
        if not isinstance(only, Record) or depth > 5:
            return
        if _is_tight_schema(only):
            self.fact(data, EVERY, frame)
            return
        properties = only.get("properties")
        for atom in properties.atoms if properties is not None else ():
            if isinstance(atom, Record):
                for name, inner in atom.fields:
                    part = self.item(data, just(Literal(name)), frame, ir.Place(0, 0))
                    self._json_schema(part, inner, frame, depth + 1)
        items = only.get("items")
        if items is not None:
            self._json_schema(self.each(data, frame), items, frame, depth + 1)

    # What stands in parts of the follower that are built on this one, or beside it.

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """See :class:`hauberk.code.flow.expressions.Expressions`."""
        raise NotImplementedError

    def item(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.members.Members`."""
        raise NotImplementedError

    def each(self, of: Value, frame: Frame, *, keys: bool = False) -> Value:
        """See :class:`hauberk.code.flow.members.Members`."""
        raise NotImplementedError

    def lineage(self, kind: Kind) -> Iterator[Atom]:
        """See :class:`hauberk.code.flow.members.Members`."""
        raise NotImplementedError

    def fact(self, value: Value, kinds: frozenset[str], frame: Frame) -> None:
        """See :class:`hauberk.code.flow.guards.Guards`."""
        raise NotImplementedError


def _marked(value: Value) -> Value:
    return value.tainted(frozenset(one.without(VALIDATED) for one in value.taint)) if value.taint else value


def _decoded(data: Value) -> Value:
    only = data.only
    if isinstance(only, Input) and only.path[-1:] == ("body",) and len(only.path) < MAX_PATH:
        return just(Input(*only.path, "{}"), data.taint)
    return data


def _last(node: ir.Expression) -> str:
    return node.name if isinstance(node, (ir.Name, ir.Field)) else ""


def _is_tight(name: str | None, given: ir.Expression) -> bool:
    """Whether a constraint of pydantic's narrows a text."""
    return (
        name in ("pattern", "regex")
        and isinstance(given, ir.Const)
        and isinstance(given.value, str)
        and is_narrow(given.value)
    )


def _has_pattern(arguments: Arguments) -> bool:
    for name, value in arguments.named:
        only = value.only
        if name in ("pattern", "regex") and isinstance(only, Literal) and isinstance(only.value, str):
            return is_narrow(only.value)
    return False


def _narrow_argument(arguments: Arguments) -> bool:
    for atom in arguments.plain[0].atoms if arguments.plain else ():
        if isinstance(atom, Result) and atom.of.path == "RegExp":
            only = atom.arguments.plain[0].only
            return isinstance(only, Literal) and isinstance(only.value, str) and is_narrow(only.value)
    return False


def _is_tight_schema(schema: Record) -> bool:
    """Whether a JSON Schema leaves no free text: a number, a choice, a narrow pattern, a format."""
    if schema.get("enum") is not None or schema.get("const") is not None:
        return True
    kind = schema.get("type")
    only = kind.only if kind is not None else None
    if isinstance(only, Literal) and only.value in ("integer", "number", "boolean", "null"):
        return True
    pattern, form = schema.get("pattern"), schema.get("format")
    text = pattern.only if pattern is not None else None
    if isinstance(text, Literal) and isinstance(text.value, str) and is_narrow(text.value):
        return True
    named = form.only if form is not None else None
    return isinstance(named, Literal) and named.value in _FORMATS
