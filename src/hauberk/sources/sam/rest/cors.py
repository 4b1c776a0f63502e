"""The property ``Cors``: an ``OPTIONS`` method for every path, which answers with the headers."""

from typing import Any

from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, nothing, tree
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import ANY, INTEGRATION
from hauberk.sources.sam.rest.api import Api

_ALL = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_PARAMETER = "method.response.header."


def add(api: Api) -> None:
    """Adds the methods to the API's definition."""
    written = api.value("Cors")
    if nothing(written) or not api.is_valid:
        return
    plain = not (isinstance(written, Known) and isinstance(written.value, Fields))
    config = Fields({"AllowOrigin": written}) if plain else fields_of(written)
    done: set[str] = set()
    for path in api.paths():
        same = path.rstrip("/") if path != "/" else path
        if same not in done:
            done.add(same)
            for item in api.paths().open(path):
                if "options" not in item:
                    item.put("options", _options(item, config, written.trail), written.trail)


def _options(item: Tree, config: Fields, trail: Trail) -> Value:
    origin = config.value("AllowOrigin")
    methods = config.value("AllowMethods")
    headers: dict[str, tuple[Any, str]] = {
        "Access-Control-Allow-Origin": ("'*'" if nothing(origin) else origin, "string"),
        "Access-Control-Allow-Methods": (_methods(item) if nothing(methods) else methods, "string"),
    }
    if not nothing(config.value("AllowHeaders")):
        headers["Access-Control-Allow-Headers"] = (config.value("AllowHeaders"), "string")
    if not nothing(config.value("MaxAge")):
        headers["Access-Control-Max-Age"] = (config.value("MaxAge"), "integer")
    if certain(config.value("AllowCredentials")) is True:
        headers["Access-Control-Allow-Credentials"] = ("'true'", "string")
    answer = {
        "statusCode": "200",
        "responseParameters": {_PARAMETER + name: value for name, (value, _) in headers.items()},
        "responseTemplates": {"application/json": "{}\n"},
    }
    content = {
        "summary": "CORS support",
        "consumes": ["application/json"],
        "produces": ["application/json"],
        INTEGRATION: {
            "type": "mock",
            "requestTemplates": {"application/json": '{\n  "statusCode" : 200\n}\n'},
            "responses": {"default": answer},
        },
        "responses": {
            "200": {
                "description": "Default response for CORS method",
                "headers": {name: {"type": kind} for name, (_, kind) in headers.items()},
            }
        },
    }
    return tree(content, trail)


def _methods(item: Tree) -> str:
    names = list(item)
    allowed = _ALL if ANY in names else sorted({*(name.upper() for name in names), "OPTIONS"})
    return f"'{','.join(allowed)}'"
