"""``hauberk check``."""

import argparse
import sys
from pathlib import Path

import hauberk
from hauberk.cli.errors import UsageError
from hauberk.model.exits import Exit
from hauberk.model.ledger import Ledger
from hauberk.scan.pipeline import Plan, check


def run(options: argparse.Namespace) -> int:
    """Checks, reports, and gives the exit code."""
    ledger = check(Plan(paths=_paths(options), pins=_pins(options.parameters), jobs=options.jobs))
    sys.stdout.write(_report(ledger, options))
    return _exit(ledger, options)


def _paths(options: argparse.Namespace) -> tuple[str, ...]:
    if options.demo:
        return (str(Path(hauberk.__file__).parent / "demo" / "vulnerable"),)
    return tuple(options.paths) or (".",)


def _pins(given: list[str]) -> dict[str, str]:
    pins: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--parameters takes NAME=VALUE, not {pair!r}")
        pins[name] = value
    return pins


def _report(ledger: Ledger, options: argparse.Namespace) -> str:
    if options.format == "json":
        from hauberk.reports import json

        return json.render(ledger)
    from hauberk.practices import all_controls
    from hauberk.reports import text
    from hauberk.reports.style import style_for
    from hauberk.reports.titles import Titles

    style = style_for(sys.stdout)
    return text.render(ledger, Titles(all_controls()), style, quiet=options.quiet, verbose=options.verbose)


def _exit(ledger: Ledger, options: argparse.Namespace) -> Exit:
    if ledger.findings() and not options.exit_zero:
        return Exit.YES
    if ledger.gaps and not options.allow_unread:
        return Exit.UNREAD
    return Exit.NO if ledger.applications else Exit.NOTHING
