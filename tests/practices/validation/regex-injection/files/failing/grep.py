import base64
import json
import re

TEXT = "what was said in the meeting"


def handler(event, context):
    for record in event["Records"]:
        wish = json.loads(base64.b64decode(record["kinesis"]["data"]))
        if re.search(wish["pattern"], TEXT):  # violated
            return True
    return False
