"""From an API's words to CloudFormation's."""

from hauberk.sources.account.services.parts import account_of
from hauberk.sources.account.services.shaping import capital, given, inner, pick, texts


def test_keys_begin_with_capitals_at_every_level() -> None:
    assert capital({"rule": [{"sql": "x", "errorAction": {"s3": {}}}]}) == {
        "Rule": [{"Sql": "x", "ErrorAction": {"S3": {}}}]
    }


def test_what_says_nothing_is_left_out_and_what_says_no_is_kept() -> None:
    assert given({"a": None, "b": "", "c": [], "d": {}, "e": False, "f": 0}) == {"e": False, "f": 0}
    assert pick({"kmsKey": "k", "size": None}, KmsKey="kmsKey", Size="size", Other="other") == {"KmsKey": "k"}
    assert pick("none", KmsKey="kmsKey") == {}


def test_whatever_is_of_another_kind_is_left_out() -> None:
    assert texts({"names": ["a", 7, None, "", "b"]}, "names") == ["a", "b"]
    assert texts({"names": "a"}, "names") == []
    assert inner({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert inner({"a": [1]}, "a", "b") == {}


def test_an_account_is_told_by_its_number_where_a_permission_takes_one() -> None:
    assert account_of("arn:aws:iam::210987654321:root") == "210987654321"
    others = ("*", "events.amazonaws.com", "arn:aws:iam::210987654321:role/root", ["a", "b"], {"AWS": 7}, None)
    assert [account_of(one) for one in others] == list(others)
