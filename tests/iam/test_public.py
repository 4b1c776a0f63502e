"""Who outside may use a resource: policies as they are written, each with what is known of it."""

from typing import Any

import pytest

from hauberk.iam.effective import Wanted
from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Kind
from hauberk.iam.public import Trust, public
from hauberk.iam.request import Decision, Policies
from tests.iam.language.documents import Plain, policy

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:f"
GITHUB = "token.actions.githubusercontent.com"
SNS, S3 = {"Service": "sns.amazonaws.com"}, {"Service": "s3.amazonaws.com"}


def _to(principal: Any, condition: Any = None, effect: str = "Allow", on: str = QUEUE) -> Plain:
    action = "sqs:*" if on == QUEUE else "lambda:InvokeFunction"
    made: Plain = {"Effect": effect, "Principal": principal, "Action": action, "Resource": on}
    return {**made, "Condition": condition} if condition else made


def _from(arn: str) -> Plain:
    return {"ArnLike": {"aws:SourceArn": arn}}


def _trust(principal: Any) -> Plain:
    return {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}


def _web(subject: str) -> Plain:
    return {
        "Effect": "Allow",
        "Principal": {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{GITHUB}"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {f"{GITHUB}:aud": "sts.amazonaws.com"},
            "StringLike": {f"{GITHUB}:sub": subject},
        },
    }


BUCKET = _from("arn:aws:s3:::mine")
OWN = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
CASES: list[tuple[str, tuple[Plain, ...], str | None]] = [
    ("everyone", (_to("*"),), "anyone"),
    ("its own account", (_to({"AWS": "111122223333"}),), None),
    ("another account", (_to({"AWS": "arn:aws:iam::444455556666:root"}),), "named"),
    ("an organization", (_to("*", {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}),), None),
    ("its own topic", (_to("*", _from("arn:aws:sns:*:111122223333:t")),), None),
    ("anyone's topic", (_to("*", _from("arn:aws:sns:*:*:t")),), "anyone"),
    ("another's topic", (_to("*", _from("arn:aws:sns:*:444455556666:t")),), "named"),
    ("a service for its account", (_to(SNS, OWN),), None),
    ("a service for anyone", (_to(SNS),), "anyone"),
    ("a bucket without an account", (_to(S3, BUCKET, on=FUNCTION),), "named"),
    ("a bucket with an account", (_to(S3, {**BUCKET, **OWN}, on=FUNCTION),), None),
    ("an endpoint", (_to("*", {"StringEquals": {"aws:SourceVpce": "vpce-1"}}),), None),
    ("a few addresses", (_to("*", {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),), None),
    ("all addresses", (_to("*", {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}),), "anyone"),
    (
        "denied outside the organization",
        (_to("*"), _to("*", {"StringNotEquals": {"aws:PrincipalOrgID": "o-abc"}}, "Deny")),
        None,
    ),
    (
        "denied without encryption",
        (_to("*"), _to("*", {"Bool": {"aws:SecureTransport": "false"}}, "Deny")),
        "anyone",
    ),
    ("a service that is passed the role", (_trust({"Service": "lambda.amazonaws.com"}),), None),
    ("another account that may become the role", (_trust({"AWS": "444455556666"}),), "named"),
    ("everyone may become the role", (_trust("*"),), "anyone"),
    ("a referer", (_to("*", {"StringLike": {"aws:Referer": "https://x/*"}}),), "anyone"),
    ("any repository", (_web("repo:*"),), "anyone"),
    ("one owner's repositories", (_web("repo:me/*"),), None),
    (
        "all but the root",
        (
            {
                "Effect": "Allow",
                "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"},
                "Action": "sqs:*",
                "Resource": QUEUE,
            },
        ),
        "anyone",
    ),
]


@pytest.mark.parametrize(("name", "statements", "reachable"), CASES, ids=[case[0] for case in CASES])
def test_who_may(name: str, statements: tuple[Plain, ...], reachable: str | None) -> None:
    written = policy(*statements, kind=Kind.RESOURCE)
    found = next(public(written, Wanted(), Trust("111122223333")), None)
    assert (found and found.reachable) == reachable
    if found is not None and found.access.witness.principal == "*":
        assert decide(found.access.witness, Policies(resource=written)).decision is Decision.ALLOW


@pytest.mark.parametrize("account", ["999999999999", "999999999998"])
def test_no_account_is_taken_for_one_that_nobody_names(account: str) -> None:
    named = policy(_to({"AWS": account}), kind=Kind.RESOURCE)
    (way,) = {found.reachable for found in public(named, Wanted(), Trust("111122223333"))}
    assert way == "named"
    everywhere = _to({"AWS": "*"}, {"StringLike": {"aws:PrincipalArn": "*"}}) | {"Resource": "*"}
    everyone = policy(everywhere, kind=Kind.RESOURCE)
    for trust in (Trust(account), Trust("111122223333", (account,))):
        found = next(public(everyone, Wanted(), trust))
        assert found.reachable == "anyone"
        assert account not in found.access.witness.principal


SERVICES = {"Bool": {"aws:PrincipalIsAWSService": "true"}}
CALLERS: list[tuple[str, tuple[Plain, ...], str | None]] = [
    ("services", (_to("*", SERVICES),), "anyone"),
    ("services by name", (_to("*", {"StringLike": {"aws:PrincipalServiceName": "*.amazonaws.com"}}),), "anyone"),
    (
        "services by one of their names",
        (_to("*", {"ForAnyValue:StringEquals": {"aws:PrincipalServiceNamesList": "sns.amazonaws.com"}}),),
        "anyone",
    ),
    ("who has no ARN", (_to("*", {"Null": {"aws:PrincipalArn": "true"}}),), "anyone"),
    ("services for its account", (_to("*", {**SERVICES, **OWN}),), None),
    (
        "nobody of another organization but services",
        (
            _to("*"),
            _to(
                "*",
                {
                    "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"},
                    "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
                },
                "Deny",
            ),
        ),
        "anyone",
    ),
    (
        "nobody of another organization, and no service for others",
        (
            _to("*"),
            _to("*", {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abc"}}, "Deny"),
        ),
        None,
    ),
]


@pytest.mark.parametrize(("name", "statements", "reachable"), CALLERS, ids=[case[0] for case in CALLERS])
def test_whoever_a_condition_tells_from_others(name: str, statements: tuple[Plain, ...], reachable: str | None) -> None:
    written = policy(*statements, kind=Kind.RESOURCE)
    found = next(public(written, Wanted(), Trust("111122223333")), None)
    assert (found and found.reachable) == reachable


OTHERS: list[tuple[str, tuple[Plain, ...], str | None]] = [
    ("root users", (_to("*", {"StringEquals": {"aws:PrincipalType": "Account"}}),), "anyone"),
    ("root users by their ARN", (_to("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}),), "anyone"),
    ("federated users", (_to("*", {"StringEquals": {"aws:PrincipalType": "FederatedUser"}}),), "anyone"),
    (
        "federated users by their ARN",
        (_to("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::*:federated-user/*"}}),),
        "anyone",
    ),
    ("its own root", (_to("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:root"}}),), None),
    (
        "root users of some accounts",
        (_to("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::4444*:root"}}),),
        "anyone",
    ),
]


@pytest.mark.parametrize(("name", "statements", "reachable"), OTHERS, ids=[case[0] for case in OTHERS])
def test_root_and_federated_users(name: str, statements: tuple[Plain, ...], reachable: str | None) -> None:
    written = policy(*statements, kind=Kind.RESOURCE)
    found = next(public(written, Wanted(), Trust("111122223333")), None)
    assert (found and found.reachable) == reachable


OWNED: list[tuple[str, tuple[Plain, ...], str | None]] = [
    (
        "services for its own account",
        (_to("*", {"StringEquals": {"aws:SourceAccount": "${aws:ResourceAccount}"}}),),
        None,
    ),
    ("its own organization", (_to("*", {"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}),), None),
    ("its own account", (_to("*", {"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}),), None),
    ("the other way round", (_to("*", {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}),), None),
    ("any other", (_to("*", {"StringNotEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}),), "anyone"),
    ("an external id", (_trust({"AWS": "*"}) | {"Condition": {"StringEquals": {"sts:ExternalId": "1"}}},), "anyone"),
    ("a skill of Alexa", (_to({"Service": "alexa-appkit.amazon.com"}, on=FUNCTION),), "anyone"),
    (
        "one skill of Alexa",
        (
            _to(
                {"Service": "alexa-appkit.amazon.com"},
                {"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.x"}},
                on=FUNCTION,
            ),
        ),
        None,
    ),
]


@pytest.mark.parametrize("account", ["111122223333", ""])
@pytest.mark.parametrize(("name", "statements", "reachable"), OWNED, ids=[case[0] for case in OWNED])
def test_whose_the_resource_is(name: str, statements: tuple[Plain, ...], reachable: str | None, account: str) -> None:
    written = policy(*statements, kind=Kind.RESOURCE)
    found = next(public(written, Wanted(), Trust(account)), None)
    assert (found and found.reachable) == reachable


def test_an_arn_tells_the_account_that_nobody_gives() -> None:
    elsewhere = QUEUE.replace("111122223333", "444455556666")
    statement = _to("*", {"StringLike": {"aws:PrincipalArn": "*"}}) | {"Resource": elsewhere}
    found = next(public(policy(statement, kind=Kind.RESOURCE), Wanted(), Trust()))
    assert found.access.witness.resource == elsewhere
