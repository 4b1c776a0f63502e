"""The bar of a long check: on a terminal that can draw one, after a second, and gone when the check is done."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from hauberk.cli.progress import progress
from tests.scan.places import OPEN, put


class Stream:
    """Standard error that keeps what is written."""

    def __init__(self, terminal: bool = True) -> None:
        self.terminal = terminal
        self.written: list[str] = []

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.written.append(text)

    def flush(self) -> None:
        pass


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_it_is_drawn_after_a_second_ten_times_a_second_and_wiped(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.delenv("TERM", raising=False)
    with progress() as hear:
        assert hear is not None
        for at, done in ((100.8, 10), (101.2, 20), (101.25, 30), (101.5, 40)):
            clock[0] = at
            hear(done, 40)
    assert [text.rstrip() for text in stream.written] == [
        f"\r{'█' * 15}{'░' * 15} 20/40",
        f"\r{'█' * 30} 40/40",
        "\r\x1b[K",
    ]


def test_a_short_check_draws_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress() as hear:
        assert hear is None or hear(1, 1) is None
    assert stream.written == []


@pytest.mark.parametrize(("terminal", "term"), [(False, "xterm"), (True, "dumb")])
def test_nobody_hears_where_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch, terminal: bool, term: str) -> None:
    monkeypatch.setattr(sys, "stderr", Stream(terminal))
    monkeypatch.setenv("TERM", term)
    with progress() as hear:
        assert hear is None


def in_a_terminal(folder: Path, script: str, **environment: str) -> str:
    """What a terminal of 60 columns shows of a Python script's output and complaints."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    left = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        stdout=theirs,
        stderr=theirs,
        env={**left, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not some:
            break
        shown += some
    os.close(ours)
    child.wait()
    return shown.decode()


CHECK = "from hauberk.cli import main; main(['check', '--select=function-url-without-auth'])"
BAR = f"from hauberk.cli import progress; progress._AFTER = 0.0; progress._EVERY = 0.0; {CHECK}"


def test_a_terminal_sees_colours_its_own_width_and_a_bar(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    shown = in_a_terminal(tmp_path, BAR)
    assert "█ 1/1\r\x1b[K" in shown
    assert "\x1b[1;35mcritical[function-url-without-auth]\x1b[0m" in shown
    assert max(len(line.strip("\x1b[01m")) for line in shown.splitlines() if "──" in line) == 60
    assert "█" not in in_a_terminal(tmp_path, CHECK)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_a_terminal_without_colours(tmp_path: Path, environment: dict[str, str]) -> None:
    put(tmp_path, {"template.yaml": OPEN})
    shown = in_a_terminal(tmp_path, CHECK, **environment)
    assert "critical[function-url-without-auth]" in shown
    assert "\x1b" not in shown
