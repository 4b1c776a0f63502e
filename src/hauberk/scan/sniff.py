"""A glance at a file: could it be a template at all?"""

import re

from hauberk.model.regex import regex
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root

_ESCAPE = regex(rb"\\(?:(?:u00|x|U000000)([2-7][0-9a-fA-F])|\r?\n[ \t]*+)")
"""How JSON and YAML can write a letter otherwise, or break a word in two."""


def may_be_snapshot(root: Root, path: str) -> bool:
    """Whether a file begins as a snapshot of an account does, packed or not."""
    try:
        head = root.head(path, len(_SNAPSHOT))
    except ReadingError:
        return False
    return head == _SNAPSHOT or head.startswith(_PACKED)


_SNAPSHOT = b'{"kind":"hauberk-snapshot"'
_PACKED = b"\x1f\x8b"
"""What gzip begins with (RFC 1952)."""


def may_be_template(root: Root, path: str) -> bool:
    """Whether the file has the words that every template has, be it as escapes. Most files of a repository don't.

    Raises :class:`hauberk.reading.errors.ReadingError` where it can't be told because the file can't be read.
    """
    data = root.glance(path)
    if b"\0" in data:  # UTF-16 or UTF-32, whatever it begins with; it is refused by name
        data = data.replace(b"\0", b"")
    return _has_words(data) or (b"\\" in data and _has_words(_ESCAPE.sub(_letter, data)))


def _has_words(data: bytes) -> bool:
    return b"AWS::" in data and (b"Resources" in data or b"AWS::Include" in data)


def _letter(escape: re.Match[bytes]) -> bytes:
    return bytes((int(escape[1], 16),)) if escape[1] else b""
