"""Clients of the embedded account use what it tells them, and nothing of the environment."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from hauberk.cli.lab.telling import told
from hauberk.lab.account.account import ACCESS_KEY, ACCOUNT_ID, Account
from hauberk.lab.account.loopback import NotLoopbackError
from hauberk.lab.account.state import Running

HOSTILE = {
    "AWS_PROFILE": "production",
    "AWS_DEFAULT_PROFILE": "production",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_SESSION_TOKEN": "token",
    "AWS_DEFAULT_REGION": "ap-southeast-2",
    "AWS_REGION": "ap-southeast-2",
    "AWS_ENDPOINT_URL": "http://192.0.2.1:80",
    "AWS_ENDPOINT_URL_STS": "http://192.0.2.1:80",
    "AWS_ENDPOINT_URL_SQS": "http://192.0.2.1:80",
    "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/production",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/nonexistent",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "AWS_CA_BUNDLE": "/nonexistent",
    "HTTP_PROXY": "http://192.0.2.1:80",
    "http_proxy": "http://192.0.2.1:80",
    "ALL_PROXY": "http://192.0.2.1:80",
}
"""Settings that would lead a client of AWS elsewhere: 192.0.2.0/24 is nobody's (RFC 5737)."""


def test_the_account_is_the_labs(server: Account) -> None:
    who = server.client("sts").get_caller_identity()
    assert who["Account"] == server.id == ACCOUNT_ID


def test_accounts_behind_one_server_hold_each_their_own(server: Account) -> None:
    one, other = server._replace(id="200000000998"), server._replace(id="200000000999")
    one.client("sqs").create_queue(QueueName="orders")
    assert len(one.client("sqs").list_queues()["QueueUrls"]) == 1
    assert "QueueUrls" not in other.client("sqs").list_queues()
    assert other.client("sts").get_caller_identity()["Account"] == other.id


def test_policies_of_aws_are_there(account: Account) -> None:
    arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    assert account.client("iam").get_policy(PolicyArn=arn)["Policy"]["PolicyName"] == "AWSLambdaBasicExecutionRole"


def test_nothing_of_the_environment_counts(account: Account, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configuration = tmp_path / "config"
    configuration.write_text(
        "[profile production]\nregion = us-gov-west-1\nendpoint_url = http://192.0.2.1:80\n"
        "credential_process = /nonexistent/program\n[default]\nendpoint_url = http://192.0.2.1:80\n"
    )
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(configuration))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(configuration))
    session = account.session()
    client = session.client("sqs")
    client.create_queue(QueueName="orders")
    credentials = session.get_credentials()
    assert client.meta.endpoint_url == account.endpoint
    assert client.meta.region_name == account.region == session.region_name
    assert credentials.access_key == ACCESS_KEY
    assert credentials.token is None
    assert session.client("sts").get_caller_identity()["Account"] == account.id


def test_resources_of_boto3_go_the_same_way(account: Account) -> None:
    bucket = (
        account.session()
        .resource("s3")
        .create_bucket(Bucket="parcels", CreateBucketConfiguration={"LocationConstraint": account.region})
    )
    assert [one.name for one in account.session().resource("s3").buckets.all()] == [bucket.name]


@pytest.mark.parametrize(
    "endpoint", ["https://sqs.eu-west-1.amazonaws.com", "http://localhost:5000", "http://192.0.2.1:80"]
)
def test_another_endpoint_is_refused_before_anything_is_sent(account: Account, endpoint: str) -> None:
    with pytest.raises(NotLoopbackError):
        account.session().client("sqs", endpoint_url=endpoint)
    with pytest.raises(NotLoopbackError):
        account._replace(endpoint=endpoint).client("sqs")


def test_a_client_that_is_turned_elsewhere_is_stopped_at_the_door(account: Account) -> None:
    client = account.client("sqs")
    client.meta.events.register_first("before-sign.sqs", _elsewhere)
    with pytest.raises(NotLoopbackError, match=r"192\.0\.2\.1"):
        client.list_queues()


def _elsewhere(request: "object", **_: object) -> None:
    vars(request)["url"] = "http://192.0.2.1:80/"


def test_a_shell_that_was_led_elsewhere_is_led_here(server: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the way is unset: profiles, tokens of other keys, addresses of single services."""
    script = "import boto3; c = boto3.client('sts'); print(c.meta.endpoint_url, c.get_caller_identity()['Account'])"
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in {**HOSTILE, "AWS_ENDPOINT_URL_$(false)": "x"}.items():
        if "PROXY" not in name.upper():
            monkeypatch.setenv(name, value)
    lines = told(Running(server, 1, ""), "text")
    assert "$(" not in lines
    command = f'eval "$1"; exec {shlex.quote(sys.executable)} -c "$2"'
    done = subprocess.run(["sh", "-euc", command, "sh", lines, script], capture_output=True, encoding="utf-8")
    assert done.stdout == f"{server.endpoint} {ACCOUNT_ID}\n", done.stderr


def test_other_clients_are_led_here_by_their_environment(server: Account) -> None:
    script = "import boto3; c = boto3.client('sts'); print(c.meta.endpoint_url, c.get_caller_identity()['Account'])"
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, **server.environment()},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == [server.endpoint, ACCOUNT_ID], done.stderr
