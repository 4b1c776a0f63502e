"""``Fn::Length`` and ``Fn::ToJsonString`` (AWS::LanguageExtensions): functions of a whole structure."""

import json
from collections.abc import Iterator

from hauberk.model.joining import combine, concat, one_of
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reason, Trail, Unknown, Value
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.sources.cloudformation.functions import hole


def length(value: Value, trail: Trail) -> Value:
    """``Fn::Length`` of a list: how many of its elements are there, by branch."""

    def one(values: tuple[Value, ...]) -> Value:
        match values[0]:
            case Known(Items(rest=Unknown() as rest)):
                return hole(rest, "the length", trail)
            case Known(Items() as items):
                return combine(items, lambda row: Known(sum(not isinstance(e, Absent) for e in row), trail), trail)
        return hole(values[0], "the length", trail)

    return combine((value,), one, trail)


def to_json(value: Value, trail: Trail) -> Value:
    """``Fn::ToJsonString``: a structure as text, its unknown parts as holes."""

    def write(world: World) -> Value:
        return concat(_pieces(world.pick(value)), trail)

    try:
        return one_of(explore(write), trail)
    except TooManyWorldsError:
        return Unknown(Reason("too-many-branches", "the structure has too many branches"), trail)


def _pieces(root: Value) -> Iterator[Value | str]:
    """The text of a structure in parts, without recursion. What stands on the stack is text or waits to be written."""
    pending: list[Value | str] = [root]
    while pending:
        match pending.pop():
            case str() as text:
                yield text
            case Known(Fields() as fields):
                members: list[Value | str] = ["{"]
                for index, (name, child) in enumerate(fields.items()):
                    members += [("," if index else "") + json.dumps(name, ensure_ascii=False) + ":", child]
                if fields.rest is not None:
                    members.append(fields.rest)
                pending.extend(reversed([*members, "}"]))
            case Known(Items() as items):
                elements: list[Value | str] = []
                for child in items:
                    elements += [",", child]
                pending.extend(reversed(["[", *elements[1:], "]"]))
            case Known(scalar):
                yield json.dumps(scalar, ensure_ascii=False)
            case Absent():
                yield "null"
            case Pattern(parts):
                yield '"'
                for part in parts:
                    yield json.dumps(part, ensure_ascii=False)[1:-1] if isinstance(part, str) else part
                yield '"'
            case unknown:
                yield '"'
                yield unknown
                yield '"'
