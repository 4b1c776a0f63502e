"""Callers, and the keys that principal and resource imply.

Sources (IAM user guide, 2026-11): "AWS global condition context keys"; "Variables and tags", "Principal key values".
"""

import pytest

from hauberk.iam.implied import (
    IMPLIED,
    Calls,
    ContradictionError,
    caller,
    full_context,
    implied,
    resource_account,
    untold,
)
from hauberk.iam.request import ANONYMOUS, Request

ME, THEM = "123456789012", "210987654321"
ROOT = f"arn:aws:iam::{ME}:root"
USER = f"arn:aws:iam::{ME}:user/team/bob"
ROLE = f"arn:aws:iam::{ME}:role/path/admin"
SESSION = f"arn:aws:sts::{ME}:assumed-role/admin/one"
FEDERATED = f"arn:aws:sts::{ME}:federated-user/eve"


@pytest.mark.parametrize(
    ("principal", "calls", "account", "name"),
    [
        (ROOT, Calls.ROOT, ME, ""),
        (ME, Calls.ROOT, ME, ""),
        (USER, Calls.USER, ME, "bob"),
        (ROLE, Calls.ROLE, ME, "admin"),
        (SESSION, Calls.SESSION, ME, "admin"),
        (FEDERATED, Calls.FEDERATED_USER, ME, "eve"),
        (f"arn:aws-cn:iam::{ME}:user/bob", Calls.USER, ME, "bob"),
        (f"arn:aws:iam::{ME}:saml-provider/idp", Calls.PROVIDER, "", ""),
        (f"arn:aws:iam::{ME}:oidc-provider/token.actions.githubusercontent.com", Calls.PROVIDER, "", ""),
        ("accounts.google.com", Calls.PROVIDER, "", ""),
        ("sns.amazonaws.com", Calls.SERVICE, "", ""),
        ("ec2.amazonaws.com.cn", Calls.SERVICE, "", ""),
        ("lambda.amazonaws.eu", Calls.SERVICE, "", ""),
        (ANONYMOUS, Calls.ANONYMOUS, "", ""),
        (f"arn:aws:iam::{ME}:group/g", Calls.OTHER, ME, ""),
        (f"arn:aws:iam::{ME}:user/", Calls.OTHER, ME, ""),
        (f"arn:aws:sts::{ME}:assumed-role/admin", Calls.OTHER, ME, ""),
        ("amazonaws.com", Calls.PROVIDER, "", ""),
    ],
)
def test_callers(principal: str, calls: Calls, account: str, name: str) -> None:
    found = caller(principal)
    assert (found.calls, found.account, found.name, found.text) == (calls, account, name, principal)
    assert found.of_account is bool(account)
    assert found.role is (calls in (Calls.ROLE, Calls.SESSION))


OWN = {"aws:principalaccount": (ME,), "aws:principalisawsservice": ("false",), "aws:resourceaccount": (THEM,)}


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (ROOT, {**OWN, "aws:principalarn": (ROOT,), "aws:principaltype": ("Account",)}),
        (ME, {**OWN, "aws:principalarn": (ROOT,), "aws:principaltype": ("Account",)}),
        (USER, {**OWN, "aws:principalarn": (USER,), "aws:principaltype": ("User",), "aws:username": ("bob",)}),
        (ROLE, {**OWN, "aws:principalarn": (ROLE,), "aws:principaltype": ("AssumedRole",)}),
        # The role's ARN, not the session's.
        (
            SESSION,
            {**OWN, "aws:principalarn": (f"arn:aws:iam::{ME}:role/admin",), "aws:principaltype": ("AssumedRole",)},
        ),
        (FEDERATED, {**OWN, "aws:principalarn": (FEDERATED,), "aws:principaltype": ("FederatedUser",)}),
        (
            "sns.amazonaws.com",
            {
                "aws:principalisawsservice": ("true",),
                "aws:principalservicename": ("sns.amazonaws.com",),
                "aws:resourceaccount": (THEM,),
            },
        ),
        (
            ANONYMOUS,
            {
                "aws:principalaccount": ("anonymous",),
                "aws:principaltype": ("Anonymous",),
                "aws:resourceaccount": (THEM,),
            },
        ),
        ("accounts.google.com", {"aws:resourceaccount": (THEM,)}),
    ],
)
def test_what_is_implied(principal: str, expected: dict[str, tuple[str, ...]]) -> None:
    request = Request(principal, "sqs:SendMessage", f"arn:aws:sqs:us-east-1:{THEM}:q")
    assert implied(request) == expected
    assert full_context(request) == {**expected, "aws:requestedregion": ("us-east-1",)}
    assert set(expected) <= set(IMPLIED)
    assert not untold(request)


@pytest.mark.parametrize(
    ("resource", "told", "expected"),
    [
        (f"arn:aws:sqs:us-east-1:{THEM}:q", "", THEM),
        ("arn:aws:s3:::bucket/key", "", ""),  # S3's ARNs carry no account
        ("arn:aws:s3:::bucket/key", THEM, THEM),
        ("*", "", ME),
        ("arn:aws:iam::aws:policy/AdministratorAccess", "", ME),
        ("no ARN", "", ""),
    ],
)
def test_whose_the_resource_is(resource: str, told: str, expected: str) -> None:
    request = Request(USER, "s3:GetObject", resource, resource_account=told)
    assert resource_account(request) == expected
    assert untold(request) == (frozenset() if expected else {"aws:resourceaccount"})


def test_the_context_may_tell_whose_it_is() -> None:
    request = Request(USER, "s3:GetObject", "arn:aws:s3:::b", {"aws:resourceaccount": (THEM,)})
    assert resource_account(request) == THEM
    assert full_context(request)["aws:resourceaccount"] == (THEM,)
    assert not untold(request)


def test_keys_are_compared_without_case_and_empty_ones_are_absent() -> None:
    request = Request(USER, "s3:GetObject", "*", {"AWS:SourceIp": ("10.0.0.1",), "k": ()})
    found = full_context(request)
    assert found["aws:sourceip"] == ("10.0.0.1",)
    assert "k" not in found


def test_a_session_may_tell_its_role_with_the_path() -> None:
    found = full_context(Request(SESSION, "s3:GetObject", "*", {"aws:PrincipalArn": (ROLE,)}))
    assert found["aws:principalarn"] == (ROLE,)


@pytest.mark.parametrize(
    ("principal", "context"),
    [
        (USER, {"aws:PrincipalAccount": (THEM,)}),
        (USER, {"aws:PrincipalArn": (ROOT,)}),
        (USER, {"aws:username": ("eve",)}),
        (USER, {"aws:PrincipalType": ("Account",)}),
        (USER, {"aws:PrincipalServiceName": ("sns.amazonaws.com",)}),
        (SESSION, {"aws:username": ("bob",)}),
        (SESSION, {"aws:PrincipalArn": (SESSION,)}),
        (SESSION, {"aws:PrincipalArn": (f"arn:aws:iam::{ME}:role/other",)}),
        (SESSION, {"aws:PrincipalArn": (f"arn:aws:iam::{THEM}:role/admin",)}),
        ("sns.amazonaws.com", {"aws:PrincipalIsAWSService": ("false",)}),
        (ANONYMOUS, {"aws:PrincipalArn": (USER,)}),
        (USER, {"aws:ResourceAccount": (THEM,)}),
    ],
)
def test_a_context_that_contradicts_its_request(principal: str, context: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ContradictionError) as caught:
        full_context(Request(principal, "sqs:SendMessage", f"arn:aws:sqs:us-east-1:{ME}:q", context))
    assert caught.value.key == next(iter(context)).lower()


def test_an_account_that_contradicts_the_arn() -> None:
    with pytest.raises(ContradictionError, match="resource_account"):
        full_context(Request(USER, "sqs:SendMessage", f"arn:aws:sqs:us-east-1:{ME}:q", resource_account=THEM))


def test_services_of_amazon_beside_those_of_aws() -> None:
    assert caller("alexa-appkit.amazon.com").calls is Calls.SERVICE
    assert caller("www.amazon.com").calls is Calls.PROVIDER


def test_a_request_is_made_in_the_region_of_its_resource() -> None:
    queue = Request(USER, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:q")
    assert full_context(queue)["aws:requestedregion"] == ("eu-west-1",)
    with pytest.raises(ContradictionError):
        full_context(queue._replace(context={"aws:requestedregion": ("us-east-1",)}))
    role = Request(USER, "iam:GetRole", "arn:aws:iam::123456789012:role/r")
    assert full_context(role)["aws:requestedregion"] == ("us-east-1",)
    in_china = Request("arn:aws-cn:iam::123456789012:user/bob", "iam:GetRole", "arn:aws-cn:iam::123456789012:role/r")
    assert full_context(in_china)["aws:requestedregion"] == ("cn-north-1",)
    zone = in_china._replace(action="route53:GetHostedZone", resource="arn:aws-cn:route53:::hostedzone/Z1")
    assert full_context(zone)["aws:requestedregion"] == ("cn-northwest-1",)
    passed = role._replace(action="iam:PassRole", context={"aws:requestedregion": ("eu-west-1",)})
    assert full_context(passed)["aws:requestedregion"] == ("eu-west-1",)
    bucket = Request(USER, "s3:GetObject", "arn:aws:s3:::b/k", {"aws:requestedregion": ("eu-west-1",)})
    assert full_context(bucket)["aws:requestedregion"] == ("eu-west-1",)


def test_the_tags_that_are_asked_for_are_among_their_keys() -> None:
    tagged = Request(USER, "ec2:CreateTags", "*", {"aws:requesttag/team": ("x",)})
    assert full_context(tagged)["aws:tagkeys"] == ("team",)
    with pytest.raises(ContradictionError):
        full_context(tagged._replace(context={**tagged.context, "aws:tagkeys": ("other",)}))


KEY = f"arn:aws:kms:eu-west-1:{THEM}:key/1234abcd"


def test_kms_tells_the_account_of_the_caller() -> None:
    """Through a service too: ``kms:ViaService`` is of forwarded calls, whose caller stays who he is."""
    request = Request(USER, "kms:Decrypt", KEY)
    contexts: tuple[dict[str, tuple[str, ...]], ...] = (
        {},
        {"kms:ViaService": ("ebs.eu-west-1.amazonaws.com",)},
        {"kms:CallerAccount": (ME,)},
    )
    for context in contexts:
        assert full_context(request._replace(context=context))["kms:calleraccount"] == (ME,)
    assert "kms:calleraccount" not in full_context(request._replace(action="s3:GetObject"))
    with pytest.raises(ContradictionError):
        full_context(request._replace(context={"kms:CallerAccount": (THEM,)}))


def test_whose_a_service_is_to_kms_isnt_told() -> None:
    request = Request("logs.amazonaws.com", "kms:Decrypt", KEY)
    assert "kms:calleraccount" not in full_context(request)
    told = full_context(request._replace(context={"kms:CallerAccount": (THEM,)}))
    assert told["kms:calleraccount"] == (THEM,)
