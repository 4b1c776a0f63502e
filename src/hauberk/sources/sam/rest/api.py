"""One REST API while its resources are being made."""

from typing import Any

from hauberk.model.joining import one_of
from hauberk.model.resource import Resource
from hauberk.model.values import Trail, Value, alternatives, fields_of
from hauberk.sources.sam.build import is_empty, likely, nothing, place, taken, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.api import Gateway, location
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.rest import openapi
from hauberk.sources.sam.rest.policy import Places, Policy

TAGGED = frozenset(
    "AWS::ApiGateway::" + name
    for name in ("RestApi", "Stage", "DomainName", "DomainNameV2", "UsagePlan", "ApiKey", "DomainNameAccessAssociation")
)
_COPIED = """
    ApiKeySourceType BinaryMediaTypes Description EndpointAccessMode FailOnWarnings MinimumCompressionSize Mode Name
    Policy SecurityPolicy
"""
_POLICY = "x-amazon-apigateway-policy"


class Api(Gateway):
    """A REST API. ``places`` keeps the methods of its paths as its resource policy names them."""

    def __init__(self, context: Context, name: str, source: Resource) -> None:
        super().__init__(context, name, source)
        self._policy: Policy | None = None
        self.places: dict[tuple[str, str], Places] = {}

    def skeleton(self) -> Tree:
        """The definition that SAM starts from."""
        document = Tree(self.trail)
        version = self.value("OpenApiVersion")
        if openapi.is_three(version):
            document.put("openapi", str(likely(version)), version.trail)
        else:
            document.put("swagger", "2.0", self.trail)
        title = self.context.ref("AWS::StackName", self.trail)
        document.put("info", {"version": "1.0", "title": title}, self.trail)
        document.put("paths", Tree(self.trail), self.trail)
        return document

    def policy(self, trail: Trail) -> Policy:
        """The resource policy in the definition."""
        assert self.document is not None
        if self._policy is None:
            self._policy = Policy(self.document.value(_POLICY), trail)
        return self._policy

    def derive(self) -> None:
        """Makes the API itself."""
        stored, body = self.value("DefinitionUri"), self.value("DefinitionBody")
        if self.document is not None:
            if self._policy is not None:
                self.document.put(_POLICY, self._policy.frozen(), self.trail)
            openapi.finish(self, self.document)
            body = self.document.frozen()
        content: dict[str, Any] = {
            "Body": body if nothing(stored) else None,
            "BodyS3Location": None if nothing(stored) else location(stored),
            **taken(self.properties, *_COPIED.split()),
            **_endpoint(self.value("EndpointConfiguration")),
        }
        if self.is_off("FailOnWarnings"):
            content.pop("FailOnWarnings", None)
        self.add(self.name, "AWS::ApiGateway::RestApi", content, needs=self.context.needs(self.source))


def _endpoint(written: Value) -> dict[str, Value]:
    """The type of the endpoint, and the VPC endpoints that it is reached by; a word alone is the type."""
    if is_empty(written):
        return {}
    branches = [(guard, _settings(choice)) for guard, choice in alternatives(written)]
    settings = one_of([(guard, one["EndpointConfiguration"]) for guard, one in branches], written.trail)
    parameters = one_of([(guard, one["Parameters"]) for guard, one in branches], written.trail)
    return {"EndpointConfiguration": settings, "Parameters": parameters}


def _settings(choice: Value) -> dict[str, Value]:
    fields = fields_of(choice)
    kind = fields.value("Type") if "Type" in fields.names() else choice
    if nothing(kind):
        return {"EndpointConfiguration": kind, "Parameters": kind}
    content: dict[str, Any] = {"Types": [kind], **taken(fields, "IpAddressType")}
    for name in ("VPCEndpointIds", "VpcEndpointIds"):
        if name in fields.names():
            content["VpcEndpointIds"] = fields.value(name)
    parameters = {"endpointConfigurationTypes": kind}
    return {"EndpointConfiguration": tree(content, place(choice)), "Parameters": tree(parameters, place(choice))}
