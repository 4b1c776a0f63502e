"""The file of a key is its owner's alone, and is taken for what it says or not at all."""

import os
from pathlib import Path

import pytest

from hauberk.cli.errors import UsageError
from hauberk.cli.key_file import make_key, read_key

SECRET = bytes(range(32)).hex()


def written(path: Path, text: str, mode: int = 0o600) -> str:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return str(path)


def test_a_key_is_made_once_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "key"
    made = make_key(str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(str(path)).id == made.id
    with pytest.raises(UsageError, match="is there already"):
        make_key(str(path))
    assert read_key(str(path)).id == made.id
    assert make_key(str(tmp_path / "other")).id != made.id


def test_a_loose_umask_opens_nothing(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_key(str(tmp_path / "key"))
    finally:
        os.umask(before)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_no_key_is_made_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is there already"):
        make_key(str(tmp_path / "link"))
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o660])
def test_a_file_that_others_get_at_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(UsageError, match="by others than its owner"):
        read_key(written(tmp_path / "key", f"hauberk-key-1:{SECRET}\n", mode))


def test_it_may_be_read_only_and_end_as_it_likes(tmp_path: Path) -> None:
    for end in ("", "\n", "\r\n"):
        path = tmp_path / f"key{len(end)}"
        assert read_key(written(path, f"hauberk-key-1:{SECRET}{end}", 0o400)).id


@pytest.mark.parametrize(
    "text",
    [
        "",
        SECRET,
        f"hauberk-key-2:{SECRET}",
        f"hauberk-key-1:{SECRET[:-2]}",
        f"hauberk-key-1:{SECRET}00",
        f"hauberk-key-1:{SECRET[:-1]}g",
        f"hauberk-key-1:{SECRET[:-2]}  ",
        f"hauberk-key-1:{SECRET}\nmore",
        f"hauberk-key-1:{SECRET[:-1]}é",
    ],
)
def test_a_file_that_holds_no_key(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="holds no key") as raised:
        read_key(written(tmp_path / "key", text))
    assert SECRET[:16] not in str(raised.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be read: No such file"):
        read_key(str(tmp_path / "key"))
    with pytest.raises(UsageError, match="can't be read"):
        read_key(str(tmp_path))
    with pytest.raises(UsageError, match="can't be written: No such file"):
        make_key(str(tmp_path / "nowhere" / "key"))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(UsageError, match="no file that a key could be in"):
        read_key(str(tmp_path / "pipe"))
