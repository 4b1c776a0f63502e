"""The formats by name. Each module is imported when its format is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from hauberk.model.ledger import Ledger
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles

if TYPE_CHECKING:
    from hauberk.reports.occasion import Occasion

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html", "asff", "ocsf")

WITH_EXCERPTS = frozenset(("text", "markdown", "html"))
"""Formats that show lines of templates; text doesn't where it is quiet."""
TIMED = frozenset(("asff", "ocsf"))
"""Formats that say when, and in which account, something was found."""
WITH_MAPS = frozenset(("html",))


def render(
    ledger: Ledger,
    format_: str,
    titles: Titles,
    style: Style,
    *,
    quiet: bool = False,
    verbose: bool = False,
    occasion: "Occasion | None" = None,
) -> str:
    """A ledger in one format. ``style``, ``quiet`` and ``verbose`` concern the text for a terminal alone; ``occasion``
    the formats that tell when and for whom something was found, by default now.

    Raises :class:`hauberk.reports.occasion.NoAccountError` for a format that needs an account which nobody knows.
    """
    module = import_module(f"hauberk.reports.{format_}")
    if format_ == "text":
        return str(module.render(ledger, titles, style, quiet=quiet, verbose=verbose))
    if format_ == "json":
        return str(module.render(ledger))
    if format_ in TIMED:
        from hauberk.reports.occasion import now

        return str(module.render(ledger, titles, occasion or now()))
    return str(module.render(ledger, titles))
