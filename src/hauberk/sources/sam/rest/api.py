"""One REST API while its resources are being made."""

from typing import Any

from hauberk.model.values import Items, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, each, nothing
from hauberk.sources.sam.gateway.api import Gateway, location
from hauberk.sources.sam.gateway.document import Tree, open_document

TAGGED = frozenset(
    "AWS::ApiGateway::" + name
    for name in ("RestApi", "Stage", "DomainName", "DomainNameV2", "UsagePlan", "ApiKey", "DomainNameAccessAssociation")
)


class Api(Gateway):
    """A REST API."""

    @property
    def version(self) -> str:
        """The OpenAPI version that the property asks for, or empty."""
        return str(certain(self.value("OpenApiVersion")) or "")

    def derive(self) -> None:
        """Makes the API itself."""
        place, body = self.value("DefinitionUri"), None
        if nothing(place):
            self._finish()
            body = self.document.frozen() if self.document is not None else self.value("DefinitionBody")
        content: dict[str, Any] = {
            "Body": body,
            "BodyS3Location": None if nothing(place) else location(place),
            **{name: self.value(name) for name in _COPIED.split() if not nothing(self.value(name))},
        }
        endpoint = self.value("EndpointConfiguration")
        if not nothing(endpoint):
            content.update(_endpoint(endpoint))
        if self.is_off("FailOnWarnings"):
            content.pop("FailOnWarnings", None)
        self.add(self.name, "AWS::ApiGateway::RestApi", content, needs=self.context.needs(self.source))

    def skeleton(self) -> Tree:
        """The definition that SAM starts from."""
        document = Tree(self.trail)
        version = self.version
        document.put("openapi" if version.startswith("3") else "swagger", version if version[:1] == "3" else "2.0", self.trail)
        title = self.context.ref("AWS::StackName", self.trail)
        document.put("info", {"version": "1.0", "title": title}, self.trail)
        document.put("paths", Tree(self.trail), self.trail)
        return document

    def _finish(self) -> None:
        """What comes last: media types, models, the default endpoint, and OpenAPI 3's other places for things."""
        document = self.document
        if document is None:
            return
        types = self.value("BinaryMediaTypes")
        if not nothing(types):
            document.put("x-amazon-apigateway-binary-media-types", each(types, _slashes), types.trail)
        models = fields_of(self.value("Models"))
        if models.names():
            found = document.below("definitions", self.value("Models").trail)
            for name in models.names():
                found.put(name.lower(), models.value(name), self.value("Models").trail)
        closed = self.value("DisableExecuteApiEndpoint")
        if not nothing(closed):
            _close(document, closed)
        if certain(document.value("openapi")) is not None or self.version[:1] == "3":
            _modernise(document, self.trail)


_COPIED = """
    ApiKeySourceType BinaryMediaTypes Description EndpointAccessMode FailOnWarnings MinimumCompressionSize Mode Name
    Policy SecurityPolicy
"""


def _endpoint(written: Value) -> dict[str, Any]:
    fields = fields_of(written)
    kind = fields.value("Type")
    if nothing(kind):
        return {
            "EndpointConfiguration": {"Types": [written]},
            "Parameters": {"endpointConfigurationTypes": written},
        }
    own = next((fields.value(name) for name in ("VPCEndpointIds", "VpcEndpointIds") if name in fields.names()), None)
    content: dict[str, Any] = {"Types": [kind]}
    if own is not None:
        content["VpcEndpointIds"] = own
    if "IpAddressType" in fields.names():
        content["IpAddressType"] = fields.value("IpAddressType")
    return {"EndpointConfiguration": content, "Parameters": {"endpointConfigurationTypes": kind}}


def _slashes(value: Value) -> Value:
    """Media types write their slash as ``~1``."""
    match value:
        case Known(Items() as items):
            return Known(Items([each(item, _slashes) for item in items], head=items.head), value.trail)
        case Known(str() as text):
            return Known(text.replace("~1", "/"), value.trail)
    return value


def _close(document: Tree, closed: Value) -> None:
    name, inner = "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint"
    if "openapi" not in document:
        document.below(name, closed.trail).put(inner, closed, closed.trail)
        return
    servers = document.value("servers")
    found = [open_document(server) for server in servers.value] if _is_list(servers) else [Tree(closed.trail)]
    for server in found:
        if server is not None:
            server.below(name, closed.trail).put(inner, closed, closed.trail)
    document.put("servers", [server.frozen() for server in found if server is not None], closed.trail)


def _is_list(value: Value) -> Any:
    return isinstance(value, Known) and isinstance(value.value, Items)


def _modernise(document: Tree, trail: Trail) -> None:
    """OpenAPI 3 keeps security schemes and models under ``components``, and describes headers by a schema."""
    if "swagger" in document:
        return
    for old, new in (("securityDefinitions", "securitySchemes"), ("definitions", "schemas")):
        if fields_of(document.value(old)).names():
            document.below("components", trail).put(new, document.value(old), trail)
            document.drop(old)
    for path in document.below("paths", trail):
        for item in document.below("paths", trail).open(path):
            for options in item.open("options"):
                options.drop("produces")
                options.drop("consumes")
                for answer in [a for r in options.open("responses") for a in r.open("200")]:
                    for headers in answer.open("headers"):
                        for header in headers:
                            if "schema" not in fields_of(headers.value(header)).names():
                                headers.put(header, {"schema": headers.value(header)}, trail)
