"""SAM's serverless types, derived natively so that every value keeps its place in the source."""

from collections.abc import Iterator
from importlib import import_module

from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.values import Known
from hauberk.reading.nodes import Scalar
from hauberk.sources.cloudformation.entries import Scoped
from hauberk.sources.cloudformation.template import Template
from hauberk.sources.sam import events, functions, http, rest
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.globals import PREFIX, with_globals

FAMILIES = {
    "functions": "Function",
    "capacity": "CapacityProvider",
    "websocket": "WebSocketApi",
    "machines": "StateMachine",
    "layer": "LayerVersion",
    "table": "SimpleTable",
    "application": "Application",
    "graphql": "GraphQLApi",
    "rest": "",
    "http": "",
    "connector": "",
}
"""Modules of this package, each with ``derive(context)``, in the order in which they need each other, and the type that
each is about. Those without one derive from what stands with other types too: routes, connectors."""

_DERIVED = (
    "Api Application CapacityProvider Connector Function GraphQLApi HttpApi LayerVersion SimpleTable StateMachine"
)
DERIVED = frozenset(PREFIX + name for name in (*_DERIVED.split(), "WebSocketApi"))
"""The types that become others. Those of which Hauberk knows nothing stay as they are written."""


def expand(template: Template, prefix: str) -> dict[str, Resource]:
    """The resources that AWS makes of a SAM template, by the ids that AWS gives them."""
    resources = {name: _without_nulls(resource) for name, resource in with_globals(template).items()}
    context = Context(template._replace(resources=resources), prefix)
    functions.rename(context)
    rest.rename(context)
    http.rename(context)
    for resource in context.template.resources.values():
        if resource.type not in DERIVED:
            context.keep(resource)
    declared = {resource.type for resource in context.template.resources.values()}
    for family, type_ in FAMILIES.items():
        if not type_ or PREFIX + type_ in declared:
            import_module(f"hauberk.sources.sam.{family}").derive(context)
    return context.made


def strange_events(template: Template) -> Iterator[tuple[str, Span | None]]:
    """The events of a template that nothing is made of: what they are, in words, and where they stand."""
    for resource in template.resources.values():
        if resource.type == PREFIX + "Function":
            yield from events.strange(resource, events.FUNCTION_EVENTS)
        elif resource.type == PREFIX + "StateMachine":
            from hauberk.sources.sam.machines.events import TABLE

            yield from events.strange(resource, TABLE)


def _without_nulls(resource: Resource) -> Resource:
    """A serverless resource without properties that are null: the transform takes them as left out, where
    CloudFormation itself takes none. AWS's templates for .NET say ``"Role": null``."""
    if resource.type not in DERIVED:
        return resource
    properties = resource.properties.without(_is_null)
    return resource if properties is resource.properties else resource.changed(properties=properties)


def _is_null(entry: object) -> bool:
    if isinstance(entry, Scoped):
        node = entry.node
        return isinstance(node, Scalar) and not node.tag and node.value is None
    return entry == Known(None)
