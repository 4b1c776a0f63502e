"""Follows a handler with an eye on what it does with its event."""

from collections.abc import Callable, Iterator

from hauberk.code import ir
from hauberk.code.flow.calls import Outcome
from hauberk.code.flow.follower import Follower
from hauberk.code.flow.frames import Facts, Frame, State, joined
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.shapes import Shape, root
from hauberk.code.flow.taint import Site, Taints
from hauberk.code.flow.values import (
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
    just,
    literal,
)
from hauberk.code.program import Program
from hauberk.code.usage import conversions, declared
from hauberk.code.usage.expressions import literal as written
from hauberk.code.usage.expressions import portable
from hauberk.code.usage.keys import keyed
from hauberk.code.usage.limits import TYPES, Evidence, Known, Limits, Path, Touched, part, root_name, touch
from hauberk.code.usage.refusals import gives_up, refuses

MAX_ROUNDS = 24
"""Constants of a list that are gone through one by one: the names of fields that have to be there."""
_SURE = frozenset(("map", "forEach", "filter", "flatMap"))
"""Methods that call what they are given with every item."""
_TELLING = frozenset(("is", "Check", "isValid", "isValidSync", "test", "guard", "compile", "isType", "is_valid"))
"""Checks that give a truth value: what they say counts where that is true."""
_SIZED = frozenset(("array", "object", "string"))
"""Types that have a length: a default tells which of them is meant."""
_NO_NULL = TYPES - {"null"}


class Watcher(Follower):
    """Follows one entry point without asking who is behind the event.

    ``source`` gives the bytes of a file: whether a chain asks (``a?.b``) stands there alone.
    """

    def __init__(self, program: Program, lookup: Lookup, source: Callable[[str], bytes]) -> None:
        super().__init__(program, lookup, lambda _: None)
        self.source = source
        self.reads: dict[Path, Site] = {}
        """Parts that are read by their names, with the first place of each."""
        self.unnamed: dict[Path, Site] = {}
        """Parts of which something is read under a name that isn't written down."""
        self.listed: dict[Path, Site] = {}
        """Parts whose items are gone through."""
        self.whole: dict[Path, tuple[str, Site]] = {}
        """Parts that are handed on as a whole, and to what."""
        self.declared: dict[Path, tuple[str, Site]] = {}
        """Parts that the program validates itself, and what does."""
        self.touched: set[str] = set()
        """The roots of which anything was read yet."""
        self.untold: dict[tuple[Path, str], Site] = {}
        """Regular expressions that parts have to fit, and that JSON Schema can't say."""
        self.ends: list[tuple[str, Facts]] = []
        """What is known where an entry ends well, and what calls the entry."""
        self._filled: set[Value] = set()
        """Values that stand for a part if it is there, and for a default only if it isn't."""
        self._by_get = False
        self._gathers: list[ir.Gather] = []
        """Comprehensions that are under way."""
        self._vague = 0
        """How many conditions are under way of which a value that counts as true isn't what they ask for."""
        self._all = 0
        """How many conditions are under way that hold for each alternative of a value."""
        self._sure = 0
        """How many calls are under way whose functions are called for certain."""

    # -- what is known

    def tell(self, path: Path, limits: Limits, frame: Frame) -> None:
        """Notes that something holds of a part from here on."""
        if frame.state is None:
            return
        root = root_name(path)
        self.touched.add(root)
        touch(frame.state.facts, root)
        key = part(path)
        before = frame.state.facts.get(key)
        known = Known(limits)
        frame.state.facts[key] = before | known if isinstance(before, Known) else known

    def _says(self, path: Path, frame: Frame, at: ir.Place, says: str, **what: object) -> None:
        """Notes limits with their evidence."""
        site = frame.site(at)
        evidence = frozenset(Evidence(name, says, site) for name in what)
        self.tell(path, Limits(**what, evidence=evidence), frame)  # type: ignore[arg-type]

    def _path(self, value: Value) -> tuple[Path, bool] | None:
        """The part that a value is, and whether it is nothing else: a default may stand beside it."""
        inputs = [atom for atom in value.atoms if isinstance(atom, Input)]
        if len(inputs) != 1 or inputs[0].path[0] == "context":
            return None
        others = [atom for atom in value.atoms if atom is not inputs[0]]
        if any(not isinstance(atom, (Literal, Record, Sequence)) for atom in others):
            return None
        return inputs[0].path, not others

    def _typed_as(self, value: Value, types: frozenset[str], frame: Frame, at: ir.Place, says: str, **more: object) -> None:
        """Notes the types that a part has where something works that takes these alone."""
        found = self._path(value)
        if found is None:
            return
        path, sure = found
        if sure:
            self._says(path, frame, at, says, there=True, types=types, **more)
        elif value in self._filled:
            own = {kind for atom in value.atoms if (kind := _kind_of(atom))}
            narrow = types & own if types <= _SIZED else types
            self._says(path, frame, at, says, types=narrow or types, **more)
        else:  # ``part or default``: whatever counts as false is let through
            loose = {name: frozenset(f"^$|{one}" for one in each) for name, each in more.items() if name == "patterns"}  # type: ignore[attr-defined]
            self._says(path, frame, at, says, types=types | {"null"}, **loose)

    # -- reads

    def part(self, of: Input, name: str, frame: Frame, at: ir.Place) -> Value:
        """A part that is read."""
        if frame.state is not None:
            root = root_name((*of.path, name))
            self.touched.add(root)
            touch(frame.state.facts, root)
        if name == "*":
            self.unnamed.setdefault(of.path, frame.site(at))
        elif not (name == "length" and self.is_script(frame)):
            self.reads.setdefault((*of.path, name), frame.site(at))
        return super().part(of, name, frame, at)

    def item(self, of: Value, key: Value, frame: Frame, at: ir.Place) -> Value:
        """``of[key]``: in Python the part has to be there."""
        only = key.only
        name = only.value if isinstance(only, Literal) else None
        found = self._path(of)
        if found is not None and at.end and not self._by_get:
            path, sure = found
            if isinstance(name, bool) or not isinstance(name, (int, str)):
                return super().item(of, key, frame, at)
            if isinstance(name, int):
                self.listed.setdefault(path, frame.site(at))
                if not self.is_script(frame) and sure:
                    self._says(path, frame, at, "an item is read", there=True, types=frozenset(("array", "string")))
                return self.input((*path, "*"), frame.site(at)) if sure else super().item(of, key, frame, at)
            if sure and not self._asks(frame, at):
                self._says(path, frame, at, f"its {name} is read", there=True, types=frozenset(("object",)))
                if not self.is_script(frame):
                    self._says((*path, name), frame, at, "it is read without a default", there=True)
        return super().item(of, key, frame, at)

    def member(self, of: Value, name: str, frame: Frame, at: ir.Place) -> Value:
        """``of.name``: in JavaScript what it is read of has to be an object."""
        if self.is_script(frame) and name != "length":
            found = self._path(of)
            if found is not None and found[1] and not self._asks(frame, at):
                self._says(found[0], frame, at, f"its {name} is read", there=True, types=frozenset(("object",)))
        return super().member(of, name, frame, at)

    def _asks(self, frame: Frame, at: ir.Place) -> bool:
        """Whether a chain has ``?.`` in it: then nothing of it has to be there."""
        return self.is_script(frame) and b"?." in self.source(frame.file)[at.start : at.end]

    def each(self, of: Value, frame: Frame, *, keys: bool = False) -> Value:
        """Items that are gone through."""
        found = self._path(of)
        if found is not None and not keys:
            self.listed.setdefault(found[0], Site(frame.file, ir.Place(0, 0)))
        return super().each(of, frame, keys=keys)

    def spread(self, record: Record, value: Value, frame: Frame) -> tuple[Record, Taints]:
        """A part whose fields become those of another object."""
        found = self._path(value)
        listed = dict(self.listed)
        made = super().spread(record, value, frame)
        if found is not None:
            self.listed = listed
            self.whole.setdefault(found[0], ("another object", Site(frame.file, ir.Place(0, 0))))
        return made

    def _entries(self, path: str, arguments: Arguments, frame: Frame) -> Value:
        """``Object.entries(of)`` and its like go through fields, not items."""
        listed = dict(self.listed)
        made = super()._entries(path, arguments, frame)
        found = self._path(arguments.plain[0])
        if found is not None and path.startswith("Object."):
            self.listed = listed
            self.unnamed.setdefault(found[0], Site(frame.file, self._asked_at))
        return made

    def _of_input(self, atom: Input, name: str, arguments: Arguments, frame: Frame, node: ir.Call) -> Value | None:
        """``.get(name, default)`` reads without asking for anything."""
        before, self._by_get = self._by_get, True
        found = super()._of_input(atom, name, arguments, frame, node)
        self._by_get = before
        if found is not None and name == "get" and len(found.atoms) > 1 and arguments.at(1, "default") is not None:
            self._filled.add(found)
        if name in ("items", "entries", "keys", "values") and not self.is_script(frame):
            self.unnamed.setdefault(atom.path, frame.site(node.at))
        return found

    def _of(
        self,
        atom: Atom,
        taint: Taints,
        name: str,
        arguments: Arguments,
        node: ir.Call,
        receiver: ir.Expression,
        frame: Frame,
    ) -> Value:
        """A method that one type alone has."""
        if isinstance(atom, Input):
            value = self.value(receiver, frame) if isinstance(receiver, (ir.Name, ir.Field, ir.Index)) else just(atom)
            self._method_of(value, name, node, frame)
        return super()._of(atom, taint, name, arguments, node, receiver, frame)

    def _method_of(self, value: Value, name: str, node: ir.Call, frame: Frame) -> None:
        script = self.is_script(frame)
        if script and self._asks(frame, node.callee.at):
            return
        types: frozenset[str] = frozenset()
        if name in (conversions.OF_SCRIPT_TEXT if script else conversions.OF_TEXT):
            types = frozenset(("string",))
        elif script and name in conversions.OF_SCRIPT_LIST:
            types = frozenset(("array",))
        elif not script and name in conversions.OF_MAPPING:
            types = frozenset(("object",))
        if types:
            self._typed_as(value, types, frame, node.at, f"{name}() is called on it")

    # -- calls

    def foreign(self, atom: Foreign, taint: Taints, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """A conversion, or something that asks a part for what it is."""
        value = super().foreign(atom, taint, arguments, node, frame)
        asked = conversions.CALLS.get(atom.path)
        first = arguments.at(0)
        if asked is not None and first is not None and frame.state is not None:
            says = f"{atom.path.removeprefix('builtins.')}() takes it"
            more: dict[str, object] = {"patterns": frozenset((asked.pattern,))} if asked.pattern else {}
            if self.is_script(frame):  # a conversion never fails, and so asks for nothing to be there
                found = self._path(first)
                if found is not None:
                    self._says(found[0], frame, node.at, says, types=asked.types, **more)
            else:
                self._typed_as(first, asked.types, frame, node.at, says, **more)
        for key, says in keyed(atom, arguments, node):
            found = self._path(key)
            if found is not None and found[1]:
                self._says(found[0], frame, node.at, says, there=True, shortest=1)
        return value

    def checked(self, how: str, atom: Foreign, arguments: Arguments, node: ir.Call, frame: Frame) -> Value | None:
        """A validator of a library."""
        reads = self._kept()
        found = super().checked(how, atom, arguments, node, frame)
        self.reads, self.unnamed, self.listed = reads
        if how == "json-schema":
            schema = arguments.at(1, "schema")
            data = arguments.at(0, "instance") or arguments.at(0, "event")
            if schema is not None and data is not None:
                self._declare(declared.of_json(schema), data, f"{atom.path}()", frame, node.at)
        elif isinstance(atom, Member) and atom.name not in _TELLING:
            self._by_check(Result(atom, arguments), frame, node.at)
        return found

    def _kept(self) -> tuple[dict[Path, Site], dict[Path, Site], dict[Path, Site]]:
        """What was read so far: a schema reads what it names, which isn't a use of it."""
        return dict(self.reads), dict(self.unnamed), dict(self.listed)

    def model(self, kind: Kind, data: Value, frame: Frame, depth: int = 0) -> Value:
        """A model of the application that a part has to fit."""
        if depth == 0:
            schema = declared.of_model(kind, lambda one: list(self.lineage(one)), self.value)
            around = kind.around
            at = kind.class_.at
            inside = around if isinstance(around, Frame) else frame
            self._declare(declared.as_text(schema), data, f"the model {kind.class_.name}", frame, at, inside.file)
        reads, before = self._kept(), self._by_get
        self._by_get = True
        found = super().model(kind, data, frame, depth)
        self._by_get = before
        self.reads, self.unnamed, self.listed = reads
        return found

    def note(self, shape: Shape, data: Value, frame: Frame, depth: int = 0) -> None:
        """What a schema says that was passed."""
        reads = self._kept()
        super().note(shape, data, frame, depth)
        self.reads, self.unnamed, self.listed = reads

    def validated(self, result: Result, frame: Frame) -> None:
        """A check that was passed."""
        super().validated(result, frame)
        self._by_check(result, frame, self._asked_at)

    def _by_check(self, result: Result, frame: Frame, at: ir.Place) -> None:
        """What a call that validates says of its data."""
        found = self.schema_of(result)
        if found is not None:
            fluent = self.lookup.schema(result.of.path) == "fluent"
            by = root(result.of.path)
            self._declare(declared.of_check(result, fluent=fluent), found[1], by, frame, at)

    def _declare(self, said: str | None, data: Value, by: str, frame: Frame, at: ir.Place, file: str = "") -> None:
        found = self._path(data)
        if found is None:
            return
        path = (*found[0], "{}") if found[0][-1] == "body" else found[0]
        site = Site(file or frame.file, at)
        self.declared.setdefault(path, (by, site))
        if said is not None:
            evidence = frozenset((Evidence("declared", f"{by} validates it", site),))
            self.tell(path, Limits(declared=frozenset((said,)), evidence=evidence), frame)

    # -- conditions

    def _equal(self, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``a == b``."""
        pairs = [(one, other), (other, one)]
        for node, beside in pairs:
            against = self.value(beside, frame).only
            if isinstance(against, Literal):
                self._against(node, against, holds, frame)
                if against.value is None or against.value == -1:
                    self._vague += 1
                    super()._equal(one, other, holds, frame)
                    self._vague -= 1
                    return
        super()._equal(one, other, holds, frame)

    def _against(self, node: ir.Expression, against: Literal, holds: bool, frame: Frame) -> None:
        """Whether something is what is written down."""
        told = against.value
        if isinstance(node, ir.Operation) and node.operator == "typeof":
            found = self._path(self.value(node.operands[0], frame))
            if found is None:
                return
            if holds and told in conversions.TYPE_NAMES:
                types = conversions.TYPE_NAMES[str(told)]
                self._says(found[0], frame, node.at, f"its type has to be {told}", there=True, types=types)
            elif not holds and told == "undefined":
                self._says(found[0], frame, node.at, "it has to be there", there=True)
            return
        found = self._sized(node, frame)
        if found is not None:
            if isinstance(told, int) and not isinstance(told, bool):
                if holds:
                    self._says(found, frame, node.at, f"its length has to be {told}", shortest=told, longest=told)
                elif told == 0:
                    self._says(found, frame, node.at, "it mustn't be empty", shortest=1)
            return
        value = self.value(node, frame)
        where = self._path(value)
        if where is None:
            return
        path, sure = where
        if told is None:
            if not holds and sure:
                more = {} if self.is_script(frame) else {"types": _NO_NULL}
                self._says(path, frame, node.at, "it has to be there", there=True, **more)
        elif isinstance(told, bytes):
            return
        elif holds and sure:
            self._choices(path, [told], frame, node.at)
        elif not holds and told == "" and sure:
            self._says(path, frame, node.at, "it mustn't be empty", shortest=1)

    def _choices(self, path: Path, told: list[object], frame: Frame, at: ir.Place) -> None:
        from json import dumps

        choices = frozenset(dumps(one) for one in told)
        self._says(path, frame, at, "it has to be one of these", there=True, choices=choices)

    def _one_of(self, value: Value, among: Value, frame: Frame) -> None:
        """``value in among``."""
        super()._one_of(value, among, frame)
        at = self._asked_at
        found = self._path(value)
        if found is not None and found[1]:
            choices = _constants(among)
            if choices:
                self._choices(found[0], choices, frame, at)
            return
        inside = self._path(among)
        names = [atom.value for atom in value.atoms if isinstance(atom, Literal) and isinstance(atom.value, str)]
        if inside is None or not inside[1] or len(names) != len(value.atoms) or (len(names) > 1 and not self._all):
            return
        for name in names:
            if (*inside[0], name) in self.reads or inside[0][-1] in ("{}", "event"):
                self.reads.setdefault((*inside[0], name), frame.site(at))
                self._says((*inside[0], name), frame, at, "it has to be there", there=True)

    _asked_at = ir.Place(0, 0)
    """Where the condition stands that is being asked."""

    def assume(self, node: ir.Expression, holds: bool, frame: Frame) -> None:
        """Takes a condition for granted."""
        before, self._asked_at = self._asked_at, node.at
        super().assume(node, holds, frame)
        self._asked_at = before

    def _over_items(self, gather: ir.Gather, holds: bool, frame: Frame) -> None:
        """``all(name in body for name in names)``."""
        self._all += 1
        super()._over_items(gather, holds, frame)
        self._all -= 1

    def _compared(self, operator: str, one: ir.Expression, other: ir.Expression, holds: bool, frame: Frame) -> None:
        """``a < b``."""
        self._vague += 1
        super()._compared(operator, one, other, holds, frame)
        self._vague -= 1
        for node, beside, sign in ((one, other, operator), (other, one, _TURNED[operator])):
            only = self.value(beside, frame).only
            if isinstance(only, Literal) and isinstance(only.value, (int, float)) and not isinstance(only.value, bool):
                self._bounded(node, sign if holds else _OPPOSITE[sign], only.value, frame)

    def _bounded(self, node: ir.Expression, sign: str, bound: float, frame: Frame) -> None:
        says = f"it has to be {sign} {bound:g}"
        sized = self._sized(node, frame)
        if sized is not None:
            whole = int(bound) if bound == int(bound) else None
            if whole is None:
                return
            length = {">": whole + 1, ">=": whole, "<": whole - 1, "<=": whole}[sign]
            name = "shortest" if sign in (">", ">=") else "longest"
            if length > 0 or name == "longest":
                self._says(sized, frame, node.at, f"its length has to be {sign} {bound:g}", **{name: max(length, 0)})
            return
        value = self.value(node, frame)
        number = _converted(value)
        found = self._path(number if number is not None else value)
        if found is None:
            return
        strict = sign in (">", "<")
        name = "least" if sign in (">", ">=") else "most"
        sure = found[1] and number is None and not self.is_script(frame)
        more: dict[str, object] = {"types": frozenset(("number",)), "there": True} if sure else {}
        self._says(found[0], frame, node.at, says, **{name: (bound, strict)}, **more)

    def _sized(self, node: ir.Expression, frame: Frame) -> Path | None:
        """The part whose length an expression is."""
        of: Value | None = None
        if isinstance(node, ir.Field) and node.name in ("length",) and self.is_script(frame):
            of = self.value(node.of, frame)
        elif isinstance(node, ir.Call) and isinstance(node.callee, ir.Name) and node.callee.name == "len" and node.arguments:
            of = self.value(node.arguments[0], frame)
        elif isinstance(node, ir.Name) and isinstance(frame.aliases.get(node.name), (ir.Field, ir.Call)):
            return self._sized(frame.aliases[node.name], frame)
        found = self._path(of) if of is not None else None
        return found[0] if found is not None else None

    def _typed(self, node: ir.Expression, kind: ir.Expression, holds: bool, frame: Frame) -> None:
        """``isinstance(value, kind)``."""
        super()._typed(node, kind, holds, frame)
        kinds = kind.items if isinstance(kind, ir.Sequence) else kind.operands if isinstance(kind, ir.Operation) else (kind,)
        names = [one.name for one in kinds if isinstance(one, (ir.Name, ir.Field))]
        found = self._path(self.value(node, frame))
        if not holds or self.is_script(frame) or found is None or len(names) != len(kinds):
            return
        if all(name in conversions.TYPE_NAMES for name in names):
            types: frozenset[str] = frozenset().union(*(conversions.TYPE_NAMES[name] for name in names))
            there = {"there": True} if found[1] else {}
            self._says(found[0], frame, node.at, f"it has to be {' or '.join(names)}", types=types, **there)

    def _called(self, node: ir.Call, holds: bool, frame: Frame) -> None:
        """A check that is a call."""
        super()._called(node, holds, frame)
        value = self.value(node, frame)
        self._counts(value, holds, frame, node.at)
        for atom in value.atoms:
            if not isinstance(atom, Result) or not atom.arguments.plain:
                continue
            first = atom.arguments.plain[0]
            number = _converted(first)
            path = self._path(number if number is not None else first)
            if path is None:
                continue
            if holds and number is None and atom.of.path in conversions.TELLS_TYPE:
                self._says(path[0], frame, node.at, f"{atom.of.path}() has to hold", there=True, types=conversions.TELLS_TYPE[atom.of.path])
            elif number is not None and ((atom.of.path in ("isNaN", "Number.isNaN") and not holds) or (atom.of.path in conversions.TELLS_TYPE and holds)):
                self._says(path[0], frame, node.at, "it has to be a number", there=path[1], types=frozenset(("number", "string")))

    def _itself(self, node: "ir.Name | ir.Field | ir.Index", holds: bool, frame: Frame) -> None:
        """A value that has to count as true."""
        super()._itself(node, holds, frame)
        if isinstance(node, ir.Name):
            check = frame.aliases.get(node.name)
            if isinstance(check, ir.Gather) and not holds:
                self._none_left(check, frame)
        if isinstance(node, ir.Field) and node.name == "length" and self.is_script(frame):
            sized = self._sized(node, frame)
            if sized is not None and holds:
                self._says(sized, frame, node.at, "it mustn't be empty", shortest=1)
            return
        self._counts(self.value(node, frame), holds, frame, node.at)

    def _counts(self, value: Value, holds: bool, frame: Frame, at: ir.Place) -> None:
        found = self._path(value)
        if holds and not self._vague and found is not None and found[1]:
            self._says(found[0], frame, at, "it mustn't be missing or empty", there=True, types=_NO_NULL, shortest=1)

    def _none_left(self, gather: ir.Gather, frame: Frame) -> None:
        """``missing = [name for name in names if name not in body]`` is empty: no condition holds for any item."""
        clause = gather.clauses[0]
        items = self.rounds(self.value(clause.iterable, frame)) if len(gather.clauses) == 1 else None
        if items is None or len(clause.conditions) != 1 or frame.state is None:
            return
        names = dict(frame.state.names)
        for item in items:
            self.assign(clause.item, item, frame)
            self.block(clause.bind, frame)
            self.assume(clause.conditions[0], False, frame)
        frame.state.names = names

    def _method(
        self, member: Member, arguments: Arguments, holds: bool, frame: Frame, receiver: Value | None = None
    ) -> None:
        """A check that is a method of a text."""
        super()._method(member, arguments, holds, frame, receiver)
        of = receiver if receiver is not None else just(member.of)
        found = self._path(of)
        if not holds or found is None or not found[1]:
            return
        only = arguments.plain[0].only if arguments.plain else None
        text = only.value if isinstance(only, Literal) and isinstance(only.value, str) else None
        at = self._asked_at
        if member.name in ("isdigit", "isdecimal") and not arguments.plain:
            self._says(found[0], frame, at, f"{member.name}() has to hold", patterns=frozenset((r"^\d+$",)))
        elif member.name in ("startswith", "startsWith") and text:
            self._says(found[0], frame, at, f"it has to begin with {text}", patterns=frozenset((f"^{written(text)}",)))
        elif member.name in ("endswith", "endsWith") and text:
            self._says(found[0], frame, at, f"it has to end with {text}", patterns=frozenset((f"{written(text)}$",)))

    def _matched(self, member: Member, name: str, first: Value, arguments: Arguments, frame: Frame) -> None:
        """A regular expression that a text has to fit."""
        super()._matched(member, name, first, arguments, frame)
        pattern, flags, value = self.pattern_of(member.of), self.flags_of(member.of), first
        script = self.is_script(frame)
        if pattern is None and isinstance(member.of, Input):  # text.match(/…/)
            pattern, flags, value = self.pattern_of(first.only), self.flags_of(first.only), just(member.of)
        elif pattern is None and member.path.startswith("re."):
            only, second = first.only, arguments.at(1)
            if not isinstance(only, Literal) or not isinstance(only.value, str) or second is None:
                return
            pattern, value, flags = only.value, second, "x" if arguments.at(2, "flags") is not None else ""
        elif pattern is not None and not script and _has_flags(member.of):
            flags = "x"
        found = self._path(value)
        if pattern is None or found is None:
            return
        told = portable(pattern, script=script, flags=flags, how="search" if script else name)
        types = {} if script else {"types": frozenset(("string",)), "there": found[1]}
        if told is None:
            if types:
                self._says(found[0], frame, self._asked_at, f"it has to fit {pattern}, which JSON Schema can't say", **types)
            self.untold.setdefault((found[0], pattern), frame.site(self._asked_at))
            return
        self._says(found[0], frame, self._asked_at, "a regular expression has to fit", patterns=frozenset((told,)), **types)

    # -- ways

    def rounds(self, iterable: Value) -> tuple[Value, ...] | None:
        """Constants are gone through one by one."""
        only = iterable.only
        if not isinstance(only, (Sequence, Record)) or only.rest is not None:
            return None
        items = only.items if isinstance(only, Sequence) else tuple(literal(name) for name, _ in only.fields)
        if not 0 < len(items) <= MAX_ROUNDS or not all(isinstance(item.only, Literal) for item in items):
            return None
        return items

    def gone_through(self, node: ir.Each, before: State, of: Value, frame: Frame) -> None:
        """What is gone through has items; what held of one at the end of a round holds of every one."""
        found = self._path(of)
        if found is None or frame.state is None or node.keys:
            return
        path, sure = found
        if sure:
            script = self.is_script(frame)
            types = frozenset(("array", "string")) if script else frozenset(("array", "object", "string"))
            self._says(path, frame, node.iterable.at, "its items are gone through", there=True, types=types)
            key = part(path)
            before.facts[key] = frame.state.facts[key]
        _keep(frame.state.facts, before.facts, path)

    def caught(self, handler: ir.Handler, before: Facts, frame: Frame) -> None:
        """Where something failed, what was known before it was tried is known still. A handler that gives the event
        up says nothing of events that aren't; any other goes on without what was asked."""
        if frame.state is None:
            return
        facts = {key: kinds for key, kinds in before.items() if isinstance(kinds, (Known, Touched))}
        if not gives_up(handler, entry=frame.answers):
            touch(facts, *self.touched)
        frame.state.facts = facts

    def value(self, node: ir.Expression, frame: Frame) -> Value:
        """Behind a comprehension without conditions, what it asks of an item holds of every item."""
        if type(node) is not ir.Gather:
            return super().value(node, frame)
        self._gathers.append(node)
        found = super().value(node, frame)
        self._gathers.pop()
        return found

    def _forget(self, facts: Facts, frame: Frame) -> None:
        node = self._gathers[-1] if self._gathers else None
        if node is not None and frame.state is not None and not any(clause.conditions for clause in node.clauses):
            inner = frame.state.facts
            for clause in node.clauses:
                found = self._path(self.value(clause.iterable, frame))
                if found is not None:
                    _keep(inner, facts, found[0])
        super()._forget(facts, frame)

    def _for_each(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``list.map(f)``: what the function asks of an item is asked of every one."""
        before, self._sure = self._sure, name in _SURE
        found = super()._for_each(of, name, arguments, node, frame)
        self._sure = before
        return found

    def _promised(self, of: Value, name: str, arguments: Arguments, node: ir.Call, frame: Frame) -> Value:
        """``promise.then(f)``."""
        before, self._sure = self._sure, name == "then"
        found = super()._promised(of, name, arguments, node, frame)
        self._sure = before
        return found

    def invoke(self, closure: Closure, arguments: Arguments, frame: Frame, at: ir.Place) -> Value:
        """A call of a function that is called for certain: what holds once it has ended holds from then on."""
        sure, self._sure = self._sure, False
        outcome = self.outcome(closure, arguments, frame, at)
        self._sure = sure
        if sure:
            self.learn({key: kinds for key, kinds in outcome.after.items() if isinstance(kinds, (Known, Touched))}, frame)
        return outcome.value

    def _when(self, node: ir.Expression | None, value: Value, frame: Frame) -> None:
        """A way that ends in a refusal of the event tells nothing of events that aren't refused."""
        if not refuses(value):
            super()._when(node, value, frame)
        elif not frame.answers and frame.state is not None:  # ``if error: return error``: it counts as true
            frame.when[True] = joined(frame.when[True], frame.state.copy())

    def answered(self, closure: Closure, arguments: Arguments, frame: Frame, by: str = "") -> Outcome:
        """An entry, and what is known once it has ended well."""
        outcome = super().answered(closure, arguments, frame, by)
        self.ends.append((by, outcome.after))
        return outcome


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def _keep(of: Facts, into: Facts, path: Path) -> None:
    """Adds what is known of the items of a part."""
    inner = (*path, "*")
    for key, kinds in of.items():
        at = getattr(key.only, "path", ())
        if isinstance(kinds, Known) and at[: len(inner)] == inner:
            before = into.get(key)
            into[key] = before | kinds if isinstance(before, Known) else kinds


def _constants(among: Value) -> list[object]:
    """The constants of which a value has to be one."""
    found: list[object] = []
    for atom in among.atoms:
        if isinstance(atom, Sequence) and atom.rest is None:
            values = [item.only for item in atom.items]
            if not all(isinstance(one, Literal) and not isinstance(one.value, bytes) for one in values):
                return []
            found += [one.value for one in values if isinstance(one, Literal)]
        elif isinstance(atom, Record) and atom.rest is None and atom.made_by is None:
            found += [name for name, _ in atom.fields]
        else:
            return []
    return found


def _kind_of(atom: Atom) -> str:
    """The type of a default."""
    if isinstance(atom, Literal) and isinstance(atom.value, str):
        return "string"
    return "array" if isinstance(atom, Sequence) else "object" if isinstance(atom, Record) else ""


def _converted(value: Value) -> Value | None:
    """What a number was made of."""
    only = value.only
    if isinstance(only, Result) and only.of.path in conversions.NUMBERS and only.arguments.plain:
        return only.arguments.plain[0]
    return None


def _has_flags(atom: Atom) -> bool:
    return isinstance(atom, Result) and atom.of.path == "re.compile" and len(atom.arguments.every()) > 1


def paths(facts: Facts) -> Iterator[tuple[Path, Limits]]:
    """What facts tell of parts of the event."""
    for key, kinds in facts.items():
        if isinstance(kinds, Known):
            yield getattr(key.only, "path", ()), kinds.limits
