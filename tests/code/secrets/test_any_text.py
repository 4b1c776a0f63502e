"""What holds for any text: the time is linear, places are right, and looking around marks finds what looking
everywhere finds."""

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.code.secrets.bindings import bindings
from hauberk.code.secrets.files import Form, Kind
from hauberk.code.secrets.scanning import leaks
from hauberk.model.secret_formats import FORMATS, Format
from hauberk.model.secrets import by_format, mask
from tests.code.secrets.making import VENDORS

WORDS = (
    *("password", "secret", "token", "api_key", "auth", "pw", "=", ":", ":=", "=>", "==", ",", "(", ")", "[", "]", "{"),
    *("}", '"', "'", "`", "\\", "\n", " ", "\t", "$", "<", ">", "</", "name", "value", "://", "@", "-----BEGIN", "#"),
    *("AKIA", "eyJ", ".eyJ", "xoxb-", "ghp_", "sk-", "SG.", ".atlasv1.", "8Q~", "İ", "é", "abc123XYZ", "-" * 5),
)
pieces = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60).map("".join)
forms = st.sampled_from(list(Form))


@given(pieces, forms)
@settings(max_examples=400)
def test_places_are_within_the_text_and_in_order(text: str, form: Form) -> None:
    found = leaks(text, Kind(form))
    assert all(0 <= leak.start < leak.end <= len(text) for leak in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in bindings(text, form):
        assert text[one.start : one.start + 1].strip() or one.start == 0
        assert one.start < one.value < one.end


@given(pieces, forms)
def test_what_is_found_is_masked(text: str, form: Form) -> None:
    """The door hides every form that is found; names it hides by its own, larger measure."""
    for secret in by_format(text):
        assert text[secret.start : secret.end] not in mask(text)


around = st.text("aA1_-. /:", max_size=3)


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.kind)
@given(st.data())
@settings(max_examples=10)
def test_looking_around_marks_finds_what_looking_everywhere_finds(kind: Format, data: st.DataObject) -> None:
    made = (
        data.draw(st.from_regex(re.compile(kind.pattern, re.ASCII), fullmatch=False))
        if _can_be_made(kind.pattern)
        else ""
    )
    vendor = VENDORS.get(kind.kind)
    text = data.draw(around) + (made[:3000] or (vendor() if vendor else "")) + data.draw(around)
    pattern = re.compile(kind.pattern)
    group = "secret" if "secret" in pattern.groupindex else 0
    everywhere = [m.span(group) for m in pattern.finditer(text) if kind.is_one is None or kind.is_one(m[group])]
    assert [(one.start, one.end) for one in by_format(text) if one.kind == kind.kind] == everywhere


def _can_be_made(pattern: str) -> bool:
    """Whether Hypothesis makes texts of a pattern: not of what looks ahead or behind, or never goes back."""
    return "(?!" not in pattern and "(?<" not in pattern.replace("(?P<", "") and "}+" not in pattern


NASTY = {
    "names": "password" * 9,
    "names with bars": "password_",
    "signs": "password" + " " * 15 + ":" + " " * 15,
    "types": "password: " + "A" * 40,
    "open quotes": 'password="' + "\\a" * 250,
    "escaped quotes": 'password=\\\\\\"',
    "pairs": 'Name: "password"' + " " * 39,
    "options": "--password " + "a" * 400 + "\n",
    "tags": "<password>" + "a" * 500,
    "schemes": "a://" + "b" * 64 + ":" + "c" * 128,
    "keys": "-----BEGIN PRIVATE KEY-----\n",
    "tokens": "eyJ" + "a" * 2000 + ".eyJ",
    "runs": "a_" + "b" * 16,
    "marks": "8Q~" * 3,
    "terraform": "a" * 14 + ".atlasv1.",
    "webhooks": "discord.com/api/webhooks/",
    "words": "secret-" * 40,
    "dots": "a." * 32 + "token",
    "brackets": "password=" + "(" * 16,
    "comments": "# //" * 100 + "AKIA" + "B" * 16,
    "bare": "token=" + "a=" * 250,
    "entities": "password='" + "<" * 200 + "'\n",
    "runs of one": "token='" + "ab" * 200 + "'\n",
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("form", [Form.CODE, Form.SETTINGS, Form.MARKUP, Form.SHELL], ids=lambda form: form.name)
def test_the_time_is_linear(name: str, form: Form) -> None:
    """Four times as much of anything takes about four times as long: nothing goes back without bound."""

    def seconds(size: int) -> float:
        text = NASTY[name] * (size // len(NASTY[name]))
        return min(_timed(text, form) for _ in range(2))

    small, large = seconds(50_000), seconds(200_000)
    assert large < max(12 * small, 0.05)
    assert large < 2.5, "less than 80 kB/s on the worst of lines"


def _timed(text: str, form: Form) -> float:
    started = process_time()
    leaks(text, Kind(form))
    return process_time() - started
