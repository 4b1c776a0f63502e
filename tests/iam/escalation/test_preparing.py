"""Two methods of which the first gains nothing by itself: it gives a target something for the second to gain."""

from typing import Any

import pytest

from hauberk.iam.escalation.account import Working
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.methods import by_gain
from hauberk.iam.escalation.paths import Result, escalations
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user, version

ATTACKER = arn("user", "a")
RUN = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
OF_FUNCTIONS = trust({"Service": "lambda.amazonaws.com"})
OWN_POLICIES = {"ArnLike": {"iam:PolicyARN": arn("policy", "app-*")}}


def of_attacker(*statements: dict[str, Any], working: tuple[Working, ...] | None = None, **more: Any) -> Result:
    """What a user gains where a role of functions, another user and a group have next to nothing."""
    small = {"AttachedManagedPolicies": [{"PolicyArn": arn("policy", "small")}]}
    limit = {"PermissionsBoundary": {"PermissionsBoundaryArn": arn("policy", "limit")}}
    raw = {
        "UserDetailList": [user("a", *statements, statement("sts:GetCallerIdentity")), user("other", **small)],
        "RoleDetailList": [
            role("r", OF_FUNCTIONS, **{**small, **more}),
            role("limited", OF_FUNCTIONS, ADMINISTRATOR_ACCESS, **limit),
        ],
        "GroupDetailList": [{"GroupName": "g", "Arn": arn("group", "g"), **small}],
        "Policies": [
            {"Arn": arn("policy", name), "PolicyVersionList": [version(document(one), default=True)]}
            for name, one in (("small", statement("sts:GetCallerIdentity")), ("limit", statement("s3:ListBucket")))
        ],
    }
    read = read_details(raw)
    assert not read.faults
    return escalations(read.account._replace(working=working), [ATTACKER])


PATHS = {
    "iam-put-role-policy-first > lambda-create-function": [statement(["iam:PutRolePolicy", *RUN], arn("role", "r"))],
    "iam-attach-role-policy-first > lambda-create-function": [
        statement(["iam:AttachRolePolicy", *RUN], arn("role", "r"))
    ],
    "iam-create-policy-version-of-role-first > lambda-create-function": [
        statement("iam:CreatePolicyVersion", arn("policy", "small")),
        statement(RUN, arn("role", "r")),
    ],
    "iam-create-policy-for-role-first > lambda-create-function": [
        statement("iam:CreatePolicy"),
        statement("iam:AttachRolePolicy", arn("role", "r"), Condition=OWN_POLICIES),
        statement(RUN, arn("role", "r")),
    ],
    "iam-widen-boundary-of-role-first > lambda-create-function": [
        statement(["iam:DeleteRolePermissionsBoundary", "iam:PassRole"], arn("role", "limited"))
    ],
    "iam-put-group-policy-first > iam-add-user-to-group": [statement(["iam:PutGroupPolicy", "iam:AddUserToGroup"])],
    "iam-attach-group-policy-first > iam-add-user-to-group": [
        statement(["iam:AttachGroupPolicy", "iam:AddUserToGroup"])
    ],
    "iam-create-policy-for-group-first > iam-add-user-to-group": [
        statement(["iam:CreatePolicy", "iam:AddUserToGroup"]),
        statement("iam:AttachGroupPolicy", Condition=OWN_POLICIES),
    ],
    "iam-create-policy-version-of-group-first > iam-add-user-to-group": [
        statement(["iam:CreatePolicyVersion", "iam:AddUserToGroup"])
    ],
}
FUNCTIONS = statement(["lambda:CreateFunction", "lambda:InvokeFunction"], f"arn:aws:lambda:*:{ID}:function:*")


@pytest.mark.parametrize("method", PATHS)
def test_what_gains_nothing_by_itself_is_a_step_on_the_way(method: str) -> None:
    result = of_attacker(*PATHS[method], FUNCTIONS)
    path = next(one for one in result.paths if one.method == method)
    assert path.administrator
    assert path.witness.principal == ATTACKER
    assert {step.principal for step in path.steps} == {ATTACKER}


@pytest.mark.parametrize("method", PATHS)
def test_a_deny_of_any_step_closes_it(method: str) -> None:
    path = next(one for one in of_attacker(*PATHS[method], FUNCTIONS).paths if one.method == method)
    for action in path.actions:
        denied = of_attacker(*PATHS[method], FUNCTIONS, statement(action, effect="Deny"))
        assert not any(one.method == method for one in denied.paths), action
        assert not denied.undecided, action


def test_every_preparation_of_roles_and_groups_is_tried_here() -> None:
    first = {method.partition(" > ")[0] for method in PATHS}
    others = [method for method in by_gain(preparing=True) if method.target == "user" or "tag" in method.gain]
    assert first | {method.id for method in others} == {method.id for method in by_gain(preparing=True)}


def test_a_role_that_is_written_to_has_to_be_the_one_that_is_passed() -> None:
    passes = statement("iam:PassRole", arn("role", "r"))
    assert of_attacker(statement("iam:PutRolePolicy", arn("role", "other")), passes, FUNCTIONS) == Result((), ())
    writes = statement("iam:PutRolePolicy", arn("role", "r"))
    assert of_attacker(writes, passes, FUNCTIONS).paths
    trusted = trust({"Service": "ec2.amazonaws.com"})
    assert of_attacker(writes, passes, FUNCTIONS, AssumeRolePolicyDocument=trusted) == Result((), ())


def test_a_boundary_limits_what_a_written_policy_gives() -> None:
    """All that is within the boundary of the role is gained, and not more."""
    limited = statement(["iam:PutRolePolicy", "iam:PassRole"], arn("role", "limited"))
    assert not any(path.administrator for path in of_attacker(limited, FUNCTIONS).paths)
    assert of_attacker(limited, FUNCTIONS, statement("s3:ListBucket")) == Result((), ())


def test_a_policy_that_adds_nothing_is_no_preparation() -> None:
    tests = {"ArnEquals": {"iam:PolicyARN": arn("policy", "small")}}
    attaches = statement("iam:AttachRolePolicy", arn("role", "r"), Condition=tests)
    passes = statement("iam:PassRole", arn("role", "r"))
    assert of_attacker(attaches, passes, FUNCTIONS) == Result((), ())


def test_what_is_not_told_of_the_second_method_is_undecided() -> None:
    writes = [
        statement("iam:PutRolePolicy", arn("role", "r")),
        statement(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], f"arn:aws:lambda:*:{ID}:function:f"),
    ]
    unsure = [one for one in of_attacker(*writes).undecided if one.target == arn("role", "r")]
    assert {one.method for one in unsure} == {"lambda-update-code", "lambda-update-code-and-wait"}
    working = Working("lambda:function", f"arn:aws:lambda:eu-west-1:{ID}:function:f", arn("role", "r"), signed=False)
    (path,) = of_attacker(*writes, working=(working,)).paths
    assert path.method == "iam-put-role-policy-first > lambda-update-code"
    assert of_attacker(*writes, working=()) == Result((), ())


def test_another_user_is_written_to_and_gets_a_password() -> None:
    writes = statement(["iam:PutUserPolicy", "iam:CreateLoginProfile"], arn("user", "other"))
    (unsure,) = of_attacker(writes).undecided
    assert (unsure.method, unsure.target) == ("iam-create-login-profile", arn("user", "other"))


@pytest.mark.parametrize("created", ["policy/app-*", "policy/*", "policy/app-of-a", "policy/app-?"])
def test_a_new_policy_has_a_name_that_may_be_made_and_attached(created: str) -> None:
    statements = [
        statement("iam:CreatePolicy", f"arn:aws:iam::{ID}:{created}"),
        statement("iam:AttachUserPolicy", ATTACKER, Condition=OWN_POLICIES),
    ]
    (path,) = of_attacker(*statements).paths
    made, attached = path.steps
    assert path.method == "iam-create-policy-and-attach-to-user"
    assert path.administrator
    assert attached.witness.context["iam:policyarn"] == (made.resource,)
    assert made.resource.startswith(arn("policy", "app-"))


@pytest.mark.parametrize("created", ["policy/other-*", "policy/team/app-*", "user/app-*"])
def test_a_new_policy_that_may_not_be_attached_is_nothing(created: str) -> None:
    statements = [
        statement("iam:CreatePolicy", f"arn:aws:iam::{ID}:{created}"),
        statement("iam:AttachUserPolicy", ATTACKER, Condition=OWN_POLICIES),
    ]
    assert of_attacker(*statements) == Result((), ())


def test_a_new_policy_is_no_other_way_where_all_may_be_attached() -> None:
    result = of_attacker(statement(["iam:CreatePolicy", "iam:AttachUserPolicy"], [arn("policy", "*"), ATTACKER]))
    assert [path.method for path in result.paths] == ["iam-attach-user-policy"]


@pytest.mark.parametrize("given", ["iam:PutGroupPolicy", "iam:AttachGroupPolicy"])
def test_a_new_group_is_made_and_joined(given: str) -> None:
    new = arn("group", "new-*")
    actions = ["iam:CreateGroup", given, "iam:AddUserToGroup"]
    (path,) = of_attacker(statement(actions, new)).paths
    assert [step.action for step in path.steps] == actions
    assert len({step.resource for step in path.steps}) == 1
    apart = [statement(actions[:2], new), statement(actions[2], arn("group", "old-*"))]
    assert of_attacker(*apart) == Result((), ())


def test_a_target_that_is_reached_goes_on() -> None:
    """The role gets all within its boundary, and that lets it write to itself."""
    boundary = {"Arn": arn("policy", "b"), "PolicyVersionList": [version(document(statement("iam:*")), default=True)]}
    limited = role("r", OF_FUNCTIONS, PermissionsBoundary={"PermissionsBoundaryArn": arn("policy", "b")})
    raw = {
        "UserDetailList": [user("a", statement(["iam:PutRolePolicy", "iam:PassRole"], arn("role", "r")), FUNCTIONS)],
        "RoleDetailList": [limited],
        "Policies": [boundary],
    }
    paths = escalations(read_details(raw).account, [ATTACKER]).paths
    assert [(path.method.count(" > "), path.administrator) for path in paths] == [(1, False), (2, True)]
    assert [step.principal for step in paths[-1].steps][-1] == arn("role", "r")
