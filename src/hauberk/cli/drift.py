"""``hauberk drift``."""

import argparse
import sys
from typing import TYPE_CHECKING

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import write_out
from hauberk.model.exits import Exit
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.sides import InputError, read_sides
from hauberk.reports.style import style_for

if TYPE_CHECKING:
    from hauberk.model.concealed import Key


def run(options: argparse.Namespace) -> int:
    """Compares, reports, and gives the exit code."""
    pins = _pins(options)
    try:
        before, after = read_sides(options.before, options.after, pins, options.config_env)
        found = drift(before, after, options.stack, _key(options), everything=options.all)
    except InputError as error:
        raise UsageError(str(error)) from None
    if options.format == "json":
        from hauberk.reports.drift import json

        write_out(json.render(found))
    else:
        from hauberk.reports.drift import text

        write_out(text.render(found, style_for(sys.stdout), verbose=options.verbose))
    if found.differences:
        return Exit.YES
    return Exit.NO if found.is_read or options.allow_unread else Exit.UNREAD


def _key(options: argparse.Namespace) -> "Key | None":
    if not options.key_file:
        return None
    from hauberk.cli.key_file import read_key

    return read_key(options.key_file)


def _pins(options: argparse.Namespace) -> dict[str, str]:
    if not options.parameters:
        return {}
    from hauberk.cli.pins import pins_of

    return pins_of(options.parameters, options.config_env)
