"""Accounts of the usual size: what is asked of the engine, what is told, and that all of it is so."""

import random
from collections import Counter
from typing import Any

import pytest

from hauberk.iam.escalation import paths
from hauberk.iam.escalation.account import Account, Principal
from hauberk.iam.escalation.asking import delegating
from hauberk.iam.escalation.combining import MAX_COMBINED, MAX_DEPTH
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.digest import digest
from hauberk.iam.escalation.effort import Effort
from hauberk.iam.escalation.gains import Gains
from hauberk.iam.escalation.paths import EVERY_METHOD, STEPS, TOLD, TOTAL, Path, Result, escalations
from hauberk.iam.escalation.singles import Singles
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import caller
from hauberk.iam.language.policy import Effect, Policy, PrincipalKind, Statement
from hauberk.iam.language.policy import Principal as Named
from hauberk.iam.language.text import EVERYTHING
from hauberk.iam.request import Decision, Policies
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user
from tests.iam.escalation.generated import generated

TO_EVERYONE = Policy(
    (Statement(Effect.ALLOW, (EVERYTHING,), except_resources=True, principals=(Named(PrincipalKind.AWS, EVERYTHING),)),)
)


def read(raw: dict[str, Any]) -> Account:
    found = read_details(raw)
    assert not found.faults
    return found.account


def questions(account: Account) -> int:
    """How many questions the single methods of an account cost."""
    singles = Singles(account, Effort(TOTAL, STEPS))
    for principal in account.principals:
        singles.of(principal)
    return singles.questions.effort.questions


def test_a_usual_account_costs_few_questions_and_tells_few_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    efforts: list[Effort] = []

    def counted(total: int, each: int) -> Effort:
        efforts.append(Effort(total, each))
        return efforts[-1]

    monkeypatch.setattr(paths, "Effort", counted)
    result = escalations(read(generated(roles=200, users=100)))
    assert [effort.questions < 3_000 for effort in efforts] == [True]
    assert 100 < len(result.paths) < 500
    assert len(digest(result).ways) < 80
    assert len(digest(result).doubts) < 40


def test_whoever_has_the_same_policies_is_asked_once() -> None:
    few, many = (generated(roles=30, users=0, seed=3) for _ in range(2))
    for raw, number in ((few, 2), (many, 40)):
        raw["UserDetailList"] = [user(f"dev-{place}", GroupList=["developers"]) for place in range(number)]
    assert questions(read(many)) == questions(read(few))


def test_roles_with_the_same_face_are_tried_once() -> None:
    passer = user("passer", statement(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]))
    of_functions = trust({"Service": "lambda.amazonaws.com"})

    def account(number: int) -> Account:
        roles = [role(f"role-{place}", of_functions, ADMINISTRATOR_ACCESS) for place in range(number)]
        return read({"UserDetailList": [passer], "RoleDetailList": roles})

    assert questions(account(50)) == questions(account(2))


# -- what is told is so


def allowed(account: Account, path: Path) -> bool:
    """Whether the plain evaluator allows every step, under all policies of whoever takes it."""
    by_arn = {one.arn: one for one in account.principals}
    return all(caller(step.witness.principal).name == step.principal.rpartition("/")[2] for step in path.steps) and all(
        decide(step.witness, policies(account, by_arn, by_arn[step.principal], step.action, step.resource)).decision
        is Decision.ALLOW
        for step in path.steps
    )


def policies(account: Account, by_arn: dict[str, Principal], who: Principal, action: str, resource: str) -> Policies:
    own = who.policies
    boundary = who.boundary.policy if who.boundary else None
    of_resource = None
    if action == "sts:AssumeRole":
        known = by_arn.get(resource)
        of_resource = known.trust if known else TO_EVERYONE
    elif action.startswith("kms:"):
        of_resource = delegating(account.id)
    return Policies(own, boundary, scp=account.scp, resource=of_resource)


@pytest.mark.parametrize("seed", range(4))
def test_every_step_is_allowed_by_the_evaluator(seed: int) -> None:
    account = read(generated(roles=60, users=30, seed=seed))
    found = [one for one in escalations(account).paths if not rewrites(one)]
    assert found
    assert all(allowed(account, one) for one in found)


def rewrites(path: Path) -> bool:
    """Whether a step is allowed because of a policy that an earlier one wrote."""
    return any(step.action in ("iam:UpdateAssumeRolePolicy", "lambda:AddPermission") for step in path.steps) or (
        path.method in ("lambda-add-layer-permission", "kms-put-key-policy", "secretsmanager-put-resource-policy")
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_target_beside_a_path_is_reached_as_well(seed: int) -> None:
    """With nobody to be told beside, each of them has the path itself."""
    raw = generated(roles=60, users=20, seed=seed)
    account = read(raw)
    several = [one for one in escalations(account).paths if one.also and " > " not in one.method]
    assert several
    chance = random.Random(seed)
    for path in chance.sample(several, min(5, len(several))):
        other = chance.choice(path.also)
        others = [one for one in raw["RoleDetailList"] if one["Arn"] in (other, path.principal)]
        alone = escalations(read({**raw, "RoleDetailList": others}), [path.principal])
        found = [one for one in alone.paths if one.method == path.method]
        assert [one.target for one in found] == [other]
        assert allowed(account, found[0])


# -- what has a path of its own


def passing(*roles: dict[str, Any]) -> Result:
    """What is told of somebody who may pass all roles to functions."""
    passer = user("passer", statement(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]))
    raw = {"UserDetailList": [passer], "RoleDetailList": list(roles)}
    return escalations(read(raw), [arn("user", "passer")])


def function_role(name: str, *statements: dict[str, Any]) -> dict[str, Any]:
    inline = [{"PolicyName": "own", "PolicyDocument": document(*statements)}]
    return role(name, trust({"Service": "lambda.amazonaws.com"}), RolePolicyList=inline)


def test_a_target_that_adds_nothing_is_told_beside_the_one_that_holds_it() -> None:
    result = passing(
        function_role("reader", statement("s3:GetObject")),
        function_role("writer", statement(["s3:GetObject", "s3:PutObject"])),
        function_role("queue", statement("sqs:SendMessage")),
    )
    assert [(path.target, path.also) for path in result.paths] == [
        (arn("role", "writer"), (arn("role", "reader"),)),
        (arn("role", "queue"), ()),
    ]


def test_an_administrator_comes_first_and_holds_all() -> None:
    result = passing(
        function_role("a", statement("s3:*")), function_role("b", statement("*")), function_role("c", statement("*"))
    )
    (path,) = result.paths
    assert path.administrator
    assert (path.target, path.also) == (arn("role", "b"), (arn("role", "a"), arn("role", "c")))


def test_the_requests_of_a_path_name_its_target() -> None:
    """Though another one with the same face was tried."""
    of_stacks = trust({"Service": "cloudformation.amazonaws.com"})
    small = role("a", of_stacks, RolePolicyList=of_own(statement("s3:GetObject")))
    raw = {
        "UserDetailList": [user("passer", statement(["iam:PassRole", "cloudformation:CreateStack"]))],
        "RoleDetailList": [small, role("b", of_stacks, ADMINISTRATOR_ACCESS)],
    }
    (path,) = escalations(read(raw), [arn("user", "passer")]).paths
    passed, created = path.steps
    assert path.target == passed.resource == passed.witness.resource == arn("role", "b")
    assert created.witness.context["cloudformation:rolearn"] == (arn("role", "b"),)


def test_nobody_is_a_target_of_its_own() -> None:
    own = role("own", trust({"AWS": ID}), RolePolicyList=of_own(statement(["iam:PutRolePolicy", "sts:AssumeRole"])))
    assert [path.method for path in escalations(read({"RoleDetailList": [own]})).paths] == ["iam-put-role-policy"]


def test_of_very_many_the_best_have_paths() -> None:
    tables = [f"arn:aws:dynamodb:eu-west-1:{ID}:table/{number}" for number in range(3 * TOLD)]
    result = passing(*(function_role(f"r{n}", statement("dynamodb:*", table)) for n, table in enumerate(tables)))
    assert len(result.paths) == TOLD
    assert {t for path in result.paths for t in (path.target, *path.also)} == {
        arn("role", f"r{number}") for number in range(3 * TOLD)
    }


# -- several in a row


def chain(length: int, last: str) -> dict[str, Any]:
    """Roles each of which may assume the next; the user the first, the last has a managed policy."""
    roles = [
        {
            **role(f"r{number}", trust({"AWS": arn("role", f"r{number - 1}") if number else arn("user", "start")})),
            "RolePolicyList": [
                {"PolicyName": "on", "PolicyDocument": document(statement("sts:AssumeRole", arn("role", "r*")))}
            ],
        }
        for number in range(length)
    ]
    roles[-1]["AttachedManagedPolicies"] = [{"PolicyArn": last}]
    return {"UserDetailList": [user("start", statement("sts:AssumeRole", arn("role", "*")))], "RoleDetailList": roles}


def test_a_long_path_is_found_and_a_longer_one_is_undecided() -> None:
    found = escalations(read(chain(MAX_DEPTH, ADMINISTRATOR_ACCESS)), [arn("user", "start")])
    (path,) = found.paths
    assert path.administrator
    assert len(path.steps) == MAX_DEPTH
    assert not found.undecided
    longer = escalations(read(chain(MAX_DEPTH + 1, ADMINISTRATOR_ACCESS)), [arn("user", "start")])
    assert not any(one.administrator for one in longer.paths)
    assert [(one.method, one.reason) for one in longer.undecided] == [
        (EVERY_METHOD, f"what lies beyond {MAX_DEPTH} methods in a row isn't looked at")
    ]


def test_what_is_reached_directly_is_told_once() -> None:
    raw = chain(2, ADMINISTRATOR_ACCESS)
    raw["RoleDetailList"][-1]["AssumeRolePolicyDocument"] = trust({"AWS": arn("role", "r0")}, {"AWS": ID})
    (path,) = escalations(read(raw), [arn("user", "start")]).paths
    assert (path.method, path.target) == ("sts-assume-role", arn("role", "r1"))


def test_a_path_of_several_methods_adds_something() -> None:
    """The second role may do nothing that the first may not."""
    first = role("r0", trust({"AWS": arn("user", "start")}), RolePolicyList=LIST_AND_ASSUME)
    second = role("r1", trust({"AWS": arn("role", "r0")}), RolePolicyList=LIST)
    raw = {"UserDetailList": [user("start", statement("sts:AssumeRole"))], "RoleDetailList": [first, second]}
    assert [path.target for path in escalations(read(raw), [arn("user", "start")]).paths] == [arn("role", "r0")]


LIST = [{"PolicyName": "list", "PolicyDocument": document(statement("s3:ListBucket"))}]
LIST_AND_ASSUME = [
    {"PolicyName": "own", "PolicyDocument": document(statement("s3:ListBucket"), statement("sts:AssumeRole"))}
]


def test_too_many_paths_of_several_methods_are_cut_and_it_is_told() -> None:
    hub = role("hub", trust({"AWS": arn("user", "start")}))
    hub["RolePolicyList"] = [{"PolicyName": "on", "PolicyDocument": document(statement("sts:AssumeRole"))}]
    tables = [statement("dynamodb:*", f"arn:aws:dynamodb:eu-west-1:{ID}:table/{n}") for n in range(MAX_COMBINED + 5)]
    leaves = [
        role(
            f"leaf-{number}",
            trust({"AWS": arn("role", "hub")}),
            RolePolicyList=[{"PolicyName": "own", "PolicyDocument": document(table)}],
        )
        for number, table in enumerate(tables)
    ]
    start = user("start", statement("sts:AssumeRole", arn("role", "hub")))
    result = escalations(read({"UserDetailList": [start], "RoleDetailList": [hub, *leaves]}), [arn("user", "start")])
    assert Counter(" > " in path.method for path in result.paths) == {False: 1, True: MAX_COMBINED}
    assert [one.reason for one in result.undecided] == [
        f"there are more than {MAX_COMBINED} paths of several methods: the others aren't told"
    ]


# -- budgets


def test_an_account_that_takes_too_much_is_undecided_for_those_who_are_left() -> None:
    account = read(generated(roles=40, users=20, seed=2))
    full = escalations(account)
    cut = escalations(account, total=60_000)
    assert len(cut.paths) < len(full.paths)
    assert all(path in full.paths for path in cut.paths)
    untold = {one.principal for one in full.paths} - {one.principal for one in cut.paths}
    spent = {one.principal for one in cut.undecided if "60,000 steps" in one.reason}
    assert untold
    assert untold <= spent


def test_a_question_that_takes_too_much_is_undecided() -> None:
    account = read(generated(roles=40, users=20, seed=2))
    result = escalations(account, budget=1)
    assert any("takes more than 1 steps" in one.reason for one in result.undecided)


def test_gains_are_compared_once_for_all_who_have_the_same() -> None:
    raw = {"UserDetailList": [user(f"u{n}", statement("s3:*")) for n in range(5)], "RoleDetailList": []}
    account = read(raw)
    singles = Singles(account, Effort(TOTAL, STEPS))
    gains = Gains(singles.questions)
    assert all(gains.more(one, other).more is False for one in account.principals for other in account.principals)
    assert singles.questions.effort.questions == 0


# -- what one makes of oneself on the way


def test_a_group_is_joined_and_its_permissions_are_used() -> None:
    group = {"GroupName": "g", "Arn": arn("group", "g"), "GroupPolicyList": of_own(statement("iam:PutUserPolicy"))}
    raw = {"UserDetailList": [user("start", statement("iam:AddUserToGroup"))], "GroupDetailList": [group]}
    result = escalations(read(raw))
    assert [(path.method, path.administrator) for path in result.paths] == [
        ("iam-add-user-to-group", False),
        ("iam-add-user-to-group > iam-put-user-policy", True),
    ]
    assert result.paths[-1].actions == ("iam:AddUserToGroup", "iam:PutUserPolicy")


def of_own(*statements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"PolicyName": "own", "PolicyDocument": document(*statements)}]


def test_a_boundary_is_taken_off_and_what_it_kept_away_is_used() -> None:
    start = user("start", statement(["iam:DeleteUserPermissionsBoundary", "iam:PutUserPolicy"]))
    start["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "limit")}
    limit = document(statement("iam:DeleteUserPermissionsBoundary"))
    policies = [{"Arn": arn("policy", "limit"), "PolicyVersionList": [{"Document": limit, "IsDefaultVersion": True}]}]
    result = escalations(read({"UserDetailList": [start], "Policies": policies}))
    assert [path.method for path in result.paths] == [
        "iam-delete-user-boundary",
        "iam-delete-user-boundary > iam-put-user-policy",
    ]


@pytest.mark.parametrize("removed", [["iam:DeleteRolePolicy"], ["iam:DetachRolePolicy"]])
def test_a_policy_that_denies_is_taken_off_and_what_it_kept_away_is_used(removed: list[str]) -> None:
    deny = document(statement("iam:PutRolePolicy", effect="Deny"))
    start = role("start", trust({"AWS": ID}))
    start["RolePolicyList"] = of_own(statement([*removed, "iam:PutRolePolicy"]))
    if removed == ["iam:DeleteRolePolicy"]:
        start["RolePolicyList"].append({"PolicyName": "deny", "PolicyDocument": deny})
    else:
        start["AttachedManagedPolicies"] = [{"PolicyArn": arn("policy", "deny")}]
    policies = [{"Arn": arn("policy", "deny"), "PolicyVersionList": [{"Document": deny, "IsDefaultVersion": True}]}]
    result = escalations(read({"RoleDetailList": [start], "Policies": policies}))
    assert [path.administrator for path in result.paths] == [False, True]
    assert result.paths[-1].method.endswith(" > iam-put-role-policy")


def test_a_digest_tells_once_who_gains_the_same() -> None:
    users = [user(f"u{number}", statement("iam:PutUserPolicy", arn("user", f"u{number}"))) for number in range(5)]
    told = digest(escalations(read({"UserDetailList": users})))
    (way,) = told.ways
    assert (way.path.method, len(way.principals), way.targets) == ("iam-put-user-policy", 5, 1)
    assert not told.doubts
    unsure = [user(f"u{number}", statement("s3:PutObject")) for number in range(3)]
    wide = role("wide", trust({"Service": "lambda.amazonaws.com"}), ADMINISTRATOR_ACCESS)
    told = digest(escalations(read({"UserDetailList": unsure, "RoleDetailList": [wide]})))
    assert [(one.methods, len(one.principals)) for one in told.doubts] == [(("s3-replace-code",), 3)]
