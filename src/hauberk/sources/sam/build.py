"""Small tools to build values: trees of known and derived parts, with the trail of what they were derived from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hauberk.model.guards import ALWAYS, Guard
from hauberk.model.joining import combine, one_of
from hauberk.model.resource import Resource
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Absent,
    Fields,
    Items,
    Known,
    OneOf,
    Trail,
    Unknown,
    Value,
    alternatives,
)


def tree(content: Any, trail: Trail = ()) -> Value:
    """``content`` (scalars, lists and mappings with values at any place) as a value; what is new has ``trail``."""
    match content:
        case Value():
            return content
        case str() | bool() | int():
            return Known(content, trail)
        case Mapping():
            entries = {name: tree(child, trail) for name, child in content.items()}
            return Known(Fields(entries, head=trail[0] if trail else None), trail)
        case list() | tuple():
            return Known(Items([tree(child, trail) for child in content], head=trail[0] if trail else None), trail)
    return Known(content, trail)


def each(value: Value, use: Callable[[Value], Value]) -> Value:
    """``use`` applied to every branch of a value."""
    if not isinstance(value, OneOf):
        return use(value)
    return one_of(((guard, use(choice)) for guard, choice in alternatives(value)), value.trail)


def is_absent(value: Value) -> Value:
    """Whether a value is left out, as a boolean value with the same branches."""
    return each(value, lambda choice: Known(isinstance(choice, Absent)))


def negated(condition: Value) -> Value:
    """The opposite of a boolean value."""
    return each(condition, lambda choice: choice if isinstance(choice, Unknown) else Known(choice != Known(True)))


def all_of(*conditions: Value) -> Value:
    """Whether all of some boolean values hold."""
    return _folded(conditions, decisive=Known(False))


def any_of(*conditions: Value) -> Value:
    """Whether one of some boolean values holds."""
    return _folded(conditions, decisive=Known(True))


def _folded(conditions: Iterable[Value], decisive: Known) -> Value:
    """One value that decides is enough; what isn't known stays so. Branches that are decided aren't split further."""
    rows: list[tuple[Guard, Value]] = [(ALWAYS, Known(decisive == Known(False)))]
    for condition in dict.fromkeys(conditions):
        if condition == decisive:
            return condition
        grown: list[tuple[Guard, Value]] = []
        for guard, so_far in rows:
            if so_far == decisive:
                grown.append((guard, so_far))
                continue
            for joined, choice in alternatives(condition, guard):
                grown.append((joined, choice if choice == decisive or isinstance(choice, Unknown) else so_far))
        rows = grown
        if len(rows) > MAX_ALTERNATIVES:
            break
    return one_of(rows)


def choose(condition: Value, yes: Value, no: Value) -> Value:
    """``yes`` where a boolean value holds, else ``no``."""
    return combine((condition, yes, no), lambda row: row[1] if row[0] == Known(True) else row[2])


def filled(value: Value, default: Value) -> Value:
    """``value``, and ``default`` in the branches that leave it out."""
    return combine((value, default), lambda row: row[1] if isinstance(row[0], Absent) else row[0])


def is_written(value: Value) -> bool:
    """Whether structure stands in the source as such, rather than being what an intrinsic function gives."""
    return len(value.trail) <= 1


def is_conditional(value: Value) -> bool:
    """Whether ``Fn::If`` stands there with a condition that may go either way.

    SAM fills parameters and mappings in, but never looks into ``Fn::If``: it takes it for something that is there. A
    parameter's alternatives are used where the ``Ref`` stands; those of ``Fn::If`` stand in places of their own.
    """
    if not isinstance(value, OneOf):
        return False
    return any(choice.trail[:1] != value.trail[:1] for _, choice in value.alternatives)


def is_off(fields: Fields, name: str) -> bool:
    """Whether a switch that SAM reads as it stands is off: left out, or literally ``false``, in Globals too."""
    value = fields.value(name)
    uses = 1 if fields.head is not None and value.span == fields.head else 0  # what comes from Globals is used here
    return name not in fields.names() or (len(value.trail) <= 1 + uses and certain(value) is False)


def entries_of(value: Value) -> list[Value]:
    """A list, or a single entry without its list, as entries that may each differ by branch."""
    branches: list[tuple[Guard, list[Value]]] = []
    for guard, choice in alternatives(value):
        match choice:
            case Absent():
                branches.append((guard, []))
            case Known(Items() as items):
                branches.append((guard, list(items)))
            case _:
                branches.append((guard, [choice]))
    if len(branches) == 1:
        return branches[0][1]
    rows = range(max((len(entries) for _, entries in branches), default=0))
    return [
        one_of(
            ((guard, entries[row] if row < len(entries) else Absent(value.trail)) for guard, entries in branches),
            value.trail,
        )
        for row in rows
    ]


def certain(value: Value) -> Any:
    """The scalar that a value is in every deployment, or else ``None``."""
    return value.value if isinstance(value, Known) and not isinstance(value.value, (Fields, Items)) else None


def likely(value: Value) -> Any:
    """The scalar that a value is in its first branch (a parameter's default), or ``None``."""
    return certain(next(iter(choice for _, choice in alternatives(value))))


def nothing(value: Value) -> bool:
    """Whether a value is left out in every branch."""
    return all(isinstance(choice, Absent) for _, choice in alternatives(value))


def any_branch_absent(value: Value) -> bool:
    """Whether a value is left out in some branch."""
    return any(isinstance(choice, Absent) for _, choice in alternatives(value))


def is_empty(value: Value) -> bool:
    """Whether SAM takes a value for left out: it is, or it is literally false, zero or empty."""
    for _, choice in alternatives(value):
        match choice:
            case Absent():
                continue
            case Known(Fields() as fields) if fields.names() or fields.rest is not None:
                return False
            case Known(Items() as items) if items:
                return False
            case Known(scalar) if scalar and not isinstance(scalar, (Fields, Items)):
                return False
            case Known():
                continue
            case _:
                return False
    return True


def taken(fields: Fields, *names: str) -> dict[str, Value]:
    """Those of some properties that are written, by name."""
    return {name: fields.value(name) for name in names if name in fields.names()}


def without_nothing(values: Iterable[Value]) -> list[Value]:
    """The values that are there in some branch."""
    return [value for value in values if not nothing(value)]


def pairs(value: Value, trail: Trail = ()) -> Value:
    """A mapping as the list of ``Key`` and ``Value`` that CloudFormation takes for tags."""

    def one(choice: Value) -> Value:
        if isinstance(choice, Known) and isinstance(choice.value, Fields):
            return tree([{"Key": name, "Value": child} for name, child in choice.value.items()], choice.trail or trail)
        return choice

    return each(value, one)


def joined(*lists: Value) -> Value:
    """Lists put behind each other, branch by branch; what isn't a list counts as its only element."""

    def one(row: tuple[Value, ...]) -> Value:
        elements: list[Value] = []
        for part in row:
            if isinstance(part, Known) and isinstance(part.value, Items):
                elements.extend(part.value)
            elif not isinstance(part, Absent):
                elements.append(part)
        trail = next((part.trail for part in reversed(row) if part.trail), ())
        return Known(Items(elements, head=trail[0] if trail else None), trail)

    return combine(lists, one)


def place(value: Value) -> Trail:
    """The trail of what follows from a value being there: for structure the line of its key."""
    if isinstance(value, Known) and isinstance(value.value, (Fields, Items)) and value.value.head is not None:
        return (value.value.head,)
    return value.trail


def here(source: Resource) -> Trail:
    """The trail of what follows from a resource being there at all: where its name stands."""
    return (source.head,) if source.head else ()
