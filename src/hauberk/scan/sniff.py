"""A glance at a file: could it be a template at all?"""

from hauberk.reading.budget import DEFAULT_BUDGET
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root

_ESCAPES = (b"\\u00", b"\\x", b"\\U00", b"\\\n", b"\\\r")
"""How JSON and YAML can write the words' letters otherwise, or break a word in two."""


def may_be_template(root: Root, path: str) -> bool:
    """Whether the file has the words that every template has, or may hide them. Most files of a repository don't.

    Raises :class:`ReadingError` where it can't be told because the file can't be read.
    """
    data = root.read_bytes(path, DEFAULT_BUDGET)
    if b"\0" in data[:4]:  # UTF-16 or UTF-32, which is refused by name
        data = data.replace(b"\0", b"")
    if b"AWS::" in data and (b"Resources" in data or b"AWS::Include" in data):
        return True
    return any(escape in data for escape in _ESCAPES)


__all__ = ["ReadingError", "may_be_template"]
