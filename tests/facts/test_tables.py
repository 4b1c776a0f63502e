"""Hauberk's own tables are read as the standard reader of TOML reads them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hauberk
from hauberk.facts.tables import loads

FILES = sorted(Path(hauberk.__file__).parent.rglob("*.toml"))
ODD = [
    pytest.param('a = "# no comment" # a comment', id="a-hash-in-a-text"),
    pytest.param('a = [\n    "x", # one\n    # none\n    "y",\n]', id="comments-in-an-array"),
    pytest.param('a = { b = "c = d", "e f" = [1, 2] }', id="a-key-in-a-text"),
    pytest.param("a = { b = { c = 1 }, d = [{ e = true }] }", id="tables-in-tables"),
    pytest.param("[a.b]\nc = 1\n[a]\nd = 2", id="a-table-before-its-parent"),
    pytest.param("[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]] # two\nb = 3\n[[a.e]]\nf = 4", id="tables-of-rows"),
    pytest.param('"a b" = 1\na.c = 2\n["d.e"]\nf = 3', id="keys-that-are-not-plain"),
    pytest.param("a = 'C:\\dir'", id="a-literal"),
    pytest.param('a = """\n[b]\nc = 1\n"""', id="a-text-over-lines"),
    pytest.param('a = [\n    ["b"],\n    [\n        "c",\n    ],\n]', id="arrays-in-arrays"),
    pytest.param("a = 2026-11-30\nb = 1_000\nc = 0x1F\nd = +1\ne = inf", id="values-that-json-has-not"),
    pytest.param('a = "\\u00e9\\t\\U0001F600"', id="escapes"),
    pytest.param("a = [ ]\nb = {}\n\n", id="empty"),
]


@pytest.mark.parametrize("path", [pytest.param(file, id=file.name) for file in FILES])
def test_each_file_says_what_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert loads(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ODD)
def test_what_is_not_plain_is_read_all_the_same(text: str) -> None:
    assert loads(text) == tomllib.loads(text)


@given(st.text('"\\# =[]{},ab1\n'))
def test_what_is_toml_is_read_as_it_is(text: str) -> None:
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert loads(text) == wanted


@pytest.mark.parametrize("text", ["a = ", "a = [\n1,", "a b", "[a"])
def test_what_is_no_toml_is_an_error(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        loads(text)
