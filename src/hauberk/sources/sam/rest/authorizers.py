"""The authorizers of a REST API: their form in its definition, and the permission to call their functions.

Facts from the AWS SAM developer guide, "CognitoAuthorizer", "LambdaTokenAuthorizer" and "LambdaRequestAuthorizer"
(2026-11).
"""

from typing import Any

from hauberk.model.values import Fields, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, each, entries_of, is_empty, likely, nothing, place, tree
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import execute_api, invocation
from hauberk.sources.sam.rest.api import Api

IAM, KEY, NO_KEY, NONE = "AWS_IAM", "api_key", "api_key_false", "NONE"
"""Names in a method's ``security``; the last two are marks that tell a default off."""

_KNOWN = {
    IAM: {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
    KEY: {"type": "apiKey", "name": "x-api-key", "in": "header"},
}
_SOURCES = (
    ("Headers", "method.request.header."),
    ("QueryStrings", "method.request.querystring."),
    ("StageVariables", "stageVariables."),
    ("Context", "context."),
)


def written(api: Api) -> Fields:
    """The property ``Authorizers``."""
    return fields_of(api.auth().value("Authorizers"))


def define(api: Api, document: Tree) -> None:
    """Writes the API's authorizers into its definition."""
    config = written(api)
    for name in config.names():
        trail = _trail(api, config, name)
        schemes = document.below("securityDefinitions", trail)
        schemes.put(name, _scheme(api, fields_of(config.value(name)), trail), trail)


def define_known(document: Tree, name: str, trail: Trail) -> None:
    """Writes IAM's scheme or that of API keys into a definition that doesn't have it."""
    schemes = document.below("securityDefinitions", trail)
    if name not in schemes:
        schemes.put(name, _KNOWN[name], trail)


def permit(api: Api) -> None:
    """Lets the API invoke the functions of its authorizers."""
    config = written(api)
    for name in config.names():
        own = fields_of(config.value(name))
        function = own.value("FunctionArn")
        if nothing(function) or not is_empty(own.value("DisableFunctionDefaultPermissions")):
            continue
        trail = _trail(api, config, name)
        content = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": function,
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": execute_api(api.context, api.ref(), "authorizers/*", trail),
        }
        api.add(f"{api.name}{name}AuthorizerPermission", "AWS::Lambda::Permission", content, trail)


def _trail(api: Api, config: Fields, name: str) -> Trail:
    """Where an authorizer's name stands."""
    key = config.key(name)
    return (key,) if key else api.trail


def _scheme(api: Api, config: Fields, trail: Trail) -> dict[str, Any]:
    """An authorizer as a security scheme."""
    pool, identity = config.value("UserPoolArn"), fields_of(config.value("Identity"))
    cognito = not is_empty(pool)
    kind = "" if cognito else str(likely(config.value("FunctionPayloadType")) or "TOKEN")
    header, expression = identity.value("Header"), identity.value("ValidationExpression")
    if cognito:
        detail: dict[str, Any] = {"type": "cognito_user_pools", "providerARNs": _pools(pool)}
    else:
        detail = {"type": kind.lower(), **_function(api, config, identity, kind, trail)}
    if kind != "REQUEST" and not is_empty(expression):
        detail["identityValidationExpression"] = expression
    name: Any = "Authorization" if is_empty(header) else header
    return {
        "type": "apiKey",
        "name": "Unused" if kind == "REQUEST" else name,
        "in": "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools" if cognito else "custom",
        "x-amazon-apigateway-authorizer": detail,
    }


def _pools(pool: Value) -> Value:
    return each(pool, lambda choice: tree(entries_of(choice), place(choice)))


def _function(api: Api, config: Fields, identity: Fields, kind: str, trail: Trail) -> dict[str, Any]:
    function = config.value("FunctionArn")
    detail: dict[str, Any] = {"authorizerUri": invocation(api.context, function, function.trail or trail)}
    if not nothing(identity.value("ReauthorizeEvery")):
        detail["authorizerResultTtlInSeconds"] = identity.value("ReauthorizeEvery")
    role = config.value("FunctionInvokeRole")
    if not is_empty(role) and certain(role) != NONE:
        detail["authorizerCredentials"] = role
    sources: list[Value | str] = []
    for name, prefix in _SOURCES:
        for item in entries_of(identity.value(name)):
            sources.extend((", " if sources else "", prefix, item))
    if kind == "REQUEST" and sources:
        detail["identitySource"] = api.context.glue(sources, (identity.head,) if identity.head else trail)
    return detail
