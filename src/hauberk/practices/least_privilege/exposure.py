"""What is open to everyone, or to a service that acts for everyone: functions, layers, queues, topics, buckets,
keys."""

from typing import TYPE_CHECKING

from hauberk.model.compute import FunctionUrl, LayerPermission, Permission
from hauberk.model.policies import ResourceStatement, pattern_text
from hauberk.model.subject import Subject, Text, Whole, as_flag, listed, named
from hauberk.model.values import Absent, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.verdict import CRITICAL, HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import is_given, must_be_among, plain
from hauberk.practices.control import control
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.iam.public import Public

OPEN_BY_NATURE = frozenset(("AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::RestApi"))
"""Resources whose policy with a star is an everyday matter: who may call an API is decided by its authorizers."""
_DEPUTIES = (
    "apigateway",
    "budgets",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codestar-notifications",
    "config",
    "delivery",
    "events",
    "iot",
    "logs",
    "s3",
    "scheduler",
    "ses",
    "sns",
    "sqs",
)
"""Services that act for any of their customers when they write to a queue, a topic, a bucket or call a function."""


@control("public-resource-policy", practice=1, severity=CRITICAL, subject=ResourceStatement)
def public_resource_policy(statement: ResourceStatement, study: Study) -> Verdict:
    """Everyone may use a resource.

    A statement that allows the principal ``*`` without a condition that tells outsiders apart opens the queue, topic,
    bucket, key, repository or secret to every AWS account, and often to callers without any.

    Attack: someone sends messages to the queue that the function trusts, or reads the bucket that it fills.

    Safe when: a condition limits it to your accounts, organization, network or to one source; such statements pass.

    Fix: name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    """
    if statement.resource.type in OPEN_BY_NATURE:
        return not_applicable("an API's routes say who may call them")
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return not_applicable("it denies")
    for kind, value in statement.principals:
        if isinstance(value, Unknown):
            return unknown(value)
        if kind == "AWS" and value == Known("*"):
            from hauberk.study.outsiders import anyone

            way = anyone(statement, study)
            return _let_in(way, value, f"everyone may do this with {statement.resource.name}", statement, study)
    return satisfied()


def _let_in(
    way: "Public | Reason | None", place: Value, says: str, statement: ResourceStatement, study: Study
) -> Verdict:
    """Violated where there is a way in, with a request as the proof."""
    if isinstance(way, Reason):
        return unknown(Unknown(way, place.trail))
    if way is None:
        return satisfied()
    from hauberk.study.words import outsider

    return violated(place.says(says), _action(statement).says(outsider(way, _about(statement, study))))


def _action(statement: ResourceStatement) -> Value:
    """The place to tell what is allowed at."""
    return next(iter(statement.actions), statement.value)


def _about(statement: ResourceStatement, study: Study) -> str:
    """What a statement is about, in a word: the resource that it names, or the one that holds it."""
    resources = (study.named(value) for value in listed(statement.resources))
    return next((one.name for one in resources if one is not None), statement.resource.name)


@control("allow-with-not-principal", practice=1, severity=CRITICAL, subject=ResourceStatement)
def allow_with_not_principal(statement: ResourceStatement, study: Study) -> Verdict:
    """A policy allows everyone but a few.

    ``Allow`` with ``NotPrincipal`` grants access to every principal that isn't listed: to the whole world.

    Attack: the one account that was to be kept out is kept out; all others may read.

    Safe when: never; AWS itself advises against it.

    Fix: use Principal and list who is to have access.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    """
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return not_applicable("it denies")
    excluded = statement.not_principal
    if isinstance(excluded, Absent):
        return satisfied()
    from hauberk.study.outsiders import anyone

    return _let_in(anyone(statement, study), excluded, "everyone but these is allowed", statement, study)


@control("service-principal-without-source", practice=1, severity=MEDIUM, subject=ResourceStatement)
def service_principal_without_source(statement: ResourceStatement, study: Study) -> Verdict:
    """A service may act on a resource for any of its customers.

    When a policy allows ``sns.amazonaws.com`` without naming the topic or the account, anyone can make a topic of their
    own and have SNS deliver its messages here: the service is the confused deputy.

    Attack: the attacker subscribes your queue to their topic, and your function processes what they publish.

    Safe when: the service can't be made to act by strangers, as with most service-linked uses of keys.

    Fix: add a condition on aws:SourceArn, or on aws:SourceAccount.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
    """
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return not_applicable("it denies")
    asked = False
    for kind, value in statement.principals:
        if isinstance(value, Unknown):
            return unknown(value)
        service = (pattern_text(value) or "").partition(".")[0]
        if kind != "Service" or service not in _DEPUTIES:
            continue
        asked = True
        from hauberk.study.outsiders import service_for_anyone

        way = service_for_anyone(statement, study, service)
        if way is not None:
            says = f"{service}.amazonaws.com may act here for any AWS account that asks it to"
            return _let_in(way, value, says, statement, study)
    return satisfied() if asked else not_applicable("it names no service that acts for its customers")


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
    from hauberk.study.outsiders import invoker

    way = invoker(permission, study)
    if isinstance(way, Reason):
        return unknown(way)
    return satisfied() if way is None else _open_to_all(permission, study)


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
    can be made again by someone else.

    Attack: the attacker makes a rule in their account with your function as its target, and sends events of their own.

    Safe when: an event source token or the organization limits it, as with Alexa skills.

    Fix: add SourceArn; for S3 add SourceAccount too. Where SourceArn would make a circle of references, as with a load
    balancer's target group, SourceAccount alone will do.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
    """
    known, name = plain(permission.principal)
    if not known:
        return unknown(permission.principal)
    if not str(name).endswith((".amazonaws.com", ".amazonaws.com.cn")):
        return not_applicable("its principal is no service")
    source = permission.source_arn
    if isinstance(source, Unknown) and not is_given(source):
        return unknown(source)
    if name != "s3.amazonaws.com" and _tells_whose(source):
        return satisfied()
    if _is_unlimited(permission):
        return violated(
            permission.principal.says(f"{name} may invoke the function for any AWS account that asks it to")
        )
    from hauberk.study.outsiders import invoker, namesake

    way = invoker(permission, study)
    if isinstance(way, Reason):
        return unknown(way)
    if way is not None and isinstance(source, Absent):
        return violated(
            permission.principal.says(f"{name} may invoke the function for any AWS account that asks it to")
        )
    if way is not None:
        return violated(source.says("anyone's source fits this: it names no account"))
    if name == "s3.amazonaws.com" and not isinstance(source, (Absent, Unknown)) and namesake(permission, study):
        return violated(
            source.says("a bucket's ARN carries no account: if the bucket is deleted, anyone can take its name")
        )
    return satisfied()


def _is_unlimited(permission: Permission) -> bool:
    """Whether a permission has no condition at all."""
    limits = (permission.source_arn, permission.source_account, permission.organization, permission.event_source_token)
    return all(isinstance(limit, Absent) for limit in (*limits, permission.url_auth, permission.through_url))


def _tells_whose(source: Value) -> bool:
    """Whether a source is an ARN with an account, whichever: seen at a glance, for it is what nearly all have."""
    if isinstance(source, Pattern):
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


class Bucket(Subject):
    """A bucket."""

    TYPES = ("AWS::S3::Bucket",)
    __slots__ = ()

    acl = Text("AccessControl", "Private")


BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


class BucketDoor(Subject):
    """A bucket or an access point, as far as it is kept from being made public."""

    TYPES = ("AWS::S3::AccessPoint", "AWS::S3::Bucket", "AWS::S3::MultiRegionAccessPoint")
    __slots__ = ()

    blocking = Whole("PublicAccessBlockConfiguration")


@control("bucket-with-public-acl", practice=1, severity=CRITICAL, subject=Bucket)
def bucket_with_public_acl(bucket: Bucket, study: Study) -> Verdict:
    """A bucket is public by its access control list.

    PublicRead lets everyone list and read the bucket, PublicReadWrite lets everyone write to it, and AuthenticatedRead
    lets every AWS account in the world read it.

    Attack: scanners that try bucket names find it within days.

    Safe when: never; a public site is served through CloudFront with origin access control.

    Fix: leave AccessControl out.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2
    """
    accepted = ("Private", "LogDeliveryWrite", "BucketOwnerRead", "BucketOwnerFullControl", "AwsExecRead")
    return must_be_among(bucket.acl, accepted, "everyone can use the bucket")


@control("bucket-public-access-block-off", practice=1, severity=HIGH, subject=BucketDoor)
def bucket_public_access_block_off(door: BucketDoor, study: Study) -> Verdict:
    """A bucket's protection from being made public is switched off.

    New buckets block public access since April 2023. Where the setting is written, only what it sets to true holds:
    one wrong statement or ACL is enough to publish everything.

    Attack: a later change adds a policy with a star, and nothing holds it back.

    Safe when: the bucket is public on purpose; serve it through CloudFront instead.

    Fix: remove the setting, or set it to true.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
    - https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8
    """
    if isinstance(door.blocking, Unknown):
        return unknown(door.blocking)
    if isinstance(door.blocking, Absent):
        return satisfied()
    settings = [(name, as_flag(named(door.blocking).value(name, False))) for name in BLOCKS]
    for name, setting in sorted(settings, key=lambda pair: isinstance(pair[1], Absent)):
        known, on = plain(setting)
        if not known:
            return unknown(setting)
        if not on:
            return violated(setting.says(f"the bucket can be made public: {name} is off"))
    return satisfied()


CONTROLS = (
    public_resource_policy,
    allow_with_not_principal,
    service_principal_without_source,
    public_function_permission,
    permission_without_source,
    public_layer,
    bucket_with_public_acl,
    bucket_public_access_block_off,
)
