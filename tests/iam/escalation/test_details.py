"""The answer of ``GetAccountAuthorizationDetails``, as it is and as it isn't meant to be."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.escalation.account import Account, Place
from hauberk.iam.escalation.details import MAX_PAGES, read_details
from hauberk.iam.escalation.paths import escalations
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user, version
from tests.iam.escalation.generated import generated

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
        (7, "the answer has to be an object"),
        ([], "the answer has none of"),
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


# -- pages


def pages(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """An answer in pages of a few entities each, as AWS cuts it."""
    none: dict[str, Any] = {name: [] for name in raw}
    cut = [
        {**none, name: entities[start : start + 7], "IsTruncated": True, "Marker": "next"}
        for name, entities in raw.items()
        for start in range(0, len(entities), 7)
    ]
    cut[-1] = {**cut[-1], "IsTruncated": False}
    return cut


def test_pages_are_one_answer() -> None:
    raw = generated(roles=20, users=10)
    assert read_details(pages(raw)) == read_details(raw)


def test_a_missing_page_is_told() -> None:
    cut = pages(generated(roles=20, users=10))
    first, *_ = read_details(cut[:-1]).faults
    assert first == f"none of the {len(cut) - 1} pages is the last: what the others hold isn't known"


def test_pages_come_in_any_order() -> None:
    """Their files' names order them: ``page-10.json`` comes before ``page-2.json``."""
    raw = generated(roles=20, users=10)
    assert read_details(pages(raw)[::-1]) == read_details(raw)


def test_the_cli_tells_in_its_own_way_that_it_cut() -> None:
    """``--max-items`` leaves ``IsTruncated`` out and gives a ``NextToken``; the last one has none."""
    raw = generated(roles=20, users=10)
    first = {name: entities[:1] for name, entities in raw.items()} | {"NextToken": "eyJNYXJrZXIiOiBudWxsfQ=="}
    rest = {name: entities[1:] for name, entities in raw.items()}
    assert read_details(first).faults[0] == "the answer is one page of several: what the others hold isn't known"
    assert read_details([first, rest]) == read_details(raw)


def test_faults_of_pages_have_their_place() -> None:
    read = read_details([{"UserDetailList": [user("a")]}, 7, {"UserDetailList": 3, "RoleDetailList": []}])
    assert read.faults == ("page 2 of the answer has to be an object", "UserDetailList[1] has to be an object")
    assert [one.arn for one in read.account.principals] == [arn("user", "a")]


def test_there_are_not_too_many_pages() -> None:
    read = read_details([{"UserDetailList": []}] * (MAX_PAGES + 1))
    assert read.faults == ("the answer has more than 1,000 pages: the rest isn't read",)


# -- names of fields


def renamed(raw: Any, name: Callable[[str], str]) -> Any:
    """An answer with other names of fields; documents are what they are."""
    if isinstance(raw, dict) and "Statement" in raw:
        return raw
    if isinstance(raw, dict):
        return {name(key): renamed(value, name) for key, value in raw.items()}
    return [renamed(one, name) for one in raw] if isinstance(raw, list) else raw


def camel(name: str) -> str:
    return name[0].lower() + name[1:]


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("name", [camel, snake])
def test_fields_are_named_as_other_kits_do(name: Callable[[str], str]) -> None:
    raw = generated(roles=20, users=10)
    assert read_details(renamed(raw, name)) == read_details(raw)


def test_an_answer_may_be_wrapped() -> None:
    raw = generated(roles=5, users=5)
    wrapped = {"GetAccountAuthorizationDetailsResponse": {"GetAccountAuthorizationDetailsResult": raw}}
    assert read_details(wrapped) == read_details(raw)


def test_dates_and_what_nobody_asks_for_are_left_out() -> None:
    """As botocore gives them: dates, and what it says of the response."""
    raw = generated(roles=5, users=5)
    dated = {**raw, "ResponseMetadata": {"HTTPStatusCode": 200, "RetryAttempts": 0}, "IsTruncated": False}
    dated["UserDetailList"] = [{**one, "CreateDate": datetime(2026, 1, 1, tzinfo=UTC)} for one in raw["UserDetailList"]]
    assert read_details(dated) == read_details(raw)


# -- what an answer leaves out


def test_a_policy_of_aws_is_known_without_its_document() -> None:
    read = read_details({"UserDetailList": [user("a", AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}])]})
    assert not read.faults
    assert str(read.account.principals[0].policies[0].statements[0].actions[0]) == "*"


def test_a_policy_that_nobody_knows_is_told_and_makes_its_holders_undecided() -> None:
    unknown = [{"PolicyArn": arn("policy", "unknown")}]
    read = read_details(
        {"UserDetailList": [user("a", statement(["iam:PutUserPolicy", *NEW_ROLE]), AttachedManagedPolicies=unknown)]}
    )
    assert read.faults == (f"{arn('policy', 'unknown')} is attached, and its document isn't known",)
    result = escalations(read.account)
    assert not result.paths
    assert {one.reason for one in result.undecided} == {f"what {arn('policy', 'unknown')} says isn't known"}
    assert {one.method for one in result.undecided} >= {"*", "iam-put-user-policy", "iam-create-role-and-put"}


def test_two_policies_that_nobody_knows_are_not_the_same() -> None:
    mine, theirs = ([{"PolicyArn": arn("policy", name)}] for name in ("mine", "theirs"))
    raw = {
        "UserDetailList": [user("a", AttachedManagedPolicies=mine)],
        "RoleDetailList": [{**role("r", trust({"AWS": arn("user", "a")})), "AttachedManagedPolicies": theirs}],
    }
    undecided = escalations(read_details(raw).account, [arn("user", "a")]).undecided
    assert "sts-assume-role" in {one.method for one in undecided}


NEW_ROLE = ["iam:CreateRole", "iam:PutRolePolicy"]


def test_passwords_and_second_factors_where_they_are_told() -> None:
    def methods(**more: Any) -> set[str]:
        target = user("target", AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}], **more)
        attacker = user("a", statement(["iam:CreateLoginProfile", "iam:UpdateLoginProfile"]))
        read = read_details({"UserDetailList": [attacker, target]})
        return {path.method for path in escalations(read.account, [arn("user", "a")]).paths}

    assert methods() == set()
    assert methods(LoginProfile=None, MFADevices=[]) == {"iam-create-login-profile"}
    assert methods(LoginProfile={"UserName": "target"}, MFADevices=[]) == {"iam-update-login-profile"}
    assert methods(PasswordLastUsed="2026-01-01T00:00:00Z", MFADevices=[]) == {"iam-update-login-profile"}
    assert methods(LoginProfile=None, MFADevices=[{"SerialNumber": "one"}]) == set()


def test_what_is_of_another_account_is_left_out() -> None:
    other = "arn:aws:iam::444455556666"
    raw = {
        "UserDetailList": [user("a"), {**user("b"), "Arn": f"{other}:user/b"}],
        "GroupDetailList": [{"GroupName": "g", "Arn": f"{other}:group/g"}],
        "Policies": [{"Arn": f"{other}:policy/p", "PolicyVersionList": [version(document(), default=True)]}],
    }
    read = read_details(raw)
    assert read.faults == (f"{other}:group/g is of another account than {ID}, and left out",)
    assert (len(read.account.principals), read.account.groups, read.account.managed) == (1, (), ())


# -- anything

FIELDS = """
    UserDetailList RoleDetailList GroupDetailList Policies Arn GroupList PolicyDocument Tags AttachedManagedPolicies
    PolicyVersionList AssumeRolePolicyDocument PermissionsBoundary Document InstanceProfileList RolePolicyList
    UserPolicyList IsTruncated Statement PolicyArn userPolicyList
"""
WORDS = st.sampled_from(FIELDS.split())
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | WORDS
    | st.sampled_from([arn("user", "a"), arn("role", "r"), ADMINISTRATOR_ACCESS, "%7B%22Statement%22%3A1%7D", "{", "%"])
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=6), inner, max_size=6),
    max_leaves=30,
)


def sound(account: Account) -> None:
    """Whether questions can be asked of what was read."""
    escalations(account, budget=500, total=5_000)
    assert all(one.arn.split(":")[4] == account.id for one in account.principals)


@settings(max_examples=200)
@given(ANYTHING)
def test_anything_is_read_or_told(raw: Any) -> None:
    read = read_details(raw)
    assert read.faults or any(name in json.dumps(raw).lower() for name in ("list", "policies"))
    sound(read.account)


@settings(max_examples=60)
@given(st.data())
def test_an_answer_with_one_thing_changed_is_read_or_told(data: st.DataObject) -> None:
    raw = json.loads(json.dumps(generated(roles=6, users=4, seed=data.draw(st.integers(0, 5)))))
    place: Any = raw
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    place[key] = data.draw(ANYTHING)
    sound(read_details(raw).account)
