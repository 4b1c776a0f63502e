"""The account that stays up between commands, and what is left of one that is gone."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hauberk.lab.account.knowing import answer, is_known
from hauberk.lab.account.server import start, stop
from hauberk.lab.account.state import down, folder, running, up


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state directory of its own, in which no account is left up."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    yield tmp_path / "hauberk" / "lab.json"
    down()


def test_up_status_down(place: Path) -> None:
    assert running() is None
    found = up("eu-central-1")
    assert running() == found
    assert found.account.client("sts").get_caller_identity()["Account"] == found.account.id
    assert up() == found, "one that is up stays"
    assert down()
    assert running() is None
    assert not place.exists()
    assert not down()


def test_it_outlives_the_command_that_started_it() -> None:
    script = "from hauberk.lab.account.state import up; print(up().pid)"
    pid = int(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)
    found = running()
    assert found is not None
    assert found.pid == pid
    assert down()


def test_the_file_is_the_users_alone(place: Path) -> None:
    up()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [one.name for one in place.parent.iterdir()] == ["lab.json"]


def test_a_file_of_an_account_that_has_died_is_dropped(place: Path) -> None:
    found = up()
    os.kill(found.pid, signal.SIGKILL)
    os.waitpid(found.pid, 0)
    assert running() is None
    assert not place.exists()


@pytest.mark.parametrize(
    "left",
    [
        "",
        "{",
        "[]",
        '{"endpoint": "http://127.0.0.1:1", "region": "eu-west-1", "pid": 1, "token": "x"}',
        '{"endpoint": "http://127.0.0.1:1", "region": "eu-west-1", "pid": "many", "token": "x"}',
        '{"endpoint": "http://192.0.2.1:80", "region": "eu-west-1", "pid": 4242, "token": "x"}',
    ],
)
def test_a_file_that_makes_no_sense_counts_for_nothing(place: Path, left: str) -> None:
    place.parent.mkdir(parents=True)
    place.write_text(left)
    assert running() is None
    assert not down()


def test_no_process_is_ended_that_does_not_prove_to_be_the_account(place: Path) -> None:
    """Its id and its port may be another's by now."""
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    server = start(token="another token")
    place.parent.mkdir(parents=True)
    said = {"endpoint": server.account.endpoint, "region": "eu-west-1", "pid": bystander.pid, "token": "token"}
    place.write_text(json.dumps(said))
    try:
        assert not down()
        assert bystander.poll() is None
        assert server.process.poll() is None
        assert not place.exists()
    finally:
        bystander.kill()
        bystander.wait()
        stop(server)


def test_a_link_in_the_place_of_the_file_is_not_followed(place: Path, tmp_path: Path) -> None:
    found = up()
    elsewhere = tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    assert running() is None
    place.unlink()
    elsewhere.rename(place)
    assert running() == found


def test_relative_state_directories_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setenv("XDG_STATE_HOME", "state")
        changed.setenv("HOME", "/home/someone")
        assert folder() == "/home/someone/.local/state/hauberk"


def test_whoever_has_no_token_is_not_known() -> None:
    server = start(token="token")
    try:
        endpoint = server.account.endpoint
        assert is_known(endpoint, "token", server.pid)
        assert not is_known(endpoint, "other", server.pid)
        assert not is_known(endpoint, "token", server.pid + 1)
    finally:
        stop(server)
    assert not is_known(endpoint, "token", server.pid)


def test_whoever_says_anything_else_is_not_known() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        assert not is_known(f"http://127.0.0.1:{deaf.getsockname()[1]}", "token", 4242)


def test_an_answer_is_for_one_word_and_one_process() -> None:
    said = {answer("token", word, pid) for word in ("a", "b") for pid in (1, 2)}
    assert len(said) == 4
    assert all("token" not in one for one in said)
