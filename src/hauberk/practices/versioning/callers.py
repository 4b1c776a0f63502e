"""Whether what invokes a function names an alias, a version, or whatever was deployed last."""

from hauberk.model.compute import Alias, EventSourceMapping, FunctionUrl, Permission
from hauberk.model.given import GIVEN, is_given
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, Text, resource_of
from hauberk.model.told import is_version
from hauberk.model.values import Known, Pattern, Reference, Unknown
from hauberk.model.verdict import LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.graph import FUNCTION
from hauberk.study.study import Study

_OPERATION = "Body.paths.*.*.x-amazon-apigateway-integration.uri"
_SCHEMES = ("Body.securityDefinitions.*", "Body.components.securitySchemes.*")
_API = (_OPERATION, *(f"{scheme}.x-amazon-apigateway-authorizer.authorizerUri" for scheme in _SCHEMES))
PLACES: dict[str, tuple[str, ...]] = {
    "AWS::ApiGateway::Authorizer": ("AuthorizerUri",),
    "AWS::ApiGateway::Method": ("Integration.Uri",),
    "AWS::ApiGateway::RestApi": _API,
    "AWS::ApiGatewayV2::Api": _API,
    "AWS::ApiGatewayV2::Authorizer": ("AuthorizerUri",),
    "AWS::ApiGatewayV2::Integration": ("IntegrationUri",),
    "AWS::AppSync::DataSource": ("LambdaConfig.LambdaFunctionArn",),
    "AWS::Cognito::UserPool": ("LambdaConfig.*", "LambdaConfig.*.LambdaArn"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("Targets.*.Id",),
    "AWS::Events::Rule": ("Targets.*.Arn",),
    "AWS::IoT::TopicRule": ("TopicRulePayload.Actions.*.Lambda.FunctionArn",),
    "AWS::Lambda::Url": ("TargetFunctionArn",),
    "AWS::Logs::SubscriptionFilter": ("DestinationArn",),
    "AWS::Pipes::Pipe": ("Enrichment", "Target"),
    "AWS::S3::Bucket": ("NotificationConfiguration.LambdaConfigurations.*.Function",),
    "AWS::SNS::Subscription": ("Endpoint",),
    "AWS::SNS::Topic": ("Subscription.*.Endpoint",),
    "AWS::Scheduler::Schedule": ("Target.Arn",),
    "AWS::StepFunctions::StateMachine": (),
}
"""Where resources name functions as what they invoke, but for pollers and permissions; a star is every element or entry
(CloudFormation Template Reference, 2026-11). State machines do so in their definitions."""
_LATEST = "this runs $LATEST, whatever that is at the moment"


class Caller(Subject):
    """What has a function invoked: a poller, a permission, a URL, or what names the function as its target."""

    TYPES = (*EventSourceMapping.TYPES, *Permission.TYPES, *PLACES)
    __slots__ = ()

    function = Text("FunctionName")


@control("trigger-on-latest", practice=10, severity=LOW, subject=Caller)
def trigger_on_latest(caller: Caller, study: Study) -> Verdict:
    """A trigger runs whatever was deployed last.

    What names the function without an alias runs $LATEST: a half-finished deployment, an edit in the console. A
    permission without an alias lets nobody invoke the alias.

    Attack: a change that was never reviewed processes the next message.

    It is asked of pollers, permissions, function URLs, rules, schedules, pipes, subscriptions, buckets, APIs, user
    pools, load balancers, streams of logs, rules of IoT and state machines, where the function has an alias;
    function-without-version asks for one.

    Safe when: the alias is for other callers on purpose.

    Fix: let the trigger name the alias (in SAM: AutoPublishAlias for its own events, !Ref Function.Alias elsewhere).

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    - https://docs.aws.amazon.com/lambda/latest/dg/using-aliases.html
    """
    if caller.resource.type in (*EventSourceMapping.TYPES, *Permission.TYPES):
        return _by_name(caller, study)
    if caller.resource.type in FunctionUrl.TYPES and is_given(caller.at("Qualifier")):
        return satisfied()
    return _by_target(caller, study)


def _by_name(caller: Caller, study: Study) -> Verdict:
    """Of what names one function, wherever it is."""
    target = caller.function
    if isinstance(target, Unknown):
        return unknown(target)
    named_resource = study.named(target)
    if named_resource is None and caller.resource.type in Permission.TYPES:
        return not_applicable("the function isn't part of the application")
    if caller.at("Principal") == Known("secretsmanager.amazonaws.com"):
        return not_applicable("it serves the rotation of a secret, not users")
    if named_resource is None:
        text = target.value if isinstance(target, Known) else ""
        qualified = str(text).count(":") in (1, 7) and not str(text).endswith("$LATEST")
        if isinstance(target, Pattern):
            return unknown(target)
        return satisfied() if qualified else violated(target.says("this names the function without an alias"))
    if named_resource.type != FUNCTION or is_version(named_resource):
        return satisfied()
    if isinstance(target, Pattern) and ":" in target.text("").rpartition("function:")[2]:
        return satisfied()
    if not _has_alias(named_resource, caller, study):
        return not_applicable("the function has no alias, which function-without-version says")
    if isinstance(target, Reference) or resource_of(target) == named_resource.id:
        return violated(target.says(_LATEST))
    return satisfied()


def _by_target(caller: Caller, study: Study) -> Verdict:
    """Of what may name functions of the application in some of its properties."""
    if not any(study.there(caller, *Alias.TYPES)):
        return not_applicable("no function of the application has an alias, which function-without-version says")
    from hauberk.study.invoked import invoked, names_qualifier

    uses = list(invoked(caller, PLACES[caller.resource.type], study.application.resources))
    known = [use for use in uses if not isinstance(use, Unknown)]
    latest = [use for use in known if not use.qualified and _has_alias(use.function, caller, study)]
    if latest:
        beside = names_qualifier(caller)
        told = dict.fromkeys(use.value.says(_LATEST) for use in latest)
        return violated(*told) if beside is None else unknown(beside)
    doubt = next((use for use in uses if isinstance(use, Unknown) and use.reason.code not in GIVEN), None)
    if doubt is not None:
        return unknown(doubt)
    if any(use.qualified for use in known):
        return satisfied()
    return not_applicable(
        "the function has no alias, which function-without-version says"
        if known
        else "it invokes no function of the application"
    )


def _has_alias(function: Resource, caller: Subject, study: Study) -> bool:
    return any(study.users(Subject(function, caller.world), *Alias.TYPES))


CONTROLS = (trigger_on_latest,)
