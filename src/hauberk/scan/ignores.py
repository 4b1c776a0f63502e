"""Findings that the template itself switches off: by a comment, or in a resource's Metadata.

``# hauberk: ignore[control] reason`` at the end of a line, or on the lines above one, holds for findings that point at
that line; above a resource's name for the whole resource. ``(until 2027-01-31)`` in the reason ends it. In Metadata:
``Hauberk: {Ignore: [{Control: …, Reason: …, Until: …}]}``. Without a reason nothing is switched off, nor by what isn't
quite of this form; that is said.
"""

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hauberk.model.application import Application
from hauberk.model.ledger import Entry, Suppression
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Known, Value
from hauberk.model.verdict import State
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.scan.placing import Placing
from hauberk.scan.settings import Ignore, is_day

if TYPE_CHECKING:
    from hauberk.study.code.literal import Literal

_COMMENT = regex(r"hauberk:\s*ignore\[([a-z0-9, -]*)\]\s*(.*)", re.DOTALL)
_MEANT = regex(r"hauberk\s*:|hauberk\W*ignore\b", re.IGNORECASE)
_NAMES = ("hauberk", "Hauberk", "HAUBERK")
_UNTIL = regex(r"\(\s*until\b([^()]*)\)|\buntil\s+((?:[A-Za-z]{3,9}\.?\s+)?\d[\d./-]{3,}[^\s,;()]*)", re.IGNORECASE)
"""An end: whatever stands in brackets behind ``until``, or what looks like a day there without them."""
_BLOCK = "Hauberk"
_LIST = "Ignore"
_KEYS = ("Control", "Reason", "Until")
_FORM = "it isn't of the form `hauberk: ignore[control] reason`"


class Inline:
    """One ignore in a template: what it switches off, where it stands, and whether it did. With ``trouble`` in its form
    it switches nothing off."""

    __slots__ = ("about", "controls", "how", "line", "path", "reason", "resource", "trouble", "until", "used")

    def __init__(
        self,
        how: str,
        controls: tuple[str, ...],
        reason: str,
        until: str,
        path: str,
        line: int,
        about: int,
        resource: str = "",
        trouble: str = "",
    ) -> None:
        self.how = how
        self.controls = controls
        self.reason = reason
        self.until = until
        self.path = path
        self.line = line
        self.about = about
        self.resource = resource
        self.trouble = trouble or ("" if not until or is_day(until) else f"{until[:40]!r} is no day such as 2027-01-31")
        self.used = False

    @property
    def about_what(self) -> str | tuple[str, int]:
        """A resource's id, or file and line."""
        return self.resource if self.how == "metadata" else (self.path, self.about)

    @property
    def place(self) -> str:
        """Where the ignore stands."""
        return f"{self.path}:{self.line}"


def inline_ignores(
    application: Application, sources: Iterable[Source], literals: "Iterable[Literal]", placing: Placing
) -> list[Inline]:
    """Every ignore in an application's templates, and in the code of its functions that was read. ``literals`` is code
    that templates hold."""
    found = [ignore for source in sources if _mentioned(source.text) for ignore in _of_comments(source)]
    found.extend(one for literal in literals if _mentioned(literal.text) for one in _of_literal(literal, placing))
    found.extend(_of_metadata(application, placing))
    return found


def _mentioned(text: str) -> bool:
    return any(name in text for name in _NAMES)


def _of_comments(source: Source) -> Iterator[Inline]:
    from hauberk.reading.comments import comments  # few templates have one that is meant for Hauberk
    from hauberk.reading.remarks import SUFFIXES, remarks

    try:
        for comment in remarks(source, "hauberk") if source.path.endswith(SUFFIXES) else comments(source):
            match = _COMMENT.match(comment.text)
            if match:
                reason, until = _reason(match[2])
                controls = tuple(filter(None, (name.strip() for name in match[1].split(","))))
                trouble = "" if controls else "it names no control"
                yield Inline("comment", controls, reason, until, source.path, comment.line, comment.about, "", trouble)
            elif _MEANT.match(comment.text):
                yield Inline("comment", (), "", "", source.path, comment.line, comment.about, "", _FORM)
    except ReadingError:  # JSON has no comments, and what isn't YAML was reported when it was read
        return


def _of_literal(literal: "Literal", placing: Placing) -> Iterator[Inline]:
    """The ignores of code in a template, whose lines are lines of the template there. Code that is written on one line
    of it has none: they would speak of all of it."""
    rows = [number for number, row in enumerate(literal.text.split("\n"), 1) if row.strip()]
    before = {placing.line_of(literal.place(number))[0] - number for number in (rows[0], rows[-1])}
    if len(before) > 1:
        return
    (moved,) = before
    try:
        found = list(_of_comments(literal.source))
    except ReadingError:
        return
    for one in found:
        place = literal.place(one.line)
        if place is not None:
            one.path, one.line, one.about = place.path, one.line + moved, one.about + moved
            yield one


def _reason(text: str) -> tuple[str, str]:
    """A reason without its end, and the end as it is written."""
    until = _UNTIL.search(text)
    return _UNTIL.sub("", text).strip(" -:,."), ((until[1] or until[2] or "").strip() or "nothing") if until else ""


def _of_metadata(application: Application, placing: Placing) -> Iterator[Inline]:
    seen: set[str] = set()
    for resource in application.resources.values():
        if resource.written in seen:
            continue
        metadata = named(resource.attributes.value("Metadata"))
        for name in metadata.names():
            if name.lower() == _BLOCK.lower():
                seen.add(resource.written)
                block = metadata.value(name)
                trouble = "" if name == _BLOCK else f"the key is {name!r}, not {_BLOCK!r}"
                yield from _of_block(resource, block, trouble, application, placing)


def _of_block(
    resource: Resource, block: Value, trouble: str, application: Application, placing: Placing
) -> Iterator[Inline]:
    """The ignores of one ``Hauberk`` in Metadata. What is of another shape is one with its trouble."""

    def made(value: Value, trouble: str, controls: tuple[str, ...] = (), reason: str = "", until: str = "") -> Inline:
        place = value.trail[0] if value.trail else resource.head
        line, _ = placing.line_of(place)
        path = place.path if place else application.id
        return Inline("metadata", controls, reason, until, path, line, 0, resource.written, trouble)

    fields = named(block)
    odd = [name for name in fields.names() if name != _LIST]
    if trouble or odd or not fields.names():
        yield made(block, trouble or (_unknown_key(odd[0], (_LIST,)) if odd else f"it has no {_LIST}"))
    if trouble:
        return
    for entry in listed(fields.value(_LIST)):
        own = named(entry)
        controls = tuple(filter(None, (_word(value) for value in listed(own.value("Control")))))
        reason, until = _reason(_word(own.value("Reason")))
        end = own.value("Until")
        if not isinstance(end, Absent):
            until = _word(end) or "what is known at deployment only"
        unknown = [name for name in own.names() if name not in _KEYS]
        trouble = _unknown_key(unknown[0], _KEYS) if unknown else "" if controls else "it names no control"
        yield made(entry, trouble, controls, reason, until)


def _unknown_key(name: str, known: tuple[str, ...]) -> str:
    there = f"there are {', '.join(known)}" if len(known) > 1 else f"there is {known[0]}"
    return f"it has an unknown key {name[:40]!r}; {there}"


def _word(value: Value) -> str:
    return str(value.value) if isinstance(value, Known) and isinstance(value.value, (str, int)) else ""


def apply_inline(
    entries: Iterable[Entry],
    ignores: list[Inline],
    heads: dict[str, tuple[str, int]],
    written: dict[str, str],
    today: date,
) -> tuple[Entry, ...]:
    """The entries with those switched off that an ignore names.

    ``heads`` are file and line of each resource's name, ``written`` the resource that a person wrote for each.
    """
    found: dict[tuple[str, object], Inline] = {}
    for ignore in ignores:
        if ignore.reason and not ignore.trouble and not is_over(ignore.until, today):
            for control in ignore.controls:
                found.setdefault((control, ignore.about_what), ignore)
    return tuple(_switched(entry, found, heads, written) for entry in entries)


def _switched(
    entry: Entry,
    ignores: dict[tuple[str, object], Inline],
    heads: dict[str, tuple[str, int]],
    written: dict[str, str],
) -> Entry:
    """``ignores`` are by control and by what they are about."""
    if entry.state is not State.VIOLATED or not ignores:
        return entry
    owner = _owner(entry.subject, heads)
    writer = written.get(owner, owner)
    place = entry.locations[0] if entry.locations else None
    at_line = (place.path, place.line) if place is not None else None
    for about in (at_line, heads.get(owner), heads.get(writer), writer):
        ignore = ignores.get((entry.control, about))
        if ignore is not None:
            ignore.used = True
            return entry._replace(suppressed=Suppression(ignore.how, ignore.reason, ignore.until, ignore.place))
    return entry


def _owner(subject: str, heads: Container[str]) -> str:
    """The resource of a subject's id: the longest beginning that is a resource's, else what stands before a slash. The
    ids of handlers that were found in code have slashes of their own."""
    owner = subject
    while owner not in heads:
        owner, slash, _ = owner.rpartition("/")
        if not slash:
            return subject.partition("/")[0]
    return owner


def is_over(until: str, today: date) -> bool:
    """Whether a day has passed; a text that is no day counts as passed."""
    return bool(until) and (not is_day(until) or date.fromisoformat(until) < today)


def complaints(ignores: Iterable[Inline], known: frozenset[str], asked: frozenset[str], today: date) -> Iterator[str]:
    """What is wrong with the ignores themselves. ``known`` are the names of all controls, ``asked`` of those that this
    check asks: of an ignore of another nobody can tell whether it is needed."""
    for ignore in ignores:
        names = ", ".join(ignore.controls)
        unknown = [name for name in ignore.controls if name not in known]
        if ignore.trouble:
            of = f" of {names}" if ignore.controls else ""
            yield f"{ignore.place}: the ignore{of} switches nothing off: {ignore.trouble}"
        elif not ignore.reason:
            yield f"{ignore.place}: the ignore of {names} has no reason, so it switches nothing off"
        elif is_over(ignore.until, today):
            yield f"{ignore.place}: the ignore of {names} ended on {ignore.until}"
        elif unknown:
            yield f"{ignore.place}: the ignore names {', '.join(unknown)}, which is no control"
        elif not ignore.used and asked.issuperset(ignore.controls):
            yield f"{ignore.place}: the ignore of {names} is no longer needed"


def apply_settings(
    entries: Iterable[Entry], ignores: Iterable[Ignore], asked: frozenset[str], today: date
) -> tuple[tuple[Entry, ...], list[str]]:
    """The entries with those switched off that the configuration names, and what is wrong with its ignores; ``asked``
    is as for :func:`complaints`."""
    listed_ignores = list(ignores)
    if not listed_ignores:
        return tuple(entries), []
    used: set[Ignore] = set()
    result = []
    for entry in entries:
        if entry.counts:
            for ignore in listed_ignores:
                if _names(ignore, entry) and not is_over(ignore.until, today):
                    used.add(ignore)
                    entry = entry._replace(suppressed=Suppression("configuration", ignore.reason, ignore.until))
                    break
        result.append(entry)
    notes = [
        f"the configuration's ignore of {ignore.control} ended on {ignore.until}"
        if is_over(ignore.until, today)
        else f"the configuration's ignore of {ignore.control} ({ignore.subject}) is no longer needed"
        for ignore in listed_ignores
        if ignore not in used and (ignore.control in asked or is_over(ignore.until, today))
    ]
    return tuple(result), notes


def _is_called(entry: Entry, pattern: str) -> bool:
    """Whether a subject of a live account, whose id is an ARN, is known by its short name."""
    return entry.subject.startswith("arn:") and fnmatchcase(entry.name, pattern)


def _names(ignore: Ignore, entry: Entry) -> bool:
    return (
        ignore.control == entry.control
        and (fnmatchcase(entry.subject, ignore.subject) or _is_called(entry, ignore.subject))
        and fnmatchcase(entry.application, ignore.path)
    )
