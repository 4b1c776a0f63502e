"""Calls of the application's own functions and classes."""

from collections.abc import Callable

from hauberk.code import ir
from hauberk.code.flow.applied import Outcome, OwnCall, about, of_own
from hauberk.code.flow.collected import given_by
from hauberk.code.flow.frames import Facts, Frame, State, joined
from hauberk.code.flow.knowledge import Declared, Lookup, path_of
from hauberk.code.flow.machine import MAX_CALLS, STEPS
from hauberk.code.flow.modules import Module
from hauberk.code.flow.outside import Outside
from hauberk.code.flow.own_names import OwnNames
from hauberk.code.flow.record import Answered, Called
from hauberk.code.flow.taint import CLEAN, Site, Step, Taint, Taints, together
from hauberk.code.flow.values import (
    MANY,
    NONE,
    NOTHING,
    Arguments,
    Atom,
    Bound,
    Closure,
    Foreign,
    Kind,
    Member,
    Namespace,
    Record,
    Sequence,
    Symbol,
    Unknown,
    Value,
    is_there,
    join,
    just,
    taint_of_all,
    unknown,
    without,
)
from hauberk.code.program import Program

CONSTRUCTORS = ("__init__", "constructor")

_ONCE = frozenset(("cache", "lru_cache", "cached_property", "cached"))
"""Decorators that keep what a function gives."""
MAX_RECURSION = 5
"""Calls of a function in itself that are followed."""


_NEVER = Outcome(NOTHING, {}, {}, {}, {})


class _Key:
    """What the outcome of a call hangs on, with its hash, which is asked for often."""

    __slots__ = ("_hash", "of")

    def __init__(self, of: tuple[object, ...]) -> None:
        self.of = of
        self._hash = hash(of)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._hash == other._hash and self.of == other.of


class Calls(Outside):
    """Follows calls."""

    def __init__(
        self, program: Program, lookup: Lookup, hostile: Callable[[tuple[str, ...]], str | None], steps: int = STEPS
    ) -> None:
        super().__init__(program, lookup, hostile, steps)
        self.modules: dict[str, Module] = {}
        self.ran = 0
        self.own_names = OwnNames(lookup.pack, program, self.modules)
        self.own_checks = {}
        self.inbound = {}
        self.requested = {}
        self.by = ""
        """What it was registered with."""
        self.page = False
        """Whether that gives texts on as HTML."""
        self.entry: ir.Function | None = None
        """The function whose answers go to whoever called the entry point."""
        self._outcomes: dict[object, Outcome] = {}
        self._active: dict[object, Outcome] = {}
        self._inside: dict[int, int] = {}
        """How often functions are under way in themselves."""

    def answer(self, value: Value, site: Site) -> None:
        """Notes what the entry point gives back."""
        self.record.answers[Answered(value, site, self.by, self.page)] = None

    def answered(self, closure: Closure, arguments: Arguments, frame: Frame, by: str = "") -> Outcome:
        """Calls a function whose answers go to whoever called the entry point."""
        before, self.entry, self.by = self.entry, closure.function, by
        outcome = self.outcome(closure, arguments, frame, closure.function.at)
        self.entry, self.by = before, ""
        return outcome

    def called(self, callee: Value, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """The value of a call."""
        found = self.one_of(
            without(callee, is_there, False).atoms,
            lambda atom: self._called_atom(atom, callee.taint, arguments, node, frame),
            node,
            frame,
        )
        return found if callee.atoms else unknown("a call of what never is")

    def _called_atom(self, atom: Atom, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        match atom:
            case Closure():
                return self.own(atom, arguments, node, frame)
            case Bound():
                before = atom.arguments
                both = Arguments(
                    (*before.plain, *arguments.plain), (*before.named, *arguments.named), before.more or arguments.more
                )
                return self.called(atom.of, both, node, frame)
            case Kind():
                return self._instance(atom, arguments, node, frame)
            case Foreign():
                return self.foreign(atom, taint, arguments, node, frame)
            case Record() if atom.made_by is not None:
                inner = self.member(just(atom, taint), "__call__", frame, node.at)
                if any(isinstance(one, Closure) for one in inner.atoms):
                    return self.called(inner, arguments, node, frame)
            case Namespace():
                return self.called(self.exported(atom, "default", frame, node.at), arguments, node, frame)
        if isinstance(atom, Unknown) and atom.why == MANY:
            self.lose(
                "computed-call", "it calls one of so many functions that not all are followed", frame.site(node.at)
            )
        self.give(arguments, taint, node.at, frame)
        return unknown("a call of something unknown", together(taint, taint_of_all(arguments.every())))

    def own(self, closure: Closure, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call of a function of the application; what it changes in its arguments is changed here too."""
        outcome = self.outcome(closure, arguments, frame, node.at)
        plain = [one for one in closure.function.parameters if one.kind in ("plain", "positional")]
        if closure.this is not None and self.takes_self(closure):
            plain = plain[1:]
        for parameter, argument in zip(plain, node.arguments, strict=False):
            changed = outcome.changed.get(parameter.name)
            if changed is not None and isinstance(argument, (ir.Name, ir.Field, ir.Index)):
                self.replace(argument, changed, frame, node.at)
        for name, argument in node.named:
            changed = outcome.changed.get(name) if name else None
            if changed is not None and isinstance(argument, (ir.Name, ir.Field, ir.Index)):
                self.replace(argument, changed, frame, node.at)
        me = outcome.changed.get(self.self_name(closure)) if closure.this is not None else None
        if me is not None and isinstance(node.callee, (ir.Field, ir.Index)):
            self.replace(node.callee.of, me, frame, node.at)
        self.own_checks[id(node)] = (outcome.true, outcome.false)
        self.learn(given_by(outcome.after, node), frame)
        return outcome.value

    def takes_self(self, closure: Closure) -> bool:
        """Whether a method names its object as its first parameter, as Python's do."""
        assert isinstance(closure.around, Frame)
        return not self.is_script(closure.around)

    def self_name(self, closure: Closure) -> str:
        """The variable that is the object of a method."""
        parameters = closure.function.parameters
        return parameters[0].name if self.takes_self(closure) and parameters else "this"

    def found_by(self, check: Closure, arguments: Arguments, holds: bool, frame: Frame, at: ir.Place) -> Facts:
        """What a check of the application's own tells where it gives something true, or false."""
        outcome = self.outcome(check, arguments, frame, at)
        return outcome.true if holds else outcome.false

    def passed_by(self, check: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> None:
        """Calls a function for what is known of values once it hasn't raised."""
        self.learn(self.outcome(check, arguments, frame, at).after, frame)

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """A call of a function of the application for what it gives."""
        return self.outcome(closure, arguments, frame, at).value

    def outcome(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Outcome:
        """What a call of a function of the application comes to, and what a user's pack says of it."""
        if not self.lookup.pack:
            return self._raising(self._outcome(closure, arguments, frame, at))
        site = frame.site(at)
        all_said = self._said_of(closure, arguments, site)
        found = self._raising(self._outcome(closure, arguments, frame, at))
        names = tuple(one.name for one in closure.function.parameters if one.kind in ("plain", "positional"))
        method = closure.this is not None and self.takes_self(closure)
        call = OwnCall(arguments, names[1:] if method else names, closure.this, self.self_name(closure), site)
        for said in all_said:
            found = of_own(found, said, call)
            checked = about(said, arguments, call.names)
            if checked is not None and (said.guards or said.tests or said.rejects):
                self.record.check(checked)
        return found

    def _raising(self, found: Outcome) -> Outcome:
        """An outcome, whose exceptions go on to the handlers around the call."""
        for value in found.raised:
            self.raised.note(value)
        return found

    def _said_of(
        self, atom: Closure | Kind, arguments: Arguments, site: Site, *, new: bool = False
    ) -> tuple[Declared, ...]:
        """What a user's pack says of something of the application's; a call of a sink is noted as one of its name."""
        found = self.own_names.of(atom, self.ran)
        for said in found:
            self.lookup.met.add(said.name)
            if said.sink:
                self.record.call(Called(Symbol(path_of(said.name)), arguments, site, new, tuple(self.way)))
        return found

    def _outcome(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Outcome:
        """The same by the code alone. The same call is followed once."""
        around = closure.around
        assert isinstance(around, Frame)
        site = frame.site(at)
        if len(self.way) >= MAX_CALLS:
            self.lose("many-calls", f"more than {MAX_CALLS} calls in each other", site)
            return _NEVER._replace(value=unknown("too many calls", taint_of_all(arguments.every())))
        names = self._given_to(closure, arguments, site)
        facts = dict(frame.state.facts) if frame.state is not None else {}
        key = _Key(
            (
                closure,
                tuple(names.items()),
                frozenset(facts.items()),
                self._versions(around),
                tuple(self.heap.items()),
            )
        )
        known = self._outcomes.get(key)
        if known is not None and around.outer is None:
            return known
        running = self._active.get(key)
        if running is not None:
            return running
        function = id(closure.function)
        if self._inside.get(function, 0) >= MAX_RECURSION:
            return _NEVER._replace(value=unknown("a recursion", taint_of_all(names.values())))
        self._active[key] = _NEVER
        self._inside[function] = self._inside.get(function, 0) + 1
        found = self._followed(closure, names, facts, site)
        if self._active[key] is not _NEVER:
            found = self._followed(closure, names, facts, site)
        self._inside[function] -= 1
        del self._active[key]
        self._outcomes[key] = found
        return found

    def _versions(self, frame: Frame) -> tuple[int, ...]:
        found: list[int] = []
        one: Frame | None = frame
        while one is not None:
            found.append(one.changes)
            one = one.outer
        return tuple(found)

    def _given_to(self, closure: Closure, arguments: Arguments, site: Site) -> dict[str, Value]:
        """Parameters and what they are given; hostile arguments are a step further on their way."""
        names: dict[str, Value] = {}
        plain = list(arguments.plain)
        if closure.this is not None:
            if self.takes_self(closure) and closure.function.parameters:
                plain.insert(0, closure.this)
            else:
                names["this"] = closure.this
        named = dict(arguments.named)
        says = f"goes to {closure.function.name}" if closure.function.name else "goes to a function"
        number = 0
        for parameter in closure.function.parameters:
            if parameter.kind == "rest":
                rest = Sequence(tuple(plain[number:]), arguments.more)
                names[parameter.name] = just(rest)
                number = len(plain)
            elif parameter.kind == "options":
                names[parameter.name] = just(Record(tuple(named.items()), arguments.more, mapping=True))
            elif parameter.kind != "named" and number < len(plain):
                names[parameter.name] = _further(plain[number], site, says)
                number += 1
            elif parameter.name in named:
                names[parameter.name] = _further(named.pop(parameter.name), site, says)
            elif parameter.default is not None:
                around = closure.around
                assert isinstance(around, Frame)
                default = self._in(around, parameter.default)
                names[parameter.name] = default if arguments.more is None else join(default, arguments.more)
            elif arguments.more is not None:
                names[parameter.name] = arguments.more
            else:
                names[parameter.name] = NONE if not self.takes_self(closure) else unknown("a parameter")
        return names

    def _in(self, frame: Frame, node: ir.Expression) -> Value:
        """The value of an expression in a frame that may have ended."""
        if frame.state is not None:
            return self.value(node, frame)
        frame.state = State({}, {})
        try:
            return self.value(node, frame)
        finally:
            frame.state = None

    def _followed(self, closure: Closure, names: dict[str, Value], facts: Facts, site: Site) -> Outcome:
        function, around = closure.function, closure.around
        assert isinstance(around, Frame)
        scope = function.scope
        inside = Frame(around.file, around, scope.own.union(names), len(self.way) + 1)
        inside.answers = function is self.entry
        inside.state = State(dict(names), dict(facts))
        inside.parameters = tuple(names)
        inside.lasting = self._lasting(closure, names, around)
        for name, value in names.items():
            self.record.notes.name(name, value, site)
        ended = around.state is None
        if ended:
            around.state = around.last
        if not self.way and self.record.notes.loaded >= 0:
            self.record.notes.entries.add(site)
        self.way.append(site)
        schema = self.inbound.get(id(function))
        if schema is not None and names:
            self.apply(schema, names, inside)
        for part, shape in self.requested.get(id(function), ()):
            self.note(shape, self.input(("request", part), site), inside)
        self.raised.enter()
        self.block(scope.body, inside)
        raised = self.raised.leave()
        self.way.pop()
        if ended:
            around.state = None
        if inside.state is not None:
            inside.returned = join(inside.returned, NONE)
            inside.when[False] = joined(inside.when[False], inside.state.copy())
        inside.last = inside.state
        true, false = inside.when[True], inside.when[False]
        true_facts, false_facts = (dict(one.facts) if one is not None else {} for one in (true, false))
        both = joined(true.copy() if true is not None else None, false)
        inside.last = both
        changed: dict[str, Value] = {}
        if both is not None:
            changed = {
                name: both.names[name]
                for name, value in names.items()
                if both.names.get(name, value) is not value and _in_place(value, both.names[name])
            }
        value = inside.returned
        self.record.notes.name(function.name, value, Site(around.file, function.at))
        if any(_last_name(one) in _ONCE for one in function.decorators):
            self.record.notes.once[Site(around.file, function.at)] = None
        if scope.yields:
            value = just(Sequence((), inside.yielded if inside.yielded.atoms else unknown("an item")))
        after = dict(both.facts) if both is not None else {}
        return Outcome(value, changed, true_facts, false_facts, after, raised)

    def _lasting(self, closure: Closure, names: dict[str, Value], around: Frame) -> frozenset[str]:
        """Parameters of Python that have their default, a list or a mapping that every call shares."""
        if self.is_script(around):
            return frozenset()
        return frozenset(
            one.name
            for one in closure.function.parameters
            if isinstance(one.default, (ir.Sequence, ir.Record))
            and names.get(one.name) == self._in(around, one.default)
        )

    def _instance(self, kind: Kind, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A new object of a class of the application, and what a user's pack says of the class."""
        if not self.lookup.pack:
            return self.instance(kind, arguments, node, frame)
        site = frame.site(node.at)
        all_said = self._said_of(kind, arguments, site, new=True)
        found = Outcome(self.instance(kind, arguments, node, frame), {}, {}, {}, {})
        for said in all_said:
            found = of_own(found, said, OwnCall(arguments, (), None, "", site))
        return found.value

    def instance(self, kind: Kind, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A new object of a class of the application."""
        me = just(Record((), made_by=kind))
        for one in self.lineage(kind):
            if isinstance(one, Foreign):
                return self.modelled(kind, one, arguments, node, frame)
            assert isinstance(one, Kind)
            for name in CONSTRUCTORS:
                for atom in one.members[name].atoms if name in one.members else ():
                    if isinstance(atom, Closure):
                        made = Closure(atom.function, atom.around, me)
                        outcome = self.outcome(made, arguments, frame, node.at)
                        self.learn(outcome.after, frame)
                        return outcome.changed.get(self.self_name(made), me)
        names = [name for name, _ in kind.class_.annotations]
        fields = dict(zip(names, arguments.plain, strict=False)) | dict(arguments.named)
        return self._checked_by_itself(
            just(Record(tuple(fields.items()), arguments.more, made_by=kind)), kind, node, frame
        )

    def _checked_by_itself(self, me: Value, kind: Kind, node: ir.Call, frame: Frame) -> Value:
        """An object of a data class, behind what the class does with a new one."""
        for one in self.lineage(kind):
            after = one.members.get("__post_init__") if isinstance(one, Kind) else None
            for atom in after.atoms if after is not None else ():
                if isinstance(atom, Closure):
                    made = Closure(atom.function, atom.around, me)
                    outcome = self.outcome(made, Arguments(), frame, node.at)
                    self.learn(outcome.after, frame)
                    return outcome.changed.get(self.self_name(made), me)
        return me

    def set_by(self, setter: Closure, me: Value, value: Value, frame: Frame, at: ir.Place) -> Value:
        """An object after a method of it was called that sets something."""
        made = Closure(setter.function, setter.around, me)
        outcome = self.outcome(made, Arguments((value,)), frame, at)
        self.learn(outcome.after, frame)
        return outcome.changed.get(self.self_name(made), me)

    def parent(self, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call of what a method's class extends: ``super().name(…)``, ``super(…)``."""
        around: Frame | None = frame
        while around is not None and not around.parameters:
            around = around.outer
        if around is None or around.state is None:
            return NONE
        own = "this" if self.is_script(frame) else around.parameters[0]
        me = around.state.names.get(own, NOTHING)
        found = NOTHING
        for atom in me.atoms:
            if not isinstance(atom, Record) or atom.made_by is None:
                continue
            for one in list(self.lineage(atom.made_by))[1:]:
                if isinstance(one, Kind) and name in one.members:
                    for inner in one.members[name].atoms:
                        if isinstance(inner, Closure):
                            made = Closure(inner.function, inner.around, me)
                            outcome = self.outcome(made, arguments, frame, node.at)
                            changed = outcome.changed.get(self.self_name(made))
                            if changed is not None:
                                around.state.names[own] = changed
                            found = join(found, outcome.value)
                    break
                if isinstance(one, Foreign):
                    found = join(found, self.foreign(Member(one, name), CLEAN, arguments, node, frame))
                    break
        return found if found.atoms else NONE


def _last_name(node: ir.Expression) -> str:
    """What a decorator is called: ``cache`` of ``@functools.cache`` and ``@cache()``."""
    while isinstance(node, ir.Call):
        node = node.callee
    return node.name if isinstance(node, (ir.Name, ir.Field)) else ""


def _further(value: Value, site: Site, says: str) -> Value:
    if not value.taint:
        return value
    return Value(
        value.atoms, frozenset(Taint(one.source, one.cleaned, Step(site, says, one.way)) for one in value.taint)
    )


def _in_place(before: Value, after: Value) -> bool:
    """Whether a parameter's value was changed, not the variable set to something else altogether."""
    kinds = {type(atom) for atom in before.atoms if isinstance(atom, (Record, Sequence))}
    return bool(kinds) and before != after and {type(atom) for atom in after.atoms} >= kinds
