import hashlib
import json
import logging

import boto3

log = logging.getLogger()
secrets = boto3.client("secretsmanager")


def handler(event, context):
    answer = secrets.get_secret_value(SecretId="shop/database")
    found = json.loads(answer["SecretString"])
    log.info("version %s, user %s", answer["VersionId"], found["username"])
    log.info("password of %d characters", len(found["password"]))
    log.info("token %s", hashlib.sha256(found["token"].encode()).hexdigest())
    return {"statusCode": 204}
