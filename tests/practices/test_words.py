"""Hauberk's own words: what it says of every control and in every message goes through the door as it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import hauberk
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.manual import page
from hauberk.reports import door

SOURCES = Path(hauberk.__file__).parent


def constants(path: Path, name: str) -> Iterator[str]:
    """Every text of a module that isn't a docstring, its holes filled with a name."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else name for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("control", all_controls(), ids=lambda control: control.name)
def test_no_word_of_a_page_is_starred(control: Control) -> None:
    manual = page(control)
    for text in (control.name, manual.title, manual.why, manual.attack, manual.safe, manual.fix, *manual.references):
        assert door.text(text) == text


@pytest.mark.parametrize("name", ["Orders", "db-password.yaml", "secrets.json:120"])
@pytest.mark.parametrize("room", ["practices", "sources", "reading", "scan", "study"])
def test_no_message_is_starred(room: str, name: str) -> None:
    found = [
        text
        for path in sorted((SOURCES / room).rglob("*.py"))
        for text in constants(path, name)
        if " " in text and "\\" not in text
    ]
    assert len(found) > 20
    assert [text for text in found if "***" in door.text(text)] == []
