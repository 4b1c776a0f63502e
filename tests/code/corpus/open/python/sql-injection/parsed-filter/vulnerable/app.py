"""POST /deliveries/search for the people at the ramp."""

import json

from aws_lambda_powertools.utilities.parser import BaseModel, ValidationError, parse
from aws_lambda_powertools.utilities.parser.envelopes import ApiGatewayEnvelope

from models import Filter
from store import deliveries


class Problem(BaseModel):
    message: str


def handler(event, context):
    try:
        wanted = parse(event=event, model=Filter, envelope=ApiGatewayEnvelope)
    except ValidationError:
        return {"statusCode": 422, "body": Problem(message="that is no filter").model_dump_json()}
    return {"statusCode": 200, "body": json.dumps(deliveries(wanted), default=str)}
