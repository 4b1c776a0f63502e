"""Reports as the options of a command ask for them: one that is printed, and files besides."""

import argparse
import os
import sys

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out, write_whole
from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.reports.formats import FORMATS, render
from hauberk.reports.style import Style, style_for
from hauberk.reports.titles import Titles
from hauberk.scan.nearest import nearest

_BY_NAME = {
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".sarif": "sarif",
    ".txt": "text",
    ".xml": "junit",
}


def output_of(text: str) -> tuple[str, str]:
    """Format and file of an ``--output``. Raises :class:`UsageError`."""
    format_, equals, file = text.partition("=")
    if equals and format_ in FORMATS:
        if not file:
            raise UsageError(f"--output {text} names no file")
        return format_, file
    hint = nearest(format_, FORMATS) if equals else ""
    if hint:
        raise UsageError(f"--output {text}: there is no format {format_!r}{hint} (a file of that name is ./{text})")
    if text.endswith(".sarif.json"):
        return "sarif", text
    found = _BY_NAME.get(os.path.splitext(text)[1])
    if found is None:
        raise UsageError(f"--output {text}: say the format too, as in sarif={text}")
    return found, text


def report(ledger: Ledger, options: argparse.Namespace, outputs: list[tuple[str, str]]) -> None:
    """Writes the files, then prints. Raises :class:`UsageError`, once everything else is out."""
    titles = Titles(all_controls())
    loudness = {"quiet": options.quiet, "verbose": options.verbose}
    missing = []
    for format_, file in outputs:
        try:
            write_whole(file, render(ledger, format_, titles, Style(False), **loudness))
        except UsageError as error:
            missing.append(str(error))
    write_out(render(ledger, options.format, titles, style_for(sys.stdout), **loudness))
    if missing:
        raise UsageError("\n".join(missing))
