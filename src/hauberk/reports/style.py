"""How a report may look where it is shown: colours, and the columns that there are."""

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


COLUMNS = 120
"""Columns of a file or a pipe, which tell nothing."""
_FEWEST = 40


class Style(NamedTuple):
    """Paints text, or leaves it plain. ``columns`` are those that a line may take."""

    coloured: bool
    columns: int = COLUMNS

    def paint(self, look: str, text: str) -> str:
        """``text`` in a look such as ``bold red``."""
        if not self.coloured or not text:
            return text
        codes = ";".join(_CODES[word] for word in look.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def style_for(stream: IO[str], environment: Mapping[str, str] = os.environ) -> Style:
    """The style for a stream: coloured on a terminal, unless it is a dumb one. ``NO_COLOR`` (no-color.org) says
    otherwise, then ``FORCE_COLOR`` (force-color.org)."""
    columns = _columns(stream, environment)
    if environment.get("NO_COLOR"):
        return Style(False, columns)
    if environment.get("FORCE_COLOR"):
        return Style(True, columns)
    return Style(stream.isatty() and environment.get("TERM") != "dumb", columns)


def _columns(stream: IO[str], environment: Mapping[str, str]) -> int:
    """What ``COLUMNS`` says, else the terminal."""
    said = environment.get("COLUMNS", "")
    found = int(said) if said.isdecimal() and len(said) < 6 else 0
    if not found and stream.isatty():
        try:
            found = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            found = 0
    return max(found, _FEWEST) if found else COLUMNS
