"""What is in archives (zip, and tar with or without gzip), an entry at a time, in memory, under budgets.

Nothing is unpacked to disk, and an entry's name leads nowhere: it is only said where something stands. Still a name
that would lead out, a link or a device is refused by name, since whoever unpacks the archive would be led. Archives
inside archives are opened up to a depth; their entries count for the same budget.

Sources: PKWARE, .ZIP File Format Specification 6.3.10; POSIX.1-2017, pax; GNU tar, Basic Tar Format; RFC 1952
(2026-11).
"""

from collections.abc import Iterator

from hauberk.reading.archives.limits import DEFAULT_LIMITS, Limits, Member, Spent
from hauberk.reading.errors import ReadingError

__all__ = ["DEFAULT_LIMITS", "ENDINGS", "Limits", "Member", "is_archive", "members"]

ENDINGS = (".zip", ".jar", ".whl", ".tar", ".tar.gz", ".tgz")
_BETWEEN = "!/"
"""Between an archive's name and that of an entry of it."""


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive that can be opened."""
    return path.lower().endswith(ENDINGS)


def members(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Member]:
    """The regular files of an archive in the order of its directory, those of archives in it included, and why an
    entry, or what is left of the archive, can't be read.

    Nothing is raised: what can't be read is a member with an ``error``; one without a path is about the archive.
    """
    yield from _members(data, limits, Spent(limits), 1)


def _members(data: bytes, limits: Limits, spent: Spent, depth: int) -> Iterator[Member]:
    try:
        for member in _entries(data, spent):
            if member.error is not None or not is_archive(member.path):
                yield member
            elif depth == limits.depth:
                text = f"it is in {depth} archives, and no more are opened"
                yield member._replace(data=b"", error=ReadingError("nested-archives", text))
            else:
                for inner in _members(member.data, limits, spent, depth + 1):
                    path = f"{member.path}{_BETWEEN}{inner.path}" if inner.path else member.path
                    yield inner._replace(path=path)
    except ReadingError as error:
        yield Member("", b"", error)


def _entries(data: bytes, spent: Spent) -> Iterator[Member]:
    """The entries of an archive, whose kind its first bytes tell."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from hauberk.reading.archives.zips import entries

        return entries(data, spent)
    from hauberk.reading.archives.tars import entries as tarred

    return tarred(data, spent)
