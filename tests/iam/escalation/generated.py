"""Accounts as they are: many roles that do one thing each, people in groups, a few who may do too much.

    python -m tests.iam.escalation.generated [--roles N] [--users N] [--seed N] > account.json

Four of ten roles are those of functions, with managed policies of AWS and a table or queue of their own; the others
are of instances, tasks, builds, deployments, services, and of people who come by single sign-on. Users are in a group
or two. Some deployers may pass every role, some only those of their team; some principals have a boundary, some a Deny.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.iam.escalation.accounts import ID, arn, document, statement, trust, user, version

TEAMS = ("orders", "billing", "search", "media", "data", "core", "risk", "web")
OF_AWS = "arn:aws:iam::aws:policy/"
SERVICES = {
    "lambda": "lambda.amazonaws.com",
    "ec2": "ec2.amazonaws.com",
    "task": "ecs-tasks.amazonaws.com",
    "build": "codebuild.amazonaws.com",
    "stack": "cloudformation.amazonaws.com",
    "machine": "states.amazonaws.com",
    "job": "glue.amazonaws.com",
}
KINDS = (
    *["lambda"] * 40,
    *["ec2"] * 10,
    *["task"] * 10,
    *["build"] * 6,
    *["stack"] * 4,
    *["machine"] * 4,
    *["job"] * 4,
    *["linked"] * 8,
    *["person"] * 8,
    *["other"] * 6,
)


def generated(roles: int = 200, users: int = 100, seed: int = 1) -> dict[str, Any]:
    """The answer of ``GetAccountAuthorizationDetails`` for an account of some size."""
    chance = random.Random(seed)
    return {
        "RoleDetailList": [_role(chance, number) for number in range(roles)],
        "UserDetailList": [_user(chance, number) for number in range(users)],
        "GroupDetailList": list(_groups()),
        "Policies": list(_policies()),
    }


def _inline(*statements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"PolicyName": "own", "PolicyDocument": document(*statements)}] if statements else []


def _attached(*arns: str) -> list[dict[str, Any]]:
    return [{"PolicyArn": one, "PolicyName": one.rpartition("/")[2]} for one in arns]


def _entry(path: str, trusted: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "RoleName": path.rpartition("/")[2],
        "Path": "/",
        "Arn": arn("role", path),
        "CreateDate": "2026-01-01T00:00:00+00:00",
        "AssumeRolePolicyDocument": trusted,
        "InstanceProfileList": [],
        "RolePolicyList": [],
        "AttachedManagedPolicies": [],
        "Tags": [],
        **more,
    }


def _role(chance: random.Random, number: int) -> dict[str, Any]:
    kind, team = chance.choice(KINDS), chance.choice(TEAMS)
    made: Callable[[random.Random, str, str], dict[str, Any]] = {
        "linked": _linked,
        "person": _person,
        "other": _other,
        "lambda": _function,
        "stack": _stack,
        "build": _build,
    }.get(kind, _worker)
    entry = made(chance, kind, f"{team}-{kind}-{number}")
    entry["Tags"] = [{"Key": "team", "Value": team}]
    return entry


def _own(chance: random.Random, name: str) -> Iterator[dict[str, Any]]:
    """What a piece of software does: a table, a queue, a bucket, a secret of its own."""
    table = f"arn:aws:dynamodb:eu-west-1:{ID}:table/{name}"
    if chance.random() < 0.6:
        yield statement(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], [table, f"{table}/index/*"])
    if chance.random() < 0.4:
        yield statement(["sqs:SendMessage", "sqs:ReceiveMessage"], f"arn:aws:sqs:eu-west-1:{ID}:{name}")
    if chance.random() < 0.3:
        yield statement(["s3:GetObject", "s3:PutObject"], f"arn:aws:s3:::{name}/*")
    if chance.random() < 0.2:
        yield statement("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:eu-west-1:{ID}:secret:{name}-*")
    if chance.random() < 0.05:
        yield statement(["s3:*", "dynamodb:*"])


def _function(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    managed = ["service-role/AWSLambdaBasicExecutionRole"]
    if chance.random() < 0.2:
        managed.append("service-role/AWSLambdaVPCAccessExecutionRole")
    if chance.random() < 0.1:
        managed.append("AmazonS3ReadOnlyAccess")
    if chance.random() < 0.02:
        managed.append("AdministratorAccess")
    return _entry(
        f"service-role/{name}",
        trust({"Service": SERVICES[kind]}),
        RolePolicyList=_inline(*_own(chance, name)),
        AttachedManagedPolicies=_attached(*(OF_AWS + one for one in managed)),
    )


def _worker(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    profiles = [{"Arn": arn("instance-profile", name), "InstanceProfileName": name}] if kind == "ec2" else []
    managed = [OF_AWS + "AmazonSSMManagedInstanceCore"] if kind == "ec2" else []
    statements = list(_own(chance, name))
    if kind == "machine":
        statements.append(statement("lambda:InvokeFunction", f"arn:aws:lambda:eu-west-1:{ID}:function:{name[:4]}*"))
    return _entry(
        name,
        trust({"Service": SERVICES[kind]}),
        InstanceProfileList=profiles,
        RolePolicyList=_inline(*statements),
        AttachedManagedPolicies=_attached(*managed),
    )


def _build(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    team = name.partition("-")[0]
    passed = arn("role", "*") if chance.random() < 0.3 else arn("role", f"service-role/{team}-*")
    statements = [
        statement(["logs:CreateLogStream", "logs:PutLogEvents"], f"arn:aws:logs:*:{ID}:log-group:/aws/codebuild/*"),
        statement("s3:*", f"arn:aws:s3:::{team}-artifacts/*"),
        statement(
            ["lambda:CreateFunction", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
            f"arn:aws:lambda:*:{ID}:function:{team}-*",
        ),
        statement("iam:PassRole", passed, Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}),
    ]
    return _entry(name, trust({"Service": SERVICES[kind]}), RolePolicyList=_inline(*statements))


def _stack(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    wide = chance.random() < 0.4
    managed = ["AdministratorAccess"] if wide else ["PowerUserAccess"]
    own = statement(["iam:CreateRole", "iam:PutRolePolicy", "iam:PassRole"], arn("role", f"{name.partition('-')[0]}-*"))
    more: dict[str, Any] = {}
    if not wide and chance.random() < 0.5:
        more["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "boundary")}
    return _entry(
        name,
        trust({"Service": SERVICES[kind]}),
        RolePolicyList=[] if wide else _inline(own),
        AttachedManagedPolicies=_attached(*(OF_AWS + one for one in managed)),
        **more,
    )


def _linked(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    service = chance.choice(("ecs", "autoscaling", "elasticloadbalancing", "rds", "support", "organizations"))
    return _entry(
        f"aws-service-role/{service}.amazonaws.com/AWSServiceRoleFor-{name}",
        trust({"Service": f"{service}.amazonaws.com"}),
        RolePolicyList=_inline(statement(["ec2:Describe*", "cloudwatch:PutMetricData"])),
    )


def _person(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    managed = chance.choice(("AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "job-function/ViewOnlyAccess"))
    provider = {"Federated": arn("saml-provider", "AWSSSO_idp")}
    return _entry(
        f"aws-reserved/sso.amazonaws.com/AWSReservedSSO_{name}",
        trust(provider, action="sts:AssumeRoleWithSAML"),
        AttachedManagedPolicies=_attached(OF_AWS + managed),
    )


def _other(chance: random.Random, kind: str, name: str) -> dict[str, Any]:
    """A role that principals of the account, or of another, assume."""
    trusted = chance.choice(({"AWS": ID}, {"AWS": "444455556666"}, {"AWS": arn("user", f"user-{chance.randrange(9)}")}))
    managed = chance.choice(("SecurityAudit", "ReadOnlyAccess", "AmazonS3FullAccess", "AmazonEC2FullAccess"))
    return _entry(name, trust(trusted), AttachedManagedPolicies=_attached(OF_AWS + managed))


def _user(chance: random.Random, number: int) -> dict[str, Any]:
    name = f"user-{number}"
    drawn = chance.random()
    team = chance.choice(TEAMS)
    more: dict[str, Any] = {"Path": "/", "AttachedManagedPolicies": [], "Tags": [{"Key": "team", "Value": team}]}
    if drawn < 0.05:
        return user(name, **more, GroupList=["administrators"])
    if drawn < 0.55:
        return user(name, **more, GroupList=["developers", "everyone"])
    if drawn < 0.75:
        return user(name, **more, GroupList=["readers", "everyone"])
    if drawn < 0.85:
        return user(name, **more, GroupList=["operators", "everyone"])
    more["AttachedManagedPolicies"] = _attached(arn("policy", "deploy"))
    if chance.random() < 0.5:
        more["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "boundary")}
    own = statement("iam:PassRole", arn("role", f"service-role/{team}-*"))
    return user(name, own, **more, GroupList=[])


def _groups() -> Iterator[dict[str, Any]]:
    for name, inline, managed in (
        ("administrators", [], [OF_AWS + "AdministratorAccess"]),
        ("developers", _inline(statement(["sts:AssumeRole"], arn("role", "*-other-*"))), [arn("policy", "develop")]),
        ("readers", [], [OF_AWS + "ReadOnlyAccess"]),
        ("operators", [], [OF_AWS + "AmazonEC2FullAccess", OF_AWS + "AmazonSSMFullAccess"]),
        ("everyone", [], [arn("policy", "self")]),
    ):
        yield {
            "GroupName": name,
            "Path": "/",
            "Arn": arn("group", name),
            "GroupPolicyList": inline,
            "AttachedManagedPolicies": _attached(*managed),
        }


def _policies() -> Iterator[dict[str, Any]]:
    own_key = ["iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:ChangePassword", "iam:CreateVirtualMFADevice"]
    with_factor = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    own_user = f"arn:aws:iam::{ID}:user/${{aws:username}}"
    contents = {
        "self": [statement(own_key, own_user), statement("iam:DeactivateMFADevice", own_user, Condition=with_factor)],
        "develop": [
            statement(["lambda:*", "dynamodb:*", "sqs:*", "sns:*", "s3:*", "logs:*", "apigateway:*"]),
            statement(["cloudformation:*"], f"arn:aws:cloudformation:*:{ID}:stack/*"),
            statement("iam:PassRole", arn("role", "service-role/*")),
            statement(["iam:Get*", "iam:List*"]),
            statement("lambda:*", f"arn:aws:lambda:*:{ID}:function:core-*", effect="Deny"),
        ],
        "deploy": [
            statement(["lambda:*", "cloudformation:*", "states:*"]),
            statement(["iam:CreateRole", "iam:AttachRolePolicy"], arn("role", "*"), Condition=_LIMITED),
        ],
        "boundary": [
            {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"},
            statement("iam:PassRole", arn("role", "service-role/*")),
        ],
    }
    for name, statements in contents.items():
        yield {
            "PolicyName": name,
            "Arn": arn("policy", name),
            "DefaultVersionId": "v1",
            "PolicyVersionList": [version(document(*statements), default=True)],
        }


_LIMITED = {"StringEquals": {"iam:PermissionsBoundary": arn("policy", "boundary")}}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--roles", type=int, default=200)
    parser.add_argument("--users", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(generated(options.roles, options.users, options.seed), indent=1))
