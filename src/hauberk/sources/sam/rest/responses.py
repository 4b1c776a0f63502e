"""The property ``GatewayResponses``: what API Gateway itself answers."""

from typing import Any

from hauberk.model.values import fields_of
from hauberk.sources.sam.build import certain, nothing
from hauberk.sources.sam.rest.api import Api

_PLACES = {"Headers": "header", "Paths": "path", "QueryStrings": "querystring"}


def add(api: Api) -> None:
    """Writes the responses into the API's definition."""
    written = api.value("GatewayResponses")
    config = fields_of(written)
    if not config.names() or api.document is None or not api.is_valid:
        return
    responses = api.document.below("x-amazon-apigateway-gateway-responses", written.trail)
    for name in config.names():
        own = fields_of(config.value(name))
        given = fields_of(own.value("ResponseParameters"))
        content: dict[str, Any] = {
            "responseParameters": {
                f"gatewayresponse.{place}.{key}": fields_of(given.value(kind)).value(key)
                for kind, place in _PLACES.items()
                for key in fields_of(given.value(kind)).names()
            },
            "responseTemplates": {} if nothing(own.value("ResponseTemplates")) else own.value("ResponseTemplates"),
        }
        code = own.value("StatusCode")
        if not nothing(code):
            content["statusCode"] = str(certain(code)) if certain(code) is not None else code
        responses.put(name, content, config.value(name).trail)
