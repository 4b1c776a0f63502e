"""The formats by name. Each module is imported when its format is asked for."""

from importlib import import_module

from hauberk.model.ledger import Ledger
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")

WITH_EXCERPTS = frozenset(("text", "markdown", "html"))
"""Formats that show lines of templates; text doesn't where it is quiet."""
WITH_MAPS = frozenset(("html",))


def render(
    ledger: Ledger, format_: str, titles: Titles, style: Style, *, quiet: bool = False, verbose: bool = False
) -> str:
    """A ledger in one format. ``style``, ``quiet`` and ``verbose`` concern the text for a terminal alone."""
    module = import_module(f"hauberk.reports.{format_}")
    if format_ == "text":
        return str(module.render(ledger, titles, style, quiet=quiet, verbose=verbose))
    if format_ == "json":
        return str(module.render(ledger))
    return str(module.render(ledger, titles))
