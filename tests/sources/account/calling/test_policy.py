"""The policy that a plan needs: it allows every call, nothing of it is too much, and none of it writes."""

import json
from typing import Any

import pytest

from hauberk.iam.evaluator import decide
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.request import Decision, Policies, Request
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.reading.documents import read_document
from hauberk.reading.source import Source
from hauberk.sources.account.calling.policy import Grant, Where, grants, policy_of, requests
from hauberk.sources.account.filters import Filters
from hauberk.sources.account.reading import Plan, plan_for

WHERE = Where("aws", "111122223333", ("eu-west-1", "us-east-1"))
SELECTIONS = {
    "everything": tuple(control.name for control in all_controls()),
    "one list": ("function-without-tracing",),
    "policies of functions": ("public-function-permission",),
    "people": ("root-without-mfa", "account-user-without-mfa"),
    "edges": ("distribution-without-web-acl", "rest-api-without-waf"),
    "trails": ("account-without-trail",),
}


def leaving_to_account(service: str) -> Policy | None:
    """A resource's policy that leaves it to the account: keys have it by default, and an organization's policies for
    whoever administers them."""
    allowed = {"Effect": "Allow", "Action": f"{service}:*", "Resource": "*"}
    written = {"Version": "2012-10-17", "Statement": [{**allowed, "Principal": {"AWS": "111122223333"}}]}
    return parse(read_document(Source("own.json", json.dumps(written).encode())), kind=Kind.RESOURCE).policy


OF_ACCOUNT = leaving_to_account("kms")


def plan(names: tuple[str, ...], filters: Filters = Filters()) -> Plan:  # noqa: B008 - it is frozen
    facts = {fact for name in names for fact in needs_of(name)}
    return plan_for(facts, WHERE.regions, filters)


def parsed(document: dict[str, Any]) -> Policy:
    found = parse(read_document(Source("policy.json", json.dumps(document).encode())))
    assert found.policy is not None, found.faults
    return found.policy


def denied(wanted: Plan, granted: tuple[Grant, ...], where: Where = WHERE) -> list[str]:
    """The actions of calls that a policy doesn't allow. Keys leave it to their account, as they do by default."""
    policies = Policies(identity=(parsed(policy_of(granted)),))
    found = []
    for request in requests(wanted, where):
        guarded = policies._replace(resource=OF_ACCOUNT if request.action.startswith("kms:") else None)
        if decide(request, guarded).decision is not Decision.ALLOW:
            found.append(request.action)
    return found


@pytest.mark.parametrize("names", SELECTIONS.values(), ids=SELECTIONS)
def test_every_call_is_allowed(names: tuple[str, ...]) -> None:
    wanted = plan(names)
    assert wanted.reads
    assert denied(wanted, grants(wanted, WHERE)) == []


@pytest.mark.parametrize("names", [names for kind, names in SELECTIONS.items() if kind != "everything"])
def test_without_any_action_some_call_is_denied(names: tuple[str, ...]) -> None:
    wanted = plan(names)
    granted = grants(wanted, WHERE)
    for grant in granted:
        without = tuple(other for other in granted if other != grant)
        if without:
            assert set(denied(wanted, without)) == {grant.action}


@pytest.mark.parametrize("names", SELECTIONS.values(), ids=SELECTIONS)
def test_no_action_writes(names: tuple[str, ...]) -> None:
    assert {grant.level for grant in grants(plan(names), WHERE)} <= {"List", "Read"}


def test_only_what_is_selected_is_granted() -> None:
    """And what tells which versions of the functions are served: each is one to ask about."""
    granted = [grant.action for grant in grants(plan(SELECTIONS["one list"]), WHERE)]
    assert granted == ["lambda:ListAliases", "lambda:ListFunctions"]


def statement(document: dict[str, Any], action: str) -> dict[str, Any]:
    (found,) = [one for one in document["Statement"] if action in one["Action"]]
    assert isinstance(found, dict)
    return found


def test_resources_are_those_of_account_and_regions() -> None:
    document = policy_of(grants(plan(SELECTIONS["policies of functions"]), WHERE))
    assert statement(document, "lambda:GetPolicy")["Resource"] == [
        "arn:aws:lambda:eu-west-1:111122223333:function:*",
        "arn:aws:lambda:us-east-1:111122223333:function:*",
    ]


def test_what_has_no_resources_is_bound_to_the_regions() -> None:
    document = policy_of(grants(plan(SELECTIONS["one list"]), WHERE))
    assert statement(document, "lambda:ListFunctions") == {
        "Effect": "Allow",
        "Action": ["lambda:ListFunctions"],
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-west-1", "us-east-1"]}},
    }


def test_what_is_global_is_bound_to_none() -> None:
    document = policy_of(grants(plan(SELECTIONS["people"]), WHERE))
    assert "Condition" not in statement(document, "iam:GetAccountSummary")


@pytest.mark.parametrize(
    ("wanted", "resources"),
    [
        (("orders-*",), ["arn:aws:lambda:eu-west-1:111122223333:function:orders-*"]),
        (
            ("billing",),
            [
                "arn:aws:lambda:eu-west-1:111122223333:function:billing",
                "arn:aws:lambda:eu-west-1:111122223333:function:billing:*",
            ],
        ),
        (("a[bc]*",), ["arn:aws:lambda:eu-west-1:111122223333:function:*"]),
    ],
)
def test_functions_are_those_that_are_wanted(wanted: tuple[str, ...], resources: list[str]) -> None:
    where = WHERE._replace(regions=("eu-west-1",))
    chosen = plan(SELECTIONS["policies of functions"], Filters(functions=wanted))
    granted = grants(chosen, where)
    assert [*next(grant for grant in granted if grant.action == "lambda:GetPolicy").resources] == resources
    assert denied(chosen, granted, where) == []


def test_tags_need_the_tagging_api() -> None:
    tagged = plan(SELECTIONS["one list"], Filters(tags=(("team", "shop"),)))
    granted = [grant.action for grant in grants(tagged, WHERE)]
    assert granted == ["lambda:ListAliases", "lambda:ListFunctions", "tag:GetResources"]


def test_an_account_that_is_not_known_is_any() -> None:
    document = policy_of(grants(plan(SELECTIONS["policies of functions"]), Where()))
    assert statement(document, "lambda:GetPolicy")["Resource"] == "arn:aws:lambda:*:*:function:*"
    assert "Condition" not in statement(document, "lambda:ListFunctions")


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
        "arn:aws:organizations::999988887777:policy/o-exampleorgid/service_control_policy/p-examplepolicyid111",
    ],
    ids=["AWS's own", "the management account's"],
)
@pytest.mark.parametrize("action", ["organizations:DescribePolicy", "organizations:ListTargetsForPolicy"])
def test_policies_of_an_organization_are_never_the_audited_accounts(action: str, arn: str) -> None:
    granted = grants(plan_for({"AWS::Organizations::Policy"}, WHERE.regions), WHERE)
    caller = "arn:aws:iam::111122223333:user/auditor"
    request = Request(caller, action, arn, {"aws:requestedregion": ("us-east-1",)}, "999988887777")
    policies = Policies(identity=(parsed(policy_of(granted)),), resource=leaving_to_account("organizations"))
    assert decide(request, policies).decision is Decision.ALLOW


def test_a_policy_of_an_organization_is_all_that_is_granted_of_it() -> None:
    granted = grants(plan_for({"AWS::Organizations::Policy"}, WHERE.regions), WHERE)
    assert next(grant for grant in granted if grant.action == "organizations:DescribePolicy").resources == (
        "arn:aws:organizations::*:policy/o-*/*/p-*",
        "arn:aws:organizations::aws:policy/*/p-*",
    )
