"""Rotates the password of the reporting user."""

import json
import logging
import os

import boto3
import psycopg2

log = logging.getLogger()
log.setLevel(logging.INFO)
secrets = boto3.client("secretsmanager")


def create(arn, token):
    current = json.loads(secrets.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"])
    current["password"] = secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True)["RandomPassword"]
    secrets.put_secret_value(
        SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(current), VersionStages=["AWSPENDING"]
    )
    log.info("created a password for %s", current["username"])


def test(arn, token):
    pending = secrets.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
    fields = json.loads(pending["SecretString"])
    psycopg2.connect(
        host=os.environ["DB_HOST"], dbname="reports", user=fields["username"], password=fields["password"]
    ).close()
    log.info("tested the password of %s", fields["username"])


STEPS = {"createSecret": create, "testSecret": test}


def handler(event, context):
    step = STEPS.get(event["Step"])
    if step is not None:
        step(event["SecretId"], event["ClientRequestToken"])
