"""A glance at a file: could it be a template at all?"""

from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root

_MARKS = (b"AWS::", b"Resources")


def may_be_template(root: Root, path: str) -> bool:
    """Whether the file has the words that every template has. Most JSON and YAML files of a repository don't.

    Raises :class:`ReadingError` where it can't be told because the file can't be read.
    """
    data = root.glance(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(b"\0", b"")
    return all(mark in data for mark in _MARKS)


__all__ = ["ReadingError", "may_be_template"]
