"""Snapshots of accounts that options name."""

import os

from hauberk.cli.errors import UsageError
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.sources.account.snapshot import BUDGET, Snapshot, read_snapshot


def snapshot_of(file: str) -> Snapshot:
    """The snapshot in a file. Raises :class:`UsageError`."""
    folder, name = os.path.split(file)
    root = Root(folder or ".")
    try:
        return read_snapshot(root.read_bytes(name, BUDGET))
    except ReadingError as error:
        raise UsageError(f"{file}: {error.text}") from None
