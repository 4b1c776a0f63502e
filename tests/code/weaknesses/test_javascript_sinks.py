"""How engineers write what is faulty, and what is safe, in JavaScript and TypeScript, sink by sink.

``javascript_sinks/`` has a file for each family of sinks. ``//# name`` begins a small program of its own (``//# ts:``
one of TypeScript); every line says what is reported there, and a line that says nothing is clean. Sources: the OWASP
Cheat Sheet Series, and the documentation of each library (2026-11).
"""

import re
from pathlib import Path

import pytest

from tests.code.weaknesses.marked import expected, program, reported

_BEGIN = re.compile(r"^//# (ts: )?(.+)$", re.MULTILINE)


def idioms() -> dict[str, str]:
    """The programs by the name of a file that they might have: ``sql/a set of columns.js``."""
    found: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / "javascript_sinks").glob("*.js")):
        text = path.read_text()
        begins = list(_BEGIN.finditer(text))
        for match, end in zip(begins, [*(one.start() for one in begins[1:]), len(text)], strict=True):
            found[f"{path.stem}/{match[2]}.{'ts' if match[1] else 'js'}"] = text[match.end() : end]
    return found


IDIOMS = idioms()


@pytest.mark.parametrize("name", IDIOMS)
def test_every_line_is_reported_that_says_so_and_no_other(name: str) -> None:
    path = f"app.{name.rpartition('.')[2]}"
    text = program(IDIOMS[name], path)
    assert reported(path, text) == expected(text), text


def test_of_each_family_something_is_faulty_and_something_safe() -> None:
    faulty = {name.partition("/")[0] for name, text in IDIOMS.items() if expected(text)}
    safe = {name.partition("/")[0] for name, text in IDIOMS.items() if not expected(text)}
    assert faulty == safe
