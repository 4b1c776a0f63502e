"""What the derivation of one SAM template shares: the template, its Globals, and the resources made so far."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.model.joining import combine, concat
from hauberk.model.resource import PRESENT, Resource
from hauberk.model.span import Span
from hauberk.model.values import Fields, Known, Trail, Value
from hauberk.sources.cloudformation.template import Template


class RouteEvent(NamedTuple):
    """An ``Api`` or ``HttpApi`` event of a function, waiting for the API that it belongs to.

    ``kind`` is the event's type; ``function`` and ``name`` are the ids of the function and of its event; ``api`` is the
    logical id of the API (an implicit one where the event names none, so ``named`` is false). ``target`` is what the
    event invokes, the function or its alias, as ``Ref`` gives it; ``arn`` is its ARN. ``role`` is the role with which
    an API starts a state machine; functions need none.
    """

    kind: str
    function: Resource
    name: str
    api: str
    event: Fields
    head: Span | None
    target: Value
    arn: Value
    named: bool
    role: Value | None = None


class Context:
    """One derivation. Ids in ``made`` carry ``prefix``; logical ids elsewhere are as the template writes them."""

    __slots__ = ("made", "prefix", "routes", "template")

    def __init__(self, template: Template, prefix: str) -> None:
        self.template = template
        self.prefix = prefix
        self.made: dict[str, Resource] = {}
        self.routes: list[RouteEvent] = []

    def declared(self, *types: str) -> Iterator[tuple[str, Resource]]:
        """Declared resources of some types by logical id, in the order of the template."""
        return ((name, resource) for name, resource in self.template.resources.items() if resource.type in types)

    def add(
        self,
        name: str,
        kind: str,
        properties: Mapping[str, Value] | Fields,
        source: Resource,
        *,
        head: Span | None = None,
        presence: Value | None = None,
        attributes: Fields | None = None,
        depends_on: Iterable[str] = (),
    ) -> Resource:
        """Adds the resource ``name`` that AWS derives from ``source``. It takes its place, condition and attributes
        from there unless told otherwise. ``depends_on`` are logical ids."""
        fields = properties if isinstance(properties, Fields) else Fields(properties, head=head or source.head)
        resource = Resource(
            id=self.prefix + name,
            type=kind,
            properties=fields,
            head=head or source.head,
            presence=source.presence if presence is None else presence,
            attributes=source.attributes if attributes is None else attributes,
            written=source.written,
            maker="sam",
            label=source.label,
            depends_on=tuple(self.prefix + needed for needed in depends_on),
        )
        self.made[resource.id] = resource
        return resource

    def keep(self, resource: Resource) -> None:
        """Keeps a resource that needs no derivation."""
        self.made[resource.id] = resource

    def change(self, resource: Resource, changes: Mapping[str, Value], depends_on: Iterable[str] = ()) -> None:
        """Gives a resource some properties and dependencies (whole ids) besides its own."""
        properties = resource.properties.merged(changes)
        needed = tuple(dict.fromkeys((*resource.depends_on, *depends_on)))
        self.made[resource.id] = resource.changed(properties=properties, depends_on=needed)

    def needs(self, resource: Resource) -> tuple[str, ...]:
        """The logical ids that a declared resource depends on."""
        return tuple(id_.removeprefix(self.prefix) for id_ in resource.depends_on)

    def glue(self, parts: Iterable[Value | str], trail: Trail = ()) -> Value:
        """Text from parts, branch by branch."""
        values = [Known(part) if isinstance(part, str) else part for part in parts]
        return combine(values, lambda row: concat(row, trail), trail)

    def ref(self, name: str, trail: Trail = ()) -> Value:
        """``Ref`` of a logical id or a pseudo parameter."""
        return self.template.resolver.ref(name, trail)

    def get_att(self, name: str, attribute: str, trail: Trail = ()) -> Value:
        """``Fn::GetAtt`` of a logical id."""
        return self.template.resolver.attribute(name, attribute, trail)


__all__ = ["PRESENT", "Context", "RouteEvent"]
