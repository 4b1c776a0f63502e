"""One file's text, and the way from characters to bytes and from bytes to lines."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from hauberk.model.span import Span
from hauberk.reading.errors import ReadingError

_BOM = b"\xef\xbb\xbf"
_LONG_LINE = 1_000
"""Bytes of a line from which a table is quicker than counting its characters: templates on one line are common."""


class Source:
    """The bytes of a file as they were read, and their text without a byte-order mark.

    ``path`` is the name used in spans and reports. Raises :class:`ReadingError` (``not-utf-8``, ``nul-byte``) for
    bytes that aren't UTF-8 text.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self._bom = len(_BOM) if data.startswith(_BOM) else 0
        self._ascii = data.isascii()
        try:
            _ = self._ascii or self.text
        except UnicodeDecodeError as error:
            at = self._bom + error.start
            hint = "UTF-16 text" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte {data[at]:#04x}"
            raise ReadingError("not-utf-8", f"the file isn't UTF-8 text ({hint})", Span(path, at, at + 1)) from None
        zero = data.find(b"\0")
        if zero >= 0:
            raise ReadingError("nul-byte", "the file contains a NUL byte", Span(path, zero, zero + 1))

    @cached_property
    def text(self) -> str:
        """The text without a byte-order mark; that of many small files isn't needed, and is left in its bytes."""
        return self.data[self._bom :].decode("utf-8")

    @cached_property
    def _wide(self) -> "tuple[array[int], array[int]]":
        """Positions of the non-ASCII characters, and the bytes that they add up to each of them inclusive."""
        positions, extra, total = array("I"), array("I"), 0
        for index, char in enumerate(self.text):
            if char > "\x7f":
                total += 1 if char <= "\u07ff" else 2 if char <= "\uffff" else 3
                positions.append(index)
                extra.append(total)
        return positions, extra

    @property
    def _narrow(self) -> bool:
        """Whether each character is one byte."""
        return self._ascii or len(self.data) - self._bom == len(self.text)

    @cached_property
    def offset(self) -> Callable[[int], int]:
        """From the index of a character of :attr:`text` to its byte offset; asked for each node, hence made once."""
        if self._narrow:
            return self._bom.__add__
        positions, extra = self._wide

        def offset(index: int) -> int:
            before = bisect_left(positions, index)
            return bom + index + (extra[before - 1] if before else 0)

        bom = self._bom
        return offset

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from ``start`` to ``end``."""
        return Span(self.path, self.offset(start), self.offset(end))

    @cached_property
    def _line_starts(self) -> "array[int]":
        starts = array("Q", (0,))
        find, at = self.data.find, -1
        while (at := find(b"\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte offset, both from 1; columns count characters, a BOM is no character."""
        offset = min(max(offset, 0), len(self.data))
        line = bisect_right(self._line_starts, offset)
        start = max(self._line_starts[line - 1], self._bom)
        if self._narrow:
            return line, max(offset - start, 0) + 1
        if offset - start > _LONG_LINE:
            return line, self._index(offset) - self._index(start) + 1
        return line, len(self.data[start:offset].decode("utf-8", "replace")) + 1

    def _index(self, offset: int) -> int:
        """The index of the character at a byte offset: the inverse of :attr:`offset`."""
        positions, extra = self._wide

        def place(number: int) -> int:
            return positions[number] + (extra[number - 1] if number else 0)

        before = bisect_left(range(len(positions)), offset - self._bom, key=place)
        return offset - self._bom - (extra[before - 1] if before else 0)

    def line_start(self, number: int) -> int:
        """The byte offset at which a line begins, from 1; the end of the file for a line past it."""
        starts = self._line_starts
        return starts[number - 1] if number <= len(starts) else len(self.data)

    def line(self, number: int, most: int | None = None) -> str:
        """The text of a line, from 1, without its line break; empty past the end. ``most`` cuts it after so many
        characters."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.data)
        start = max(starts[number - 1], self._bom) if number == 1 else starts[number - 1]
        if most is not None:
            end = min(end, start + 4 * most)  # no character of UTF-8 takes more than four bytes
        return self.data[start:end].decode("utf-8", "replace").rstrip("\r\n")[:most]

    def excerpt(self, span: Span) -> str:
        """The text of a span."""
        return self.data[span.start : span.end].decode("utf-8", "replace")
