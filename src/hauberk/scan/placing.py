"""From spans to lines: the one place where a symbolic location becomes file, line and column."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from hauberk.model.ledger import Location
from hauberk.model.regex import regex
from hauberk.model.secrets import Hidden, by_format
from hauberk.model.span import Span
from hauberk.model.tokens import blanked, token_of, told
from hauberk.model.values import Annotation
from hauberk.reading.source import Source

MAX_LINES = 4
"""Lines of one location that are kept for an excerpt."""
MAX_LINE = 400
"""Characters of one line that are kept."""
MAX_TEXTS = 200
"""Secrets that are looked for in other places than their own."""
_TELLING = 8
"""Characters from which a secret that isn't all letters is taken for one in other places too."""
_CHARACTER = regex(r"\S")
MAX_LONG_LINE = 16_000
"""The same where what is marked begins later, as it does in a template of a single line. The line is kept from its
beginning: a secret is known by what stands before it."""


class Placing:
    """Finds places in the files that were read. ``sources`` are by the path that spans carry.

    ``hidden`` tells what isn't shown of them; it is asked when the first line is to be shown. Without ``excerpts``
    places come without their lines.
    """

    def __init__(self, sources: Mapping[str, Source], hidden: Callable[[], Hidden], *, excerpts: bool = True) -> None:
        self._excerpts = excerpts
        self._sources = sources
        self._hidden = hidden
        self._covers: dict[str, Cover] = {}
        self._long: dict[tuple[str, int], str] = {}

    def locate(self, annotation: Annotation, role: str) -> Location | None:
        """Where an annotation stands; ``None`` if it has no place in a file that was read."""
        span = annotation.span
        source = self._sources.get(span.path) if span else None
        if span is None or source is None:
            return None
        secret = None
        if annotation.part:
            token = token_of(annotation.part)
            said = _narrowed(span, told(annotation.part), source) if token else None
            secret = span = said or _narrowed(span, annotation.part, source) or span
            if token:
                secret = None  # there is nothing to hide
        line, column = source.line_column(span.start)
        end_line, end_column = source.line_column(max(span.start, span.end))
        if not self._excerpts:
            return Location(span.path, line, column, end_line, end_column, role, annotation.says)
        last = min(end_line, line + MAX_LINES - 1)
        if last == line and column > MAX_LINE:
            lines = [self._long.get((span.path, line)) or self._keep(source, line)]
        else:
            lines = [source.line(number, MAX_LINE) for number in range(line, last + 1)]
            self._cover(source).over(lines, line, source)
        if secret is not None:
            Cover([(secret.start, secret.end)]).over(lines, line, source)
        text = "\n".join(lines)
        return Location(span.path, line, column, end_line, end_column, role, annotation.says, text)

    def _keep(self, source: Source, line: int) -> str:
        """A long line, the same object for all that is marked in it."""
        lines = [source.line(line, MAX_LONG_LINE)]
        self._cover(source).over(lines, line, source)
        self._long[source.path, line] = lines[0]
        return lines[0]

    def _cover(self, source: Source) -> "Cover":
        found = self._covers.get(source.path)
        if found is None:
            hidden = self._hidden()
            spans = [(span.start, span.end) for span in hidden.spans if span.path == source.path]
            telling = islice(filter(_tells, sorted(hidden.texts)), MAX_TEXTS)
            spans.extend(place for text in telling for place in _places(text, source))
            offset = source.offset
            spans.extend((offset(secret.start), offset(secret.end)) for secret in by_format(blanked(source.text)))
            found = self._covers[source.path] = Cover(spans)
        return found

    def line_of(self, span: Span | None) -> tuple[int, int]:
        """Line and column of where a span begins, or zeros."""
        source = self._sources.get(span.path) if span else None
        return source.line_column(span.start) if source and span else (0, 0)


class Cover:
    """The stretches of a file that hold secrets, as byte offsets."""

    __slots__ = ("_ends", "_spans")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        self._spans = merged
        self._ends = [end for _, end in merged]

    def over(self, lines: list[str], first: int, source: Source) -> None:
        """Writes stars over what of some ``lines`` is covered; ``first`` is the number of the first of them."""
        for at, text in enumerate(lines if self._spans else ()):
            number = first + at
            begin = source.line_start(number)
            stop = min(source.line_start(number + 1), begin + 4 * (MAX_LINE + 1))  # as much as a line can show
            for place in range(bisect_right(self._ends, begin), len(self._spans)):
                start, end = self._spans[place]
                if start >= stop:
                    break
                left = source.line_column(start)[1] - 1 if start > begin else 0
                last, column = source.line_column(end)
                right = column - 1 if last == number else len(text)
                text = text[:left] + _CHARACTER.sub("*", text[left:right]) + text[right:]
            lines[at] = text


def _tells(secret: str) -> bool:
    """Whether a secret can't be a common word, so that it is one wherever it stands."""
    return len(secret) >= _TELLING and not secret.isalpha() and any(map(str.isalpha, secret))


def _places(text: str, source: Source) -> Iterator[tuple[int, int]]:
    wanted = text.encode("utf-8", "surrogatepass")
    at = source.data.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = source.data.find(wanted, at + len(wanted))


def _narrowed(span: Span, part: str, source: Source) -> Span | None:
    """Where a part of a span's text stands; ``None`` if it isn't written there as it is."""
    wanted = part.encode("utf-8", "surrogatepass")
    at = source.data.find(wanted, span.start, span.end)
    return Span(span.path, at, at + len(wanted)) if at >= 0 else None
