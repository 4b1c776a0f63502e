"""Where resources name the functions that they invoke, and whether they name an alias or a version.

The places from the CloudFormation Template Reference (2026-11); how Step Functions takes a function's qualifier from
its developer guide, "Invoke an AWS Lambda function with Step Functions" (2026-11).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hauberk.model.joining import glued
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, named
from hauberk.model.values import Fields, Items, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.study.graph import FUNCTION, STAND_INS

MACHINE = "AWS::StepFunctions::StateMachine"
_OPERATION = "Body.paths.*.*.x-amazon-apigateway-integration.uri"
_SCHEMES = ("Body.securityDefinitions.*", "Body.components.securitySchemes.*")
_API = (_OPERATION, *(f"{scheme}.x-amazon-apigateway-authorizer.authorizerUri" for scheme in _SCHEMES))
_PLACES: dict[str, tuple[str, ...]] = {
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
}
INVOKERS = (*(kind for kind in _PLACES if kind != "AWS::Lambda::Url"), MACHINE)
"""The types of resources that name functions as what they invoke, but for URLs, pollers and permissions."""
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_QUALIFIER = re.compile(r'"Qualifier(?:\.\$)?"')


class Use(NamedTuple):
    """A function of the application where something invokes it; ``qualified`` where an alias or a version is named."""

    value: Value
    function: Resource
    qualified: bool


def invoked(caller: Subject, resources: Mapping[str, Resource]) -> Iterator[Use | Unknown]:
    """The functions that a resource names in the world of who asks, and what isn't known of them."""
    for value in _targets(caller):
        if isinstance(value, Unknown):
            yield value
            continue
        parts = value.parts if isinstance(value, Pattern) else (value,)
        for index, part in enumerate(parts):
            target = resources.get(part.resource) if isinstance(part, Reference) else None
            if target is None:
                continue
            if target.type == FUNCTION:
                behind = parts[index + 1] if index + 1 < len(parts) else ""
                qualified = isinstance(behind, str) and behind[:1] == ":" and not behind.startswith(":$LATEST")
                yield Use(part if isinstance(part, Reference) and part.trail else value, target, qualified)
            elif target.type in STAND_INS:
                yield Use(value, target, True)


def names_qualifier(caller: Subject) -> Reason | None:
    """Why it can't be told which version a state machine's task runs: it names a qualifier beside the function."""
    if caller.resource.type != MACHINE or not any(_QUALIFIER.search(text) for text in _texts(caller)):
        return None
    return Reason("qualifier-in-definition", "its definition names a qualifier for some of the functions")


def _texts(machine: Subject) -> Iterator[str]:
    for value in _targets(machine):
        parts = value.parts if isinstance(value, Pattern) else (value.value,) if isinstance(value, Known) else ()
        yield from (part for part in parts if isinstance(part, str))


def _targets(caller: Subject) -> Iterator[Value]:
    if caller.resource.type == MACHINE:
        yield from _definition(caller)
        return
    for path in _PLACES[caller.resource.type]:
        yield from _at(Known(caller.properties), path.split("."))


def _at(value: Value, path: list[str]) -> Iterator[Value]:
    """What stands at a path, of which a star is every element or entry."""
    if not path or isinstance(value, Unknown):
        yield value
        return
    first, *others = path
    inner = value.value if isinstance(value, Known) else None
    if isinstance(inner, Items):
        for item in inner:
            yield from _at(item, others if first == "*" else path)
    elif isinstance(inner, Fields):
        for child in inner.values() if first == "*" else (inner.value(first),):
            yield from _at(child, others)


def _definition(machine: Subject) -> Iterator[Value]:
    """The texts of a state machine's definition with its substitutions filled in."""
    given = named(machine.at("DefinitionSubstitutions"))
    pending = [machine.at("DefinitionString"), machine.at("Definition")]
    while pending:
        value = pending.pop()
        match value:
            case Known(Fields() as fields):
                pending.extend(fields.values())
            case Known(Items() as items):
                pending.extend(items)
            case Known(str()) | Pattern():
                yield _filled(value, given)
            case Unknown() | Reference():
                yield value


def _filled(value: Value, given: Fields) -> Value:
    pieces: list[str | Reference | Unknown] = []
    for part in value.parts if isinstance(value, Pattern) else (getattr(value, "value", ""),):
        if not isinstance(part, str):
            pieces.append(part)
            continue
        at = 0
        for hole in _HOLE.finditer(part):
            filler = given.value(hole[1]) if hole[1] in given else None
            if filler is None:
                continue
            pieces.append(part[at : hole.start()])
            pieces.extend(_pieces(filler))
            at = hole.end()
        pieces.append(part[at:])
    return glued(pieces, value.trail)


def _pieces(value: Value) -> Iterator[str | Reference | Unknown]:
    match value:
        case Known(str() as text):
            yield text
        case Pattern(parts):
            yield from parts
        case Reference() | Unknown():
            yield value
