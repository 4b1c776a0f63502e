"""Where something stands in a file."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of UTF-8 bytes in one file.

    ``path`` is the file as the user would name it: relative to the scanned root, with forward slashes.
    ``start`` and ``end`` are byte offsets from the file's first byte, a byte-order mark included.
    A span is symbolic: only :mod:`hauberk.scan.placing` turns it into lines and columns.
    """

    path: str
    start: int
    end: int
