"""Annotations of GitHub Actions: one workflow command for each finding (GitHub Docs, "Workflow commands", 2026-11)."""

from collections.abc import Iterable

from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import Severity
from hauberk.reports import door
from hauberk.reports.tally import ages, last_line, unread_text
from hauberk.reports.titles import Titles
from hauberk.reports.unfollowed import Unfollowed, unfollowed
from hauberk.reports.whereabouts import of_entry

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


SHOWN = 10
"""Annotations of one level that GitHub shows of a step: the first ones (GitHub's staff in community discussion 26680,
2026-11). The others are in the step's log."""


def render(raw: Ledger, titles: Titles) -> str:
    """The commands, the worst first, since GitHub shows a few; then how many it leaves out, and what every report ends
    with."""
    ledger = door.ledger(raw)
    findings = sorted(ledger.findings(), key=lambda entry: entry.severity, reverse=True)
    commands = [_command(entry, titles) for entry in findings]
    commands += [f"::warning file={_property(gap.path)}::{_data(unread_text(gap))}" for gap in ledger.gaps]
    commands += map(_unfollowed, unfollowed(ledger))
    lines = [*commands, *(f"::notice title=Hauberk::{_data(note)}" for note in ledger.notes)]
    cut = _cut(commands)
    if cut:
        lines.append(f"GitHub shows the first {SHOWN} annotations of each level; of these it leaves out {cut}.")
    if ledger.data:
        lines.append(_plain(f"Facts: {ages(ledger)}."))
    lines.append(_plain(last_line(ledger)))
    return "\n".join(lines) + "\n"


def _cut(commands: Iterable[str]) -> str:
    """How many commands of each level are past what GitHub shows, in words."""
    levels = [command.removeprefix("::").partition(" ")[0] for command in commands]
    counts = [(level, levels.count(level) - SHOWN) for level in ("error", "warning", "notice")]
    return ", ".join(f"{number} {level}{'s' if number > 1 else ''}" for level, number in counts if number > 0)


def _plain(text: str) -> str:
    """A line that is no command."""
    return _data(text).replace("::", ": :")


def _command(entry: Entry, titles: Titles) -> str:
    place = entry.locations[0] if entry.locations else None
    title = _property(f"{titles.title(entry.control)} [{entry.control}]")
    message = entry.message + (f" ({entry.condition})" if entry.condition else "")
    if of_entry(entry) is not None:  # no file of the repository, which an annotation would stand in
        return f"::{_LEVELS[entry.severity]} title={title}::{_data(f'{entry.subject}: {message}')}"
    where = f"file={_property(place.path if place else entry.application)}"
    if place is not None:
        where += f",line={place.line},endLine={max(place.line, place.end_line)},col={place.column}"
    return f"::{_LEVELS[entry.severity]} {where},title={title}::{_data(message)}"


def _unfollowed(one: Unfollowed) -> str:
    where = one.first
    place = f"file={_property(where.path)},line={where.line}," if where is not None else ""
    return f"::notice {place}title=Not followed in code::{_data(one.line())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
