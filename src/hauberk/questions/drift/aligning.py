"""One side's resources under the names of the other's, so that the same is written the same."""

from collections.abc import Mapping

from hauberk.facts.arn_forms import FORMS
from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Reference, Value, alternatives


def aligned(application: Application, ids: Mapping[str, str], other: Application) -> Application:
    """An application in which each resource that the ``other`` has too is called as it is there: by its id, in
    references, and by its own name where it doesn't say one. ``ids`` are the ids of the other by those of this one."""
    resources = {}
    for one in application.resources.values():
        id_ = ids.get(one.id, one.id)
        properties = _fields(one.properties, ids)
        twin = other.resources.get(ids.get(one.id, ""))
        depends_on = tuple(ids.get(name, name) for name in one.depends_on)
        resources[id_] = one.changed(
            id=id_, properties=_named(one, properties, twin), depends_on=depends_on, label=one.name
        )
    return Application(
        application.id,
        application.format,
        resources,
        inputs=application.inputs,
        files=application.files,
        find_hidden=lambda: application.hidden,
        refused=application.refused,
        unlisted=application.unlisted,
    )


def _named(resource: Resource, properties: Fields, twin: Resource | None) -> Fields:
    """Properties with the name that AWS has given."""
    form = FORMS.get(resource.type)
    names = form.named_by if form is not None else ""
    if twin is None or not names or "." in names or names in properties.names():
        return properties
    name = twin.properties.value(names)
    return properties.merged({names: name}) if isinstance(name, Known) else properties


def _fields(given: Fields, ids: Mapping[str, str]) -> Fields:
    keys = {name: span for name in given.names() if (span := given.key(name)) is not None}
    return Fields(
        {name: _value(value, ids) for name, value in given.items()}, head=given.head, keys=keys, rest=given.rest
    )


def _value(value: Value, ids: Mapping[str, str]) -> Value:
    match value:
        case Reference() if value.resource in ids:
            return Reference(ids[value.resource], value.attribute, value.trail)
        case Pattern():
            parts = (
                Reference(ids[part.resource], part.attribute)
                if isinstance(part, Reference) and part.resource in ids
                else part
                for part in value.parts
            )
            return Pattern(tuple(parts), value.trail)
        case Known(Fields() as inner):
            return Known(_fields(inner, ids), value.trail)
        case Known(Items() as items):
            return Known(Items([_value(one, ids) for one in items], head=items.head, rest=items.rest), value.trail)
        case OneOf():
            return OneOf(tuple((guard, _value(one, ids)) for guard, one in alternatives(value)), value.trail)
    return value
