"""Colours and columns by what the environment says and by what looks on."""

import io
import os
import pty

import pytest

from hauberk.reports.style import COLUMNS, style_for


class Terminal(io.StringIO):
    """A terminal of no known size."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "coloured"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "xterm-256color"}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
        (Terminal(), {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(stream: io.StringIO, environment: dict[str, str], coloured: bool) -> None:
    assert style_for(stream, environment).coloured is coloured
    assert ("\x1b[1m" in style_for(stream, environment).paint("bold", "text")) is coloured


@pytest.mark.parametrize(
    ("said", "columns"), [("72", 72), ("3", 40), ("", COLUMNS), ("wide", COLUMNS), ("0", COLUMNS), ("²", COLUMNS)]
)
def test_columns_by_the_environment(said: str, columns: int) -> None:
    for stream in (io.StringIO(), Terminal()):
        assert style_for(stream, {"COLUMNS": said}).columns == columns


def test_columns_of_a_terminal() -> None:
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 77, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        assert style_for(stream, {}).columns == 77
        assert style_for(stream, {"COLUMNS": "99"}).columns == 99
    os.close(ours)
