"""The property ``Cors``: an ``OPTIONS`` method for every path, which answers with the headers.

Facts from the AWS SAM developer guide, "CorsConfiguration", and the API Gateway developer guide, "Enable CORS on a
resource using the OpenAPI definition" (2026-11).
"""

from functools import partial
from typing import Any

from hauberk.model.values import Absent, Fields, Value, fields_of
from hauberk.sources.sam.build import certain, each, is_empty, nothing, place, tree
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import ANY, INTEGRATION
from hauberk.sources.sam.rest.api import Api

_ALL = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_HEADER, _PARAMETER = "Access-Control-", "method.response.header."


def add(api: Api) -> None:
    """Adds the methods to the API's definition; a path that differs by a slash at its end is the same path."""
    written = api.value("Cors")
    if is_empty(written) or not api.is_valid:
        return
    done: set[str] = set()
    for path in api.paths():
        same = path.rstrip("/") if path != "/" else path
        if same not in done:
            done.add(same)
            for item in api.paths().open(path):
                if "options" not in item:
                    item.put("options", each(written, partial(_options, _methods(item))), place(written))


def _options(methods: str, written: Value) -> Value:
    """The method. A plain value is the origin; methods that aren't given are those of the path."""
    if isinstance(written, Absent):
        return written
    config = fields_of(written)
    if not config.names():
        config = Fields({"AllowOrigin": written})
    headers: dict[str, tuple[Any, str]] = {}
    for name, default, kind in (
        ("Allow-Origin", "'*'", "string"),
        ("Allow-Headers", None, "string"),
        ("Allow-Methods", methods, "string"),
        ("Max-Age", None, "integer"),
    ):
        value = config.value(name.replace("-", ""))
        if default is not None or not nothing(value):
            headers[_HEADER + name] = (default if nothing(value) else value, kind)
    if certain(config.value("AllowCredentials")) is True:
        headers[_HEADER + "Allow-Credentials"] = ("'true'", "string")
    answer = {
        "statusCode": "200",
        "responseParameters": {_PARAMETER + name: value for name, (value, _) in headers.items()},
        "responseTemplates": {"application/json": "{}\n"},
    }
    integration = {
        "type": "mock",
        "requestTemplates": {"application/json": '{\n  "statusCode" : 200\n}\n'},
        "responses": {"default": answer},
    }
    described = {
        "description": "Default response for CORS method",
        "headers": {name: {"type": kind} for name, (_, kind) in headers.items()},
    }
    content = {
        "summary": "CORS support",
        "consumes": ["application/json"],
        "produces": ["application/json"],
        INTEGRATION: integration,
        "responses": {"200": described},
    }
    return tree(content, place(written))


def _methods(item: Tree) -> str:
    names = list(item)
    allowed = _ALL if ANY in names else sorted({*(name.upper() for name in names), "OPTIONS"})
    return f"'{','.join(allowed)}'"
