"""Each method where it works, and closed in every way that closes it."""

from functools import cache
from typing import Any

import pytest

from hauberk.iam.escalation.account import Account, Working
from hauberk.iam.escalation.details import plain_value, read_details
from hauberk.iam.escalation.methods import TAGGING, Fact, Family, Method, by_gain, methods
from hauberk.iam.escalation.paths import Result, escalations
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind
from tests.iam.escalation.accounts import (
    ADMINISTRATOR_ACCESS,
    ID,
    TARGET_ROLE,
    account,
    arn,
    attacker_of,
    document,
    first_way,
    is_passing,
    role,
    statement,
    trust,
    user,
)

LESS = [{"PolicyName": "less", "PolicyDocument": document(statement("s3:GetObject"))}]
BY_ID = {method.id: method for method in methods()}


def ask(raw: dict[str, Any], who: str) -> Result:
    read = read_details(raw)
    assert not read.faults
    return escalations(read.account, [who])


def spoken_of(result: Result, method: Method) -> set[str]:
    """Whether a result has a method as a path, or as undecided."""
    return {"path" for one in result.paths if one.method == method.id} | {
        "undecided" for one in result.undecided if one.method == method.id
    }


@cache
def open_(method_id: str) -> bool:
    method = BY_ID[method_id]
    return spoken_of(ask(account(method), attacker_of(method)), method) == {"path"}


ALONE = tuple(method for method in by_gain(preparing=False) if method.gain not in TAGGING)
DECIDED = tuple(method for method in ALONE if open_(method.id))
UNDECIDED = tuple(method for method in ALONE if not open_(method.id))
each = pytest.mark.parametrize("method", DECIDED, ids=lambda method: method.id)


def actions(method: Method) -> list[str]:
    return sorted({step.action for step in first_way(method)})


def asked(method: Method) -> list[str]:
    """The actions that aren't granted by a policy that the attacker wrote."""
    return sorted({step.action for step in first_way(method) if not step.granted})


def needed(method: Method, actions: list[str]) -> list[str]:
    """Those of some actions without which no way is left that the others carry out."""
    ways = [{step.action for step in way} for way in method.ways()]
    open_ways = [way for way in ways if way <= {step.action for step in first_way(method)}]
    return [action for action in actions if all(action in way for way in open_ways)]


def test_an_account_tells_of_many_methods_of_each_family() -> None:
    assert len(DECIDED) >= 60
    assert {method.family for method in DECIDED} >= set(Family) - {Family.EXISTING_ROLE}


@pytest.mark.parametrize("method", UNDECIDED, ids=lambda method: method.id)
def test_what_an_account_does_not_tell_is_undecided(method: Method) -> None:
    if any(one.fact is Fact.EXISTING_IS_ASSIGNED_TO_SELF for one in method.requires):
        pytest.skip("the attacker is no role of a permission set")
    result = ask(account(method), attacker_of(method))
    assert spoken_of(result, method) == {"undecided"}


@each
def test_every_step_has_a_witness(method: Method) -> None:
    result = ask(account(method), attacker_of(method))
    path = next(one for one in result.paths if one.method == method.id)
    assert {step.action for step in path.steps} == set(path.actions)
    for step in path.steps:
        assert step.witness.action == step.action
        assert ID in step.witness.principal
    assert path.witness == path.steps[0].witness


@each
def test_a_deny_closes_it(method: Method) -> None:
    for action in needed(method, actions(method)):
        statements = [statement(actions(method)), statement(action, effect="Deny")]
        assert not spoken_of(ask(account(method, statements), attacker_of(method)), method), action


@each
def test_a_boundary_closes_it(method: Method) -> None:
    for action in needed(method, asked(method)):
        boundary = document({"Effect": "Allow", "NotAction": action, "Resource": "*"})
        assert not spoken_of(ask(account(method, boundary=boundary), attacker_of(method)), method), action


@each
def test_a_second_factor_makes_it_undecided(method: Method) -> None:
    """And closes it to a role, whose sessions never tell of one."""
    with_factor = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    statements = [statement(asked(method), Condition=with_factor)]
    found = spoken_of(ask(account(method, statements), attacker_of(method)), method)
    assert found == ({"undecided"} if ":user/" in attacker_of(method) and asked(method) else set())


@each
def test_a_limit_of_resources_closes_it(method: Method) -> None:
    statements = [statement(asked(method), "arn:aws:iam::111122223333:server-certificate/none")]
    if actions(method) == ["iam:PassRole"]:
        pytest.skip("it has no other request")
    assert not spoken_of(ask(account(method, statements), attacker_of(method)), method)


@each
def test_a_service_control_policy_closes_it(method: Method) -> None:
    for action in needed(method, actions(method)):
        content = document(statement("*"), statement(action, effect="Deny"))
        policy = parse(plain_value(content), kind=Kind.SCP).policy
        assert policy is not None
        limited = read_details(account(method)).account._replace(scp=((policy,),))
        assert not spoken_of(escalations(limited, [attacker_of(method)]), method), action


PASSING = tuple(method for method in DECIDED if is_passing(method))


@pytest.mark.parametrize("method", PASSING, ids=lambda method: method.id)
def test_a_role_that_is_passed_to_another_service_alone_closes_it(method: Method) -> None:
    other = {"StringEquals": {"iam:PassedToService": "other.amazonaws.com"}}
    rest = [action for action in asked(method) if action != "iam:PassRole"]
    statements = [statement("iam:PassRole", Condition=other), *([statement(rest)] if rest else [])]
    assert not spoken_of(ask(account(method, statements), attacker_of(method)), method)


@pytest.mark.parametrize("method", PASSING, ids=lambda method: method.id)
def test_a_role_that_trusts_another_service_alone_closes_it(method: Method) -> None:
    trusted = trust({"Service": "other.amazonaws.com"})
    assert not spoken_of(ask(account(method, trusted=trusted), attacker_of(method)), method)


def test_a_role_that_trusts_another_is_not_assumed() -> None:
    method = BY_ID["sts-assume-role"]
    trusted = trust({"AWS": arn("user", "other")})
    assert not spoken_of(ask(account(method, trusted=trusted), attacker_of(method)), method)


def test_who_has_everything_gains_nothing() -> None:
    raw = {
        "UserDetailList": [user("root", statement("*")), user("other", statement("*"))],
        "RoleDetailList": [role("target", trust({"AWS": ID}), ADMINISTRATOR_ACCESS)],
    }
    assert ask(raw, arn("user", "root")) == Result((), ())


def test_a_role_with_less_is_no_gain() -> None:
    raw = {
        "UserDetailList": [user("reader", statement("s3:*"), statement("sts:AssumeRole"))],
        "RoleDetailList": [role("less", trust({"AWS": ID}), RolePolicyList=LESS)],
    }
    assert ask(raw, arn("user", "reader")) == Result((), ())


def test_a_role_is_reached_over_another() -> None:
    first = role("first", trust({"AWS": arn("user", "start")}))
    first["RolePolicyList"] = [
        {"PolicyName": "on", "PolicyDocument": document(statement("sts:AssumeRole", arn("role", "last")))}
    ]
    raw = {
        "UserDetailList": [user("start", statement("sts:AssumeRole", arn("role", "first")))],
        "RoleDetailList": [first, role("last", trust({"AWS": arn("role", "first")}), ADMINISTRATOR_ACCESS)],
    }
    result = ask(raw, arn("user", "start"))
    assert [(path.method, path.target) for path in result.paths] == [
        ("sts-assume-role", arn("role", "first")),
        ("sts-assume-role > sts-assume-role", arn("role", "last")),
    ]
    assert [step.principal for step in result.paths[-1].steps] == [arn("user", "start"), arn("role", "first")]


def test_a_resource_that_works_with_a_role_is_used_where_it_is_told() -> None:
    method = BY_ID["lambda-update-code"]
    told = read_details(account(method, trusted=trust({"Service": "lambda.amazonaws.com"}))).account
    function = f"arn:aws:lambda:eu-west-1:{ID}:function:orders"
    working = Working("lambda:function", function, TARGET_ROLE, signed=False)
    result = escalations(told._replace(working=(working,)), [attacker_of(method)])
    path = next(one for one in result.paths if one.method == method.id)
    assert {step.resource for step in path.steps} == {function}
    assert not spoken_of(escalations(told._replace(working=()), [attacker_of(method)]), method)
    theirs = working._replace(role=arn("role", "another"))
    assert not spoken_of(escalations(told._replace(working=(theirs,)), [attacker_of(method)]), method)


def test_all_steps_are_on_one_resource() -> None:
    """A function that may be made has to be the one that may be invoked."""
    method = BY_ID["lambda-create-function"]
    own, other = (f"arn:aws:lambda:*:{ID}:function:{name}-*" for name in ("own", "other"))
    apart = [
        statement("iam:PassRole"),
        statement("lambda:CreateFunction", own),
        statement("lambda:InvokeFunction", other),
    ]
    together = [*apart[:2], statement("lambda:InvokeFunction", [other, f"arn:aws:lambda:*:{ID}:function:*-dev"])]
    assert not spoken_of(ask(account(method, apart), attacker_of(method)), method)
    assert spoken_of(ask(account(method, together), attacker_of(method)), method) == {"path"}


def test_a_boundary_that_new_users_must_have_limits_what_they_gain() -> None:
    method = BY_ID["iam-create-user-and-attach"]
    kept = {"StringEquals": {"iam:PermissionsBoundary": arn("policy", "boundary")}}
    statements = [statement(asked(method), Condition=kept)]
    narrow = document(statement("ec2:DescribeInstances"))
    assert not spoken_of(ask(account(method, statements, boundary=narrow), attacker_of(method)), method)


def test_it_does_not_depend_on_the_order() -> None:
    raw = account(BY_ID["iam-put-user-policy"])
    turned = {name: list(reversed(value)) for name, value in raw.items()}
    assert escalations(read_details(raw).account) == escalations(read_details(turned).account)


def test_an_empty_account() -> None:
    assert escalations(Account("")) == Result((), ())
