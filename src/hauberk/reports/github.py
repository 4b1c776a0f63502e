"""Annotations of GitHub Actions: one workflow command for each finding (GitHub Docs, "Workflow commands", 2026-11)."""

from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import Severity
from hauberk.reports import door
from hauberk.reports.tally import last_line, unread_text
from hauberk.reports.titles import Titles

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


def render(raw: Ledger, titles: Titles) -> str:
    """The commands, then the last line of every report."""
    ledger = door.ledger(raw)
    lines = [_command(entry, titles) for entry in ledger.findings()]
    lines += [f"::warning file={_property(gap.path)}::{_data(unread_text(gap))}" for gap in ledger.gaps]
    lines += [f"::notice title=Hauberk::{_data(note)}" for note in ledger.notes]
    lines.append(_data(last_line(ledger)).replace("::", ": :"))
    return "\n".join(lines) + "\n"


def _command(entry: Entry, titles: Titles) -> str:
    place = entry.locations[0] if entry.locations else None
    where = f"file={_property(place.path if place else entry.application)}"
    if place is not None:
        where += f",line={place.line},endLine={max(place.line, place.end_line)},col={place.column}"
    title = _property(f"{titles.title(entry.control)} [{entry.control}]")
    message = entry.message + (f" ({entry.condition})" if entry.condition else "")
    return f"::{_LEVELS[entry.severity]} {where},title={title}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
