"""Topics: straight to the function, or through a queue that Lambda polls."""

from typing import Any

from hauberk.model.values import Fields, Known, Reference, Value, alternatives, fields_of
from hauberk.sources.sam.build import certain, filled, nothing
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.events.streams import manage

PASSED = ("FilterPolicy", "FilterPolicyScope", "RedrivePolicy", "Region")


def topic(event: Event) -> None:
    """``SNS``: a subscription, with the permission or the queue behind it."""
    through = next(choice for _, choice in alternatives(event.value("SqsSubscription")))
    config = fields_of(through)
    if config.names() or str(certain(through)).lower() == "true":
        _through_queue(event, config)
        return
    event.permit("sns.amazonaws.com", SourceArn=event.value("Topic"))
    _subscription(event, "lambda", event.maker.target_arn())


def _subscription(event: Event, protocol: str, endpoint: Value) -> None:
    content = {
        "Endpoint": endpoint,
        "Protocol": protocol,
        "TopicArn": event.value("Topic"),
        **event.taken(*PASSED),
    }
    event.make("AWS::SNS::Subscription", content)


def _ordered(event: Event) -> Value | None:
    """A queue keeps the order where the template's topic does."""
    for _, named in alternatives(event.value("Topic")):
        if isinstance(named, Reference) and named.resource in event.maker.context.made:
            value = event.maker.context.made[named.resource].properties.value("FifoTopic")
            return None if nothing(value) else value
    return None


def _through_queue(event: Event, config: Fields) -> None:
    maker = event.maker
    arn, url = config.value("QueueArn"), config.value("QueueUrl")
    if not config.names():
        content: dict[str, Any] = {"Tags": maker.passed_tags(), "FifoQueue": _ordered(event)}
        maker.add(event.id + "Queue", "AWS::SQS::Queue", content, event.trail)
        arn, url = event.arn("Queue"), maker.context.ref(event.id + "Queue", event.trail)
    content = {
        "BatchSize": filled(config.value("BatchSize"), Known(10, event.trail)),
        "Enabled": True,
        "EventSourceArn": arn,
        "FunctionName": maker.target,
    }
    event.make("AWS::Lambda::EventSourceMapping", content, "EventSourceMapping")
    statement = {
        "Action": "sqs:SendMessage",
        "Effect": "Allow",
        "Principal": "*",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": event.value("Topic")}},
    }
    name = str(certain(config.value("QueuePolicyLogicalId")) or "")
    event.queue_policy("QueuePolicy", url, statement, event.trail, name)
    manage(event, "AWSLambdaSQSQueueExecutionRole")
    _subscription(event, "sqs", arn)
