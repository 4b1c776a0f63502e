"""The report for a person at a terminal: findings by function, then a summary by practice."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hauberk.model.ledger import Entry, Gap, Ledger, Seen
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity, State
from hauberk.practices.checks import HELPER
from hauberk.reports import door
from hauberk.reports.excerpt import heading, note, places
from hauberk.reports.fitting import counted, width, window, wrapped
from hauberk.reports.grouping import Group, groups, rank
from hauberk.reports.others import TITLE, Others, alone, also, others
from hauberk.reports.stories import Story, stories
from hauberk.reports.style import SEVERITY, Style
from hauberk.reports.tally import PASSED_OVER, ages, found_by, last_line, tally
from hauberk.reports.titles import Titles
from hauberk.reports.unfollowed import BRIEF, Unfollowed, summary, unfollowed
from hauberk.reports.ways import places_of
from hauberk.reports.whereabouts import where

_NAMES = 12
"""Subjects that are named of a finding told once."""
_FEW = 3
"""The same in a line of its own."""
_BROAD = 34
"""Columns for the names of controls, where they stand below each other."""
_MANY = 12
"""With more findings the report ends with the worst of them, as many as ``_WORST`` and more than low."""
_WORST = 10
_FOREIGN = 12
"""Findings of AWS's services that are listed; the others are counted."""
_CALLED = 8
"""APIs that are named of those that were called."""
_UNFOLLOWED = 6
"""Lines of what wasn't followed; the others are counted."""


def render(raw: Ledger, titles: Titles, style: Style, *, quiet: bool = False, verbose: bool = False) -> str:
    """The whole report. ``quiet`` leaves a line for each finding, each file that wasn't read and each note; ``verbose``
    adds what is low in full, and all that is unknown, and why."""
    lines: list[str] = []
    if quiet:
        lines.extend(_line(door.brief(entry), style) for entry in sorted(raw.findings(), key=rank))
        told = door.ledger(raw._replace(applications=(), entries=()))
        lines.extend(f"{_where(gap)}: {_unread(gap)}{gap.text}" for gap in told.gaps)
        lines.extend(f"note: {note}" for note in told.notes)
    else:
        shown = (entry for entry in raw.entries if entry.state in (State.VIOLATED, State.UNKNOWN) or _is_helpers(entry))
        ledger = door.ledger(raw._replace(entries=tuple(shown)))  # of the others only numbers are shown
        lines.extend(f"{style.paint('bold', seen.path)}: {_sight(seen)}" for seen in ledger.applications)
        findings = ledger.findings()
        in_full = [entry for entry in findings if verbose or entry.severity > Severity.LOW]
        foreign = others(ledger, in_full)
        several = len(ledger.applications) > 1
        for group in groups(in_full):
            lines.extend(_group(group, titles, style, several, verbose, foreign))
        if not verbose:
            lines.extend(_low([entry for entry in findings if entry.severity is Severity.LOW], style))
            lines.extend(_not_followed(unfollowed(ledger), style))
        else:
            lines.extend(_unknowns(ledger, style))
            lines.extend(_helpers(ledger, style))
        lines.extend(_others(foreign, style, verbose))
        lines.extend(_gaps(ledger, style, verbose))
        lines.extend(_summary(raw, style))
        lines.extend(_worst(findings, style))
        lines.extend(f"note: {note}" for note in ledger.notes)
        lines.extend(_requests(ledger, style, verbose))
        if verbose and ledger.data:
            lines.append(_wrapped(f"facts: {ages(ledger)}", style))
    lines.append(last_line(raw))
    return "\n".join(lines) + "\n"


def one(ledger: Ledger, entry: Entry, titles: Titles, style: Style) -> str:
    """A finding of a ledger by itself, in full."""
    (shown,) = door.ledger(ledger._replace(entries=(entry,), gaps=(), notes=())).entries
    (story,) = stories((shown,))
    return "\n".join(_finding(story, titles, style, verbose=True)) + "\n"


def _sight(seen: Seen) -> str:
    """What was seen of an application, in a line."""
    if seen.handlers:
        return f"{seen.format}, {found_by(seen)}"
    counts = [counted(seen.functions, "function"), counted(seen.resources, "resource")]
    if not seen.taken:  # an account has none
        counts.append(counted(seen.parameters, "parameter"))
    more = f", read from {len(seen.files)} files" if len(seen.files) > 1 else ""
    return f"{seen.format}, {', '.join(counts)}{more}"


def _group(group: Group, titles: Titles, style: Style, with_path: bool, verbose: bool, told: Others) -> Iterator[str]:
    yield from heading(f"{group.application}: {group.title}" if with_path else group.title, style)
    for story in group.told:
        yield ""
        yield from _finding(story, titles, style, verbose)
        yield from (note(style, "aws", also(one)) for one in told.of(*story.entries))


def _finding(told: Story, titles: Titles, style: Style, verbose: bool) -> Iterator[str]:
    entry = told.first
    look = SEVERITY[entry.severity]
    name = f"{entry.severity}[{entry.control}]"
    head, *more = wrapped(f"{name}: {titles.title(entry.control)}", style.columns - 2)
    painted = f"{style.paint(look, name)}: {style.paint('bold', head[len(name) + 2 :])}".rstrip()
    yield from (painted, *(style.paint("bold", f"  {line}") for line in more))
    yield from places(places_of(entry), style, look)
    if not entry.locations:
        yield f"  {entry.name}: {entry.message}"
    if len(told.entries) > 1:
        yield note(style, "for", _subjects(told.worst_first, len(told.entries) if verbose else _NAMES))
    if entry.condition:
        yield note(style, "holds", entry.condition)
    if entry.help:
        yield note(style, "fix", " ".join(entry.help.split()))


def _subjects(entries: Sequence[Entry], most: int) -> str:
    """What findings are about, in words."""
    if len(entries) == 1:
        return entries[0].name
    functions = dict.fromkeys((entry.application, entry.labels or entry.functions) for entry in entries)
    if len(functions) == len(entries) and all(len(own) == 1 for _, own in functions):
        return f"{counted(len(entries), 'function')}: {_named([name for _, (name,) in functions], most)}"
    return f"{counted(len(entries), 'subject')}: {_named([entry.name for entry in entries], most)}"


def _named(names: list[str], most: int) -> str:
    """At most so many names, and the number of the others. One that several applications have is told once."""
    times = Counter(names)
    shown = list(times)[: most if len(times) <= most else most - 1]
    words = ", ".join(name if times[name] == 1 else f"{name} ({times[name]} times)" for name in shown)
    left = len(names) - sum(times[name] for name in shown)
    return f"{words} and {left} more" if left else words


def _wrapped(text: str, style: Style) -> str:
    first, *more = wrapped(text, style.columns - 6)
    return "\n".join((first, *(f"      {line}" for line in more)))


def _low(entries: Sequence[Entry], style: Style) -> Iterator[str]:
    """What is low, a line for each control."""
    by_control: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=rank):
        by_control.setdefault(entry.control, []).append(entry)
    if not by_control:
        return
    yield from heading(f"Low: {counted(len(entries), 'finding')} (in full: -v)", style)
    yield ""
    broad = min(max(map(len, by_control)), _BROAD)
    for own in by_control.values():
        yield from _brief(own, style, broad)


def _brief(entries: Sequence[Entry], style: Style, broad: int, indent: str = "") -> Iterator[str]:
    """Findings of one control in a line, or in a few where that isn't wide enough. ``broad`` are the columns for the
    control's name."""
    first = entries[0]
    head = f"{first.severity}  {first.control:{broad}}"
    text = f"{_subjects(entries, _FEW)} ({_place(first)})"
    lines = [f"{head}  {text}"]
    if width(indent) + width(lines[0]) > style.columns:
        margin = " " * (len(str(first.severity)) + 2)
        lines = [head.rstrip(), *(f"{margin}{line}" for line in wrapped(text, style.columns - len(indent + margin)))]
    severity = str(first.severity)
    lines[0] = style.paint(SEVERITY[first.severity], severity) + lines[0].removeprefix(severity)
    yield from (f"{indent}{line}" for line in lines)


def _worst(entries: Sequence[Entry], style: Style) -> Iterator[str]:
    """The findings to begin with, where there are too many to see at once: they stand where a terminal ends."""
    if len(entries) <= _MANY:
        return
    ordered = sorted(stories(entries), key=lambda told: rank(told.first))
    worst = ordered[0].first.severity
    chosen = [told for told in ordered if told.first.severity is worst or told.first.severity > Severity.LOW]
    shown, left = chosen[:_WORST], chosen[_WORST:]
    broad = min(max(len(told.first.control) for told in shown), _BROAD)
    yield style.paint("bold", "Begin with")
    for told in shown:
        yield from _brief(told.worst_first, style, broad, "  ")
    last = shown[-1].first.severity
    same = sum(1 for told in left if told.first.severity is last)
    if same:
        yield f"  and {same} more {last}"
    yield ""


def _place(entry: Entry) -> str:
    place = entry.locations[0] if entry.locations else None
    return where(place, column=True) if place else entry.application


def _line(entry: Entry, style: Style) -> str:
    severity = style.paint(SEVERITY[entry.severity], str(entry.severity))
    return f"{_place(entry)}: {severity}[{entry.control}] {entry.name}: {entry.message}"


def _not_followed(found: list[Unfollowed], style: Style) -> Iterator[str]:
    """What of code isn't known, briefly."""
    if not found:
        return
    yield ""
    yield style.paint("bold", _wrapped(f"Not followed in code: {summary(found)} (each: -v)", style))
    yield from (_wrapped(f"  {one.line(BRIEF)}", style) for one in found[:_UNFOLLOWED])
    if len(found) > _UNFOLLOWED:
        yield f"  and {len(found) - _UNFOLLOWED} more"


def _unknowns(ledger: Ledger, style: Style) -> Iterator[str]:
    unknown = [e for e in ledger.entries if e.state is State.UNKNOWN and e.suppressed is None]
    if unknown:
        yield ""
        yield style.paint("bold", "Unknown, because")
    for entry in unknown:
        why = entry.reason.text if entry.reason else entry.message
        yield _wrapped(f"  {_place(entry)}: [{entry.control}] {entry.name}: {why}", style)
        for place in entry.locations[1:]:
            if place.says:
                yield _wrapped(f"      {where(place, column=True)}: {place.says}", style)


def _is_helpers(entry: Entry) -> bool:
    return entry.reason is not None and entry.reason.code == HELPER


def _helpers(ledger: Ledger, style: Style) -> Iterator[str]:
    left = [entry for entry in ledger.entries if _is_helpers(entry)]
    if left:
        yield ""
        yield style.paint("bold", "Not asked of helpers")
    for entry in left:
        yield f"  {entry.application}: [{entry.control}] {entry.name}: {entry.reason.text if entry.reason else ''}"


def _others(told: Others, style: Style, verbose: bool) -> Iterator[str]:
    """What AWS's services say and Hauberk doesn't."""
    found = told.apart
    if not found:
        return
    yield ""
    yield style.paint("bold", f"{TITLE}: {len(found)}{'' if verbose or len(found) <= _FOREIGN else ' (each: -v)'}")
    shown = found if verbose or len(found) <= _FOREIGN else found[: _FOREIGN - 1]
    yield from (_wrapped(f"  {alone(one)}", style) for one in shown)
    if len(found) > len(shown):
        yield f"  and {len(found) - len(shown)} more"


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
    for (_, reason), paths in by_reason.items():
        named = paths if verbose or len(paths) <= 3 else [*paths[:2], f"{len(paths) - 2} more"]
        yield f"  {', '.join(named)}: {reason}"


def _requests(ledger: Ledger, style: Style, verbose: bool) -> Iterator[str]:
    """What was asked of AWS, or of what stands in its place, by API, the most first."""
    by_number = sorted(ledger.requests.items(), key=lambda one: (-one[1], one[0]))
    if not by_number:
        return
    shown = by_number if verbose or len(by_number) <= _CALLED + 1 else by_number[:_CALLED]
    words = ", ".join(f"{number:,} {api}" for api, number in shown)
    if left := by_number[len(shown) :]:
        words += f" and {sum(number for _, number in left):,} of {len(left)} other operations; each: -v"
    whom = door.line(ledger.endpoint) or "AWS"
    yield _wrapped(f"calls: {sum(ledger.requests.values()):,} to {whom} ({words})", style)


def _summary(ledger: Ledger, style: Style) -> Iterator[str]:
    rows = tally(ledger)
    if not rows:
        return
    yield ""
    heads = (State.VIOLATED, State.SATISFIED, State.UNKNOWN)
    cell = 11 if style.columns > 60 else 10
    room = min(44, style.columns - 3 * cell)
    yield style.paint("bold", f"{'Practice':{room}}" + "".join(f"{head.value:>{cell}}" for head in heads))
    apart = []
    for practice, counts in rows.items():
        if not any(counts[head] for head in heads):
            apart.append(f"{practice} {PRACTICES[practice]}")
            continue
        cells = "".join(
            style.paint(
                "red" if head is State.VIOLATED and counts[head] else "dim" if not counts[head] else "bold",
                f"{counts[head]:>{cell}}",
            )
            for head in heads
        )
        name = window(PRACTICES[practice], 0, 0, room - 3)[0]
        yield f"{practice:>2} {name:{room - 3}}{cells}"
    if apart:
        yield style.paint("dim", _wrapped(f"Not applicable: {', '.join(apart)}", style))
    yield ""
