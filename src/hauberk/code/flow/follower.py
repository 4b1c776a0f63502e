"""Follows a program from an entry point."""

from collections.abc import Callable, Iterator

from hauberk.code import ir
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.machine import STEPS, SpentError
from hauberk.code.flow.record import Record
from hauberk.code.flow.statements import Statements
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Closure,
    Member,
    Result,
    Value,
    unknown,
)
from hauberk.code.flow.values import Record as Fields
from hauberk.code.program import Program

NOWHERE = ir.Place(0, 0)


def follow(
    program: Program,
    lookup: Lookup,
    hostile: Callable[[tuple[str, ...]], str | None],
    path: str,
    name: str,
    steps: int = STEPS,
) -> Record:
    """What is met from a handler on: the function of a name (with dots, if it is in something) in a file.

    What couldn't be followed is in the record too, a handler that isn't there first of all (``missing-handler``), and
    that the budget was used up (``budget``).
    """
    follower = Follower(program, lookup, hostile, steps)
    follower.follow(path, name)
    return follower.record


class Follower(Statements):
    """Follows one entry point."""

    def follow(self, path: str, name: str) -> None:
        """Runs the file, then the handler, then what was registered for requests."""
        site = Site(path, NOWHERE)
        try:
            handler = self.offered(path, name) if self.program.file(path) is not None else Value(())
            if not handler.atoms:
                self.lose("missing-handler", f"{path} offers no {name}", site)
            self._enter(handler, path)
            self._routes()
        except SpentError:
            self.lose("budget", "it is too much to follow: what comes later wasn't looked at", site)
        except RecursionError:
            self.lose("too-deep", "it is nested too deeply to be followed", site)

    def _enter(self, handler: Value, path: str) -> None:
        frame = Frame(path, None, None)
        event = self.input(("event",), Site(path, NOWHERE))
        context = self.input(("context",), Site(path, NOWHERE))
        for closure in dict.fromkeys(_closures(handler)):
            outcome = self.outcome(
                closure, Arguments((event, context, unknown("a callback"))), frame, closure.function.at
            )
            self.answer(outcome.value, Site(path, closure.function.at))

    def _routes(self) -> None:
        done: set[Closure] = set()
        while self.callbacks:
            closure, by, arguments = self.callbacks.pop(0)
            if closure in done:
                continue
            done.add(closure)
            around = closure.around
            assert isinstance(around, Frame)
            names = tuple(
                (one.name, self._parameter(one, around))
                for one in closure.function.parameters[len(arguments.plain) :]
                if one.kind in ("plain", "positional", "named")
            )
            plain = arguments.plain
            outcome = self.outcome(closure, Arguments(plain, names), around, closure.function.at)
            self.answer(outcome.value, Site(around.file, closure.function.at), by.path)

    def _parameter(self, parameter: ir.Parameter, around: Frame) -> Value:
        """A part of a request that a framework takes out of it, as the parameter's type lets it through."""
        value = self.input(("request", parameter.name), Site(around.file, parameter.at))
        if parameter.annotation is None:
            return value
        return self.of_type(parameter.annotation, value, around, around)


def _closures(value: Value) -> Iterator[Closure]:
    """The functions in a value, and those in what wraps them: ``middy(handler).use(…)``."""
    pending: list[Atom] = list(value.atoms)
    seen: set[Atom] = set()
    while pending and len(seen) < 200:
        atom = pending.pop(0)
        if atom in seen:
            continue
        seen.add(atom)
        match atom:
            case Closure():
                yield atom
            case Member():
                pending.append(atom.of)
            case Result():
                pending.append(atom.of)
                pending.extend(inner for one in atom.arguments.every() for inner in one.atoms)
            case Fields() if atom.made_by is not None:
                pending.extend(inner for _, one in atom.fields for inner in one.atoms)
