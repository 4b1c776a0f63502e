"""Comments of function code that are meant for Hauberk: those that name it, line by line.

Code is in whatever language; where its comments begin is all that is known of it here. A text that holds such a comment
would count as one, which whoever writes the code has in hand.
"""

import re
from collections.abc import Iterator

from hauberk.reading.comments import Comment
from hauberk.reading.source import Source

_BEGINNING = {".py": "#"}
_OTHERS = "//"
SUFFIXES = (".py", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")
"""How files of code end that are read."""


def remarks(source: Source, word: str) -> Iterator[Comment]:
    """The comments of a file of code that begin with a word. They speak of their own line, or, alone on a line, of the
    next one that has code."""
    begins = next((mark for suffix, mark in _BEGINNING.items() if source.path.endswith(suffix)), _OTHERS)
    form = re.compile(rf"{re.escape(begins)}\s*({re.escape(word)}\b[^\r\n]*)", re.IGNORECASE)
    rows = source.text.split("\n")
    place = 0
    for number, row in enumerate(rows, 1):
        match = form.search(row)
        if match:
            span = source.span(place + match.start(), place + match.end())
            yield Comment(
                span, match[1].strip(), number, _about(rows, number, begins, bool(row[: match.start()].strip()))
            )
        place += len(row) + 1


def _about(rows: list[str], number: int, begins: str, trailing: bool) -> int:
    if trailing:
        return number
    below = enumerate((row.strip() for row in rows[number:]), number + 1)
    return next((line for line, row in below if row and not row.startswith(begins)), number)
