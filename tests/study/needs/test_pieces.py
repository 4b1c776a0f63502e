"""Names that code takes out of ARNs, and the function's own log group."""

from pathlib import Path

import pytest

from hauberk.code.flow.values import Input
from hauberk.iam.language.text import ANY, Glob, Hole, glob
from hauberk.questions.policy import Wish, least
from hauberk.study.needs.pieces import Piece

OWN = Hole("Jobs", own=True)
ARN = glob("arn:", Hole("AWS::Partition"), ":sqs:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":", OWN, "-x")


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        (ARN, -1, glob(OWN, "-x")),
        (ARN, 5, glob(OWN, "-x")),
        (ARN, 2, glob("sqs")),
        (ARN, 6, None),
        (ARN, -7, None),
        (glob("arn:aws:sqs:", ANY, ":q"), -1, None),
        (glob(Hole("QueueArn")), -1, None),
        (glob(Hole("AWS::StackId")), 0, None),
    ],
    ids=str,
)
def test_a_piece_is_told_where_the_marks_are(text: Glob, index: int, expected: Glob | None) -> None:
    assert Piece(Input("event"), ":", index).within(text) == expected


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {{ Type: AWS::SQS::Queue }}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: src
      Handler: app.handler
      {more}
      Events: {{ Job: {{ Type: SQS, Properties: {{ Queue: !GetAtt Jobs.Arn }} }} }}
"""
LANGUAGES = {
    "python3.13": (
        "app.py",
        "import boto3\n\n\ndef handler(event, context):\n    name = {0}\n"
        "    boto3.client('sqs').get_queue_url(QueueName=name)\n"
        "    boto3.client('logs').describe_log_streams(logGroupName=context.log_group_name)\n",
        'event["Records"][0]["eventSourceARN"]',
    ),
    "nodejs22.x": (
        "app.js",
        "const AWS = require('aws-sdk');\nexports.handler = async (event, context) => {{\n"
        "  await new AWS.SQS().getQueueUrl({{ QueueName: {0} }}).promise();\n"
        "  const logs = new AWS.CloudWatchLogs();\n"
        "  await logs.describeLogStreams({{ logGroupName: context.logGroupName }}).promise();\n}};\n",
        "event.Records[0].eventSourceARN",
    ),
}


def needed(folder: Path, runtime: str, rest: str, more: str = "") -> dict[str, set[str]]:
    name, code, arn = LANGUAGES[runtime]
    (folder / "src").mkdir()
    (folder / "src" / name).write_text(code.format(arn + rest))
    (folder / "template.yaml").write_text(TEMPLATE.format(runtime=runtime, more=more))
    (application,) = least(Wish((str(folder),))).applications
    return {
        one.action: {application.spelled(text) for text in one.resources} for one in application.functions[0].needed
    }


@pytest.mark.parametrize(
    ("runtime", "rest"),
    [
        ("python3.13", '.split(":")[-1]'),
        ("python3.13", '.split(":").pop()'),
        ("python3.13", '.rsplit(":", 1)[1]'),
        ("nodejs22.x", ".split(':')[5]"),
        ("nodejs22.x", ".split(':').pop()"),
    ],
)
def test_a_queues_name_is_in_the_arn_that_its_records_bring(tmp_path: Path, runtime: str, rest: str) -> None:
    assert needed(tmp_path, runtime, rest)["sqs:GetQueueUrl"] == {"${Jobs.Arn}"}


@pytest.mark.parametrize(
    ("runtime", "rest"), [("python3.13", '.split(":", 5)[-1]'), ("nodejs22.x", ".split(event.mark).pop()")]
)
def test_what_cannot_be_told_is_any_queue(tmp_path: Path, runtime: str, rest: str) -> None:
    found = needed(tmp_path, runtime, rest)["sqs:GetQueueUrl"]
    assert found == {"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*"}


@pytest.mark.parametrize("runtime", LANGUAGES)
@pytest.mark.parametrize(
    ("more", "name"), [("", "/aws/lambda/${F}"), ("LoggingConfig: { LogGroup: /shop }", "/shop")], ids=["own", "other"]
)
def test_the_log_group_of_the_context_is_the_functions(tmp_path: Path, runtime: str, more: str, name: str) -> None:
    found = needed(tmp_path, runtime, "", more)["logs:DescribeLogStreams"]
    assert found == {f"arn:${{AWS::Partition}}:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:{name}:*"}
