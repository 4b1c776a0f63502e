"""A place in a file as a person sees it: the lines, and a mark under what matters."""

import unicodedata

from hauberk.model.ledger import Location
from hauberk.reports.door import visible
from hauberk.reports.style import Style

TAB = "    "


def excerpt(location: Location, style: Style, mark: str, look: str) -> list[str]:
    """The lines of an excerpt. ``mark`` is the character to underline with."""
    gutter = len(str(location.end_line))
    bar = style.paint("blue", "|")
    lines = [f"{' ' * gutter} {bar}"]
    texts = location.text.split("\n")
    for number, text in enumerate(texts, location.line):
        lines.append(f"{style.paint('blue', str(number).rjust(gutter))} {bar} {shown(text)}".rstrip())
    if len(texts) == 1:
        before = width(shown(texts[0][: location.column - 1]))
        end = location.end_column - 1 if location.end_line == location.line else len(texts[0])
        length = max(1, width(shown(texts[0][location.column - 1 : end])))
        lines.append(
            f"{' ' * gutter} {bar} {' ' * before}{style.paint(look, mark * length)} {_says(location, style, look)}"
        )
    else:
        lines.append(f"{' ' * gutter} {bar} {_says(location, style, look)}")
    return [line.rstrip() for line in lines]


def _says(location: Location, style: Style, look: str) -> str:
    return style.paint(look, location.says)


def shown(text: str) -> str:
    """A line of the source, safe for a terminal."""
    return visible(text.replace("\t", TAB))


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
