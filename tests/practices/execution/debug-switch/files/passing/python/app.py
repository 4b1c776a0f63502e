import logging
import os

import boto3
from flask import Flask

logging.getLogger("botocore").setLevel(logging.WARNING)
logging.getLogger().setLevel(logging.DEBUG)
app = Flask(__name__)
app.debug = os.environ.get("STAGE") == "local"
if os.environ.get("TRACE"):
    boto3.set_stream_logger("")


def handler(event, context):
    return {"statusCode": 204}


if __name__ == "__main__":
    app.run(debug=True)
