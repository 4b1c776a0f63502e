"""Whether a function URL that asks for no authorization is let to anyone by the function's policy.

"Your function's resource-based policy is always in effect and must grant public access before your function URL can
receive requests" (Lambda developer guide, "Control access to Lambda function URLs", 2026-11). Since October 2025 a new
URL needs ``lambda:InvokeFunction`` as well, and owners of older ones were asked to follow. Of a URL of an account that
was made since then the one permission isn't enough to say that it answers; of an older one, and of a template's, it is.
"""

from collections.abc import Container

from hauberk.model.compute import Function, FunctionUrl, Permission
from hauberk.model.subject import Subject
from hauberk.model.told import is_live, told
from hauberk.model.values import Absent, Known, Pattern, Reason, Reference, Unknown
from hauberk.study.graph import STAND_INS
from hauberk.study.study import Study

_CALLING = frozenset(("*", "lambda:*", "lambda:invokefunctionurl", "lambda:invokefunction*", "lambda:invoke*"))
_INVOKING = frozenset(("*", "lambda:*", "lambda:invokefunction", "lambda:invokefunction*", "lambda:invoke*"))
_BOTH_SINCE = "2025-10"
"""The month in which AWS began to ask for both."""
_HALF = Reason(
    "half-permitted",
    "anyone has lambda:InvokeFunctionUrl, but not lambda:InvokeFunction, which a URL needs as well since October 2025",
)
_POLICY = "AWS::Lambda::ResourcePolicy"
SHUT = "no permission lets anyone call it: Lambda answers 403 until somebody adds one"
"""Why nothing is to be said of a URL that asks for no authorization and answers nobody."""
_ELSEWHERE = Reason("elsewhere", "the function that it belongs to isn't here, so neither is its policy")


def let_to_anyone(url: FunctionUrl, study: Study, actions: Container[str] = _CALLING) -> bool | Reason:
    """Whether a permission lets everyone use a URL whose authorization type is NONE; why that isn't known, if so.
    ``actions`` are the ways to write the action that is asked for."""
    function = study.function_of(url.at("TargetFunctionArn"))
    if function is None:
        return _ELSEWHERE
    owner = Function(function, url.world)
    if any(study.around(owner, _POLICY)):
        return Reason("unknown-value", "the function has a whole policy of its own")
    doubt: Reason | None = None
    own = _qualifier(url, "TargetFunctionArn", study)
    for resource in study.around(owner, *Permission.TYPES):
        permission = Permission(resource, url.world)
        other = _qualifier(permission, "FunctionName", study)
        if own is not None and other is not None and own != other:
            continue  # a version or an alias has permissions of its own
        found = _lets(permission, actions)
        if found is True:
            return True
        if isinstance(found, Reason):
            doubt = doubt or found
    return doubt or False


def answers_anyone(url: FunctionUrl, study: Study) -> bool | Reason:
    """Whether a URL whose authorization type is NONE answers anyone. In a live account its permissions decide, which
    are all known there; to a template one may be added elsewhere, so that it answers anyone sooner or later."""
    let = let_to_anyone(url, study)  # of a template, too: what an account is asked for is seen at its cases
    if not is_live(url):
        return True
    if let is True and _is_new(url) and let_to_anyone(url, study, _INVOKING) is False:
        return _HALF
    return let


def _is_new(url: FunctionUrl) -> bool:
    """Whether a URL was made when AWS asked for both permissions already."""
    made = told(url, "CreationTime")
    return isinstance(made, Known) and str(made.value)[:7] > _BOTH_SINCE


def _qualifier(subject: Subject, property_: str, study: Study) -> str | None:
    """Which version or alias of its function something is of: its name, empty for none, ``None`` where that isn't
    known."""
    said = subject.at("Qualifier")
    if isinstance(said, Known):
        return str(said.value)
    target = subject.at(property_)
    resource = study.named(target)
    if resource is not None and resource.type in STAND_INS:
        name = subject.world.pick(resource.properties.value("Name"))
        return str(name.value) if isinstance(name, Known) else None
    if not isinstance(said, Absent):
        return None
    match target:
        case Known(str() as text):
            parts = text.split(":")
            return ":".join(parts[7:] if text.startswith("arn:") else parts[1:])
        case Pattern((Reference(), str() as rest)):
            return rest.removeprefix(":")
        case Reference():
            return ""
    return None


def _lets(permission: Permission, actions: Container[str]) -> bool | Reason:
    """Whether one statement lets everyone use the URL without credentials."""
    action = permission.at("Action")
    values = (action, permission.principal, permission.url_auth)
    if isinstance(action, Known) and str(action.value).lower() not in actions:
        return False
    for value in values:
        if isinstance(value, Unknown):
            return value.reason
    limits = (permission.source_arn, permission.source_account, permission.organization, permission.event_source_token)
    if not all(isinstance(limit, Absent) for limit in limits):
        return False
    return permission.principal == Known("*") and permission.url_auth in (Known("NONE"), Absent())
