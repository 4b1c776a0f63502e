import os

import boto3
from asgiref.wsgi import WsgiToAsgi
from boto3.dynamodb.conditions import Key
from flask import Flask, make_response, request
from mangum import Mangum
from markupsafe import escape

app = Flask(__name__)
table = boto3.resource("dynamodb").Table(os.environ["EVENTS_TABLE"])


@app.get("/search")
def search():
    town = request.args.get("town", "")
    found = table.query(KeyConditionExpression=Key("town").eq(town), Limit=50)["Items"]

    parts = ["<h1>Concerts in ", str(escape(town)), "</h1>"]
    if not found:
        parts.append("<p>Nothing on. Try the next town.</p>")
    else:
        parts.append("<ul>")
        parts.extend(f"<li>{int(item['day'])}. {int(item['month'])}.</li>" for item in found)
        parts.append("</ul>")

    response = make_response("".join(parts))
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


handler = Mangum(WsgiToAsgi(app), lifespan="off")
