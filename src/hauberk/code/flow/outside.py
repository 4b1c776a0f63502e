"""Calls of what isn't the application's own: noted, and what they give by what is known of them."""

from collections.abc import Callable, Iterator

from hauberk.code import ir
from hauberk.code.flow.applied import about, marked, passed, source, taints_of
from hauberk.code.flow.chosen import BY_NAME, CHOOSING, choice, does_harm, is_client, is_code, is_free, names_of
from hauberk.code.flow.contents import contents_of
from hauberk.code.flow.files import READING, filled_by
from hauberk.code.flow.frames import Facts, Frame, both
from hauberk.code.flow.implied import INSIDE
from hauberk.code.flow.knowledge import RECEIVER, RESULT, Declared, Gives, Lookup
from hauberk.code.flow.machine import MAX_CALLS, MAX_PATH, STEPS
from hauberk.code.flow.markup import MAKING, element
from hauberk.code.flow.patterns import PATHS, kinds_of_match
from hauberk.code.flow.places import by_passing
from hauberk.code.flow.placing import placed
from hauberk.code.flow.record import Called
from hauberk.code.flow.removal import pattern_of, removed, taken
from hauberk.code.flow.rewritten import rewritten
from hauberk.code.flow.streams import Streams
from hauberk.code.flow.taint import CLEAN, Site, Taints, decoded, together
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
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Symbol,
    Value,
    bounded,
    cleaned,
    exception,
    join,
    just,
    taint_of,
    taint_of_all,
    text_of,
    unknown,
)
from hauberk.code.flow.values import joined as joined_values
from hauberk.code.program import Program

_RAISING = ("fastjsonschema.compile()", "jsonschema.validators.", "jsonschema.Draft")
"""Checks of data that raise if it isn't valid."""


_ABOUT_PATHS = ("os.path.", "posixpath.", "ntpath.", "path.")
"""Functions about the text of a path, which read nothing of the file that is there."""
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
MAX_FUNCTIONS = 200
"""Values among the arguments of a registration that are looked through for functions."""
_COMPUTED = "which function is called is computed"
_CHOSEN = (".*", f"{CHOOSING}()", ".get()")
"""How the path of what a name chose may end."""
_NEXT = frozenset(("express.next", "hono.next", "koa.next"))
RESOLVING = "Promise.resolving"
"""The function that resolves a promise that is being made."""
_CONTEXT_ANSWERS = frozenset(("succeed", "done"))
"""What the context of Node.js's oldest handlers answers with."""
CALLBACK = "callback"
"""What Node.js's older handlers are given to answer with."""
ASSERTING = frozenset(
    ("assert", "assert.ok", "assert.strict", "assert.strict.ok", "assert.default", "tiny-invariant", "invariant")
)
"""Functions that raise if their first argument isn't true (nodejs.org/api/assert.html, 2026-11)."""
_SPECIAL = frozenset(
    (
        *("builtins.getattr", "builtins.setattr", "builtins.type", "builtins.__import__"),
        *("builtins.eval", "builtins.exec", "os.environ.get", "os.getenv", "os.environ.setdefault"),
        *("importlib.import_module", "require", "import", "Promise", RESOLVING, "eval", "Function", CALLBACK),
        *(*ASSERTING, "assert.match"),
        *_NEXT,
        *MAKING,
    )
)
"""All that the languages themselves give a meaning."""


class Outside(Streams):
    """Follows calls of libraries, and of the languages' own functions."""

    def __init__(
        self, program: Program, lookup: Lookup, hostile: Callable[[tuple[str, ...]], str | None], steps: int = STEPS
    ) -> None:
        super().__init__(program, lookup, hostile, steps)
        self.passed: Facts | None = None
        """What is known where middleware goes on to the next handler."""
        self.promises: list[Value] = []
        """What promises that are being made were resolved with, outermost first."""
        self.handlers: set[Closure] = set()
        """Functions that a framework makes handlers of, each by itself."""

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A call of something that isn't the application's: noted, and what it gives by what is known of it, and by
        what a user's pack says of it."""
        found = self._by_knowledge(atom, taint, arguments, node, frame)
        said = self.lookup.declared(atom.path)
        return found if said is None else self._as_declared(found, said, atom, taint, arguments, node, frame)

    def _as_declared(
        self,
        found: Value,
        said: Declared,
        atom: Foreign,
        taint: Taints,
        arguments: Arguments,
        node: ir.Call,
        frame: Frame,
    ) -> Value:
        me = just(atom.of, taint) if isinstance(atom, Member) else None
        results: list[Value] = []
        for passing in said.passes:
            given = passed(passing, arguments, me)
            if passing.to == RESULT:
                same = passing.gives is Gives.SAME and given.atoms
                results.append(given if same else just(Result(atom, arguments), taints_of(passing, given)))
                continue
            node_of = node.callee.of if isinstance(node.callee, (ir.Field, ir.Index)) else None
            target = node_of if passing.to == RECEIVER else _argument(node, passing.to)
            if isinstance(target, (ir.Name, ir.Field, ir.Index)):
                changed = marked(self.value(target, frame), taints_of(passing, given))
                self.replace(target, changed, frame, node.at)
        if results:
            found = bounded(joined_values(results))
        value = about(said, arguments)
        if said.guards and value is not None:
            self.fact(value, said.guards, frame)
        if said.answers:
            found = marked(found, source(said.name, frame.site(node.at)))
        return cleaned(found, said.cleans)

    def _by_knowledge(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        site = frame.site(node.at)
        path = atom.path
        special = self.special(path, arguments, node, frame)
        if special is not None:
            return special
        if path.endswith(_CHOSEN):
            self.by_name(atom, node, frame)
        self.record.call(Called(atom, arguments, site, node.new, tuple(self.way), taint, self.held(arguments)))
        given = CLEAN
        if not self.registered(atom, arguments):
            given = self.give(arguments, taint, node.at, frame, self._told_back(atom, arguments, taint), atom)
        schema = self.lookup.schema(path)
        if schema is not None:
            checked = self.checked(schema, atom, arguments, node, frame)
            if checked is not None:
                for value in arguments.every():
                    self.record.check(value)
                return checked
        if path.startswith(_RAISING):
            self.validated(Result(atom, arguments), frame)
        if isinstance(atom, Member) and atom.of == Input("context") and atom.name in _CONTEXT_ANSWERS:
            for value in arguments.plain[-1:]:
                self.answer(value, site)
        self.filled(atom, arguments)
        for file, taints in filled_by(atom, arguments):
            self.files[file] = together(self.files.get(file, CLEAN), taints)
        self.written(atom, arguments)
        if self.is_script(frame):
            stream = self.streamed(atom, taint, arguments, node, frame)
            if stream is not None:
                return stream
        transfer = self.lookup.transfer(path)
        if transfer.gives is Gives.NEVER:
            frame.state = None
            return NOTHING
        if transfer.guards:
            for argument in arguments.plain[:1]:
                self.fact(argument, transfer.guards, frame)
        self.learn_all(by_passing(atom, taint), frame)
        first = arguments.plain[0] if arguments.plain else next((value for _, value in arguments.named), None)
        found = taken(atom, taint, arguments)
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
        carried = self.carried(atom, taint, arguments, given, transfer.gives)
        kinds = transfer.cleans | removed(atom, arguments, script=self.is_script(frame))
        kinds |= rewritten(atom, arguments, carried)
        if path in _JOINING and arguments.plain and not taint_of(arguments.plain[0]):
            kinds |= PATHS if all(one.cleaned >= INSIDE for one in carried) else frozenset()
        if kinds & MARKED and any(_is_marked(value) for value in arguments.every()):
            kinds -= MARKED
        result = Drawn(atom, arguments, site) if path.startswith(GENERATORS) else Result(atom, arguments)
        deep = result.depth > MAX_DEPTH
        return cleaned(unknown("what took many steps to make", carried) if deep else just(result, carried), kinds)

    def carried(self, atom: Foreign, taint: Taints, arguments: Arguments, given: Taints, gives: Gives) -> Taints:
        """Who is behind what a call gives: by what it is called on and with, and what functions among these gave."""
        carried = CLEAN
        if isinstance(atom, Member) and atom.name == "get" and not taint and gives is Gives.CARRIED:
            default = arguments.at(1, "default")  # an entry of what isn't hostile is what the application put there
            carried = taint_of(default) if default is not None else CLEAN
        elif (contents := contents_of(atom, arguments)) is not None:
            carried = contents
        elif gives is Gives.OWN and not _is_put_in(atom, arguments):
            carried = together(taint, self.held(arguments)) if self.reads_file(atom) else taint
        elif gives is not Gives.CLEAN:
            if isinstance(atom, Member) and atom.name in READING:
                taint = together(taint, self.files.get(atom.of, CLEAN))
            carried = together(taint, taint_of_all(arguments.every()))
            held = CLEAN if atom.path.startswith(_ABOUT_PATHS) else self.held(arguments)
            carried = together(together(carried, held), given)
        if gives is Gives.DECODED:
            carried = carried if _is_plain(atom, arguments) else decoded(carried)
        if atom.path in MAKING:
            return element(arguments)
        left = rendered(atom, arguments)
        left = placed(atom, arguments) if left is None else left
        return carried if left is None else left

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
                self.files[one] = self.files[Member(one, "name")] = taints

    def registered(self, atom: Foreign, arguments: Arguments) -> bool:
        """Notes functions that something will call with requests from outside, and tells whether it is such a thing."""
        route = self.lookup.route(atom.path)
        if route is None:
            return False
        for one in _functions(arguments, route.members):
            if route.own:
                self.handlers.add(one)
                continue
            self.inbound_by(arguments, one)
            names = route.arguments
            if atom.path.endswith(".use") and len(one.function.parameters) == OF_ERRORS:
                names = ("exception", *names)
            given = Arguments(tuple(self._routed(name) for name in names))
            self.callbacks.append((one, atom, given, arguments))
        return True

    def _routed(self, name: str) -> Value:
        if name == "request":
            return just(Input("request"), self.sources(("request",), Site("", ir.Place(0, 0))))
        if name == "record":
            return self.input(("event", "Records", "*"), Site("", ir.Place(0, 0)))
        if name == "exception":
            return exception()
        return just(Symbol(name))

    def _told_back(self, atom: Foreign, arguments: Arguments, taint: Taints) -> Taints | None:
        """Who is behind what a call tells the functions that it is given; ``None`` if that may be all its arguments."""
        contents = contents_of(atom, arguments)
        if contents is not None:
            return contents
        return taint if self.lookup.transfer(atom.path).gives in (Gives.CLEAN, Gives.OWN) else None

    def give(
        self,
        arguments: Arguments,
        taint: Taints,
        at: ir.Place,
        frame: Frame,
        told: Taints | None = None,
        by: Foreign | None = None,
    ) -> Taints:
        """Functions among arguments may be called, with something of what is beside them; who is behind what they
        give."""
        found = CLEAN
        for value in arguments.every():
            for atom in value.atoms:
                if isinstance(atom, Closure) and len(self.way) < MAX_CALLS:
                    others = joined_values(one for one in arguments.every() if one is not value)
                    around = together(together(taint, taint_of(others)), self.held(arguments)) if told is None else told
                    given = self.told_to(atom, by, around)
                    found = together(found, taint_of(self.invoke(atom, given, frame, at)))
        return found

    def _attribute(self, arguments: Arguments, frame: Frame, at: ir.Place) -> Value | None:
        """``getattr(of, name)``, ``getattr(of, name, default)``: by each name that is written down, else whichever
        functions of the application's own it may be."""
        of, key, *default = arguments.plain
        names = names_of(key)
        found = joined_values(self.member(of, name, frame, at) for name in names) if names else NOTHING
        if not names:
            found = self.own_functions(of, key, frame, at)
        if found.atoms:
            return join(found, default[0]) if default else found
        if any(map(_is_made, of.atoms)):  # of a module it is told where it is called
            self.lose("computed-name", "which member is meant is computed", frame.site(at))
        return None

    def by_name(self, atom: Foreign, node: ir.Call, frame: Frame) -> None:
        """Notes a call of what a computed name chose, and who says the name."""
        found = choice(atom)
        if found is None or not any(map(is_code, found[0].atoms)):
            return
        of, key = found
        if key is not None and is_free(key) and any(map(does_harm, of.atoms)):
            given = Arguments((key,))
            self.record.call(Called(Symbol(BY_NAME), given, frame.site(node.at), way=tuple(self.way)))
        if not all(map(is_client, of.atoms)):
            self.lose("computed-call", _COMPUTED, frame.site(node.at))
        elif self.is_script(frame) or not any(map(_is_made, of.atoms)):
            self.lose("computed-name", _COMPUTED, frame.site(node.at))

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
        if path not in _SPECIAL:  # as nearly all
            handed = self.handed_on(path, arguments, node, frame)
            return handed if handed is not None else self.built_in(path, arguments, node, frame)
        name = arguments.plain[1].only if len(arguments.plain) > 1 else None
        if path == CHOOSING and len(arguments.plain) > 1:
            return self._attribute(arguments, frame, node.at)
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
            names = names_of(arguments.plain[0])
            if names:
                return joined_values(self.imported(one, None, frame, node.at) for one in names)
            self.lose("dynamic-import", "which module is imported is computed", frame.site(node.at))
        if path == "Promise" and arguments.plain:
            return self._promise(arguments.plain[0], frame, node.at)
        if path == CALLBACK and len(arguments.plain) > 1:
            self.answer(arguments.plain[1], frame.site(node.at))
        if path in ASSERTING and node.arguments and self.is_script(frame):
            self.assume(node.arguments[0], True, frame)
        if path == "assert.match" and len(arguments.plain) > 1:
            pattern = next(filter(None, map(pattern_of, arguments.plain[1].atoms)), None)
            self.fits(arguments.plain[0], kinds_of_match(pattern or ""), frame)
        if path in _NEXT and frame.state is not None:
            facts = frame.state.facts
            self.passed = dict(facts) if self.passed is None else _both(self.passed, facts)
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
        handed = self.handed_on(path, arguments, node, frame)
        return handed if handed is not None else self.built_in(path, arguments, node, frame)

    # What stands in parts of the follower that are built on this one.

    def answer(self, value: Value, site: Site) -> None:
        """See :class:`hauberk.code.flow.calls.Calls`."""
        raise NotImplementedError


def _is_made(atom: Atom) -> bool:
    """Whether something is what a call of a library gave: its members are no modules and functions of that."""
    return isinstance(atom, Foreign) and "()" in atom.path


def _functions(arguments: Arguments, members: tuple[str, ...]) -> Iterator[Closure]:
    """The functions among arguments: by themselves, in lists, or in options under some names; in order."""
    pending = [atom for value in arguments.every() for atom in value.atoms]
    for _ in range(MAX_FUNCTIONS):
        if not pending:
            return
        atom = pending.pop(0)
        inner: list[Value] = []
        if isinstance(atom, Closure):
            yield atom
        elif isinstance(atom, Sequence):
            inner = [*atom.items, *((atom.rest,) if atom.rest is not None else ())]
        elif isinstance(atom, Record):
            inner = [value for name in members if (value := atom.get(name)) is not None]
        pending = [*(one for value in inner for one in value.atoms), *pending]


def _argument(node: ir.Call, place: int | str) -> ir.Expression | None:
    """What stands in a place of a call, or under a name."""
    if isinstance(place, str):
        return next((one for name, one in node.named if name == place), None)
    before = node.arguments[: place + 1]
    return before[place] if place < len(before) and not any(isinstance(one, ir.Spread) for one in before) else None


def _is_put_in(atom: Foreign, arguments: Arguments) -> bool:
    """Whether a text is made of what it is called on with its arguments in it: ``page.replace("{{name}}", name)``."""
    name = atom.name if isinstance(atom, Member) else ""
    split = (
        name == "join" and isinstance(atom, Member) and isinstance(atom.of, Result) and atom.of.path.endswith("split()")
    )
    return split or (name in ("replace", "replaceAll") and len(arguments.plain) > 1) or name == "concat"


def _is_plain(atom: Foreign, arguments: Arguments) -> bool:
    """Whether a text is only made bytes of: ``Buffer.from(text)``."""
    encoding = text_of(arguments.at(1))
    return atom.path == "Buffer.from" and (len(arguments.plain) < 2 or encoding in ("utf8", "utf-8", "ascii", "latin1"))


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


def _both(one: Facts, other: Facts) -> Facts:
    return {value: both(kinds, other[value]) for value, kinds in one.items() if value in other}
