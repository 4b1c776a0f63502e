"""Policies that a template holds as a text of JSON, read as what they say.

CloudFormation takes a text wherever a property is JSON, and some properties are nothing else: that of
``AWS::Logs::ResourcePolicy`` (CloudFormation Template Reference, 2026-11). Everything in such a policy is said to stand
where the text does. A text that isn't JSON, or isn't once its holes are filled, stays as it is.
"""

from hauberk.model.policies import HOLDERS
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Items, Known, OneOf, Pattern, Value
from hauberk.reading.errors import ReadingError

MAX_JSON = 1_000_000
"""Characters of a text that is read."""
_BESIDE_POLICIES = {
    "AWS::SNS::Subscription": (("RedrivePolicy",),),
    "AWS::SQS::Queue": (("RedrivePolicy",), ("RedriveAllowPolicy",)),
}
"""Other properties that are JSON and that controls look into."""
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    **{
        type_: tuple(tuple(f"{holder.path}.{holder.document}".strip(".").split(".")) for holder in holders)
        for type_, holders in HOLDERS.items()
    },
    **_BESIDE_POLICIES,
}
"""The ways to properties that hold JSON, by the type of resource. A list on the way is gone through."""


def structured(resource: Resource) -> Resource:
    """A resource whose policies are structures, whatever they were written as."""
    places = PLACES.get(resource.type)
    if places is None:
        return resource
    written = resource.properties.names()
    ways = tuple(way for way in places if way[0] in written)
    return resource.changed(properties=_fields(resource.properties, ways)) if ways else resource


def _fields(fields: Fields, ways: tuple[tuple[str, ...], ...]) -> Fields:
    def entry(name: str, value: Value) -> Value:
        behind = tuple(way[1:] for way in ways if way[0] == name)
        return _value(value, behind) if behind else value

    return fields.changed(entry)


def _value(value: Value, ways: tuple[tuple[str, ...], ...]) -> Value:
    match value:
        case OneOf(alternatives):
            return OneOf(tuple((guard, _value(choice, ways)) for guard, choice in alternatives), value.trail)
        case Known(Items() as items) if () not in ways:
            return Known(items.changed(lambda item: _value(item, ways)), value.trail)
        case Known(Fields() as fields) if () not in ways:
            return Known(_fields(fields, ways), value.trail)
        case Known(str()) | Pattern() if () in ways:
            return _read(value)
    return value


def _read(value: Value) -> Value:
    """What a text of JSON says; the text itself if it is none."""
    size = len(value.text()) if isinstance(value, Pattern) else len(str(getattr(value, "value", "")))
    first = value.parts[0] if isinstance(value, Pattern) else getattr(value, "value", "")
    if size > MAX_JSON or not (isinstance(first, str) and first.lstrip()[:1] in ("{", "[")):
        return value
    from hauberk.iam.language.trees import from_text

    try:
        found, oddities = from_text(value)
    except ReadingError:
        return value
    return value if oddities else found
