"""Snapshots of accounts among the paths that are checked, known by their first bytes.

One is read where it is named: a snapshot that lies in a folder with templates is no application of that folder's.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.ledger import Gap, Ledger
from hauberk.reading.jail import Root
from hauberk.scan.discover import root_of
from hauberk.scan.sniff import may_be_snapshot

SUFFIX = ".hauberk"
"""How files of snapshots are called, so that a git revision's are found; a check goes by their first bytes."""


class File(NamedTuple):
    """A file that may be a snapshot, below a root."""

    root: Root
    path: str


def among(paths: Iterable[str], base: str, shown: str, unnamed: str) -> list[File]:
    """The snapshots among some paths."""
    found: list[File] = []
    for given in paths:
        root, path = root_of(given, os.path.realpath(base), shown)
        if root is not None and path and may_be_snapshot(root, path):
            called = "" if unnamed and os.path.dirname(given) == unnamed else root.shown
            found.append(File(Root(root.folder, called), path))
    return found


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    """Several ledgers as one, in their order. What they know of AWS, and what was asked, is the same for all."""
    first, *others = ledgers
    for one in others:
        first = first._replace(
            applications=(*first.applications, *one.applications),
            entries=(*first.entries, *one.entries),
            gaps=(*first.gaps, *one.gaps),
            files=first.files + one.files,
            notes=(*first.notes, *one.notes),
            data=tuple(sorted({*first.data, *one.data})),
            foreign=(*first.foreign, *one.foreign),
        )
    return first


def unread(file: File, code: str, text: str) -> Ledger:
    """The ledger of a snapshot that couldn't be read."""
    return Ledger(gaps=(Gap(file.root.show(file.path), code, text),), files=1)
