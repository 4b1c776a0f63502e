import json
import os
import uuid

from . import clients

database = clients.dynamodb()


def write(seat, customer, booking):
    database.transact_write_items(
        TransactItems=[
            {
                "ConditionCheck": {
                    "TableName": os.environ["CUSTOMERS"],
                    "Key": {"id": {"S": customer}},
                    "ConditionExpression": "attribute_exists(id)",
                }
            },
            {
                "Update": {
                    "TableName": os.environ["SEATS"],
                    "Key": {"seat": {"S": seat}},
                    "UpdateExpression": "SET taken = :b",
                    "ConditionExpression": "attribute_not_exists(taken)",
                    "ExpressionAttributeValues": {":b": {"S": booking}},
                }
            },
            {"Put": {"TableName": os.environ["BOOKINGS"], "Item": {"id": {"S": booking}, "seat": {"S": seat}}}},
        ]
    )


def handler(event, context):
    wish = json.loads(event["body"])
    booking = str(uuid.uuid4())
    write(wish["seat"], wish["customer"], booking)
    entry = {
        "Source": "booking",
        "DetailType": "Booked",
        "Detail": json.dumps({"id": booking}),
        "EventBusName": os.environ["BUS"],
    }
    clients.events().put_events(Entries=[entry])
    return {"statusCode": 201, "body": json.dumps({"id": booking})}
