"""When colours are used: a wish of the environment, then whether a terminal looks on that has them."""

import io
from collections.abc import Mapping

import pytest

from hauberk.reports.style import style_for


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

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
def test_colours(stream: io.StringIO, environment: Mapping[str, str], coloured: bool) -> None:
    assert style_for(stream, environment).coloured is coloured
    assert ("\x1b[1m" in style_for(stream, environment).paint("bold", "text")) is coloured
