"""Events: what invokes a function, family by family.

Facts from the AWS SAM developer guide, "EventSource" and the pages of each event type (2026-11).
"""

from collections.abc import Collection, Iterator
from importlib import import_module

from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.values import Absent, Reference, Value, alternatives, fields_of
from hauberk.sources.sam.build import certain
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.functions.maker import Maker

TABLE = {
    "AlexaSkill": ("devices", "skill"),
    "CloudWatchEvent": ("rules", "rule"),
    "CloudWatchLogs": ("logs", "subscription"),
    "Cognito": ("pools", "trigger"),
    "DocumentDB": ("brokers", "documents"),
    "DynamoDB": ("streams", "table"),
    "EventBridgeRule": ("rules", "rule"),
    "IoTRule": ("devices", "rule"),
    "Kinesis": ("streams", "stream"),
    "MQ": ("brokers", "broker"),
    "MSK": ("brokers", "managed_kafka"),
    "S3": ("buckets", "notification"),
    "SNS": ("topics", "topic"),
    "SQS": ("streams", "queue"),
    "Schedule": ("schedules", "rule"),
    "ScheduleV2": ("schedules", "schedule"),
    "SelfManagedKafka": ("brokers", "own_kafka"),
}
"""The modules of this package that make the resources of each type of event, with the function there."""
ROUTES = {"Api": ("RestApiId", "ServerlessRestApi"), "HttpApi": ("ApiId", "ServerlessHttpApi")}
"""Events that are routes of an API: the property that names it, and the API that SAM makes up where none is named."""


FUNCTION_EVENTS = frozenset((*TABLE, *ROUTES))


def strange(resource: Resource, known: Collection[str]) -> Iterator[tuple[str, Span | None]]:
    """The events of a serverless resource that nothing is made of, with their places, since none of the ``known`` types
    is what each says; SAM itself refuses to deploy them."""
    events = fields_of(resource.properties.value("Events"))
    for name, value in events.items():
        for _, choice in alternatives(value):
            kind = fields_of(choice).value("Type")
            if not isinstance(choice, Absent) and certain(kind) not in known:
                said = f"SAM has none of the type {certain(kind)}" if certain(kind) else "its type isn't written out"
                yield f"event {name} of {resource.name}: {said}", events.key(name)
                break


def derive(maker: Maker) -> None:
    """Makes the resources of a function's events."""
    events = fields_of(maker.value("Events"))
    for name in events.names():
        for _, choice in alternatives(events.value(name)):
            written = fields_of(choice)
            kind = str(certain(written.value("Type")))
            event = Event(maker, name, kind, fields_of(written.value("Properties")), events.key(name))
            if kind in TABLE:
                module, function = TABLE[kind]
                getattr(import_module(f"hauberk.sources.sam.events.{module}"), function)(event)
            elif kind in ROUTES:
                route(event, maker.target_arn())


def route(event: Event, arn: Value, role: Value | None = None) -> None:
    """Notes an event that is a route of an API, for when the API is made. ``arn`` is the ARN of what it invokes."""
    maker, (name, implicit) = event.maker, ROUTES[event.kind]
    api = implicit
    named = name in event.properties.names()
    if named:
        match event.value(name):
            case Reference(resource, ""):
                api = resource.removeprefix(maker.context.prefix)
            case other:
                api = str(certain(other) or "")
    maker.context.routes.append(
        RouteEvent(
            kind=event.kind,
            function=maker.context.made[maker.context.prefix + maker.name],
            name=event.name,
            api=api,
            event=event.properties,
            head=event.head,
            target=maker.target,
            arn=arn,
            named=named,
            role=role,
        )
    )
