import os
from datetime import date

import boto3
from asgiref.wsgi import WsgiToAsgi
from flask import Flask, abort, jsonify, request
from mangum import Mangum

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
app.config["DEBUG"] = True  # FAULT debug-switch

table = boto3.resource("dynamodb").Table(os.environ["BOOKINGS_TABLE"])


@app.post("/bookings")
def book():
    wanted = request.get_json()
    try:
        first, nights = date.fromisoformat(wanted["from"]), int(wanted["nights"])
    except (KeyError, TypeError, ValueError):
        abort(400)
    if not 1 <= nights <= 28:
        abort(422)
    table.put_item(
        Item={"day": first.isoformat(), "nights": nights},
        ConditionExpression="attribute_not_exists(#day)",
        ExpressionAttributeNames={"#day": "day"},
    )
    return jsonify(first=first.isoformat(), nights=nights), 201


handler = Mangum(WsgiToAsgi(app), lifespan="off")
