"""Markdown: the report for a pull request, and the manual's pages."""

import re

from hauberk.model.ledger import Entry, Ledger
from hauberk.model.practice import PRACTICES
from hauberk.model.regex import regex
from hauberk.model.verdict import State
from hauberk.practices.control import Control
from hauberk.practices.equivalents import equivalents
from hauberk.practices.manual import Page
from hauberk.reports import door
from hauberk.reports.grouping import groups
from hauberk.reports.others import TITLE, Others, alone, also, others
from hauberk.reports.tally import ages, last_line, tally
from hauberk.reports.titles import Titles
from hauberk.reports.unfollowed import unfollowed
from hauberk.reports.ways import places_of
from hauberk.reports.whereabouts import where

_SPECIAL = regex(r"([\\`*_{}\[\]<>#|~!$@&()])")


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no link, mention, tag or table cell comes of it."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def code(text: str) -> str:
    """Text as code; its own backticks are fenced by longer ones, and a pipe doesn't end a table's cell."""
    text = text.replace("\n", " ").replace("|", "¦")
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


def render(raw: Ledger, titles: Titles) -> str:
    """The report: a summary by practice, then each finding with its place, its meaning and its fix."""
    ledger = door.ledger(raw)
    lines = ["# Hauberk", "", escape(last_line(ledger)), ""]
    rows = tally(ledger)
    if rows:
        lines += ["| Practice | violated | satisfied | unknown |", "|---|---:|---:|---:|"]
        for practice, counts in rows.items():
            numbers = [counts[state] for state in (State.VIOLATED, State.SATISFIED, State.UNKNOWN)]
            cells = " | ".join(map(str, numbers) if any(numbers) else ("not applicable", "", ""))
            lines.append(f"| {practice} {PRACTICES[practice]} | {cells} |")
        lines.append("")
    told = others(ledger)
    for group in groups(ledger.findings()):
        application = f"{code(group.application)}: " if len(ledger.applications) > 1 else ""
        lines += [f"## {application}{escape(group.title)}", ""]
        for entry in group.entries:
            lines += _finding(entry, titles, told)
    left = unfollowed(ledger)
    if left:
        lines += ["## Not followed in code", "", *(f"- {escape(one.line())}" for one in left), ""]
    if told.apart:
        lines += [f"## {TITLE}", "", *(f"- {escape(alone(one))}" for one in told.apart), ""]
    if ledger.gaps:
        lines += ["## Not read", ""]
        lines += [f"- {code(gap.path)}: {escape(gap.text)}" for gap in ledger.gaps]
        lines.append("")
    if ledger.notes:
        lines += ["## Notes", "", *(f"- {escape(note)}" for note in ledger.notes), ""]
    if ledger.data:
        lines.append(f"Facts: {escape(ages(ledger))}.")
    return "\n".join(lines).rstrip() + "\n"


def _finding(entry: Entry, titles: Titles, told: Others) -> list[str]:
    lines = [f"### {entry.severity}: {escape(titles.title(entry.control))}", ""]
    lines += [f"- {code(where(place))} {escape(place.says)}" for place in places_of(entry)]
    if not entry.locations:
        lines.append(f"- {escape(entry.name)}: {escape(entry.message)}")
    if entry.condition:
        lines.append(f"- holds {escape(entry.condition)}")
    lines += [f"- {escape(also(one))}" for one in told.of(entry)]
    if entry.help:
        lines.append(f"- **fix**: {escape(' '.join(entry.help.split()))}")
    lines += [f"- control {code(entry.control)}, practice {entry.practice}", ""]
    return lines


def manual(control: Control, page: Page) -> str:
    """A control's page. The words are Hauberk's own, so they need no escaping."""
    practice = f"Practice {control.practice}, {PRACTICES[control.practice]}; severity {control.severity}."
    parts = [f"# {page.title}", f"`{control.name}`", practice, page.why]
    parts += [f"**Attack.** {_first_upper(page.attack)}", f"**Safe when.** {_first_upper(page.safe)}"]
    parts += [
        f"**Fix.** {_first_upper(page.fix)}",
        "**References**",
        "\n".join(f"- <{one}>" for one in page.references),
    ]
    same = equivalents(control.name)
    if same:
        parts += ["**Asked elsewhere as**", "\n".join(f"- {one}" for one in same)]
    return "\n\n".join(parts) + "\n"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
