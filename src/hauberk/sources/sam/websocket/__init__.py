"""``AWS::Serverless::WebSocketApi``: routes, each with a function behind it, one stage, an authorizer for connecting.

Facts from the AWS SAM developer guide, "AWS::Serverless::WebSocketApi" (2026-11), and from what AWS makes of templates:
the resource's condition and policies are left behind.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, filled, here, is_off, is_written, nothing, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.policies import fill
from hauberk.sources.sam.websocket import domain

TYPE = "AWS::Serverless::WebSocketApi"
_API = """
    ApiKeySelectionExpression Description DisableExecuteApiEndpoint DisableSchemaValidation IpAddressType
    RouteSelectionExpression
"""
_ROUTE = """
    ApiKeyRequired ModelSelectionExpression OperationName RequestModels RequestParameters
    RouteResponseSelectionExpression
"""
_STAGE = "AccessLogSettings DefaultRouteSettings RouteSettings StageVariables"
INVOCATION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function}/invocations"
EXECUTION = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"


class WebSocket(NamedTuple):
    """One API."""

    context: Context
    name: str
    source: Resource
    properties: Fields

    @property
    def trail(self) -> Trail:
        """Where the API's name stands."""
        return here(self.source)

    def taken(self, names: str) -> dict[str, Value]:
        """Those of some properties that are written."""
        return {name: self.properties.value(name) for name in names.split() if name in self.properties.names()}

    def ref(self, suffix: str = "", trail: Trail = ()) -> Value:
        """``Ref`` of something of the API."""
        return self.context.ref(self.name + suffix, trail or self.trail)

    def add(self, name: str, kind: str, content: dict[str, Any], trail: Trail, needs: Iterable[str] = ()) -> None:
        """Adds a resource that belongs to the API."""
        entries = {key: tree(child, trail) for key, child in content.items() if child is not None}
        head = trail[0] if trail else self.source.head
        options: dict[str, Any] = {"presence": PRESENT, "attributes": Fields({}), "depends_on": needs}
        self.context.add(name, kind, entries, self.source, head=head, **options)

    def permit(self, suffix: str, function: Value, source: Value, trail: Trail) -> None:
        """Lets API Gateway invoke a function."""
        content = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": function,
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": source,
        }
        self.add(self.name + suffix, "AWS::Lambda::Permission", content, trail)

    def tags(self) -> Value:
        """The API's tags with SAM's mark."""
        own = fields_of(self.properties.value("Tags"))
        entries: dict[str, Value] = {name: own.value(name) for name in own.names()}
        entries["websocketapi:createdBy"] = Known("SAM", self.trail)
        return Known(Fields(entries, head=own.head or self.source.head), self.trail)

    def passed_tags(self) -> Value:
        """The tags of stage and domain: SAM's mark, and the API's own where ``PropagateTags`` asks for that."""
        if is_off(self.properties, "PropagateTags"):
            return tree({"websocketapi:createdBy": "SAM"}, self.trail)
        return self.tags()


def derive(context: Context) -> None:
    """Makes the resources of every WebSocket API of the template."""
    for name, source in context.declared(TYPE):
        _derive(WebSocket(context, name, source, source.properties))


def _derive(api: WebSocket) -> None:
    content = {
        "Name": filled(api.properties.value("Name"), Known(api.name, api.trail)),
        "ProtocolType": "WEBSOCKET",
        "Tags": api.tags(),
        **api.taken(_API),
    }
    api.add(api.name, "AWS::ApiGatewayV2::Api", content, api.trail, api.context.needs(api.source))
    stage = filled(api.properties.value("StageName"), Known("default", api.trail))
    routes = fields_of(api.properties.value("Routes"))
    made = [_route(api, key, fields_of(routes.value(key)), routes, stage) for key in routes.names()]
    word = certain(stage) if is_written(stage) else None
    stage_id = "DefaultStage" if word == "default" else f"{word or ''}Stage"
    settings = {
        "ApiId": api.ref(),
        "StageName": stage,
        "AutoDeploy": True,
        "Tags": api.passed_tags(),
        **api.taken(_STAGE),
    }
    needs = [] if nothing(api.properties.value("RouteSettings")) else made
    api.add(api.name + stage_id, "AWS::ApiGatewayV2::Stage", settings, api.trail, needs)
    domain.derive(api.context, api.name, api.source, api.ref(stage_id), api.passed_tags())


def _route(api: WebSocket, key: str, config: Fields, routes: Fields, stage: Value) -> str:
    """Makes a route, its integration and its permission; gives the route's logical id."""
    word = key.removeprefix("$").capitalize()
    head = routes.key(key)
    trail = (head,) if head else api.trail
    function = config.value("FunctionArn")
    target = api.context.glue(["integrations/", api.ref(f"{word}Integration", trail)], trail)
    content: dict[str, Any] = {"ApiId": api.ref(trail=trail), "RouteKey": key, "Target": target}
    content.update((name, config.value(name)) for name in _ROUTE.split() if name in config.names())
    if key == "$connect":
        content.update(_authorization(api))
    api.add(f"{api.name}{word}Route", "AWS::ApiGatewayV2::Route", content, trail)
    integration = {
        "ApiId": api.ref(trail=trail),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": fill(api.context, INVOCATION, {"Function": function}, function.trail or trail),
        "TimeoutInMillis": config.value("IntegrationTimeout"),
    }
    api.add(f"{api.name}{word}Integration", "AWS::ApiGatewayV2::Integration", integration, trail)
    source = f"{EXECUTION}${{{api.name}.ApiId}}/${{Stage}}/{key}"
    api.permit(f"{word}Permission", function, fill(api.context, source, {"Stage": stage}, trail), trail)
    return f"{api.name}{word}Route"


def _authorization(api: WebSocket) -> dict[str, Any]:
    """What the route for connecting takes from ``Auth``, with the authorizer behind it."""
    written = api.properties.value("Auth")
    config = fields_of(written)
    if not config.names():
        return {}
    content: dict[str, Any] = {"AuthorizationType": config.value("AuthType")}
    function = config.value("AuthArn")
    if nothing(function):
        return content
    trail = (written.span,) if written.span else api.trail
    content["AuthorizerId"] = api.ref("ConnectAuthorizer", trail)
    authorizer = {
        "ApiId": api.ref(trail=trail),
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": fill(api.context, INVOCATION, {"Function": function}, function.trail),
        "AuthorizerCredentialsArn": config.value("InvokeRole"),
        "IdentitySource": config.value("IdentitySource"),
        "Name": filled(config.value("Name"), Known(f"{api.name}ConnectAuthorizer", trail)),
    }
    api.add(f"{api.name}ConnectAuthorizer", "AWS::ApiGatewayV2::Authorizer", authorizer, trail)
    if nothing(config.value("InvokeRole")):
        source = fill(api.context, f"{EXECUTION}${{{api.name}}}/authorizers/*", {}, trail)
        api.permit("AuthorizerPermission", function, source, trail)
    return content
