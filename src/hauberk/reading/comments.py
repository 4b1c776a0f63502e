"""The comments of a YAML document.

libyaml drops them. But where its scalars stand is known, and outside a scalar a ``#`` can only begin a comment (libyaml
allows it in no tag, anchor or alias). So the gaps between scalars are scanned; a scalar's tag and the header of a
block scalar count as gap, its content doesn't. All scalars count, those of overridden keys included, hence the steps
and not the tree.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from hauberk.model.regex import regex
from hauberk.model.span import Span
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.source import Source
from hauberk.reading.yaml import tell

_BREAKS = r"\r\n\x85\u2028\u2029"
_COMMENT = regex(rf"#[^{_BREAKS}]*+")
_FRONT = regex(rf"(?:[!&]\S*+(?:\s++|{_COMMENT.pattern})*+)*+(?:[|>][^{_BREAKS}]*+)?")


class Comment(NamedTuple):
    """One comment. ``text`` is what follows the ``#``, trimmed; lines count from 1.

    ``line`` is where it stands. ``about`` is the line that it speaks of: its own behind other content, else the next
    line that is neither empty nor a comment (its own at the end of the file).
    """

    span: Span
    text: str
    line: int
    about: int

    @property
    def trailing(self) -> bool:
        """Whether other content stands before it on its line."""
        return self.about == self.line


def comments(source: Source, budget: Budget = DEFAULT_BUDGET) -> tuple[Comment, ...]:
    """Every comment of a YAML document in order; errors as in :func:`hauberk.reading.yaml.read_yaml`."""
    found: list[tuple[int, int]] = []
    for start, end in _gaps(source, budget):
        found.extend(comment.span() for comment in _COMMENT.finditer(source.text, start, end))
    starts = _line_starts(source.text)
    result: list[Comment] = []
    about = 0
    for start, end in reversed(found):
        line = bisect_right(starts, start)
        alone = not source.text[starts[line - 1] : start].strip()
        if not alone:
            below = line
        elif result and about and result[-1].line == _next_written(source.text, starts, line):
            below = about
        else:
            below = _next_written(source.text, starts, line) or line
        about = below if alone else 0
        text = source.text[start + 1 : end].strip()
        result.append(Comment(source.span(start, start + len(source.text[start:end].rstrip())), text, line, below))
    return tuple(reversed(result))


class _Gaps:
    """A sink that notes what stands between scalars."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[int, int]] = []
        self.at = 0

    def scalar(self, start: int, end: int, *_: object, **__: object) -> None:
        """Ends a gap and begins the next; a tag and the header of a block scalar still belong to the gap."""
        front = _FRONT.match(self.text, start, end)
        self.found.append((self.at, front.end() if front else start))
        self.at = end

    def enter(self, *_: object, **__: object) -> None:
        """Structure is no scalar."""

    leave = alias = enter


def _gaps(source: Source, budget: Budget) -> list[tuple[int, int]]:
    gaps = _Gaps(source.text)
    tell(source, gaps, budget)
    return [*gaps.found, (gaps.at, len(source.text))]


def _line_starts(text: str) -> list[int]:
    return [0, *(newline.end() for newline in re.finditer("\n", text))]


def _next_written(text: str, starts: list[int], line: int) -> int:
    """The first line after ``line`` that isn't empty, or 0."""
    for number in range(line + 1, len(starts) + 1):
        end = starts[number] if number < len(starts) else len(text)
        if text[starts[number - 1] : end].strip():
            return number
    return 0
