"""The small application in ``application/``, and its ledger: one thing of each kind that a report has to show."""

from datetime import UTC, date, datetime
from pathlib import Path

from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.reports.formats import render
from hauberk.reports.occasion import Occasion
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles
from hauberk.scan.pipeline import Plan, check

CONTROLS = frozenset(
    (
        "function-url-without-auth",
        "function-without-tracing",
        "secret-in-environment",
        "table-without-point-in-time-recovery",
        "wildcard-action",
    )
)
"""Few, so that a new control changes no report here."""


def shop(folder: Path = Path(__file__).parent / "application") -> Ledger:
    """What those controls say of the application, or of one in another folder."""
    return check(Plan(controls=CONTROLS, base=str(folder), today=date(2026, 11, 24)))


OCCASION = Occasion(datetime(2026, 11, 24, 12, 0, 0, 250_000, UTC), "123456789012", "eu-west-1")
"""When the reports are made, and where the application is deployed to."""


def report(ledger: Ledger, format_: str, *, coloured: bool = False, quiet: bool = False, verbose: bool = False) -> str:
    """A ledger in a format."""
    titles = Titles(all_controls())
    return render(ledger, format_, titles, Style(coloured), quiet=quiet, verbose=verbose, occasion=OCCASION)
