"""Reports as the options of a command ask for them: one that is printed, and files besides."""

import argparse
import os
import sys
from datetime import datetime

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out, write_whole
from hauberk.model.ledger import Ledger
from hauberk.practices import controls_named
from hauberk.reports.formats import FORMATS, TIMED, render
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
    for format_ in ("sarif", "asff", "ocsf"):
        if text.endswith(f".{format_}.json"):
            return format_, text
    found = _BY_NAME.get(os.path.splitext(text)[1])
    if found is None:
        raise UsageError(f"--output {text}: say the format too, as in sarif={text}")
    return found, text


def report(ledger: Ledger, options: argparse.Namespace, outputs: list[tuple[str, str]]) -> None:
    """Writes the files, then prints. Raises :class:`UsageError`, once everything else is out."""
    titles = Titles(controls_named(entry.control for entry in ledger.entries))
    missing = []
    for format_, file in outputs:
        try:
            write_whole(file, _rendered(ledger, format_, titles, Style(False), options))
        except UsageError as error:
            missing.append(str(error))
    try:
        write_out(_rendered(ledger, options.format, titles, style_for(sys.stdout), options))
    except UsageError as error:
        missing.append(str(error))
    if missing:
        raise UsageError("\n".join(missing))


def _rendered(ledger: Ledger, format_: str, titles: Titles, style: Style, options: argparse.Namespace) -> str:
    loudness = {"quiet": options.quiet, "verbose": options.verbose}
    if format_ not in TIMED:
        return render(ledger, format_, titles, style, **loudness)
    from hauberk.reports.occasion import NoAccountError, Occasion, now

    taken = [seen.taken for seen in ledger.applications]
    at = max(map(datetime.fromisoformat, taken)) if taken and all(taken) else now().at
    occasion = Occasion(at, getattr(options, "aws_account", ""), getattr(options, "aws_region", ""))
    try:
        return render(ledger, format_, titles, style, occasion=occasion, **loudness)
    except NoAccountError as error:
        raise UsageError(
            f"a finding in the format {format_} belongs to an account, and {error} is a template: say --aws-account and"
            " --aws-region"
        ) from None
