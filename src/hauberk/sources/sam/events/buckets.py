"""Buckets that tell a function about their objects."""

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Items, Known, Reference, Value, alternatives, fields_of, items_of
from hauberk.sources.sam.build import choose, entries_of, joined, nothing, tree
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.functions.maker import Maker


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
    before = list(items_of(listed))
    made = [_lambda(event, kind) for kind in entries_of(event.value("Events"))]
    entries = {name: config.value(name) for name in config.names()}
    made = [one for one in made if one not in before]
    entries["LambdaConfigurations"] = Known(Items([*before, *made], head=event.head), listed.trail or event.trail)
    changes: dict[str, Value] = {"NotificationConfiguration": Known(Fields(entries, head=event.head), event.trail)}
    marks = [bucket.properties.value("Tags")]
    if always(maker):
        needed: tuple[str, ...] = (permission.id,)
    else:  # a dependency can't be conditional, so SAM hides one in a tag
        needed = ()
        name = permission.id.removeprefix(maker.context.prefix)
        value = choose(maker.source.presence, maker.context.ref(name), Known("no dependency"))
        marks.append(tree([{"Key": f"sam:ConditionalDependsOn:{name}", "Value": value}], event.trail))
    passed = maker.passed_tags()
    if passed is not None:  # they replace the bucket's own
        changes["Tags"] = passed
    elif not all(nothing(mark) for mark in marks):
        changes["Tags"] = joined(*marks)
    maker.context.change(bucket, changes, depends_on=needed)


def always(maker: Maker) -> bool:
    """Whether the function has no condition."""
    return nothing(maker.source.attributes.value("Condition"))


def _lambda(event: Event, kind: Value) -> Value:
    content = {"Event": kind, "Function": event.maker.target_arn(), **event.taken("Filter")}
    trail = kind.trail or event.trail
    presence = event.maker.source.presence
    made = tree(content, trail)
    return made if always(event.maker) else choose(presence, made, Absent(trail))
