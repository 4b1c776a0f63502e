"""The report for a person at a terminal: findings by function, then a summary by practice."""

from collections.abc import Iterator

from hauberk.model.ledger import Entry, Gap, Ledger, Seen
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity, State
from hauberk.practices.checks import HELPER
from hauberk.reports import door
from hauberk.reports.excerpt import excerpt
from hauberk.reports.grouping import Group, groups
from hauberk.reports.style import SEVERITY, Style
from hauberk.reports.tally import PASSED_OVER, last_line, tally
from hauberk.reports.titles import Titles


def render(raw: Ledger, titles: Titles, style: Style, *, quiet: bool = False, verbose: bool = False) -> str:
    """The whole report. ``quiet`` leaves a line for each finding, each file that wasn't read and each note; ``verbose``
    adds what is unknown, and why."""
    lines: list[str] = []
    if quiet:
        lines.extend(_line(door.brief(entry), style) for entry in raw.findings())
        told = door.ledger(raw._replace(applications=(), entries=()))
        lines.extend(f"{_where(gap)}: {_unread(gap)}{gap.text}" for gap in told.gaps)
        lines.extend(f"note: {note}" for note in told.notes)
    else:
        shown = (entry for entry in raw.entries if entry.state in (State.VIOLATED, State.UNKNOWN) or _is_helpers(entry))
        ledger = door.ledger(raw._replace(entries=tuple(shown)))  # of the others only numbers are shown
        lines.extend(f"{style.paint('bold', seen.path)}: {_sight(seen)}" for seen in ledger.applications)
        for group in groups(ledger.findings()):
            lines.extend(_group(group, titles, style, len(ledger.applications) > 1, verbose))
        if verbose:
            lines.extend(_unknowns(ledger, style))
            lines.extend(_helpers(ledger, style))
        lines.extend(_gaps(ledger, style, verbose))
        lines.extend(_summary(raw, style))
        lines.extend(f"note: {note}" for note in ledger.notes)
    lines.append(last_line(raw))
    return "\n".join(lines) + "\n"


def _sight(seen: Seen) -> str:
    """What was seen of an application, in a line."""
    counts = [
        _count(seen.functions, "function"),
        _count(seen.resources, "resource"),
        _count(seen.parameters, "parameter"),
    ]
    more = f", read from {len(seen.files)} files" if len(seen.files) > 1 else ""
    return f"{seen.format}, {', '.join(counts)}{more}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _group(group: Group, titles: Titles, style: Style, with_path: bool, verbose: bool) -> Iterator[str]:
    """A function's findings: what is low stands in a line each, unless ``verbose`` asks for more."""
    heading = f"{group.application}: {group.title}" if with_path else group.title
    yield ""
    yield style.paint("bold", f"── {heading} " + "─" * max(2, 76 - len(heading)))
    low = [entry for entry in group.entries if entry.severity is Severity.LOW and not verbose]
    for entry in group.entries:
        if entry not in low:
            yield ""
            yield from _finding(entry, titles, style)
    if low:
        yield ""
        yield from (_line(entry, style) for entry in low)


def _finding(entry: Entry, titles: Titles, style: Style) -> Iterator[str]:
    look = SEVERITY[entry.severity]
    name = style.paint(look, f"{entry.severity}[{entry.control}]")
    yield f"{name}: {style.paint('bold', titles.title(entry.control))}"
    for location in entry.locations:
        primary = location.role == "primary"
        arrow = style.paint("blue", "-->" if primary else "::>")
        yield f"  {arrow} {location.path}:{location.line}:{location.column}"
        mark, colour = ("^", look) if primary else ("-", "blue")
        yield from (f"  {line}" for line in excerpt(location, style, mark, colour))
    if not entry.locations:
        yield f"  {entry.name}: {entry.message}"
    if entry.condition:
        yield _note(style, "holds", entry.condition)
    if entry.help:
        yield _note(style, "fix", " ".join(entry.help.split()))


def _note(style: Style, word: str, text: str) -> str:
    return f"  {style.paint('blue', '=')} {style.paint('bold', word)}: {text}"


def _line(entry: Entry, style: Style) -> str:
    place = entry.locations[0] if entry.locations else None
    where = f"{place.path}:{place.line}:{place.column}" if place else entry.application
    return f"{where}: {style.paint(SEVERITY[entry.severity], str(entry.severity))}[{entry.control}] {entry.message}"


def _unknowns(ledger: Ledger, style: Style) -> Iterator[str]:
    unknown = [e for e in ledger.entries if e.state is State.UNKNOWN and e.suppressed is None]
    if unknown:
        yield ""
        yield style.paint("bold", "Unknown, because")
    for entry in unknown:
        place = entry.locations[0] if entry.locations else None
        where = f"{place.path}:{place.line}" if place else entry.application
        yield f"  {where}: [{entry.control}] {entry.name}: {entry.reason.text if entry.reason else entry.message}"


def _is_helpers(entry: Entry) -> bool:
    return entry.reason is not None and entry.reason.code == HELPER


def _helpers(ledger: Ledger, style: Style) -> Iterator[str]:
    left = [entry for entry in ledger.entries if _is_helpers(entry)]
    if left:
        yield ""
        yield style.paint("bold", "Not asked of helpers")
    for entry in left:
        yield f"  {entry.application}: [{entry.control}] {entry.name}: {entry.reason.text if entry.reason else ''}"


def _unread(gap: Gap) -> str:
    return "" if gap.code in PASSED_OVER else "not read: "


def _where(gap: Gap) -> str:
    return f"{gap.path}:{gap.line}:{gap.column}" if gap.line else gap.path


def _gaps(ledger: Ledger, style: Style, verbose: bool) -> Iterator[str]:
    if not ledger.gaps:
        return
    yield ""
    passed = all(gap.code in PASSED_OVER for gap in ledger.gaps)
    yield style.paint("bold", f"{'Not looked at' if passed else 'Not read'}: {len(ledger.gaps)}")
    by_reason: dict[tuple[str, str], list[str]] = {}
    for gap in ledger.gaps:
        by_reason.setdefault((gap.code, gap.text), []).append(_where(gap))
    for (_, reason), places in by_reason.items():
        listed = places if verbose or len(places) <= 3 else [*places[:2], f"{len(places) - 2} more"]
        yield f"  {', '.join(listed)}: {reason}"


def _summary(ledger: Ledger, style: Style) -> Iterator[str]:
    rows = tally(ledger)
    if not rows:
        return
    yield ""
    heads = (State.VIOLATED, State.SATISFIED, State.UNKNOWN)
    yield style.paint("bold", f"{'Practice':44}" + "".join(f"{head.value:>11}" for head in heads))
    for practice, counts in rows.items():
        if not any(counts[head] for head in heads):
            yield style.paint("dim", f"{practice:>2} {PRACTICES[practice]:41} not applicable to this template")
            continue
        cells = "".join(
            style.paint(
                "red" if head is State.VIOLATED and counts[head] else "dim" if not counts[head] else "bold",
                f"{counts[head]:>11}",
            )
            for head in heads
        )
        yield f"{practice:>2} {PRACTICES[practice]:41}{cells}"
    yield ""
