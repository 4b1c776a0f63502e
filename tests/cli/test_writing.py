"""What a command leaves on disk and on standard output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hauberk.cli.errors import UsageError
from hauberk.cli.writing import may_write, write_whole
from tests.cli.running import hauberk


def test_a_missing_folder_is_told_before_the_check(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        may_write(str(tmp_path / "none" / "report.json"))
    ran = hauberk("check", "--demo", "--output", "none/report.json", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_whole(str(tmp_path / "link.json"), "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_link_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """What is checked may hold one under the name that a report has by default."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "precious").write_text("old")
    for name in ("hauberk-baseline.json", "report.json"):
        (inside / name).symlink_to(tmp_path / "precious")
    ran = hauberk("baseline", "--demo", folder=inside)
    assert (ran.code, ran.out) == (2, "")
    assert f"it is a link to {tmp_path}/precious; if that is meant, name it" in ran.err
    assert hauberk("check", "--demo", "--output=report.json", folder=inside).code == 2
    assert (tmp_path / "precious").read_text() == "old"


def test_a_device_is_written_to_as_it_is(tmp_path: Path) -> None:
    ran = hauberk("check", "--demo", "--quiet", "--output=json=/dev/stdout", "--exit-zero", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("{")


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.json").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(str(tmp_path / "report.json"), "new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text() == "old"


@pytest.mark.parametrize("number", ["-1", "100000", "many"])
def test_workers_have_bounds(tmp_path: Path, number: str) -> None:
    assert hauberk("check", "--demo", f"--jobs={number}", folder=tmp_path).code == 2


def test_a_complaint_shows_no_control_byte(tmp_path: Path) -> None:
    ran = hauberk("check", "missing\x1b[31m.yaml", folder=tmp_path)
    assert ran.code == 2
    assert "\x1b" not in ran.err


def test_a_reader_that_has_seen_enough_changes_no_exit_code(tmp_path: Path) -> None:
    reading, ours = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "hauberk", "check", "--demo"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=tmp_path, stdout=ours, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(ours)
    assert (done.returncode, done.stderr) == (1, b"")
