"""Calls: of the application's own functions and classes, and of what isn't its own."""

from collections.abc import Callable
from typing import NamedTuple

from hauberk.code import ir
from hauberk.code.flow.containers import Containers
from hauberk.code.flow.contents import contents_of
from hauberk.code.flow.frames import EVERY, Facts, Frame, State, joined
from hauberk.code.flow.guards import INSIDE
from hauberk.code.flow.knowledge import Gives, Lookup
from hauberk.code.flow.machine import MAX_CALLS, MAX_PATH, STEPS
from hauberk.code.flow.markup import MAKING, element
from hauberk.code.flow.modules import Module
from hauberk.code.flow.patterns import PATHS, kinds_of_part
from hauberk.code.flow.record import Answered, Called
from hauberk.code.flow.removal import cleaned_by_replacing
from hauberk.code.flow.taint import CLEAN, Site, Step, Taint, Taints, decoded, together
from hauberk.code.flow.templates import rendered
from hauberk.code.flow.values import (
    GENERATORS,
    MAX_DEPTH,
    NONE,
    NOTHING,
    Arguments,
    Atom,
    Closure,
    Drawn,
    Foreign,
    Input,
    Kind,
    Literal,
    Member,
    Namespace,
    Record,
    Result,
    Sequence,
    Symbol,
    Value,
    cleaned,
    exception,
    is_there,
    join,
    just,
    taint_of,
    unknown,
    without,
)
from hauberk.code.flow.values import joined as joined_values
from hauberk.code.program import Program

CONSTRUCTORS = ("__init__", "constructor")


_RAISING = ("fastjsonschema.compile()", "jsonschema.validators.", "jsonschema.Draft")
"""Checks of data that raise if it isn't valid."""


_ONCE = frozenset(("cache", "lru_cache", "cached_property", "cached"))
_TAKING = frozenset(("exec", "match", "matchAll", "fullmatch", "search", "findall", "finditer"))
"""Methods that take out of a text what a regular expression fits."""
_JOINING = frozenset(("path.join", "path.posix.join"))
"""Calls that put a path below another one, whatever it begins with."""
MARKED = frozenset(("html-response",))
_MARKING = (
    "markupsafe.Markup",
    "flask.Markup",
    "jinja2.Markup",
    "django.utils.safestring.mark_safe",
    "handlebars.SafeString",
    "hono.html.raw",
)
"""Calls that say of a text that it is HTML."""
OF_ERRORS = 4
"""Parameters of a function that Express calls with an error."""
RESOLVING = "Promise.resolving"
"""The function that resolves a promise that is being made."""
MAX_RECURSION = 5
"""Calls of a function in itself that are followed."""


class Outcome(NamedTuple):
    """What a call of the application's own came to."""

    value: Value
    changed: dict[str, Value]
    """Parameters that were changed in place, by their names."""
    true: Facts
    false: Facts
    after: Facts


_NEVER = Outcome(NOTHING, {}, {}, {}, {})


class Calls(Containers):
    """Follows calls."""

    def __init__(
        self, program: Program, lookup: Lookup, hostile: Callable[[tuple[str, ...]], str | None], steps: int = STEPS
    ) -> None:
        super().__init__(program, lookup, hostile, steps)
        self.modules: dict[str, Module] = {}
        self.own_checks = {}
        self.inbound = {}
        self.requested = {}
        self.by = ""
        """What it was registered with."""
        self.entry: ir.Function | None = None
        """The function whose answers go to whoever called the entry point."""
        self.promises: list[Value] = []
        """What promises that are being made were resolved with, outermost first."""
        self._outcomes: dict[object, Outcome] = {}
        self._active: dict[object, Outcome] = {}
        self._inside: dict[int, int] = {}
        """How often functions are under way in themselves."""
        self.files: dict[Atom, Taints] = {}
        """Files, by their names or as objects, and where hostile contents of them come from."""

    def answer(self, value: Value, site: Site) -> None:
        """Notes what the entry point gives back."""
        self.record.answers[Answered(value, site, self.by)] = None

    def answered(self, closure: Closure, arguments: Arguments, frame: Frame, by: str = "") -> Outcome:
        """Calls a function whose answers go to whoever called the entry point."""
        before, self.entry, self.by = self.entry, closure.function, by
        outcome = self.outcome(closure, arguments, frame, closure.function.at)
        self.entry, self.by = before, ""
        return outcome

    def filled(self, atom: Foreign, arguments: Arguments) -> None:
        """A call that puts into a file what somebody uploaded: ``download_fileobj(bucket, key, file)``."""
        if not isinstance(atom, Member) or atom.name not in ("download_file", "download_fileobj"):
            return
        key = arguments.at(1, "Key") if len(arguments.plain) != 2 else arguments.at(0, "Key")
        number = len(arguments.plain) - 1 if arguments.plain else -1
        target = arguments.at(number) if number >= 1 else arguments.at(-1, "Filename") or arguments.at(-1, "Fileobj")
        taints = taint_of(key) if key is not None else CLEAN
        if target is not None and taints:
            for one in target.atoms:
                self.files[one] = taints

    def removed(self, atom: Foreign, arguments: Arguments, frame: Frame) -> frozenset[str]:
        """For which kinds a text is harmless after a replacement: ``text.replace("<", …)``, ``re.sub(pattern, …)``."""
        name = atom.path.rpartition(".")[2]
        if name not in ("replace", "replaceAll", "sub"):
            return frozenset()
        only_first = name == "replace" and self.is_script(frame)
        if isinstance(atom, Member) and name == "sub":
            pattern = self.pattern_of(atom.of)
            if pattern is not None:
                return cleaned_by_replacing(pattern, _text(arguments.at(0)), literal=False)
        first, by = arguments.at(0), _text(arguments.at(1))
        for one in first.atoms if first is not None else ():
            pattern = self.pattern_of(one)
            if pattern is not None:
                everywhere = not self.is_script(frame) or "g" in self.flags_of(one)
                return cleaned_by_replacing(pattern, by, literal=False) if everywhere else frozenset()
            if isinstance(one, Literal) and isinstance(one.value, str) and not only_first:
                return cleaned_by_replacing(one.value, by, literal=atom.path != "re.sub")
        return frozenset()

    def taken(self, atom: Foreign, taint: Taints, arguments: Arguments) -> Taints | None:
        """Who is behind what a regular expression takes out of a text: of letters that it names, nobody."""
        name = atom.path.rpartition(".")[2]
        if name not in _TAKING or not isinstance(atom, Member):
            return None
        pattern = self.pattern_of(atom.of)
        text = arguments.at(0)
        if pattern is None and atom.path.startswith(("re.", "regex.")):
            pattern, text = _text(text), arguments.at(1)
        elif pattern is None and text is not None and name in ("match", "matchAll"):
            pattern = next((one for one in map(self.pattern_of, text.atoms) if one is not None), None)
            text = just(atom.of, taint)
        if pattern is None or text is None:
            return None
        kinds = kinds_of_part(pattern)
        return CLEAN if EVERY <= kinds else frozenset(one.without(kinds) for one in taint_of(text))

    def held(self, arguments: Arguments) -> Taints:
        """Where what is in files comes from that a call is given."""
        found = CLEAN
        if self.files:
            for value in arguments.every():
                for one in value.atoms:
                    found = together(found, self.files.get(one, CLEAN))
        return found

    def called(self, callee: Value, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """The value of a call."""
        found = NOTHING
        for atom in without(callee, is_there, False).atoms:
            found = join(found, self._called_atom(atom, callee.taint, arguments, node, frame))
        return found if callee.atoms else unknown("a call of what never is")

    def _called_atom(self, atom: Atom, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        match atom:
            case Closure():
                return self.own(atom, arguments, node, frame)
            case Kind():
                return self.instance(atom, arguments, node, frame)
            case Foreign():
                return self.foreign(atom, taint, arguments, node, frame)
            case Record() if atom.made_by is not None:
                inner = self.member(just(atom, taint), "__call__", frame, node.at)
                if any(isinstance(one, Closure) for one in inner.atoms):
                    return self.called(inner, arguments, node, frame)
            case Namespace():
                return self.called(self.exported(atom, "default", frame, node.at), arguments, node, frame)
        self.give(arguments, taint, node.at, frame)
        return unknown("a call of something unknown", together(taint, taint_of(joined_values(arguments.every()))))

    # --- the application's own ---------------------------------------------------------------------------------------

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
        self.learn(outcome.after, frame)
        return outcome.value

    def takes_self(self, closure: Closure) -> bool:
        """Whether a method names its object as its first parameter, as Python's do."""
        assert isinstance(closure.around, Frame)
        return closure.around.file.endswith(".py")

    def self_name(self, closure: Closure) -> str:
        """The variable that is the object of a method."""
        parameters = closure.function.parameters
        return parameters[0].name if self.takes_self(closure) and parameters else "this"

    def found_by(self, check: Closure, arguments: Arguments, holds: bool, frame: Frame, at: ir.Place) -> Facts:
        """What a check of the application's own tells where it gives something true, or false."""
        outcome = self.outcome(check, arguments, frame, at)
        return outcome.true if holds else outcome.false

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """A call of a function of the application for what it gives."""
        return self.outcome(closure, arguments, frame, at).value

    def outcome(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Outcome:
        """What a call of a function of the application comes to. The same call is followed once."""
        around = closure.around
        assert isinstance(around, Frame)
        site = frame.site(at)
        if len(self.way) >= MAX_CALLS:
            self.lose("many-calls", f"more than {MAX_CALLS} calls in each other", site)
            return _NEVER._replace(value=unknown("too many calls", taint_of(joined_values(arguments.every()))))
        names = self._given_to(closure, arguments, site)
        facts = dict(frame.state.facts) if frame.state is not None else {}
        key = (
            closure,
            tuple(names.items()),
            frozenset(facts.items()),
            self._versions(around),
            tuple(self.heap.items()),
        )
        known = self._outcomes.get(key)
        if known is not None and around.outer is None:
            return known
        running = self._active.get(key)
        if running is not None:
            return running
        function = id(closure.function)
        if self._inside.get(function, 0) >= MAX_RECURSION:
            return _NEVER._replace(value=unknown("a recursion", taint_of(joined_values(names.values()))))
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
        inside = Frame(around.file, around, scope.own | names.keys(), len(self.way) + 1)
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
        self.block(scope.body, inside)
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
        return Outcome(value, changed, true_facts, false_facts, dict(both.facts) if both is not None else {})

    def _lasting(self, closure: Closure, names: dict[str, Value], around: Frame) -> frozenset[str]:
        """Parameters of Python that have their default, a list or a mapping that every call shares."""
        if not around.file.endswith(".py"):
            return frozenset()
        return frozenset(
            one.name
            for one in closure.function.parameters
            if isinstance(one.default, (ir.Sequence, ir.Record))
            and names.get(one.name) == self._in(around, one.default)
        )

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
        return just(Record(tuple(fields.items()), arguments.more, made_by=kind))

    def parent(self, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call of what a method's class extends: ``super().name(…)``, ``super(…)``."""
        around: Frame | None = frame
        while around is not None and not around.parameters:
            around = around.outer
        if around is None or around.state is None:
            return NONE
        own = around.parameters[0] if frame.file.endswith(".py") else "this"
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

    # --- what isn't the application's --------------------------------------------------------------------------------

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call of something that isn't the application's: noted, and what it gives by what is known of it."""
        site = frame.site(node.at)
        path = atom.path
        special = self.special(path, arguments, node, frame)
        if special is not None:
            return special
        self.record.call(Called(atom, arguments, site, node.new, tuple(self.way), taint))
        given = CLEAN
        if not self.registered(atom, arguments):
            given = self.give(arguments, taint, node.at, frame)
        schema = self.lookup.schema(path)
        if schema is not None:
            checked = self.checked(schema, atom, arguments, node, frame)
            if checked is not None:
                return checked
        if path.startswith(_RAISING):
            self.validated(Result(atom, arguments), frame)
        self.filled(atom, arguments)
        transfer = self.lookup.transfer(path)
        if transfer.gives is Gives.NEVER:
            frame.state = None
            return NOTHING
        if transfer.guards:
            for argument in arguments.plain[:1]:
                self.fact(argument, transfer.guards, frame)
        first = arguments.plain[0] if arguments.plain else next((value for _, value in arguments.named), None)
        found = self.taken(atom, taint, arguments)
        if found is not None:
            return just(Result(atom, arguments), found)
        if transfer.gives is Gives.ITSELF:
            return just(atom.of, taint) if isinstance(atom, Member) else just(atom, taint)
        if transfer.gives is Gives.SAME and first is not None:
            return cleaned(first, transfer.cleans)
        if transfer.gives is Gives.DECODED and first is not None:
            inside = _decoded(first)
            if inside is not None:
                return cleaned(inside, transfer.cleans)
        carried = CLEAN
        if isinstance(atom, Member) and atom.name == "get" and not taint and transfer.gives is Gives.CARRIED:
            default = arguments.at(1, "default")  # an entry of what isn't hostile is what the application put there
            carried = taint_of(default) if default is not None else CLEAN
        elif (contents := contents_of(atom, arguments)) is not None:
            carried = contents
        elif transfer.gives is Gives.OWN:
            carried = taint
        elif transfer.gives is not Gives.CLEAN:
            carried = together(taint, taint_of(joined_values(arguments.every())))
            carried = together(together(carried, self.held(arguments)), given)
        if transfer.gives is Gives.DECODED:
            carried = decoded(carried)
        below = path in _JOINING and arguments.plain and not taint_of(arguments.plain[0])
        if below and all(one.cleaned >= INSIDE for one in carried):
            transfer = transfer._replace(cleans=transfer.cleans | PATHS)
        if path in MAKING:
            carried = element(arguments)
        else:
            left = rendered(atom, arguments)
            carried = carried if left is None else left
        removed = self.removed(atom, arguments, frame)
        if transfer.cleans & MARKED and any(_is_marked(value) for value in arguments.every()):
            transfer = transfer._replace(cleans=transfer.cleans - MARKED)
        if removed:
            transfer = transfer._replace(cleans=transfer.cleans | removed)
        result = Drawn(atom, arguments, site) if path.startswith(GENERATORS) else Result(atom, arguments)
        deep = result.depth > MAX_DEPTH
        made = unknown("what took many steps to make", carried) if deep else just(result, carried)
        return cleaned(made, transfer.cleans)

    def registered(self, atom: Foreign, arguments: Arguments) -> bool:
        """Notes functions that something will call with requests from outside, and tells whether it is such a thing."""
        route = self.lookup.route(atom.path)
        if route is None:
            return False
        for value in arguments.every():
            for one in value.atoms:
                if isinstance(one, Closure):
                    self.inbound_by(arguments, one)
                    names = route.arguments
                    if atom.path.endswith(".use") and len(one.function.parameters) == OF_ERRORS:
                        names = ("exception", *names)
                    self.callbacks.append((one, atom, Arguments(tuple(self._routed(name) for name in names))))
        return True

    def _routed(self, name: str) -> Value:
        if name == "request":
            return just(Input("request"), self.sources(("request",), Site("", ir.Place(0, 0))))
        if name == "exception":
            return exception()
        return just(Symbol(name))

    def give(self, arguments: Arguments, taint: Taints, at: ir.Place, frame: Frame) -> Taints:
        """Functions among arguments may be called, with something of what is beside them; who is behind what they
        give."""
        found = CLEAN
        for value in arguments.every():
            for atom in value.atoms:
                if isinstance(atom, Closure) and len(self.way) < MAX_CALLS:
                    others = joined_values(one for one in arguments.every() if one is not value)
                    around = together(taint, taint_of(others))
                    given = unknown("what a callback is given", around)
                    number = sum(1 for one in atom.function.parameters if one.kind in ("plain", "positional"))
                    found = together(found, taint_of(self.invoke(atom, Arguments((given,) * number), frame, at)))
        return found

    def _promise(self, executor: Value, frame: Frame, at: ir.Place) -> Value:
        """``new Promise((resolve, reject) => …)``: what it is resolved with."""
        self.promises.append(NOTHING)
        for atom in executor.atoms:
            if isinstance(atom, Closure):
                self.invoke(atom, Arguments((just(Symbol(RESOLVING)), unknown("a rejection"))), frame, at)
        found = self.promises.pop()
        return found if found.atoms else unknown("what a promise comes to")

    def special(self, path: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """Calls that the language itself gives a meaning."""
        name = arguments.plain[1].only if len(arguments.plain) > 1 else None
        if path == "builtins.getattr" and len(arguments.plain) > 1:
            if isinstance(name, Literal) and isinstance(name.value, str):
                found = self.member(arguments.plain[0], name.value, frame, node.at)
                return join(found, arguments.plain[2]) if len(arguments.plain) > 2 else found
            if any(isinstance(one, Foreign) for one in arguments.plain[0].atoms):
                self.lose("computed-name", "which member is meant is computed", frame.site(node.at))
            return None
        if path == "builtins.setattr" and len(arguments.plain) > 2 and isinstance(name, Literal) and node.arguments:
            self.set_member(node.arguments[0], str(name.value), arguments.plain[2], frame, node.at)
            return NONE
        if path in ("os.environ.get", "os.getenv", "os.environ.setdefault") and arguments.plain:
            only = arguments.plain[0].only
            default = arguments.at(1, "default")
            found = unknown("a variable of the environment")
            if isinstance(only, Literal) and isinstance(only.value, str):
                found = self.environment(only.value, frame, node.at, raises=False)
            if default is None:
                return found
            self.record.notes.defaulted.add(frame.site(node.at))
            return join(found, default)
        if path == "builtins.type" and len(arguments.plain) == 1:
            kinds = [one.made_by for one in arguments.plain[0].atoms if isinstance(one, Record) and one.made_by]
            return joined_values(map(just, kinds)) if kinds else None
        if path in ("importlib.import_module", "builtins.__import__", "require", "import") and arguments.plain:
            only = arguments.plain[0].only
            if isinstance(only, Literal) and isinstance(only.value, str):
                return self.imported(only.value, None, frame, node.at)
            self.lose("dynamic-import", "which module is imported is computed", frame.site(node.at))
        if path == "Promise" and arguments.plain:
            return self._promise(arguments.plain[0], frame, node.at)
        if path == RESOLVING and self.promises:
            self.promises[-1] = join(self.promises[-1], arguments.at(0) or NONE)
            return NONE
        if path in MAKING and arguments.plain:
            component = tuple(one for one in arguments.plain[0].atoms if isinstance(one, Closure))
            given = Arguments(arguments.plain[1:2])
            if component:
                return joined_values(self.invoke(one, given, frame, node.at) for one in component)
        if path in ("builtins.eval", "builtins.exec", "eval", "Function"):
            self.lose("evaluated-code", "code is made of text while it runs", frame.site(node.at))
        return self.built_in(path, arguments, node, frame)


def _is_marked(value: Value) -> bool:
    """Whether something is told to be HTML already, so that nothing is escaped in it."""
    return any(isinstance(atom, Result) and atom.of.path in _MARKING for atom in value.atoms)


def _decoded(value: Value) -> Value | None:
    """What a part of the input holds once it is decoded: a default beside it says nothing."""
    atoms: list[Atom] = []
    for atom in value.atoms:
        if isinstance(atom, Input) and len(atom.path) < MAX_PATH:
            atoms.append(Input(*atom.path, "{}"))
        elif not isinstance(atom, Literal):
            return None
    return Value(tuple(atoms), decoded(value.taint)) if atoms else None


def _text(value: Value | None) -> str | None:
    only = value.only if value is not None else None
    return only.value if isinstance(only, Literal) and isinstance(only.value, str) else None


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
