"""From spans to lines: the one place where a symbolic location becomes file, line and column."""

from collections.abc import Mapping

from hauberk.model.ledger import Location
from hauberk.model.span import Span
from hauberk.model.values import Annotation
from hauberk.reading.source import Source

MAX_LINES = 4
"""Lines of one location that are kept for an excerpt."""
MAX_LINE = 400
"""Characters of one line that are kept."""
MAX_LONG_LINE = 16_000
"""The same where what is marked begins later, as it does in a template of a single line. The line is kept from its
beginning: a secret is known by what stands before it."""


class Placing:
    """Finds places in the files that were read. ``sources`` are by the path that spans carry."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._long: dict[tuple[str, int], str] = {}

    def locate(self, annotation: Annotation, role: str) -> Location | None:
        """Where an annotation stands; ``None`` if it has no place in a file that was read."""
        span = annotation.span
        source = self._sources.get(span.path) if span else None
        if span is None or source is None:
            return None
        line, column = source.line_column(span.start)
        end_line, end_column = source.line_column(max(span.start, span.end))
        last = min(end_line, line + MAX_LINES - 1)
        text = "\n".join(source.line(number, MAX_LINE) for number in range(line, last + 1))
        if last == line and column > MAX_LINE:
            text = self._long.get((span.path, line)) or self._keep(source, span.path, line)
        return Location(span.path, line, column, end_line, end_column, role, annotation.says, text)

    def _keep(self, source: Source, path: str, line: int) -> str:
        """A long line, the same object for all that is marked in it."""
        text = self._long[path, line] = source.line(line, MAX_LONG_LINE)
        return text

    def line_of(self, span: Span | None) -> tuple[int, int]:
        """Line and column of where a span begins, or zeros."""
        source = self._sources.get(span.path) if span else None
        return source.line_column(span.start) if source and span else (0, 0)
