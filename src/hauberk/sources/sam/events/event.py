"""One event of a function, and what several families of events make alike."""

from typing import Any, NamedTuple

from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.values import Absent, Fields, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, each, filled, is_off, nothing, tree
from hauberk.sources.sam.functions.maker import Maker


class Event(NamedTuple):
    """An event ``name`` of the function behind ``maker``; ``head`` is where its name stands."""

    maker: Maker
    name: str
    kind: str
    properties: Fields
    head: Span | None

    @property
    def trail(self) -> Trail:
        """Where what follows from the event being there points at."""
        return (self.head,) if self.head else self.maker.trail

    @property
    def id(self) -> str:
        """The logical id that the event's own resource has."""
        return self.maker.name + self.name

    def value(self, name: str) -> Value:
        """A property of the event."""
        return self.properties.value(name)

    def taken(self, *names: str) -> dict[str, Value]:
        """Those of some properties that are written, under the same names."""
        return {name: self.properties.value(name) for name in names if name in self.properties.names()}

    def make(self, kind: str, content: dict[str, Any], suffix: str = "", **options: Any) -> Resource:
        """Adds a resource with the event's id and a suffix."""
        return self.maker.make(self.name + suffix, kind, content, self.trail, **options)

    def permit(self, principal: str, **more: Any) -> Resource:
        """Lets a service invoke the function on behalf of the event."""
        return self.maker.permit(self.name + "Permission", principal, self.trail, **more)

    def arn(self, suffix: str = "") -> Value:
        """The ARN of the event's resource."""
        return self.maker.context.get_att(self.id + suffix, "Arn", self.trail)

    def queue(self, written: Value) -> tuple[str, Value]:
        """The queue for undelivered events that ``DeadLetterConfig`` asks SAM to make: its id, and its ARN.

        An empty id where the event brings its own or has none.
        """
        config = fields_of(written)
        if nothing(config.value("Type")):
            return "", config.value("Arn")
        trail = written.trail or self.trail
        name = str(certain(config.value("QueueLogicalId")) or self.id + "Queue")
        self.maker.add(name, "AWS::SQS::Queue", {"Tags": self.maker.passed_tags()}, trail)
        return name, self.maker.context.get_att(name, "Arn", trail)

    def target_id(self) -> str:
        """The id of the function among a rule's targets, which may have 64 characters."""
        return f"{self.id[: 64 - len('LambdaTarget')]}LambdaTarget"

    def dead_letters(self) -> Value:
        """The ``DeadLetterConfig`` of an EventBridge target, with the queue and its policy where SAM makes them."""
        written = self.value("DeadLetterConfig")
        if nothing(written):
            return written
        name, arn = self.queue(written)
        if name:
            trail = written.trail or self.trail
            statement = {
                "Action": "sqs:SendMessage",
                "Effect": "Allow",
                "Principal": {"Service": "events.amazonaws.com"},
                "Resource": arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": self.arn()}},
            }
            self.queue_policy("QueuePolicy", name, statement, trail)
            return tree({"Arn": arn}, trail)
        return each(written, lambda value: value if isinstance(value, Absent) else tree({"Arn": arn}, value.trail))

    def queue_policy(self, suffix: str, queue: Any, statement: dict[str, Any], trail: Trail, name: str = "") -> None:
        """A policy on a queue, by the queue's logical id or URL."""
        url = self.maker.context.ref(queue, trail) if isinstance(queue, str) else queue
        content = {"PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}, "Queues": [url]}
        self.maker.add(name or self.id + suffix, "AWS::SQS::QueuePolicy", content, trail)

    def state(self) -> Value:
        """The state of a rule: ``State``, or what ``Enabled`` says."""
        state, enabled = self.value("State"), self.value("Enabled")
        if "Enabled" not in self.properties.names():
            return state
        return filled(state, tree("DISABLED" if is_off(self.properties, "Enabled") else "ENABLED", enabled.trail))
