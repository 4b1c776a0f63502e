import json
import random
import secrets
import time

GREETINGS = ["Hello", "Welcome"]


def handler(event, context):
    time.sleep(random.uniform(0, 0.2))
    code = secrets.randbelow(1000000)
    return {"statusCode": random.choice([200, 202]), "body": json.dumps([code, random.choice(GREETINGS)])}
