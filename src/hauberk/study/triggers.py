"""What invokes a function, and in which way.

How each service invokes from the Lambda developer guide, "Invoking Lambda with events from other AWS services"
(2026-11).
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from hauberk.model.resource import Resource
from hauberk.model.subject import as_text, resource_of
from hauberk.model.values import Absent, Known, Pattern, Reference, Value
from hauberk.model.world import World
from hauberk.study.graph import Graph


class How(StrEnum):
    """The three ways to invoke a function, which decide where failures go."""

    SYNCHRONOUS = "synchronous"
    """The caller waits and sees the error."""
    ASYNCHRONOUS = "asynchronous"
    """Lambda queues the event, tries twice more, then drops it or hands it to a destination."""
    QUEUE = "queue"
    """Lambda polls a queue; the queue's redrive policy decides."""
    STREAM = "stream"
    """Lambda polls a stream or a log; a failed batch blocks its shard until it expires or goes to a destination."""


class Trigger(NamedTuple):
    """One way in: the kind of source, how it invokes, and the resource that says so."""

    kind: str
    how: How
    resource: Resource


PRINCIPALS: dict[str, tuple[str, How]] = {
    "alexa-appkit.amazon.com": ("Alexa skill", How.SYNCHRONOUS),
    "alexa-connectedhome.amazon.com": ("Alexa skill", How.SYNCHRONOUS),
    "apigateway.amazonaws.com": ("API Gateway", How.SYNCHRONOUS),
    "appsync.amazonaws.com": ("AppSync", How.SYNCHRONOUS),
    "bedrock.amazonaws.com": ("Bedrock", How.SYNCHRONOUS),
    "cloudformation.amazonaws.com": ("CloudFormation", How.ASYNCHRONOUS),
    "cloudfront.amazonaws.com": ("CloudFront", How.SYNCHRONOUS),
    "codecommit.amazonaws.com": ("CodeCommit", How.ASYNCHRONOUS),
    "cognito-idp.amazonaws.com": ("Cognito", How.SYNCHRONOUS),
    "cognito-sync.amazonaws.com": ("Cognito", How.SYNCHRONOUS),
    "config.amazonaws.com": ("AWS Config", How.ASYNCHRONOUS),
    "connect.amazonaws.com": ("Amazon Connect", How.SYNCHRONOUS),
    "elasticloadbalancing.amazonaws.com": ("load balancer", How.SYNCHRONOUS),
    "events.amazonaws.com": ("EventBridge", How.ASYNCHRONOUS),
    "firehose.amazonaws.com": ("Firehose", How.SYNCHRONOUS),
    "iot.amazonaws.com": ("IoT rule", How.ASYNCHRONOUS),
    "lex.amazonaws.com": ("Lex", How.SYNCHRONOUS),
    "lexv2.amazonaws.com": ("Lex", How.SYNCHRONOUS),
    "logs.amazonaws.com": ("CloudWatch Logs", How.ASYNCHRONOUS),
    "s3.amazonaws.com": ("S3", How.ASYNCHRONOUS),
    "scheduler.amazonaws.com": ("schedule", How.ASYNCHRONOUS),
    "secretsmanager.amazonaws.com": ("Secrets Manager rotation", How.ASYNCHRONOUS),
    "ses.amazonaws.com": ("SES", How.ASYNCHRONOUS),
    "sns.amazonaws.com": ("SNS", How.ASYNCHRONOUS),
    "vpc-lattice.amazonaws.com": ("VPC Lattice", How.SYNCHRONOUS),
}
"""Services that invoke a function under a permission, by principal."""

_REFERRERS: dict[str, tuple[str, How]] = {
    "AWS::Events::Rule": ("EventBridge", How.ASYNCHRONOUS),
    "AWS::Pipes::Pipe": ("EventBridge Pipe", How.SYNCHRONOUS),
    "AWS::S3::Bucket": ("S3", How.ASYNCHRONOUS),
    "AWS::SNS::Subscription": ("SNS", How.ASYNCHRONOUS),
    "AWS::Scheduler::Schedule": ("schedule", How.ASYNCHRONOUS),
    "AWS::StepFunctions::StateMachine": ("Step Functions", How.SYNCHRONOUS),
    "AWS::ApiGateway::Authorizer": ("API Gateway authorizer", How.SYNCHRONOUS),
    "AWS::ApiGatewayV2::Authorizer": ("API Gateway authorizer", How.SYNCHRONOUS),
    "AWS::AppSync::DataSource": ("AppSync", How.SYNCHRONOUS),
    "AWS::Cognito::UserPool": ("Cognito", How.SYNCHRONOUS),
    "AWS::CloudFormation::CustomResource": ("CloudFormation", How.ASYNCHRONOUS),
    "AWS::SecretsManager::RotationSchedule": ("Secrets Manager rotation", How.ASYNCHRONOUS),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("load balancer", How.SYNCHRONOUS),
    "AWS::Logs::SubscriptionFilter": ("CloudWatch Logs", How.ASYNCHRONOUS),
    "AWS::IoT::Authorizer": ("IoT authorizer", How.SYNCHRONOUS),
    "AWS::IoT::TopicRule": ("IoT rule", How.ASYNCHRONOUS),
    "AWS::KinesisFirehose::DeliveryStream": ("Firehose", How.SYNCHRONOUS),
}
"""Resources that invoke the function that they refer to, permission or not."""

MAPPING = "AWS::Lambda::EventSourceMapping"
RULE = "AWS::Events::Rule"
SCHEDULE = "AWS::Scheduler::Schedule"
AUTHORIZER = "AWS::IoT::Authorizer"
TOPIC_RULE = "AWS::IoT::TopicRule"
WAYS_IN = (MAPPING, "AWS::Lambda::Permission", "AWS::Lambda::Url", *_REFERRERS)
"""The types of what may invoke a function."""
_POLLED = {"sqs": ("SQS", How.QUEUE), "kinesis": ("Kinesis", How.STREAM), "dynamodb": ("DynamoDB", How.STREAM)}
_POLLED_TYPES = {
    "AWS::SQS::Queue": _POLLED["sqs"],
    "AWS::Kinesis::Stream": _POLLED["kinesis"],
    "AWS::DynamoDB::Table": _POLLED["dynamodb"],
    "AWS::DynamoDB::GlobalTable": _POLLED["dynamodb"],
}


def triggers(graph: Graph, function: str, world: World) -> tuple[Trigger, ...]:
    """What invokes a function in one world, each way once."""
    found: dict[tuple[str, How], Trigger] = {}
    for trigger in ways_in(graph, function, world):
        found.setdefault((trigger.kind, trigger.how), trigger)
    return tuple(found.values())


def ways_in(graph: Graph, function: str, world: World) -> Iterator[Trigger]:
    """What invokes a function in one world, each resource that says so by itself."""
    for resource in graph.around(function, *WAYS_IN):
        if not world.holds(resource.presence):
            continue
        if resource.type == "AWS::Lambda::Url":
            yield Trigger("function URL", How.SYNCHRONOUS, resource)
        elif resource.type == MAPPING:
            yield _polled(graph, resource, world)
        elif resource.type == "AWS::Lambda::Permission":
            principal = world.pick(as_text(world.pick(resource.properties.value("Principal"))))
            name = principal.value if isinstance(principal, Known) else None
            if name == "events.amazonaws.com" and _is_of_a_rule(graph, resource, world):
                continue  # the rule refers to the function itself, and tells more
            if name == "iot.amazonaws.com" and _is_of_authorizers(graph, function, resource, world):
                continue
            if isinstance(name, str) and name in PRINCIPALS:
                yield Trigger(*PRINCIPALS[name], resource)
        elif _recurs(resource, world):
            yield Trigger("schedule that recurs", How.ASYNCHRONOUS, resource)
        else:
            yield Trigger(*_REFERRERS[resource.type], resource)


def _is_of_a_rule(graph: Graph, permission: Resource, world: World) -> bool:
    """Whether a permission is for a rule of the application, there in this world, that has the function as a target."""
    rule = graph.application.resources.get(resource_of(world.pick(permission.properties.value("SourceArn"))))
    if rule is None or rule.type != RULE or not world.holds(rule.presence):
        return False
    return not set(graph.targets[rule.id]).isdisjoint(graph.targets[permission.id])


def _is_of_authorizers(graph: Graph, function: str, permission: Resource, world: World) -> bool:
    """Whether a permission for IoT is for authorizers of the application: it names one, or names nothing and no rule
    of the application has the function as a target."""
    around = [one for one in graph.around(function, AUTHORIZER, TOPIC_RULE) if world.holds(one.presence)]
    authorizers = {one.id for one in around if one.type == AUTHORIZER}
    source = world.pick(permission.properties.value("SourceArn"))
    if not isinstance(source, Absent):
        return resource_of(source) in authorizers
    return bool(authorizers) and not any(one.type == TOPIC_RULE for one in around)


def _recurs(resource: Resource, world: World) -> bool:
    """Whether a rule or a schedule comes again by the clock."""
    if resource.type not in (RULE, SCHEDULE):
        return False
    expression = world.pick(resource.properties.value("ScheduleExpression"))
    return isinstance(expression, Known) and str(expression.value).startswith(("rate(", "cron("))


def _polled(graph: Graph, mapping: Resource, world: World) -> Trigger:
    source = world.pick(mapping.properties.value("EventSourceArn"))
    kind, how = _POLLED.get(_service(source), ("", How.STREAM))
    if not kind:
        referred = graph.application.resources.get(_referred(source))
        kind, how = _POLLED_TYPES.get(referred.type if referred else "", ("event source", How.STREAM))
    return Trigger(kind, how, mapping)


def _service(arn: Value) -> str:
    match arn:
        case Known(str() as text):
            pieces = text.split(":")
        case Pattern():
            pieces = arn.text("?").split(":")
        case _:
            return ""
    return pieces[2] if len(pieces) > 5 and pieces[0] == "arn" else ""


def _referred(value: Value) -> str:
    return value.resource if isinstance(value, Reference) else ""
