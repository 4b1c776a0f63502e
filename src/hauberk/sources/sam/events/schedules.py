"""Schedules: a rule of EventBridge, or a schedule of EventBridge Scheduler with a role of its own."""

from typing import Any

from hauberk.model.values import Absent, Value
from hauberk.sources.sam.build import certain, each, filled, nothing, tree
from hauberk.sources.sam.events.event import Event


def rule(event: Event) -> None:
    """``Schedule``: a rule, and the permission for EventBridge to invoke the function."""
    target = {
        "Arn": event.maker.target_arn(),
        "Id": event.target_id(),
        "DeadLetterConfig": event.dead_letters(),
        **event.taken("Input", "RetryPolicy"),
    }
    content = {
        "ScheduleExpression": event.value("Schedule"),
        "State": event.state(),
        "Targets": [target],
        **event.taken("Name", "Description"),
    }
    event.make("AWS::Events::Rule", content)
    event.permit("events.amazonaws.com", SourceArn=event.arn())


_AS_WRITTEN = """
    Description EndDate GroupName KmsKeyArn ScheduleExpression ScheduleExpressionTimezone StartDate
    State
"""


def schedule(event: Event) -> None:
    """``ScheduleV2``: a schedule, and the role with which it invokes the function."""
    written = event.value("DeadLetterConfig")
    _, dead_letters = event.queue(written)
    role = event.value("RoleArn")
    target: dict[str, Any] = {
        "Arn": event.maker.target_arn(),
        "RoleArn": filled(role, event.arn("Role")),
        "DeadLetterConfig": each(written, lambda value: _arn(value, dead_letters)),
        **event.taken("Input", "RetryPolicy"),
    }
    nameless = str(certain(event.value("OmitName"))).lower() == "true"
    content = {
        "FlexibleTimeWindow": filled(event.value("FlexibleTimeWindow"), tree({"Mode": "OFF"}, event.trail)),
        **event.taken(*_AS_WRITTEN.split()),
        "Name": None if nameless else filled(event.value("Name"), tree(event.id, event.trail)),
        "Target": target,
    }
    event.make("AWS::Scheduler::Schedule", content)
    if nothing(role):
        _role(event, None if nothing(written) else dead_letters)


def _arn(written: Value, arn: Value) -> Value:
    return written if isinstance(written, Absent) else tree({"Arn": arn}, written.trail)


def _role(event: Event, dead_letters: Value | None) -> None:
    maker = event.maker
    trust = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["scheduler.amazonaws.com"]}}
    action, policy = maker.invocation
    policies = [_policy(event.id + policy, action, maker.target_arn())]
    if dead_letters is not None:
        policies.append(_policy(event.id + "SQSPolicy", "sqs:SendMessage", dead_letters))
    content = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
        "Policies": policies,
        "Tags": maker.passed_tags(),
        **event.taken("PermissionsBoundary"),
    }
    event.make("AWS::IAM::Role", content, "Role")


def _policy(name: str, action: str, resource: Value) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return {"PolicyName": name, "PolicyDocument": {"Statement": [statement]}}
