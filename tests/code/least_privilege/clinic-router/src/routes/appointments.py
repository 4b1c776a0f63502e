from aws_lambda_powertools.event_handler.router import Router
from boto3.dynamodb.conditions import Key

from routes import table

router = Router()


@router.get("/<patient>")
def of_patient(patient):
    return table("APPOINTMENTS").query(KeyConditionExpression=Key("patient").eq(patient))["Items"]


@router.delete("/<patient>/<time>")
def cancel(patient, time):
    table("APPOINTMENTS").delete_item(Key={"patient": patient, "time": time})
    return {}, 204
