"""User pools that ask a function on sign-up, sign-in and the like."""

from hauberk.model.joining import retrail
from hauberk.model.values import Fields, Known, Reference, Value, alternatives, fields_of
from hauberk.sources.sam.build import certain, entries_of
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.functions.versions import alias_id


def trigger(event: Event) -> None:
    """``Cognito``: triggers on a declared user pool, and the permission for it to invoke the function."""
    maker = event.maker
    for _, pool in alternatives(event.value("UserPool")):
        if not isinstance(pool, Reference) or pool.attribute:
            continue
        name = pool.resource.removeprefix(maker.context.prefix)
        arn = maker.context.get_att(name, "Arn", pool.trail)
        alias = alias_id(maker.name, maker.source)  # one permission for all of the function's triggers
        suffix = (alias or maker.name).removeprefix(maker.name) + "CognitoPermission"
        maker.permit(suffix, "cognito-idp.amazonaws.com", event.trail, SourceArn=arn)
        existing = maker.context.made.get(pool.resource)
        if existing is None:
            return
        config = existing.properties.value("LambdaConfig")
        changed = _with(config, event, maker.target_arn())
        maker.context.change(existing, {"LambdaConfig": changed})


def _with(config: Value, event: Event, target: Value) -> Value:
    fields = fields_of(config)
    entries = {name: fields.value(name) for name in fields.names()}
    for entry in entries_of(event.value("Trigger")):
        entries[str(certain(entry))] = retrail(target, entry.trail)
    return Known(Fields(entries, head=fields.head or event.head), config.trail or event.trail)
