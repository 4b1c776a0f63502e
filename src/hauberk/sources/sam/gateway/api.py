"""One API while its resources are being made."""

from collections.abc import Iterable
from typing import Any

from hauberk.model.joining import combine
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Known, Trail, Value, fields_of, items_of
from hauberk.sources.sam.build import here, is_off, nothing, taken, tree
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.gateway.document import Tree, open_document


class Gateway:
    """The API ``name`` that ``source`` declares. ``document`` is its definition under edit, if it has one inline.

    ``managed`` says that SAM writes the definition, since the template has none. ``made`` are the resources so far,
    ``routes`` the events that belong to the API.
    """

    def __init__(self, context: Context, name: str, source: Resource) -> None:
        self.context = context
        self.name = name
        self.source = source
        self.properties = source.properties
        self.made: list[Resource] = []
        self.routes: list[RouteEvent] = []
        body, place = self.value("DefinitionBody"), self.value("DefinitionUri")
        self.managed = nothing(body) and nothing(place)
        self.document = self.skeleton() if self.managed else open_document(body)

    def skeleton(self) -> Tree:
        """The definition that SAM starts from."""
        raise NotImplementedError

    @property
    def trail(self) -> Trail:
        """Where the API's name stands."""
        return here(self.source)

    def value(self, name: str) -> Value:
        """A property of the API."""
        return self.properties.value(name)

    def is_off(self, name: str) -> bool:
        """Whether a switch is left out or literally false."""
        return is_off(self.properties, name)

    def auth(self) -> Fields:
        """The property ``Auth``."""
        return fields_of(self.value("Auth"))

    def ref(self, suffix: str = "", trail: Trail = ()) -> Value:
        """``Ref`` of the API, or of something made for it."""
        return self.context.ref(self.name + suffix, trail or self.trail)

    @property
    def is_valid(self) -> bool:
        """Whether the definition is one that SAM can edit."""
        document = self.document
        if document is None or not document.open("paths"):
            return False
        return "swagger" in document or "openapi" in document

    def paths(self) -> Tree:
        """The definition's paths."""
        assert self.document is not None
        return self.document.below("paths", self.trail)

    def add(
        self, name: str, kind: str, content: dict[str, Any], trail: Trail = (), needs: Iterable[str] = (), **more: Any
    ) -> Resource:
        """Adds a resource; a part that is ``None`` is left out."""
        trail = trail or self.trail
        entries = {key: tree(child, trail) for key, child in content.items() if child is not None}
        head = trail[0] if trail else None
        made = self.context.add(name, kind, entries, self.source, head=head, depends_on=needs, **more)
        self.made.append(made)
        return made

    def tag(self, tags: Value, kinds: frozenset[str]) -> None:
        """Gives what was made, of some types, the API's tags."""
        for resource in self.made:
            if resource.type in kinds:
                self.context.change(self.context.made[resource.id], {"Tags": tags})


def close(document: Tree, closed: Value) -> None:
    """Says in a definition whether the API answers at the address that AWS gives it: ``DisableExecuteApiEndpoint``."""
    name, inner = "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint"
    if "openapi" not in document:
        document.below(name, closed.trail).put(inner, closed, closed.trail)
        return
    servers = document.value("servers")
    listed = list(items_of(servers))
    opened = [open_document(server) or Tree(closed.trail) for server in listed] or [Tree(closed.trail)]
    for server in opened:
        server.below(name, closed.trail).put(inner, closed, closed.trail)
    document.put("servers", [server.frozen() for server in opened], closed.trail)


def location(place: Value) -> Value:
    """A definition in S3: a mapping, or ``s3://bucket/key`` with an optional version."""

    def one(row: tuple[Value, ...]) -> Value:
        match row[0]:
            case Known(str() as text) if text.startswith("s3://"):
                bucket, _, key = text.removeprefix("s3://").partition("/")
                key, _, version = key.partition("?versionId=")
                parts = {"Bucket": bucket, "Key": key, **({"Version": version} if version else {})}
                return tree(parts, row[0].trail)
            case Known(Fields() as fields):
                return Known(Fields(taken(fields, "Bucket", "Key", "Version"), head=fields.head), row[0].trail)
        return row[0]

    return combine((place,), one, place.trail)
