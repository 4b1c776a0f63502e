"""Follows a program from an entry point."""

from collections.abc import Callable, Iterator

from hauberk.code import ir
from hauberk.code.flow.applied import marked
from hauberk.code.flow.envelopes import opened
from hauberk.code.flow.frames import Facts, Frame
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.machine import STEPS, SpentError
from hauberk.code.flow.middleware import PARSER, PARSERS, Chain, chain_of, each_of, schemas_of
from hauberk.code.flow.outside import CALLBACK
from hauberk.code.flow.raised import taken_by
from hauberk.code.flow.record import Record as Met
from hauberk.code.flow.statements import Statements
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import (
    NONE,
    NOTHING,
    Arguments,
    Atom,
    Closure,
    Foreign,
    Kind,
    Member,
    Record,
    Result,
    Symbol,
    Value,
    exception,
    join,
    just,
    text_of,
    unknown,
)
from hauberk.code.program import Program
from hauberk.model.regex import regex

_CONVERTER = regex(r"<(int|float|uuid):(\w+)>|\{(\w+):(int|float|uuid)\}")
NOWHERE = ir.Place(0, 0)


def follow(
    program: Program,
    lookup: Lookup,
    hostile: Callable[[tuple[str, ...]], str | None],
    path: str,
    name: str,
    steps: int = STEPS,
) -> Met:
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
            self.record.notes.loaded = len(self.record.calls)
            self._enter(handler, path)
            if self.handlers.isdisjoint(_entries(handler)):
                self._routes()
        except SpentError:
            self.lose("budget", "it is too much to follow: what comes later wasn't looked at", site)
        except RecursionError:
            self.lose("too-deep", "it is nested too deeply to be followed", site)

    def _enter(self, handler: Value, path: str) -> None:
        frame = Frame(path, None, None)
        event = self.input(("event",), Site(path, NOWHERE))
        context = self.input(("context",), Site(path, NOWHERE))
        for one in dict.fromkeys(_entries(handler)):
            if isinstance(one, Chain):
                self._through_chain(one, event, context, path)
                continue
            given = Arguments((event, context, just(Symbol(CALLBACK))))
            outcome = self.answered(one, given, frame)
            for made in outcome.value.atoms:  # ``metricScope((metrics) => async (event) => …)``
                if isinstance(made, Closure) and made != one:
                    self.answered(made, given, frame)

    def _through_chain(self, chain: Chain, event: Value, context: Value, path: str) -> None:
        """Runs what is around a handler, and the handler with what came of it."""
        frame = Frame(path, None, None)
        request = Record((("event", event), ("context", context), ("response", NONE), ("internal", just(Record(())))))
        around = [atom for value in chain.middleware for atom in each_of(value)]
        for atom in around:
            if isinstance(atom, Record):
                request = self._hook(atom.get("before"), request, frame, path)
            elif isinstance(atom, Result):
                request = self._known_middleware(atom, request, frame)
        for handler in (one for value in chain.handlers for one in _entries(value) if isinstance(one, Closure)):
            given = Arguments((request.get("event") or event, request.get("context") or context))
            outcome = self.answered(handler, given, frame)
            after = request.with_("response", outcome.value)
            for atom in reversed(around):
                if isinstance(atom, Record):
                    after = self._hook(atom.get("after"), after, frame, path)
            changed = after.get("response")
            error = marked(exception(), taken_by((), outcome.raised, self.lineage)[0])
            for atom in around:
                if isinstance(atom, Record):
                    self._hook(atom.get("onError"), request.with_("error", error), frame, path)
            if changed is not None and changed != outcome.value:
                self.answer(changed, Site(path, handler.function.at))

    def _hook(self, hook: Value | None, request: Record, frame: Frame, path: str) -> Record:
        """Runs what is done before or after a handler; what it changes in the request stays changed."""
        for atom in hook.atoms if hook is not None else ():
            if not isinstance(atom, Closure):
                continue
            outcome = self.outcome(atom, Arguments((just(request),)), frame, atom.function.at)
            if any(isinstance(one, Record) for one in outcome.value.atoms):
                self.answer(outcome.value, Site(path, atom.function.at))
            self.learn(outcome.after, frame)
            for changed in outcome.changed.values():
                if isinstance(changed.only, Record):
                    request = changed.only
        return request

    def _known_middleware(self, atom: Result, request: Record, frame: Frame) -> Record:
        """What middleware of libraries checks, and makes of the request."""
        module = atom.of.path
        if module in PARSERS:
            self.parsed.add(("event", *PARSERS[module]))
        data = request.get("event")
        for schema, envelope in schemas_of(atom):
            inner = opened(data, envelope) if data is not None else None
            if inner is not None:
                self.by_json_schema(schema, inner[0], module, frame, NOWHERE)
        for options in atom.arguments.plain[0].atoms if module == PARSER and atom.arguments.plain else ():
            if isinstance(options, Record):
                made = self.parsed_by(options.get("schema"), request.get("event"), options.get("envelope"), frame)
                request = request if made is None else request.with_("event", made)
        return request

    def _routes(self) -> None:
        """Calls what was registered, in order. What middleware lets through is known to the handlers behind it."""
        done: set[tuple[Closure, Arguments | None]] = set()
        everywhere: Facts = {}
        before: Arguments | None = None
        facts: Facts = {}
        while self.callbacks:
            closure, by, arguments, beside = self.callbacks.pop(0)
            if (closure, beside) in done:
                continue
            done.add((closure, beside))
            if beside != before:
                before, facts = beside, dict(everywhere)
            around = closure.around
            assert isinstance(around, Frame)
            frame = Frame(around.file, None, None)
            assert frame.state is not None
            frame.state.facts.update(facts)
            names = tuple(
                (one.name, self._parameter(one, around, frame))
                for one in closure.function.parameters[len(arguments.plain) :]
                if one.kind in ("plain", "positional", "named")
            )
            converted = {name: unknown(f"a {kind}") for kind, name in converters(by)}
            names = tuple((name, converted.get(name, value)) for name, value in names)
            self.passed = None
            self.page = is_page(by)
            self.answered(closure, Arguments(arguments.plain, names), frame, by.path)
            self.page = False
            facts = {**facts, **(self.passed or {})}
            if by.path.endswith(".use"):
                everywhere.update(self.passed or {})

    def _parameter(self, parameter: ir.Parameter, around: Frame, frame: Frame, depth: int = 0) -> Value:
        """A part of a request that a framework takes out of it, as the parameter's type lets it through."""
        site = Site(around.file, parameter.at)
        provider = self._provider(parameter, around) if depth < 5 else NOTHING
        if provider.atoms:
            return self._provided(provider, around, frame, site, depth)
        kind = parameter.annotation
        if isinstance(kind, (ir.Name, ir.Field)) and kind.name in ("Request", "WebSocket", "HTTPConnection"):
            return self.input(("request",), site)
        if parameter.default is not None and self.tight(self.value(parameter.default, around)):
            return unknown("a text of a pattern")  # ``name: str = Query(pattern="^[a-z]+$")``
        model = self._model(kind, around)
        if model is not None:
            return self.model(model, self.input(("request", "json_body"), site), frame)
        value = self.input(("request", parameter.name), site)
        return value if kind is None else self.of_type(kind, value, around, around)

    def _model(self, kind: ir.Expression | None, around: Frame) -> Kind | None:
        """The model of the application's that a parameter's type is: then it is the request's body ("Request Body",
        FastAPI documentation; "Data validation", Powertools documentation; 2026-11)."""
        kind = _of_annotated(kind)
        if not isinstance(kind, (ir.Name, ir.Field)) or around.state is None:
            return None
        only = self.value(kind, around).only
        bases = self.lineage(only) if isinstance(only, Kind) else ()
        is_model = any(isinstance(one, Foreign) and one.path.startswith("pydantic.") for one in bases)
        return only if isinstance(only, Kind) and is_model else None

    def _provider(self, parameter: ir.Parameter, around: Frame) -> Value:
        """The function or class that gives a parameter its value: ``Depends(function)``, as a default or in its type;
        of ``Depends()`` alone it is the type ("Classes as Dependencies", FastAPI documentation, 2026-11)."""
        for node in (parameter.default, *_annotated(parameter.annotation)):
            for atom in self.value(node, around).atoms if isinstance(node, ir.Call) else ():
                if isinstance(atom, Result) and atom.of.path in ("fastapi.Depends", "fastapi.Security"):
                    told = atom.arguments.at(0, "dependency")
                    kind = _of_annotated(parameter.annotation)
                    return told or (self.value(kind, around) if kind is not None else NOTHING)
        return NOTHING

    def _provided(self, provider: Value, around: Frame, frame: Frame, site: Site, depth: int) -> Value:
        found = NOTHING
        for atom in provider.atoms:
            if isinstance(atom, Closure):
                outcome = self.outcome(atom, self._depended_on(atom, frame, depth), around, site.at)
                self.learn(outcome.after, around)
                found = join(found, outcome.value)
            elif isinstance(atom, Kind):
                call = ir.Call(ir.Const(None, site.at), (), (), False, site.at)
                found = join(found, self.instance(atom, self._made_with(atom, frame, depth), call, around))
        return found if found.atoms else unknown("what a dependency gives")

    def _depended_on(self, closure: Closure, frame: Frame, depth: int) -> Arguments:
        """What a framework calls a dependency with: its parameters are parts of the request, or dependencies too."""
        inside = closure.around
        assert isinstance(inside, Frame)
        parameters = closure.function.parameters[1 if closure.this is not None else 0 :]
        return Arguments((), tuple((one.name, self._parameter(one, inside, frame, depth + 1)) for one in parameters))

    def _made_with(self, kind: Kind, frame: Frame, depth: int) -> Arguments:
        """What an object of a class is made with that is a dependency."""
        for one in self.lineage(kind):
            maker = one.members.get("__init__") if isinstance(one, Kind) else None
            for atom in maker.atoms if maker is not None else ():
                if isinstance(atom, Closure):
                    return self._depended_on(Closure(atom.function, atom.around, just(kind)), frame, depth)
        return Arguments()


def _of_annotated(kind: ir.Expression | None) -> ir.Expression | None:
    """A type without what is annotated beside it: ``Annotated[Type, …]``."""
    if isinstance(kind, ir.Index) and isinstance(kind.key, ir.Sequence) and kind.key.items:
        return kind.key.items[0] if getattr(kind.of, "name", "") == "Annotated" else kind
    return kind


def converters(route: Foreign) -> Iterator[tuple[str, str]]:
    """The parameters of a route's path that are no texts: ``/users/<int:number>``, ``/users/{number:int}``."""
    path = text_of(route.arguments.at(0)) if isinstance(route, Result) else None
    for found in _CONVERTER.finditer(path or ""):
        yield (found[1], found[2]) if found[1] else (found[4], found[3])


def is_page(route: Foreign) -> bool:
    """Whether a route gives texts on as HTML: as Flask does, or FastAPI by ``response_class``."""
    said = route.arguments.at(-1, "response_class") if isinstance(route, Result) else None
    if said is not None:
        return any(isinstance(atom, Foreign) and atom.path.endswith("HTMLResponse") for atom in said.atoms)
    return route.path.startswith(("flask.", "quart.", "bottle."))


def _annotated(annotation: ir.Expression | None) -> tuple[ir.Expression, ...]:
    """What ``Annotated[type, …]`` says beside the type."""
    match annotation:
        case ir.Index(_, ir.Sequence(items)):
            return items[1:]
    return ()


def _entries(value: Value) -> Iterator[Closure | Chain]:
    """The functions in a value, and those in what wraps them: ``wrap(handler)``, ``middy(handler).use(…)``."""
    pending: list[Atom] = list(value.atoms)
    seen: set[Atom] = set()
    while pending and len(seen) < 200:
        atom = pending.pop(0)
        if atom in seen:
            continue
        seen.add(atom)
        chain = chain_of(atom)
        if chain is not None:
            yield chain
            continue
        match atom:
            case Closure():
                yield atom
            case Member():
                pending.append(atom.of)
            case Result():
                pending.append(atom.of)
                pending.extend(inner for one in atom.arguments.every() for inner in one.atoms)
            case Record() if atom.made_by is not None:
                pending.extend(inner for _, one in atom.fields for inner in one.atoms)
