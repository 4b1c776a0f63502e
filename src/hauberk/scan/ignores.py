"""Findings that the template itself switches off: by a comment, or in a resource's Metadata.

``# hauberk: ignore[control] reason`` at the end of a line, or on the lines above one, holds for findings that point at
that line; above a resource's name for the whole resource. ``(until 2027-01-31)`` in the reason ends it. In Metadata:
``Hauberk: {Ignore: [{Control: …, Reason: …, Until: …}]}``. Without a reason nothing is switched off.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatchcase

from hauberk.model.application import Application
from hauberk.model.ledger import Entry, Suppression
from hauberk.model.subject import listed, named
from hauberk.model.values import Known, Value
from hauberk.model.verdict import State
from hauberk.reading.comments import comments
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.scan.placing import Placing
from hauberk.scan.settings import Ignore, is_day

_COMMENT = re.compile(r"hauberk:\s*ignore\[([a-z0-9, -]*)\]\s*(.*)", re.DOTALL)
_UNTIL = re.compile(r"\(?\buntil\s+(\d{4}-\d{2}-\d{2})\)?")


class Inline:
    """One ignore in a template: what it switches off, where it stands, and whether it did."""

    __slots__ = ("about", "controls", "how", "line", "path", "reason", "resource", "until", "used")

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
    ) -> None:
        self.how = how
        self.controls = controls
        self.reason = reason
        self.until = until
        self.path = path
        self.line = line
        self.about = about
        self.resource = resource
        self.used = False

    @property
    def about_what(self) -> str | tuple[str, int]:
        """A resource's id, or file and line."""
        return self.resource if self.how == "metadata" else (self.path, self.about)

    @property
    def place(self) -> str:
        """Where the ignore stands."""
        return f"{self.path}:{self.line}"


def inline_ignores(application: Application, sources: Iterable[Source], placing: Placing) -> list[Inline]:
    """Every ignore of an application's templates."""
    found = [ignore for source in sources if "hauberk:" in source.text for ignore in _of_comments(source)]
    found.extend(_of_metadata(application, placing))
    return found


def _of_comments(source: Source) -> Iterator[Inline]:
    try:
        for comment in comments(source):
            match = _COMMENT.match(comment.text)
            if match:
                reason, until = _reason(match[2])
                controls = tuple(filter(None, (name.strip() for name in match[1].split(","))))
                yield Inline("comment", controls, reason, until, source.path, comment.line, comment.about)
    except ReadingError:  # JSON has no comments, and what isn't YAML was reported when it was read
        return


def _reason(text: str) -> tuple[str, str]:
    until = _UNTIL.search(text)
    return _UNTIL.sub("", text).strip(" -:,."), until[1] if until else ""


def _of_metadata(application: Application, placing: Placing) -> Iterator[Inline]:
    seen: set[str] = set()
    for resource in application.resources.values():
        if resource.written in seen:
            continue
        block = named(named(resource.attributes.value("Metadata")).value("Hauberk"))
        if not block.names():
            continue
        seen.add(resource.written)
        for entry in listed(block.value("Ignore")):
            fields = named(entry)
            controls = tuple(_word(value) for value in listed(fields.value("Control")))
            line, _ = placing.line_of(entry.trail[0] if entry.trail else resource.head)
            path = entry.trail[0].path if entry.trail else application.id
            reason, until = _reason(_word(fields.value("Reason")))
            until = _word(fields.value("Until")) or until
            yield Inline("metadata", controls, reason, until, path, line, 0, resource.written)


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
        if ignore.reason and not is_over(ignore.until, today):
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
    owner = entry.subject if entry.subject in heads else entry.subject.partition("/")[0]
    writer = written.get(owner, owner)
    place = entry.locations[0] if entry.locations else None
    at_line = (place.path, place.line) if place is not None else None
    for about in (at_line, heads.get(owner), heads.get(writer), writer):
        ignore = ignores.get((entry.control, about))
        if ignore is not None:
            ignore.used = True
            return entry._replace(suppressed=Suppression(ignore.how, ignore.reason, ignore.until, ignore.place))
    return entry


def is_over(until: str, today: date) -> bool:
    """Whether a day has passed; a text that is no day counts as passed."""
    return bool(until) and (not is_day(until) or date.fromisoformat(until) < today)


def complaints(ignores: Iterable[Inline], known: frozenset[str], today: date) -> Iterator[str]:
    """What is wrong with the ignores themselves."""
    for ignore in ignores:
        names = ", ".join(ignore.controls) or "nothing"
        unknown = [name for name in ignore.controls if name not in known]
        if not ignore.reason:
            yield f"{ignore.place}: the ignore of {names} has no reason, so it switches nothing off"
        elif is_over(ignore.until, today):
            yield f"{ignore.place}: the ignore of {names} ended on {ignore.until}"
        elif unknown:
            yield f"{ignore.place}: the ignore names {', '.join(unknown)}, which is no control"
        elif not ignore.used:
            yield f"{ignore.place}: the ignore of {names} is no longer needed"


def apply_settings(
    entries: Iterable[Entry], ignores: Iterable[Ignore], today: date
) -> tuple[tuple[Entry, ...], list[str]]:
    """The entries with those switched off that the configuration names, and what is wrong with its ignores."""
    listed_ignores = list(ignores)
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
        if ignore not in used
    ]
    return tuple(result), notes


def _names(ignore: Ignore, entry: Entry) -> bool:
    return (
        ignore.control == entry.control
        and fnmatchcase(entry.subject, ignore.subject)
        and fnmatchcase(entry.application, ignore.path)
    )
