"""Tokens are parsed strictly, told in words, and compared without guessing."""

import pytest

from hauberk.model.secret_formats import FORMATS
from hauberk.model.secret_words import holds_secret, is_placeholder, looks_secret, may_hold_secret
from hauberk.model.secrets import by_format, found_in, mask
from hauberk.model.tokens import (
    OTHERS,
    TOO_LONG,
    Token,
    blanked,
    same,
    slug_of,
    token_of,
    tokens_in,
    told,
    told_in_place,
)

KEY, OTHER_KEY = "0123456789abcdef", "fedcba9876543210"
ONE, TWO = "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"
GITHUB = f"hauberk:concealed:1:github-token:fs:{KEY}:{ONE}"
PLAIN = f"hauberk:concealed:1:value::{KEY}:{TWO}"
PLACEHOLDER = f"hauberk:concealed:1:value:p:{KEY}:{TWO}"


def test_a_token_is_what_it_says() -> None:
    token = token_of(GITHUB)
    assert token == Token("github-token", "fs", KEY, ONE)
    assert (token.kind, token.is_secret, token.is_formed, token.is_placeholder) == ("GitHub token", True, True, False)
    assert str(token) == GITHUB


@pytest.mark.parametrize("kind", [*OTHERS, *(known.kind for known in FORMATS)])
def test_every_kind_has_a_slug_of_its_own(kind: str) -> None:
    token = Token(slug_of(kind), "", KEY, ONE)
    assert token_of(str(token)) == token
    assert token.kind == kind
    assert token.is_unread is (kind == TOO_LONG)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hauberk:concealed:",
        GITHUB[:-1],
        GITHUB + "0",
        GITHUB.upper(),
        f" {GITHUB}",
        f"{GITHUB}\n",
        GITHUB.replace(":1:", ":2:"),
        GITHUB.replace(":1:", ":01:"),
        GITHUB.replace(":fs:", ":sf:"),
        GITHUB.replace(":fs:", ":fx:"),
        GITHUB.replace(":fs:", ":ff:"),
        GITHUB.replace("github-token", ""),
        GITHUB.replace("github-token", "a" * 41),
        GITHUB.replace("github-token", "-github"),
        GITHUB.replace("github-token", "g\u0131thub"),
        GITHUB.replace(ONE, ONE.upper()),
        GITHUB.replace(KEY, KEY[:-1]),
        GITHUB.replace(":", "::", 1),
    ],
)
def test_what_is_nearly_a_token_is_none(text: str) -> None:
    assert token_of(text) is None


def test_a_kind_of_a_later_version_is_judged_by_its_facts() -> None:
    token = token_of(f"hauberk:concealed:1:brand-new-token:fs:{KEY}:{ONE}")
    assert token is not None
    assert (token.kind, token.is_secret) == ("brand new token", True)


def test_tokens_are_found_where_they_stand_and_end_where_they_end() -> None:
    text = f"x{GITHUB}0f, {PLAIN}"
    places = list(tokens_in(text))
    assert [text[place.start : place.end] for place in places] == [GITHUB, PLAIN]
    assert blanked(text) == f"x{chr(10) * len(GITHUB)}0f, {chr(10) * len(PLAIN)}"


def test_tokens_are_told_in_words() -> None:
    assert told(f"key: {GITHUB}!") == "key: (concealed: a GitHub token)!"
    assert told("hauberk:concealed: nothing") == "hauberk:concealed: nothing"
    line = told_in_place(f"key: {GITHUB}!")
    assert line.startswith("key: (concealed: a GitHub token) ")
    assert line.index("!") == len(f"key: {GITHUB}")


def test_detection_judges_a_token_as_its_value() -> None:
    assert [(one.kind, one.start) for one in found_in(GITHUB)] == [("GitHub token", 0)]
    assert [one.kind for one in by_format(f"a {GITHUB}")] == ["GitHub token"]
    assert found_in(PLAIN) == [] == list(by_format(PLAIN))
    assert found_in(f"password={PLAIN}") == []
    assert holds_secret("DB_PASSWORD", GITHUB)
    assert not holds_secret("DB_PASSWORD", PLAIN)
    assert not holds_secret("TABLE", GITHUB), "a name that speaks of no secret"
    assert looks_secret(GITHUB)
    assert not looks_secret(PLAIN)
    assert is_placeholder(PLACEHOLDER)
    assert not is_placeholder(GITHUB)


def test_a_token_is_shown_and_what_is_around_it_is_not() -> None:
    for text in (GITHUB, f"password={GITHUB}", f'{{"token": "{PLAIN}"}}', f"postgres://user:{GITHUB}@db/x"):
        assert mask(text) == text
    assert not may_hold_secret("DB_PASSWORD", GITHUB)
    raw = "Vn4-regen%im.Mai"
    assert raw not in mask(f"token={GITHUB} password={raw}")
    assert [one.kind for one in found_in(f"token={PLAIN} password={raw}")] == ["value of password"]


def of(key: str, mac: str) -> str:
    return f"hauberk:concealed:1:value::{key}:{mac}"


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        pytest.param("a", "a", True, id="texts"),
        pytest.param("a", "b", False, id="other texts"),
        pytest.param(of(KEY, ONE), of(KEY, ONE), True, id="tokens"),
        pytest.param(of(KEY, ONE), of(KEY, TWO), False, id="other tokens"),
        pytest.param(of(KEY, ONE), GITHUB, True, id="the value counts, not what it was held for"),
        pytest.param(of(KEY, ONE), of(OTHER_KEY, ONE), None, id="other keys"),
        pytest.param(of(KEY, ONE), "orders", None, id="a token and what may have been kept"),
        pytest.param(f"a {of(KEY, ONE)}", f"a {of(KEY, ONE)}", True, id="within"),
        pytest.param(f"a {of(KEY, ONE)}", f"a {of(KEY, TWO)}", False, id="other tokens within"),
        pytest.param(f"a {of(KEY, ONE)}", f"a {of(OTHER_KEY, ONE)}", None, id="other keys within"),
        pytest.param(f"a {of(KEY, ONE)}", f"b {of(OTHER_KEY, ONE)}", False, id="other texts around"),
        pytest.param(f"{of(KEY, ONE)} {of(KEY, ONE)}", f"{of(OTHER_KEY, ONE)} {of(KEY, TWO)}", False, id="one differs"),
        pytest.param(f"{of(KEY, ONE)},{of(KEY, ONE)}", f"a,{of(KEY, ONE)}", False, id="fewer tokens"),
    ],
)
def test_comparing(left: str, right: str, is_same: bool | None) -> None:
    assert same(left, right) is is_same
    assert same(right, left) is is_same
