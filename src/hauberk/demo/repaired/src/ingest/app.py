"""Takes scans of parcels from the stream."""

import base64
import json


def handler(event, context):
    for record in event["Records"]:
        scan = json.loads(base64.b64decode(record["kinesis"]["data"]))
        print(json.dumps({"scanned": str(scan["parcel"])}))
