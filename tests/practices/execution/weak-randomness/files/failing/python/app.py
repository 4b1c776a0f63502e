import json
import random
import string


def invitation(length=8):
    return "".join(random.choices(string.ascii_letters, k=length))  # violated


def handler(event, context):
    code = random.randint(100000, 999999)  # violated
    return {"statusCode": 200, "body": json.dumps({"code": code, "invitation": invitation()})}
