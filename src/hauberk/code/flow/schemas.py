"""Validation by models and schemas: what is left of hostile data in what they let through.

A number, an identifier or a choice holds no text of the caller's; an unconstrained string is validated, not clean.
"""

from collections.abc import Iterator

from hauberk.code import ir
from hauberk.code.flow.envelopes import opened
from hauberk.code.flow.frames import EVERY, Frame
from hauberk.code.flow.guards import SIMPLE, Guards
from hauberk.code.flow.knowledge import Gives
from hauberk.code.flow.machine import MAX_PATH
from hauberk.code.flow.patterns import TYPED, is_narrow
from hauberk.code.flow.record import Called
from hauberk.code.flow.shapes import LOOKED_AT, VALIDATED, Shape, is_closed, is_library, of_calls, of_json_schema, root
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
    Symbol,
    Value,
    cleaned,
    join,
    just,
    taint_of,
    unknown,
)
from hauberk.code.flow.values import joined as joined_values

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
_VALIDATORS = frozenset(("AfterValidator", "BeforeValidator", "PlainValidator"))
"""What a type is annotated with to have a function look at values."""
_ANYTHING = frozenset(("Any", "dict", "object", "Json", "Dict", "list", "Mapping"))
"""Types that say nothing of what is inside."""
_AJV = frozenset(
    (
        "ajv",
        "ajv-formats",
        "ajv-keywords",
        "ajv-errors",
        "ajv/dist/2019",
        "ajv/dist/2020",
        "ajv/dist/jtd",
        "is-my-json-valid",
    )
)
"""What compiles JSON Schemas to functions that tell whether data is valid."""
_OF_PARTS = (
    "@hono/zod-validator.zValidator",
    "@hono/valibot-validator.vValidator",
    "@hono/typebox-validator.tbValidator",
)
"""Validators of a part of a request."""
_TELLING = frozenset(
    ("is", "Check", "isValid", "isValidSync", "validate", "test", "guard", "compile", "isType", "is_valid")
)
"""Checks that give a truth value."""
_FIRST = frozenset(("valibot", "@sinclair/typebox", "@sinclair/typebox/value", "typebox", "typebox.value"))
"""Libraries whose functions take the schema first, then the data."""


class Schemas(Guards):
    """Follows values through validators."""

    def modelled(self, kind: Kind, base: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A new object of a class that extends something foreign, as models do; each field is of its type."""
        if "find_class" not in kind.members:  # an unpickler that says itself what may be made
            self.record.call(Called(base, arguments, frame.site(node.at), True, tuple(self.way)))
        if base.path.rpartition(".")[2] in ("Enum", "IntEnum", "StrEnum"):
            return unknown("one of a choice")
        if base.path.endswith("typing.NamedTuple"):
            names = [name for name, _ in kind.class_.annotations]
            fields = dict(zip(names, arguments.plain, strict=False)) | dict(arguments.named)
            return just(Record(tuple(fields.items()), arguments.more, made_by=kind))
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
                    value = self.typed(annotation, value, one, frame, depth, one.members.get(name))
                    fields[name] = self._by_own(name, value, kind, frame, annotation.at)
        me = just(Record(tuple(fields.items()), None, made_by=kind))
        for member in kind.members.values():
            only = member.only
            if isinstance(only, Closure) and "after" in _whole_model(only.function):
                self.passed_by(Closure(only.function, only.around, me), Arguments(), frame, only.function.at)
        return me

    def _by_own(self, name: str, value: Value, kind: Kind, frame: Frame, at: ir.Place) -> Value:
        """What a model's own functions for a field leave of it: those that ``field_validator`` decorates."""
        for member in kind.members.values():
            only = member.only
            if isinstance(only, Closure) and value.taint and name in _validated_by(only.function):
                value = self.invoke(only, Arguments((just(kind), value)), frame, at)
        return value

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
        if default is not None and self.tight(default):
            return unknown("a text of a pattern")
        found = self._own_type(annotation, value, around, frame, depth)
        return found if found is not None else _marked(value)

    def _own_type(
        self, annotation: ir.Expression, value: Value, around: Frame, frame: Frame, depth: int
    ) -> Value | None:
        if not isinstance(annotation, (ir.Name, ir.Field)) or around.state is None:
            return None
        alias = around.aliases.get(annotation.name) if isinstance(annotation, ir.Name) else None
        if isinstance(alias, (ir.Index, ir.Operation)):
            return self.of_type(alias, value, around, frame, depth + 1)
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
            made = self.of_type(parts[0], value, around, frame, depth + 1)
            for part in parts[1:]:
                if isinstance(part, ir.Call) and _last(part.callee) in _VALIDATORS and around.state is not None:
                    for atom in (one for given in part.arguments[:1] for one in self.value(given, around).atoms):
                        made = (
                            self.invoke(atom, Arguments((made,)), frame, part.at) if isinstance(atom, Closure) else made
                        )
            return made
        if name.lower() in ("list", "set", "sequence", "tuple", "frozenset", "conlist", "iterable"):
            item = self.each(value, frame)
            return just(Sequence((), self.of_type(parts[0], item, around, frame, depth + 1)))
        if name.lower() in ("dict", "mapping"):
            return just(
                Record((), self.of_type(parts[-1], self.each(value, frame), around, frame, depth + 1), mapping=True)
            )
        return _marked(value)

    def tight(self, default: Value) -> bool:
        """Whether its own description narrows a field, or a parameter: ``Field(pattern=…)``."""
        return any(isinstance(atom, Result) and _has_pattern(atom.arguments) for atom in default.atoms)

    def checked(self, how: str, atom: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """A call that validates: ``how`` tells where its data and its model or schema are. ``None`` if it is none."""
        if how == "model-method":  # Model.model_validate(data), Model.parse_raw(text)
            return self._by_kind(node, arguments.at(0), frame)
        if how == "model-argument":  # parse(event, model=Model)
            model = arguments.at(1, "model")
            data = arguments.at(0, "event") or NOTHING
            for one in model.atoms if model is not None else ():
                if isinstance(one, Kind):
                    return self._in_envelope(one, _decoded(data), arguments.at(2, "envelope"), frame)
            return _marked(data)
        if how == "json-schema":  # validate(instance, schema), validate({payload, schema})
            options = arguments.at(0)
            only = options.only if options is not None else None
            if isinstance(only, Record) and only.get("payload") is not None and not arguments.plain[1:]:
                arguments = Arguments((), only.fields)
            instance = arguments.at(0, "instance") or arguments.at(0, "event") or arguments.at(-1, "payload") or NOTHING
            schema = arguments.at(1, "schema")
            inner = opened(instance, arguments.at(-1, "envelope"))
            if inner is None:
                return unknown("what an envelope holds", taint_of(instance))
            if schema is not None:
                self.by_json_schema(schema, inner[0], f"{atom.path}()", frame, node.at)
            return just(Sequence((), inner[0])) if inner[1] else inner[0]
        if how == "schema-third":  # parse(event, envelope, schema)
            return self.parsed_by(arguments.at(2), arguments.at(0), arguments.at(1), frame)
        if how == "fields":  # Schema().load(data) of a class with fields
            return self._by_fields(node, arguments.at(0), frame)
        return self._of_library(atom, arguments, frame)

    def parsed_by(self, schema: Value | None, data: Value | None, envelope: Value | None, frame: Frame) -> Value | None:
        """What Powertools' parser makes of an event by a schema; ``None`` if that isn't known."""
        none = envelope is None or envelope.only == Literal(None)
        inner = opened(data, None if none else envelope) if data is not None else None
        if inner is None or schema is None:
            return None
        made = self.through(of_calls(schema), inner[0], frame)
        return just(Sequence((), made)) if inner[1] else made

    def _in_envelope(self, kind: Kind, data: Value, envelope: Value | None, frame: Frame) -> Value:
        """An object of a model, of what an envelope holds: of several, a list of them."""
        inner = opened(data, envelope)
        if inner is None:
            return self.model(kind, data, frame)
        made = self.model(kind, inner[0], frame)
        return just(Sequence((), made)) if inner[1] else made

    def by_json_schema(self, schema: Value, data: Value, by: str, frame: Frame, at: ir.Place) -> None:
        """Data that a JSON Schema lets through; ``by`` is who asks."""
        self.note(of_json_schema(schema), data, frame)
        self.declares(schema, data, by, frame, at)

    def declares(self, schema: Value, data: Value, by: str, frame: Frame, at: ir.Place) -> None:
        """What a JSON Schema says, for those who keep it as it stands."""

    inbound: "dict[int, tuple[str, Value, Value | None]]"
    """How functions are called only with what was validated: by a decorator, with a schema or a model, of what an
    envelope holds."""

    def apply(self, schema: "tuple[str, Value, Value | None]", names: dict[str, Value], inside: Frame) -> None:
        """Validates what a function is called with before it is."""
        how, by, envelope = schema
        first = next(name for name in names if name != "this" or len(names) == 1)
        if how == "schema":
            inner = opened(names[first], envelope)
            if inner is not None:
                self.by_json_schema(by, inner[0], "a decorator's schema", inside, ir.Place(0, 0))
                if envelope is not None and inside.state is not None:  # it gets what the envelope holds
                    inside.state.names[first] = just(Sequence((), inner[0])) if inner[1] else inner[0]
        elif inside.state is not None:
            for atom in by.atoms:
                if isinstance(atom, Kind):
                    inside.state.names[first] = self._in_envelope(atom, names[first], envelope, inside)

    def inbound_by(self, arguments: Arguments, closure: Closure) -> None:
        """Notes what a route says of the requests that it takes: Fastify's ``schema``, Hono's ``zValidator``."""
        found: list[tuple[str, Shape]] = []
        for atom in (one for value in arguments.every() for one in value.atoms):
            if isinstance(atom, Record):
                schema = atom.get("schema")
                for one in schema.atoms if schema is not None else ():
                    for part, by in one.fields if isinstance(one, Record) else ():
                        found.append(("query" if part == "querystring" else part, of_json_schema(by)))
            elif isinstance(atom, Result) and atom.of.path == "celebrate.celebrate":
                parts = [one for value in atom.arguments.plain[:1] for one in value.atoms if isinstance(one, Record)]
                found += [(part, of_calls(by)) for one in parts for part, by in one.fields]
            elif isinstance(atom, Result) and atom.of.path in _OF_PARTS and len(atom.arguments.plain) > 1:
                target = atom.arguments.plain[0].only
                if isinstance(target, Literal) and isinstance(target.value, str):
                    found.append((target.value, of_calls(atom.arguments.plain[1])))
        if found:
            self.requested[id(closure.function)] = tuple(found)

    requested: "dict[int, tuple[tuple[str, Shape], ...]]"
    """What is known of the parts of a request with which a function is called."""

    def validating(self, atom: Foreign, closure: object) -> None:
        """Notes that a decorator validates what a function is called with."""
        if isinstance(atom, Result) and isinstance(closure, Closure):
            options = next((one for value in atom.arguments.plain[:1] for one in value.atoms), None)
            given = options.fields if isinstance(options, Record) else atom.arguments.named
            envelope = dict(given).get("envelope")
            for name, value in given:
                if name in ("inbound_schema", "inboundSchema", "model"):
                    how = "model" if name == "model" else "schema"
                    self.inbound[id(closure.function)] = (how, value, envelope)

    def _by_kind(self, node: ir.Call, data: Value | None, frame: Frame) -> Value:
        """``Model.model_validate(data)``: the class that the method is called on."""
        if data is None or not isinstance(node.callee, ir.Field):
            return _marked(data or NOTHING)
        found = NOTHING
        for atom in self.value(node.callee.of, frame).atoms:
            if isinstance(atom, Kind):
                found = join(found, self.model(atom, _decoded(data), frame))
        return found if found.atoms else _marked(data)

    def _by_fields(self, node: ir.Call, data: Value | None, frame: Frame) -> Value | None:
        """``Schema().load(data)``: a class whose variables are the fields."""
        if data is None or not isinstance(node.callee, ir.Field):
            return None
        found = NOTHING
        for atom in self.value(node.callee.of, frame).atoms:
            kind = atom.made_by if isinstance(atom, Record) else atom
            if isinstance(kind, Kind):
                fields = tuple(
                    (name, of_calls(value))
                    for name, value in kind.members.items()
                    if any(isinstance(one, Foreign) and is_library(one) for one in value.atoms)
                )
                found = join(found, self.through(Shape(fields=fields), data, frame)) if fields else found
        return found if found.atoms else None

    def _of_library(self, atom: Foreign, arguments: Arguments, frame: Frame) -> Value | None:
        """A call of a library that makes schemas by calls."""
        result = Result(atom, arguments)
        found = self.schema_of(result)
        if found is None or not isinstance(atom, (Member, Symbol)):
            return None
        shape, data = found
        name, library = atom.path.rpartition(".")[2], root(atom.path)
        if name in ("safeParse", "safeParseAsync", "spa"):
            valid = self.through(shape, data, frame)
            parts = (("success", just(Member(result, "success"))), ("data", valid), ("output", valid))
            return just(Record((*parts, ("error", just(Member(result, "error"))))))
        if name == "validate" and "joi" in library:
            return just(Record((("value", data), ("error", just(Member(result, "error"))))))
        if name == "validate" and library == "superstruct":
            return just(Sequence((just(Member(result, "error")), data)))
        if name == "assert":
            self.note(shape, data, frame)
            return data
        if name in _TELLING and not (name == "validate" and library in ("yup", "voluptuous")):
            return just(result)
        return self.through(shape, data, frame)

    def schema_of(self, result: Result) -> tuple[Shape, Value] | None:
        """The schema and the data of a call that validates one by the other."""
        of, arguments = result.of, result.arguments
        first, second = arguments.at(0), arguments.at(1)
        if first is None:
            return None
        library = root(of.path)
        if library in _AJV:
            if isinstance(of, Result) and of.of.path.endswith(".compile") and of.arguments.plain:
                return of_json_schema(of.arguments.plain[0]), first
            if isinstance(of, Member) and of.name == "validate" and second is not None:
                return of_json_schema(first), second
            return None
        if library == "fastjsonschema" and isinstance(of, Result) and of.arguments.plain:
            return of_json_schema(of.arguments.plain[0]), first
        if library == "jsonschema" and isinstance(of, Member) and isinstance(of.of, Result) and of.of.arguments.plain:
            return of_json_schema(of.of.arguments.plain[0]), first
        if not isinstance(of, (Member, Symbol)) or not is_library(of) or self.lookup.schema(of.path) != "fluent":
            return None
        if isinstance(of, Symbol) and second is None:
            return None
        if second is not None and (isinstance(of, Symbol) or isinstance(of.of, Symbol) or of.of.depth < 2):
            schema, data = (first, second) if library in _FIRST else (second, first)
            return of_calls(schema), data
        return (of_calls(just(of.of)), first) if isinstance(of, Member) else None

    def through(self, shape: Shape, data: Value, frame: Frame, depth: int = 0) -> Value:
        """What a schema lets through of data, and makes of it."""
        made = self._let_through(shape, data, frame, depth)
        for name, by in shape.then:
            only, given = by.only, Arguments((made,))
            if isinstance(only, Closure) and name == "refine":
                kinds = self.found_by(only, given, True, frame, ir.Place(0, 0)).get(made)
                made = made if kinds is None else cleaned(made, kinds)
            elif isinstance(only, Closure):
                made = self.invoke(only, given, frame, ir.Place(0, 0))
            elif isinstance(only, Foreign) and name == "transform":
                is_clean = self.lookup.transfer(only.path).gives is Gives.CLEAN
                made = unknown("what a schema makes") if is_clean else made
        return made

    def _let_through(self, shape: Shape, data: Value, frame: Frame, depth: int) -> Value:
        if shape.kinds >= EVERY:
            return unknown("a value of a schema's type")
        if shape.fields is not None and depth < 6:
            fields = tuple(
                (
                    name,
                    self.through(inner, self.item(data, just(Literal(name)), frame, ir.Place(0, 0)), frame, depth + 1),
                )
                for name, inner in shape.fields
            )
            return just(Record(fields, _marked(self.each(data, frame), LOOKED_AT) if shape.open else None))
        if shape.items is not None and depth < 6:
            return just(Sequence((), self.through(shape.items, self.each(data, frame), frame, depth + 1)))
        return _marked(data, shape.kinds)

    def note(self, shape: Shape, data: Value, frame: Frame, depth: int = 0) -> None:
        """Notes what a schema that was passed says of data that is used as it came."""
        if depth > 6:
            return
        if shape.kinds != LOOKED_AT:
            self.fact(data, shape.kinds, frame)
        if is_closed(shape):
            self.fact(data, TYPED, frame)
        for name, inner in shape.fields or ():
            self.note(inner, self.item(data, just(Literal(name)), frame, ir.Place(0, 0)), frame, depth + 1)
        if shape.items is not None:
            self.note(shape.items, self.each(data, frame), frame, depth + 1)

    def validated(self, result: Result, frame: Frame) -> None:
        """What a call that validates found, where it is known to have passed."""
        found = self.schema_of(result)
        if found is not None:
            self.note(*found, frame)

    def told(self, result: Result, frame: Frame) -> None:
        """What a check that gives a truth value found, where it gave a true one."""
        of = result.of
        if not isinstance(of, Member) or of.name in _TELLING:
            self.validated(result, frame)

    # What stands in parts of the follower that are built on this one, or beside it.

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """See :class:`hauberk.code.flow.calls.Calls`."""
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

    def passed_by(self, check: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> None:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError


def _marked(value: Value, kinds: frozenset[str] = VALIDATED) -> Value:
    return cleaned(value, kinds)


def _validated_by(function: ir.Function) -> set[str]:
    """The fields that a function of a model validates."""
    return {
        argument.value
        for one in function.decorators
        if isinstance(one, ir.Call) and _last(one.callee) in ("field_validator", "validator")
        for argument in one.arguments
        if isinstance(argument, ir.Const) and isinstance(argument.value, str)
    }


def _whole_model(function: ir.Function) -> set[str]:
    """When a function of a model validates the whole of it."""
    return {
        given.value
        for one in function.decorators
        if isinstance(one, ir.Call) and _last(one.callee) == "model_validator"
        for name, given in one.named
        if name == "mode" and isinstance(given, ir.Const) and isinstance(given.value, str)
    }


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
