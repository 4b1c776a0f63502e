"""The API that SAM makes up for events that name none."""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Known, Value, fields_of
from hauberk.sources.sam.build import any_of, here, is_off, nothing, tree
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.globals import with_section

_KEEPS = ("Retain", "Snapshot", "Delete")


def implicit(context: Context, name: str, kind: str, events: list[RouteEvent], own: dict[str, Any]) -> Resource:
    """The API with the logical id ``name``: there where one of the functions behind it is, with ``own`` properties."""
    first = events[0]
    trail = (first.head,) if first.head else here(first.function)
    head = trail[0] if trail else None
    entries = {key: tree(value, trail) for key, value in own.items()}
    tags: dict[str, Value] = {}
    for route in events:
        written = context.template.resources[route.function.id.removeprefix(context.prefix)].properties
        given = fields_of(written.value("Tags"))
        if not nothing(written.value("PropagateTags")) and not is_off(written, "PropagateTags"):
            tags.update((key, given.value(key)) for key in given.names())
    if tags:
        entries["PropagateTags"] = Known(True, trail)
        entries["Tags"] = Known(Fields(tags, head=head), trail)
    made = Resource(
        id=context.prefix + name,
        type=kind,
        properties=Fields(entries, head=head),
        head=head,
        presence=any_of(*(route.function.presence for route in events)),
        attributes=Fields(kept([route.function for route in events]), head=head),
        written=context.prefix + name,
        maker="sam",
    )
    return with_section(context.template, made)


def kept(sources: list[Resource]) -> dict[str, Value]:
    """The policies on deletion and replacement of something that several resources share: those that keep most."""
    found: dict[str, Value] = {}
    for name in ("DeletionPolicy", "UpdateReplacePolicy"):
        values = [source.attributes.value(name) for source in sources]
        for word in _KEEPS:
            best = next((value for value in values if value == Known(word)), None)
            if best is not None:
                found[name] = best
                break
    return found
