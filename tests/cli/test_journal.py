"""What is read is written down as it comes."""

import errno
import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from hauberk.cli.errors import UsageError
from hauberk.cli.journal import Journal
from hauberk.reading.jail import Root
from hauberk.sources.account.calls import Data, Missing, call
from hauberk.sources.account.snapshot import Snapshot, read_snapshot

FIRST, SECOND = (call("lambda", "GetPolicy", "eu-west-1", FunctionName=name) for name in ("a", "b"))
BEGAN = Snapshot("aws", "111122223333", ("eu-west-1",), "2026-11-30T12:00:00+00:00", frozenset(), {FIRST: Data({})})


def read(folder: Path) -> Snapshot:
    root = Root(folder)
    return read_snapshot(root.read_bytes("a.snapshot.part"))


def test_each_answer_is_there_at_once(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "a.snapshot"))
    assert not list(tmp_path.iterdir())
    journal.begin(BEGAN)
    assert read(tmp_path) == BEGAN
    journal.note(SECOND, Missing("ResourceNotFoundException"))
    assert read(tmp_path).answers == {FIRST: Data({}), SECOND: Missing("ResourceNotFoundException")}
    assert (tmp_path / "a.snapshot.part").stat().st_mode & 0o777 == 0o600
    journal.end()
    assert not list(tmp_path.iterdir())


def test_one_that_never_began_leaves_nothing(tmp_path: Path) -> None:
    Journal(str(tmp_path / "a.snapshot")).end()
    assert not list(tmp_path.iterdir())


def test_nobody_leads_it_elsewhere(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("as it was", encoding="utf-8")
    os.symlink(other, tmp_path / "a.snapshot.part")
    Journal(str(tmp_path / "a.snapshot")).begin(BEGAN)
    assert read(tmp_path) == BEGAN
    os.symlink(other, tmp_path / "b.snapshot.part~")
    with pytest.raises(UsageError, match="can't be written"):
        Journal(str(tmp_path / "b.snapshot")).begin(BEGAN)
    assert other.read_text(encoding="utf-8") == "as it was"


def test_an_earlier_one_stays_until_what_it_holds_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal(str(tmp_path / "a.snapshot")).begin(BEGAN)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr(os, "write", Mock(side_effect=full))
    with pytest.raises(UsageError, match="No space left"):
        Journal(str(tmp_path / "a.snapshot")).begin(BEGAN)
    assert read(tmp_path) == BEGAN
