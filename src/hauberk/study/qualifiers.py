"""Which version of a function something invokes: what is deployed last, a version, or whatever an alias points at.

"Manage Lambda function versions" and "Create an alias for a Lambda function", Lambda developer guide (2026-11).
"""

from collections.abc import Iterator

from hauberk.model.guards import both
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.told import VERSION as VERSION_NUMBER
from hauberk.model.told import told
from hauberk.model.values import Absent, Known, Reason, Reference, Unknown, Value, parts_of, walk
from hauberk.study.graph import STAND_INS
from hauberk.study.study import Study

ALIAS, VERSION = STAND_INS
LATEST = Known("$LATEST")
_QUALIFIED = regex(r":([A-Za-z0-9$_-]+)")


def qualifiers(user: Resource, function: Subject, study: Study) -> tuple[Value, ...]:
    """By which qualifiers a resource names a function, each once: a text, or a reference to a version."""
    stand_ins = study.graph.names_of(function.resource.id)
    found: list[Value] = []
    for guard, value in walk(Known(user.properties)):
        if both(function.world.guard, guard) is None:
            continue
        for one in _named(value, function, study, stand_ins):
            if one not in found:
                found.append(one)
    return tuple(found)


def canonical(qualifier: Value) -> Value:
    """A qualifier as it is written in a property of its own, so that it equals that of whoever invokes it."""
    if isinstance(qualifier, Absent):
        return LATEST
    return Reference(qualifier.resource) if isinstance(qualifier, Reference) and not qualifier.pseudo else qualifier


def _named(value: Value, function: Subject, study: Study, stand_ins: frozenset[str]) -> Iterator[Value]:
    """The qualifiers in one value, which may be the text of a whole definition."""
    parts = parts_of(value)
    for number, part in enumerate(parts):
        if not isinstance(part, Reference) or part.pseudo or part.resource not in stand_ins:
            continue
        if part.resource == function.resource.id:
            published = told(function, VERSION_NUMBER)
            yield _behind(parts[number + 1 : number + 3]) if isinstance(published, Absent) else published
        else:
            yield _of(study.application.resources[part.resource], function)


def _behind(parts: tuple[object, ...]) -> Value:
    """The qualifier that follows a function's name or ARN in a text."""
    first = parts[0] if parts else ""
    if not isinstance(first, str) or not first.startswith(":"):
        return LATEST
    written = _QUALIFIED.match(first)
    if written is not None and (len(parts) == 1 or written.end() < len(first)):
        return Known(written[1])
    second = parts[1] if len(parts) > 1 else None
    if first == ":" and isinstance(second, Reference) and not second.pseudo:
        return Reference(second.resource)
    return Unknown(Reason("unknown-value", "the version or alias that is invoked isn't known"))


def _of(stand_in: Resource, function: Subject) -> Value:
    if stand_in.type == VERSION:
        return Reference(stand_in.id)
    return function.world.pick(stand_in.properties.value("Name"))
