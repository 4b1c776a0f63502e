import boto3

secrets = boto3.client("secretsmanager")


def create(arn, token):
    secrets.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")
    try:
        secrets.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
    except secrets.exceptions.ResourceNotFoundException:
        password = secrets.get_random_password(PasswordLength=32)["RandomPassword"]
        secrets.put_secret_value(
            SecretId=arn, ClientRequestToken=token, SecretString=password, VersionStages=["AWSPENDING"]
        )


def set_(arn, token):
    """The API reads the secret itself."""


def finish(arn, token):
    versions = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, stages in versions.items() if "AWSCURRENT" in stages)
    if current != token:
        secrets.update_secret_version_stage(
            SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )


STEPS = {"createSecret": create, "setSecret": set_, "testSecret": set_, "finishSecret": finish}


def handler(event, context):
    STEPS[event["Step"]](event["SecretId"], event["ClientRequestToken"])
