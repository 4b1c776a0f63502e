"""The property ``Auth`` of an HTTP API and of its events."""

from typing import Any

from hauberk.model.values import Fields, Known, Trail, Unknown, fields_of
from hauberk.sources.sam.build import certain, entries_of, nothing, tree
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.gateway import security
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import INTEGRATION, execute_api
from hauberk.sources.sam.http.api import Api
from hauberk.sources.sam.policies import fill

IAM = "AWS_IAM"
_FUNCTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__F__}/invocations"
_SOURCES = (
    ("Headers", "$request.header."),
    ("QueryStrings", "$request.querystring."),
    ("StageVariables", "$stageVariables."),
    ("Context", "$context."),
)
_IAM_SCHEME = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}


def add(api: Api) -> None:
    """Writes the API's own ``Auth`` into its definition."""
    config = api.auth()
    if not config.names() or not api.is_valid or api.document is None:
        return
    written = fields_of(config.value("Authorizers"))
    enabled = certain(config.value("EnableIamAuthorizer")) is True
    if written.names() or enabled:
        schemes = api.document.below("components", api.trail).below("securitySchemes", api.trail)
        if enabled:
            schemes.put(IAM, _IAM_SCHEME, config.value("EnableIamAuthorizer").trail)
        for name in written.names():
            key = written.key(name)
            trail = (key,) if key else api.trail
            schemes.put(name, _scheme(api, fields_of(written.value(name)), trail), trail)
    default = certain(config.value("DefaultAuthorizer"))
    if not isinstance(default, str):
        return
    scopes = fields_of(written.value(default)).value("AuthorizationScopes")
    trail = config.value("DefaultAuthorizer").trail
    for path in api.paths():
        for item in api.paths().open(path):
            for name in item:
                if name in ("parameters", "options"):
                    continue
                for method in item.open(name):
                    if INTEGRATION in method and not security.demands(method) and not security.is_unknown(method):
                        security.add(method, default, None if nothing(scopes) else scopes, trail)


def permit(api: Api) -> None:
    """Lets the API invoke the functions of its authorizers, where they ask for that."""
    written = fields_of(api.auth().value("Authorizers"))
    for name in written.names():
        config = fields_of(written.value(name))
        function = config.value("FunctionArn")
        if nothing(function) or certain(config.value("EnableFunctionDefaultPermissions")) is not True:
            continue
        content = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": function,
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": execute_api(api.context, api.ref(), "authorizers/*", function.trail),
        }
        api.add(f"{api.name}{name}AuthorizerPermission", "AWS::Lambda::Permission", content, function.trail)


def of_route(api: Api, route: RouteEvent, method: Tree) -> None:
    """Writes an event's ``Auth`` into its method."""
    config = fields_of(route.event.value("Auth"))
    if not config.names():
        return
    authorizer = config.value("Authorizer")
    authorizer = api.auth().value("DefaultAuthorizer") if nothing(authorizer) else authorizer
    name = certain(authorizer)
    if isinstance(authorizer, Unknown):
        method.put("security", authorizer, authorizer.trail)
    if not isinstance(name, str):
        return
    scopes = config.value("AuthorizationScopes")
    if nothing(scopes) or scopes == tree([]):
        known = fields_of(fields_of(api.auth().value("Authorizers")).value(name))
        scopes = known.value("AuthorizationScopes")
    takes = name not in ("NONE", IAM) and not nothing(scopes)
    security.add(method, name, scopes if takes else None, authorizer.trail)


def _scheme(api: Api, config: Fields, trail: Trail) -> dict[str, Any]:
    """An authorizer in the form of a security scheme."""
    extension = "x-amazon-apigateway-authorizer"
    token = fields_of(config.value("JwtConfiguration"))
    if token.names():
        settings = {name.lower(): token.value(name) for name in token.names()}
        detail: dict[str, Any] = {
            "jwtConfiguration": settings,
            "identitySource": config.value("IdentitySource"),
            "type": "jwt",
        }
        return {"type": "oauth2", extension: detail}
    function = config.value("FunctionArn")
    detail = {
        "type": "request",
        "authorizerUri": fill(api.context, _FUNCTION, {"__F__": function}, trail),
        "authorizerPayloadFormatVersion": config.value("AuthorizerPayloadFormatVersion"),
    }
    role = config.value("FunctionInvokeRole")
    if not nothing(role) and certain(role) != "NONE":
        detail["authorizerCredentials"] = role
    identity = fields_of(config.value("Identity"))
    if identity.names():
        if not nothing(identity.value("ReauthorizeEvery")):
            detail["authorizerResultTtlInSeconds"] = identity.value("ReauthorizeEvery")
        detail["identitySource"] = [
            Known(f"{prefix}{certain(item)}", item.trail)
            for name, prefix in _SOURCES
            for item in entries_of(identity.value(name))
        ]
    simple = config.value("EnableSimpleResponses")
    if not nothing(simple) and certain(simple) is not False:
        detail["enableSimpleResponses"] = simple
    return {"type": "apiKey", "name": "Unused", "in": "header", extension: detail}
