"""JUnit XML: a suite for each application, a case for each verdict (schema of Apache Ant's reports).

The schema has properties on a suite alone, so the first one carries how old the facts are.
"""

from collections.abc import Sequence

from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import State
from hauberk.reports import door
from hauberk.reports.tally import switched_off
from hauberk.reports.titles import Titles
from hauberk.reports.whereabouts import where

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;"}


def escape(text: str) -> str:
    """Text for an attribute or element; what XML 1.0 can't hold was escaped by the door."""
    return "".join(_ESCAPES.get(char, char) for char in text)


def render(raw: Ledger, titles: Titles) -> str:
    """The whole document."""
    ledger = door.ledger(raw)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for seen in ledger.applications:
        entries = [
            entry
            for entry in ledger.entries
            if entry.application == seen.path and entry.state is not State.NOT_APPLICABLE
        ]
        failures = sum(1 for entry in entries if entry.counts)
        skipped = sum(1 for entry in entries if _is_skipped(entry))
        lines.append(
            f'  <testsuite name="{escape(seen.path)}" tests="{len(entries)}" failures="{failures}" errors="0"'
            f' skipped="{skipped}">'
        )
        for entry in entries:
            lines += _case(entry, titles)
        lines.append("  </testsuite>")
    for gap in ledger.gaps:
        name = escape(gap.path)
        lines.append(f'  <testsuite name="{name}" tests="1" failures="0" errors="1" skipped="0">')
        lines.append(f'    <testcase classname="{name}" name="read"><error message="{escape(gap.text)}"/></testcase>')
        lines.append("  </testsuite>")
    lines += _told("switched off", list(switched_off(ledger)))
    lines += _told("notes", ledger.notes)
    if len(lines) > 2:
        lines[3:3] = _properties(ledger)
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _told(name: str, words: Sequence[str]) -> list[str]:
    """A suite whose cases say something of the check itself."""
    if not words:
        return []
    number = len(words)
    cases = [
        f'    <testcase classname="{name}" name="{escape(one)}"><skipped message="{escape(one)}"/></testcase>'
        for one in words
    ]
    head = f'  <testsuite name="{name}" tests="{number}" failures="0" errors="0" skipped="{number}">'
    return [head, *cases, "  </testsuite>"]


def _properties(ledger: Ledger) -> list[str]:
    """How old the facts are, as properties of the first suite."""
    if not ledger.data:
        return []
    lines = [
        f'      <property name="{escape(f"facts: {fact.name}")}" value="{escape(fact.date)}"/>' for fact in ledger.data
    ]
    return ["    <properties>", *lines, "    </properties>"]


def _is_skipped(entry: Entry) -> bool:
    return entry.state is State.UNKNOWN or entry.suppressed is not None


def _why(entry: Entry) -> str:
    """Why something isn't known, with the lines of code that nobody could follow."""
    why = entry.reason.text if entry.reason else entry.message
    places = [f"{where(place)}: {place.says}" for place in entry.locations[1:] if place.says]
    return "; ".join((why, *places))


def _case(entry: Entry, titles: Titles) -> list[str]:
    head = f'    <testcase classname="{escape(entry.control)}" name="{escape(entry.subject)}"'
    if entry.counts:
        place = entry.locations[0] if entry.locations else None
        at = f"{where(place)}: " if place else ""
        holds = f" ({entry.condition})" if entry.condition else ""
        text = escape(f"{at}{titles.title(entry.control)}: {entry.message}{holds}")
        kind = escape(str(entry.severity))
        return [f'{head}><failure type="{kind}" message="{escape(entry.message)}">{text}</failure></testcase>']
    if _is_skipped(entry):
        why = entry.suppressed.reason if entry.suppressed else _why(entry)
        return [f'{head}><skipped message="{escape(why)}"/></testcase>']
    return [f"{head}/>"]
