"""What is known of a property.

A value of a template is rarely a plain string. It may be written down, left out, refer to another resource, be glued
together from parts, differ by parameter, or be impossible to know before deployment. Each of these is a type of its
own, so that a control has to say what it makes of each; nothing unresolved is taken for insecure or for clean.

Values are immutable. Structure is lazy: a mapping or a list resolves a child when it is first asked for it.
Equality compares what is known and leaves out where it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeAlias

from hauberk.model.guards import ALWAYS, Guard, both
from hauberk.model.span import Span

Trail: TypeAlias = tuple[Span, ...]
Plain: TypeAlias = "str | int | float | bool | None"

MAX_ALTERNATIVES = 64
"""Past this many branches a value is :class:`Unknown` (``too-many-branches``)."""


class Annotation(NamedTuple):
    """A place in the source and what Hauberk says about it. ``span`` is ``None`` only for what has no source.

    ``part`` narrows it to where that text first stands in the span, if it is written there as it is. Such a part is a
    secret, and isn't shown. ``origin`` is where the value that it is about comes from, if that is elsewhere: as with
    values, equality leaves it out.
    """

    span: Span | None
    says: str
    part: str = ""
    origin: Span | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Annotation) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:3])


class Reason(NamedTuple):
    """Why something isn't known: a stable ``code`` to count by, and a sentence for the reader."""

    code: str
    text: str


class Value:
    """Base of everything a property can be. ``trail`` leads from the use of the value to its origin."""

    __slots__ = ("trail",)
    trail: Trail

    @property
    def span(self) -> Span | None:
        """Where the value is used: the line a reader should look at first."""
        return self.trail[0] if self.trail else None

    @property
    def origin(self) -> Span | None:
        """Where the value comes from (a parameter's default, Globals, a mapping): what a fix edits."""
        return self.trail[-1] if self.trail else None

    def says(self, text: str) -> Annotation:
        """A remark pinned to the value's use. It knows where the value is written, if that is elsewhere."""
        trail = self.trail
        if len(trail) < 2 or isinstance(self, Unknown):
            return Annotation(self.span, text)
        return Annotation(self.span, text, "", trail[-1])

    def _key(self) -> object:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and _same(self, other)

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._key()))


class Known(Value):
    """A value that is written down: a plain scalar, a :class:`Fields` or an :class:`Items`."""

    __slots__ = ("value",)
    __match_args__ = ("value",)
    value: "Plain | Fields | Items"

    def __init__(self, value: "Plain | Fields | Items", trail: Trail = ()) -> None:
        self.value = value
        self.trail = trail

    @property
    def span(self) -> Span | None:
        """For structure the line of its key, not the whole block."""
        if isinstance(self.value, (Fields, Items)) and self.value.head is not None:
            return self.value.head
        return self.trail[0] if self.trail else None

    def _key(self) -> object:
        value = self.value
        return (type(value).__name__ if isinstance(value, bool) else "", value)

    def __repr__(self) -> str:
        return f"Known({self.value!r})"


class Absent(Value):
    """A property that nobody wrote. ``trail`` names its owner; ``default`` is what AWS does then, where it is known."""

    __slots__ = ("default",)
    __match_args__ = ("default",)
    default: Plain

    def __init__(self, trail: Trail = (), default: Plain = None) -> None:
        self.trail = trail
        self.default = default

    def _key(self) -> object:
        return self.default

    def __repr__(self) -> str:
        return "Absent()" if self.default is None else f"Absent(default={self.default!r})"


class Reference(Value):
    """Another resource of the application, or a pseudo parameter such as ``AWS::Region``.

    ``resource`` is the resource's id; ``attribute`` is empty for ``Ref`` and the attribute's name for ``Fn::GetAtt``.
    """

    __slots__ = ("attribute", "resource")
    __match_args__ = ("resource", "attribute")
    resource: str
    attribute: str

    def __init__(self, resource: str, attribute: str = "", trail: Trail = ()) -> None:
        self.resource = resource
        self.attribute = attribute
        self.trail = trail

    @property
    def pseudo(self) -> bool:
        """Whether this is one of CloudFormation's pseudo parameters."""
        return self.resource.startswith("AWS::")

    def _key(self) -> object:
        return self.resource, self.attribute

    def __repr__(self) -> str:
        return f"Reference({self.resource}{'.' + self.attribute if self.attribute else ''})"


class Unknown(Value):
    """A value that can't be known from the source, and why."""

    __slots__ = ("reason",)
    __match_args__ = ("reason",)
    reason: Reason

    def __init__(self, reason: Reason, trail: Trail = ()) -> None:
        self.reason = reason
        self.trail = trail

    def _key(self) -> object:
        return self.reason

    def __repr__(self) -> str:
        return f"Unknown({self.reason.text!r})"


class Pattern(Value):
    """A string with holes: literal parts and, between them, references and unknowns. Never two literals in a row."""

    __slots__ = ("parts",)
    __match_args__ = ("parts",)
    parts: "tuple[str | Reference | Unknown, ...]"

    def __init__(self, parts: "tuple[str | Reference | Unknown, ...]", trail: Trail = ()) -> None:
        self.parts = parts
        self.trail = trail

    def text(self, hole: str = "*") -> str:
        """The string with every hole shown as ``hole``."""
        return "".join(part if isinstance(part, str) else hole for part in self.parts)

    def _key(self) -> object:
        return self.parts

    def __repr__(self) -> str:
        return f"Pattern({''.join(p if isinstance(p, str) else '${' + repr(p) + '}' for p in self.parts)})"


class OneOf(Value):
    """A value per guard. The guards needn't cover every deployment; outside them nothing is claimed."""

    __slots__ = ("alternatives",)
    __match_args__ = ("alternatives",)
    alternatives: tuple[tuple[Guard, Value], ...]

    def __init__(self, alternatives: tuple[tuple[Guard, Value], ...], trail: Trail = ()) -> None:
        self.alternatives = alternatives
        self.trail = trail

    def _key(self) -> object:
        return self.alternatives

    def __repr__(self) -> str:
        return f"OneOf({', '.join(repr(value) for _, value in self.alternatives)})"


class Chooser(Protocol):
    """Picks one branch of a value; see :class:`hauberk.model.world.World`."""

    def pick(self, value: Value) -> Value:
        """``value`` with its top-level branch chosen: never a :class:`OneOf`."""
        ...


class Placed(Protocol):
    """Something that can tell where it stands."""

    @property
    def span(self) -> Span | None:
        """Its place."""
        ...


Resolve: TypeAlias = Callable[[object], Value]


def _resolved(entry: object) -> Value:
    assert isinstance(entry, Value)
    return entry


class _Changed(NamedTuple):
    """An entry that is something else once it is resolved."""

    entry: object
    change: Callable[[Value], Value]


class Fields:
    """A mapping from names to values, resolved on first use. Removed properties (``AWS::NoValue``) aren't in it.

    ``head`` is the span to point at when the mapping itself, or something missing from it, is the matter: its key.
    ``rest`` is set where not all of the mapping could be read (a loop over a list that is known at deployment only, an
    include, a macro): what isn't in it is then unknown, not absent.
    """

    __slots__ = ("_chooser", "_entries", "_keys", "_resolve", "head", "rest")

    def __init__(
        self,
        entries: Mapping[str, object],
        resolve: Resolve = _resolved,
        head: Span | None = None,
        keys: "Mapping[str, Span | Placed] | None" = None,
        rest: Unknown | None = None,
    ) -> None:
        self._entries: dict[str, object] = dict(entries)
        self.rest = rest
        self._resolve = resolve
        self._keys = keys or {}
        self._chooser: Chooser | None = None
        self.head = head

    def within(self, chooser: Chooser) -> "Fields":
        """The same mapping whose children have their branch chosen by ``chooser``."""
        view = Fields.__new__(Fields)
        view._entries, view._resolve, view._keys, view.head = self._entries, self._resolve, self._keys, self.head
        view._chooser, view.rest = chooser, self.rest
        return view

    def value(self, name: str, default: Plain = None) -> Value:
        """The value under ``name``, or :class:`Absent` with the default that AWS uses."""
        entry = self._entries.get(name)
        if entry is None:
            if self.rest is not None:
                return self.rest
            return Absent(() if self.head is None else (self.head,), default)
        if not isinstance(entry, Value):
            entry = self._entries[name] = self._resolve(entry)
        if self._chooser is not None:
            entry = self._chooser.pick(entry)
        if isinstance(entry, Absent) and entry.default != default:
            return Absent(entry.trail, default)
        return entry

    def key(self, name: str) -> Span | None:
        """Where the key ``name`` itself stands."""
        found = self._keys.get(name, self.head)
        return found if found is None or isinstance(found, Span) else found.span

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in self._entries and not isinstance(self.value(name), Absent)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._entries if name in self)

    def __bool__(self) -> bool:
        """Whether anything is in it. There is no length, which ``list`` and ``tuple`` would ask for first."""
        return any(True for _ in self)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Names and values, in the order of the source."""
        pick = self._chooser.pick if self._chooser is not None else None
        for name, entry in self._entries.items():
            if not isinstance(entry, Value):
                entry = self._entries[name] = self._resolve(entry)
            if pick is not None:
                entry = pick(entry)
            if not isinstance(entry, Absent):
                yield name, entry

    def values(self) -> Iterator[Value]:
        """Values, in the order of the source."""
        return (value for _, value in self.items())

    def names(self) -> tuple[str, ...]:
        """Every written name, without resolving anything."""
        return tuple(self._entries)

    def merged(self, changes: Mapping[str, object]) -> "Fields":
        """A copy with some entries replaced or added."""
        assert all(isinstance(entry, Value) for entry in changes.values())
        return Fields(
            {**{name: self._entries[name] for name in self._entries}, **changes},
            self._resolve_mixed,
            self.head,
            self._keys,
            self.rest,
        )

    def without(self, unwanted: Callable[[object], bool]) -> "Fields":
        """A copy that lacks some entries, which are looked at as they are: a value, or what one will be made of."""
        entries = {name: entry for name, entry in self._entries.items() if not unwanted(entry)}
        if len(entries) == len(self._entries):
            return self
        return Fields(entries, self._resolve, self.head, self._keys, self.rest)

    def through(self, name: str, change: Callable[[Value], Value]) -> "Fields":
        """A copy with the entry of a name as ``change`` makes it, once it is asked for."""
        if name not in self._entries:
            return self
        entries = {**self._entries, name: _Changed(self._entries[name], change)}
        return Fields(entries, self._resolve_mixed, self.head, self._keys, self.rest)

    def _resolve_mixed(self, entry: object) -> Value:
        if isinstance(entry, _Changed):
            return entry.change(self._resolve_mixed(entry.entry))
        return entry if isinstance(entry, Value) else self._resolve(entry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fields) and _same(Known(self), Known(other))

    def __hash__(self) -> int:
        return hash(frozenset(self))

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{name}: {value!r}" for name, value in self.items()) + "}"


class Items:
    """A list of values, resolved on first use, without removed elements. ``head`` is as in :class:`Fields`.

    ``rest`` is set where not all of the list is known, not even how much of it: it comes last, once, for whatever
    stands there.
    """

    __slots__ = ("_chooser", "_entries", "_resolve", "head", "rest")

    def __init__(
        self,
        entries: Iterable[object],
        resolve: Resolve = _resolved,
        head: Span | None = None,
        rest: Unknown | None = None,
    ) -> None:
        self._entries: list[object] = list(entries)
        self._resolve = resolve
        self._chooser: Chooser | None = None
        self.head = head
        self.rest = rest

    def within(self, chooser: Chooser) -> "Items":
        """The same list whose elements have their branch chosen by ``chooser``."""
        view = Items.__new__(Items)
        view._entries, view._resolve, view.head, view._chooser = self._entries, self._resolve, self.head, chooser
        view.rest = self.rest
        return view

    @property
    def sure(self) -> list[Value]:
        """The elements whose place in the list is known."""
        found = list(self)
        return found if self.rest is None else found[:-1]

    def __iter__(self) -> Iterator[Value]:
        pick = self._chooser.pick if self._chooser is not None else None
        for index, entry in enumerate(self._entries):
            if not isinstance(entry, Value):
                entry = self._entries[index] = self._resolve(entry)
            if pick is not None:
                entry = pick(entry)
            if not isinstance(entry, Absent):
                yield entry
        if self.rest is not None:
            yield self.rest

    def through(self, change: Callable[[Value], Value]) -> "Items":
        """A copy whose elements are as ``change`` makes them, once they are asked for."""

        def resolve(entry: object) -> Value:
            assert isinstance(entry, _Changed)
            inner = entry.entry
            return change(inner if isinstance(inner, Value) else self._resolve(inner))

        return Items([_Changed(entry, change) for entry in self._entries], resolve, self.head, self.rest)

    def __bool__(self) -> bool:
        """Whether anything is in it. There is no length, which ``list`` and ``tuple`` would ask for first."""
        return any(True for _ in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Items) and _same(Known(self), Known(other))

    def __hash__(self) -> int:
        return hash(tuple(type(item) for item in self))

    def __repr__(self) -> str:
        return "[" + ", ".join(map(repr, self)) + "]"


def _same(left: Value, right: Value) -> bool:
    """Equality without recursion: structure may be nested as deep as its file's budget allows."""
    pending = [(left, right)]
    while pending:
        a, b = pending.pop()
        if a is b:
            continue
        if type(a) is not type(b):
            return False
        x = a.value if isinstance(a, Known) else None
        y = b.value if isinstance(b, Known) else None
        if isinstance(x, Fields) and isinstance(y, Fields):
            ours, theirs = dict(x.items()), dict(y.items())
            if ours.keys() != theirs.keys() or (x.rest is None) != (y.rest is None):
                return False
            pending.extend((value, theirs[name]) for name, value in ours.items())
        elif isinstance(x, Items) and isinstance(y, Items):
            first, second = tuple(x), tuple(y)
            if len(first) != len(second) or (x.rest is None) != (y.rest is None):
                return False
            pending.extend(zip(first, second, strict=True))
        elif isinstance(a, OneOf) and isinstance(b, OneOf):
            if [guard for guard, _ in a.alternatives] != [guard for guard, _ in b.alternatives]:
                return False
            pending.extend((x, y) for (_, x), (_, y) in zip(a.alternatives, b.alternatives, strict=True))
        elif a._key() != b._key():
            return False
    return True


NO_FIELDS = Fields({})
NO_ITEMS = Items(())


def alternatives(value: Value, guard: Guard = ALWAYS) -> Iterator[tuple[Guard, Value]]:
    """Every branch of ``value`` that can hold under ``guard``, flattened, with the guard under which it does."""
    if not isinstance(value, OneOf):
        yield guard, value
        return
    for condition, choice in value.alternatives:
        joined = both(guard, condition)
        if joined is not None:
            yield from alternatives(choice, joined)


def fields_of(value: Value) -> Fields:
    """The mapping that ``value`` is, or an empty one."""
    return value.value if isinstance(value, Known) and isinstance(value.value, Fields) else NO_FIELDS


def items_of(value: Value) -> Items:
    """The list that ``value`` is, or an empty one."""
    return value.value if isinstance(value, Known) and isinstance(value.value, Items) else NO_ITEMS


def parts_of(value: Value) -> "tuple[str | Value, ...]":
    """The texts and holes that a text is made of; anything else is one part."""
    return value.parts if isinstance(value, Pattern) else (value,)


def entry_of(value: Value, name: str) -> Value:
    """What a mapping has under a name; of what isn't known, nothing is."""
    return value if isinstance(value, Unknown) else fields_of(value).value(name)


def walk(value: Value, guard: Guard = ALWAYS) -> Iterator[tuple[Guard, Value]]:
    """Every value inside ``value``, itself first, each with the guard under which it stands."""
    pending = [(guard, value)]
    while pending:
        here, current = pending.pop()
        if isinstance(current, OneOf):
            pending.extend(reversed(list(alternatives(current, here))))
            continue
        yield here, current
        if isinstance(current, Known):
            inner = current.value
            if isinstance(inner, Fields):
                pending.extend(reversed([(here, child) for _, child in inner.items()]))
            elif isinstance(inner, Items):
                pending.extend(reversed([(here, child) for child in inner]))
