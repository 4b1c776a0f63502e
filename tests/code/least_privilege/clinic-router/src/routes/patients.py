from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.router import Router

from routes import table

router = Router()


@router.get("/<patient>")
def one(patient):
    found = table("PATIENTS").get_item(Key={"id": patient}, ConsistentRead=True)
    if "Item" not in found:
        raise NotFoundError
    return found["Item"]
