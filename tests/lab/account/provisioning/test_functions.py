"""Functions, their versions and aliases, and who may invoke them."""

import json
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical


def test_a_function_arrives_with_its_properties(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }]
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
          Orders:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              Role: !GetAtt Role.Arn
              Code: { ZipFile: "def handler(event, context): pass" }
              Timeout: "42"
              MemorySize: 512
              Architectures: [arm64]
              EphemeralStorage: { Size: 1024 }
              TracingConfig: { Mode: Active }
              ReservedConcurrentExecutions: 7
              Environment: { Variables: { TABLE: !Ref Table, LEVEL: 3, DEBUG: true } }
              Tags: [{ Key: team, Value: parcels }]
        """,
    )
    assert all_held(found)
    told = account.client("lambda").get_function(FunctionName=physical(found, "Orders"))
    configuration = told["Configuration"]
    assert configuration["FunctionName"] == "lab-Orders"
    assert configuration["FunctionArn"] == arn(found, "Orders")
    assert configuration["Role"] == arn(found, "Role")
    assert (configuration["Timeout"], configuration["MemorySize"]) == (42, 512)
    assert configuration["Architectures"] == ["arm64"]
    assert configuration["TracingConfig"] == {"Mode": "Active"}
    assert configuration["Environment"]["Variables"] == {"TABLE": "lab-Table", "LEVEL": "3", "DEBUG": "true"}
    assert told["Tags"].items() >= {"team": "parcels", "aws:cloudformation:logical-id": "Orders"}.items()
    assert told["Concurrency"] == {"ReservedConcurrentExecutions": 7}


def test_what_moto_lacks_of_functions_the_lab_holds(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "def handler(event, context): pass"
              RecursiveLoop: Allow
              RuntimeManagementConfig: { UpdateRuntimeOn: FunctionUpdate }
              LoggingConfig: { LogFormat: JSON }
              DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Failed.Arn }
              CodeSigningConfigArn: !Ref Signing
              AutoPublishAlias: live
              ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 }
              FunctionUrlConfig: { AuthType: AWS_IAM }
          Failed: { Type: "AWS::SQS::Queue" }
          Signing:
            Type: AWS::Lambda::CodeSigningConfig
            Properties:
              AllowedPublishers:
                SigningProfileVersionArns:
                  - arn:aws:signer:eu-west-1:111122223333:/signing-profiles/parcels/Abc123Def4
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: Enforce }
        """,
    )
    assert all_held(found)
    client, where = account.client("lambda"), {"FunctionName": physical(found, "Orders")}
    told = client.get_function_configuration(**where)
    assert told["DeadLetterConfig"] == {"TargetArn": arn(found, "Failed")}
    assert told["LoggingConfig"] == {"LogFormat": "JSON"}
    assert client.get_function_recursion_config(**where)["RecursiveLoop"] == "Allow"
    assert client.get_runtime_management_config(**where)["UpdateRuntimeOn"] == "FunctionUpdate"
    assert client.get_function_code_signing_config(**where)["CodeSigningConfigArn"] == arn(found, "Signing")
    (provisioned,) = client.list_provisioned_concurrency_configs(**where)["ProvisionedConcurrencyConfigs"]
    assert provisioned["FunctionArn"] == arn(found, "OrdersAliaslive")
    (url,) = client.list_function_url_configs(**where)["FunctionUrlConfigs"]
    assert (url["FunctionArn"], url["AuthType"]) == (arn(found, "OrdersAliaslive"), "AWS_IAM")


def test_versions_aliases_and_urls(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "def handler(event, context): pass"
              AutoPublishAlias: live
          Open:
            Type: AWS::Lambda::Url
            Properties:
              TargetFunctionArn: !Ref Other
              AuthType: NONE
              Cors: { AllowOrigins: ["*"], AllowCredentials: true }
          Other:
            Type: AWS::Serverless::Function
            Properties: { Runtime: python3.13, Handler: app.handler, InlineCode: "handler = print" }
        """,
    )
    assert all_held(found)
    client = account.client("lambda")
    alias = client.get_alias(FunctionName=physical(found, "Orders"), Name="live")
    assert alias["AliasArn"] == arn(found, "OrdersAliaslive") == f"{arn(found, 'Orders')}:live"
    assert alias["FunctionVersion"] == "1"
    url = client.get_function_url_config(FunctionName=physical(found, "Other"))
    assert (url["AuthType"], url["Cors"]["AllowOrigins"]) == ("NONE", ["*"])


def test_permissions_are_statements_of_the_policy(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              AutoPublishAlias: live
          Anyone:
            Type: AWS::Lambda::Permission
            Properties: { FunctionName: !Ref Orders, Action: "lambda:InvokeFunction", Principal: "*" }
          Bucket:
            Type: AWS::Lambda::Permission
            Properties:
              FunctionName: !Ref OrdersAliaslive
              Action: lambda:InvokeFunction
              Principal: s3.amazonaws.com
              SourceArn: arn:aws:s3:::parcels
              SourceAccount: !Ref AWS::AccountId
        """,
    )
    client, name = account.client("lambda"), physical(found, "Orders")
    assert {"Anyone", "Bucket"} <= found.provisioned.held.keys()
    (anyone,) = json.loads(client.get_policy(FunctionName=name)["Policy"])["Statement"]
    (bucket,) = json.loads(client.get_policy(FunctionName=name, Qualifier="live")["Policy"])["Statement"]
    assert (anyone["Principal"], anyone["Action"]) == ("*", "lambda:InvokeFunction")
    assert anyone["Resource"] == arn(found, "Orders")
    assert bucket["Principal"] == {"Service": "s3.amazonaws.com"}
    assert bucket["Condition"] == {
        "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::parcels"},
        "StringEquals": {"AWS:SourceAccount": account.id},
    }
    assert bucket["Resource"] == arn(found, "OrdersAliaslive")
    assert all_held(found)


def test_mappings_layers_and_destinations(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Layers: [!Ref Common]
              Events:
                Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 3 } }
              EventInvokeConfig:
                MaximumRetryAttempts: 1
                MaximumEventAgeInSeconds: 120
          Queue: { Type: "AWS::SQS::Queue" }
          Common:
            Type: AWS::Lambda::LayerVersion
            Properties:
              LayerName: common
              Content: { S3Bucket: parcels, S3Key: layer.zip }
              CompatibleRuntimes: [python3.13]
          Shared:
            Type: AWS::Lambda::LayerVersionPermission
            Properties: { LayerVersionArn: !Ref Common, Action: "lambda:GetLayerVersion", Principal: "*" }
        """,
    )
    assert all_held(found)
    client = account.client("lambda")
    (mapping,) = client.list_event_source_mappings(FunctionName=physical(found, "Orders"))["EventSourceMappings"]
    assert (mapping["EventSourceArn"], mapping["BatchSize"]) == (arn(found, "Queue"), 3)
    (layer,) = client.get_function_configuration(FunctionName=physical(found, "Orders"))["Layers"]
    assert layer["Arn"] == arn(found, "Common") == f"arn:aws:lambda:eu-west-1:{account.id}:layer:common:1"
    invoking = client.get_function_event_invoke_config(FunctionName=physical(found, "Orders"))
    assert (invoking["MaximumRetryAttempts"], invoking["MaximumEventAgeInSeconds"]) == (1, 120)


def test_a_layer_of_another_account_is_left_out_alone(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Layers: ["arn:aws:lambda:eu-west-1:444455556666:layer:theirs:3", !Ref Own]
          Own:
            Type: AWS::Serverless::LayerVersion
            Properties: { ContentUri: "s3://parcels/layer.zip", CompatibleRuntimes: [python3.13] }
        """,
    )
    assert losses(found) == {("Orders", "Layers[0]"): "not-emulated"}
    (layer,) = account.client("lambda").get_function_configuration(FunctionName="lab-Orders")["Layers"]
    assert layer["Arn"] == arn(found, "Own")


def test_a_role_that_is_taken_for_granted_has_no_permissions(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Role: !Sub "arn:aws:iam::${AWS::AccountId}:role/teams/parcels/reporting"
        """,
    )
    assert losses(found) == {("Orders", "Role"): "adapted"}
    client = account.client("iam")
    assert client.get_role(RoleName="reporting")["Role"]["Path"] == "/teams/parcels/"
    assert client.list_role_policies(RoleName="reporting")["PolicyNames"] == []
    assert client.list_attached_role_policies(RoleName="reporting")["AttachedPolicies"] == []


@pytest.mark.parametrize("code", ["{ ZipFile: 'import os; os.abort()' }", "{ S3Bucket: parcels, S3Key: code.zip }"])
def test_nobodys_code_is_uploaded(account: Account, tmp_path: Path, code: str) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Orders:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              Role: !Sub "arn:aws:iam::${{AWS::AccountId}}:role/any"
              Code: {code}
        """,
    )
    told = account.client("lambda").get_function(FunctionName=physical(found, "Orders"))
    assert told["Configuration"]["CodeSize"] < 200
