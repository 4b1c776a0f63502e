"""What an ``Api`` event says of requests: the model of their body, their parameters, and how they are validated.

Facts from the AWS SAM developer guide, "RequestModel" and "RequestParameter" (2026-11).
"""

from typing import Any

from hauberk.model.values import Known, Value, fields_of, items_of
from hauberk.sources.sam.build import certain, is_empty, nothing, place, taken, tree
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import INTEGRATION
from hauberk.sources.sam.rest import openapi

_VALIDATORS = {
    (True, True): "body-and-params",
    (True, False): "body-only",
    (False, True): "params-only",
    (False, False): "no-validation",
}
_REQUEST, _CACHE_KEYS = "method.request.", "cacheKeyParameters"


def add(document: Tree, route: RouteEvent, method: Tree) -> None:
    """Writes them into the event's method; ``document`` takes the validators."""
    model, parameters = route.event.value("RequestModel"), route.event.value("RequestParameters")
    if not is_empty(fields_of(model).value("Model")):
        _model(document, method, model)
        _validator(document, method, model)
    if not is_empty(parameters):
        _parameters(method, parameters)


def _model(document: Tree, method: Tree, written: Value) -> None:
    config = fields_of(written)
    name = str(certain(config.value("Model")) or "").lower()
    required = {key.lower(): value for key, value in taken(config, "Required").items() if not nothing(value)}
    if "swagger" in document:
        body = {"in": "body", "name": name, "schema": {"$ref": f"#/definitions/{name}"}, **required}
        method.put("parameters", [*items_of(method.value("parameters")), tree(body, place(written))], place(written))
    elif openapi.is_three(document.value("openapi")):
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        method.put("requestBody", {"content": content, **required}, place(written))


def _validator(document: Tree, method: Tree, written: Value) -> None:
    body, parameters = (fields_of(written).value(name) for name in ("ValidateBody", "ValidateParameters"))
    if nothing(body) and nothing(parameters):
        return
    checks = (certain(body) is True, certain(parameters) is True)
    name = _VALIDATORS[checks]
    known = document.below("x-amazon-apigateway-request-validators", place(written))
    if name not in known:
        content = {"validateRequestBody": checks[0], "validateRequestParameters": checks[1]}
        known.put(name, content, place(written))
    method.put("x-amazon-apigateway-request-validator", name, place(written))


def _parameters(method: Tree, written: Value) -> None:
    """A parameter is a name, or a name with settings."""
    parameters: list[Any] = list(items_of(method.value("parameters")))
    cached: list[Value] = []
    for entry in items_of(written):
        fields = fields_of(entry)
        name = next(iter(fields.names()), "") or str(certain(entry) or "")
        settings = fields_of(fields.value(name))
        location, _, short = name.removeprefix(_REQUEST).partition(".")
        required = settings.value("Required")
        content = {
            "in": "query" if location == "querystring" else location,
            "name": short,
            "required": False if nothing(required) else required,
            "type": "string",
        }
        parameters.append(tree(content, place(entry)))
        if not is_empty(settings.value("Caching")):
            cached.append(Known(name, place(entry)))
    method.put("parameters", parameters, place(written))
    for integration in method.open(INTEGRATION) if cached else []:
        integration.put(_CACHE_KEYS, [*items_of(integration.value(_CACHE_KEYS)), *cached], place(written))
