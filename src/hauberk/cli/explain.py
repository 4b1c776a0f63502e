"""``hauberk explain``."""

import argparse
import sys

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out
from hauberk.model.exits import Exit
from hauberk.model.practice import PRACTICES
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.equivalents import equivalents
from hauberk.practices.manual import page
from hauberk.reports.fitting import counted, wrapped
from hauberk.reports.style import SEVERITY, Style, style_for
from hauberk.scan.selection import UnknownNameError, existing, practice

_WIDTH = 88
_IGNORE = (
    "End the line that a finding points at with this comment (behind // in JavaScript and TypeScript); JSON has none,"
    " but a resource's Metadata and hauberk.toml can say the same:"
)


def run(options: argparse.Namespace) -> int:
    """Prints a control's page, or a practice's controls."""
    asked = options.control
    markdown = options.format == "markdown"
    try:
        number, name = (practice(asked), "") if asked.isdecimal() else (0, existing(asked))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    if number:
        text = _practice(number, markdown, style_for(sys.stdout))
    else:
        control = next(control for control in all_controls() if control.name == name)
        if markdown:
            from hauberk.reports.markdown import manual

            text = manual(control, page(control))
        else:
            text = _text(control, style_for(sys.stdout))
    write_out(text)
    return Exit.NO


def _practice(number: int, markdown: bool, style: Style) -> str:
    own = sorted((c for c in all_controls() if c.practice == number), key=lambda control: control.severity)[::-1]
    count = counted(len(own), "control") if own else "no control asks about it"
    if markdown:
        rows = [f"| `{c.name}` | {c.severity} | {page(c).title} |" for c in own]
        table = ["| control | severity | what it finds |", "|---|---|---|", *rows] if own else []
        return "\n".join((f"# Practice {number}: {PRACTICES[number]}", "", f"{count}.", "", *table)).rstrip() + "\n"
    lines = [style.paint("bold", f"Practice {number}: {PRACTICES[number]}"), count, *([""] if own else [])]
    for control in own:
        severity = style.paint(SEVERITY[control.severity], f"{control.severity!s:8}")
        lines.append(f"  {severity}  {control.name}")
        lines += [f"            {line}" for line in wrapped(page(control).title, _room(style) - 12)]
    return "\n".join((*lines, *(["", "`hauberk explain CONTROL` tells more of each."] if own else []))) + "\n"


def _text(control: Control, style: Style) -> str:
    described = page(control)
    severity = style.paint(SEVERITY[control.severity], str(control.severity))
    lines = [
        *(style.paint("bold", line) for line in wrapped(described.title, _room(style))),
        f"{control.name}: practice {control.practice}, {PRACTICES[control.practice]}; {severity}",
        "",
        *_filled(described.why, style),
    ]
    for head, text in (("Attack", described.attack), ("Safe when", described.safe), ("Fix", described.fix)):
        lines += ["", style.paint("bold", head), *_filled(text[:1].upper() + text[1:], style)]
    lines += ["", style.paint("bold", "Where it is meant so")]
    lines += _filled(_IGNORE, style)
    lines += [f"  # hauberk: ignore[{control.name}] the reason"]
    lines += ["", style.paint("bold", "References"), *(f"  {reference}" for reference in described.references)]
    same = equivalents(control.name)
    if same:
        lines += [
            "",
            style.paint("bold", "Asked elsewhere as"),
            *(line for one in same for line in _filled(one, style)),
        ]
    return "\n".join(lines) + "\n"


def _filled(text: str, style: Style) -> list[str]:
    """Paragraphs in lines; code, which the pages fence as reStructuredText does, with one backtick."""
    lines: list[str] = []
    for paragraph in text.replace("``", "`").split("\n\n"):
        lines += [""] if lines else []
        lines += [f"  {line}" for line in wrapped(paragraph, _room(style) - 2)]
    return lines


def _room(style: Style) -> int:
    return min(style.columns, _WIDTH)
