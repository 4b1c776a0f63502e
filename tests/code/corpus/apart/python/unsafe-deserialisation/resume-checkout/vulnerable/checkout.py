"""Payment took too long? The shop parks the basket in a queue, and we try again later."""
import base64
import os
import pickle

import boto3

payments = boto3.client("lambda")
CHARGE = os.environ["CHARGE_FUNCTION"]
MAX_ATTEMPTS = 4


def resume(event, context):
    failures = []
    for message in event["Records"]:
        attempt = int(message["attributes"]["ApproximateReceiveCount"])
        if attempt > MAX_ATTEMPTS:
            continue

        basket = pickle.loads(base64.b64decode(message["body"]))  # FAULT unsafe-deserialisation
        total = sum(line["price"] * line["count"] for line in basket["lines"])
        outcome = payments.invoke(
            FunctionName=CHARGE,
            InvocationType="RequestResponse",
            Payload=b'{"cents": %d}' % int(total * 100),
        )
        if outcome.get("FunctionError"):
            failures.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failures}
