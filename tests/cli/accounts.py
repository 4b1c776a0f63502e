"""The embedded account with functions in it, and `hauberk audit` as its user runs it."""

import io
import json
import os
import zipfile

from hauberk.lab.account.account import Account
from tests.cli.running import PLAIN

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def code() -> bytes:
    """A handler that does nothing, packed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("app.py", "def handler(event, context): pass\n")
    return data.getvalue()


def functions(account: Account, region: str, **by_name: dict[str, str]) -> None:
    """Makes functions with their tags, and a role for all of them. ``_`` stands for ``-`` in names."""
    iam, client = account.client("iam"), account.client("lambda", region)
    try:
        role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    except iam.exceptions.EntityAlreadyExistsException:
        role = iam.get_role(RoleName="worker")["Role"]["Arn"]
    for name, tags in by_name.items():
        client.create_function(
            FunctionName=name.replace("_", "-"),
            Runtime="python3.13",
            Role=role,
            Handler="app.handler",
            Code={"ZipFile": code()},
            Tags=tags,
        )


def nobody() -> dict[str, str]:
    """An environment without credentials."""
    return {
        **PLAIN,
        **dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"), ""),
        **dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"), ""),
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def user(account: Account) -> dict[str, str]:
    """One with an account's credentials, that says neither where it is nor in which region."""
    told = account.environment()
    return {**nobody(), **{name: told[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "NO_PROXY")}}
