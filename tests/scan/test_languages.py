"""One application in several languages gets the same verdicts, and a fault counts once in each."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from hauberk.model.application import Application
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.values import Known
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.scan.pipeline import Plan, check
from hauberk.sources.cloudformation.parameters import scalar_text
from hauberk.sources.cloudformation.reader import read_application
from tests.oracle.sam import Beside
from tests.oracle.translate import PINS, translate
from tests.oracle.trees import stems
from tests.scan.places import TODAY, put

SAM = Path(__file__).parents[1] / "sources" / "sam" / "templates"
_INDEX = re.compile(r"\[\d+\]")

Verdicts = Counter[tuple[str, str, str, str, str]]


def verdict_of(entry: Entry, subject: str) -> tuple[str, str, str, str, str]:
    """What is compared of an entry: the order of a list of policies means nothing, nor that of alternatives."""
    condition = "" if " or " in entry.condition else entry.condition
    return entry.control, entry.kind, _INDEX.sub("[]", subject), entry.state.value, condition


def verdicts(
    root: Root, name: str, pins: Mapping[str, str], application: Application, written: frozenset[str]
) -> Verdicts:
    """The verdicts on a template, with the hashes taken off ids that the translator puts on them."""
    found: Verdicts = Counter()
    hashed = stems(application, written)
    for entry in check_application(root, name, all_controls(), pins, TODAY).entries:
        if entry.kind == "AWS::ApiGateway::Deployment":
            continue  # the stage "Stage" that SAM's deployments make besides: not asked of SAM, where nobody writes it
        head, slash, rest = entry.subject.partition("/")
        subject = "" if entry.subject == name else hashed.get(head, head) + slash + rest
        found[verdict_of(entry, subject)] += 1
    return found


@pytest.mark.parametrize("path", sorted(SAM.glob("*.yaml")), ids=lambda path: path.stem)
def test_sam_and_what_aws_makes_of_it(path: Path) -> None:
    root = Root(path.parent)
    free = read_application(root, path.name)
    defaults = {item.name: scalar_text(item.default.value) for item in free.inputs if isinstance(item.default, Known)}
    pins = {**defaults, **PINS}
    name = f"{path.stem}.translated.json"
    made = Beside(path.parent, name, translate(path))
    ours, theirs = read_application(root, path.name, pins), read_application(made, name, pins)
    written = frozenset(ours.resources) & frozenset(r.written for r in ours.resources.values() if not r.maker)
    native = verdicts(root, path.name, pins, ours, written)
    assert native == verdicts(made, name, pins, theirs, written)
    assert any(state == State.SATISFIED.value for _, _, _, state, _ in native)


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Password: {Type: String, Default: hunter2hunter2}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.8
      Handler: orders.handler
      CodeUri: s3://artifacts/orders.zip
      Timeout: 900
      Environment: {Variables: {DB_PASSWORD: !Ref Password, TABLE: !Ref Table}}
      Layers: ["arn:aws:lambda:eu-west-1:999988887777:layer:theirs:3"]
      FunctionUrlConfig: {AuthType: NONE}
      Policies:
        - AdministratorAccess
        - Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]
      Events:
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}]}}
  Queue: {Type: AWS::SQS::Queue, Condition: IsProd}
  Open:
    Type: AWS::Lambda::Permission
    Properties: {Action: "lambda:InvokeFunction", FunctionName: !Ref Orders, Principal: "*"}
"""
ORDERS, QUEUE = {"Ref": "Orders"}, {"Fn::GetAtt": ["Queue", "Arn"]}
SERVICE = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["lambda.amazonaws.com"]}}
BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
QUEUES = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
INVOKE = {"Action": "lambda:InvokeFunction", "FunctionName": ORDERS}
PLAIN: dict[str, Any] = {
    "Parameters": {
        "Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]},
        "Password": {"Type": "String", "Default": "hunter2hunter2"},
    },
    "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
    "Resources": {
        "Orders": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.8",
                "Handler": "orders.handler",
                "Code": {"S3Bucket": "artifacts", "S3Key": "orders.zip"},
                "Timeout": 900,
                "Environment": {"Variables": {"DB_PASSWORD": {"Ref": "Password"}, "TABLE": {"Ref": "Table"}}},
                "Layers": ["arn:aws:lambda:eu-west-1:999988887777:layer:theirs:3"],
                "Role": {"Fn::GetAtt": ["OrdersRole", "Arn"]},
            },
        },
        "OrdersRole": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [SERVICE]},
                "ManagedPolicyArns": [BASIC, "arn:aws:iam::aws:policy/AdministratorAccess", QUEUES],
                "Policies": [
                    {
                        "PolicyName": "OrdersRolePolicy1",
                        "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]},
                    }
                ],
            },
        },
        "OrdersUrl": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE", "TargetFunctionArn": ORDERS}},
        "OrdersUrlPublicPermissions": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                "Action": "lambda:InvokeFunctionUrl",
                "FunctionName": ORDERS,
                "FunctionUrlAuthType": "NONE",
                "Principal": "*",
            },
        },
        "OrdersURLInvokeAllowPublicAccess": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {**INVOKE, "InvokedViaFunctionUrl": True, "Principal": "*"},
        },
        "OrdersQueue": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"EventSourceArn": QUEUE, "FunctionName": ORDERS},
        },
        "OrdersNightly": {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "ScheduleExpression": "rate(1 day)",
                "Targets": [{"Id": "OrdersNightlyLambdaTarget", "Arn": {"Fn::GetAtt": ["Orders", "Arn"]}}],
            },
        },
        "OrdersNightlyPermission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
                **INVOKE,
                "Principal": "events.amazonaws.com",
                "SourceArn": {"Fn::GetAtt": ["OrdersNightly", "Arn"]},
            },
        },
        "Table": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]},
        },
        "Queue": {"Type": "AWS::SQS::Queue", "Condition": "IsProd"},
        "Open": {"Type": "AWS::Lambda::Permission", "Properties": {**INVOKE, "Principal": "*"}},
    },
}


def assembly(template: Mapping[str, Any]) -> dict[str, str]:
    """What the CDK writes: the template with construct paths, and a manifest that names it."""
    resources = {
        name: {**resource, "Metadata": {"aws:cdk:path": f"Shop/{name}/Resource"}}
        for name, resource in template["Resources"].items()
    }
    stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}}
    return {
        "cdk.out/Shop.template.json": json.dumps({**template, "Resources": resources}, indent=1),
        "cdk.out/manifest.json": json.dumps({"version": "40.0.0", "artifacts": {"Shop": stack}}),
    }


LANGUAGES: dict[str, Mapping[str, str]] = {
    "SAM": {"template.yaml": TEMPLATE},
    "YAML": {"template.yaml": yaml.safe_dump(PLAIN, sort_keys=False)},
    "JSON": {"template.json": json.dumps(PLAIN, indent=1)},
    "CDK": assembly(PLAIN),
}


def ledger_of(folder: Path, language: str) -> Ledger:
    put(folder, LANGUAGES[language])
    return check(Plan(paths=(".",), base=str(folder), today=TODAY))


def all_verdicts(found: Ledger) -> Verdicts:
    return Counter(
        verdict_of(entry, "" if entry.subject == entry.application else entry.subject) for entry in found.entries
    )


@pytest.mark.parametrize("language", ["YAML", "JSON", "CDK"])
def test_written_twice(tmp_path: Path, language: str) -> None:
    sam, other = (all_verdicts(ledger_of(tmp_path / name, name)) for name in ("SAM", language))
    assert sam - other == Counter()
    assert other - sam == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_counts_once(tmp_path: Path, language: str) -> None:
    found = [entry for entry in ledger_of(tmp_path, language).findings() if entry.state is State.VIOLATED]
    counted = Counter((entry.control, entry.subject) for entry in found)
    assert set(counted.values()) == {1}
    assert counted["function-url-without-auth", "OrdersUrl"] == 1
    assert {path.partition(":")[0] for path in (f"{e.locations[0].path}:" for e in found)} == {
        next(name for name in LANGUAGES[language] if not name.endswith("manifest.json"))
    }
