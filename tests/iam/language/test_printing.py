"""Policies printed, and read back."""

import json

import pytest
from hypothesis import given, settings

from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Kind, Policy, Statement
from hauberk.iam.language.policy import Test as Line
from hauberk.iam.language.printing import UNREAD, UnprintableError, is_whole, to_json, to_text
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Variable
from tests.iam.language.documents import Plain, allow, documents, placeless, policy, read


@settings(max_examples=300)
@given(documents())
def test_what_is_printed_reads_back(made: tuple[Plain, Kind]) -> None:
    data, kind = made
    first = read(data, kind)
    assert first.policy is not None, first.faults
    again = read(to_text(first.policy), kind)
    assert again.policy is not None, again.faults
    assert placeless(again.policy) == placeless(first.policy)
    assert to_json(again.policy) == to_json(first.policy)


def test_the_form() -> None:
    found = policy(
        allow(
            ["s3:Get*", "s3:List*"],
            ["arn:aws:s3:::b/${aws:username}/*"],
            Sid="Read",
            Principal={"AWS": ["123456789012"], "Service": "sns.amazonaws.com"},
            Condition={"bool": {"AWS:SecureTransport": True}},
        ),
        kind=Kind.RESOURCE,
    )
    assert to_json(found) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Principal": {"AWS": "123456789012", "Service": "sns.amazonaws.com"},
                "Action": ["s3:get*", "s3:list*"],
                "Resource": "arn:aws:s3:::b/${aws:username}/*",
                "Condition": {"Bool": {"aws:securetransport": "true"}},
            }
        ],
    }
    assert json.loads(to_text(found)) == to_json(found)


def _one(**changes: object) -> Policy:
    statement = policy(allow("s3:*")).statements[0]
    return Policy((statement._replace(**changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "found",
    [
        _one(resources=(Glob((Hole("Bucket.Arn"), "/", ANY)),)),
        _one(unread=(Hole("X"),)),
        Policy((), unread=(Hole("X"),)),
    ],
)
def test_what_is_unknown_is_printed_for_readers_only(found: Policy) -> None:
    assert not is_whole(found)
    with pytest.raises(UnprintableError):
        to_json(found)
    assert "X" in to_text(found, draft=True) or "<Bucket.Arn>/*" in to_text(found, draft=True)


def test_what_could_not_be_read_stands_under_a_name_of_its_own() -> None:
    draft = to_json(_one(unread=(Hole("X"),)), draft=True)
    statements = draft["Statement"]
    assert isinstance(statements, list)
    assert isinstance(statements[0], dict)
    assert statements[0][UNREAD] == ["X"]


def _test(name: str, value: Glob) -> Line:
    asked = operator(name)
    assert asked is not None
    return Line(asked, "k", (value,))


@pytest.mark.parametrize(
    "found",
    [
        _one(actions=()),
        _one(actions=(Glob(("a*",)),)),
        _one(actions=(Glob((Variable("k"),)),)),
        _one(tests=(_test("Bool", Glob(("a",))), _test("Bool", Glob(("b",))))),
        _one(tests=(_test("NumericEquals", Glob((Variable("k"),))),)),
        _one(resources=(Glob((Variable("k"),)),))._replace(version="2008-10-17"),
    ],
)
def test_what_the_language_cannot_say(found: Policy) -> None:
    with pytest.raises(UnprintableError):
        to_json(found)


def test_a_policy_without_resources_has_none_printed() -> None:
    found = _one(resources=(), except_resources=True)
    statement = Statement(found.statements[0].effect, (EVERYTHING,))
    assert "Resource" not in to_text(found)
    assert "NotResource" not in to_text(Policy((statement,)))
