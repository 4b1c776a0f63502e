"""What is known of a value without running anything: a few alternatives, and where hostile parts of it come from.

A value is immutable, and what it holds is part of it: to change a list is to give the variable another value. What
isn't known keeps its name: ``event["id"]`` is that very input, and ``parse(x)["id"]`` the field "id" of what ``parse``
gave, so that a check of one of them is known to be about it when it is read again.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from hauberk.code import ir
from hauberk.code.flow.taint import CLEAN, Taints, together

MAX_ALTERNATIVES = 8
"""Past them a value is unknown."""
MAX_FUNCTIONS = 64
"""The same of functions and classes: each of a table's may be the one that is called."""
MANY = "it may be one of many"
"""Why nothing is known past them."""
MAX_DEPTH = 20
"""Of values in values."""
MAX_WIDTH = 64
"""Fields of a record, and items of a list, that are told apart."""

Scalar: TypeAlias = str | bytes | int | float | bool | None


class Atom:
    """One alternative. Equal if of the same kind with the same parts.

    Those that are made most set their own slots, since a call of this class for each would cost more than the rest.
    """

    __slots__ = ("_hash", "depth", "parts")
    holds = False
    """Whether there are values in it that are asked where they come from."""

    def __init__(self, *parts: object) -> None:
        self.parts = parts
        self._hash = hash((type(self), parts))
        self.depth = 0

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: Any) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or self._hash != other._hash:
            return False
        if self.parts is other.parts:
            return True
        if self.parts != other.parts:
            return False
        self.parts = other.parts  # which spares the next comparison the way down
        return True

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.parts))})"


class Literal(Atom):
    """A value that is written down."""

    __slots__ = ("value",)

    def __init__(self, value: Scalar) -> None:
        super().__init__(type(value), value)
        self.value = value


class Input(Atom):
    """What the entry point is called with, or a part of it: ``event.body.id``. ``*`` is any item."""

    __slots__ = ("path",)

    def __init__(self, *path: str) -> None:
        self.parts = self.path = path
        self._hash = hash((Input, path))
        self.depth = 0


class Environment(Atom):
    """An environment variable."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Unknown(Atom):
    """Something of which nothing is known but why."""

    __slots__ = ("why",)

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Text(Atom):
    """A text put together of what is known and of values."""

    __slots__ = ("pieces",)
    holds = True

    def __init__(self, pieces: "tuple[str | Value, ...]") -> None:
        super().__init__(pieces)
        self.pieces = pieces
        self.depth = 1 + max((piece.depth for piece in pieces if isinstance(piece, Value)), default=0)


class Record(Atom):
    """Names and their values, and what may stand under any other name. An object of a class has its ``made_by``.

    ``mapping`` tells Python's ``dict`` from an object whose names are its fields.
    """

    __slots__ = ("fields", "made_by", "mapping", "rest")
    holds = True

    def __init__(
        self,
        fields: "tuple[tuple[str, Value], ...]",
        rest: "Value | None" = None,
        *,
        mapping: bool = False,
        made_by: "Kind | None" = None,
    ) -> None:
        super().__init__(fields, rest, mapping, made_by)
        self.fields = fields
        self.rest = rest
        self.mapping = mapping
        self.made_by = made_by
        self.depth = 1 + max([value.depth for _, value in fields], default=rest.depth if rest else 0)

    def get(self, name: str) -> "Value | None":
        """The value under a name, if that is known to be there."""
        for key, value in self.fields:
            if key == name:
                return value
        return None

    def with_(self, name: str, value: "Value") -> "Record":
        """The same with another value under a name."""
        if self.get(name) is None and len(self.fields) >= MAX_WIDTH:
            return self.with_any(value)
        fields = {**dict(self.fields), name: value}
        return Record(tuple(fields.items()), self.rest, mapping=self.mapping, made_by=self.made_by)

    def with_any(self, value: "Value") -> "Record":
        """The same with a value under a name that isn't known."""
        rest = value if self.rest is None else join(self.rest, value)
        return Record(self.fields, rest, mapping=self.mapping, made_by=self.made_by)

    def every(self) -> "Value":
        """All values together."""
        return joined((*(value for _, value in self.fields), *((self.rest,) if self.rest else ())))


class Sequence(Atom):
    """The first items of a list, tuple or set, and what any further one is."""

    __slots__ = ("items", "rest")
    holds = True

    def __init__(self, items: "tuple[Value, ...]" = (), rest: "Value | None" = None) -> None:
        if len(items) > MAX_WIDTH:
            rest = joined((*items[MAX_WIDTH:], *((rest,) if rest else ())))
            items = items[:MAX_WIDTH]
        super().__init__(items, rest)
        self.items = items
        self.rest = rest
        self.depth = 1 + max((value.depth for value in (*items, *((rest,) if rest else ()))), default=0)

    def every(self) -> "Value":
        """All items together."""
        return joined((*self.items, *((self.rest,) if self.rest else ())))

    def with_more(self, value: "Value") -> "Sequence":
        """The same with another item, somewhere behind."""
        if self.rest is None and len(self.items) < MAX_WIDTH:
            return Sequence((*self.items, value))
        return Sequence(self.items, value if self.rest is None else join(self.rest, value))


class Closure(Atom):
    """A function with the variables around it (``around``, a frame), perhaps bound to an object."""

    __slots__ = ("around", "function", "this")

    def __init__(self, function: ir.Function, around: object, this: "Value | None" = None) -> None:
        super().__init__(id(function), id(around), this)
        self.function = function
        self.around = around
        self.this = this


class Bound(Atom):
    """A function with some of its arguments given beforehand."""

    __slots__ = ("arguments", "of")

    def __init__(self, of: "Value", arguments: "Arguments") -> None:
        super().__init__(of, arguments)
        self.of = of
        self.arguments = arguments
        self.depth = 1 + max((of.depth, *(value.depth for value in arguments.every())))


class Kind(Atom):
    """A class: what it has, and those that it extends."""

    __slots__ = ("around", "bases", "class_", "members")

    def __init__(
        self, class_: ir.Class, bases: "tuple[Value, ...]", members: "dict[str, Value]", around: object
    ) -> None:
        super().__init__(id(class_), id(around))
        self.around = around
        self.class_ = class_
        self.bases = bases
        self.members = members


class Namespace(Atom):
    """A module of the application, or a folder of modules: ``file`` is what stands for it."""

    __slots__ = ("file",)

    def __init__(self, path: str, file: object) -> None:
        super().__init__(path)
        self.file = file


class Foreign(Atom):
    """What isn't part of the application: a name (``boto3``), a member of another, or what a call of it gave.

    ``path`` tells how it came about: ``boto3.client().get_object``. A member of a value of the application's own begins
    with a question mark: ``?.strip``.
    """

    __slots__ = ("path",)
    path: str


class Symbol(Foreign):
    """A module or a name that the language has."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        self.parts = (path,)
        self.path = path
        self._hash = hash((Symbol, path))
        self.depth = 0


class Member(Foreign):
    """A member of another atom."""

    __slots__ = ("name", "of")

    def __init__(self, of: Atom, name: str) -> None:
        self.parts = (of, name)
        self._hash = hash((Member, of._hash, name))
        self.of = of
        self.name = name
        self.path = f"{of.path if isinstance(of, Foreign) else '?'}.{name}"
        self.depth = of.depth + 1


class Arguments:
    """What something is called with, in order and by name; ``more`` is what a spread may add."""

    __slots__ = ("_hash", "depth", "more", "named", "plain")

    def __init__(
        self,
        plain: "tuple[Value, ...]" = (),
        named: "tuple[tuple[str, Value], ...]" = (),
        more: "Value | None" = None,
    ) -> None:
        self.plain = plain
        self.named = named
        self.more = more
        if len(plain) == 1 and not named and more is None:  # as most are
            self._hash = hash((plain[0]._hash, named, more))
            self.depth = plain[0].depth
        else:
            self._hash = hash((plain, named, more))
            self.depth = max([value.depth for value in self.every()], default=0)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(other) is Arguments
            and self._hash == other._hash
            and self.plain == other.plain
            and self.named == other.named
            and self.more == other.more
        )

    def __repr__(self) -> str:
        told = [*map(repr, self.plain), *(f"{name}={value!r}" for name, value in self.named)]
        return f"({', '.join(told)})"

    def at(self, number: int, name: str = "") -> "Value | None":
        """The argument in a place, or of a name."""
        if 0 <= number < len(self.plain):
            return self.plain[number]
        return next((value for given, value in self.named if given == name), None) if name else None

    def every(self) -> "tuple[Value, ...]":
        """All of them."""
        if not self.named and self.more is None:  # as most are
            return self.plain
        return (*self.plain, *(value for _, value in self.named), *((self.more,) if self.more else ()))


class Result(Foreign):
    """What a call of something foreign gave."""

    __slots__ = ("arguments", "of")

    def __init__(self, of: Foreign, arguments: Arguments) -> None:
        self.parts = (of, arguments)
        self._hash = hash((Result, of._hash, arguments._hash))
        self.of = of
        self.arguments = arguments
        self.path = f"{of.path}()"
        self.depth = 1 + (max(arguments.depth, of.depth))


class Drawn(Result):
    """What a generator of random numbers gave at one place: two draws are never the same."""

    __slots__ = ("site",)

    def __init__(self, of: Foreign, arguments: Arguments, site: object) -> None:
        super().__init__(of, arguments)
        self.site = site
        self.parts = (*self.parts, site)
        self._hash = hash((Drawn, self.parts))


GENERATORS = (
    "Math.random",
    "random.",
    "numpy.random.",
    "lodash.random",
    "lodash.sample",
    "lodash.shuffle",
    "uuid.uuid1",
    "uuid.v1",
)
"""How the paths of calls begin that draw by chance, and not for secrets."""


class Value:
    """Some alternatives, and where what is hostile in all of them comes from. Without alternatives it is what never is,
    such as what a function gives that always raises."""

    __slots__ = ("_hash", "_whole", "atoms", "depth", "taint")

    def __init__(self, atoms: tuple[Atom, ...], taint: Taints = CLEAN) -> None:
        self.atoms = atoms
        self.taint = taint
        self._whole: Taints | None = None
        """What :func:`taint_of` found."""
        if len(atoms) == 1:  # as most have
            atom = atoms[0]
            self.depth = atom.depth
            self._hash = hash((atom._hash, taint))
            if not atom.holds:
                self._whole = taint
        else:
            self.depth = max([atom.depth for atom in atoms], default=0)
            self._hash = hash((atoms, taint))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(other) is Value
            and self._hash == other._hash
            and self.atoms == other.atoms
            and self.taint == other.taint
        )

    def __repr__(self) -> str:
        told = " | ".join(map(repr, self.atoms)) or "nothing"
        return f"{told} {set(self.taint)}" if self.taint else told

    def tainted(self, taint: Taints) -> "Value":
        """The same with exactly these sources."""
        return self if taint == self.taint else Value(self.atoms, taint)

    @property
    def only(self) -> Atom | None:
        """The one alternative, if there is one only."""
        return self.atoms[0] if len(self.atoms) == 1 else None


NOTHING = Value(())


def just(atom: Atom, taint: Taints = CLEAN) -> Value:
    """A value of one alternative."""
    return Value((atom,), taint)


@lru_cache(maxsize=4096, typed=True)  # programs write the same few values again and again
def literal(value: Scalar) -> Value:
    """A value that is written down."""
    return Value((Literal(value),))


def unknown(why: str, taint: Taints = CLEAN) -> Value:
    """A value of which nothing is known."""
    return Value((_why(why),), taint)


@lru_cache(maxsize=512)
def _why(why: str) -> Unknown:
    return Unknown(why)


def exception(kinds: Iterable[Value] = ()) -> Value:
    """What was raised, of some classes: of any, without them."""
    return just(Result(Symbol("exception"), Arguments(tuple(kinds))))


NONE = literal(None)
BOOLEAN = unknown("a truth value")
NUMBER = unknown("a number")


def join(one: Value, other: Value) -> Value:
    """What is one or the other."""
    if one is other or not other.atoms:
        return one
    if not one.atoms:
        return other
    if one == other:
        return one
    taint = together(one.taint, other.taint)
    atoms = one.atoms if one.atoms == other.atoms else _merged(one.atoms, other.atoms)
    return Value(atoms, taint)


def joined(values: Iterable[Value]) -> Value:
    """What is one of several."""
    found = NOTHING
    for value in values:
        found = join(found, value)
    return found


def _merged(one: tuple[Atom, ...], other: tuple[Atom, ...]) -> tuple[Atom, ...]:
    found = list(one)
    for atom in other:
        if atom in found:
            continue
        for place, beside in enumerate(found):
            both = _one_of_both(beside, atom)
            if both is not None:
                found[place] = both
                break
        else:
            found.append(atom)
    if len(found) > MAX_ALTERNATIVES:
        functions = sum(1 for atom in found if isinstance(atom, (Closure, Kind)))
        if functions > MAX_FUNCTIONS or len(found) - functions > MAX_ALTERNATIVES:
            kept = [atom for atom in found if isinstance(atom, (Record, Sequence, Closure, Kind))]
            return (*kept[: MAX_ALTERNATIVES - 1], Unknown(MANY))
    return tuple(found)


def _one_of_both(one: Atom, other: Atom) -> Atom | None:
    """One atom for two records of a kind, or two lists."""
    if isinstance(one, Record) and isinstance(other, Record):
        if (
            one.get("headers") is not None
            and other.get("headers") is not None
            and one.get("headers") != other.get("headers")
        ):
            return None  # two answers: the type of one says nothing of the other's body
        if one.made_by != other.made_by or one.mapping != other.mapping:
            return None
        fields = dict(one.fields)
        for name, value in other.fields:
            fields[name] = join(fields[name], value) if name in fields else value
        rest = other.rest if one.rest is None else one.rest if other.rest is None else join(one.rest, other.rest)
        return Record(tuple(fields.items()), rest, mapping=one.mapping, made_by=one.made_by)
    if isinstance(one, Result) and isinstance(other, Result) and one.path == other.path == "Object.prototype()":
        return one
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        if len(one.items) == len(other.items) and one.rest is None and other.rest is None:
            return Sequence(tuple(join(a, b) for a, b in zip(one.items, other.items, strict=True)))
        return Sequence((), join(one.every(), other.every()))
    return None


def taint_of(value: Value) -> Taints:
    """Where what is hostile in a value comes from, in whatever it holds too."""
    if value._whole is not None:
        return value._whole
    found = value.taint
    for atom in value.atoms:
        if isinstance(atom, Record):
            for _, inner in atom.fields:
                found = together(found, taint_of(inner))
            found = found if atom.rest is None else together(found, taint_of(atom.rest))
        elif isinstance(atom, Sequence):
            for item in (*atom.items, *((atom.rest,) if atom.rest else ())):
                found = together(found, taint_of(item))
        elif isinstance(atom, Text):
            for piece in atom.pieces:
                if isinstance(piece, Value):
                    found = together(found, taint_of(piece))
    value._whole = found
    return found


def taint_of_all(values: Iterable[Value]) -> Taints:
    """Where what is hostile in one of several comes from: as of what they are joined to, which is seldom needed."""
    values = tuple(values)
    if len(values) == 1:
        return taint_of(values[0]) if values[0].atoms else CLEAN
    for value in values:
        if value._whole if value._whole is not None else taint_of(value):
            return taint_of(joined(values))
    return CLEAN


def truthiness(value: Value) -> bool | None:
    """Whether a value counts as true; ``None`` if that isn't known."""
    return _agreed(value, _counts)


def is_there(value: Value) -> bool | None:
    """Whether a value is something else than ``None``; ``None`` if that isn't known."""
    return _agreed(value, _is_something)


def _agreed(value: Value, tells: "Callable[[Atom], bool | None]") -> bool | None:
    found: bool | None = None
    for atom in value.atoms:
        one = tells(atom)
        if one is None or (found is not None and found is not one):
            return None
        found = one
    return found


def _counts(atom: Atom) -> bool | None:
    if isinstance(atom, Literal):
        return bool(atom.value)
    if isinstance(atom, (Closure, Kind)) or (isinstance(atom, Record) and atom.made_by is not None):
        return True
    return None


def _is_something(atom: Atom) -> bool | None:
    if isinstance(atom, Literal):
        return atom.value is not None
    return True if isinstance(atom, (Closure, Kind, Record, Sequence, Text)) else None


def without(value: Value, tells: "Callable[[Value], bool | None]", answer: bool) -> Value:
    """A value without the alternatives of which something is known to be so, if others are left."""
    if len(value.atoms) < 2:  # no other would be left
        return value
    atoms = tuple([atom for atom in value.atoms if tells(Value((atom,))) is not answer])
    return Value(atoms, value.taint) if atoms and len(atoms) < len(value.atoms) else value


def text_of(value: Value | None) -> str | None:
    """A text that is written down, if that is all that a value is."""
    only = value.only if value is not None else None
    return only.value if isinstance(only, Literal) and isinstance(only.value, str) else None


def cleaned(value: Value, kinds: frozenset[str], depth: int = 0) -> Value:
    """A value that is harmless for some kinds of sinks more (``*``: for all), in whatever it holds too."""
    if not taint_of(value) or depth > MAX_DEPTH:
        return value
    taint = CLEAN if "*" in kinds else frozenset(one.without(kinds) for one in value.taint)
    return Value(tuple(_cleaned(atom, kinds, depth + 1) for atom in value.atoms), taint)


def _cleaned(atom: Atom, kinds: frozenset[str], depth: int) -> Atom:
    if isinstance(atom, Text):
        return Text(tuple(cleaned(one, kinds, depth) if isinstance(one, Value) else one for one in atom.pieces))
    return remade(atom, lambda one: cleaned(one, kinds, depth))


def remade(atom: Atom, change: "Callable[[Value], Value]") -> Atom:
    """An atom that holds others, with each of them changed."""
    if isinstance(atom, Record):
        fields = tuple((name, change(one)) for name, one in atom.fields)
        rest = change(atom.rest) if atom.rest is not None else None
        return Record(fields, rest, mapping=atom.mapping, made_by=atom.made_by)
    if isinstance(atom, Sequence):
        rest = change(atom.rest) if atom.rest is not None else None
        return Sequence(tuple(map(change, atom.items)), rest)
    return atom


def bounded(value: Value) -> Value:
    """A value that isn't deeper than values may be: too deep a one is unknown, with its sources."""
    return value if value.depth <= MAX_DEPTH else unknown("it is nested deeply", taint_of(value))
