"""A pattern that is taken over fits exactly what the program's own expression does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.code.usage.expressions import literal, portable

PIECES = st.sampled_from(
    ("a", "[a-c]", "[^a]", r"\d", ".", "a?", "b*", "c+", "a{1,2}", "(?:ab)", "(a|b)", r"\.", "a|b")
)


@given(st.lists(PIECES, max_size=5), st.sampled_from(("search", "match", "fullmatch")), st.text("abc1.", max_size=6))
def test_it_fits_what_the_method_of_python_fits(pieces: list[str], how: str, text: str) -> None:
    written = "".join(pieces)
    told = portable(written, script=False, how=how)
    assert told is not None
    assert bool(re.search(told, text)) is bool(getattr(re, how)(written, text))


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_literal_fits_itself(text: str, other: str) -> None:
    assert re.fullmatch(literal(text), text, re.DOTALL)
    if text != other:
        assert not re.fullmatch(literal(text), other)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (r"(?P<a>x)", False),
        (r"(?<=a)b", True),
        (r"(?i)a", False),
        (r"\w+", False),
        (r"\bword\b", True),
        (r"(a)\1", True),
        (r"\p{L}", True),
        ("(" * 40, True),
        ("a" * 501, True),
        ("+?" * 200 + "(", True),
    ],
)
def test_what_means_something_else_isnt_taken_over(text: str, script: bool) -> None:
    assert portable(text, script=script) is None


@pytest.mark.parametrize(
    ("flags", "told"), [("", "^a$"), ("g", "^a$"), ("u", "^a$"), ("i", None), ("m", None), ("s", None)]
)
def test_flags_that_change_what_is_fit_arent(flags: str, told: str | None) -> None:
    assert portable("^a$", script=True, flags=flags) == told
