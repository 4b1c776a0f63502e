"""The Globals section: properties that hold for every serverless resource of a kind.

Facts from the AWS SAM developer guide, "Globals section of the AWS SAM template" (2026-11): scalars of the resource
replace global ones, maps are merged entry by entry, lists are joined with the global entries first, and a resource's
``IgnoreGlobals`` leaves out all (``*``) or some of them. An intrinsic function counts as a scalar.
"""

from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Items, Known, Value, fields_of, items_of
from hauberk.sources.cloudformation.template import Template
from hauberk.sources.sam.build import certain, is_written

PREFIX = "AWS::Serverless::"


def with_globals(template: Template) -> dict[str, Resource]:
    """The declared resources with the properties that Globals gives them."""
    sections = {PREFIX + name: fields_of(value) for name, value in template.globals.items()}
    return {
        name: _with(resource, sections[resource.type]) if resource.type in sections else resource
        for name, resource in template.resources.items()
    }


def with_section(template: Template, made: Resource) -> Resource:
    """A resource that SAM makes up, with the properties that Globals gives its kind."""
    sections = {PREFIX + name: fields_of(value) for name, value in template.globals.items()}
    return _with(made, sections[made.type]) if made.type in sections else made


def _with(resource: Resource, section: Fields) -> Resource:
    ignored = resource.attributes.value("IgnoreGlobals")
    if certain(ignored) == "*":
        return resource
    left_out = {certain(item) for item in items_of(ignored)}
    own = resource.properties
    entries: dict[str, Value] = {}
    for name, value in section.items():
        if name not in left_out:
            entries[name] = merged(value, own.value(name)) if name in own.names() else value
    entries.update((name, own.value(name)) for name in own.names() if name not in entries)
    keys = {name: key for name in entries if (key := (own if name in own.names() else section).key(name))}
    return resource.changed(properties=Fields(entries, head=own.head, keys=keys))


def merged(common: Value, own: Value) -> Value:
    """A global value with a resource's own laid over it."""
    if not is_written(common) or not is_written(own):
        return own
    match common, own:
        case Known(Fields() as below), Known(Fields() as above):
            entries = {name: below.value(name) for name in below.names()}
            for name in above.names():
                value = above.value(name)
                entries[name] = merged(entries[name], value) if name in entries else value
            keys = {name: key for name in entries if (key := (above if name in above.names() else below).key(name))}
            return Known(Fields(entries, head=above.head, keys=keys), own.trail)
        case Known(Items() as below), Known(Items() as above):
            return Known(Items([*below, *above], head=above.head), own.trail)
        case _, Absent():
            return own
    return own
