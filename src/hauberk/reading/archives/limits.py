"""What archives of every kind have in common: entries, what they may cost, and which names are refused."""

from typing import NamedTuple

from hauberk.model.regex import regex
from hauberk.reading.errors import ReadingError


class Limits(NamedTuple):
    """What an archive may cost, with everything in it: ``entries`` of all archives, ``entry`` bytes of one and
    ``total`` bytes of all of them when they are unpacked, ``depth`` of archives in archives.

    Lambda takes 250 MB unpacked (quotas page, 2026-11); most of that are packages.
    """

    entries: int = 20_000
    entry: int = 16 * 1024 * 1024
    total: int = 256 * 1024 * 1024
    depth: int = 3


DEFAULT_LIMITS = Limits()


class Member(NamedTuple):
    """A file in an archive; with an ``error`` one that can't be read."""

    path: str
    data: bytes
    error: ReadingError | None = None


class Spent:
    """What is left of the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.entries = limits.entries
        self.total = limits.total

    def entry(self) -> None:
        """Takes an entry. Raises :class:`ReadingError` (``too-many-files``)."""
        self.entries -= 1
        if self.entries < 0:
            text = f"more than {self.limits.entries:,} entries; what is behind them wasn't looked at"
            raise ReadingError("too-many-files", text)

    def room(self, size: int) -> int:
        """How many bytes an entry that says it has ``size`` may have. Raises :class:`ReadingError` (``too-large``)."""
        if size > self.limits.entry:
            raise ReadingError(
                "too-large", f"an entry of {size:,} bytes, more than the {self.limits.entry:,} that are read"
            )
        if size > self.total:
            raise ReadingError("archive-too-large", f"more than {self.limits.total:,} bytes when it is unpacked")
        return size

    def take(self, size: int) -> None:
        """Takes the bytes of an entry."""
        self.total -= size


_DRIVE = regex(r"[A-Za-z]:")


def checked(name: bytes) -> str:
    """The path of an entry. Raises :class:`ReadingError` (``outside-root``, ``odd-name``)."""
    try:
        path = name.decode("utf-8")
    except UnicodeDecodeError:
        path = name.decode("cp437")  # what zip has without its flag for UTF-8; in tar nobody knows
    if "\0" in path or not path:
        raise ReadingError("odd-name", "an entry without a name, or with a NUL byte in it")
    path = path.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        raise ReadingError("outside-root", f"an entry called {path[:200]!r} leads out of the archive")
    return "/".join(part for part in path.split("/") if part not in ("", "."))
