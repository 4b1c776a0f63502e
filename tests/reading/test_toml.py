"""TOML within its fences."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.reading.toml import MAX_BYTES, MAX_DEPTH, Toml, read_toml


def read(text: str) -> dict[str, Toml]:
    return read_toml(Source("t.toml", text.encode()))


def refusal(text: str) -> ReadingError:
    with pytest.raises(ReadingError) as raised:
        read(text)
    return raised.value


def test_plain_data() -> None:
    assert read(
        'a = 1\nb.c = ["x", 1.5, true]\nd = 2026-11-24\n[[e]]\nt = 07:32:00\nm = 2026-11-24T07:32:00Z\ns = "[{.="\n'
    ) == {
        "a": 1,
        "b": {"c": ["x", 1.5, True]},
        "d": "2026-11-24",
        "e": [{"t": "07:32:00", "m": "2026-11-24T07:32:00+00:00", "s": "[{.="}],
    }


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        "a = " + "{b = " * 100_000,
        "a" + ".a" * 100_000 + " = 1",
        "[a" + ".a" * 100_000 + "]",
        "a = {b" + ' . "x"' * 100_000,
    ],
)
def test_nesting_is_bounded(text: str) -> None:
    assert refusal(text).code == "too-deep"


def test_brackets_and_dots_in_strings_and_comments_nest_nothing() -> None:
    deep = "[" * 500 + "a." * 500
    text = f"# {deep}\na = \"{deep}\"\nb = '{deep}'\nc = \"\"\"\n{deep}\"\n\"\"\"\nd = '''{deep}'\n'''\n"
    assert read(text)["a"] == deep
    assert read("a = [" + "1.5, " * 10_000 + "]")


def test_the_deepest_that_is_read() -> None:
    read("a = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    read("a" + ".a" * MAX_DEPTH + " = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = \nc = 2\n", "b = "),
        ("a = 1\r\né = 1\r\n", "é = 1"),
        ("a = 1\na = 2", "a = 2"),
        ('a = "', 'a = "'),
        ("\ufeffa = 1\n= 2\n", "= 2"),
    ],
)
def test_syntax_errors_point_at_their_line(text: str, line: str) -> None:
    error = refusal(text)
    assert error.code == "toml-syntax"
    assert error.span is not None
    assert Source("t", text.encode()).excerpt(error.span) == line


def test_integers_past_the_budget() -> None:
    assert read("a = " + "9" * 301)["a"] == "9" * 301
    assert refusal("a = " + "9" * 5_000).code == "toml-syntax"


def test_size() -> None:
    assert refusal("#" * (MAX_BYTES + 1)).code == "too-large"


@given(
    st.text(
        st.sampled_from("ab.=[]{}\"'#\n\\,1 -:T") | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    )
)
def test_never_anything_but_a_reading_error(text: str) -> None:
    with contextlib.suppress(ReadingError):
        read(text)
