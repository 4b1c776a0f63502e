"""The places where hostile data does harm, as data, and which calls are such places."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Record, Value
from hauberk.code.knowledge import dotted
from hauberk.code.weaknesses.attributes import trusted
from hauberk.code.weaknesses.sdk import Operation
from hauberk.facts.tables import tables


class Sink(NamedTuple):
    """A place where hostile data does harm."""

    kind: str
    argument: int | None
    names: tuple[str, ...]
    needs: str
    part: str
    """"start" where only the host of an address is dangerous, "origin" where it may also begin with a slash."""
    fields: tuple[str, ...] = ()
    """Of an argument that is an object, the members that are dangerous; all, if none are told."""
    declared: str = ""
    """What a user's pack calls it, if it is one's."""
    contents: bool = False
    """Whether what is in the file is dangerous that is named."""
    like: str = ""
    """Another kind for which what is harmless is so here too: a command, of an operation that runs one."""


class Sinks(NamedTuple):
    """Sinks by the path of a call (whole, or ``*.`` and its last names), and by service and operation."""

    by_path: dict[str, tuple[Sink, ...]]
    by_operation: dict[tuple[str, str], tuple[Sink, ...]]

    def and_those(self, more: Iterable[tuple[str, Sink]]) -> "Sinks":
        """These, and others by the paths of calls."""
        by_path = dict(self.by_path)
        for path, sink in more:
            by_path[path] = (*by_path.get(path, ()), sink)
        return Sinks(by_path, self.by_operation)

    def of_call(self, path: str) -> Iterator[Sink]:
        """The sinks that a call is."""
        yield from self.by_path.get(path, ())
        parts = path.split(".")
        for number in range(1, min(len(parts), 4)):
            yield from self.by_path.get(f"*.{'.'.join(parts[-number:])}", ())

    def of_operation(self, operation: Operation) -> Iterator[Sink]:
        """The sinks that an operation of AWS is."""
        yield from self.by_operation.get((operation.service, operation.operation), ())


@cache
def sinks() -> Sinks:
    """Those that Hauberk knows."""
    return of_tables(tables(__file__, "sinks.toml"))


def of_tables(tables: dict[str, Any]) -> Sinks:
    """Tables as the file has them."""
    by_path: dict[str, tuple[Sink, ...]] = {}
    by_operation: dict[tuple[str, str], tuple[Sink, ...]] = {}
    for row in tables["sinks"]:
        sink = Sink(
            row["kind"],
            row.get("argument"),
            tuple(row.get("names", ())),
            row.get("needs", ""),
            row.get("part", ""),
            tuple(row.get("fields", ())),
            contents=row.get("contents", False),
            like=row.get("like", ""),
        )
        for path in dotted(row.get("calls", [])):
            by_path[path] = (*by_path.get(path, ()), sink)
        for service in row.get("service", ()):
            for operation in row["operation"]:
                key = (service, operation)
                by_operation[key] = (*by_operation.get(key, ()), sink)
    return Sinks(by_path, by_operation)


def dangerous(sink: Sink, called: Called, operation: Operation | None) -> Iterator[Value]:
    """The values of a call that a sink is about."""
    if operation is not None:
        for name, value in operation.parameters:
            if name in sink.names or name == "*":
                yield from trusted(value) if sink.part == "attributes" else (value,)
        return
    arguments = called.arguments
    if sink.argument is None and not sink.names:
        yield from arguments.every()
        return
    if sink.argument is not None and sink.argument < len(arguments.plain):
        yield from _within(arguments.plain[sink.argument], sink.fields)
    elif arguments.more is not None and sink.argument is not None:
        yield arguments.more
    for name, value in arguments.named:
        if name in sink.names:
            yield value


def _within(value: Value, fields: tuple[str, ...]) -> Iterator[Value]:
    """The dangerous members of what may be an object, and what else it may be."""
    if not fields:
        yield value
        return
    others = tuple(atom for atom in value.atoms if not isinstance(atom, Record))
    if others:
        yield Value(others, value.taint)
    for atom in value.atoms:
        if isinstance(atom, Record):
            yield from (inner for name, inner in atom.fields if name in fields)
            if atom.rest is not None:
                yield atom.rest
