"""Colours of a terminal, and whether to use them."""

import os
from collections.abc import Mapping
from typing import IO, NamedTuple

from hauberk.model.verdict import Severity

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
SEVERITY = {
    Severity.CRITICAL: "bold magenta",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "bold yellow",
    Severity.LOW: "bold cyan",
}


class Style(NamedTuple):
    """Paints text, or leaves it plain."""

    coloured: bool

    def paint(self, look: str, text: str) -> str:
        """``text`` in a look such as ``bold red``."""
        if not self.coloured or not text:
            return text
        codes = ";".join(_CODES[word] for word in look.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def style_for(stream: IO[str], environment: Mapping[str, str] = os.environ) -> Style:
    """Colours for a terminal. ``NO_COLOR`` (no-color.org) and ``FORCE_COLOR`` (force-color.org) say otherwise."""
    if environment.get("NO_COLOR"):
        return Style(False)
    if environment.get("FORCE_COLOR"):
        return Style(True)
    return Style(stream.isatty() and environment.get("TERM") != "dumb")
