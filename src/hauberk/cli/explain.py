"""``hauberk explain``."""

import argparse
import sys
import textwrap

from hauberk.cli.errors import UsageError
from hauberk.model.exits import Exit
from hauberk.model.practice import PRACTICES
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.equivalents import equivalents
from hauberk.practices.manual import page
from hauberk.reports.style import SEVERITY, Style, style_for
from hauberk.scan.selection import UnknownNameError, existing

_WIDTH = 88


def run(options: argparse.Namespace) -> int:
    """Prints a control's page."""
    try:
        name = existing(options.control)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    control = next(control for control in all_controls() if control.name == name)
    if options.format == "markdown":
        from hauberk.reports.markdown import manual

        print(manual(control, page(control)), end="")
    else:
        print(_text(control, style_for(sys.stdout)))
    return Exit.NO


def _text(control: Control, style: Style) -> str:
    described = page(control)
    severity = style.paint(SEVERITY[control.severity], str(control.severity))
    lines = [
        style.paint("bold", described.title),
        f"{control.name}: practice {control.practice}, {PRACTICES[control.practice]}; {severity}",
        "",
        _filled(described.why),
    ]
    for head, text in (("Attack", described.attack), ("Safe when", described.safe), ("Fix", described.fix)):
        lines += ["", style.paint("bold", head), _filled(text)]
    lines += ["", style.paint("bold", "References"), *(f"  {reference}" for reference in described.references)]
    same = equivalents(control.name)
    if same:
        lines += ["", style.paint("bold", "Asked elsewhere as")]
        lines += [textwrap.fill(one, _WIDTH, initial_indent="  ", subsequent_indent="    ") for one in same]
    return "\n".join(lines)


def _filled(text: str) -> str:
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(
        textwrap.fill(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="  ") for paragraph in paragraphs
    )
