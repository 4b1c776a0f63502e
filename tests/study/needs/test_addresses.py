"""Queues that calls name by their addresses, and roles that they pass."""

from pathlib import Path

import pytest

from hauberk.iam.language.text import ANY, Hole, glob
from hauberk.questions.policy import Wish, least
from hauberk.study.needs.addresses import queue_at

REGION, ACCOUNT, STAGE = Hole("AWS::Region"), Hole("AWS::AccountId"), Hole("Stage")
SQS = ("arn:", Hole("AWS::Partition"), ":sqs:")


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        (("https://sqs.eu-west-1.amazonaws.com/123456789012/q",), ("eu-west-1:123456789012:q",)),
        (("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q.fifo",), ("cn-north-1:123456789012:q.fifo",)),
        (("https://eu-west-1.queue.amazonaws.com/123456789012/q",), ("eu-west-1:123456789012:q",)),
        (("https://queue.amazonaws.com/123456789012/q",), ("us-east-1:123456789012:q",)),
        (("https://sqs.", REGION, ".amazonaws.com/", ACCOUNT, "/q-", STAGE), (REGION, ":", ACCOUNT, ":q-", STAGE)),
        (("https://sqs.", ANY, ".amazonaws.com/", ANY, "/q"), (REGION, ":", ACCOUNT, ":q")),
        (("https://sqs.eu-west-1.amazonaws.com/", ANY, "/", ANY), ("eu-west-1:", ACCOUNT, ":", ANY)),
    ],
    ids=str,
)
def test_an_address_says_account_and_region(address: tuple[str, ...], rest: tuple[str, ...]) -> None:
    assert queue_at(glob(*address)) == glob(*SQS, *rest)


@pytest.mark.parametrize(
    "address",
    ["q", "http://localhost:4566/000000000000/q", "https://sqs.eu-west-1.amazonaws.com/123456789012", "https://x/y/z"],
)
def test_other_addresses_say_nothing(address: str) -> None:
    assert queue_at(glob(address)) is None


CODE = {
    "app.py": """\
import boto3

URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/q"
ROLE = "arn:aws:iam::123456789012:role/x"


def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=URL, MessageBody="x")
    boto3.client("lambda").create_function(FunctionName="f", Role=ROLE, Code={"ZipFile": b""})
""",
    "app.js": """\
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const { LambdaClient, CreateFunctionCommand } = require('@aws-sdk/client-lambda');
const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/q';
const Role = 'arn:aws:iam::123456789012:role/x';
exports.handler = async () => {
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await new LambdaClient({}).send(new CreateFunctionCommand({ FunctionName: 'f', Role, Code: {} }));
};
""",
}


def of_code(folder: Path, name: str, code: str) -> dict[str, set[str]]:
    runtime = "python3.13" if name.endswith(".py") else "nodejs22.x"
    properties = f"{{ Runtime: {runtime}, CodeUri: src, Handler: app.handler }}"
    (folder / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n"
        f"  F: {{ Type: AWS::Serverless::Function, Properties: {properties} }}\n"
    )
    (folder / "src").mkdir()
    (folder / "src" / name).write_text(code)
    (application,) = least(Wish((str(folder),))).applications
    return {
        one.action: {application.spelled(text) for text in one.resources} for one in application.functions[0].needed
    }


@pytest.mark.parametrize("name", CODE)
def test_queues_and_roles_are_those_that_the_call_names(tmp_path: Path, name: str) -> None:
    needed = of_code(tmp_path, name, CODE[name])
    assert needed["sqs:SendMessage"] == {"arn:${AWS::Partition}:sqs:eu-west-1:123456789012:q"}
    assert needed["iam:PassRole"] == {"arn:aws:iam::123456789012:role/x"}


def test_a_role_that_cannot_be_told_is_any(tmp_path: Path) -> None:
    code = CODE["app.py"].replace("Role=ROLE, ", "**event")
    assert "iam:PassRole" in of_code(tmp_path, "app.py", code.replace(', Code={"ZipFile": b""}', ""))
