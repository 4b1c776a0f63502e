"""Follows a handler with an eye on AWS: where attributes of boto3's resources are read, and which variables of the
environment are set for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.code import ir
from hauberk.code.flow.follower import Follower
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.machine import MAX_CALLS
from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import CLEAN, Site, Taints
from hauberk.code.flow.values import (
    NOTHING,
    Arguments,
    Atom,
    Closure,
    Environment,
    Foreign,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Symbol,
    Value,
    join,
    just,
    literal,
    unknown,
)
from hauberk.code.program import Program
from hauberk.code.sdk.finding import found
from hauberk.code.sdk.operation import NAMES, Found

_RESERVED = frozenset(
    [
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_EXECUTION_ENV",
    ]
)
"""Variables that Lambda sets (Lambda developer guide, "Working with Lambda environment variables", 2026-11)."""
_TRACED = (".captureAWS", ".captureAWSClient", ".captureAWSv3Client")
"""What gives back the SDK, or a client, that it traces (AWS X-Ray SDK for Node.js, Powertools' Tracer; 2026-11)."""
_CHOOSING = ("random.choice", "secrets.choice", "random.SystemRandom().choice")
"""What gives one of the items that it is given."""
_DEFAULTED = ("os.environ.get", "os.getenv")


def watched(program: Program, lookup: Lookup, path: str, name: str, variables: Mapping[str, str | None]) -> Found:
    """What a handler calls of AWS. ``variables`` are those that are set for it, each with its text if that is known."""
    watcher = Watcher(program, lookup, variables)
    watcher.follow(path, name)
    return found(watcher.record, watcher.reads)


class Watcher(Follower):
    """Follows one entry point without asking who is behind the event."""

    def __init__(self, program: Program, lookup: Lookup, variables: Mapping[str, str | None]) -> None:
        super().__init__(program, lookup, lambda _: None)
        self.variables = variables
        self.reads: dict[tuple[Member, Site], None] = {}

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """A variable that is set has no need of what stands behind ``or``."""
        if isinstance(node, ir.Either) and node.operator != "and" and _is_short(node.operands[0]):
            first = super().value(node.operands[0], frame)
            if first.atoms and all(self._is_set(atom) for atom in first.atoms):
                return first
        found = super().value(node, frame)
        if isinstance(node, ir.Record) and node.entries:
            return self._with_names(node, found, frame)
        return found

    def _with_names(self, node: ir.Record, found: Value, frame: Frame) -> Value:
        """A record that keeps what names are made of that aren't written down: ``{[process.env.TABLE]: …}``."""
        names = NOTHING
        for key, _ in node.entries:
            if key is None or isinstance(key, ir.Const):
                continue
            name = self.value(key, frame)
            if not isinstance(name.only, Literal):
                names = join(names, name)
        only = found.only
        if not names.atoms or not isinstance(only, Record):
            return found
        return just(only.with_(NAMES, names), found.taint)

    def special(self, path: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """A variable that is set has no need of a default."""
        if path in _DEFAULTED and arguments.plain:
            value = self.item(just(Symbol("os.environ")), arguments.plain[0], frame, node.at)
            if value.atoms and all(self._is_set(one) for one in value.atoms):
                return value
        if path.endswith(_TRACED) and arguments.plain:
            return arguments.plain[0]
        if path in _CHOOSING and arguments.plain:
            return self.each(arguments.plain[0], frame)
        if path == "functools.partial" and any(isinstance(one, Foreign) for one in _first(arguments).atoms):
            made = Symbol(path)
            self.record.call(Called(made, arguments, frame.site(node.at), way=tuple(self.way)))
            return just(Result(made, arguments))
        return super().special(path, arguments, node, frame)

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """Commands stay known however much their parameters took to make."""
        if node.new and atom.path.startswith("@aws-sdk/"):
            arguments = Arguments(
                tuple(map(_shallow, arguments.plain)),
                tuple((name, _shallow(value)) for name, value in arguments.named),
                arguments.more,
            )
        return super().foreign(atom, taint, arguments, node, frame)

    def give(
        self,
        arguments: Arguments,
        taint: Taints,
        at: ir.Place,
        frame: Frame,
        told: Taints | None = None,
        by: Foreign | None = None,
    ) -> Taints:
        """Functions in lists and records that something foreign is given may be called too: ``parallel([…])``."""
        found = super().give(arguments, taint, at, frame, told, by)
        for value in arguments.every():
            for closure in _inside(value):
                if len(self.way) < MAX_CALLS:
                    plain = sum(1 for one in closure.function.parameters if one.kind in ("plain", "positional"))
                    self.invoke(closure, Arguments((unknown("what a callback is given"),) * plain), frame, at)
        return found

    def decorated(self, value: Value, decorators: "tuple[ir.Expression, ...]", node: Any, frame: Frame) -> Value:
        """A function that an object of a library decorates may be called by it: ``@helper.create``, ``@app.event(…)``.

        What only wraps a function is a function of a library, or an object of those for tracing and logging.
        """
        for decorator in decorators if isinstance(node, ir.Closure) else ():
            for by in self.value(decorator, frame).atoms:
                if isinstance(by, Foreign) and _registers(by) and self.lookup.route(by.path) is None:
                    self.callbacks += [
                        (one, by, self._with_event(one), Arguments()) for one in value.atoms if isinstance(one, Closure)
                    ]
        return super().decorated(value, decorators, node, frame)

    def _with_event(self, closure: Closure) -> Arguments:
        """The event and the context, for a function whose first parameter has that name."""
        first = next(iter(closure.function.parameters), None)
        if first is None or first.name != "event":
            return Arguments()
        around = closure.around
        assert isinstance(around, Frame)
        return Arguments((self.input(("event",), around.site(first.at)),))

    def item(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """``Annotated[type, Depends(function)]`` is what gives the parameter its value."""
        only, given = of.only, key.only
        if isinstance(only, Symbol) and only.path.endswith(".Annotated") and isinstance(given, Sequence):
            for inner in given.every().atoms:
                if isinstance(inner, Result) and inner.path in _DEPENDS:
                    return just(inner)
        return super().item(of, key, frame, at)

    def _parameter(self, parameter: ir.Parameter, around: Frame, frame: Frame, depth: int = 0) -> Value:
        """A parameter of a route is what the function gives that it depends on."""
        for node in (parameter.annotation, parameter.default):
            only = self.value(node, around).only if node is not None else None
            if isinstance(only, Result) and only.path in _DEPENDS:
                for atom in _first(only.arguments).atoms:
                    if isinstance(atom, Closure):
                        return self.invoke(atom, self._depended(atom), around, parameter.at)
        return super()._parameter(parameter, around, frame, depth)

    def _depended(self, closure: Closure) -> Arguments:
        around = closure.around
        assert isinstance(around, Frame)
        return Arguments(
            (), tuple((one.name, self._parameter(one, around, around)) for one in closure.function.parameters)
        )

    def _is_set(self, atom: Atom) -> bool:
        if isinstance(atom, Environment):
            return atom.name in self.variables or atom.name in _RESERVED
        return isinstance(atom, Literal) and isinstance(atom.value, str) and atom.value in self.variables.values()

    def _of_foreign(self, atom: Foreign, taint: Taints, name: str, frame: Frame, at: ir.Place) -> Value:
        if isinstance(atom, (Result, Member)) and atom.path.startswith(("boto3.", "aioboto3.")):
            self.reads[Member(atom, name), frame.site(at)] = None
        return self._written(super()._of_foreign(atom, taint, name, frame, at))

    def _item(self, atom: Atom, taint: Taints, name: object, frame: Frame, at: ir.Place) -> Value:
        return self._written(super()._item(atom, taint, name, frame, at))

    def _written(self, value: Value) -> Value:
        """A variable as the text that it is set to."""
        only = value.only
        if isinstance(only, Environment):
            text = self.variables.get(only.name)
            if text is not None:
                return literal(text).tainted(CLEAN)
        return value


def _inside(value: Value) -> Iterator[Closure]:
    """The functions in a value's lists and records."""
    pending = [one for atom in value.atoms if isinstance(atom, (Record, Sequence)) for one in atom.every().atoms]
    for _ in range(40):
        if not pending:
            return
        atom = pending.pop(0)
        if isinstance(atom, Closure):
            yield atom
        elif isinstance(atom, (Record, Sequence)) and (not isinstance(atom, Record) or atom.made_by is None):
            pending += atom.every().atoms


_DEEP = 10


def _shallow(value: Value) -> Value:
    """A value in which fields that took many steps to make aren't known."""
    if value.depth <= _DEEP:
        return value
    atoms: list[Atom] = []
    for atom in value.atoms:
        if isinstance(atom, Record) and atom.depth > _DEEP:
            fields = tuple((name, one if one.depth < _DEEP else _MANY) for name, one in atom.fields)
            rest = atom.rest if atom.rest is None or atom.rest.depth < _DEEP else _MANY
            atoms.append(Record(fields, rest, mapping=atom.mapping, made_by=atom.made_by))
        else:
            atoms.append(atom)
    return Value(tuple(atoms), value.taint)


_WRAPPING = ("aws_lambda_powertools.", "aws_xray_sdk.", "@aws-lambda-powertools/", "ddtrace.", "opentelemetry.")


def _registers(decorator: Foreign) -> bool:
    """Whether a decorator is a method of an object that a library has made, or what one gives."""
    if isinstance(decorator, Result):
        decorator = decorator.of
    return (
        isinstance(decorator, Member) and isinstance(decorator.of, Result) and not decorator.path.startswith(_WRAPPING)
    )


_MANY = unknown("what took many steps to make")
_DEPENDS = ("fastapi.Depends()", "fastapi.params.Depends()", "fastapi.Security()")


def _first(arguments: Arguments) -> Value:
    found = arguments.at(0, "dependency")
    return found if found is not None else NOTHING


def _is_short(node: ir.Expression) -> bool:
    """Whether an expression is a name with members and items alone, so that it can be asked for twice."""
    for _ in range(4):
        if isinstance(node, ir.Name):
            return True
        if not isinstance(node, (ir.Field, ir.Index)):
            return isinstance(node, ir.Module)
        node = node.of
    return False
