import json
import logging

import boto3

log = logging.getLogger()
secrets = boto3.client("secretsmanager")


def settings():
    return json.loads(secrets.get_secret_value(SecretId="shop/database")["SecretString"])


def handler(event, context):
    found = settings()
    log.info("connecting as %s with %s", found["username"], found["password"])  # violated
    print(f"settings: {found}")  # violated
    return {"statusCode": 204}
