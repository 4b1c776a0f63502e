"""The entries of a tar archive, compressed with gzip or not."""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.reading.archives.limits import Member, Spent, checked
from hauberk.reading.errors import ReadingError

_BLOCK = 512
_FILES = (b"0", b"\0", b"7")
_FOLDER, _LONG_NAME, _LONG_LINK, _PAX, _PAX_OF_ALL = b"5", b"L", b"K", b"x", b"g"
_OTHERS = {
    b"1": "a hard link",
    b"2": "a link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a pipe",
    b"S": "a sparse file",
}
_LONGEST = 64 * 1024
"""Bytes of a header that goes before an entry, for a long name and the like."""


class _Header(NamedTuple):
    """A header as it is written."""

    name: bytes
    size: int
    kind: bytes


def entries(data: bytes, spent: Spent) -> Iterator[Member]:
    """The files of a tar archive. Raises :class:`ReadingError` for what is wrong with it as a whole."""
    content = _gunzipped(data, spent) if data.startswith(b"\x1f\x8b") else data
    met: set[str] = set()
    at = 0
    long: bytes | None = None
    size: int | None = None
    while (header := _header(content, at)) is not None:
        spent.entry()
        at += _BLOCK
        length = header.size if size is None else size
        body = content[at : at + length]
        if len(body) != length:
            raise ReadingError("wrong-size", "it ends within an entry")
        at += -(-length // _BLOCK) * _BLOCK
        if header.kind in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_OF_ALL):
            if length > _LONGEST:
                raise ReadingError("too-large", "a header of an entry is longer than any name")
            if header.kind == _LONG_NAME:
                long = body.rstrip(b"\0")
            elif header.kind == _PAX:
                records = _records(body)
                long = records.get(b"path", long)
                size = _number(records[b"size"], 10) if b"size" in records else size
            continue
        name, long, size = long or header.name, None, None
        if header.kind != _FOLDER and not name.endswith(b"/"):
            yield _member(name, header, body, met, spent)


def _member(name: bytes, header: _Header, body: bytes, met: set[str], spent: Spent) -> Member:
    shown = name.decode("utf-8", "replace")
    try:
        shown = checked(name)
        if header.kind not in _FILES:
            raise ReadingError("not-a-file", f"it is {_OTHERS.get(header.kind, 'something else')}, not a regular file")
        if shown in met:
            raise ReadingError("duplicate-name", "another entry has the same name")
        met.add(shown)
        if len(body) > spent.limits.entry:
            raise ReadingError(
                "too-large", f"an entry of {len(body):,} bytes, more than the {spent.limits.entry:,} read"
            )
        return Member(shown, body)
    except ReadingError as error:
        return Member(shown, b"", error)


def _header(content: bytes, at: int) -> _Header | None:
    """The header at a place; ``None`` at the end of the archive."""
    block = content[at : at + _BLOCK]
    if not block.strip(b"\0"):
        return None
    if len(block) < _BLOCK:
        raise ReadingError("wrong-size", "it ends within a header")
    told = _number(block[148:156], 8)
    if told != sum(block[:148]) + sum(block[156:]) + 8 * 0x20:
        raise ReadingError("no-archive", "it is neither a zip nor a tar archive, or a header in it is damaged")
    name = block[:100].split(b"\0", 1)[0]
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    return _Header(prefix + b"/" + name if prefix else name, _size(block[124:136]), block[156:157])


def _size(field: bytes) -> int:
    if field[0] & 0x80:  # GNU's form for what eight octal digits can't say
        if field[0] != 0x80:
            raise ReadingError("no-archive", "an entry has a size below nothing")
        return int.from_bytes(field[1:], "big")
    return _number(field, 8)


def _number(field: bytes, base: int) -> int:
    digits = field.strip(b" \0")
    if not digits:
        return 0
    if not digits.isdigit() or len(digits) > 20 or (base == 8 and digits.translate(None, b"01234567")):
        raise ReadingError("no-archive", "it is neither a zip nor a tar archive, or a header in it is damaged")
    return int(digits, base)


def _records(body: bytes) -> dict[bytes, bytes]:
    """The records of a pax header: a length, a name and a value each."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(body):
        length, space, _ = body[at : at + 24].partition(b" ")
        size = _number(length, 10)
        if not space or size <= len(length) + 1 or at + size > len(body):
            raise ReadingError("no-archive", "a header of an entry is damaged")
        name, _, value = body[at + len(length) + 1 : at + size - 1].partition(b"=")
        found[name] = value
        at += size
    return found


def _gunzipped(data: bytes, spent: Spent) -> bytes:
    most = spent.total
    try:
        unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
        content = unzip.decompress(data, most + 1)
    except zlib.error:
        raise ReadingError("damaged", "it can't be decompressed") from None
    spent.take(min(len(content), most))  # all at once: entries are parts of it
    if len(content) > most:
        raise ReadingError("archive-too-large", f"more than {spent.limits.total:,} bytes when it is unpacked")
    if not unzip.eof:
        raise ReadingError("damaged", "what is compressed ends too early")
    return content
