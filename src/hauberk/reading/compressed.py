"""Files that gzip has made smaller, unpacked under a budget."""

import zlib

from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS


def is_packed(data: bytes) -> bool:
    """Whether bytes begin as gzip's do (RFC 1952)."""
    return data.startswith(_MAGIC)


def unpacked(data: bytes, budget: Budget = DEFAULT_BUDGET) -> bytes:
    """Bytes as they were before gzip; as they are if it wasn't there.

    Raises :class:`ReadingError`: ``too-large``, ``unreadable``.
    """
    if not is_packed(data):
        return data
    found: list[bytes] = []
    size = 0
    try:
        while data.startswith(_MAGIC):  # a file may be several, one behind the other
            stream = zlib.decompressobj(_GZIP)
            found.append(stream.decompress(data, budget.bytes + 1 - size))
            size += len(found[-1])
            if size > budget.bytes:
                raise ReadingError("too-large", f"more than the {budget.bytes:,} bytes that Hauberk reads")
            if not stream.eof:
                raise ReadingError("unreadable", "it is cut off")
            data = stream.unused_data
    except zlib.error:
        raise ReadingError("unreadable", "it isn't what gzip makes") from None
    return b"".join(found)
