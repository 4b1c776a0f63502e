"""A failing and a passing policy for each check. Statements are completed by what the case is not about."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hauberk.iam.language.policy import Kind

ACCOUNT = "111122223333"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders"
BUCKET = "arn:aws:s3:::orders"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/app/orders"
GITHUB = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"


class Case(NamedTuple):
    """A policy; ``holder`` is the name of what it is written on."""

    statements: Any
    kind: Kind = Kind.IDENTITY
    holder: str = ""
    version: str = "2012-10-17"


def allow(action: object = "sqs:SendMessage", resource: object = QUEUE, **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: object = "sqs:SendMessage", resource: object = QUEUE, **more: Any) -> dict[str, Any]:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def when(operator: str, key: str, *values: object, **more: Any) -> dict[str, Any]:
    return allow(Condition={operator: {key: list(values)}}, **more)


def shared(principal: Any, **more: Any) -> Case:
    return Case({**allow(), "Principal": principal, **more}, Kind.RESOURCE)


def trust(principal: Any, action: object = "sts:AssumeRole", **more: Any) -> Case:
    statement = {"Effect": "Allow", "Action": action, "Principal": principal, **more}
    return Case(statement, Kind.RESOURCE, "role-trust")


def guard(**more: Any) -> Case:
    """A statement of a resource control policy."""
    condition = {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    return Case({**deny("s3:*", "*"), "Principal": "*", "Condition": condition, **more}, Kind.RCP)


def web(**more: Any) -> Case:
    return trust({"Federated": GITHUB}, "sts:AssumeRoleWithWebIdentity", **more)


def without(statement: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in statement.items() if name not in names}


LONG = [allow(resource=f"{QUEUE}-{number:05}") for number in range(400)]

CASES: dict[str, tuple[list[Case], list[Case]]] = {
    "missing-version": ([Case(allow(), version="")], [Case(allow()), Case(allow(), version="2008-10-17")]),
    "old-version": ([Case(allow(), version="2008-10-17")], [Case(allow()), Case(allow(), version="")]),
    "no-statements": ([Case([])], [Case(allow())]),
    "too-large": (
        [
            Case(LONG[:100], holder="managed-policy"),
            Case(LONG, Kind.IDENTITY),
            Case(LONG[:100], Kind.SCP),
            Case(LONG[:100], Kind.SESSION),
            Case([{**one, "Principal": "*"} for one in LONG[:100]], Kind.RESOURCE, "sqs-queue"),
        ],
        [
            Case(LONG[:10], holder="managed-policy"),
            Case(LONG[:100], holder="permission-set"),
            Case(LONG[:70], Kind.SCP),
            Case([{**one, "Principal": "*"} for one in LONG], Kind.RESOURCE),
        ],
    ),
    "too-many-entries": (
        [
            Case({**allow([f"sqs:{name}" for name in "abcdefgh"]), "Principal": "*"}, Kind.RESOURCE, "sqs-queue"),
            Case([{**one, "Principal": "*"} for one in LONG[:21]], Kind.RESOURCE, "sqs-queue"),
        ],
        [
            Case([{**one, "Principal": "*"} for one in LONG[:20]], Kind.RESOURCE, "sqs-queue"),
            Case(LONG[:21]),
        ],
    ),
    "character-refused": (
        [Case(allow(resource="arn:aws:sqs:eu-west-1:111122223333:Ω"))],
        [Case(allow(resource="arn:aws:sqs:eu-west-1:111122223333:ÿ"))],
    ),
    "contradicting-conditions": (
        [
            Case(
                allow(
                    Condition={"StringEquals": {"aws:PrincipalTag/a": "x"}, "StringLike": {"aws:PrincipalTag/a": "y*"}}
                )
            ),
            Case(allow(Condition={"NumericLessThan": {"s3:max-keys": 3}, "NumericGreaterThan": {"s3:max-keys": 3}})),
            Case(allow(Condition={"Null": {"aws:username": "true"}, "StringEquals": {"aws:username": "a"}})),
            Case(
                allow(
                    Condition={
                        "IpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                        "NotIpAddress": {"aws:SourceIp": "203.0.0.0/16"},
                    }
                )
            ),
        ],
        [
            Case(
                allow(
                    Condition={"StringEquals": {"aws:PrincipalTag/a": "yx"}, "StringLike": {"aws:PrincipalTag/a": "y*"}}
                )
            ),
            Case(allow(Condition={"Null": {"aws:username": "true"}, "StringNotEquals": {"aws:username": "a"}})),
            Case(
                allow(
                    Condition={
                        "IpAddress": {"aws:SourceIp": "203.0.0.0/16"},
                        "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                    }
                )
            ),
        ],
    ),
    "nothing-left": (
        [
            Case(without(allow(NotAction="*"), "Action")),
            Case(without(allow(NotResource=[QUEUE, "*"]), "Resource")),
        ],
        [Case(without(deny(NotAction="s3:*"), "Action")), Case(without(deny(NotResource=QUEUE), "Resource"))],
    ),
    "redundant-statement": (
        [
            Case([allow(), allow("sqs:*")]),
            Case([allow(["sqs:SendMessage", "s3:GetObject"], "*"), allow("sqs:*", "*"), allow("s3:Get*", "*")]),
            Case([when("StringEquals", "aws:username", "a"), allow()]),
            Case(
                [
                    allow(resource=f"{QUEUE}-*"),
                    when("Bool", "aws:SecureTransport", "true", Resource=f"{QUEUE}-a"),
                ]
            ),
        ],
        [
            Case([allow(), allow("sqs:ReceiveMessage")]),
            Case([allow(), when("StringEquals", "aws:username", "a", Action="sqs:*")]),
            Case([allow(), deny("sqs:*")]),
            Case(
                [
                    {**allow(), "Principal": {"AWS": ROLE}},
                    {**allow("sqs:*"), "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/other"}},
                ],
                Kind.RESOURCE,
            ),
            Case([{**allow(), "Principal": {"AWS": ROLE}}, {**allow(), "Principal": "*"}], Kind.RESOURCE),
        ],
    ),
    "allow-that-is-denied": (
        [
            Case([allow(), deny("sqs:*", "*")]),
            Case([{**allow(), "Principal": {"AWS": ROLE}}, {**deny(), "Principal": "*"}], Kind.RESOURCE),
            Case(
                [
                    allow(),
                    deny(Condition={"Bool": {"aws:SecureTransport": "true"}}),
                    deny(Condition={"BoolIfExists": {"aws:SecureTransport": "false"}}),
                ]
            ),
        ],
        [
            Case([allow(), deny("sqs:*", Condition={"Bool": {"aws:SecureTransport": "false"}})]),
            Case([{**allow(), "Principal": "*"}, {**deny(), "Principal": {"AWS": ROLE}}], Kind.RESOURCE),
        ],
    ),
    "allow-not-action": (
        [Case(without(allow(NotAction="iam:*"), "Action"))],
        [Case(without(deny(NotAction="iam:*"), "Action")), Case(without(allow(NotAction="iam:*"), "Action"), Kind.SCP)],
    ),
    "allow-not-resource": (
        [Case(without(allow(NotResource=QUEUE), "Resource"))],
        [
            Case(without(deny(NotResource=QUEUE), "Resource")),
            Case(without(allow(NotResource=QUEUE), "Resource"), Kind.BOUNDARY),
        ],
    ),
    "allow-not-principal": (
        [Case({**allow(), "NotPrincipal": {"AWS": ROLE}}, Kind.RESOURCE)],
        [Case({**deny(), "NotPrincipal": {"AWS": ROLE}}, Kind.RESOURCE), shared({"AWS": ROLE})],
    ),
    "duplicate-sid": (
        [Case([allow(Sid="A"), allow("s3:GetObject", "*", Sid="A")])],
        [
            Case([allow(Sid="A"), allow("s3:GetObject", "*", Sid="a")]),
            Case([allow(), allow("s3:GetObject", "*")]),
            Case([{**allow(Sid="A"), "Principal": "*"}, {**deny(Sid="A"), "Principal": "*"}], Kind.RESOURCE),
        ],
    ),
    "repeated-sid": (
        [Case([{**allow(Sid="A"), "Principal": "*"}, {**deny(Sid="A"), "Principal": "*"}], Kind.RESOURCE)],
        [
            Case([{**allow(Sid="A"), "Principal": "*"}, {**deny(Sid="B"), "Principal": "*"}], Kind.RESOURCE),
            Case([allow(Sid="A"), allow("s3:GetObject", "*", Sid="A")]),
        ],
    ),
    "invalid-sid": (
        [Case(allow(Sid="send messages")), trust({"Service": "lambda.amazonaws.com"}, Sid="a-b")],
        [Case(allow(Sid="SendMessages1")), shared("*", Sid="Enable IAM User Permissions")],
    ),
    "malformed-action": (
        [Case(allow("SendMessage")), Case(allow("sqs:Send Message")), Case(allow(":SendMessage"))],
        [Case(allow("sqs:Send*")), Case(allow("*", "*"))],
    ),
    "unknown-service": (
        [
            Case(allow("sqss:SendMessage")),
            Case(allow("bedrock-runtime:InvokeModel", "*")),
            Case(allow("xq*:Get*", "*")),
        ],
        [Case(allow("SQS:SendMessage")), Case(allow("s?s:*"))],
    ),
    "unknown-action": (
        [Case(allow("sqs:SendMessageBatch")), Case(deny("dynamodb:CreateItem", "*"))],
        [Case(allow("sqs:sendmessage")), Case(allow("sqs:Send*")), shared("*", Action="SNS:Receive")],
    ),
    "pattern-without-actions": ([Case(allow("sqs:Put*"))], [Case(allow("sqs:Send*")), Case(allow("sqs:*"))]),
    "wildcard-in-service": ([Case(allow("s*:Get*", "*"))], [Case(allow("*:*", "*")), Case(allow("s3:Get*", "*"))]),
    "redundant-action": (
        [Case(allow(["sqs:SendMessage", "sqs:Send*"])), Case(allow(["sqs:SendMessage", "SQS:sendmessage"]))],
        [Case(allow(["sqs:SendMessage", "sqs:Receive*"])), Case(allow(["sqs:*Message", "sqs:Send*"]))],
    ),
    "malformed-arn": (
        [Case(allow(resource="orders")), Case(allow(resource="arn:aws:sqs:orders"))],
        [
            Case(allow(resource="*")),
            Case(allow(resource="arn:aws:sqs:*")),
            shared("*", Action="execute-api:Invoke", Resource="execute-api:/prod/GET/*"),
        ],
    ),
    "arn-without-colons": ([Case(allow(resource="arn:aws:sqs:*"))], [Case(allow(resource="arn:aws:sqs:*:*:*"))]),
    "unknown-partition": (
        [Case(allow(resource="arn:awss:sqs:eu-west-1:111122223333:orders"))],
        [
            Case(allow(resource="arn:aws-cn:sqs:cn-north-1:111122223333:orders")),
            Case(allow(resource="arn:*:sqs:*:*:a")),
        ],
    ),
    "unknown-region": (
        [
            Case(allow(resource="arn:aws:sqs:europe:111122223333:orders")),
            Case(allow(resource="arn:aws-cn:sqs:eu-west-1:111122223333:orders")),
        ],
        [Case(allow(resource="arn:aws:sqs:eu-*:111122223333:orders")), Case(allow("s3:GetObject", f"{BUCKET}/*"))],
    ),
    "malformed-account": (
        [Case(allow(resource="arn:aws:sqs:eu-west-1:1111222233334:orders"))],
        [
            Case(allow(resource="arn:aws:sqs:eu-west-1:11112222333?:orders")),
            Case(allow("iam:GetPolicy", "arn:aws:iam::aws:policy/*")),
        ],
    ),
    "service-in-capitals": ([Case(allow(resource=QUEUE.replace("sqs", "SQS")))], [Case(allow())]),
    "variable-before-resource": (
        [Case(allow(resource="arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:orders"))],
        [Case(allow(resource=QUEUE + "-${aws:PrincipalAccount}"))],
    ),
    "action-needs-star": (
        [
            Case(allow("s3:ListAllMyBuckets", BUCKET)),
            Case(allow(["sqs:SendMessage", "sqs:ListQueues"])),
            Case(deny("sqs:ListQueues*")),
        ],
        [
            Case(allow("s3:ListAllMyBuckets", "*")),
            Case(allow("sqs:List*")),
            Case(allow("logs:DescribeLogGroups", "arn:aws:logs:*:111122223333:log-group:*")),
        ],
    ),
    "action-without-resource": (
        [
            Case(allow("s3:GetObject", BUCKET)),
            Case(allow("s3:ListBucket", f"{BUCKET}/*")),
            Case(allow("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:alias/orders")),
            Case(deny("sqs:Send*", BUCKET)),
            Case(allow("kms:Decrypt", "arn:aws:kms::111122223333:key/*")),
        ],
        [
            Case(allow("s3:GetObject", f"{BUCKET}*")),
            Case(allow("s3:*", BUCKET)),
            Case(allow("lambda:InvokeFunction", "arn:aws:lambda:*:111122223333:function:orders:live")),
            Case(without(allow("s3:GetObject", NotResource=BUCKET), "Resource")),
            Case(allow(["s3:GetObject", "s3:ListBucket"], [BUCKET, f"{BUCKET}/*"])),
            shared("*", Action="execute-api:Invoke", Resource="execute-api:/prod/GET/*"),
        ],
    ),
    "resource-of-no-type": (
        [Case(allow(resource=[QUEUE, "arn:aws:sqs:::orders"]))],
        [Case(allow()), Case(allow("s3:GetObject", [BUCKET, f"{BUCKET}/*"]))],
    ),
    "resource-without-action": (
        [Case(allow("s3:GetObject", [BUCKET, f"{BUCKET}/*"]))],
        [Case(allow(["s3:GetObject", "s3:ListBucket"], [BUCKET, f"{BUCKET}/*"])), Case(allow("s3:GetObject", BUCKET))],
    ),
    "redundant-resource": (
        [Case(allow(resource=[QUEUE, f"{QUEUE}*"])), Case(allow(resource=[QUEUE, QUEUE]))],
        [Case(allow(resource=[QUEUE, f"{QUEUE}-*"])), Case(allow("s3:*", ["arn:aws:s3:::a*z", "arn:aws:s3:::a*"][:1]))],
    ),
    "malformed-condition-key": (
        [Case(when("StringEquals", "username", "a"))],
        [Case(when("StringEquals", "aws:username", "a"))],
    ),
    "missing-tag-key": (
        [Case(when("StringEquals", "aws:ResourceTag", "a")), Case(when("StringEquals", "aws:RequestTag/", "a"))],
        [Case(when("StringEquals", "aws:ResourceTag/team", "a"))],
    ),
    "unknown-condition-key": (
        [
            Case(when("StringEquals", "aws:PrincipalOrg", "a")),
            Case(when("StringEquals", "sqs:Queue", "a")),
            Case(when("StringEquals", "squeue:a", "a")),
        ],
        [
            Case(when("StringEquals", "AWS:PRINCIPALORGID", "a")),
            Case(when("StringEquals", "login.example.com/tenant:team", "a")),
            Case(when("StringEquals", "aws:SourceOwner", ACCOUNT)),
            web(
                Condition={"StringEquals": {"token.actions.githubusercontent.com:sub": "repo:a/b:ref:refs/heads/main"}}
            ),
        ],
    ),
    "condition-key-never-there": (
        [Case(when("StringLike", "s3:prefix", "a/*", Action="s3:GetObject", Resource=f"{BUCKET}/*"))],
        [
            Case(when("StringLike", "s3:prefix", "a/*", Action="s3:ListBucket", Resource=BUCKET)),
            Case(when("StringLike", "s3:prefix", "a/*", Action="s3:*", Resource="*")),
            Case(when("StringEquals", "aws:PrincipalTag/a", "b")),
            Case(
                when(
                    "StringEquals",
                    "secretsmanager:ResourceTag/a",
                    "b",
                    Action="secretsmanager:GetSecretValue",
                    Resource="*",
                )
            ),
        ],
    ),
    "condition-key-not-of-action": (
        [Case(when("StringLike", "s3:prefix", "a/*", Action=["s3:ListBucket", "s3:GetObject"], Resource="*"))],
        [
            Case(
                when("StringLikeIfExists", "s3:prefix", "a/*", Action=["s3:ListBucket", "s3:GetObject"], Resource="*")
            ),
            Case(
                when("StringLike", "s3:prefix", "a/*", Action=["s3:ListBucket", "s3:ListBucketVersions"], Resource="*")
            ),
        ],
    ),
    "several-values-without-qualifier": (
        [Case(when("StringEquals", "aws:TagKeys", "team"))],
        [Case(when("ForAnyValue:StringEquals", "aws:TagKeys", "team")), Case(when("Null", "aws:TagKeys", "false"))],
    ),
    "all-of-one-value": (
        [Case(when("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"))],
        [
            Case(when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")),
            Case(deny(Condition={"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})),
        ],
    ),
    "all-of-no-value": (
        [Case(when("ForAllValues:StringEquals", "dynamodb:LeadingKeys", "a", Action="dynamodb:GetItem", Resource="*"))],
        [
            Case(
                allow(
                    "dynamodb:GetItem",
                    "*",
                    Condition={
                        "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"},
                        "Null": {"dynamodb:LeadingKeys": "false"},
                    },
                )
            ),
            Case(when("ForAllValues:StringEquals", "aws:TagKeys", "team")),
        ],
    ),
    "qualifier-on-null": (
        [Case(when("ForAllValues:Null", "aws:TagKeys", "true"))],
        [Case(when("Null", "aws:TagKeys", "true"))],
    ),
    "condition-without-values": (
        [Case(when("StringEquals", "aws:username"))],
        [Case(when("StringEquals", "aws:username", "a"))],
    ),
    "unreadable-value": (
        [
            Case(when("NumericEquals", "s3:max-keys", "ten")),
            Case(when("DateLessThan", "aws:CurrentTime", "31.01.2026")),
            Case(when("Bool", "aws:SecureTransport", "yes")),
            Case(when("IpAddress", "aws:SourceIp", "203.0.113.0/33")),
            Case(when("Null", "aws:username", "maybe")),
            Case(when("BinaryEquals", "aws:username", "?")),
        ],
        [
            Case(when("NumericEquals", "s3:max-keys", 10)),
            Case(when("DateLessThan", "aws:CurrentTime", "2026-01-31T00:00:00Z", "1769817600")),
            Case(when("Bool", "aws:SecureTransport", True)),
            Case(when("IpAddress", "aws:SourceIp", "203.0.113.7", "2001:db8::/32")),
            Case(when("BinaryEquals", "aws:username", "QQ==")),
        ],
    ),
    "operator-of-another-type": (
        [
            Case(when("NumericLessThan", "aws:SecureTransport", 3)),
            Case(when("StringEquals", "aws:SecureTransport", "True")),
            Case(when("StringEquals", "aws:SourceIp", "203.0.113.0/24")),
            Case(when("ArnLike", "aws:username", "a:b:c:d:e:f")),
        ],
        [
            Case(when("StringEquals", "aws:SecureTransport", "true")),
            Case(when("StringLike", "aws:PrincipalArn", f"{ROLE}*")),
            Case(when("NumericGreaterThan", "aws:EpochTime", 1769817600)),
            Case(when("Null", "aws:SourceIp", "true")),
        ],
    ),
    "wildcard-in-equals": (
        [Case(when("StringEquals", "aws:username", "team-*")), Case(when("StringNotEquals", "aws:username", "a?"))],
        [Case(when("StringLike", "aws:username", "team-*")), Case(when("StringEquals", "aws:username", "team"))],
    ),
    "pattern-that-is-no-arn": (
        [Case(when("ArnLike", "aws:SourceArn", "arn:aws:sns:*"))],
        [Case(when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:*")), Case(when("ArnLike", "aws:SourceArn", "*"))],
    ),
    "private-address": (
        [Case(when("IpAddress", "aws:SourceIp", "10.1.0.0/16"))],
        [
            Case(when("IpAddress", "aws:SourceIp", "203.0.113.0/24", "0.0.0.0/0")),
            Case(when("IpAddress", "aws:VpcSourceIp", "10.1.0.0/16")),
        ],
    ),
    "address-with-host-bits": (
        [Case(when("IpAddress", "aws:SourceIp", "203.0.113.7/24"))],
        [Case(when("IpAddress", "aws:SourceIp", "203.0.113.0/24", "203.0.113.7"))],
    ),
    "mfa-where-absent": (
        [
            Case(deny(Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}})),
            Case(when("BoolIfExists", "aws:MultiFactorAuthPresent", "true")),
        ],
        [
            Case(deny(Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}})),
            Case(when("Bool", "aws:MultiFactorAuthPresent", "true")),
        ],
    ),
    "redundant-value": (
        [Case(when("StringLike", "aws:username", "a*", "ab")), Case(when("NumericEquals", "s3:max-keys", 1, 1))],
        [Case(when("StringLike", "aws:username", "a*", "b")), Case(when("NumericEquals", "s3:max-keys", 1, 2))],
    ),
    "variable-in-old-version": (
        [
            Case(allow(resource=QUEUE + "-${aws:username}"), version="2008-10-17"),
            Case(when("StringEquals", "aws:PrincipalTag/a", "${aws:username}"), version=""),
        ],
        [Case(allow(resource=QUEUE + "-${aws:username}")), Case(allow(), version="2008-10-17")],
    ),
    "malformed-variable": (
        [Case(allow(resource=QUEUE + "-${aws:username")), Case(allow(resource=QUEUE + "-${aws: username}"))],
        [Case(allow(resource=QUEUE + "-${aws:username}")), Case(allow(resource=QUEUE + "-${aws:username, 'none'}"))],
    ),
    "unknown-variable": (
        [
            Case(allow(resource="arn:aws:sqs:eu-west-1:111122223333:${Name}")),
            Case(allow(resource=QUEUE + "-${aws:user}")),
        ],
        [Case(allow(resource=QUEUE + "-${aws:username}")), Case(allow("s3:*", BUCKET + "/${transfer:HomeFolder}"))],
    ),
    "variable-of-several-values": (
        [Case(allow(resource=QUEUE + "-${aws:TagKeys}"))],
        [Case(allow(resource=QUEUE + "-${aws:PrincipalTag/team}"))],
    ),
    "missing-principal": ([shared({"AWS": []})], [shared({"AWS": ROLE}), Case(allow())]),
    "wildcard-in-principal": (
        [shared({"AWS": f"arn:aws:iam::{ACCOUNT}:role/*"}), shared({"Service": "*"})],
        [shared("*"), shared({"AWS": "*"}), shared({"AWS": ROLE})],
    ),
    "invalid-principal": (
        [
            shared({"AWS": "12345"}),
            shared({"AWS": QUEUE}),
            shared({"AWS": f"arn:aws:iam::{ACCOUNT}:group/team"}),
            shared({"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/orders"}),
        ],
        [
            shared({"AWS": [ACCOUNT, ROLE, f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{ACCOUNT}:user/a"]}),
            shared({"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/orders/session"}),
            shared({"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}),
        ],
    ),
    "deleted-principal": ([shared({"AWS": "AROAEXAMPLE1234567890"})], [shared({"AWS": ROLE})]),
    "invalid-service-principal": (
        [shared({"Service": "lambda"}), shared({"Service": "Lambda.amazonaws.com"})],
        [shared({"Service": ["lambda.amazonaws.com", "alexa-appkit.amazon.com", "s3.cn-north-1.amazonaws.com.cn"]})],
    ),
    "invalid-identity-provider": (
        [
            trust({"Federated": "cognito"}, "sts:AssumeRoleWithWebIdentity"),
            trust({"Federated": ROLE}, "sts:AssumeRoleWithSAML"),
        ],
        [
            trust({"Federated": "cognito-identity.amazonaws.com"}, "sts:AssumeRoleWithWebIdentity"),
            trust({"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/idp"}, "sts:AssumeRoleWithSAML"),
        ],
    ),
    "redundant-principal": ([shared({"AWS": [ROLE, ROLE]})], [shared({"AWS": [ROLE, ACCOUNT]})]),
    "action-not-of-roles": (
        [trust({"AWS": ROLE}, ["sts:AssumeRole", "s3:GetObject"])],
        [trust({"AWS": ROLE}, ["sts:AssumeRole", "sts:TagSession"]), Case(allow("s3:GetObject", "*"))],
    ),
    "resource-in-trust-policy": ([trust({"AWS": ROLE}, Resource="*")], [trust({"AWS": ROLE}), shared({"AWS": ROLE})]),
    "principal-cannot-assume": (
        [
            trust({"Federated": GITHUB}, "sts:AssumeRole"),
            trust({"Service": "lambda.amazonaws.com"}, "sts:AssumeRoleWithWebIdentity"),
            trust({"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/idp"}, "sts:AssumeRoleWithWebIdentity"),
        ],
        [trust({"AWS": ROLE}, "sts:TagSession"), trust({"Federated": GITHUB, "AWS": ROLE}, "sts:*"), web()],
    ),
    "open-identity-provider": (
        [
            web(),
            web(Condition={"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}),
        ],
        [
            web(Condition={"StringLike": {"token.actions.githubusercontent.com:sub": "repo:a/b:*"}}),
            trust({"Federated": "login.example.com"}, "sts:AssumeRoleWithWebIdentity"),
        ],
    ),
    "rcp-allows": (
        [guard(Effect="Allow")],
        [guard(), Case({**allow("*", "*"), "Principal": "*"}, Kind.RCP)],
    ),
    "rcp-names-principals": (
        [guard(Principal={"AWS": ROLE})],
        [guard(), Case({**allow("*", "*"), "Principal": "*"}, Kind.RCP)],
    ),
    "rcp-on-every-service": ([guard(Action="*")], [guard(), Case({**allow("*", "*"), "Principal": "*"}, Kind.RCP)]),
    "rcp-without-effect": ([guard(Action=["s3:*", "ec2:*"])], [guard(Action=["s3:*", "sqs:*"])]),
    "pass-any-role": (
        [
            Case(allow("iam:PassRole", "*")),
            Case(allow("iam:*", f"arn:aws:iam::{ACCOUNT}:role/*")),
            Case(allow("*", "*")),
            Case(without(allow("iam:PassRole", NotResource=ROLE), "Resource")),
            Case(without(allow(NotAction="s3:*", Resource="*"), "Action")),
        ],
        [
            Case(allow("iam:PassRole", ROLE)),
            Case(allow("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/app/*")),
            Case(
                allow("iam:PassRole", "*", Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})
            ),
            Case(allow("*", "*"), Kind.SCP),
            Case(deny("iam:PassRole", "*")),
            Case(without(allow(NotAction="iam:*", Resource="*"), "Action")),
        ],
    ),
    "pass-role-to-any-service": (
        [
            Case(allow("iam:PassRole", ROLE)),
            Case(
                allow(
                    "iam:PassRole", ROLE, Condition={"StringEqualsIfExists": {"iam:PassedToService": "a.amazonaws.com"}}
                )
            ),
        ],
        [
            Case(
                allow("iam:PassRole", ROLE, Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})
            ),
            Case(allow("iam:PassRole", "*")),
        ],
    ),
    "any-service-linked-role": (
        [Case(allow("iam:CreateServiceLinkedRole", "*")), Case(allow("iam:Create*", "arn:aws:iam::*:role/*"))],
        [
            Case(
                allow(
                    "iam:CreateServiceLinkedRole",
                    "*",
                    Condition={"StringEquals": {"iam:AWSServiceName": "es.amazonaws.com"}},
                )
            ),
            Case(allow("iam:CreateServiceLinkedRole", "arn:aws:iam::*:role/aws-service-role/es.amazonaws.com/*")),
        ],
    ),
    "bucket-of-any-account": (
        [shared({"Service": "s3.amazonaws.com"}, Condition={"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"}})],
        [
            shared(
                {"Service": "s3.amazonaws.com"},
                Condition={
                    "ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"},
                    "StringEquals": {"aws:SourceAccount": "111122223333"},
                },
            ),
            shared(
                {"Service": "sns.amazonaws.com"},
                Condition={"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:t"}},
            ),
        ],
    ),
}
"""By code: policies that have the problem, and policies that don't."""


def cases(passing: bool) -> Iterator[tuple[str, Case]]:
    """Each code with each of its cases."""
    return ((code, case) for code, both in CASES.items() for case in both[passing])
