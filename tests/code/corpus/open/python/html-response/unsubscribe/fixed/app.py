from http import HTTPStatus

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from markupsafe import Markup

import addresses

logger = Logger(service="newsletter")
app = APIGatewayHttpResolver()
PAGE = Markup("<!doctype html><title>Newsletter</title><p>{} won't get it any more.</p>")


def page(address):
    return PAGE.format(address)


@app.get("/unsubscribe")
def unsubscribe():
    address = app.current_event.get_query_string_value("address", default_value="")
    addresses.remove(address)
    return Response(
        status_code=HTTPStatus.OK,
        content_type=content_types.TEXT_HTML,
        body=str(page(address)),
    )


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
