"""What every test is watched for would be noticed; and nothing else is."""

import contextlib
import importlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest

from tests.watching import WATCH


def as_if_in(module: str, function: Callable[..., object]) -> Callable[..., object]:
    """A function as if a module had it."""
    assert isinstance(function, FunctionType)
    return FunctionType(function.__code__, {**globals(), "__name__": module}, closure=function.__closure__)


def write(folder: Path) -> None:
    (folder / "file").write_text("x")


def make_folder(folder: Path) -> None:
    os.mkdir(folder / "made")


def read_outside(folder: Path) -> None:
    open("/etc/hostname").close()


def start(folder: Path) -> None:
    subprocess.run(["true"], check=True)


def connect(folder: Path) -> None:
    socket.socket().close()


def run_text(folder: Path) -> None:
    exec("1")


def run_code_of_the_target(folder: Path) -> None:
    (folder / "app.py").write_text("x = 1")
    exec(compile("x = 1", str(folder / "app.py"), "exec"))


DONE = [write, make_folder, read_outside, start, connect, run_text, run_code_of_the_target]


@pytest.mark.parametrize("what", DONE, ids=lambda what: what.__name__)
def test_what_hauberk_must_not_is_seen(tmp_path: Path, what: Callable[[Path], None]) -> None:
    with WATCH.looking() as seen:
        as_if_in("hauberk.sources.evil", what)(tmp_path)
    assert seen
    assert all(one.startswith("hauberk.sources.evil: ") for one in seen)


@pytest.mark.parametrize("what", DONE, ids=lambda what: what.__name__)
def test_what_a_test_does_is_its_own_affair(tmp_path: Path, what: Callable[[Path], None]) -> None:
    with WATCH.looking() as seen:
        what(tmp_path)
    assert seen == []


def test_python_keeps_what_it_compiles_of_what_hauberk_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exits = importlib.import_module("hauberk.model.exits")
    before = dict(vars(exits))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))

    def load(folder: Path) -> None:
        importlib.reload(importlib.import_module("hauberk.model.exits"))

    try:
        with WATCH.looking() as seen:
            as_if_in("hauberk.cli.evil", load)(tmp_path)
    finally:
        vars(exits).update(before)
    assert "exits" in {path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert seen == []


def test_what_a_test_does_when_hauberk_calls_it_is_too(tmp_path: Path) -> None:
    def call(folder: Path) -> None:
        write(folder)

    with WATCH.looking() as seen:
        as_if_in("hauberk.sources.mended", call)(tmp_path)
    assert seen == []


@pytest.mark.parametrize(
    ("module", "what"),
    [("hauberk.cli.writing", write), ("hauberk.scan.revision", make_folder), ("hauberk.scan.revision", start)],
)
def test_each_power_has_its_module(tmp_path: Path, module: str, what: Callable[[Path], None]) -> None:
    with WATCH.looking() as seen:
        as_if_in(module, what)(tmp_path)
    assert seen == []


def look_up(host: str) -> Callable[[Path], None]:
    def ask(folder: Path) -> None:
        with contextlib.suppress(OSError):
            socket.getaddrinfo(host, 80)

    return ask


def connect_to(host: str) -> Callable[[Path], None]:
    def ask(folder: Path) -> None:
        with socket.socket() as client, contextlib.suppress(OSError):
            client.setblocking(False)
            client.connect((host, 9))

    return ask


@pytest.mark.parametrize("what", [look_up, connect_to])
def test_clients_of_the_lab_talk_to_this_machine_alone(
    tmp_path: Path, what: Callable[[str], Callable[[Path], None]]
) -> None:
    with WATCH.looking() as seen:
        as_if_in("hauberk.lab.account.sessions", what("127.0.0.1"))(tmp_path)
    assert seen == []
    with WATCH.looking() as seen:
        as_if_in("hauberk.lab.account.sessions", what("192.0.2.1"))(tmp_path)
    assert len(seen) == 1
    assert "192.0.2.1" in seen[0]
    with WATCH.looking() as seen:
        as_if_in("hauberk.sources.evil", what("127.0.0.1"))(tmp_path)
    assert seen
