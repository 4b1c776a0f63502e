from datetime import date

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError

from slots import Slots

logger = Logger(service="clinic")
app = APIGatewayRestResolver()
slots = Slots()


@app.get("/slots")
def free_slots():
    day = app.current_event.get_query_string_value("day", "")
    doctor = app.current_event.get_query_string_value("doctor", "")
    try:
        day = date.fromisoformat(day)
    except ValueError:
        raise BadRequestError("day must look like 2024-05-17") from None
    return {"slots": slots.free(day, doctor)}


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
