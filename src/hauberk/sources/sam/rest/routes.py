"""``Api`` events: the path in the API's definition, the integration behind it, and the permission for it."""

from typing import Any

from hauberk.model.resource import PRESENT
from hauberk.model.values import Fields, Items, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import any_of, certain, is_written, likely, nothing, tree
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import INTEGRATION, execute_api, method_in_arn, method_key, path_in_arn, suffix
from hauberk.sources.sam.policies import fill
from hauberk.sources.sam.rest import auth
from hauberk.sources.sam.rest.api import Api

IMPLICIT = "ServerlessRestApi"


def path_of(route: RouteEvent) -> str:
    """The route's path."""
    return str(likely(route.event.value("Path")) or "")


def method_of(route: RouteEvent) -> str:
    """The route's method in lower case."""
    return str(likely(route.event.value("Method")) or "").lower()


def is_complete(route: RouteEvent) -> bool:
    """Whether the event says which route it is."""
    return bool(path_of(route) and method_of(route))


def trail_of(route: RouteEvent) -> Trail:
    """Where the route's path is written."""
    return route.event.value("Path").trail or ((route.head,) if route.head else ())


def stage_word(api: Api | None, route: RouteEvent) -> str:
    """The stage as the ids of permissions have it."""
    if api is None:
        return "AllStages"
    value = api.value("StageName")
    name = certain(value)
    return str(name) if isinstance(name, str) and is_written(value) else "Stage"


def declare(api: Api) -> None:
    """Puts the routes into a definition that SAM manages; a path is there as far as one of its methods is."""
    if not api.managed:
        return
    for route in api.routes:
        path = api.paths().below(path_of(route), trail_of(route))
        path.below(method_key(method_of(route)), trail_of(route))
    for name in api.paths():
        own = [route.function.presence for route in api.routes if path_of(route) == name]
        if own and PRESENT not in own:
            api.paths().below(name, api.trail).presence = any_of(*own)


def permit(context: Context, route: RouteEvent, api: Api | None) -> None:
    """Lets the API invoke the function."""
    if route.role is not None or not is_complete(route):
        return
    trail = trail_of(route)
    api_id = route.event.value("RestApiId") if route.named else context.ref(route.api, trail)
    place = f"*/{method_in_arn(method_of(route))}{path_in_arn(path_of(route))}"
    content: dict[str, Any] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": route.target,
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": execute_api(context, api_id, place, trail),
    }
    name = route.function.id.removeprefix(context.prefix) + route.name + "Permission" + suffix(stage_word(api, route))
    entries = {key: tree(child, trail) for key, child in content.items()}
    context.add(name, "AWS::Lambda::Permission", entries, route.function, head=route.head)


def integrate(api: Api, route: RouteEvent) -> None:
    """Writes what the event asks for into the definition."""
    if not is_complete(route):
        return
    merges = not api.is_off("MergeDefinitions") and not nothing(api.value("DefinitionBody"))
    if api.document is not None and (api.managed or merges):
        trail = trail_of(route)
        for item in api.paths().every(path_of(route), trail):
            method = item.below(method_key(method_of(route)) if not merges else method_of(route), trail)
            _integrate(api, route, method, trail)
            if route.function.presence is not PRESENT:
                method.presence = route.function.presence
    elif api.is_valid and not nothing(fields_of(route.event.value("Auth")).value("OverrideApiAuth")):
        for method in _methods(api, route):
            auth.of_route(api, route, method)


def _methods(api: Api, route: RouteEvent) -> list[Tree]:
    key = method_key(method_of(route))
    return [method for item in api.paths().open(path_of(route)) for method in item.open(key)]


def _integrate(api: Api, route: RouteEvent, method: Tree, trail: Trail) -> None:
    event = route.event
    proxy = method.below(INTEGRATION, trail)
    if route.role is None:
        content = _proxy(api, route, trail)
    else:
        content = _execution(api, route, trail)
    for name, part in content.items():
        proxy.put(name, part, trail)
    if "responses" not in method:
        described = {"200": {"description": "OK"}, "400": {"description": "Bad Request"}} if route.role else {}
        method.put("responses", described, trail)
    auth.of_route(api, route, method)
    timeout = event.value("TimeoutInMillis")
    if not nothing(timeout):
        proxy.put("timeoutInMillis", timeout, timeout.trail)
    if not nothing(event.value("RequestModel")):
        _model(api, method, event.value("RequestModel"))
    if not nothing(event.value("RequestParameters")):
        _parameters(method, proxy, event.value("RequestParameters"))


def _proxy(api: Api, route: RouteEvent, trail: Trail) -> dict[str, Any]:
    streams = certain(route.event.value("ResponseTransferMode")) == "RESPONSE_STREAM"
    version, call = ("2021-11-15", "response-streaming-invocations") if streams else ("2015-03-31", "invocations")
    text = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/" + version + "/functions/${__Function__}/" + call
    content: dict[str, Any] = {
        "type": "aws_proxy",
        "httpMethod": "POST",
        "uri": fill(api.context, text, {"__Function__": route.arn}, trail),
    }
    if streams:
        content["responseTransferMode"] = "STREAM"
    own = fields_of(route.event.value("Auth"))
    by_default = certain(api.auth().value("DefaultAuthorizer")) == "AWS_IAM" and not own.names()
    if certain(own.value("Authorizer")) == "AWS_IAM" or by_default:
        role = _invoke_role(api, own, trail)
        if role is not None:
            content["credentials"] = role
    return content


def _invoke_role(api: Api, own: Fields, trail: Trail) -> Value | None:
    """Whose credentials call the function: a role's, nobody's in particular, or (the default) the caller's own."""
    role = own.value("InvokeRole") if "InvokeRole" in own.names() else api.auth().value("InvokeRole")
    written = "InvokeRole" in own.names() or "InvokeRole" in api.auth().names()
    if certain(role) == "NONE" or (written and nothing(role)):
        return None
    if not written or certain(role) == "CALLER_CREDENTIALS":
        return fill(api.context, "arn:${AWS::Partition}:iam::*:user/*", {}, role.trail or trail)
    return role


def _execution(api: Api, route: RouteEvent, trail: Trail) -> dict[str, Any]:
    content: dict[str, Any] = {
        "type": "aws",
        "httpMethod": "POST",
        "uri": fill(api.context, "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution", {}, trail),
        "responses": {"200": {"statusCode": "200"}, "400": {"statusCode": "400"}},
        "credentials": route.role,
    }
    machine = api.context.glue(
        ["{\"input\": \"$util.escapeJavaScript($input.json('$'))\", \"stateMachineArn\": \"", route.arn, "\"}"], trail
    )
    if certain(route.event.value("UnescapeMappingTemplate")) is True:
        text = "#set($inputString = $util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\",\"'\"))\n"
        machine = api.context.glue([text, "{\"input\": \"$inputString\", \"stateMachineArn\": \"", route.arn, "\"}"], trail)
    content["requestTemplates"] = {"application/json": machine}
    return content


def _model(api: Api, method: Tree, written: Value) -> None:
    fields = fields_of(written)
    name = str(certain(fields.value("Model")) or "").lower()
    trail = written.trail
    required = fields.value("Required")
    demanded = {} if nothing(required) else {"required": required}
    assert api.document is not None
    if "swagger" in api.document:
        body = {"in": "body", "name": name, "schema": {"$ref": f"#/definitions/{name}"}, **demanded}
        method.put("parameters", [*_items(method.value("parameters")), tree(body, trail)], trail)
    else:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        method.put("requestBody", {"content": content, **demanded}, trail)
    body, parameters = fields.value("ValidateBody"), fields.value("ValidateParameters")
    if nothing(body) and nothing(parameters):
        return
    checks = certain(body) is True, certain(parameters) is True
    validator = {(True, True): "body-and-params", (True, False): "body-only", (False, True): "params-only"}
    label = validator.get(checks, "no-validation")
    known = api.document.below("x-amazon-apigateway-request-validators", trail)
    if label not in known:
        known.put(label, {"validateRequestBody": checks[0], "validateRequestParameters": checks[1]}, trail)
    method.put("x-amazon-apigateway-request-validator", label, trail)


def _parameters(method: Tree, proxy: Tree, written: Value) -> None:
    parameters = _items(method.value("parameters"))
    cached: list[Value] = []
    for entry in _items(written):
        fields = fields_of(entry)
        name = next(iter(fields.names()), "") or str(certain(entry) or "")
        settings = fields_of(fields.value(name))
        place, _, short = name.removeprefix("method.request.").partition(".")
        required = settings.value("Required")
        content = {
            "in": "query" if place == "querystring" else place,
            "name": short,
            "required": False if nothing(required) else required,
            "type": "string",
        }
        parameters.append(tree(content, entry.trail))
        if certain(settings.value("Caching")) is True:
            cached.append(Known(name, entry.trail))
    method.put("parameters", parameters, written.trail)
    if cached:
        proxy.put("cacheKeyParameters", [*_items(proxy.value("cacheKeyParameters")), *cached], written.trail)


def _items(value: Value) -> list[Value]:
    return list(value.value) if isinstance(value, Known) and isinstance(value.value, Items) else []
