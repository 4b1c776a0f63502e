"""What each function of an application needs."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from hauberk.code.flow.knowledge import Lookup
from hauberk.code.program import Program
from hauberk.code.sdk.operation import Found
from hauberk.code.sdk.watching import watched
from hauberk.model.compute import Function
from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.study.needs.calls import Calls
from hauberk.study.needs.infrastructure import infrastructure
from hauberk.study.needs.names import Names
from hauberk.study.needs.needed import Evidence, Needed, Unknown, merged
from hauberk.study.study import Study


class Code(NamedTuple):
    """A function's code: its files, and where the handler is in them."""

    program: Program
    lookup: Lookup
    path: str
    name: str


class NoCode(NamedTuple):
    """Why a function's code can't be read."""

    code: str
    text: str
    span: Span | None


Reading: TypeAlias = Callable[[Function], Code | NoCode]


class Needs(NamedTuple):
    """What a function needs, and of what it can't be told."""

    needed: tuple[Needed, ...]
    unknown: tuple[Unknown, ...]


def needs(function: Function, study: Study, read: Reading, show: Callable[[str], str]) -> Needs:
    """What a function needs, in its world. ``read`` gives its code; ``show`` names a file as reports do."""
    code = read(function)
    plain = Names(function, study, lambda _: None)
    unknown: list[Unknown] = []
    found = Found((), ())
    if isinstance(code, NoCode):
        unknown.append(Unknown(code.code, code.text, Evidence(code.span or function.head or Span("", 0, 0))))
    else:
        texts = {
            name: str(value.value) if isinstance(value, Known) and isinstance(value.value, (str, int, float)) else None
            for name, value in plain.variables.items()
        }
        found = watched(code.program, code.lookup, code.path, code.name, texts)
    names = Names(function, study, found.identity)
    calls = Calls(found, names, show)
    needed = [*calls.needs(), *infrastructure(names)]
    return Needs(merged(needed), (*unknown, *dict.fromkeys(calls.unknown)))
