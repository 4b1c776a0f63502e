"""Resources whose policy lets in everyone, or a service that acts for everyone."""

from typing import TYPE_CHECKING

from hauberk.model.policies import ResourceStatement, pattern_text
from hauberk.model.values import Absent, Known, Reason, Unknown, Value
from hauberk.model.verdict import CRITICAL, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import value_text
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
_WITHOUT_SOURCE = frozenset(
    ("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::SNS::TopicInlinePolicy", "AWS::SNS::TopicPolicy")
)
"""Policies in which EventBridge can't be held to a source: it names none to a topic and its key, so that with a
condition no rule could publish ("Using resource-based policies for Amazon EventBridge", Amazon SNS permissions; "Key
management", Amazon SNS developer guide, 2026-11)."""
_EMPTY_STREAM = "logs:createlogstream"
"""What EventBridge does without a source before it writes with one; it makes an empty stream."""
_WHOSE = frozenset(("aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths"))
"""Keys that tell whose a bucket is, which its ARN doesn't."""


@control("public-resource-policy", practice=1, severity=CRITICAL, subject=ResourceStatement)
def public_resource_policy(statement: ResourceStatement, study: Study) -> Verdict:
    """Everyone may use a resource.

    A statement that allows the principal ``*`` without a condition that tells outsiders apart opens the queue, topic,
    bucket, key, repository or secret to every AWS account, and often to callers without any.

    Attack: someone sends messages to the queue that the function trusts, or reads the bucket that it fills.

    Safe when: a condition limits it to your accounts, organization, network or to one source, the bucket restricts
    public policies (RestrictPublicBuckets), or the search domain stands in a VPC; such statements pass.

    Fix: name the principals, or add a condition on aws:PrincipalOrgID, aws:SourceArn or aws:SourceAccount.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
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
            from hauberk.study.governed import governed
            from hauberk.study.outsiders import anyone

            way = anyone(statement, study)
            says = f"everyone may do {_done(statement)} with {governed(statement, study)}"
            return _let_in(way, value, says, statement, study)
    return satisfied()


def _let_in(
    way: "Public | Reason | None", place: Value, says: str, statement: ResourceStatement, study: Study
) -> Verdict:
    """Violated where there is a way in, with a request as the proof."""
    if isinstance(way, Reason):
        return unknown(Unknown(way, place.trail))
    if way is None:
        return satisfied()
    from hauberk.iam.implied import Calls
    from hauberk.study.blocking import strangers_are_blocked

    if way.who.calls is not Calls.SERVICE:
        blocked = strangers_are_blocked(statement, study)
        if blocked:
            return unknown(blocked) if isinstance(blocked, Unknown) else satisfied()
    from hauberk.study.governed import governed
    from hauberk.study.words import outsider

    return violated(place.says(says), _action(statement).says(outsider(way, governed(statement, study))))


def _done(statement: ResourceStatement) -> str:
    """What a statement allows, in a word or two."""
    told = [value_text(value) for value in statement.actions]
    more = f" and {len(told) - 1} more" if len(told) > 1 else ""
    return f"{told[0]}{more}" if told else "anything else than it names"


def _action(statement: ResourceStatement) -> Value:
    """The place to tell what is allowed at."""
    return next(iter(statement.actions), statement.value)


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

    The ARN of a bucket carries no account, so for S3 aws:SourceArn alone doesn't do: a bucket that you delete can be
    made again by someone else.

    Safe when: the service can't be made to act by strangers, as with most service-linked uses of keys. Of EventBridge
    and a topic, its key, or a new log stream it isn't asked: there AWS supports no condition.

    Fix: add a condition on aws:SourceArn, or on aws:SourceAccount; for S3 on both.

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
        if service == "events" and _without_source(statement):
            continue
        asked = True
        from hauberk.study.outsiders import service_for_anyone

        way = service_for_anyone(statement, study, service)
        if way is not None:
            says = f"{pattern_text(value)} may act here for any AWS account that asks it to"
            return _let_in(way, value, says, statement, study)
        if service == "s3" and _WHOSE.isdisjoint(key for _, key, _ in statement.conditions):
            from hauberk.study.outsiders import namesake_of_service

            again = namesake_of_service(statement, study, service)
            says = "a bucket's ARN carries no account: if the bucket is deleted, anyone can take its name"
            if again is not None:
                return _let_in(again, value, says, statement, study)
    return satisfied() if asked else not_applicable("it names no service that acts for its customers")


def _without_source(statement: ResourceStatement) -> bool:
    """Whether EventBridge names no source when it does what a statement allows."""
    actions = {(pattern_text(action) or "").lower() for action in statement.actions}
    return statement.resource.type in _WITHOUT_SOURCE or actions == {_EMPTY_STREAM}


CONTROLS = (public_resource_policy, allow_with_not_principal, service_principal_without_source)
