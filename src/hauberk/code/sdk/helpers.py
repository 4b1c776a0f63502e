"""Libraries around the SDKs, whose calls come to calls of AWS: Powertools and middy, from ``helpers.toml``."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import NOTHING, Arguments, Record, Sequence, Value, join
from hauberk.code.sdk.operation import Operation, Through
from hauberk.facts.bundled import bundled


class Helper(NamedTuple):
    """What a call comes to: operations of a client, with parameters by the way in which they are found."""

    client: str
    operations: tuple[str, ...]
    parameters: Mapping[str, str]


@cache
def helpers() -> Mapping[str, Helper]:
    """Every helper by the path of its call."""
    found: dict[str, Helper] = {}
    for raw in tomllib.loads(bundled(__file__, "helpers.toml"))["helpers"]:
        helper = Helper(raw["client"], tuple(raw["operations"]), raw.get("parameters", {}))
        found.update((path, helper) for path in raw["calls"])
    return found


def helped(called: Called) -> Iterator[Operation]:
    """The operations that a call of such a library comes to."""
    helper = helpers().get(called.callee.path)
    if helper is None:
        return
    found = {name: _found(way, called.arguments) for name, way in helper.parameters.items()}
    parameters = tuple((name, value) for name, value in found.items() if value is not None)
    for operation in helper.operations:
        yield Operation(helper.client, operation, parameters, (called.site,), Through())


def _found(way: str, arguments: Arguments) -> Value | None:
    first, *rest = way.split(" ")
    if first.lstrip("-").isdigit():
        every = rest and rest[-1] == "*"
        names = [one for one in rest if one != "*"]
        value = arguments.at(int(first), names[0] if names else "")
        return _every(value) if every and value is not None else value
    value = arguments.at(0)
    for part in way.split("."):
        if value is None:
            return None
        value = _every(value) if part == "*" else _field(value, part)
    return value


def _field(value: Value, name: str) -> Value | None:
    found = NOTHING
    for atom in value.atoms:
        inner = atom.get(name) if isinstance(atom, Record) else None
        if inner is not None:
            found = join(found, inner)
    return found if found.atoms else None


def _every(value: Value) -> Value | None:
    found = NOTHING
    for atom in value.atoms:
        if isinstance(atom, (Record, Sequence)):
            found = join(found, atom.every())
    return found if found.atoms else None
