"""What a control is asked about: a resource, or a part of one, seen in one world.

A subject is a thin typed view: its fields name the places in CloudFormation's property tree that Hauberk knows, with
AWS's default for each, and answer with a value whose branch is chosen. Nothing is copied and nothing is resolved before
it is asked for, so a type costs microseconds to define. What was found once is kept as long as the subject: its world
may become narrower, but never takes a choice back.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar, NamedTuple, Self, overload

from hauberk.model.application import Application
from hauberk.model.guards import ALWAYS, Guard
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.values import (
    NO_ITEMS,
    Absent,
    Annotation,
    Fields,
    Items,
    Known,
    Pattern,
    Plain,
    Reason,
    Reference,
    Unknown,
    Value,
    alternatives,
    fields_of,
)
from hauberk.model.world import World

WRONG_TYPE = "wrong-type"
IN_UNKNOWN = "part-of-unknown"


class Seed(NamedTuple):
    """A subject before any world: its id, when it is there, the resource it belongs to, and how to see it."""

    id: str
    guard: Guard
    resource: Resource
    see: "Callable[[World], Subject]"


class Subject:
    """A resource in a world. Subclasses name the resource types and their fields."""

    TYPES: ClassVar[tuple[str, ...]] = ()
    KIND: ClassVar[str] = ""
    __slots__ = ("_found", "resource", "world")

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every subject of this class in an application, in the order of the source.

        The same id comes more than once where it is there under different conditions.
        """
        for resource in application.of(*cls.TYPES):
            for guard in presence(resource):
                yield Seed(resource.id, guard, resource, partial(cls, resource))

    @classmethod
    def may_be_in(cls, application: Application) -> bool:
        """Whether the application has a resource of the class's types; a class that names none is always asked of what
        a template makes.

        So a class with seeds of its own names either every type that they come from or none.
        """
        return application.has(cls.TYPES) if cls.TYPES else application.code is None

    def __init__(self, resource: Resource, world: World) -> None:
        self.resource = resource
        self.world = world
        self._found: dict[object, Value] = {}

    @property
    def id(self) -> str:
        """The id that the ledger keeps the subject under."""
        return self.resource.id

    @property
    def kind(self) -> str:
        """What the subject is, for the ledger: the resource type unless the class says otherwise."""
        return self.KIND or self.resource.type

    @property
    def name(self) -> str:
        """What to call the subject in a sentence."""
        return self.resource.name

    @property
    def head(self) -> Span | None:
        """The line that introduces the subject."""
        return self.resource.head

    @property
    def properties(self) -> Fields:
        """All properties, in this world."""
        return self.resource.properties.within(self.world)

    def says(self, text: str) -> Annotation:
        """A remark pinned to the line that introduces the subject."""
        return Annotation(self.head, text)

    def at(self, path: str, default: Plain = None) -> Value:
        """The value at a dotted path of property names; :class:`Absent` where the way there ends."""
        value = self._found.get(path)
        if value is None:
            value = self._found[path] = self._find(path)
        return Absent(value.trail, default) if default is not None and isinstance(value, Absent) else value

    def _find(self, path: str) -> Value:
        first, *others = path.split(".")
        value = self.properties.value(first)
        for name in others:
            match value:
                case Known(Fields() as fields):
                    value = fields.value(name)
                case Known():
                    return Unknown(Reason(WRONG_TYPE, f"{path} isn't a mapping here"), value.trail)
                case Unknown(reason):
                    # That there is something isn't to say that it has such a part.
                    return Unknown(Reason(IN_UNKNOWN, reason.text), value.trail)
                case _:
                    return value
        return value

    def read(self, field: "Field") -> Value:
        """The value of one of the class's fields."""
        value = self._found.get(field)
        if value is None:
            value = self._found[field] = field.typed(self.at(field.path, field.default))
        return value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id})"


WHOLE = "Properties"
"""The id of a part that is a whole resource: an entry of a list that may stand for itself."""


class Part(Subject):
    """A part of a resource that is a subject of its own: a policy's statement, an environment variable, a route.

    Fields of a part are looked up below the part.
    """

    __slots__ = ("_id", "_value")

    def __init__(self, resource: Resource, world: World, id_: str, value: Value) -> None:
        super().__init__(resource, world)
        self._id = id_
        self._value = value

    @property
    def id(self) -> str:
        """The resource's id and the way to the part."""
        return f"{self.resource.id}/{self._id}"

    @property
    def name(self) -> str:
        """What to call the part in a sentence: the resource, where it is all of that."""
        return self.resource.name if self._id == WHOLE else f"{self.resource.name} {self._id}"

    @property
    def written(self) -> Value:
        """The part as a whole, in all its branches."""
        return self._value

    @property
    def value(self) -> Value:
        """The part as a whole, in this world."""
        value = self._found.get(Part)
        if value is None:
            value = self._found[Part] = self.world.pick(self._value)
        return value

    @property
    def head(self) -> Span | None:
        """The line that introduces the part."""
        return self.value.span or self.resource.head

    @property
    def properties(self) -> Fields:
        """The part's own entries; none where it isn't a mapping."""
        return named(self.value)

    @classmethod
    def seed(cls, resource: Resource, id_: str, guard: Guard, value: Value) -> Seed:
        """The part of a resource under a guard."""
        return Seed(f"{resource.id}/{id_}", guard, resource, lambda world: cls(resource, world, id_, value))


def presence(resource: Resource) -> list[Guard]:
    """Under which guards a resource is there."""
    if resource.presence is PRESENT:
        return [ALWAYS]
    return [guard for guard, there in alternatives(resource.presence) if not _is_gone(there)]


def _is_gone(presence: Value) -> bool:
    return presence.value is False if isinstance(presence, Known) else isinstance(presence, Absent)


class Found(NamedTuple):
    """A value somewhere below a resource, in one branch, with the guard of that branch."""

    guard: Guard
    value: Value


def below(resource: Resource, path: str) -> Iterator[Found]:
    """What stands at a dotted path of a resource in every branch; nothing where the way there ends."""
    found = [Found(guard, Known(resource.properties)) for guard in presence(resource)]
    for name in path.split("."):
        found = [Found(*pair) for guard, value in found for pair in alternatives(named(value).value(name), guard)]
    return (place for place in found if not isinstance(place.value, Absent))


def spread(value: Value, guard: Guard = ALWAYS) -> Iterator[tuple[Guard, str, Value]]:
    """The elements of a list in all its branches, each with its guard and its place in the list as ``[0]``.

    A single value counts as a list of one. An element that is removed in some branch (``AWS::NoValue``) is none there.
    """
    for joined, choice in alternatives(value, guard):
        match choice:
            case Known(Items() as items):
                for index, item in enumerate(items):
                    for deeper, element in alternatives(item, joined):
                        if not isinstance(element, Absent):
                            yield deeper, f"[{index}]", element
            case Absent() | Known(None):
                continue
            case _:
                yield joined, "[0]", choice


class Field:
    """A place in CloudFormation's property tree, read as one type. ``default`` is AWS's where nothing is written."""

    __slots__ = ("default", "path")

    def __init__(self, path: str, default: Plain = None) -> None:
        self.path = path
        self.default = default

    @overload
    def __get__(self, subject: None, owner: type) -> Self: ...
    @overload
    def __get__(self, subject: Subject, owner: type) -> Value: ...
    def __get__(self, subject: Subject | None, owner: type) -> "Value | Self":
        return self if subject is None else subject.read(self)

    def typed(self, value: Value) -> Value:
        """A value as the field's type; :class:`Unknown` (``wrong-type``) for what isn't of it."""
        raise NotImplementedError


class Text(Field):
    """A field that holds text. Numbers and booleans come as the text that CloudFormation makes of them."""

    __slots__ = ()

    def typed(self, value: Value) -> Value:
        """``value`` as text."""
        return as_text(value)


class Number(Field):
    """A field that holds a number; numeric text counts."""

    __slots__ = ()

    def typed(self, value: Value) -> Value:
        """``value`` as a number."""
        return as_number(value)


class Flag(Field):
    """A field that holds a boolean; ``"true"`` and ``"false"`` count, as they do for CloudFormation."""

    __slots__ = ()

    def typed(self, value: Value) -> Value:
        """``value`` as a boolean."""
        return as_flag(value)


class Whole(Field):
    """A field of any shape."""

    __slots__ = ()

    def typed(self, value: Value) -> Value:
        """``value`` as it is."""
        return value


def as_text(value: Value) -> Value:
    """``value`` as text; :class:`Unknown` (``wrong-type``) for a list or a mapping."""
    match value:
        case Known(str()):
            return value
        case Known(bool() as flag):
            return Known("true" if flag else "false", value.trail)
        case Known(int() | float() as number):
            return Known(str(number), value.trail)
        case Known(None):
            return Absent(value.trail)
        case Known():
            return Unknown(Reason(WRONG_TYPE, "text was expected here"), value.trail)
    return value


def as_number(value: Value) -> Value:
    """``value`` as a number; numeric text is converted."""
    match value:
        case Known(bool()):
            return Unknown(Reason(WRONG_TYPE, "a number was expected here"), value.trail)
        case Known(int() | float()):
            return value
        case Known(str() as text):
            try:
                return Known(int(text) if text.lstrip("+-").isdigit() else float(text), value.trail)
            except ValueError:
                return Unknown(Reason(WRONG_TYPE, f"a number was expected, not {text[:40]!r}"), value.trail)
        case Known(None):
            return Absent(value.trail)
        case Known() | Pattern():
            return Unknown(Reason(WRONG_TYPE, "a number was expected here"), value.trail)
    return value


def as_flag(value: Value) -> Value:
    """``value`` as a boolean; the texts ``true`` and ``false`` are converted."""
    match value:
        case Known(bool()):
            return value
        case Known(str() as text) if text.lower() in ("true", "false"):
            return Known(text.lower() == "true", value.trail)
        case Known(None):
            return Absent(value.trail)
        case Known() | Pattern():
            return Unknown(Reason(WRONG_TYPE, "true or false was expected here"), value.trail)
    return value


def listed(value: Value) -> Items:
    """The elements of a list, if there are any; a single value counts as a list of one, as it does in a policy."""
    match value:
        case Known(Items() as items):
            return items
        case Absent() | Known(None):
            return NO_ITEMS
    return Items((value,))


named = fields_of
"""The entries of a mapping, or none: what controls call it."""


def resource_of(value: Value) -> str:
    """The id of the resource that a value refers to (by ``Ref``, ``GetAtt``, or one hole of a pattern), or empty."""
    match value:
        case Reference(resource, _) if not value.pseudo:
            return resource
        case Pattern(parts):
            holes = {part.resource for part in parts if isinstance(part, Reference) and not part.pseudo}
            return holes.pop() if len(holes) == 1 else ""
    return ""
