"""Rotates the carrier's token: makes a new one, and lets it be the current one."""

import secrets as random

import boto3

secrets = boto3.client("secretsmanager")


def handler(event, context):
    secret, version = event["SecretId"], event["ClientRequestToken"]
    versions = secrets.describe_secret(SecretId=secret)["VersionIdsToStages"]
    if version not in versions or "AWSCURRENT" in versions[version]:
        return
    if event["Step"] == "createSecret":
        token = random.token_urlsafe(40)
        secrets.put_secret_value(
            SecretId=secret, ClientRequestToken=version, SecretString=token, VersionStages=["AWSPENDING"]
        )
    elif event["Step"] == "finishSecret":
        current = next(one for one, stages in versions.items() if "AWSCURRENT" in stages)
        secrets.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=version, RemoveFromVersionId=current
        )
