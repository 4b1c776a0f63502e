import os

import boto3
import serverless_wsgi
from flask import Flask, jsonify

app = Flask(__name__)
app.config["DEBUG"] = True  # FAULT debug-switch
app.config["JSON_SORT_KEYS"] = False
table = boto3.resource("dynamodb").Table(os.environ["ARTICLES_TABLE"])


@app.get("/articles/<int:number>")
def article(number):
    found = table.get_item(Key={"number": number}).get("Item")
    return (jsonify(name=found["name"], cents=int(found["cents"])), 200) if found else ("", 404)


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
