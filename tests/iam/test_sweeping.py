"""What is allowed on a resource that nobody names, in a request that nobody foresaw."""

from datetime import date
from typing import Any

import pytest

from hauberk.iam import catalogue
from hauberk.iam.algebra.principals import ACCOUNT, session, user
from hauberk.iam.containment import delegating
from hauberk.iam.evaluator import decide
from hauberk.iam.request import Decision, Policies
from hauberk.iam.sweeping import NAMELESS, allows_what_is_new, is_nameable, sweeps
from tests.iam.language.documents import Plain, policy

TODAY = date(2026, 11, 24)


def _allow(action: Any, resource: Any = "*", condition: Any = None, effect: str = "Allow") -> Plain:
    made: Plain = {"Effect": effect, "Action": action, "Resource": resource}
    return {**made, "Condition": condition} if condition else made


def _deny(action: Any, resource: Any = "*", condition: Any = None) -> Plain:
    return _allow(action, resource, condition, "Deny")


def _swept(action: str, *statements: Plain, today: date | None = None, boundary: Plain | None = None) -> set[str]:
    """The types of resources all of which an action, or those of a pattern, may be done with."""
    known = [found for name in catalogue.actions(action) if (found := catalogue.action(name)) and is_nameable(found)]
    policies = Policies((policy(*statements),), policy(boundary) if boundary else None)
    return {one.type for one in sweeps(policies, session(ACCOUNT), known, today)}


@pytest.mark.parametrize(
    "patterns",
    [
        ("dynamodb:*", "s3:Get*"),
        ("sqs:SendMessage", "sns:Publish", "secretsmanager:*", "kms:Decrypt"),
        ("lambda:*", "iam:*Role*", "ec2:*", "glue:*", "bedrock:Invoke*", "ssm:Get*", "logs:*", "states:*"),
    ],
)
def test_what_needs_no_search_is_what_a_search_finds(patterns: tuple[str, ...]) -> None:
    known = [catalogue.action(name) for pattern in patterns for name in catalogue.actions(pattern)]
    nameable = [found for found in known if found is not None and is_nameable(found)]
    allowed = _allow(list(patterns))
    # to deny what isn't asked about changes nothing but the way to the answer
    sought, outright = (
        list(sweeps(Policies((policy(*statements),)), session(ACCOUNT), nameable))
        for statements in ((allowed, _deny("cloudtrail:StopLogging")), (allowed,))
    )
    assert {name: one.type for one in sought for name in one.actions} == {
        name: one.type for one in outright for name in one.actions
    }
    for one in outright:
        found = decide(one.witness, Policies((policy(allowed),), resource=delegating(ACCOUNT)))
        assert found.decision is Decision.ALLOW


@pytest.mark.parametrize(
    ("action", "resource", "types"),
    [
        ("dynamodb:GetItem", "*", {"table"}),
        ("dynamodb:GetItem", "arn:*", {"table"}),
        ("dynamodb:GetItem", "arn:aws:dynamodb:*:*:*", {"table"}),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:444455556666:table/*", {"table"}),
        ("dynamodb:GetItem", "arn:aws-cn:dynamodb:cn-*-1:*:table/*", {"table"}),
        ("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/?*", {"table"}),
        ("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/orders-*", set()),
        ("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/*/index/*", set()),
        ("dynamodb:GetItem", "arn:aws:sqs:*:*:*", set()),
        ("s3:GetObject", "arn:aws:s3:::*", {"object"}),
        ("s3:GetObject", "arn:aws:s3:::*/*", {"object"}),
        ("s3:GetObject", "arn:aws:s3:::orders/*", set()),
        ("s3:GetObject", "arn:aws:s3:*:*:accesspoint/*", {"accesspointobject"}),
        ("sns:Publish", "*", {"topic"}),
        ("ses:SendEmail", "*", {"identity"}),
        ("bedrock:InvokeModel", "*", {""}),  # which may be about many types
        ("bedrock:InvokeModel", "arn:aws:bedrock:*::foundation-model/*", set()),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*/*", {"Secret"}),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:orders/*", set()),
        # What a request must be about besides is named.
        ("ec2:AttachVolume", "arn:aws:ec2:*:*:volume/*", set()),
        ("glue:GetTable", "*", {"database"}),
        # A new one has no id yet.
        ("ec2:CreateSecurityGroup", "*", set()),
        ("ec2:CreateSnapshot", "*", {"volume"}),
        ("rds:CreateDBSnapshot", "*", {"db"}),
        # What an action never acts on, or needn't, is nothing to name.
        ("ec2:DescribeInstances", "*", set()),
        ("sts:GetCallerIdentity", "*", set()),
        ("cloudwatch:PutMetricData", "*", set()),
        ("polly:SynthesizeSpeech", "*", set()),
        ("rds:DescribeDBInstances", "*", set()),
    ],
)
def test_which_patterns_sweep(action: str, resource: str, types: set[str]) -> None:
    assert _swept(action, _allow(action, resource)) == types


def test_each_of_several_resources_has_to_be_any() -> None:
    narrow = _allow("glue:GetTable", ["arn:aws:glue:*:*:catalog", "arn:aws:glue:*:*:database/orders"])
    wide = _allow("glue:GetTable", "arn:aws:glue:*:*:table/*")
    assert _swept("glue:GetTable", narrow, wide) == set()
    assert _swept("glue:GetTable", narrow, wide, _allow("glue:GetTable", "arn:aws:glue:*:*:database/*")) == {"database"}


def test_the_request_is_about_a_resource_that_nobody_names() -> None:
    known = catalogue.action("sqs:SendMessage")
    assert known is not None
    (found,) = sweeps(Policies((policy(_allow("sqs:Send*")),)), session(ACCOUNT), [known])
    assert found.actions == ("sqs:sendmessage",)
    assert found.witness.resource == f"arn:aws:sqs:eu-west-1:{ACCOUNT}:{NAMELESS}"


@pytest.mark.parametrize(
    ("denied", "types"),
    [
        (_deny("sns:Publish", "arn:aws:sns:*:*:*"), set()),
        (_deny("sns:*"), set()),
        ({"Effect": "Deny", "NotAction": "sqs:*", "Resource": "*"}, set()),
        ({"Effect": "Deny", "Action": "sns:Publish", "NotResource": "arn:aws:sns:*:*:orders"}, set()),
        (_deny("sns:Publish", "arn:aws:sns:*:*:orders"), {"topic"}),
        (_deny("sqs:*"), {"topic"}),
        (_deny("*", "*", {"Bool": {"aws:SecureTransport": "false"}}), {"topic"}),
        (_deny("*", "*", {"StringNotEquals": {"aws:ResourceTag/team": "orders"}}), set()),
    ],
)
def test_what_a_denial_takes_away(denied: Plain, types: set[str]) -> None:
    assert _swept("sns:Publish", _allow("sns:Publish"), denied) == types


@pytest.mark.parametrize(
    ("boundary", "types"),
    [
        (_allow("dynamodb:*"), set()),
        (_allow("sns:*", "arn:aws:sns:*:*:orders"), set()),
        (_allow("*"), {"topic"}),
        (_allow("sns:*", "arn:aws:sns:*:*:*"), {"topic"}),
    ],
)
def test_what_a_boundary_leaves(boundary: Plain, types: set[str]) -> None:
    assert _swept("sns:Publish", _allow("sns:Publish"), boundary=boundary) == types


@pytest.mark.parametrize(
    ("action", "condition", "types"),
    [
        ("dynamodb:PutItem", {"StringEquals": {"aws:ResourceTag/team": "orders"}}, set()),
        ("dynamodb:PutItem", {"StringLike": {"aws:ResourceTag/team": "*"}}, {"table"}),
        ("dynamodb:PutItem", {"Null": {"aws:ResourceTag/team": "false"}}, {"table"}),
        # A table without the tag passes these.
        ("dynamodb:PutItem", {"StringEqualsIfExists": {"aws:ResourceTag/team": "orders"}}, {"table"}),
        ("dynamodb:PutItem", {"StringNotEquals": {"aws:ResourceTag/team": "bills"}}, {"table"}),
        ("ec2:StopInstances", {"StringEquals": {"ec2:ResourceTag/team": "orders"}}, set()),
        ("ec2:StopInstances", {"StringEquals": {"ec2:InstanceType": "t4g.nano"}}, set()),
        ("ecs:RunTask", {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/orders"}}, set()),
        ("ecs:RunTask", {"ArnLike": {"ecs:cluster": "arn:aws:ecs:*:*:cluster/*"}}, {"task-definition"}),
        ("iam:AttachRolePolicy", {"StringLike": {"iam:PolicyARN": "arn:aws:iam::*:policy/*"}}, {"role"}),
        ("iam:AttachRolePolicy", {"StringLike": {"iam:PolicyARN": "arn:aws:iam::*:policy/orders-*"}}, set()),
        ("ses:SendEmail", {"StringLike": {"ses:FromAddress": "*@example.com"}}, set()),
        ("ses:SendEmail", {"StringEquals": {"ses:FromAddress": "shop@example.com"}}, set()),
        ("ses:SendEmail", {"StringLike": {"ses:FromAddress": "*"}}, {"identity"}),
        ("ses:SendEmail", {"ForAllValues:StringLike": {"ses:Recipients": "*@example.com"}}, set()),
        # Another recipient beside one of those is allowed.
        ("ses:SendEmail", {"ForAnyValue:StringLike": {"ses:Recipients": "*@example.com"}}, {"identity"}),
        ("s3:GetObject", {"StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/orders"}}, set()),
        (
            "lambda:CreateEventSourceMapping",
            {"ArnLike": {"lambda:FunctionArn": "arn:aws:lambda:*:*:function:f"}},
            set(),
        ),
        # None of these says which.
        ("dynamodb:PutItem", {"Bool": {"aws:SecureTransport": "true"}}, {"table"}),
        ("dynamodb:PutItem", {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}, {"table"}),
        ("dynamodb:PutItem", {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, {"table"}),
        ("dynamodb:PutItem", {"StringEquals": {"aws:ResourceAccount": "111122223333"}}, {"table"}),
        ("dynamodb:PutItem", {"StringNotEquals": {"aws:ResourceAccount": "111122223333"}}, set()),
        # A request never has this key.
        ("dynamodb:PutItem", {"StringEqualsIfExists": {"ses:FromAddress": "shop@example.com"}}, {"table"}),
        ("dynamodb:PutItem", {"StringEquals": {"ses:FromAddress": "shop@example.com"}}, set()),
    ],
)
def test_which_conditions_say_what_is_meant(action: str, condition: Any, types: set[str]) -> None:
    assert _swept(action, _allow(action, "*", condition)) == types


@pytest.mark.parametrize(
    ("condition", "open_"),
    [
        ({"StringLike": {"aws:PrincipalArn": "*"}}, True),
        ({"StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}, True),
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, True),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, False),
        ({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, True),
        ({"Null": {"aws:SourceVpce": "true"}}, True),
        ({"Null": {"aws:TokenIssueTime": "false"}}, True),
        ({"StringEquals": {"aws:SourceVpce": "vpce-1"}}, False),
        ({"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}, True),
        ({"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}, False),
        ({"StringEqualsIfExists": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}, True),
        ({"StringEquals": {"kms:EncryptionContext:app": "orders"}}, False),
        ({"StringEqualsIfExists": {"s3:prefix": "orders/"}}, True),
        ({"ArnLike": {"aws:SourceArn": "*"}}, False),
        ({"ArnLikeIfExists": {"aws:SourceArn": "arn:aws:s3:::orders"}}, True),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, False),
        ({"StringEquals": {"aws:ResourceTag/team": "orders"}}, False),
        ({"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}, True),
        ({"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}, False),
    ],
)
def test_what_a_stranger_with_the_credentials_may_do(condition: Any, open_: bool) -> None:
    assert bool(_swept("kms:Decrypt", _allow("kms:Decrypt", "*", condition), today=TODAY)) is open_


@pytest.mark.parametrize(
    ("condition", "open_"),
    [
        ({"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}, False),
        ({"StringEqualsIfExists": {"iam:PassedToService": "lambda.amazonaws.com"}}, False),
        ({"StringLike": {"iam:PassedToService": "*"}}, True),
        ({"StringNotEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}, True),
    ],
)
def test_whom_a_role_is_passed_to(condition: Any, open_: bool) -> None:
    assert bool(_swept("iam:PassRole", _allow("iam:PassRole", "*", condition), today=TODAY)) is open_


def test_a_user_may_lack_what_a_session_has() -> None:
    known = catalogue.action("kms:Decrypt")
    assert known is not None
    statement = _allow("kms:Decrypt", "*", {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}})
    policies = Policies((policy(statement),))
    assert next(sweeps(policies, user(ACCOUNT), [known], TODAY), None) is not None
    assert next(sweeps(policies, session(ACCOUNT), [known], TODAY), None) is None


@pytest.mark.parametrize(
    ("statements", "boundary", "new"),
    [
        ((_allow("*"),), None, True),
        ((_allow("dynamodb:*"),), None, False),
        (({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},), None, True),
        ((_allow("*"), _deny("iam:*")), None, True),
        ((_allow("*"), {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}), None, False),
        ((_allow("*"),), _allow(["s3:*", "sqs:*"]), False),
        ((_allow("*"),), _allow("*"), True),
        ((_allow("*", "*", {"Bool": {"aws:MultiFactorAuthPresent": "true"}}),), None, True),
        ((_allow("*", "*", {"Bool": {"aws:SecureTransport": "maybe"}}),), None, False),
    ],
)
def test_what_isn_t_in_any_list(statements: tuple[Plain, ...], boundary: Plain | None, new: bool) -> None:
    policies = Policies((policy(*statements),), policy(boundary) if boundary else None)
    assert allows_what_is_new(policies, session(ACCOUNT)) is new


def test_a_service_s_new_actions() -> None:
    policies = Policies((policy(_allow("dynamodb:*"), _deny("dynamodb:DeleteTable")),))
    assert allows_what_is_new(policies, session(ACCOUNT), "dynamodb:BrandNew")
    assert not allows_what_is_new(policies, session(ACCOUNT), "sqs:BrandNew")
    listed = Policies(
        (policy(_allow("dynamodb:*"), {"Effect": "Deny", "NotAction": "dynamodb:GetItem", "Resource": "*"}),)
    )
    assert not allows_what_is_new(listed, session(ACCOUNT), "dynamodb:BrandNew")
