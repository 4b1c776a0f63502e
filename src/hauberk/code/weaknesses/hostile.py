"""Hostile data in places where it does harm."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.code.flow.guards import OWN
from hauberk.code.flow.implied import INSIDE
from hauberk.code.flow.items import parts
from hauberk.code.flow.members import KEY, PROTOTYPE
from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site, Step, Taint
from hauberk.code.flow.values import Atom, Foreign, Literal, Member, Result, Text, Value, taint_of
from hauberk.code.flow.values import Record as Options
from hauberk.code.weaknesses.answers import of_answer
from hauberk.code.weaknesses.archives import ARCHIVE, from_archive, unpacked
from hauberk.code.weaknesses.formatters import LOGGERS, writes_json
from hauberk.code.weaknesses.needs import NEEDS
from hauberk.code.weaknesses.pages import HOST, is_own_site, leads_to_own
from hauberk.code.weaknesses.parsers import parsed
from hauberk.code.weaknesses.sdk import Operation, operation
from hauberk.code.weaknesses.sinks import Sink, Sinks, dangerous
from hauberk.code.weaknesses.vouched import is_vouched, vouched

LOG = "log-injection"
ON_RECEIVERS = ("pathlib", "hostile-pattern", "receiver")
"""What has to hold where a sink is about what a method is called on."""


class Finding(NamedTuple):
    """Hostile data that reaches a place where it does harm."""

    kind: str
    site: Site
    what: str
    """What is called, or what carries it."""
    source: str
    way: tuple[Step, ...]
    """The steps from where it is read on."""
    validated: bool
    """Whether a schema has looked at it, and let it through as free text."""
    declared: bool = False
    """Whether ``what`` is the name that a user's pack has for it."""


def findings(record: Record, sinks: Sinks) -> tuple[Finding, ...]:
    """Everything hostile that does harm, each place once for a kind, in the order in which it is met."""
    found: dict[tuple[str, Site], Finding] = {}
    harmful: dict[tuple[str, Site], Called] = {}
    trusted: frozenset[str] | None = None
    as_json = writes_json(record)
    for called in record.calls:
        behind = unpacked(called, record)
        if behind:
            _note(found, ARCHIVE, called.site, called.callee.path, behind)
        for sink, taints in _of_call(called, sinks):
            if as_json and sink.kind == LOG and called.callee.path.startswith(LOGGERS):
                continue
            kind = ARCHIVE if sink.kind == "path-traversal" and from_archive(called) else sink.kind
            left = [taint for taint in taints if kind not in taint.cleaned]
            if left and kind in OWN:
                trusted = vouched(record) if trusted is None else trusted
                left = [taint for taint in left if not is_vouched(taint, trusted)]
            if left:
                what = sink.declared or called.callee.path
                _note(found, kind, called.site, what, left, declared=bool(sink.declared))
                harmful.setdefault((kind, called.site), called)
    for site, what, taint in parsed(record):
        if taint:
            _note(found, "xxe", site, what, taint)
    for stored in record.stores if not any(map(_freezes, record.calls)) else ():
        free = [taint for taint in stored.key.taint if KEY not in taint.cleaned]
        if free and isinstance(stored.of.only, Result) and stored.of.only.of.path == PROTOTYPE:
            _note(found, "prototype-pollution", stored.site, "an assignment", free)
    for kind, site, what, taints in of_answer(record):
        _note(found, kind, site, what, taints)
    for outer in _handing_on(found, harmful):
        del found[outer]
    return tuple(found.values())


def _handing_on(
    found: dict[tuple[str, Site], Finding], harmful: dict[tuple[str, Site], Called]
) -> list[tuple[str, Site]]:
    """Findings of calls that are only given what another call, inside of them, made of the same hostile data, and for
    which that call is told already: ``connection.execute(text(statement))``."""
    if len(harmful) < 2:
        return []
    made: dict[tuple[str, Atom], Site] = {
        (kind, Result(call.callee, call.arguments)): site for (kind, site), call in harmful.items()
    }
    told: list[tuple[str, Site]] = []
    for (kind, site), call in harmful.items():
        inside = (made.get((kind, part)) for value in call.arguments.every() for part in parts(value))
        if any(
            one is not None and _is_within(one, site) and found[kind, one].source == found[kind, site].source
            for one in inside
        ):
            told.append((kind, site))
    return told


def _is_within(one: Site, other: Site) -> bool:
    return one.path == other.path and other.at.start <= one.at.start <= one.at.end <= other.at.end and one != other


def _is_filtered(called: Called) -> bool:
    """Whether a request goes through an agent that refuses addresses inside (the documentation of each, 2026-11)."""
    return any(
        isinstance(one, Foreign) and one.path.startswith(("ssrf-req-filter", "request-filtering-agent"))
        for value in called.arguments.every()
        for atom in value.atoms
        if isinstance(atom, Options)
        for _, inner in atom.fields
        for one in inner.atoms
    )


def _freezes(called: Called) -> bool:
    """``Object.freeze(Object.prototype)``: nothing can be set there any more."""
    return called.callee.path in ("Object.freeze", "Object.seal", "Object.preventExtensions") and any(
        isinstance(atom, Foreign) and atom.path == PROTOTYPE for value in called.arguments.plain for atom in value.atoms
    )


def _note(
    found: dict[tuple[str, Site], Finding],
    kind: str,
    site: Site,
    what: str,
    taints: Iterable[Taint],
    *,
    declared: bool = False,
) -> None:
    if (kind, site) in found:
        return
    taint = min(taints, key=lambda one: (len(one.cleaned), one.source))
    way = taint.way.all() if taint.way is not None else ()
    found[kind, site] = Finding(kind, site, what, taint.source, way, "validated" in taint.cleaned, declared)


def _of_call(called: Called, sinks: Sinks) -> Iterator[tuple[Sink, list[Taint]]]:
    known = operation(called)
    if known is not None:
        for sink in sinks.of_operation(known):
            for value in dangerous(sink, called, known):
                taints = hostile(value, sink)
                if taints and (not sink.needs or _holds(sink.needs, called, value, known)):
                    yield sink, taints
    for sink in sinks.of_call(called.callee.path):
        if sink.kind == "ssrf" and _is_filtered(called):
            continue
        on_receiver = sink.needs in ON_RECEIVERS and sink.argument is None and not sink.names
        for value in dangerous(sink, called, None) if not on_receiver else ():
            taints = hostile(value, sink)
            if sink.contents:
                taints += [one for one in called.held if sink.kind not in one.cleaned]
            if taints and (not sink.needs or NEEDS[sink.needs](called, value, known)):
                yield sink, taints
        if sink.needs in ON_RECEIVERS and _holds(sink.needs, called, Value(()), known):
            taints = [one for one in called.taint if sink.kind not in one.cleaned]
            if taints:
                yield sink, taints


def _holds(needs: str, called: Called, value: Value, known: Operation | None) -> bool:
    """Whether what a sink needs holds. All that can be needed is loaded once something hostile meets a sink."""
    from hauberk.code.weaknesses.needs import NEEDS

    return NEEDS[needs](called, value, known)


def hostile(value: Value, sink: Sink) -> list[Taint]:
    """The sources that a sink isn't safe from."""
    if sink.kind == "ssrf":
        value = _addressed(value)
    if sink.part == "start" and value.atoms and all(leads_to_own(atom, HOST) for atom in value.atoms):
        return []
    if sink.part == "origin" and is_own_site(value):
        return []
    if sink.kind == "path-traversal" and value.atoms and all(_is_in_memory(atom) for atom in value.atoms):
        return []
    left = [taint for taint in taint_of(value) if taint.cleaned.isdisjoint((sink.kind, sink.like))]
    if sink.kind == "path-traversal" and left and all(taint.cleaned >= INSIDE for taint in left):
        return [] if all(_is_below(atom) for atom in value.atoms) else left
    return left


def _is_below(atom: object) -> bool:
    """Whether a path begins with a folder that is written down."""
    return isinstance(atom, Text) and isinstance(atom.pieces[0], str) and "/" in atom.pieces[0]


def _is_in_memory(atom: object) -> bool:
    """What has a file's methods, and no name: the body of an answer of AWS among it."""
    if isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.name == "get":
        return any(one == Literal("Body") for value in atom.arguments.plain[:1] for one in value.atoms)
    if isinstance(atom, Member):
        return atom.name == "Body" and isinstance(atom.of, Foreign)
    return isinstance(atom, Result) and atom.of.path in (
        "io.BytesIO",
        "io.StringIO",
        "Buffer.from",
        "stream.Readable.from",
    )


def _addressed(value: Value) -> Value:
    """Where requests go that are made beforehand: ``urlopen(Request(url, data=…))``."""
    for atom in value.atoms:
        if isinstance(atom, Result) and atom.of.path in ("urllib.request.Request", "requests.Request", "Request"):
            return atom.arguments.at(1 if atom.of.path == "requests.Request" else 0, "url") or Value(())
    return value
