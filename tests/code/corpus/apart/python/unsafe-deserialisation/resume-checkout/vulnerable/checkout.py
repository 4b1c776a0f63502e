"""Payment took too long? The shop parks the basket in a queue, and we try again later."""
import base64
import os
import pickle

import boto3

payments = boto3.client("lambda")
CHARGE = os.environ["CHARGE_FUNCTION"]
MAX_ATTEMPTS = 4


def cents(basket):
    """Total of a basket, with postage below fifty francs."""
    total = sum(line["price"] * line["count"] for line in basket["lines"])
    return int(total * 100) + (900 if total < 50 else 0)


def resume(event, context):
    failures = []
    for message in event["Records"]:
        attempt = int(message["attributes"]["ApproximateReceiveCount"])
        if attempt > MAX_ATTEMPTS:
            continue

        basket = pickle.loads(base64.b64decode(message["body"]))  # FAULT unsafe-deserialisation
        amount = cents(basket)
        outcome = payments.invoke(
            FunctionName=CHARGE,
            InvocationType="RequestResponse",
            Payload=b'{"cents": %d}' % amount,
        )
        if outcome.get("FunctionError"):
            failures.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failures}
