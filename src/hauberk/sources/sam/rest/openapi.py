"""What SAM writes last into a definition, and where OpenAPI 3 wants things that Swagger 2 has elsewhere.

Facts from the API Gateway developer guide, "OpenAPI extensions for API Gateway", and the OpenAPI specification 3.0
(2026-11).
"""

from typing import TYPE_CHECKING

from hauberk.model.regex import regex
from hauberk.model.values import Items, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import each, is_empty, likely, nothing, place
from hauberk.sources.sam.gateway.api import close
from hauberk.sources.sam.gateway.document import Tree

if TYPE_CHECKING:
    from hauberk.sources.sam.rest.api import Api

_THREE = regex(r"3\.\d(\.\d)?\Z")


def is_three(version: Value) -> bool:
    """Whether a version is one of OpenAPI 3."""
    return _THREE.match(str(likely(version))) is not None


def finish(api: "Api", document: Tree) -> None:
    """Media types, models, the switch of the default endpoint, and OpenAPI 3's places for things."""
    types = api.value("BinaryMediaTypes")
    if not is_empty(types):
        document.put("x-amazon-apigateway-binary-media-types", each(types, _with_slashes), place(types))
    written = api.value("Models")
    models = fields_of(written)
    if models.names():
        definitions = document.below("definitions", place(written))
        for name in models.names():
            definitions.put(name.lower(), models.value(name), place(written))
    closed = api.value("DisableExecuteApiEndpoint")
    if not nothing(closed):
        close(document, closed)
    asked = api.value("OpenApiVersion")
    if "swagger" not in document and is_three(document.value("openapi") if nothing(asked) else asked):
        _modernise(document, api.trail)


def _with_slashes(value: Value) -> Value:
    """Media types write their slash as ``~1``."""
    match value:
        case Known(Items() as items):
            return Known(Items([each(item, _with_slashes) for item in items], head=items.head), value.trail)
        case Known(str() as text):
            return Known(text.replace("~1", "/"), value.trail)
    return value


def _modernise(document: Tree, trail: Trail) -> None:
    """Security schemes and models stand under ``components``; a header is described by a schema."""
    for old, new in (("securityDefinitions", "securitySchemes"), ("definitions", "schemas")):
        if old in document and not is_empty(document.value(old)):
            document.below("components", trail).put(new, document.value(old), trail)
            document.drop(old)
    for options in _below([document], "paths", "", "options"):
        options.drop("produces")
        options.drop("consumes")
        for headers in _below([options], "responses", "200", "headers"):
            for name in headers:
                headers.put(name, {"schema": headers.value(name)}, headers.value(name).trail or trail)


def _below(trees: list[Tree], *names: str) -> list[Tree]:
    """The mappings at a path of names, in all branches; an empty name stands for every one."""
    for name in names:
        trees = [below for one in trees for key in ([name] if name else one) for below in one.open(key)]
    return trees
