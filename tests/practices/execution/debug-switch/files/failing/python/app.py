import logging

import boto3
from flask import Flask

boto3.set_stream_logger("")  # violated
logging.getLogger("botocore").setLevel(logging.DEBUG)  # violated
app = Flask(__name__)
app.debug = True  # violated


def handler(event, context):
    return {"statusCode": 204}
