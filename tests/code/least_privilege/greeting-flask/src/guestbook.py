import uuid

import boto3
import serverless_wsgi
from flask import Flask, jsonify, request

from settings import settings

app = Flask(__name__)
table = None


def get_table():
    global table
    if table is None:
        table = boto3.resource("dynamodb", region_name=settings.region).Table(settings.table)
    return table


@app.get("/")
def listing():
    return jsonify(get_table().scan(Limit=100)["Items"])


@app.post("/")
def greet():
    item = {"id": str(uuid.uuid4()), "text": request.get_json()["text"]}
    get_table().put_item(Item=item)
    return jsonify(item), 201


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
