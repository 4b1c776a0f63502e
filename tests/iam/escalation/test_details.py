"""The answer of ``GetAccountAuthorizationDetails``, as it is and as it isn't meant to be."""

import json
from typing import Any

import pytest

from hauberk.iam.escalation.account import Place
from hauberk.iam.escalation.details import read_details
from tests.iam.escalation.accounts import arn, document, role, statement, trust, user

ENCODED = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D"  # noqa: E501


@pytest.mark.parametrize("written", [ENCODED, document(statement("s3:*")), json.dumps(document(statement("s3:*")))])
def test_a_document_is_encoded_or_an_object_or_a_text(written: Any) -> None:
    raw = {"UserDetailList": [{"Arn": arn("user", "a"), "UserPolicyList": [{"PolicyDocument": written}]}]}
    read = read_details(raw)
    assert not read.faults
    (policy,) = read.account.principals[0].policies
    assert str(policy.statements[0].actions[0]) == "s3:*"


def test_policies_of_groups_are_those_of_members() -> None:
    group = {"GroupName": "g", "Arn": arn("group", "g"), "GroupPolicyList": [{"PolicyDocument": document()}]}
    read = read_details({"UserDetailList": [user("a", GroupList=["g"])], "GroupDetailList": [group]})
    (principal,) = read.account.principals
    assert [held.place for held in principal.held] == [Place.INLINE_OF_GROUP]
    assert principal.groups == (arn("group", "g"),)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ([], "the answer has to be an object"),
        ({}, "the answer has none of"),
        ({"UserDetailList": {}}, "UserDetailList of the answer has to be a list"),
        ({"UserDetailList": [3]}, "UserDetailList[0] has to be an object"),
        ({"UserDetailList": [{"Arn": 3}]}, "UserDetailList[0] has no Arn of a user"),
        ({"Policies": [{"Arn": "x"}]}, "an element of Policies has no Arn"),
        ({"Policies": [], "IsTruncated": True}, "one page of several"),
        ({"RoleDetailList": [role("r", "%zz")]}, "trust policy is no policy"),  # type: ignore[arg-type]
        ({"UserDetailList": [user("a", GroupList=["g"])]}, "is in a group that isn't in GroupDetailList"),
        ({"RoleDetailList": [role("r", trust({"AWS": "*"}), arn("policy", "x"))]}, "its document isn't known"),
        ({"UserDetailList": [user("a", UserPolicyList=[{"PolicyDocument": 7}])]}, "has to be an object or a text"),
    ],
)
def test_what_is_wrong_is_told(raw: Any, fault: str) -> None:
    assert any(fault in one for one in read_details(raw).faults)


def test_the_rest_is_read_all_the_same() -> None:
    read = read_details({"UserDetailList": [None, user("a")], "RoleDetailList": "none"})
    assert [one.arn for one in read.account.principals] == [arn("user", "a")]
    assert len(read.faults) == 2


def test_faults_are_bounded() -> None:
    assert len(read_details({"UserDetailList": [3] * 5_000}).faults) == 100
