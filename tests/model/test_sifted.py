"""No secret that AWS answers with survives the sieve, wherever it stands."""

import json
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.model.concealed import Key
from hauberk.model.sifted import MAX_DEPTH, Sieve, TooLargeError, concealed
from hauberk.model.tokens import PREFIX, token_of
from tests.code.secrets.making import VENDORS

KEY = Key(bytes(range(32)))
HAND = "Vn4-regen%im.Mai"
ENVIRONMENT = "Functions[].Environment.Variables.*"


def function(**variables: str) -> dict[str, Any]:
    return {"Functions": [{"FunctionName": "orders", "Environment": {"Variables": variables}}]}


def facts(text: str) -> str:
    """What a token tells of its value."""
    token = token_of(text)
    assert token is not None
    return token.facts


class TestPaths:
    def test_whole_values(self) -> None:
        made = concealed(function(TABLE="orders", LOG_LEVEL="INFO", DB_PASSWORD=HAND), [ENVIRONMENT], KEY)
        (one,) = made["Functions"]
        variables = one["Environment"]["Variables"]
        assert one["FunctionName"] == "orders"
        assert variables["LOG_LEVEL"] == "INFO"
        assert facts(variables["TABLE"]) == ""
        assert "s" in facts(variables["DB_PASSWORD"])

    def test_a_path_leads_nowhere_else(self) -> None:
        answer = {"Function": {"Environment": {"Variables": {"TABLE": "orders"}}}, **function()}
        assert concealed(answer, [ENVIRONMENT], KEY) == answer

    def test_everything_below_the_end_of_a_path(self) -> None:
        answer = {"Settings": {"one": ["orders", {"two": "payments", "count": 123456789, "on": True, "none": None}]}}
        made = concealed(answer, ["Settings"], KEY)["Settings"]["one"]
        assert token_of(made[0])
        assert token_of(made[1]["two"])
        assert token_of(made[1]["count"]), "a number that may be a password"
        assert (made[1]["on"], made[1]["none"]) == (True, None)

    @pytest.mark.parametrize(
        ("path", "answer"),
        [
            ("*.Value", {"a": {"Value": "orders"}, "b": {"Name": "orders"}}),
            ("[].Value", [{"Value": "orders", "Name": "orders"}]),
            ("a[][]", {"a": [["orders"]], "b": "orders"}),
            ("a.*", {"a": {"x": "orders"}, "b": "orders"}),
        ],
    )
    def test_steps(self, path: str, answer: Any) -> None:
        made = json.dumps(concealed(answer, [path], KEY))
        assert (made.count(PREFIX), made.count('"orders"')) == (1, 1)


class TestNames:
    def test_a_field_named_for_a_secret(self) -> None:
        answer = {"ProviderDetails": {"client_id": "abc", "client_secret": HAND, "secret_name": HAND}}
        made = concealed(answer, [], KEY)["ProviderDetails"]
        assert "s" in facts(made["client_secret"])
        assert made["client_id"] == "abc"
        assert made["secret_name"] == HAND, "the name says that it is none"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Key", "Value"),
            ("Name", "Value"),
            ("name", "value"),
            ("ParameterKey", "ParameterValue"),
            ("OutputKey", "OutputValue"),
        ],
    )
    def test_an_entry_that_is_named_beside_its_value(self, name: str, value: str) -> None:
        made = concealed([{name: "/prod/DbPassword", value: HAND}, {name: "Stage", value: "x1"}], [], KEY)
        assert "s" in facts(made[0][value])
        assert made[1] == {name: "Stage", value: "x1"}

    def test_keys_of_conditions_are_no_names(self) -> None:
        """``token.actions.githubusercontent.com:sub`` is no token, and IAM has to see what it is compared with."""
        answer = {"Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": "repo:orders/app:ref:x1"}}}
        assert concealed(answer, [], KEY) == answer

    def test_what_the_caller_knows_is_kept(self) -> None:
        key = VENDORS["AWS access key"]()
        answer = {"AccessKeyId": key, "note": f"see {key}", **function(TABLE="orders")}
        assert concealed(answer, [ENVIRONMENT], KEY, keep={key, "orders"}.__contains__) == answer


class TestOtherThings:
    def test_numbers_dates_and_switches_stay(self) -> None:
        answer = {"Timeout": 3, "Rate": 0.5, "On": False, "At": datetime(2026, 11, 30, tzinfo=UTC), "None": None}
        assert concealed(answer, [], KEY) == answer

    def test_keys_that_are_no_texts_stay(self) -> None:
        assert concealed({1: "a", None: {2: HAND}}, [], KEY) == {1: "a", None: {2: HAND}}

    def test_bytes_are_concealed(self) -> None:
        made = concealed({"Blob": HAND.encode(), "Other": bytearray(b"x")}, [], KEY)
        assert all(map(token_of, made.values()))

    def test_the_answer_itself_is_left_alone(self) -> None:
        answer = function(DB_PASSWORD=HAND)
        concealed(answer, [ENVIRONMENT], KEY)
        assert answer == function(DB_PASSWORD=HAND)

    def test_a_text_that_looks_like_a_token(self) -> None:
        forged = f"hauberk:concealed:1:value::{KEY.id}:{'0' * 32}"
        assert "0" * 32 not in json.dumps(concealed({forged: forged, "a": [forged, f"x {forged}"]}, ["a"], KEY))

    def test_an_answer_that_is_too_deep(self) -> None:
        answer: Any = "orders"
        for _ in range(MAX_DEPTH + 1):
            answer = [answer]
        with pytest.raises(TooLargeError, match="more than 64 levels"):
            concealed(answer, [], KEY)

    def test_an_answer_that_is_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hauberk.model.sifted.MAX_VALUES", 10)
        with pytest.raises(TooLargeError):
            concealed(list(range(11)), [], KEY)
        sieve = Sieve([], KEY)
        assert [sieve.sift(list(range(9))) for _ in range(3)] == [list(range(9))] * 3, "the bound is each answer's"


SECRETS = (HAND, *(make() for make in VENDORS.values()))
ANSWER: dict[str, Any] = {
    "Functions": [
        {
            "FunctionName": "orders",
            "Description": "for now with the token: @",
            "Environment": {"Variables": {"DB_PASSWORD": "@", "X": "before @ after", "URL": "postgres://u:@@db/x"}},
            "Tags": {"api_token": "@"},
        }
    ],
    "Policy": '{"Statement": [{"Condition": {"StringEquals": {"aws:UserAgent": "password=@"}}}]}',
    "definition": '{"States": {"A": {"Parameters": {"password": "@", "header": "Authorization: token=@"}}}}',
    "UserData": "#!/bin/sh\nexport API_TOKEN=@\n",
    "environment": [{"name": "CLIENT_SECRET", "value": "@"}],
    "Headers": {"Items": [{"HeaderName": "x-origin-secret", "HeaderValue": "@"}]},
    "Endpoint": "https://user:@@hooks.internal/",
    "Message": [["password: @"]],
}
WHOLE = (ENVIRONMENT, "Headers.Items[].HeaderValue")


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:6])
def test_no_canary_survives(secret: str) -> None:
    """Planted in every text of an answer, as people put secrets there."""
    answer = planted(ANSWER, secret.replace("\n", " "))
    made = json.dumps(concealed(answer, WHOLE, KEY))
    assert secret.replace("\n", " ") not in made
    body = secret.splitlines()[1] if "\n" in secret else secret[-16:]
    assert body not in made
    assert made.count(PREFIX) >= 12


@pytest.mark.parametrize("kind", VENDORS)
def test_a_format_is_enough_in_prose(kind: str) -> None:
    """What people make up themselves is known by a name only, and stays where there is none."""
    secret = VENDORS[kind]().replace("\n", " ")
    assert secret not in json.dumps(concealed({"Description": f"works with {secret} until May"}, [], KEY))


def planted(tree: Any, secret: str) -> Any:
    match tree:
        case str():
            inside_json = tree.startswith("{")
            at_end = "\0".join(tree.rsplit("@@", 1)) if "@@" in tree else tree.replace("@", "\0")
            text = json.dumps(secret)[1:-1] if inside_json else secret
            in_url = secret if not any(sign in secret for sign in "/@: ") else HAND.replace("%", "x")
            return at_end.replace("\0", f"{in_url}@" if "@@" in tree else text)
        case dict():
            return {key: planted(value, secret) for key, value in tree.items()}
        case list():
            return [planted(value, secret) for value in tree]
    return tree


trees = st.recursive(
    st.text(max_size=20) | st.integers() | st.none() | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(trees, st.lists(st.sampled_from(("*", "[]", "a", "*.*", "[].a")), max_size=3))
@settings(max_examples=150)
def test_any_answer_keeps_its_shape(tree: Any, paths: list[str]) -> None:
    made = concealed(tree, paths, KEY)
    assert shape(made) == shape(tree)
    assert concealed(tree, paths, KEY) == made


def shape(tree: Any) -> Any:
    if isinstance(tree, dict):
        return [shape(value) for value in tree.values()]
    return [shape(value) for value in tree] if isinstance(tree, list) else None


@pytest.mark.parametrize(
    "value",
    [
        "x" * 4096,
        "password=" * 455,
        '{"a":' * 800,
        "\\" * 4096,
        '["' * 2048,
        "eyJ" * 1365,
        "://a:" * 800,
        "hauberk:concealed:1:" * 200,
    ],
    ids=lambda value: value[:8],
)
def test_the_time_is_linear(value: str) -> None:
    """Twice as many functions with values of 4 kB take about twice as long, and no value takes longer than 30 ms."""

    def seconds(count: int) -> float:
        answer = {
            "Functions": [
                {"Description": value + str(at), **function(X=value + str(at))["Functions"][0]} for at in range(count)
            ]
        }
        started = process_time()
        Sieve([ENVIRONMENT], KEY).sift(answer)
        return process_time() - started

    small, large = seconds(5), seconds(20)
    assert large < max(10 * small, 0.05)
    assert large < 40 * 0.03


def test_an_identifier_is_kept_where_it_is_known_for_one_and_nowhere_else() -> None:
    key = "AKIA" + "QZ3T" * 4
    sieve = Sieve((), KEY, known=("Keys[].Id",))
    sifted = sieve.sift({"Keys": [{"Id": key, "Note": f"it is {key}"}], "Id": key})
    assert sifted["Keys"][0]["Id"] == key
    assert key not in sifted["Keys"][0]["Note"]
    assert sifted["Id"] != key
