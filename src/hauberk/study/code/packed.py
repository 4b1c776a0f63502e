"""The code in an archive that a template names. A path in it is ``code.zip!/app.py``, as reports have it."""

import posixpath
from collections.abc import Callable
from typing import NamedTuple

from hauberk.model.values import Reason
from hauberk.reading.archives import DEFAULT_LIMITS, is_archive, members
from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import SKIPPED_FOLDERS, Root

PACKED = Budget(bytes=64 * 1024 * 1024)
"""Lambda takes 50 MB of a zip archive (quotas page, 2026-11)."""
MAX_BYTES = 64 * 1024 * 1024
"""Bytes of code of one archive that are kept."""
_INNER = "!"
_LIMITS = DEFAULT_LIMITS._replace(depth=1)
"""No language looks for modules in archives in an archive."""


class Packed(NamedTuple):
    """The files of an archive that were asked for, by their paths, each with its bytes or why it can't be read; and
    what else couldn't be."""

    files: dict[str, bytes | ReadingError]
    left: tuple[Reason, ...]


def inside_of(archive: str) -> str:
    """The folder that an archive is, as paths have it."""
    return f"{archive}{_INNER}"


def archive_of(folder: str) -> str:
    """The archive that a folder is; empty if it is a folder of the disk."""
    archive = folder.removesuffix(_INNER)
    return archive if archive != folder and is_archive(archive) else ""


def unpacked(root: Root, archive: str, wanted: Callable[[str], bool]) -> Packed:
    """The files of an archive whose names are ``wanted``, but for those of installed packages."""
    files: dict[str, bytes | ReadingError] = {}
    left: list[Reason] = []
    kept = 0
    try:
        data = root.read_bytes(archive, PACKED)
    except ReadingError as error:
        return Packed(files, (Reason(error.code, f"{archive}: {error.text}"),))
    for member in members(data, _LIMITS):
        path = f"{inside_of(archive)}/{member.path}"
        wrong = member.error
        if wrong is not None and (not member.path or wrong.code == "outside-root"):
            left.append(Reason(wrong.code, f"{path if member.path else archive}: {wrong.text}"))
        elif wanted(posixpath.basename(member.path)) and SKIPPED_FOLDERS.isdisjoint(member.path.split("/")):
            kept += len(member.data)
            if kept > MAX_BYTES:
                left.append(Reason("too-large", f"{archive}: more than {MAX_BYTES:,} bytes of code"))
                break
            files.setdefault(path, wrong or member.data)
    return Packed(files, tuple(left))
