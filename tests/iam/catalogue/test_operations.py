"""What a call through an SDK needs: by every name that it goes by, for every operation, and from rows that hold."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from botocore import xform_name
from botocore.session import get_session
from hypothesis import given
from hypothesis import strategies as st

import hauberk
from hauberk.iam.catalogue.operations import DEPENDENT, PASSED, UNSIGNED, Need, Operation, clients, permissions
from hauberk.iam.catalogue.patterns import action
from hauberk.iam.catalogue.services import facts

FOLDER = Path(hauberk.__file__).parent / "iam" / "catalogue"
TABLE = json.loads((FOLDER / "operations.json").read_text(encoding="utf-8"))
MODELS = json.loads((FOLDER / "clients.json").read_text(encoding="utf-8"))["clients"]
GROUPS: list[dict[str, Any]] = TABLE["groups"]
ALIASES: dict[str, str] = TABLE["clients"]
SESSION = get_session()
PAGE = re.compile(r"https://(docs\.aws\.amazon\.com/[\w./-]+|github\.com/[\w.-]+/[\w.-]+/issues/\d+)")
"""AWS's documentation, and where it is silent, what somebody met with."""
_NAMES = """
    apigateway apigatewaymanagementapi apigatewayv2 appconfig appconfigdata application-autoscaling appsync athena
    autoscaling backup batch bedrock bedrock-agent bedrock-agent-runtime bedrock-runtime cloudformation cloudfront
    cloudfront-keyvaluestore cloudtrail cloudwatch codebuild codepipeline cognito-identity cognito-idp comprehend
    config dynamodb dynamodbstreams ec2 ecr ecs efs eks elasticache elbv2 es events firehose glue iam iot iot-data
    kafka kinesis kms lambda lex-runtime lexv2-runtime location logs mediaconvert opensearch opensearchserverless
    organizations pinpoint pinpoint-sms-voice-v2 pipes polly rds rds-data redshift-data rekognition
    resourcegroupstaggingapi route53 s3 s3control sagemaker-runtime scheduler secretsmanager securityhub
    servicediscovery ses sesv2 sns sqs ssm stepfunctions sts support textract timestream-query timestream-write
    transcribe translate verifiedpermissions wafv2 xray
"""
USED = tuple(_NAMES.split())
"""The clients that functions use most: of these every operation is decided by a row or by its name."""


def needs(client: str, operation: str) -> list[str]:
    """What a call always needs."""
    found = permissions(client, operation)
    assert found is not None
    assert found.known
    return [need.action for need in found.actions if not need.optional]


def may_need(client: str, operation: str) -> dict[str, str]:
    """What a call needs as the case may be, and when."""
    found = permissions(client, operation)
    assert found is not None
    return {need.action: need.when for need in found.actions if need.optional}


@pytest.mark.parametrize(
    ("client", "operation", "actions"),
    [
        ("s3", "get_object", "s3:GetObject"),
        ("s3", "head_object", "s3:GetObject"),
        ("s3", "head_bucket", "s3:ListBucket"),
        ("s3", "list_objects_v2", "s3:ListBucket"),
        ("s3", "list_buckets", "s3:ListAllMyBuckets"),
        ("s3", "delete_objects", "s3:DeleteObject"),
        ("s3", "copy_object", "s3:GetObject s3:PutObject"),
        ("s3", "create_multipart_upload", "s3:PutObject"),
        ("s3", "upload_file", "s3:PutObject"),
        ("s3", "download_fileobj", "s3:GetObject"),
        ("s3", "select_object_content", "s3:GetObject"),
        ("s3", "get_bucket_encryption", "s3:GetEncryptionConfiguration"),
        ("s3", "write_get_object_response", "s3-object-lambda:WriteGetObjectResponse"),
        ("s3control", "get_public_access_block", "s3:GetAccountPublicAccessBlock"),
        ("dynamodb", "query", "dynamodb:Query"),
        ("dynamodb", "batch_write_item", "dynamodb:BatchWriteItem"),
        ("dynamodb", "transact_get_items", "dynamodb:GetItem"),
        ("dynamodb", "batch_writer", "dynamodb:BatchWriteItem"),
        ("dynamodbstreams", "get_records", "dynamodb:GetRecords"),
        ("@aws-sdk/lib-dynamodb", "GetCommand", "dynamodb:GetItem"),
        ("lambda", "invoke", "lambda:InvokeFunction"),
        ("lambda", "invoke_async", "lambda:InvokeAsync"),
        ("lambda", "InvokeFunctionUrl", "lambda:InvokeFunctionUrl lambda:InvokeFunction"),
        ("lambda", "create_function", "lambda:CreateFunction iam:PassRole"),
        ("sqs", "send_message_batch", "sqs:SendMessage"),
        ("sns", "publish_batch", "sns:Publish"),
        ("events", "put_events", "events:PutEvents"),
        ("stepfunctions", "start_sync_execution", "states:StartSyncExecution"),
        ("apigateway", "get_rest_apis", "apigateway:GET"),
        ("apigateway", "update_stage", "apigateway:PATCH"),
        ("apigatewayv2", "create_route", "apigateway:POST"),
        ("apigatewayv2", "create_routing_rule", "apigateway:CreateRoutingRule"),
        ("apigatewaymanagementapi", "post_to_connection", "execute-api:ManageConnections"),
        ("kms", "re_encrypt", "kms:ReEncryptFrom kms:ReEncryptTo"),
        ("bedrock-runtime", "converse", "bedrock:InvokeModel"),
        ("bedrock-runtime", "converse_stream", "bedrock:InvokeModelWithResponseStream"),
        ("rds-data", "execute_statement", "rds-data:ExecuteStatement secretsmanager:GetSecretValue"),
        ("timestream-query", "query", "timestream:Select timestream:DescribeEndpoints"),
        (
            "secretsmanager",
            "batch_get_secret_value",
            "secretsmanager:BatchGetSecretValue secretsmanager:GetSecretValue",
        ),
        ("iot-data", "publish", "iot:Publish"),
        ("opensearch", "describe_domain", "es:DescribeDomain"),
        ("sesv2", "send_email", "ses:SendEmail"),
        ("ecs", "run_task", "ecs:RunTask"),
        ("verifiedpermissions", "batch_is_authorized", "verifiedpermissions:IsAuthorized"),
    ],
)
def test_what_a_call_always_needs(client: str, operation: str, actions: str) -> None:
    assert needs(client, operation) == actions.split()


@pytest.mark.parametrize(
    ("client", "operation", "action", "when"),
    [
        ("s3", "get_object", "s3:GetObjectVersion", "if a version is named"),
        ("s3", "put_object", "s3:PutObjectTagging", "if tags are given"),
        ("s3", "put_object", "s3:PutObjectAcl", "if an ACL is given"),
        ("s3", "delete_object", "s3:BypassGovernanceRetention", "if the lock is to be bypassed"),
        ("dynamodb", "transact_write_items", "dynamodb:ConditionCheckItem", "if an item is a ConditionCheck"),
        ("dynamodb", "execute_statement", "dynamodb:PartiQLDelete", "if the statement is a DELETE"),
        ("ecs", "run_task", "iam:PassRole", "if the task has roles"),
        ("glue", "create_job", "iam:PassRole", PASSED),
        ("codebuild", "create_project", "iam:PassRole", PASSED),
        ("sesv2", "send_email", "ses:SendRawEmail", "instead of the others if the content is raw"),
        ("ec2", "run_instances", "iam:PassRole", DEPENDENT),
    ],
)
def test_what_a_call_needs_as_the_case_may_be(client: str, operation: str, action: str, when: str) -> None:
    assert may_need(client, operation)[action] == when
    assert action not in needs(client, operation)


@pytest.mark.parametrize(
    ("client", "operation", "says"),
    [
        ("sts", "get_caller_identity", "whose they are"),
        ("sts", "assume_role_with_web_identity", "trust policy"),
        ("cognito-idp", "initiate_auth", UNSIGNED),
        ("cognito-idp", "get_user", UNSIGNED),
        ("cognito-identity", "get_id", UNSIGNED),
        ("sqs", "close", "nothing is sent"),
    ],
)
def test_what_needs_no_permission(client: str, operation: str, says: str) -> None:
    found = permissions(client, operation)
    assert found is not None
    assert found.known
    assert found.actions == ()
    assert says in found.note


@pytest.mark.parametrize(
    ("client", "operation"),
    [
        ("sts", "assume_role"),
        ("iam", "create_role"),
        ("iot", "list_audit_findings"),
        ("emr-containers", "start_job_run"),
    ],
)
def test_a_role_that_is_named_isnt_always_passed(client: str, operation: str) -> None:
    """One may be taken on, made, looked for, or trusted by what runs."""
    assert "iam:PassRole" not in may_need(client, operation)
    assert "iam:PassRole" not in needs(client, operation)


def test_an_administrators_operation_on_users_needs_one() -> None:
    assert needs("cognito-idp", "admin_initiate_auth") == ["cognito-idp:AdminInitiateAuth"]


@pytest.mark.parametrize(
    ("client", "operation"),
    [("s3", "get_paginator"), ("s3", "generate_presigned_url"), ("lambda", "pause_durable_execution")],
)
def test_what_cant_be_told_says_so(client: str, operation: str) -> None:
    found = permissions(client, operation)
    assert found is not None
    assert not found.known
    assert found.actions == ()
    assert found.note


@pytest.mark.parametrize(
    ("client", "operation"),
    [
        ("", ""),
        ("s3", ""),
        ("", "get_object"),
        ("s4", "get_object"),
        ("s3", "get_objekt"),
        ("dynamodb", "get"),
        ("*", "x"),
    ],
)
def test_what_isnt_there_is_none(client: str, operation: str) -> None:
    assert permissions(client, operation) is None


@given(st.text(), st.text())
def test_any_names_may_be_asked_about(client: str, operation: str) -> None:
    for found in (permissions(client, operation), permissions("s3", operation), permissions(client, "get_object")):
        assert found is None or isinstance(found, Operation)


@pytest.mark.parametrize(
    ("boto3", "others"),
    [
        ("s3", ["@aws-sdk/client-s3", "client-s3", "S3Client", "S3"]),
        ("stepfunctions", ["@aws-sdk/client-sfn", "SFNClient", "sfn"]),
        ("logs", ["@aws-sdk/client-cloudwatch-logs", "CloudWatchLogsClient", "CloudWatchLogs"]),
        ("events", ["@aws-sdk/client-eventbridge", "EventBridgeClient", "@aws-sdk/client-cloudwatch-events"]),
        ("cognito-idp", ["@aws-sdk/client-cognito-identity-provider", "CognitoIdentityProviderClient"]),
        ("apigatewayv2", ["@aws-sdk/client-apigatewayv2", "ApiGatewayV2Client"]),
        ("iot-data", ["@aws-sdk/client-iot-data-plane"]),
        ("rds-data", ["@aws-sdk/client-rds-data", "RDSDataClient"]),
        ("transcribe", ["@aws-sdk/client-transcribe-streaming"]),
    ],
)
def test_a_client_goes_by_the_names_of_other_sdks(boto3: str, others: list[str]) -> None:
    for operation in clients()[boto3]:
        for other in others:
            assert permissions(other, operation) == permissions(boto3, operation), (other, operation)


@pytest.mark.parametrize("client", USED)
def test_every_operation_is_there_and_goes_by_its_method(client: str) -> None:
    """Also by JavaScript's name of the method and of the command."""
    model = SESSION.get_service_model(client)
    assert clients()[client] == frozenset(model.operation_names)
    for name in model.operation_names:
        found = permissions(client, name)
        assert found is not None
        assert (found.client, found.name) == (client, name)
        for other in (xform_name(name), name[0].lower() + name[1:], f"{name}Command"):
            assert permissions(client, other) == found, other


def rows(*kinds: str) -> Iterator[tuple[str, str, Any]]:
    """Client, operation and content of each row."""
    for group in GROUPS:
        for kind in kinds:
            for name, says in group.get(kind, {}).items():
                pairs = ((one, name) for one in says.split()) if kind in ("nothing", "unknown") else ((name, says),)
                yield from ((group["client"], operation, content) for operation, content in pairs)


ROWS = frozenset((client, name) for client, name, _ in rows("operations", "same", "nothing", "unknown"))


@pytest.mark.parametrize("client", USED)
def test_every_operation_of_a_client_that_is_used_is_decided(client: str) -> None:
    """By a row, by its own name, by being unsigned, or by its HTTP method: none of them slips through."""
    service = facts(MODELS[client].get("prefix", client))
    assert service is not None
    unsigned = MODELS[client].get("unsigned", "").split()
    open_ = {
        name
        for name in clients()[client]
        if (client, name) not in ROWS
        and name.lower() not in service.actions
        and name not in unsigned
        and "verbs" not in MODELS[client]
    }
    assert open_ == set()


def test_most_operations_need_the_action_of_their_name() -> None:
    """The share that the architecture's decision rests on, over all clients, and how many can't be told."""
    found = [permissions(client, name) for client, names in clients().items() for name in names]
    same = [one for one in found if one and any(need.action.endswith(f":{one.name}") for need in one.actions)]
    unknown = [one for one in found if one and not one.known]
    assert len(found) > 19_000
    assert len(same) / len(found) > 0.92
    assert len(unknown) / len(found) < 0.06


def test_every_action_that_is_needed_exists() -> None:
    for client, names in clients().items():
        for name in names:
            found = permissions(client, name)
            assert found is not None
            for need in found.actions:
                known = action(need.action)
                assert known is not None, need
                assert known.name == need.action, "written as the catalogue writes it"
    for client, name, _ in rows("operations", "same"):
        found = permissions(client, name)
        assert found is not None
        assert found.actions
        assert all(action(need.action) for need in found.actions)


def test_rows_are_told_apart() -> None:
    """Each operation has one row, and each row is for an operation or a helper of the SDK."""
    every = [(client, name) for client, name, _ in rows("operations", "same", "nothing", "unknown")]
    assert len(every) == len(set(every))
    helpers = {(client, name) for client, name in every if name not in clients().get(client, ())}
    assert {client for client, _ in helpers} == {"*", "dynamodb", "lambda", "lib-dynamodb", "lib-storage", "s3"}
    assert {name for client, name in helpers if client == "lambda"} == {"InvokeFunctionUrl"}


def test_a_row_names_its_page_and_its_day() -> None:
    for group in GROUPS:
        assert PAGE.fullmatch(group["source"]), group["source"]
        assert date.fromisoformat(group["date"]) <= date.today()
    found = permissions("s3", "head_object")
    assert found is not None
    assert found.source.endswith("/list_s3.html")


def test_no_row_says_what_the_name_says_already() -> None:
    for client, name, content in rows("operations"):
        service = facts(MODELS[client].get("prefix", client)) if client in MODELS else None
        if service and name.lower() in service.actions:
            plain = service.actions[name.lower()]
            assert content != [name] or plain.dependents, (client, name)
    for client, name, _ in rows("unknown"):
        service = facts(MODELS[client].get("prefix", client)) if client in MODELS else None
        assert service is None or name.lower() not in service.actions, f"{client} {name} is known by now"


def test_conditions_read_as_sentences() -> None:
    beginnings = ("if ", "unless ", "instead of ", "as ")
    for client, names in clients().items():
        for name in names:
            found = permissions(client, name)
            assert found is not None
            assert all(need.when.startswith(beginnings) for need in found.actions if need.optional), found
            assert len(set(found.actions)) == len(found.actions)


def test_aliases_are_no_clients() -> None:
    assert not ALIASES.keys() & MODELS.keys()
    assert set(ALIASES.values()) <= MODELS.keys()
    assert Need("s3:GetObject").optional is False
