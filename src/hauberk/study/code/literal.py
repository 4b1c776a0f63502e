"""Code that a template itself holds, and where it stands there.

CloudFormation puts ``ZipFile`` into a file called ``index`` (CloudFormation Template Reference, "AWS::Lambda::Function
Code", 2026-11).
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.reading.aligned import Aligned
from hauberk.reading.source import Source

STEM = "index"


class Literal:
    """A text of code, and the path that stands for it. ``sources`` are the files that were read, by the path that spans
    carry."""

    def __init__(self, path: str, value: Known, sources: Mapping[str, Source]) -> None:
        assert isinstance(value.value, str)
        self.path = path
        self.text = value.value
        self._trail = tuple(dict.fromkeys(span for span in (value.origin, value.span) if span is not None))
        self._sources = sources

    def span(self, start: int, end: int) -> Span:
        """Where the bytes of the text from ``start`` to ``end`` stand; the whole value where that can't be told."""
        found = self._aligned.span(start, end) if self._aligned is not None else None
        return found or self._trail[-1]

    @property
    def source(self) -> Source:
        """The text as a file. Raises :class:`hauberk.reading.errors.ReadingError`."""
        return Source(self.path, self.text.encode("utf-8", "replace"))

    def place(self, line: int) -> Span | None:
        """Where the first word of a line of it stands; ``None`` where that can't be told."""
        written = self.text.split("\n")
        before = "\n".join((*written[: line - 1], ""))
        row = written[line - 1] if line <= len(written) else ""
        start = len((before + row[: len(row) - len(row.lstrip())]).encode("utf-8", "replace"))
        return self._aligned.span(start, start + 1) if self._aligned is not None else None

    @cached_property
    def _aligned(self) -> Aligned | None:
        """The text beside what is written: as it is, or with what ``Fn::Sub`` puts into it."""
        return next((found for found in self._tries() if found.fits), None)

    def _tries(self) -> Iterator[Aligned]:
        for span in self._trail:
            source = self._sources.get(span.path)
            if source is not None:
                written = source.excerpt(span)
                for holes in (False, True):
                    yield Aligned(self.text, written, span.path, span.start, holes=holes)
