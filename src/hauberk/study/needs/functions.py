"""What each function of an application needs."""

from typing import NamedTuple

from hauberk.code.sdk.operation import Found
from hauberk.code.sdk.watching import watched
from hauberk.model.compute import Function
from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.study.code.places import NoCode
from hauberk.study.needs.calls import Calls
from hauberk.study.needs.infrastructure import infrastructure
from hauberk.study.needs.names import Names, is_concealed
from hauberk.study.needs.needed import Evidence, Needed, Unknown, merged
from hauberk.study.study import Study


class Needs(NamedTuple):
    """What a function needs, and of what it can't be told. ``whole`` says whether all of its code was read."""

    needed: tuple[Needed, ...]
    unknown: tuple[Unknown, ...]
    whole: bool


_READ = frozenset(
    (
        "computed-call",
        "computed-import",
        "computed-operation",
        "computed-service",
        "evaluated-code",
        "missing-module",
        "unknown-operation",
        "unknown-permission",
    )
)
"""Doubts about a line of code that was read. With any other, a function's code isn't known whole, so that nothing can
be said to be granted beyond its need."""


def needs(function: Function, study: Study) -> Needs:
    """What a function needs, in its world."""
    code = study.program(function)
    plain = Names(function, study, lambda _: None)
    unknown: list[Unknown] = []
    found = Found((), ())
    head = function.head or Span("", 0, 0)
    if isinstance(code, NoCode):
        unknown.append(Unknown(code.reason.code, code.reason.text, Evidence(code.span or head)))
    else:
        at = Evidence(function.at("Code").span or head)
        unknown += [Unknown(reason.code, reason.text, at) for reason in code.left]
        texts = {
            name: None
            if is_concealed(value) or not isinstance(value, Known) or not isinstance(value.value, (str, int, float))
            else str(value.value)
            for name, value in plain.variables.items()
        }
        found = watched(code.program, code.lookup, code.path, code.name, texts)
    whole = not unknown and all(one.code in _READ for one in found.unknown)
    names = Names(function, study, found.identity)
    calls = Calls(found, names, study.span)
    needed = [*calls.needs(), *infrastructure(names)]
    return Needs(merged(needed), (*unknown, *dict.fromkeys(calls.unknown)), whole)
