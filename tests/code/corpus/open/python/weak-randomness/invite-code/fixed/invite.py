"""Create auth challenge: a code by text message."""

import os
import random
import secrets
import time

import boto3

sns = boto3.client("sns")
DIGITS = "0123456789"


def code(length=8):
    return "".join(secrets.choice(DIGITS) for _ in range(length))


def handler(event, context):
    request = event["request"]
    if request["challengeName"] != "CUSTOM_CHALLENGE":
        return event
    answer = code()
    time.sleep(random.uniform(0, 0.2))
    sns.publish(
        PhoneNumber=request["userAttributes"]["phone_number"],
        Message=f"Your code for {os.environ.get('SHOP', 'the shop')} is {answer}",
    )
    event["response"]["publicChallengeParameters"] = {"medium": "SMS"}
    event["response"]["privateChallengeParameters"] = {"answer": answer}
    return event
