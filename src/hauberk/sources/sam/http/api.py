"""One HTTP API while its resources are being made."""

from typing import Any

from hauberk.model.values import Known, OneOf, Value, fields_of, items_of
from hauberk.sources.sam.build import certain, each, nothing, tree
from hauberk.sources.sam.gateway.api import Gateway, close, location
from hauberk.sources.sam.gateway.document import Tree, open_document

CREATED_BY = "httpapi:createdBy"
_CORS = ("AllowOrigins", "AllowHeaders", "AllowMethods", "ExposeHeaders", "MaxAge", "AllowCredentials")


class Api(Gateway):
    """An HTTP API. ``everything`` names the functions behind its default route so far."""

    def skeleton(self) -> Tree:
        """The definition that SAM starts from."""
        document = Tree(self.trail)
        document.put("openapi", "3.0.1", self.trail)
        title = self.context.ref("AWS::StackName", self.trail)
        document.put("info", {"version": "1.0", "title": title}, self.trail)
        document.put("paths", Tree(self.trail), self.trail)
        return document

    def tags(self) -> Value:
        """The API's tags with SAM's mark."""
        own = fields_of(self.value("Tags"))
        return tree({**{name: own.value(name) for name in own.names()}, CREATED_BY: "SAM"}, self.trail)

    def derive(self) -> None:
        """Makes the API itself."""
        place = self.value("DefinitionUri")
        if self.is_valid and self.document is not None:
            self._finish(self.document)
        body = self.document.frozen() if self.document is not None else self.value("DefinitionBody")
        content: dict[str, Any] = {
            "Body": body if nothing(place) else None,
            "BodyS3Location": None if nothing(place) else location(place),
        }
        if not self.is_off("FailOnWarnings"):
            content["FailOnWarnings"] = self.value("FailOnWarnings")
        self.add(self.name, "AWS::ApiGatewayV2::Api", content, needs=self.context.needs(self.source))

    def _finish(self, document: Tree) -> None:
        written = self.value("CorsConfiguration")
        if not nothing(written) and str(certain(written)).lower() != "false":
            self._cors(document, written)
        _tag(document, self.tags())
        closed = self.value("DisableExecuteApiEndpoint")
        if not nothing(closed):
            close(document, closed)
        for name, key in (("Name", "title"), ("Description", "description")):
            value = self.value(name)
            if not nothing(value):
                document.below("info", self.trail).put(key, value, value.trail)
        if not self.is_off("FailOnWarnings") and "$default" in self.paths():
            self.paths().put("/$default", self.paths().value("$default"), self.trail)
            self.paths().drop("$default")

    def _cors(self, document: Tree, written: Value) -> None:
        headers = document.below("x-amazon-apigateway-cors", written.trail)
        if str(certain(written)).lower() == "true":
            headers.put("allowOrigins", ["*"], written.trail)
        elif isinstance(written, OneOf):
            document.put("x-amazon-apigateway-cors", each(written, _lowered), written.trail)
        else:
            config = fields_of(written)
            for name in _CORS:
                value = config.value(name)
                if not nothing(value) and not (name == "AllowCredentials" and certain(value) is False):
                    headers.put(name[0].lower() + name[1:], value, value.trail)


def _lowered(value: Value) -> Value:
    config = fields_of(value)
    return tree({name[0].lower() + name[1:]: config.value(name) for name in config.names()}, value.trail)


def _tag(document: Tree, tags: Value) -> None:
    """OpenAPI's list of tags with the values that API Gateway reads from an extension."""
    present = document.value("tags")
    listed = list(items_of(present))
    given = fields_of(tags)
    for name in given.names():
        found = next((index for index, tag in enumerate(listed) if fields_of(tag).value("name") == Known(name)), None)
        entry = Tree(tags.trail) if found is None else open_document(listed[found]) or Tree(tags.trail)
        entry.put("name", name, tags.trail)
        entry.put("x-amazon-apigateway-tag-value", given.value(name), tags.trail)
        if found is None:
            listed.append(entry.frozen())
        else:
            listed[found] = entry.frozen()
    document.put("tags", listed, tags.trail)
