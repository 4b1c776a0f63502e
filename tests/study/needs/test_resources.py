"""The resources that calls are about, as narrow as code and template tell them."""

from pathlib import Path

import pytest

from hauberk.questions.policy import Wish, least

HEAD = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Files: {{ Type: AWS::S3::Bucket }}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: src
      Handler: app.handler
      Environment: {{ Variables: {{ FILES: !Ref Files }} }}
"""
CUSTOM = """\
  Page:
    Type: Custom::Object
    Properties: { ServiceToken: !GetAtt F.Arn, Bucket: !Ref Files, Key: pages/index.html }
  Other:
    Type: AWS::CloudFormation::CustomResource
    Properties: { ServiceToken: !GetAtt F.Arn, Bucket: elsewhere, Key: a.txt }
  NotMine:
    Type: Custom::Object
    Properties: { ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:g", Bucket: theirs, Key: b.txt }
"""
S3 = "arn:${AWS::Partition}:s3:::"
BEDROCK = "arn:${AWS::Partition}:bedrock:"


def needed(folder: Path, code: str, more: str = "") -> dict[str, set[str]]:
    """The resources of each action that the code of a function needs."""
    python = code.startswith("import boto3")
    (folder / "template.yaml").write_text(HEAD.format(runtime="python3.13" if python else "nodejs22.x") + more)
    (folder / "src").mkdir()
    (folder / "src" / ("app.py" if python else "app.js")).write_text(code)
    (application,) = least(Wish((str(folder),))).applications
    (function,) = application.functions
    assert not [one for one in function.unknown if one.code != "undecided"]
    return {
        one.action: {application.spelled(text) for text in one.resources}
        for one in function.needed
        if one.origin.value == "static"
    }


def python(body: str) -> str:
    return f"import boto3\nimport os\nimport random\n\n\ndef handler(event, context):\n    {body}\n"


def script(body: str) -> str:
    return f"const AWS = require('aws-sdk');\nexports.handler = async (event) => {{ await {body}.promise(); }};\n"


PROPERTIES = {
    "py": python(
        "p = event['ResourceProperties']\n    boto3.client('s3').put_object(Bucket=p['Bucket'], Key=p['Key'], Body='')"
    ),
    "js": script(
        "new AWS.S3().putObject({ Bucket: event.ResourceProperties.Bucket, Key: event.ResourceProperties.Key })"
    ),
}


@pytest.mark.parametrize("language", PROPERTIES)
def test_what_a_custom_resource_is_given_is_as_the_template_says(tmp_path: Path, language: str) -> None:
    found = needed(tmp_path, PROPERTIES[language], CUSTOM)["s3:PutObject"]
    assert "${Files.Arn}/pages/index.html" in found
    assert f"{S3}elsewhere/a.txt" in found
    assert not any("theirs" in one for one in found)


def test_without_such_a_resource_it_may_be_anything(tmp_path: Path) -> None:
    assert needed(tmp_path, PROPERTIES["py"])["s3:PutObject"] == {f"{S3}*"}


CALLS = {
    "a profile and the model behind it": (
        python("boto3.client('bedrock-runtime').invoke_model(modelId='eu.anthropic.claude-x-v1:0', body='')"),
        "bedrock:InvokeModel",
        {
            f"{BEDROCK}*::foundation-model/anthropic.claude-x-v1:0",
            f"{BEDROCK}${{AWS::Region}}:${{AWS::AccountId}}:inference-profile/eu.anthropic.claude-x-v1:0",
        },
    ),
    "a model": (
        script("new AWS.BedrockRuntime().invokeModel({ modelId: 'anthropic.claude-x-v1:0' })"),
        "bedrock:InvokeModel",
        {f"{BEDROCK}${{AWS::Region}}::foundation-model/anthropic.claude-x-v1:0"},
    ),
    "one of some names": (
        python("boto3.client('sns').publish(TopicArn=random.choice(['arn:aws:sns:r:1:a', 'arn:aws:sns:r:1:b']))"),
        "sns:Publish",
        {"arn:aws:sns:r:1:a", "arn:aws:sns:r:1:b"},
    ),
    "each place of an output": (
        script(
            "new AWS.TranscribeService().startTranscriptionJob({ OutputBucketName: process.env.FILES,"
            " OutputKey: event.long ? 'long/' : 'short/' })"
        ),
        "s3:PutObject",
        {"${Files.Arn}/long/*", "${Files.Arn}/short/*"},
    ),
    "results of a query, anywhere": (
        python(
            "boto3.client('athena').start_query_execution(QueryString='SELECT 1',"
            " ResultConfiguration={'OutputLocation': event['to']})"
        ),
        "s3:PutObject",
        {f"{S3}*"},
    ),
    "results of a query": (
        python(
            "boto3.client('athena').start_query_execution(QueryString='SELECT 1',"
            " ResultConfiguration={'OutputLocation': 's3://' + os.environ['FILES'] + '/out/'})"
        ),
        "s3:PutObject",
        {"${Files.Arn}/out/*"},
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_resources(tmp_path: Path, name: str) -> None:
    code, action, resources = CALLS[name]
    assert needed(tmp_path, code)[action] == resources
