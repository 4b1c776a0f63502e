"""The property ``Auth`` of an API and of its events: authorizers, keys and resource policies."""

from typing import Any

from hauberk.model.values import Fields, Items, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, nothing, tree
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import execute_api
from hauberk.sources.sam.policies import fill
from hauberk.sources.sam.rest import access
from hauberk.sources.sam.gateway import security
from hauberk.sources.sam.rest.api import Api

IAM = "AWS_IAM"
KEY, NO_KEY = "api_key", "api_key_false"
_FUNCTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__F__}/invocations"
_SOURCES = (
    ("Headers", "method.request.header."),
    ("QueryStrings", "method.request.querystring."),
    ("StageVariables", "stageVariables."),
    ("Context", "context."),
)


def add(api: Api) -> None:
    """Writes the API's own ``Auth`` into its definition."""
    config = api.auth()
    if not config.names() or not api.is_valid or api.document is None:
        return
    default = str(certain(config.value("DefaultAuthorizer")) or "")
    written = fields_of(config.value("Authorizers"))
    for name in written.names():
        key = written.key(name)
        trail = (key,) if key else api.trail
        _define(api, name, _scheme(api, fields_of(written.value(name)), trail), trail)
    if default == IAM:
        _define(api, IAM, _IAM_SCHEME, config.value("DefaultAuthorizer").trail)
    if default:
        _by_default(api, default, written, config)
    if certain(config.value("ApiKeyRequired")) is True:
        trail = config.value("ApiKeyRequired").trail
        _define(api, KEY, _KEY_SCHEME, trail)
        _key_by_default(api, certain(config.value("AddApiKeyRequiredToCorsPreflight")) is not False, trail)
    policy = config.value("ResourcePolicy")
    if not nothing(policy):
        for path in api.paths():
            access.add(api, fields_of(policy), path, api.value("StageName"), policy.trail)
        access.add_statements(api, fields_of(policy).value("CustomStatements"), policy.trail)


def permit(api: Api) -> None:
    """Lets the API invoke the functions of its authorizers."""
    written = fields_of(api.auth().value("Authorizers"))
    for name in written.names():
        config = fields_of(written.value(name))
        function = config.value("FunctionArn")
        if nothing(function) or certain(config.value("DisableFunctionDefaultPermissions")) is True:
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
    written = route.event.value("Auth")
    config = fields_of(written)
    authorizer = config.value("Authorizer")
    name = certain(authorizer)
    if isinstance(name, str):
        known = fields_of(fields_of(api.auth().value("Authorizers")).value(name))
        scopes = config.value("AuthorizationScopes")
        scopes = known.value("AuthorizationScopes") if nothing(scopes) else scopes
        takes = name != "NONE" and known.names() and not nothing(scopes)
        security.add(method, name, scopes if takes else None, authorizer.trail)
        if IAM in security.names(security.demands(method)[0]):
            _define(api, IAM, _IAM_SCHEME, authorizer.trail, replace=False)
    needs_key = config.value("ApiKeyRequired")
    if not nothing(needs_key):
        asked = certain(needs_key) is not False
        if asked:
            _define(api, KEY, _KEY_SCHEME, needs_key.trail, replace=False)
        security.add(method, KEY if asked else NO_KEY, None, needs_key.trail)
    policy = config.value("ResourcePolicy")
    if not nothing(policy):
        from hauberk.sources.sam.rest.routes import path_of, stage_word

        stage = tree(stage_word(api, route), policy.trail)
        access.add(api, fields_of(policy), path_of(route), stage, policy.trail)
        access.add_statements(api, fields_of(policy).value("CustomStatements"), policy.trail)


_IAM_SCHEME = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}
_KEY_SCHEME = {"type": "apiKey", "name": "x-api-key", "in": "header"}


def _define(api: Api, name: str, scheme: dict[str, Any], trail: Trail, *, replace: bool = True) -> None:
    assert api.document is not None
    schemes = api.document.below("securityDefinitions", trail)
    if replace or name not in schemes:
        schemes.put(name, scheme, trail)


def _scheme(api: Api, config: Fields, trail: Trail) -> dict[str, Any]:
    """An authorizer in the form of a security scheme."""
    pool, identity = config.value("UserPoolArn"), fields_of(config.value("Identity"))
    kind = str(certain(config.value("FunctionPayloadType")) or "TOKEN")
    header = identity.value("Header")
    if not nothing(pool):
        detail: dict[str, Any] = {"type": "cognito_user_pools", "providerARNs": entries_of(pool)}
        authtype = "cognito_user_pools"
    else:
        authtype = "custom"
        function = config.value("FunctionArn")
        detail = {"type": kind.lower(), "authorizerUri": fill(api.context, _FUNCTION, {"__F__": function}, trail)}
        if not nothing(identity.value("ReauthorizeEvery")):
            detail["authorizerResultTtlInSeconds"] = identity.value("ReauthorizeEvery")
        role = config.value("FunctionInvokeRole")
        if not nothing(role) and certain(role) != "NONE":
            detail["authorizerCredentials"] = role
        sources = _identity_sources(identity)
        if kind == "REQUEST" and sources:
            detail["identitySource"] = ", ".join(sources)
    if not nothing(pool) or kind == "TOKEN":
        expression = identity.value("ValidationExpression")
        if not nothing(expression):
            detail["identityValidationExpression"] = expression
    unused = nothing(pool) and kind == "REQUEST"
    return {
        "type": "apiKey",
        "name": "Unused" if unused else "Authorization" if nothing(header) else header,
        "in": "header",
        "x-amazon-apigateway-authtype": authtype,
        "x-amazon-apigateway-authorizer": detail,
    }


def _identity_sources(identity: Fields) -> list[str]:
    return [
        f"{prefix}{certain(item)}"
        for name, prefix in _SOURCES
        if isinstance(identity.value(name), Known) and isinstance(identity.value(name).value, Items)  # type: ignore[attr-defined]
        for item in entries_of(identity.value(name))
    ]


def _by_default(api: Api, default: str, authorizers: Fields, config: Fields) -> None:
    """The default authorizer for every method that names none."""
    written = config.value("DefaultAuthorizer")
    preflight = certain(config.value("AddDefaultAuthorizerToCorsPreflight")) is not False
    known = {IAM, *authorizers.names()}
    scopes = fields_of(authorizers.value(default)).value("AuthorizationScopes")
    for path in api.paths():
        for item in api.paths().open(path):
            for name, method in security.integrated(item):
                if name == "options" and not preflight:
                    continue
                present = security.demands(method)
                others = [demand for demand in present if known.isdisjoint(security.names(demand))]
                own = [demand for demand in present if not known.isdisjoint(security.names(demand))]
                none = next((demand for demand in others if "NONE" in security.names(demand)), None)
                if none is not None:
                    others.remove(none)
                    own = []
                elif not own:
                    own = [tree({default: [] if nothing(scopes) else scopes}, written.trail)]
                if others or own:
                    method.put("security", [*others, *own], written.trail)
                    if IAM in security.names((others + own)[0]):
                        _define(api, IAM, _IAM_SCHEME, written.trail, replace=False)


def _key_by_default(api: Api, preflight: bool, trail: Trail) -> None:
    """A key for every method that doesn't refuse to ask for one."""
    for path in api.paths():
        for item in api.paths().open(path):
            for name, method in security.integrated(item):
                present = security.demands(method)
                others = [demand for demand in present if {KEY, NO_KEY}.isdisjoint(security.names(demand))]
                refused = any(NO_KEY in security.names(demand) for demand in present)
                keys = [d for d in present if KEY in security.names(d)] if refused else [tree({KEY: []}, trail)]
                wanted = others if name == "options" and not preflight else [*others, *keys]
                if wanted != present:
                    method.put("security", wanted, trail)
