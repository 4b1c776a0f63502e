"""What is known of a part of the event where a program has come to: what it has to be for that."""

from collections.abc import Set as AbstractSet
from json import dumps
from typing import Any, NamedTuple, TypeAlias

from hauberk.code.flow.frames import MEETING, Facts, Meeting
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Scalar, Value

Path: TypeAlias = tuple[str, ...]
"""A part of the input: ``("event", "body", "{}", "id")``."""
TYPES = frozenset(("array", "boolean", "integer", "null", "number", "object", "string"))
"""The types of JSON Schema. An integer is a number too."""


class Choice(NamedTuple):
    """A constant that something may be. ``True`` isn't 1."""

    kind: type
    value: Scalar


class Declared(str):
    """A JSON Schema, known by its JSON."""

    schema: dict[str, Any]

    def __new__(cls, schema: dict[str, Any]) -> "Declared":
        """A schema as it is kept."""
        self = super().__new__(cls, dumps(schema, sort_keys=True))
        self.schema = schema
        return self


class Evidence(NamedTuple):
    """What showed something, and where."""

    of: str
    """The field of :class:`Limits` that it is about."""
    says: str
    site: Site


class Limits(NamedTuple):
    """What holds of a part."""

    there: bool = False
    types: frozenset[str] | None = None
    choices: "frozenset[Choice] | None" = None
    least: tuple[float, bool] | None = None
    """The least number, and whether it is left out itself."""
    most: tuple[float, bool] | None = None
    shortest: int | None = None
    """How many letters or items there are at least."""
    longest: int | None = None
    patterns: frozenset[str] = frozenset()
    """Regular expressions of ECMA-262 that a text fits, all of them."""
    formats: frozenset[str] = frozenset()
    declared: "frozenset[Declared]" = frozenset()
    """JSON Schemas by which the program itself validates: one of them holds."""
    evidence: frozenset[Evidence] = frozenset()

    def both(self, other: "Limits") -> "Limits":
        """What holds if both do. Of two that contradict each other the first counts: that way is never taken."""
        return Limits(
            self.there or other.there,
            _narrowed(self.types, other.types),
            _common(self.choices, other.choices),
            _tighter(self.least, other.least, highest=True),
            _tighter(self.most, other.most, highest=False),
            max((one for one in (self.shortest, other.shortest) if one is not None), default=None),
            min((one for one in (self.longest, other.longest) if one is not None), default=None),
            self.patterns | other.patterns,
            self.formats | other.formats,
            self.declared or other.declared,
            self.evidence | other.evidence,
        )

    def either(self, other: "Limits") -> "Limits":
        """What holds if one of them does."""
        return Limits(
            self.there and other.there,
            None if self.types is None or other.types is None else self.types | other.types,
            None if self.choices is None or other.choices is None else self.choices | other.choices,
            _looser(self.least, other.least, highest=False),
            _looser(self.most, other.most, highest=True),
            None if self.shortest is None or other.shortest is None else min(self.shortest, other.shortest),
            None if self.longest is None or other.longest is None else max(self.longest, other.longest),
            self.patterns & other.patterns,
            self.formats & other.formats,
            self.declared | other.declared if self.declared and other.declared else frozenset(),
            self.evidence | other.evidence,
        )


def _narrowed(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    found = set(one & other)
    for mine, theirs in ((one, other), (other, one)):
        if "integer" in mine and "number" in theirs:
            found.add("integer")
    return frozenset(found) or one


def _common(one: frozenset[Choice] | None, other: frozenset[Choice] | None) -> frozenset[Choice] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other or one


def _bound(one: tuple[float, bool], *, highest: bool) -> tuple[float, bool]:
    return (one[0], one[1] if highest else not one[1])


def _tighter(
    one: tuple[float, bool] | None, other: tuple[float, bool] | None, *, highest: bool
) -> tuple[float, bool] | None:
    if one is None or other is None:
        return other if one is None else one
    pick = max if highest else min
    return pick(one, other, key=lambda bound: _bound(bound, highest=highest))


def _looser(
    one: tuple[float, bool] | None, other: tuple[float, bool] | None, *, highest: bool
) -> tuple[float, bool] | None:
    if one is None or other is None:
        return None
    pick = max if highest else min
    return pick(one, other, key=lambda bound: _bound(bound, highest=not highest))


class Part(Atom):
    """A part of the event, as that which something is known of. No variable ever holds it."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class Known(frozenset[str]):
    """Limits among the facts of a state.

    Facts are sets of names, of which those stay that hold on both ways where two ways meet, and to which a check adds.
    These are the same for limits: ``&`` is what holds on one of two ways, ``|`` what holds of both.
    """

    limits: Limits

    def __new__(cls, limits: Limits) -> "Known":
        """A fact."""
        self = super().__new__(cls)
        self.limits = limits
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self.limits == other.limits

    def __hash__(self) -> int:
        return hash(self.limits)

    def __and__(self, other: AbstractSet[object]) -> frozenset[str]:
        return Known(self.limits.either(other.limits)) if isinstance(other, Known) else frozenset()

    def __or__(self, other: AbstractSet[object]) -> "frozenset[str]":
        return Known(self.limits.both(other.limits)) if isinstance(other, Known) else self

    def __ror__(self, other: AbstractSet[object]) -> frozenset[str]:
        return self


def part(path: Path) -> Value:
    """The name under which facts about a part stand."""
    return Value((Part(path),))


_ROOTS = frozenset(
    (
        *("args", "body", "headers", "json", "json_body", "multiValueQueryStringParameters", "params"),
        *("pathParameters", "path_parameters", "query", "queryStringParameters", "query_string_parameters"),
    )
)


def root_of(path: Path) -> Path:
    """What a part comes with: a text that was parsed, or one of the things that a request is made of."""
    if "{}" in path:
        return path[: path.index("{}") + 1]
    return path[:2] if path[1:2] and path[1] in _ROOTS else path[:1]


class Touched(Meeting):
    """The roots of which something was read on a way.

    What is known of a body holds where the body is used: a way on which nobody reads it says nothing of bodies.
    """

    def __or__(self, other: AbstractSet[object]) -> frozenset[str]:
        return Touched((*self, *map(str, other)))

    def __ror__(self, other: AbstractSet[object]) -> frozenset[str]:
        return Touched((*self, *map(str, other)))

    def meet(self, mine: Facts, theirs: Facts) -> Facts:
        """The facts that hold on both ways, and those about what only one of them used."""
        found: Facts = {}
        one, other = _touched(mine), _touched(theirs)
        for facts, beside, untouched in ((mine, theirs, other), (theirs, mine, one)):
            for key, kinds in facts.items():
                if key in beside:
                    found[key] = kinds & beside[key]
                elif isinstance(kinds, Known) and _name_of(key) not in untouched:
                    found[key] = kinds
        found[MEETING] = Touched(one | other)
        return found


def _touched(facts: Facts) -> frozenset[str]:
    return facts.get(MEETING, frozenset())


def _name_of(key: Value) -> str:
    only = key.only
    return ".".join(root_of(only.path)) if isinstance(only, Part) else ""


def touch(facts: Facts, *roots: str) -> None:
    """Notes that something of some roots is read."""
    before = _touched(facts)
    if not before.issuperset(roots):
        facts[MEETING] = Touched(before.union(roots))


def root_name(path: Path) -> str:
    """The root of a part, as it is noted."""
    return ".".join(root_of(path))
