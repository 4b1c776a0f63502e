"""The property ``GatewayResponses``: what API Gateway itself answers.

Facts from the AWS SAM developer guide, "AWS::Serverless::Api, GatewayResponses" (2026-11).
"""

from typing import Any

from hauberk.model.values import fields_of
from hauberk.sources.sam.build import certain, is_empty, place
from hauberk.sources.sam.rest.api import Api

_PLACES = {"Headers": "header", "Paths": "path", "QueryStrings": "querystring"}


def add(api: Api) -> None:
    """Writes the responses into the API's definition."""
    written = api.value("GatewayResponses")
    config = fields_of(written)
    if not config.names() or api.document is None or not api.is_valid:
        return
    responses = api.document.below("x-amazon-apigateway-gateway-responses", place(written))
    for name in config.names():
        own = fields_of(config.value(name))
        given = fields_of(own.value("ResponseParameters"))
        templates, code = own.value("ResponseTemplates"), own.value("StatusCode")
        content: dict[str, Any] = {
            "responseParameters": {
                f"gatewayresponse.{location}.{key}": fields_of(given.value(kind)).value(key)
                for kind, location in _PLACES.items()
                for key in fields_of(given.value(kind)).names()
            },
            "responseTemplates": {} if is_empty(templates) else templates,
        }
        if not is_empty(code):
            content["statusCode"] = code if certain(code) is None else str(certain(code))
        responses.put(name, content, place(config.value(name)))
