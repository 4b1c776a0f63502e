"""Statements that AWS makes of resources which aren't written as policies: permissions of functions, layers and buses.

Sources (2026-11): Lambda developer guide, "Viewing resource-based IAM policies in Lambda", "Control access to Lambda
function URLs" and "Granting other accounts access", for the statements that AddPermission and AddLayerVersionPermission
write; Lambda API reference, "AddPermission"; EventBridge API reference, "PutPermission".
"""

from collections.abc import Mapping

from hauberk.model.joining import concat
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Fields, Items, Known, Pattern, Reference, Unknown, Value

_ACCOUNT = regex(r"\d{12}")
_CONDITIONS = (
    ("SourceArn", "ArnLike", "AWS:SourceArn"),
    ("SourceAccount", "StringEquals", "AWS:SourceAccount"),
    ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
    ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
    ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
)
"""Properties of a permission, each with the condition that it becomes."""
_SHORT = "StringLike"
"""What is taken for a source that has too few parts for ``ArnLike``, which by the page on condition operators nothing
would fit. The API reference says of ``AddPermission`` "that Lambda configures the comparison using the StringLike
operator", while the policies that it shows have ``ArnLike``: of the two, what lets in more is the one to be told."""
_COLONS = 5
_VIA_URL = "InvokedViaFunctionUrl"
"""Is a condition where it is true; false asks for nothing."""


def of_function(permission: Subject) -> Value:
    """The statement that ``AWS::Lambda::Permission`` adds to its function's policy, but for the resource."""
    tests: dict[str, dict[str, Value]] = {}
    for property_, operator, key in _CONDITIONS:
        value = permission.at(property_)
        if not _left_out(value):
            tests.setdefault(_SHORT if _is_short(value) else operator, {})[key] = value
    through_url = permission.at(_VIA_URL)
    if isinstance(through_url, Unknown) or str(getattr(through_url, "value", "")).lower() == "true":
        tests["Bool"] = {f"lambda:{_VIA_URL}": through_url}
    return _statement(permission, permission.at("Action"), permission.at("Principal"), tests)


def _is_short(value: Value) -> bool:
    """Whether a text has fewer parts than an ARN, and a star: ``arn:aws:*``."""
    text = value.value if isinstance(value, Known) and isinstance(value.value, str) else ""
    return "*" in text and text.count(":") < _COLONS


def of_layer(permission: Subject) -> Value:
    """The statement that ``AWS::Lambda::LayerVersionPermission`` adds to its layer's policy, but for the resource."""
    organization = permission.at("OrganizationId")
    tests = {} if _left_out(organization) else {"StringEquals": {"aws:PrincipalOrgID": organization}}
    return _statement(permission, permission.at("Action"), permission.at("Principal"), tests)


def of_bus(policy: Subject) -> Value:
    """The statement of an ``AWS::Events::EventBusPolicy`` that writes none out, but for the resource."""
    condition = policy.at("Condition")
    tests: Mapping[str, Mapping[str, Value]] = {}
    if isinstance(condition, Known) and isinstance(condition.value, Fields):
        operator, key = (condition.value.value(name) for name in ("Type", "Key"))
        if isinstance(operator, Known) and isinstance(key, Known):
            tests = {str(operator.value): {str(key.value): condition.value.value("Value")}}
    elif not _left_out(condition):
        tests = {"StringEquals": {"aws:PrincipalOrgID": condition}}
    return _statement(policy, policy.at("Action"), policy.at("Principal"), tests)


def _statement(subject: Subject, action: Value, principal: Value, tests: Mapping[str, Mapping[str, Value]]) -> Value:
    resource = subject.resource
    entries = {
        "Sid": Known(resource.id),
        "Effect": Known("Allow"),
        "Principal": _principal(resource, principal),
        "Action": action,
    }
    if tests:
        entries["Condition"] = _mapping(resource, {name: _mapping(resource, keys) for name, keys in tests.items()})
    return _mapping(resource, entries)


def _principal(resource: Resource, value: Value) -> Value:
    """Everyone, an account, a principal's ARN, or a service: one text tells which. What can't tell stays unknown."""
    match value:
        case Known("*"):
            return value
        case Known(int() | str() as text) if _ACCOUNT.fullmatch(str(text)):
            return _mapping(resource, {"AWS": _root(value)})
        case Known(str() as text) if text.startswith("arn:"):
            return _mapping(resource, {"AWS": value})
        case Reference("AWS::AccountId"):
            return _mapping(resource, {"AWS": _root(value)})
        case Reference(_, "Arn"):
            return _mapping(resource, {"AWS": value})
        case Known(str()):
            return _mapping(resource, {"Service": value})
        case Pattern((first, *_)) if isinstance(first, str):
            return _mapping(resource, {"AWS" if first.startswith("arn:") else "Service": value})
        case Reference():
            return _mapping(resource, {"AWS": value})
    return value


def _root(account: Value) -> Value:
    """The principal that stands for an account."""
    return concat(("arn:", Reference("AWS::Partition"), ":iam::", account, ":root"), account.trail)


def _mapping(resource: Resource, entries: Mapping[str, Value]) -> Known:
    keys = {name: value.span for name, value in entries.items() if value.span is not None}
    return Known(Fields(entries, head=resource.head, keys=keys), (resource.head,) if resource.head else ())


def one_statement(statement: Value) -> Value:
    """A document of one statement, as AWS keeps it."""
    return Known(Fields({"Version": Known("2012-10-17"), "Statement": Known(Items((statement,)))}), statement.trail)


def _left_out(value: Value) -> bool:
    return isinstance(value, Absent) or value == Known(None)
