"""The counts of `python -m tests.code.told`."""

from collections import Counter
from pathlib import Path

from hauberk.questions.policy import Wish, least
from tests.code.told import tables, told

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, CodeUri: src } }
Resources:
  Known: { Type: AWS::Serverless::Function, Properties: { Handler: known.handler } }
  Same: { Type: AWS::Serverless::Function, Properties: { Handler: known.handler } }
  Computed: { Type: AWS::Serverless::Function, Properties: { Handler: computed.handler } }
  Gone: { Type: AWS::Serverless::Function, Properties: { Handler: gone.handler } }
  Go: { Type: AWS::Serverless::Function, Properties: { Handler: bootstrap, Runtime: provided.al2023 } }
"""
FILES = {
    "template.yaml": TEMPLATE,
    "src/known.py": """\
import boto3

def handler(event, context):
    boto3.client("s3").get_object(Bucket="b", Key="k")
    boto3.client("sqs").send_message(QueueUrl="q", MessageBody="")
    boto3.client("sts").get_caller_identity()
""",
    "src/computed.py": """\
import boto3

def handler(event, context):
    boto3.client(event["service"]).list()
    boto3.client("s3").no_such_call()
    boto3.client("s3").head_object(Bucket="b", Key="k")
""",
}


def written(folder: Path) -> str:
    for name, text in FILES.items():
        path = folder / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return str(folder / "shop")


def test_a_place_counts_once_and_is_told_or_not(tmp_path: Path) -> None:
    found = told(least(Wish((written(tmp_path),))))
    assert found.functions == 5
    assert found.unread == Counter({"missing-handler": 1, "other-language": 1})
    assert found.calls == 3
    assert found.unknown == Counter({"computed-service": 1, "unknown-operation": 1})
    assert found.share == 0.4


def test_the_tables(tmp_path: Path) -> None:
    text = tables([written(tmp_path)])
    assert "| shop | 5 | 3 | 3 | 2 | 40.0% |" in text
    assert "| `computed-service` |  | 1 |" in text
    assert "| `other-language` | 1 |  |" in text
