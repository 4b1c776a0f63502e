"""A star in what a call needs has its reason: who names the rest."""

from pathlib import Path

import pytest

from hauberk.questions.policy import Wish, least

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Files: {{ Type: AWS::S3::Bucket }}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: src
      Handler: app.handler
      Environment:
        Variables:
          FILES: !Ref Files
          OTHERS: hauberk:concealed:1:value::0123456789abcdef:00112233445566778899aabbccddeeff
"""
HEADS = {
    "app.py": ("python3.13", "import json, os, urllib.parse\nimport boto3\n\ndef handler(event, context):\n    {}\n"),
    "app.js": (
        "nodejs22.x",
        "const {{ S3, S3Client, GetObjectCommand, ListBucketsCommand }} = require('@aws-sdk/client-s3');\n"
        "exports.handler = async (event) => {{ {} }};\n",
    ),
}


def why(folder: Path, file: str, body: str, action: str) -> tuple[list[str], str]:
    """The resources of an action that a line of code needs, and why they are no narrower."""
    runtime, code = HEADS[file]
    (folder / "template.yaml").write_text(TEMPLATE.format(runtime=runtime))
    (folder / "src").mkdir()
    (folder / "src" / file).write_text(code.format(body))
    (application,) = least(Wish((str(folder),))).applications
    (function,) = application.functions
    (one,) = [one for one in function.needed if one.action == action and one.origin.value == "static"]
    return [application.spelled(text) for text in one.resources], one.why


S3 = "arn:${AWS::Partition}:s3:::"
HERE = "${AWS::Region}:${AWS::AccountId}"
OPEN = {
    "event": (
        "boto3.client('s3').get_object(Bucket=event['bucket'], Key='a')",
        "new S3({}).getObject({ Bucket: event.bucket, Key: 'a' });",
        "s3:GetObject",
        "Bucket comes with the event (event.bucket)",
    ),
    "part of a text": (
        "boto3.client('s3').get_object(Bucket=os.environ['FILES'], Key=f\"in/{event['key']}\")",
        "new S3({}).getObject({ Bucket: process.env.FILES, Key: `in/${event.key}` });",
        "s3:GetObject",
        "Key comes with the event (event.key)",
    ),
    "decoded": (
        "boto3.client('s3').get_object(Bucket='b', Key=urllib.parse.unquote_plus(event['key']))",
        "new S3({}).getObject({ Bucket: 'b', Key: decodeURIComponent(event.key) });",
        "s3:GetObject",
        "Key comes with the event (event.key)",
    ),
    "variable": (
        "boto3.client('s3').get_object(Bucket=os.environ['NOWHERE'], Key='a')",
        "new S3({}).getObject({ Bucket: process.env.NOWHERE, Key: 'a' });",
        "s3:GetObject",
        "Bucket is the variable NOWHERE, which the template does not set",
    ),
    "concealed": (
        "boto3.client('s3').get_object(Bucket=os.environ['OTHERS'], Key='a')",
        "new S3({}).getObject({ Bucket: process.env.OTHERS, Key: 'a' });",
        "s3:GetObject",
        "Bucket is the variable OTHERS, whose value is concealed",
    ),
    "answer": (
        "boto3.client('s3').get_object(Bucket=boto3.client('s3').list_buckets()['Buckets'][0]['Name'], Key='a')",
        "const all = await new S3Client({}).send(new ListBucketsCommand({}));"
        " new S3({}).getObject({ Bucket: all.Buckets[0].Name, Key: 'a' });",
        "s3:GetObject",
        ("Bucket is what list_buckets gives", "Bucket is what ListBuckets gives"),
    ),
    "no type": (
        "boto3.client('s3').list_buckets()",
        "new S3({}).listBuckets({});",
        "s3:ListAllMyBuckets",
        "the action has no type of resource",
    ),
}


@pytest.mark.parametrize("file", HEADS)
@pytest.mark.parametrize("what", OPEN)
def test_why_it_is_no_narrower(tmp_path: Path, what: str, file: str) -> None:
    python, script, action, says = OPEN[what]
    resources, told = why(tmp_path, file, python if file == "app.py" else script, action)
    assert any("*" in one for one in resources)
    assert told == (says if isinstance(says, str) else says[file == "app.js"])


NAMED = {
    "app.py": "boto3.client('s3').get_object(Bucket=os.environ['FILES'], Key='a')",
    "app.js": "new S3({}).getObject({ Bucket: process.env.FILES, Key: 'a' });",
}


@pytest.mark.parametrize("file", HEADS)
def test_what_is_named_needs_no_reason(tmp_path: Path, file: str) -> None:
    assert why(tmp_path, file, NAMED[file], "s3:GetObject") == (["${Files.Arn}/a"], "")


def test_of_code_without_a_template_no_template_is_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "import boto3, os\n\ndef lambda_handler(event, context):\n"
        "    boto3.client('s3').get_object(Bucket=os.environ['FILES'], Key='a')\n"
    )
    (application,) = least(Wish((str(tmp_path),))).applications
    (function,) = application.functions
    (one,) = [one for one in function.needed if one.action == "s3:GetObject"]
    assert one.why == "Bucket is the variable FILES, which no template tells"


PLACES = {
    "secret": (
        "boto3.client('secretsmanager').get_secret_value(SecretId=event['name'])",
        "secretsmanager:GetSecretValue",
        "SecretId comes with the event (event.name)",
    ),
    "parameter": (
        "boto3.client('ssm').get_parameter(Name=f\"/app/{event['name']}\")",
        "ssm:GetParameter",
        "Name comes with the event (event.name)",
    ),
    "region": (
        "boto3.client('lambda', region_name=event['region']).invoke(FunctionName='x')",
        "lambda:InvokeFunction",
        "region comes with the event (event.region)",
    ),
    "statement": (
        "boto3.client('dynamodb').execute_statement(Statement=event['sql'])",
        "dynamodb:PartiQLSelect",
        "the statement is computed: Statement comes with the event (event.sql)",
    ),
    "transaction": (
        "boto3.client('dynamodb').transact_write_items(TransactItems=event['items'])",
        "dynamodb:PutItem",
        "TransactItems comes with the event (event.items)",
    ),
    "query": (
        "boto3.client('athena').start_query_execution(QueryString=event['sql'], WorkGroup='w')",
        "glue:GetTable",
        "QueryString comes with the event (event.sql)",
    ),
    "key": (
        "boto3.client('kms').decrypt(CiphertextBlob=b'')",
        "kms:Decrypt",
        "the call gives no KeyId",
    ),
    "connections": (
        "api = boto3.client('apigatewaymanagementapi', endpoint_url=event['u']);"
        " api.post_to_connection(ConnectionId='1', Data=b'')",
        "execute-api:ManageConnections",
        "which API it is can't be told: the endpoint comes with the event (event.u)",
    ),
    "copied": (
        "boto3.client('s3').copy_object(Bucket='b', Key='k', CopySource=event['from'])",
        "s3:GetObject",
        "CopySource comes with the event (event.from)",
    ),
    "role": (
        "boto3.client('lambda').create_function(FunctionName='f', Role=event['role'], Code={})",
        "iam:PassRole",
        "Role comes with the event (event.role)",
    ),
}


@pytest.mark.parametrize("what", PLACES)
def test_each_way_to_find_a_resource_has_its_reasons(tmp_path: Path, what: str) -> None:
    code, action, says = PLACES[what]
    resources, told = why(tmp_path, "app.py", code, action)
    assert any("*" in one for one in resources)
    assert told == says


def test_of_many_reasons_the_first_are_told(tmp_path: Path) -> None:
    calls = "; ".join(f"boto3.client('s3').get_object(Bucket=event['b{number}'], Key='k')" for number in range(5))
    _, told = why(tmp_path, "app.py", calls, "s3:GetObject")
    assert told == "; ".join([*(f"Bucket comes with the event (event.b{number})" for number in range(3)), "2 more"])
