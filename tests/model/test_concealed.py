"""What is concealed can't be read, can be told apart under its key, and is judged as before."""

import base64
import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.model.concealed import MAX_TEXT, Key, conceal, conceal_within
from hauberk.model.secrets import by_format, found_in, shadows
from hauberk.model.tokens import PREFIX, blanked, same, token_of, tokens_in
from tests.code.secrets.making import VENDORS
from tests.code.secrets.planted import Planted, decoys, planted

KEY, OTHER = Key(bytes(range(32))), Key(bytes(range(1, 33)))
HAND = "Vn4-regen%im.Mai"
names = st.sampled_from(("DB_PASSWORD", "API_TOKEN", "ENCRYPTION_KEY", "TABLE", "SECRET_ARN", "X"))
anything = st.text(st.characters(codec=None), max_size=60)  # lone surrogates too


class TestKeys:
    def test_a_key_has_32_bytes(self) -> None:
        with pytest.raises(ValueError, match="32 bytes, and this has 31"):
            Key(bytes(31))

    def test_a_key_is_known_by_a_fingerprint_and_never_shown(self) -> None:
        assert KEY.id == Key(bytes(range(32))).id != OTHER.id
        assert len(KEY.id) == 16
        assert repr(KEY) == f"<key {KEY.id}>"
        assert bytes(range(32)).hex() not in repr(KEY)

    def test_fresh_keys_differ(self) -> None:
        assert Key.fresh().id != Key.fresh().id


class TestWholeValues:
    @given(names, anything, anything)
    def test_tokens_are_equal_exactly_when_values_are(self, name: str, one: str, other: str) -> None:
        first, second, again = conceal(name, one, KEY), conceal(name, other, KEY), conceal(name, one, KEY)
        assert first == again
        if token_of(first) and token_of(second):
            assert same(first, second) is (one == other)

    @given(anything)
    def test_values_are_compared_whatever_they_are_called(self, value: str) -> None:
        tokens = [conceal(name, value, KEY) for name in ("DB_PASSWORD", "X")]
        assert same(*tokens) in (True, None), "what one name keeps, another conceals"

    @given(anything)
    def test_under_another_key_nothing_is_known(self, value: str) -> None:
        first, second = conceal("X", value, KEY), conceal("X", value, OTHER)
        assert same(first, second) is (True if first == value else None)

    @pytest.mark.parametrize("value", ["", "true", "DEBUG", "prod", "eu-west-1", "900", "-1", "0.5", "*", "--inspect"])
    def test_plain_words_are_kept_where_no_secret_is_named(self, value: str) -> None:
        assert conceal("LOG_LEVEL", value, KEY) == value
        if value:
            assert token_of(conceal("DB_PASSWORD", value, KEY))

    @pytest.mark.parametrize(
        ("value", "facts"),
        [("orders", ""), ("4711471", ""), ("https://api.example.com", "p"), ("db.internal:5432", ""), (" true", "p")],
    )
    def test_everything_else_is_concealed(self, value: str, facts: str) -> None:
        token = token_of(conceal("X", value, KEY))
        assert token is not None
        assert (token.kind, token.facts) == ("value", facts)

    def test_arns_are_kept_unless_there_is_a_secret_in_them(self) -> None:
        for arn in (
            "arn:aws:s3:::orders/*",
            "arn:aws:sns:eu-west-1:111122223333:orders",
            "arn:aws-cn:iam::aws:policy/A",
        ):
            assert conceal("DB_PASSWORD", arn, KEY) == arn
        secret = VENDORS["GitHub token"]()
        assert secret not in conceal("X", f"arn:aws:s3:::{secret}", KEY)
        assert token_of(conceal("X", "arn:aws:whatever this is", KEY))

    def test_what_the_caller_knows_is_kept(self) -> None:
        assert conceal("TABLE", "orders", KEY, keep={"orders"}.__contains__) == "orders"

    @pytest.mark.parametrize("kind", VENDORS)
    def test_a_token_tells_the_kind_and_nothing_else(self, kind: str) -> None:
        secret = VENDORS[kind]()
        made = conceal("X", secret, KEY)
        token = token_of(made)
        assert token is not None
        assert token.facts == "fs"
        assert found_in(made)[0].kind == found_in(secret)[0].kind
        assert not any(secret[at : at + 10] in made for at in range(len(secret) - 9))

    def test_a_name_in_a_value_is_not_told(self) -> None:
        made = conceal("OPTIONS", f"zebra_password={HAND}", KEY)
        assert "zebra" not in made
        assert [place.token.kind for place in tokens_in(made)] == ["value of something secret"]

    @pytest.mark.parametrize("facts", ["", "s", "fs", "p"])
    def test_a_value_that_looks_like_a_token_is_a_value(self, facts: str) -> None:
        forged = f"hauberk:concealed:1:value:{facts}:{KEY.id}:{'0' * 32}"
        for made in (conceal("X", forged, KEY), conceal_within(forged, KEY), conceal_within(f"a {forged} b", KEY)):
            (place,) = tokens_in(made)
            assert place.token.mac != "0" * 32

    def test_long_values(self) -> None:
        for value in ("x" * 4096, "password=" * 455, "eyJ" * 1365, "\\" * 4096, '"' * 4096, "ä" * 2048):
            assert token_of(conceal("X", value, KEY))


class TestTexts:
    def test_a_secret_gives_its_place_to_a_token(self) -> None:
        made = conceal_within(f'{{"Comment": "a", "password": "{HAND}", "url": "postgres://u:{HAND}@db/x"}}', KEY)
        assert HAND not in made
        tree = json.loads(made)
        assert tree["Comment"] == "a"
        assert token_of(tree["password"])
        assert tree["url"].startswith("postgres://u:hauberk:concealed:")
        assert tree["url"].endswith("@db/x")

    def test_a_text_without_secrets_stays_as_it_is(self) -> None:
        for text in (
            "",
            "Takes orders.",
            '{"a": "b\\n", "Token.$": "$$.Task.Token"}',
            "arn:aws:s3:::orders",
            "password: !Ref P",
        ):
            assert conceal_within(text, KEY) == text

    def test_more_than_what_is_held_for_a_secret_is_concealed(self) -> None:
        """Reports hide it too; controls aren't told of it."""
        made = conceal_within("password=ab1", KEY)
        assert made.startswith("password=hauberk:concealed:1:value::")
        assert found_in(made) == []

    def test_secrets_behind_escapes(self) -> None:
        secret = VENDORS["GitHub token"]()
        escaped = "".join(f"\\u{ord(character):04x}" for character in secret)
        nested = json.dumps({"Input": json.dumps({"inner": json.dumps({"password": HAND})})})
        for text in (f'{{"a": "{escaped}"}}', nested, json.dumps({"a": nested}), f'["x{escaped}"]'):
            made = conceal_within(text, KEY)
            json.loads(made)
            unfolded = made
            for _ in range(4):
                unfolded = unfolded.encode().decode("unicode_escape")
            assert PREFIX in made
            assert secret not in unfolded
            assert HAND not in unfolded
            assert bool(found_in(made)) is bool(found_in(text))

    @pytest.mark.parametrize("size", [10, 30_000])
    def test_secrets_behind_base64(self, size: int) -> None:
        script = "#!/bin/sh\n" + "# nothing to see\n" * (size // 17) + f"export DB_PASSWORD={HAND}\n"
        coded = base64.b64encode(script.encode()).decode()
        assert token_of(conceal_within(coded, KEY))
        harmless = base64.b64encode(b"#!/bin/sh\nyum update -y\n").decode()
        assert conceal_within(harmless, KEY) == harmless

    def test_numbers_under_the_name_of_a_secret_stay_json(self) -> None:
        made = json.loads(conceal_within('{"password": 12345678, "pin_token": [1, 2], "port": 5432}', KEY))
        assert token_of(made["password"])
        assert (made["pin_token"], made["port"]) == ([1, 2], 5432)

    def test_nobody_looks_into_what_is_too_long(self) -> None:
        token = token_of(conceal_within("a" * (MAX_TEXT + 1), KEY))
        assert token is not None
        assert token.is_unread

    def test_what_the_caller_knows_is_kept(self) -> None:
        key = VENDORS["AWS access key"]()
        assert conceal_within(f"the key {key}", KEY, keep={key}.__contains__) == f"the key {key}"


PIECES = (
    *(
        "password",
        "token",
        "api_key",
        "=",
        ": ",
        '": "',
        '"',
        "'",
        "\\",
        '\\"',
        "\\n",
        "\n",
        " ",
        ",",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "://",
        "u:",
        "@",
        "db",
        ".",
        "/",
        "$",
        "${",
        "arn:aws:secretsmanager:",
        "-----BEGIN ",
        "PRIVATE KEY-----",
        "-----",
    ),
    *(HAND, VENDORS["GitHub token"](), VENDORS["AWS access key"](), VENDORS["JSON Web Token"](), "changeme", "example"),
    *(
        "Bearer ",
        "Basic ",
        "x7Kq9Lm2Pw4Zt8Rv",
        PREFIX,
        "1:value::",
        f"hauberk:concealed:1:value:fs:{KEY.id}:{'0' * 32}",
    ),
)
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
trees = st.recursive(
    st.sampled_from(PIECES) | st.text(max_size=10) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("password", "api_key", "a", "Value", "Authorization")), inner, max_size=3)
        | inner.map(json.dumps)
    ),
    max_leaves=8,
)


def is_judged_alike(text: str) -> None:
    """Asserts what holds for every text: the same verdicts, and nothing left."""
    made = conceal_within(text, KEY)
    assert bool(found_in(made)) is bool(found_in(text))
    assert any(by_format(made)) is any(by_format(text))
    left = blanked(made)
    assert found_in(left) == []
    for start, end in shadows(left):
        assert any(place.start < end and start < place.end for place in tokens_in(made)), "something new"
        assert not any(map(str.isalnum, left[start:end])), "more than signs beside a token"


@given(pieces)
@settings(max_examples=500, deadline=None)
def test_any_text_is_judged_alike(text: str) -> None:
    is_judged_alike(text)


@given(trees)
@settings(max_examples=300, deadline=None)
def test_any_json_is_judged_alike_and_stays_json(tree: object) -> None:
    text = json.dumps(tree)
    is_judged_alike(text)
    made = conceal_within(text, KEY)
    if not token_of(made):
        json.loads(made)


@pytest.mark.parametrize("file", [*planted(), *decoys()], ids=lambda file: file.path)
def test_files_as_people_write_them(file: Planted) -> None:
    is_judged_alike(file.text)


@pytest.mark.parametrize(
    "piece", ["password=abcdefg1 ", 'password=\\\\\\"', '{"password":"abcdefg1","k":"\\n"},', "u:pw123456@h.com "]
)
def test_the_time_is_linear(piece: str) -> None:
    """Four times as many secrets in a text take about four times as long."""

    def seconds(size: int) -> float:
        text = "[" + piece * (size // len(piece))
        started = process_time()
        conceal_within(text, KEY)
        return process_time() - started

    small, large = seconds(25_000), seconds(100_000)
    assert large < max(12 * small, 0.05)
    assert large < 4
