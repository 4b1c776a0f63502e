"""Events that start a state machine: rules, schedules and routes, each with a role to start the machine with."""

from collections.abc import Callable
from typing import Any

from hauberk.model.values import Value, fields_of
from hauberk.sources.sam.build import certain, filled, nothing, tree
from hauberk.sources.sam.events import route, schedules
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.functions.maker import Maker

_SUFFIX = "StepFunctionsTarget"


def derive(maker: Maker) -> None:
    """Makes the resources of a state machine's events."""
    events = fields_of(maker.value("Events"))
    for name in events.names():
        written = fields_of(events.value(name))
        kind = str(certain(written.value("Type")))
        event = Event(maker, name, kind, fields_of(written.value("Properties")), events.key(name))
        if kind in TABLE:
            TABLE[kind](event)


def role(event: Event, service: str, name: str = "") -> Value:
    """Makes the role with which a service starts the machine; gives its ARN."""
    trust = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": [service]}}
    statement = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": event.maker.target}
    policy = f"{name or event.id + 'Role'}StartExecutionPolicy"
    content = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
        "Policies": [{"PolicyName": policy, "PolicyDocument": {"Statement": [statement]}}],
        "PermissionsBoundary": event.maker.value("PermissionsBoundary"),
        "Tags": event.maker.passed_tags(),
    }
    event.make("AWS::IAM::Role", content, "Role")
    return event.arn("Role")


def _target(event: Event, arn: Value, *taken: str) -> dict[str, Any]:
    own = fields_of(event.value("Target")).value("Id")
    name = f"{event.id[: 64 - len(_SUFFIX)]}{_SUFFIX}"
    return {
        "Arn": event.maker.target,
        "Id": filled(own, tree(name, event.trail)),
        "RoleArn": arn,
        "DeadLetterConfig": event.dead_letters(),
        **event.taken("Input", "RetryPolicy", *taken),
    }


def _rule(event: Event) -> None:
    target = _target(event, role(event, "events.amazonaws.com"), "InputPath", "InputTransformer")
    content = {
        "EventPattern": event.value("Pattern"),
        "Name": event.value("RuleName"),
        "Targets": [target],
        **event.taken("EventBusName", "State"),
    }
    event.make("AWS::Events::Rule", content)


def _schedule(event: Event) -> None:
    own = event.value("RoleArn")
    arn = role(event, "events.amazonaws.com") if nothing(own) else own
    content = {
        "ScheduleExpression": event.value("Schedule"),
        "State": event.state(),
        "Targets": [_target(event, arn)],
        **event.taken("Name", "Description"),
    }
    event.make("AWS::Events::Rule", content)


def _api(event: Event) -> None:
    route(event, event.maker.target, role(event, "apigateway.amazonaws.com"))


TABLE: dict[str, Callable[[Event], None]] = {
    "Api": _api,
    "CloudWatchEvent": _rule,
    "EventBridgeRule": _rule,
    "Schedule": _schedule,
    "ScheduleV2": schedules.schedule,
}
