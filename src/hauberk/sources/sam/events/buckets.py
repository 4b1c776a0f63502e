"""Buckets that tell a function about their objects."""

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Items, Known, Reference, Value, alternatives, fields_of
from hauberk.sources.sam.build import certain, choose, entries_of, tree
from hauberk.sources.sam.events.event import Event


def notification(event: Event) -> None:
    """``S3``: the permission, and the notification of a bucket that the template declares."""
    context = event.maker.context
    account = context.ref("AWS::AccountId", event.trail)
    permission = event.permit("s3.amazonaws.com", SourceAccount=account)
    for _, bucket in alternatives(event.value("Bucket")):
        if isinstance(bucket, Reference) and not bucket.attribute and bucket.resource in context.made:
            _notify(event, context.made[bucket.resource], permission)


def _notify(event: Event, bucket: Resource, permission: Resource) -> None:
    maker = event.maker
    config = fields_of(bucket.properties.value("NotificationConfiguration"))
    listed = config.value("LambdaConfigurations")
    before = list(listed.value) if isinstance(listed, Known) and isinstance(listed.value, Items) else []
    made = [_lambda(event, kind) for kind in entries_of(event.value("Events"))]
    entries = {name: config.value(name) for name in config.names()}
    entries["LambdaConfigurations"] = Known(Items([*before, *made], head=event.head), listed.trail or event.trail)
    changes: dict[str, Value] = {"NotificationConfiguration": Known(Fields(entries, head=event.head), event.trail)}
    always = certain(maker.source.presence) is True
    maker.context.change(bucket, changes, depends_on=(permission.id,) if always else ())


def _lambda(event: Event, kind: Value) -> Value:
    content = {"Event": kind, "Function": event.maker.target_arn(), **event.taken("Filter")}
    trail = kind.trail or event.trail
    presence = event.maker.source.presence
    made = tree(content, trail)
    return made if certain(presence) is True else choose(presence, made, Absent(trail))
