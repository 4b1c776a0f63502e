"""The entries of a zip archive.

The central directory is what counts, as it does for Lambda; a local header that says otherwise, entries that share
bytes, and two entries of one name are refused: what is unpacked then depends on who unpacks.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.reading.archives.limits import Member, Spent, checked
from hauberk.reading.errors import ReadingError

_END = b"PK\x05\x06"
_END_SIZE = 22
_COMMENT = 65_535
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_LARGE = 0xFFFFFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_STORED, _DEFLATED = 0, 8
_TYPES = {0o120000: "a link", 0o020000: "a device", 0o060000: "a device", 0o010000: "a pipe", 0o140000: "a socket"}


class _Entry(NamedTuple):
    """An entry as the central directory has it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    offset: int


def entries(data: bytes, spent: Spent) -> Iterator[Member]:
    """The files of a zip archive. Raises :class:`ReadingError` for what is wrong with it as a whole."""
    met: set[str] = set()
    taken: list[tuple[int, int]] = []
    for entry in _directory(data, spent):
        name = entry.name.decode("utf-8", "replace")
        if name.endswith("/"):
            continue
        try:
            name = checked(entry.name)
            if name in met:
                raise ReadingError("duplicate-name", "another entry has the same name")
            met.add(name)
            yield Member(name, _content(data, entry, taken, spent))
        except ReadingError as error:
            if error.code == "archive-too-large":
                raise
            yield Member(name, b"", error)


def _directory(data: bytes, spent: Spent) -> Iterator[_Entry]:
    end = data.rfind(_END, max(len(data) - _END_SIZE - _COMMENT, 0))
    if end < 0 or end + _END_SIZE > len(data):
        raise ReadingError("no-archive", "it has no directory at its end, as a zip archive has")
    count, size, start = struct.unpack_from("<HII", data, end + 10)
    if _LARGE in (size, start) or count == 0xFFFF:
        raise ReadingError("too-large", "it is a zip archive of the large form (ZIP64), which isn't opened")
    if start + size > end:
        raise ReadingError("no-archive", "its directory isn't where it says")
    at, stop = start, start + size
    while at < stop:
        spent.entry()
        if at + _CENTRAL.size > stop:
            raise ReadingError("no-archive", "its directory is cut off")
        found = _CENTRAL.unpack_from(data, at)
        mark, flags, method, crc, packed, unpacked = found[0], found[3], found[4], found[7], found[8], found[9]
        name, extra, comment, outer, offset = found[10], found[11], found[12], found[15], found[16]
        if mark != b"PK\x01\x02":
            raise ReadingError("no-archive", "its directory has something else than entries in it")
        at += _CENTRAL.size
        yield _Entry(data[at : at + name], flags, method, crc, packed, unpacked, outer >> 16, offset)
        at += name + extra + comment


def _content(data: bytes, entry: _Entry, taken: list[tuple[int, int]], spent: Spent) -> bytes:
    kind = _TYPES.get(entry.mode & 0o170000)
    if kind is not None:
        raise ReadingError("not-a-file", f"it is {kind}, not a regular file")
    if entry.flags & _ENCRYPTED:
        raise ReadingError("encrypted", "it is encrypted")
    room = spent.room(entry.size)
    start = _start(data, entry)
    packed = data[start : start + entry.packed]
    if len(packed) != entry.packed:
        raise ReadingError("wrong-size", "it is shorter than its directory says")
    _claim(entry.offset, start + entry.packed, taken)
    spent.take(room)
    content = _unpacked(packed, entry, room)
    if len(content) != entry.size:
        raise ReadingError("wrong-size", f"it has another size than the {entry.size:,} bytes that the directory says")
    if zlib.crc32(content) != entry.crc:
        raise ReadingError("wrong-checksum", "its checksum is another than the directory says")
    return content


def _start(data: bytes, entry: _Entry) -> int:
    """Where an entry's bytes begin: behind a header that has to say what the directory says."""
    if entry.offset + _LOCAL.size > len(data):
        raise ReadingError("no-archive", "an entry isn't where the directory says")
    found = _LOCAL.unpack_from(data, entry.offset)
    begin = entry.offset + _LOCAL.size
    if found[0] != b"PK\x03\x04" or data[begin : begin + found[9]] != entry.name or found[3] != entry.method:
        raise ReadingError("two-headers", "its own header says something else than the directory")
    return begin + int(found[9]) + int(found[10])


def _claim(start: int, end: int, taken: list[tuple[int, int]]) -> None:
    """Takes a stretch of the archive for one entry: bombs of the better kind use the same bytes for all of them."""
    from bisect import bisect_left, insort

    at = bisect_left(taken, (start, end))
    if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
        raise ReadingError("overlapping-entries", "it shares its bytes with another entry")
    insort(taken, (start, end))


def _unpacked(packed: bytes, entry: _Entry, room: int) -> bytes:
    if entry.method == _STORED:
        return packed[: room + 1]
    if entry.method != _DEFLATED:
        raise ReadingError("unknown-compression", f"it is compressed by method {entry.method}, which isn't read")
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, room + 1)
    except zlib.error:
        raise ReadingError("damaged", "it can't be decompressed") from None
