"""What a program calls of AWS, by what was met while it was followed."""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Foreign, Member, Result
from hauberk.code.sdk.boto import Boto
from hauberk.code.sdk.helpers import helped
from hauberk.code.sdk.javascript import JavaScript
from hauberk.code.sdk.operation import Found, Operation, Unknown

_LOST = {
    "dynamic-import": "computed-import",
    "evaluated-code": "evaluated-code",
    "budget": "budget",
    "too-deep": "too-deep",
    "many-calls": "too-deep",
    "missing-handler": "missing-handler",
    "missing-module": "missing-module",
}
"""What of that which couldn't be followed may hide calls of AWS, as it is told."""


def found(record: Record, reads: "dict[tuple[Member, Site], None] | None" = None) -> Found:
    """Every operation once for the parameters that it is given, and what may be calls of AWS that nobody can tell.

    ``reads`` are members of what isn't the application's own, with the places where they are read.
    """
    made: dict[Foreign, dict[Site, None]] = {}
    for called in record.calls:
        made.setdefault(Result(called.callee, called.arguments), {})[called.site] = None

    def sites(atom: Foreign) -> tuple[Site, ...]:
        return tuple(made.get(atom, ()))

    boto, javascript = Boto(sites), JavaScript(sites)
    operations: dict[tuple[object, ...], Operation] = {}
    unknown: dict[Unknown, None] = {}
    for one in _all(record, boto, javascript, reads or {}):
        if isinstance(one, Unknown):
            unknown[one] = None
            continue
        key = (one.service, one.operation, one.parameters, one.through, one.more)
        before = operations.get(key)
        merged = one.sites if before is None else tuple(dict.fromkeys((*before.sites, *one.sites)))
        operations[key] = one._replace(sites=merged)
    for lost in record.lost:
        code = _LOST.get(lost.code)
        if code is not None:
            unknown[Unknown(code, lost.text, lost.site)] = None
    return Found(tuple(operations.values()), tuple(dict.fromkeys(unknown)))


def _all(
    record: Record, boto: Boto, javascript: JavaScript, reads: "dict[tuple[Member, Site], None]"
) -> Iterator[Operation | Unknown]:
    for called in record.calls:
        yield from helped(called)
        if called.site.path.endswith((".py", ".pyw")):
            yield from boto.operations(called)
        else:
            yield from javascript.operations(called)
    for atom, site in reads:
        yield from boto.read(atom, site)


__all__ = ["Called", "found"]
