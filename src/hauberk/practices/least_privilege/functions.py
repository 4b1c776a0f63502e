"""Who may call a function or have a layer: by the function's own URL, and by permissions."""

from hauberk.model.compute import FunctionUrl, LayerPermission, Permission
from hauberk.model.edge import Distribution
from hauberk.model.given import is_given
from hauberk.model.values import Absent, Annotation, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study
from hauberk.study.urls import SHUT, answers_anyone, let_to_anyone

_SERVICES = (".amazonaws.com", ".amazonaws.com.cn", ".amazon.com")
"""How the principals of services end; Alexa's are alexa-appkit.amazon.com and alexa-connectedhome.amazon.com."""
_ONCE = ", once a permission lets them: none here does"
_BEHIND = (
    "set AuthType to AWS_IAM, give the origin an origin access control that signs requests, and allow the "
    "distribution alone to invoke the function."
)


@control("function-url-without-auth", practice=1, severity=CRITICAL, subject=FunctionUrl)
def function_url_without_auth(url: FunctionUrl, study: Study) -> Verdict:
    """A function URL answers anyone.

    With the authorization type NONE, Lambda checks nothing before it runs the function: whoever finds the URL can call
    it as often as they like, and URLs are found by scanners within hours through certificate logs and leaked clients.

    Attack: someone calls the URL directly, past any API Gateway, WAF or login that guards the rest of the application,
    with an event of their choosing; the function does with it whatever its role allows, and its account pays for it.

    Safe when: the function verifies each request itself, such as a webhook that checks its sender's signature before it
    does anything else. Say so in an ignore with that reason.

    Fix: set AuthType to AWS_IAM and let callers sign their requests, or put CloudFront with origin access control
    before the URL.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    """
    match url.auth:
        case Known("NONE") as auth:
            answers = answers_anyone(url, study)
            if isinstance(answers, Reason):
                return unknown(answers)
            if not answers:
                return not_applicable(SHUT)
            when = _ONCE if let_to_anyone(url, study) is False else ""
            says = auth.says(f"anyone on the internet can invoke the function, without credentials{when}")
            front = next(study.telling.users(url, *Distribution.TYPES), None)
            if front is None:
                return violated(says)
            past = Annotation(front.head, "this distribution and its web ACL are passed by, whatever it signs")
            return violated(says, past, help=_BEHIND)
        case Known("AWS_IAM"):
            return satisfied()
        case other:
            return unknown(other)


@control("public-function-permission", practice=1, severity=CRITICAL, subject=Permission)
def public_function_permission(permission: Permission, study: Study) -> Verdict:
    """Everyone may invoke a function.

    A permission with the principal ``*`` and without an organization or a source lets every AWS account invoke the
    function directly, with any event. For a function URL it does the same: with AWS_IAM to every request that any
    account has signed, with NONE to everyone.

    Attack: someone invokes the function past its API, with an event that claims to come from an administrator.

    Safe when: it serves a function URL with the authorization type NONE that is meant to be public. Where the URL is
    part of the application, function-url-without-auth asks.

    Fix: name the service with SourceArn, or the account, or add PrincipalOrgID.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1
    """
    principal = permission.principal
    match principal:
        case Known("*"):
            pass
        case Known() | Pattern():
            return satisfied()
        case Reference():
            return satisfied()
        case other:
            return unknown(other)
    is_open = _is_open(permission, study)
    if isinstance(is_open, Reason):
        return unknown(is_open)
    return _open_to_all(permission, study) if is_open else satisfied()


def _open_to_all(permission: Permission, study: Study) -> Verdict:
    """What a permission without limits opens: the function, or its URL."""
    principal, auth = permission.principal, permission.url_auth
    if permission.through_url == Known(True):
        return not_applicable("what lets callers use the function's URL is another permission")
    if permission.at("Action") != Known("lambda:InvokeFunctionUrl"):
        return violated(principal.says("every AWS account can invoke the function"))
    match auth:
        case Known("NONE") if _has_url(permission, study):
            return not_applicable("function-url-without-auth asks about the URL that it serves")
        case Known("NONE"):
            return violated(principal.says("anyone can call any URL of the function that asks for no authorization"))
        case Known("AWS_IAM"):
            return violated(
                principal.says("every AWS account can call the function's URL: signing is all that it takes")
            )
        case Absent():
            return violated(principal.says("every AWS account can call the function's URL"))
        case other:
            return unknown(other)


def _has_url(permission: Permission, study: Study) -> bool:
    """Whether a URL of the permission's function stands in the application."""
    name = permission.at("FunctionName")
    function = study.function_of(name)
    for resource in study.there(permission, *FunctionUrl.TYPES):
        target = FunctionUrl(resource, permission.world).at("TargetFunctionArn")
        if target == name or (function is not None and study.function_of(target) is function):
            return True
    return False


@control("permission-without-source", practice=1, severity=HIGH, subject=Permission)
def permission_without_source(permission: Permission, study: Study) -> Verdict:
    """A service may invoke a function for any of its customers.

    A permission for a service without SourceArn, and without SourceAccount, lets anyone's bucket, topic or rule
    invoke the function. The ARN of a bucket carries no account, so for S3 both are needed: a bucket that you delete
    can be made again by someone else. An Alexa skill has no ARN: EventSourceToken is its id, and without it every
    skill of anyone may.

    Attack: the attacker makes a rule in their account with your function as its target, and sends events of their own.

    Safe when: an event source token or the organization limits it, as with Alexa skills.

    Fix: add SourceArn; for S3 add SourceAccount too; for Alexa add EventSourceToken (in SAM: SkillId) instead. Where
    SourceArn would make a circle of references, as with a load balancer's target group, SourceAccount alone will do.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
    - https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html
    """
    known, name = plain(permission.principal)
    if not known:
        return unknown(permission.principal)
    if not str(name).endswith(_SERVICES):
        return not_applicable("its principal is no service")
    source = permission.source_arn
    if isinstance(source, Unknown) and not is_given(source):
        return unknown(source)
    if name != "s3.amazonaws.com" and _tells_whose(source, permission, study):
        return satisfied()
    is_open = _is_open(permission, study)
    if isinstance(is_open, Reason):
        return unknown(is_open)
    if is_open and isinstance(source, Absent):
        whose = "any skill" if str(name).startswith("alexa-") else "any AWS account that asks it to"
        return violated(permission.principal.says(f"{name} may invoke the function for {whose}"))
    if is_open:
        return violated(source.says("anyone's source fits this: it names no account"))
    from hauberk.study.outsiders import namesake

    told = not isinstance(permission.source_account, Absent) or isinstance(source, (Absent, Unknown))
    if name == "s3.amazonaws.com" and not told and namesake(permission, study):
        return violated(
            source.says("a bucket's ARN carries no account: if the bucket is deleted, anyone can take its name")
        )
    return satisfied()


def _is_open(permission: Permission, study: Study) -> bool | Reason:
    """Whether somebody whom a permission doesn't name may use it, themselves or through a service. One without any
    condition needs no engine to tell."""
    limits = (permission.source_arn, permission.source_account, permission.organization, permission.event_source_token)
    if all(isinstance(limit, Absent) for limit in (*limits, permission.url_auth, permission.through_url)):
        return True
    from hauberk.study.outsiders import invoker

    way = invoker(permission, study)
    return way if isinstance(way, Reason) else way is not None


def _tells_whose(source: Value, permission: Permission, study: Study) -> bool:
    """Whether a source is an ARN with an account, whichever: seen at a glance, for it is what nearly all have."""
    if isinstance(source, Reference):
        from hauberk.study.arns import Arns

        text = str(Arns(study.application, permission.world).text(source) or "")
    elif isinstance(source, Pattern):
        text = source.text("-")
    elif isinstance(source, Known):
        text = str(source.value)
    else:
        return False
    first, *others = text.split(":", 5)
    return first == "arn" and len(others) == 5 and bool(others[3]) and not set("".join(others[:4])) & set("*?")


@control("public-layer", practice=1, severity=HIGH, subject=LayerPermission)
def public_layer(permission: LayerPermission, study: Study) -> Verdict:
    """Everyone may use a layer.

    A layer version with the principal ``*`` and without an organization can be downloaded by any AWS account, with all
    that is in it.

    Attack: someone fetches the layer and reads your code, and whatever key was left in it.

    Safe when: the layer is published for the world on purpose.

    Fix: name the accounts, or set OrganizationId.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html
    """
    match permission.principal:
        case Known("*") as everyone:
            if isinstance(permission.organization, Absent):
                return violated(everyone.says("any AWS account can download the layer"))
            return satisfied()
        case Known() | Reference() | Pattern():
            return satisfied()
        case other:
            return unknown(other)


URLS = (function_url_without_auth,)
PERMISSIONS = (public_function_permission, permission_without_source, public_layer)
