"""The functions that a resource names as what it invokes, and whether it names an alias or a version of them.

How Step Functions takes a function's qualifier from its developer guide, "Invoke an AWS Lambda function with Step
Functions" (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.model.joining import glued
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, named
from hauberk.model.told import is_version
from hauberk.model.values import Fields, Items, Known, Pattern, Reason, Reference, Unknown, Value, parts_of
from hauberk.study.graph import FUNCTION, STAND_INS

MACHINE = "AWS::StepFunctions::StateMachine"
_HOLE = regex(r"\$\{([^{}]*)\}")
_QUALIFIER = regex(r'"Qualifier(?:\.\$)?"')


class Use(NamedTuple):
    """A function of the application where something invokes it; ``qualified`` where an alias or a version is named."""

    value: Value
    function: Resource
    qualified: bool


def invoked(caller: Subject, places: Iterable[str], resources: Mapping[str, Resource]) -> Iterator[Use | Unknown]:
    """The functions that a resource names in the world of who asks, and what isn't known of them.

    ``places`` are dotted paths of properties, in which a star is every element or entry; a state machine names
    functions in its definition.
    """
    for value in _targets(caller, places):
        if isinstance(value, Unknown):
            yield value
            continue
        parts = parts_of(value)
        for index, part in enumerate(parts):
            target = resources.get(part.resource) if isinstance(part, Reference) else None
            if target is None:
                continue
            if target.type == FUNCTION:
                behind = parts[index + 1] if index + 1 < len(parts) else ""
                written = isinstance(behind, str) and behind[:1] == ":" and not behind.startswith(":$LATEST")
                qualified = written or is_version(target)
                yield Use(part if isinstance(part, Reference) and part.trail else value, target, qualified)
            elif target.type in STAND_INS:
                yield Use(value, target, True)


def names_qualifier(caller: Subject) -> Reason | None:
    """Why it can't be told which version a state machine's task runs: it names a qualifier beside the function."""
    if caller.resource.type != MACHINE or not any(_QUALIFIER.search(text) for text in _texts(caller)):
        return None
    return Reason("qualifier-in-definition", "its definition names a qualifier for some of the functions")


def _texts(machine: Subject) -> Iterator[str]:
    for value in _definition(machine):
        parts = value.parts if isinstance(value, Pattern) else (value.value,) if isinstance(value, Known) else ()
        yield from (part for part in parts if isinstance(part, str))


def _targets(caller: Subject, places: Iterable[str]) -> Iterator[Value]:
    if caller.resource.type == MACHINE:
        yield from _definition(caller)
    for place in places:
        yield from _at(Known(caller.properties), place.split("."))


def _at(value: Value, path: list[str]) -> Iterator[Value]:
    """What stands at a path, of which a star is every element or entry."""
    if not path or isinstance(value, Unknown):
        yield value
        return
    first, *others = path
    inner = value.value if isinstance(value, Known) else None
    if isinstance(inner, Items):
        for item in inner:
            yield from _at(item, others if first == "*" else path)
    elif isinstance(inner, Fields):
        for child in inner.values() if first == "*" else (inner.value(first),):
            yield from _at(child, others)


def _definition(machine: Subject) -> Iterator[Value]:
    """The texts of a state machine's definition with its substitutions filled in."""
    given = named(machine.at("DefinitionSubstitutions"))
    pending = [machine.at("DefinitionString"), machine.at("Definition")]
    while pending:
        value = pending.pop()
        match value:
            case Known(Fields() as fields):
                pending.extend(fields.values())
            case Known(Items() as items):
                pending.extend(items)
            case Known(str()) | Pattern():
                yield _filled(value, given)
            case Unknown() | Reference():
                yield value


def _filled(value: Value, given: Fields) -> Value:
    pieces: list[str | Reference | Unknown] = []
    for part in value.parts if isinstance(value, Pattern) else (getattr(value, "value", ""),):
        if not isinstance(part, str):
            pieces.append(part)
            continue
        at = 0
        for hole in _HOLE.finditer(part):
            filler = given.value(hole[1]) if hole[1] in given else None
            if filler is None:
                continue
            pieces.append(part[at : hole.start()])
            pieces.extend(_pieces(filler))
            at = hole.end()
        pieces.append(part[at:])
    return glued(pieces, value.trail)


def _pieces(value: Value) -> Iterator[str | Reference | Unknown]:
    match value:
        case Known(str() as text):
            yield text
        case Pattern(parts):
            yield from parts
        case Reference() | Unknown():
            yield value
