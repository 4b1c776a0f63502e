"""Places in files as a person sees them: their lines, a mark under what matters, and remarks below."""

from collections.abc import Iterable, Iterator

from hauberk.model.ledger import Location
from hauberk.reports.door import visible
from hauberk.reports.fitting import MORE, width, window, wrapped
from hauberk.reports.style import Style
from hauberk.reports.whereabouts import is_deployed, where

TAB = "    "
_RULE = 80
"""Columns of a heading."""
_LEAST = 24
"""Columns that are left for what is said beside a mark; with fewer it goes below."""


def places(locations: Iterable[Location], style: Style, look: str) -> Iterator[str]:
    """Places with their lines; what matters in the primary ones is underlined in a ``look``."""
    for location in locations:
        primary = location.role == "primary"
        arrow = style.paint("blue", "-->" if primary else "::>")
        yield f"  {arrow} {where(location, column=True)}"
        mark, colour = ("^", look) if primary else ("-", "blue")
        yield from (f"  {line}" for line in excerpt(location, style, mark, colour, style.columns - 2))


def heading(title: str, style: Style) -> Iterator[str]:
    """A line that begins a part of a report, and the empty one before it."""
    yield ""
    yield style.paint("bold", f"── {title} " + "─" * max(2, min(style.columns, _RULE) - 4 - width(title)))


def note(style: Style, word: str, text: str) -> str:
    """A remark with a word at its head, such as ``fix``."""
    first, *more = wrapped(text, style.columns - len(word) - 6)
    head = f"  {style.paint('blue', '=')} {style.paint('bold', word)}: {first}"
    return "\n".join((head, *(f"{' ' * (len(word) + 6)}{line}" for line in more)))


def excerpt(location: Location, style: Style, mark: str, look: str, room: int) -> list[str]:
    """The lines of an excerpt, each of at most ``room`` columns. ``mark`` is the character to underline with."""
    first = None if is_deployed(location.path) else location.line
    gutter = 1 if first is None else len(str(location.end_line))
    bar = style.paint("blue", "|")
    margin = f"{' ' * gutter} {bar} "
    room -= gutter + 3
    texts = location.text.split("\n")
    text = texts[0]
    if location.column > len(text) + 1:  # past what is kept of the line
        texts = [MORE]
    if len(texts) > 1 or texts[0] == MORE:
        lines = [
            _numbered(None if first is None else first + at, window(shown(text), 0, 0, room)[0], gutter, style)
            for at, text in enumerate(texts)
        ]
        return [*lines, *(f"{margin}{style.paint(look, said)}".rstrip() for said in wrapped(location.says, room))]
    end = location.end_column - 1 if location.end_line == location.line else len(text)
    before, marked = shown(text[: location.column - 1]), shown(text[location.column - 1 : end])
    whole, start, stop = window(shown(text), len(before), len(before) + len(marked), room)
    indent = width(whole[:start])
    length = max(1, width(whole[start:stop]))
    lines = [_numbered(first, whole, gutter, style)]
    line = f"{margin}{' ' * indent}{style.paint(look, mark * length)}"
    if indent + length + 1 + width(location.says) <= room:
        return [*lines, f"{line} {style.paint(look, location.says)}".rstrip()]
    if room - indent < _LEAST:
        indent = 0
    said = wrapped(location.says, room - indent)
    return [*lines, line, *(f"{margin}{' ' * indent}{style.paint(look, part)}" for part in said)]


def _numbered(number: int | None, text: str, gutter: int, style: Style) -> str:
    said = style.paint("blue", str(number).rjust(gutter)) if number is not None else " " * gutter
    return f"{said} {style.paint('blue', '|')} {text}".rstrip()


def shown(text: str) -> str:
    """A line of the source, safe for a terminal."""
    return visible(text.replace("\t", TAB))
