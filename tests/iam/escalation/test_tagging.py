"""Conditions that ask for tags, and who may write or remove them."""

from typing import Any

import pytest

from hauberk.iam.escalation.account import Account
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.paths import Result, escalations
from hauberk.iam.evaluator import decide
from hauberk.iam.request import Decision, Policies
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user

ATTACKER, OTHER = arn("user", "a"), arn("user", "other")
IS_ADMIN = {"StringEquals": {"aws:PrincipalTag/admin": "yes"}}
IS_OPEN = {"StringEquals": {"aws:ResourceTag/open": "yes"}}


def tags(**values: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def account(*statements: dict[str, Any], own: Any = (), others: Any = (), roles: Any = ()) -> Account:
    """A user with some statements and tags, and an administrator with others."""
    raw = {
        "UserDetailList": [
            user("a", *statements, Tags=list(own)),
            user("other", AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}], Tags=list(others)),
        ],
        "RoleDetailList": list(roles),
    }
    read = read_details(raw)
    assert not read.faults
    return read.account


def of(*statements: dict[str, Any], **more: Any) -> Result:
    return escalations(account(*statements, **more), [ATTACKER])


def names(result: Result) -> list[str]:
    assert not result.undecided
    return [path.method for path in result.paths]


OWN_TAG = statement("iam:TagUser", ATTACKER)
PUTS = statement("iam:PutUserPolicy", ATTACKER, Condition=IS_ADMIN)


def test_an_own_tag_opens_a_condition() -> None:
    result = of(OWN_TAG, PUTS)
    path = result.paths[-1]
    assert names(result) == ["iam-tag-own-user", "iam-tag-own-user > iam-put-user-policy"]
    assert path.administrator
    tagged, put = (step.witness.context for step in path.steps)
    assert tagged["aws:requesttag/admin"] == put["aws:principaltag/admin"] == ("yes",)
    assert tagged["aws:tagkeys"] == ("admin",)


def test_what_is_told_of_a_tag_is_allowed() -> None:
    of_attacker = account(OWN_TAG, PUTS)
    (me,) = (one for one in of_attacker.principals if one.arn == ATTACKER)
    for path in escalations(of_attacker, [ATTACKER]).paths:
        for step in path.steps:
            assert decide(step.witness, Policies(me.policies)).decision is Decision.ALLOW


@pytest.mark.parametrize(
    "closing",
    [
        [PUTS],
        [statement("iam:TagUser", OTHER), PUTS],
        [OWN_TAG, PUTS, statement("iam:TagUser", effect="Deny")],
        [OWN_TAG, PUTS, statement("iam:PutUserPolicy", effect="Deny")],
        [statement("iam:TagUser", ATTACKER, Condition={"StringEquals": {"aws:RequestTag/admin": "no"}}), PUTS],
        [statement("iam:TagUser", ATTACKER, Condition={"StringNotEquals": {"aws:TagKeys": "admin"}}), PUTS],
        [statement("iam:UntagUser", ATTACKER), PUTS],
    ],
)
def test_a_tag_that_may_not_be_written_opens_nothing(closing: list[dict[str, Any]]) -> None:
    assert names(of(*closing)) == []


def test_a_tag_that_locks_is_removed_or_changed() -> None:
    locked = statement(
        "iam:PutUserPolicy", effect="Deny", Condition={"StringEquals": {"aws:PrincipalTag/locked": "yes"}}
    )
    puts = statement("iam:PutUserPolicy", ATTACKER)
    for action in ("iam:TagUser", "iam:UntagUser"):
        result = of(statement(action, ATTACKER), puts, locked, own=tags(locked="yes"))
        assert names(result)[-1] == "iam-tag-own-user > iam-put-user-policy"
        assert result.paths[-1].actions == (action, "iam:PutUserPolicy")
    assert names(of(puts, locked, own=tags(locked="yes"))) == []
    assert names(of(puts, locked)) == ["iam-put-user-policy"]


def test_a_tag_that_gives_everything() -> None:
    (path,) = of(OWN_TAG, statement("*", Condition=IS_ADMIN)).paths
    assert (path.method, path.administrator) == ("iam-tag-own-user", True)
    assert names(of(statement("*", Condition=IS_ADMIN), own=tags(admin="yes"))) == []


def test_a_role_tags_itself() -> None:
    own = [statement("iam:TagRole", arn("role", "r")), statement("iam:PutRolePolicy", Condition=IS_ADMIN)]
    one = role("r", trust({"Service": "ec2.amazonaws.com"}), Tags=[])
    one["RolePolicyList"] = [{"PolicyName": "own", "PolicyDocument": document(*own)}]
    paths = escalations(account(roles=[one]), [arn("role", "r")]).paths
    assert [path.method for path in paths] == ["iam-tag-own-role", "iam-tag-own-role > iam-put-role-policy"]


def test_a_tag_of_the_target_opens_a_condition() -> None:
    keys = statement("iam:CreateAccessKey", Condition=IS_OPEN)
    tagging = statement("iam:TagUser", OTHER)
    result = of(tagging, keys)
    assert names(result) == ["iam-tag-user-first > iam-create-access-key"]
    assert result.paths[0].administrator
    assert result.paths[0].steps[1].witness.context["aws:resourcetag/open"] == ("yes",)
    assert names(of(keys)) == []
    assert names(of(statement("iam:TagUser", ATTACKER), keys)) == []
    assert names(of(tagging, keys, statement("iam:TagUser", effect="Deny"))) == []
    assert names(of(tagging, keys, others=tags(open="yes"))) == ["iam-create-access-key"]


def test_a_tag_of_the_target_that_locks_is_removed() -> None:
    locked = statement("iam:CreateAccessKey", effect="Deny", Condition={"Null": {"aws:ResourceTag/locked": "false"}})
    keys = statement("iam:CreateAccessKey")
    untags = statement("iam:UntagUser", OTHER)
    assert names(of(untags, keys, locked, others=tags(locked="yes"))) == ["iam-tag-user-first > iam-create-access-key"]
    assert names(of(statement("iam:TagUser", OTHER), keys, locked, others=tags(locked="yes"))) == []


def test_a_tag_that_has_to_be_that_of_the_attacker() -> None:
    same = {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
    keys = statement("iam:CreateAccessKey", Condition=same)
    found = ["iam-tag-user-first > iam-create-access-key"]
    assert names(of(statement("iam:TagUser", OTHER), keys, own=tags(team="web"), others=tags(team="core"))) == found
    own = names(of(OWN_TAG, keys, own=tags(team="web"), others=tags(team="core")))
    assert own == ["iam-tag-own-user > iam-create-access-key"]
    assert names(of(keys, own=tags(team="web"), others=tags(team="core"))) == []


def assumed(trusted: list[str], *own: dict[str, Any], mine: list[str] | None = None) -> Result:
    allowed = document({"Effect": "Allow", "Principal": {"AWS": ID}, "Action": trusted})
    one = role("r", allowed, Tags=[], RolePolicyList=[{"PolicyName": "own", "PolicyDocument": document(*own)}])
    return of(statement(mine or ["sts:AssumeRole", "sts:TagSession"]), roles=[one])


def test_a_session_has_a_tag_where_both_let_it() -> None:
    both = ["sts:AssumeRole", "sts:TagSession"]
    everything = statement("*", Condition=IS_ADMIN)
    (path,) = assumed(both, everything).paths
    assert (path.method, path.administrator) == ("sts-assume-role-with-tag", True)
    assert path.steps[1].witness.context["aws:requesttag/admin"] == ("yes",)
    assert names(assumed(["sts:AssumeRole"], everything)) == []
    assert names(assumed(both, everything, mine=["sts:AssumeRole"])) == []
    assert names(assumed(both, statement("s3:*"))) == ["sts-assume-role"]


def test_what_a_role_may_do_with_a_tag_that_it_lacks_is_no_gain() -> None:
    assert names(assumed(["sts:AssumeRole"], statement("s3:*", Condition=IS_ADMIN))) == []


def test_what_opens_without_a_tag_is_told_without() -> None:
    assert names(of(OWN_TAG, statement("iam:PutUserPolicy", ATTACKER))) == ["iam-put-user-policy"]
