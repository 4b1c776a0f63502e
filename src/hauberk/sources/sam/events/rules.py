"""Rules of EventBridge that match events."""

from hauberk.model.values import fields_of
from hauberk.sources.sam.build import filled, tree
from hauberk.sources.sam.events.event import Event


def rule(event: Event) -> None:
    """``EventBridgeRule`` and ``CloudWatchEvent``: a rule, and the permission to invoke the function."""
    own = fields_of(event.value("Target")).value("Id")
    target = {
        "Arn": event.maker.target_arn(),
        "Id": filled(own, tree(event.target_id(), event.trail)),
        "DeadLetterConfig": event.dead_letters(),
        **event.taken("Input", "InputPath", "InputTransformer", "RetryPolicy"),
    }
    content = {
        "EventPattern": event.value("Pattern"),
        "Name": event.value("RuleName"),
        "State": event.state(),
        "Targets": [target],
        **event.taken("EventBusName"),
    }
    event.make("AWS::Events::Rule", content)
    event.permit("events.amazonaws.com", SourceArn=event.arn())
