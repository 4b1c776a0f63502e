"""POST /people/find: who of the parish lives in a street."""

import json
import os

from aws_lambda_powertools.utilities.validation import envelopes, validator
from bson import json_util
from pymongo import MongoClient

people = MongoClient(os.environ["MONGO_URL"])["parish"]["people"]

SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["street"],
    "properties": {
        "street": {"type": "string", "maxLength": 80},
        "number": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}


@validator(inbound_schema=SCHEMA, envelope=envelopes.API_GATEWAY_HTTP)
def handler(event, context):
    wanted = {"street": event["street"]}
    if "number" in event:
        wanted["number"] = event["number"]
    found = people.find(wanted, {"_id": False, "name": True})
    return {"statusCode": 200, "body": json.dumps(list(found), default=json_util.default)}
