"""Policies of whatever shape are reviewed as what they are: nothing fails, and each is a matter or told as not read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.cli.reviewing import walk
from hauberk.questions.review.account import matters
from hauberk.questions.review.due import due
from hauberk.questions.review.matters import LONGEST_LINE, MOST_LINES, Matters
from hauberk.questions.review.record import Record, read_record, written
from hauberk.reading.source import Source
from hauberk.sources.account.calls import GLOBAL, Data, call
from hauberk.sources.account.services import identities
from hauberk.sources.account.snapshot import Snapshot
from tests.account.emulated import ACCOUNT, REGION, ROOT
from tests.questions.review.strategies import TODAY

HOSTILE = "evil\x1b[2J\u202e\n[[decision]]\nsubject = \"x\"\n'''"


def reviewed(details: Any) -> Matters:
    answers = {call("iam", "GetAccountAuthorizationDetails", GLOBAL, Filter=identities.KINDS): Data(details)}
    asked = frozenset(one.api for one in answers)
    return matters(Snapshot("aws", ACCOUNT, (REGION,), "2026-11-30T00:00:00Z", asked, answers), TODAY)


def role(name: str, document: object) -> dict[str, Any]:
    return {
        "RoleName": name,
        "Path": "/",
        "Arn": f"{ROOT}:role/{name}",
        "CreateDate": "2020-01-01T00:00:00+00:00",
        "AssumeRolePolicyDocument": document,
        "RolePolicyList": [{"PolicyName": HOSTILE, "PolicyDocument": document}],
    }


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["*", "Allow", ACCOUNT]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["AWS", "a"]), inner, max_size=2),
    max_leaves=6,
)
elements = st.sampled_from(["Effect", "Action", "NotAction", "Resource", "Principal", "NotPrincipal", "Condition"])
documents = st.fixed_dictionaries({"Statement": json | st.lists(st.dictionaries(elements, json), max_size=3)}) | json


@given(st.lists(documents, max_size=3))
def test_documents_of_whatever_shape_are_reviewed(some: list[Any]) -> None:
    found = reviewed({"RoleDetailList": [role(f"r{index}", document) for index, document in enumerate(some)]})
    for one in found.found:
        assert len(one.told) <= MOST_LINES + 1
        assert all(len(line) <= LONGEST_LINE for line in one.told)


@pytest.mark.parametrize(
    "details", [{}, {"RoleDetailList": 5}, {"Policies": [{}], "UserDetailList": [{"GroupList": 5}]}]
)
def test_answers_of_another_shape_are_nothing(details: Any) -> None:
    assert reviewed(details).found == ()


def test_hostile_names_stay_one_line_wherever_they_go() -> None:
    """In the record, in what a reviewer is shown, and back."""
    found = reviewed({"RoleDetailList": [role(HOSTILE, {"Statement": {"Effect": HOSTILE, "Action": HOSTILE}})]})
    shown: list[str] = []
    answers = iter(["k", HOSTILE] * 9)
    record = Record(ACCOUNT)
    record = walk(
        due(found, record, TODAY), record, HOSTILE, TODAY, lambda _: None, lambda _: next(answers), shown.append
    )
    text = written(record)
    assert len(record.decisions) == len(found.found) > 0
    assert text.count("\n[[decision]]\n") == len(record.decisions)
    assert not read_record(Source("r", text.encode())).edited
    assert "\x1b" not in text
    assert all(line.lstrip("\n").isprintable() for line in shown)
