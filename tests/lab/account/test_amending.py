"""What the emulator lacks of Lambda, the account has."""

import json

import pytest
from botocore.exceptions import ClientError

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.code import PACKAGE

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:dead"
PUBLISHER = "arn:aws:signer:eu-west-1:111122223333:/signing-profiles/ours/abc"


@pytest.fixture
def function(account: Account) -> Account:
    trust = {"Version": "2012-10-17", "Statement": []}
    role = account.client("iam").create_role(RoleName="orders", AssumeRolePolicyDocument=json.dumps(trust))
    account.client("lambda").create_function(
        FunctionName="orders",
        Role=role["Role"]["Arn"],
        Handler="app.handler",
        Runtime="python3.12",
        Code={"ZipFile": PACKAGE},
        DeadLetterConfig={"TargetArn": QUEUE},
        LoggingConfig={"LogFormat": "JSON"},
    )
    return account


def test_a_function_keeps_what_it_was_made_with(function: Account) -> None:
    client = function.client("lambda")
    for told in (
        client.get_function_configuration(FunctionName="orders"),
        client.list_functions()["Functions"][0],
        client.get_function(FunctionName="orders")["Configuration"],
    ):
        assert told["DeadLetterConfig"] == {"TargetArn": QUEUE}
        assert told["LoggingConfig"] == {"LogFormat": "JSON"}


def test_a_function_can_be_changed(function: Account) -> None:
    client = function.client("lambda")
    client.update_function_configuration(
        FunctionName="orders", TracingConfig={"Mode": "Active"}, DeadLetterConfig={"TargetArn": ""}, KMSKeyArn="arn:key"
    )
    told = client.get_function_configuration(FunctionName="orders")
    assert told["TracingConfig"] == {"Mode": "Active"}
    assert told["DeadLetterConfig"] == {"TargetArn": ""}
    assert told["KMSKeyArn"] == "arn:key"
    assert told["LoggingConfig"] == {"LogFormat": "JSON"}


def test_urls_are_listed(function: Account) -> None:
    client = function.client("lambda")
    assert client.list_function_url_configs(FunctionName="orders")["FunctionUrlConfigs"] == []
    client.create_function_url_config(FunctionName="orders", AuthType="NONE")
    (url,) = client.list_function_url_configs(FunctionName="orders")["FunctionUrlConfigs"]
    assert url["AuthType"] == "NONE"


def test_runtime_management_and_recursion_have_defaults_and_can_be_set(function: Account) -> None:
    client = function.client("lambda")
    assert client.get_runtime_management_config(FunctionName="orders")["UpdateRuntimeOn"] == "Auto"
    assert client.get_function_recursion_config(FunctionName="orders")["RecursiveLoop"] == "Terminate"
    client.put_runtime_management_config(FunctionName="orders", UpdateRuntimeOn="FunctionUpdate")
    client.put_function_recursion_config(FunctionName="orders", RecursiveLoop="Allow")
    assert client.get_runtime_management_config(FunctionName="orders")["UpdateRuntimeOn"] == "FunctionUpdate"
    assert client.get_function_recursion_config(FunctionName="orders")["RecursiveLoop"] == "Allow"


def test_code_signing(function: Account) -> None:
    client = function.client("lambda")
    made = client.create_code_signing_config(
        AllowedPublishers={"SigningProfileVersionArns": [PUBLISHER]},
        CodeSigningPolicies={"UntrustedArtifactOnDeployment": "Enforce"},
    )
    arn = made["CodeSigningConfig"]["CodeSigningConfigArn"]
    client.put_function_code_signing_config(FunctionName="orders", CodeSigningConfigArn=arn)
    assert client.get_function_code_signing_config(FunctionName="orders")["CodeSigningConfigArn"] == arn
    told = client.get_code_signing_config(CodeSigningConfigArn=arn)["CodeSigningConfig"]
    assert told["CodeSigningPolicies"] == {"UntrustedArtifactOnDeployment": "Enforce"}
    assert [one["CodeSigningConfigArn"] for one in client.list_code_signing_configs()["CodeSigningConfigs"]] == [arn]


def test_what_isnt_there_is_told_as_lambda_tells_it(account: Account) -> None:
    for ask in ("list_function_url_configs", "get_runtime_management_config", "get_function_recursion_config"):
        with pytest.raises(ClientError) as error:
            getattr(account.client("lambda"), ask)(FunctionName="nobodys")
        assert error.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_accounts_dont_see_each_others(function: Account, server: Account) -> None:
    other = server._replace(id="200000000997")
    made = function.client("lambda").create_code_signing_config(
        AllowedPublishers={"SigningProfileVersionArns": [PUBLISHER]}
    )
    with pytest.raises(ClientError):
        other.client("lambda").get_code_signing_config(
            CodeSigningConfigArn=made["CodeSigningConfig"]["CodeSigningConfigArn"]
        )
    with pytest.raises(ClientError):
        other.client("lambda").list_function_url_configs(FunctionName="orders")
