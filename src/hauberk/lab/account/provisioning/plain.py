"""Values of a resource as plain data, in one world: what a deployment would send."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reference, Unknown, Value
from hauberk.model.world import World

Resolve: TypeAlias = Callable[[Reference], "str | list[str] | None"]
"""What a reference is in the account; ``None`` where that isn't known."""
Instead: TypeAlias = Callable[[str, Unknown | Reference], "str | None"]
"""Hears of a place whose value isn't known, and gives what is sent instead; ``None`` to leave it out."""
HOLE = "unknown"
"""What stands in a text for a part that isn't known."""


class _Nothing:
    """A value that there is none of."""


_NOTHING = _Nothing()


def plain(value: Value, world: World, resolve: Resolve, instead: Instead, at: str = "") -> Any:
    """A value as JSON has them; ``None`` where nothing is to be sent."""
    found = _plain(value, world, resolve, instead, at)
    return None if isinstance(found, _Nothing) else found


def _plain(value: Value, world: World, resolve: Resolve, instead: Instead, at: str) -> Any:
    match world.pick(value):
        case Known(Fields() as fields):
            return {name: made for name, made in _fields(fields, world, resolve, instead, at) if made is not _NOTHING}
        case Known(Items() as items):
            made = (_plain(one, world, resolve, instead, f"{at}[{index}]") for index, one in enumerate(items))
            return [one for one in made if one is not _NOTHING]
        case Known(scalar):
            return _NOTHING if scalar is None else scalar
        case Absent():
            return _NOTHING
        case Pattern(parts):
            return "".join(_part(part, resolve, instead, at) for part in parts)
        case Reference() as reference:
            found = resolve(reference)
            return _or_nothing(instead(at, reference)) if found is None else found
        case Unknown() as unknown:
            return _or_nothing(instead(at, unknown))
    return _NOTHING


def _or_nothing(found: "str | None") -> Any:
    return _NOTHING if found is None else found


def _fields(fields: Fields, world: World, resolve: Resolve, instead: Instead, at: str) -> Iterator[tuple[str, Any]]:
    for name, child in fields.items():
        yield name, _plain(child, world, resolve, instead, f"{at}.{name}" if at else name)


def _part(part: "str | Reference | Unknown", resolve: Resolve, instead: Instead, at: str) -> str:
    if isinstance(part, str):
        return part
    found = resolve(part) if isinstance(part, Reference) else None
    if found is None:
        return instead(at, part) or HOLE
    return ",".join(found) if isinstance(found, list) else found


def links(value: Value, world: World) -> Iterator[str]:
    """The ids of the resources that a value refers to, in one world."""
    pending = [value]
    while pending:
        match world.pick(pending.pop()):
            case Known(Fields() as fields):
                pending.extend(fields.values())
            case Known(Items() as items):
                pending.extend(items)
            case Pattern(parts):
                pending.extend(part for part in parts if isinstance(part, Value))
            case Reference(resource, _):
                yield resource
