"""The root that a scan may not leave, and the only way to open a file of the target."""

import errno
import os
import stat
from collections.abc import Iterator
from itertools import islice
from typing import IO, NamedTuple

from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source

SKIPPED_FOLDERS = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        ".aws-sam",
        ".serverless",
        ".terraform",
        ".venv",
        "venv",
        "node_modules",
        "bower_components",
        "__pycache__",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".idea",
        ".vscode",
        "site-packages",
        "dist-packages",
    )
)
"""Folders that hold other people's code, builds or caches; none of them is where an application keeps its templates."""

MAX_ENTRIES = 200_000
"""Folder entries looked at in one root."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Links were resolved before a file is opened: one that is there then was put there meanwhile."""


class Entry(NamedTuple):
    """A regular file below a root: its path relative to the root, with forward slashes.

    With an ``error`` it is something else, which can't be read or walked into (if it is, or leads to, a ``folder``).
    """

    path: str
    name: str
    error: ReadingError | None = None
    folder: bool = False


class Root:
    """A folder. Nothing outside it is opened, symbolic links that lead out included.

    ``shown`` is put before paths in reports, so that they are as the user would type them. ``opened`` holds the texts
    that were read, by the path that their spans carry.
    """

    def __init__(self, folder: "str | os.PathLike[str]", shown: str = "") -> None:
        self.folder = os.path.realpath(folder)
        self.shown = shown
        self.opened: dict[str, Source] = {}
        self._glanced: tuple[str | None, bytes] = (None, b"")
        self._inside = self.folder.rstrip(os.sep) + os.sep

    def show(self, relative: str) -> str:
        """A path of this root as the user would type it."""
        return (
            f"{self.shown}{relative}"
            if self.shown == "" or self.shown.endswith(("/", ":"))  # a revision is put before a path as git does
            else f"{self.shown}/{relative}"
        )

    def join(self, base: str, relative: str) -> str:
        """``relative``, as written in the file ``base``, as a path of this root.

        Raises :class:`ReadingError` (``outside-root``) when it leads out.
        """
        folder = os.path.dirname(base)
        if os.path.isabs(relative):
            raise ReadingError("outside-root", f"{relative!r} is an absolute path")
        path = os.path.normpath(os.path.join(folder, relative)).replace(os.sep, "/")
        if path == ".." or path.startswith("../"):
            raise ReadingError("outside-root", f"{relative!r} leads out of the scanned folder")
        return path

    def inside(self, relative: str) -> str:
        """``relative`` itself, if it doesn't lead out of the root by links; what isn't there leads nowhere.

        Raises :class:`ReadingError` (``outside-root``).
        """
        try:
            self._resolve(relative)
        except ReadingError as error:
            if error.code == "outside-root":
                raise
        return relative

    def exists(self, relative: str) -> bool:
        """Whether a regular file of that path is inside the root."""
        try:
            return stat.S_ISREG(os.stat(self._resolve(relative)).st_mode)
        except (OSError, ReadingError, ValueError):
            return False

    def is_folder(self, relative: str) -> bool:
        """Whether a folder of that path is inside the root."""
        try:
            return stat.S_ISDIR(os.stat(self._resolve(relative) if relative else self.folder).st_mode)
        except (OSError, ReadingError, ValueError):
            return False

    def read(self, relative: str, budget: Budget = DEFAULT_BUDGET) -> Source:
        """The file's text.

        Raises :class:`ReadingError`: ``outside-root``, ``no-such-file``, ``unreadable``, ``not-a-file``, ``too-large``,
        and those of :class:`Source`.
        """
        shown = self.show(relative)
        glanced, data = self._glanced
        source = Source(shown, data if glanced == relative else self.read_bytes(relative, budget))
        self.opened[shown] = source
        return source

    def glance(self, relative: str, budget: Budget = DEFAULT_BUDGET) -> bytes:
        """The file's bytes, kept for the next :meth:`read` of it; errors as there."""
        data = self.read_bytes(relative, budget)
        self._glanced = (relative, data)
        return data

    def read_bytes(self, relative: str, budget: Budget = DEFAULT_BUDGET) -> bytes:
        """The file's bytes; errors as in :meth:`read`."""
        handle, status = self._open(relative)
        try:
            if status.st_size > budget.bytes:
                raise ReadingError(
                    "too-large", f"{status.st_size:,} bytes, more than the {budget.bytes:,} that Hauberk reads"
                )
            with os.fdopen(os.dup(handle), "rb") as stream:
                data = stream.read(budget.bytes + 1)
        except OSError as error:
            raise _refused(error) from None
        finally:
            os.close(handle)
        if len(data) > budget.bytes:
            raise ReadingError("too-large", f"more than the {budget.bytes:,} bytes that Hauberk reads")
        return data

    def head(self, relative: str, size: int) -> bytes:
        """The first bytes of a file; errors as in :meth:`read`, but for ``too-large``."""
        handle, _ = self._open(relative)
        with os.fdopen(handle, "rb") as stream:
            try:
                return stream.read(size)
            except OSError as error:
                raise _refused(error) from None

    def lines(self, relative: str, budget: Budget = DEFAULT_BUDGET) -> Iterator[bytes]:
        """The file's lines, one at a time, for files that may be longer than memory: the budget is that of a line.

        Errors as in :meth:`read`.
        """
        handle, _ = self._open(relative)
        with os.fdopen(handle, "rb") as stream:
            yield from lines_of(stream, budget)

    def _open(self, relative: str) -> tuple[int, os.stat_result]:
        """A handle of a regular file, which the caller closes."""
        try:
            handle = os.open(self._resolve(relative), _FLAGS)
        except OSError as error:
            raise _refused(error) from None
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            os.close(handle)
            raise ReadingError("not-a-file", f"it is {_what(status.st_mode)}, not a regular file")
        return handle, status

    def _resolve(self, relative: str) -> str:
        try:
            path = self._straight(relative) or os.path.realpath(os.path.join(self.folder, relative), strict=True)
        except OSError as error:
            raise _refused(error) from None
        except ValueError:
            raise ReadingError("no-such-file", "its name contains a NUL byte") from None
        if path != self.folder and not path.startswith(self._inside):
            raise ReadingError("outside-root", "it leads out of the scanned folder")
        return path

    def _straight(self, relative: str) -> str | None:
        """The place of what is reached without links, as nearly everything is; ``None`` if there is one on the way, or
        the path isn't plain. The folder's own way is known: to go it again for each file is most of what that costs."""
        names = relative.split("/")
        if not all(names) or "." in names or ".." in names:
            return None
        place = self.folder.rstrip(os.sep)
        for name in names:
            place = f"{place}/{name}"
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return None
        return place

    def walk(self, skipped: frozenset[str] = SKIPPED_FOLDERS) -> Iterator[Entry]:
        """Every regular file below the root in a stable order, without what is in folders of ``skipped`` names.

        Links to folders aren't followed: what they lead to has a name of its own, or is outside. Past
        :data:`MAX_ENTRIES` the walk ends with an entry that says so (``too-many-files``).
        """
        pending = [""]
        left = MAX_ENTRIES
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(os.path.join(self.folder, folder) if folder else self.folder) as entries:
                    listing = sorted(islice(entries, left + 1), key=lambda entry: entry.name)
            except OSError as error:
                yield Entry(folder, os.path.basename(folder), _refused(error), True)
                continue
            left -= len(listing)
            if left < 0:
                text = f"more than {MAX_ENTRIES:,} files; what is in this folder and behind it wasn't looked at"
                yield Entry(folder, os.path.basename(folder), ReadingError("too-many-files", text), True)
                return
            folders = []
            for entry in listing:
                path = f"{folder}/{entry.name}" if folder else entry.name
                found = self._found(path, entry)
                if found is not None and not (found.folder and entry.name in skipped):
                    if found.folder and found.error is None:
                        folders.append(path)
                    else:
                        yield found
            pending.extend(reversed(folders))

    def _found(self, path: str, entry: "os.DirEntry[str]") -> Entry | None:
        """A file, a folder, or why it is neither; ``None`` for a link to a folder of the root."""
        try:
            if entry.is_file(follow_symlinks=False):  # which the listing tells without another look
                return Entry(path, entry.name)
            if entry.is_dir(follow_symlinks=False):
                return Entry(path, entry.name, None, True)
            mode = entry.stat().st_mode
            if stat.S_ISREG(mode):
                return Entry(path, entry.name)
            if not stat.S_ISDIR(mode):
                raise ReadingError("not-a-file", f"it is {_what(mode)}, not a regular file")
            self._resolve(path)
        except OSError as error:
            return Entry(path, entry.name, _refused(error))
        except ReadingError as error:
            return Entry(path, entry.name, error, error.code != "not-a-file")
        return None


def lines_of(stream: IO[bytes], budget: Budget = DEFAULT_BUDGET) -> Iterator[bytes]:
    """The lines of a stream, each with its end. Raises :class:`ReadingError`: ``too-large``, ``unreadable``."""
    try:
        while line := stream.readline(budget.bytes + 1):
            if len(line) > budget.bytes:
                raise ReadingError("too-large", f"a line of more than the {budget.bytes:,} bytes that Hauberk reads")
            yield line
    except OSError as error:
        raise _refused(error) from None


def _what(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "something else"


def _refused(error: OSError) -> ReadingError:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return ReadingError("no-such-file", "there is no such file")
        case errno.ELOOP:
            return ReadingError("link-loop", "its symbolic links go in a circle")
        case errno.ENXIO | errno.EOPNOTSUPP:
            return ReadingError("not-a-file", "it is a socket or a device, not a regular file")
        case errno.ENAMETOOLONG:
            return ReadingError("no-such-file", "its name is too long")
    return ReadingError("unreadable", f"it can't be read: {os.strerror(error.errno or 0)}")
