"""``hauberk policy``: what functions need by their code, against what their roles grant."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import hauberk as package
from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Policy
from tests.cli.running import Ran, run
from tests.iam.language.documents import read
from tests.reading.test_archives import zipped

ROOT = Path(package.__file__).parent
SCHEMA = json.loads((ROOT / "reports" / "policy.schema.json").read_text(encoding="utf-8"))
LABELLED = Path(__file__).parents[1] / "code" / "least_privilege"

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: orders }
  Files:
    Type: AWS::S3::Bucket
  Take:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: take.handler
      Environment: { Variables: { TABLE: !Ref Orders, FILES: !Ref Files } }
      Policies:
        - Version: "2012-10-17"
          Statement:
            - { Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt Orders.Arn }
"""
CODE = """\
import os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item={"id": event["id"]})
    boto3.client("s3").get_object(Bucket=os.environ["FILES"], Key=f"in/{event['id']}.json")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "src" / "take.py").write_text(CODE)
    return tmp_path


def asked(folder: Path, *options: str) -> Ran:
    return run(folder, "policy", *options)


def answered(folder: Path, *options: str) -> dict[str, Any]:
    ran = asked(folder, *options, "--format", "json")
    found: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_needed_missing_and_excess(folder: Path) -> None:
    (function,) = answered(folder)["functions"]
    needed = {one["action"]: one for one in function["needed"]}
    assert needed["dynamodb:PutItem"]["resources"] == ["${Orders.Arn}"]
    assert needed["dynamodb:PutItem"]["evidence"] == [{"path": "src/take.py", "line": 8}]
    assert needed["s3:GetObject"]["resources"] == ["${Files.Arn}/in/*.json"]
    assert needed["s3:GetObject"]["origin"] == "static"
    assert needed["logs:PutLogEvents"]["origin"] == "infrastructure"
    assert [one["action"] for one in function["missing"]] == ["s3:GetObject"]
    assert [(one["action"], one["because"], one["line"]) for one in function["excess"]] == [
        ("dynamodb:*", "calls need less", 18)
    ]
    assert function["unused"] == []
    assert function["unknown"] == []


def test_what_is_missing_is_told_as_what_is_needed(folder: Path) -> None:
    (folder / "src" / "take.py").write_text(CODE + "    boto3.client('ssm').get_parameter(Name='/a/b')\n")
    (function,) = answered(folder)["functions"]
    needed = {one["action"]: one["resources"] for one in function["needed"]}
    missing = {one["action"]: one["resources"] for one in function["missing"]}
    assert missing["ssm:GetParameter"] == needed["ssm:GetParameter"]
    assert missing["ssm:GetParameter"] == ["arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/a/b"]


def test_exit_codes(folder: Path) -> None:
    assert asked(folder).code == 1
    assert asked(folder, "--allow", "dynamodb:*").code == 0
    assert asked(folder, "--exit-zero").code == 0
    (folder / "src" / "take.py").write_text(CODE + "    boto3.client(event['service'])\n")
    assert asked(folder, "--allow", "dynamodb:*").code == 4
    assert asked(folder, "--allow", "dynamodb:*", "--allow-unread").code == 0
    (folder / "src" / "take.py").unlink()
    (folder / "template.yaml").write_text("Resources: { Topic: { Type: AWS::SNS::Topic } }\n")
    assert asked(folder).code == 3
    assert asked(folder, "nowhere").code == 2


def test_what_nobody_can_tell_is_shown_with_its_line(folder: Path) -> None:
    (folder / "src" / "take.py").write_text(CODE + "    boto3.client(event['service'])\n")
    (function,) = answered(folder)["functions"]
    assert [(one["path"], one["line"], one["reason"]) for one in function["unknown"]] == [
        ("src/take.py", 10, "computed-service")
    ]
    told = "unknown: which service a client is of is computed (src/take.py:10)"
    assert told.removeprefix("unknown: ") in asked(folder).out
    for format_ in ("sam", "cloudformation"):
        assert f"  # {told}\n" in asked(folder, "--format", format_).out
    assert f"hauberk: Take: {told}\n" in asked(folder, "--format", "iam-json").err


def test_nothing_is_remarked_where_everything_is_told(folder: Path) -> None:
    for format_ in ("sam", "cloudformation", "iam-json"):
        ran = asked(folder, "--format", format_)
        assert "unknown" not in ran.out
        assert ran.err == ""


@pytest.mark.parametrize(
    ("handler", "code", "reason"),
    [
        ("take.handler", "def handler(event, context:\n", "missing-handler"),
        ("gone.handler", CODE, "missing-handler"),
        ("take.gone", CODE, "missing-handler"),
    ],
)
def test_a_handler_that_isnt_there_is_a_reason(folder: Path, handler: str, code: str, reason: str) -> None:
    (folder / "template.yaml").write_text(TEMPLATE.replace("take.handler", handler))
    (folder / "src" / "take.py").write_text(code)
    (function,) = answered(folder)["functions"]
    assert reason in {one["reason"] for one in function["unknown"]}


def test_code_outside_of_the_root_isnt_read(folder: Path) -> None:
    outside = folder / "outside"
    outside.mkdir()
    (outside / "take.py").write_text(CODE)
    inner = folder / "inner"
    inner.mkdir()
    (inner / "template.yaml").write_text(TEMPLATE.replace("CodeUri: src/", "CodeUri: ../outside/"))
    (function,) = answered(inner)["functions"]
    assert [one["reason"] for one in function["unknown"]] == ["outside-root"]
    (inner / "src").symlink_to(outside)
    (inner / "template.yaml").write_text(TEMPLATE)
    (function,) = answered(inner)["functions"]
    assert [one["reason"] for one in function["unknown"]] == ["outside-root"]


def test_code_in_the_template_is_read(folder: Path) -> None:
    inline = "def handler(event, context):\n  import boto3; boto3.client('sqs').list_queues()\n"
    written = TEMPLATE.replace("CodeUri: src/", f"InlineCode: {json.dumps(inline)}").replace("take.", "index.")
    (folder / "template.yaml").write_text(written)
    (function,) = answered(folder, "template.yaml")["functions"]
    needed = {one["action"]: one for one in function["needed"]}
    assert needed["sqs:ListQueues"]["evidence"] == [{"path": "template.yaml", "line": 12}]


def test_a_line_of_code_in_the_template_is_told(folder: Path) -> None:
    inline = "|\n" + "".join(f"        {line}\n" for line in CODE.splitlines())
    written = TEMPLATE.replace("CodeUri: src/", f"InlineCode: {inline}").replace("take.", "index.")
    (folder / "template.yaml").write_text(written)
    (function,) = answered(folder)["functions"]
    needed = {one["action"]: one for one in function["needed"]}
    assert needed["dynamodb:PutItem"]["evidence"] == [{"path": "template.yaml", "line": 20}]


def test_code_in_an_archive_is_read(folder: Path) -> None:
    (folder / "template.yaml").write_text(TEMPLATE.replace("src/", "take.zip"))
    (folder / "take.zip").write_bytes(zipped({"take.py": CODE.encode()}))
    (function,) = answered(folder)["functions"]
    needed = {one["action"]: one for one in function["needed"]}
    assert needed["dynamodb:PutItem"]["evidence"] == [{"path": "take.zip!/take.py", "line": 8}]
    assert [one["action"] for one in function["excess"]] == ["dynamodb:*"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "no-archive"),
        (zipped({"take.py": CODE.encode(), "../lib.py": b""}), "outside-root"),
        (zipped({"take.py": b"import lib\n" + CODE.encode(), "lib.py": b"\xff"}), "not-utf-8"),
        (zipped({"take.py": b"import lib\n" + CODE.encode(), "lib.py": b"def f(:\n"}), "invalid-syntax"),
        (None, "no-code"),
    ],
)
def test_nothing_is_in_excess_of_an_archive_that_isnt_read_whole(folder: Path, data: bytes | None, reason: str) -> None:
    (folder / "template.yaml").write_text(TEMPLATE.replace("src/", "take.zip"))
    if data is not None:
        (folder / "take.zip").write_bytes(data)
    (function,) = answered(folder, "template.yaml")["functions"]
    assert [one["reason"] for one in function["unknown"]] == [reason]
    assert function["excess"] == []


def test_a_secret_of_the_template_isnt_shown(folder: Path) -> None:
    secret = "Gr33nParcel-2021"
    (folder / "template.yaml").write_text(
        TEMPLATE.replace("TABLE: !Ref Orders", f"TABLE: {secret}, DB_PASSWORD: {secret}")
    )
    for format_ in ("text", "json", "iam-json", "sam", "cloudformation"):
        assert secret not in asked(folder, "--format", format_).out


def test_documents_allow_what_is_needed_and_nothing_else(folder: Path) -> None:
    (function,) = answered(folder)["functions"]
    needed = [
        {"Effect": "Allow", "Action": one["action"], "Resource": one["resources"], "Condition": one["conditions"]}
        for one in function["needed"]
    ]
    mine = _policy(needed)
    document = json.loads(asked(folder, "--format", "iam-json").out)["Take"]
    theirs = _policy(document["Statement"])
    assert excess([mine], [theirs]) is excess([theirs], [mine]) is None


def _policy(statements: list[dict[str, Any]]) -> Policy:
    """A policy in which what only the deployment knows has some text."""
    text = json.dumps(
        {"Version": "2012-10-17", "Statement": [{k: v for k, v in one.items() if v} for one in statements]}
    )
    for hole, filled in (
        ("${AWS::Partition}", "aws"),
        ("${AWS::Region}", "eu-west-1"),
        ("${AWS::AccountId}", "1" * 12),
    ):
        text = text.replace(hole, filled)
    text = text.replace("${Orders.Arn}", f"arn:aws:dynamodb:eu-west-1:{'1' * 12}:table/orders")
    text = text.replace("${Files.Arn}", "arn:aws:s3:::files").replace("${Take}", "take")
    found = read(json.loads(text)).policy
    assert found is not None
    return found


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: {suffix: loader.construct_scalar(node)})


def test_templates_are_templates(folder: Path) -> None:
    sam = yaml.load(asked(folder, "--format", "sam").out, _Loader)
    (policy,) = sam["Resources"]["Take"]["Properties"]["Policies"]
    assert policy["Statement"] == [
        {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": {"GetAtt": "Orders.Arn"}},
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": {"Sub": "${Files.Arn}/in/*.json"}},
    ]
    made = yaml.load(asked(folder, "--format", "cloudformation").out, _Loader)["Resources"]["TakeLeastPrivilege"]
    assert made["Type"] == "AWS::IAM::Policy"
    assert made["Properties"]["Roles"] == [{"Ref": "TakeRole"}]
    assert len(made["Properties"]["PolicyDocument"]["Statement"]) == 3


def test_the_same_every_time(folder: Path) -> None:
    assert asked(folder).out == asked(folder).out
    assert answered(LABELLED / "orders-api") == answered(LABELLED / "orders-api")


def test_one_function_of_several(tmp_path: Path) -> None:
    found = answered(LABELLED / "orders-api", "--function", "ListOrders")
    assert [one["id"] for one in found["functions"]] == ["ListOrders"]


def test_the_demo_is_told_from_anywhere(tmp_path: Path) -> None:
    ran = asked(tmp_path, "--demo")
    assert ran.code == 1
    assert "demo/src/thumbnails/app.py:13" in ran.out
    assert "${PhotoBucket.Arn}/small/*" in ran.out


def event(function: str, source: str, name: str, *arns: str) -> dict[str, Any]:
    return {
        "eventSource": f"{source}.amazonaws.com",
        "eventName": name,
        "userIdentity": {"type": "AssumedRole", "arn": f"arn:aws:sts::111122223333:assumed-role/Role/{function}"},
        "resources": [{"ARN": arn} for arn in arns],
    }


@pytest.mark.parametrize("how", ["records", "gzip", "lines", "exported"])
def test_observed_calls_join_in(folder: Path, how: str) -> None:
    events = [
        event("shop-Take-AbC123", "dynamodb", "PutItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"),
        event("shop-Take-AbC123", "kms", "Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1"),
        event("shop-Other-AbC123", "sqs", "DeleteQueue", "arn:aws:sqs:eu-west-1:111122223333:jobs"),
    ]
    text = json.dumps({"Records": events})
    if how == "lines":
        text = "\n".join(map(json.dumps, events))
    elif how == "exported":
        lowered = [{key.lower(): value for key, value in one.items()} for one in events]
        text = json.dumps([{**one, "useridentity": json.dumps(one["useridentity"])} for one in lowered])
    data = text.encode()
    (folder / "events").write_bytes(gzip.compress(data) if how == "gzip" else data)
    (function,) = answered(folder, "--observed", "events")["functions"]
    origins = {one["action"]: one["origin"] for one in function["needed"]}
    assert origins["dynamodb:PutItem"] == "both"
    assert origins["s3:GetObject"] == "static"
    assert origins["kms:Decrypt"] == "observed"
    assert "sqs:DeleteQueue" not in origins


TABLES = {
    "athena": [
        "eventsource,eventname,useridentity,resources",
        '"dynamodb.amazonaws.com","PutItem","{type=AssumedRole, principalid=A:b, arn=@shop-Take-AbC123, accountid=1}",'
        '"[{arn=arn:aws:dynamodb:eu-west-1:111122223333:table/orders, accountid=1, type=AWS::DynamoDB::Table}]"',
        '"kms.amazonaws.com","Decrypt","{type=AssumedRole, arn=@shop-Take-AbC123}",',
        '"sqs.amazonaws.com","DeleteQueue","{type=AssumedRole, arn=@shop-Other-AbC123}",',
    ],
    "columns": [
        "arn,eventName,eventSource",
        "@shop-Take-AbC123,PutItem,dynamodb.amazonaws.com",
        "@shop-Take-AbC123,Decrypt,kms.amazonaws.com",
        "@shop-Other-AbC123,DeleteQueue,sqs.amazonaws.com",
    ],
    "lake": [
        '"eventJson"',
        *(
            '"' + json.dumps(event(function, source, name)).replace('"', '""') + '"'
            for function, source, name in (
                ("shop-Take-AbC123", "dynamodb", "PutItem"),
                ("shop-Take-AbC123", "kms", "Decrypt"),
                ("shop-Other-AbC123", "sqs", "DeleteQueue"),
            )
        ),
    ],
}


@pytest.mark.parametrize("which", TABLES)
def test_tables_of_queries_join_in(folder: Path, which: str) -> None:
    text = "\n".join(TABLES[which]).replace("@", "arn:aws:sts::111122223333:assumed-role/Role/")
    (folder / "events").write_bytes(gzip.compress(text.encode()) if which == "lake" else text.encode())
    (function,) = answered(folder, "--observed", "events")["functions"]
    origins = {one["action"]: one["origin"] for one in function["needed"]}
    assert origins["dynamodb:PutItem"] == "both"
    assert origins["kms:Decrypt"] == "observed"
    assert "sqs:DeleteQueue" not in origins
    ran = asked(folder, "--observed", "events")
    assert "dynamodb:PutItem, observed too (src/take.py:8" in ran.out
    assert "kms:Decrypt as observed, without a call that was found (events record 2)" in ran.out


ACCOUNT = ":eu-west-1:111122223333:"
RECORDED = {
    "queue": ("sqs", "DeleteQueue", {"queueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"}, "jobs"),
    "secret": ("secretsmanager", "PutSecretValue", {"secretId": "prod/key"}, "secret:prod/key-??????"),
    "function": ("lambda", "GetFunction20150331v2", {"functionName": "other"}, "function:other"),
    "table": ("dynamodb", "DescribeTable", {"tableName": "other"}, "table/other"),
}


@pytest.mark.parametrize("which", RECORDED)
@pytest.mark.parametrize("how", ["records", "columns"])
def test_parameters_tell_what_an_event_names_no_arn_of(folder: Path, which: str, how: str) -> None:
    source, name, parameters, end = RECORDED[which]
    one = event("shop-Take-AbC123", source, name) | {
        "requestParameters": parameters,
        "awsRegion": "eu-west-1",
        "recipientAccountId": "111122223333",
    }
    text = json.dumps({"Records": [one]})
    if how == "columns":
        written = json.dumps(parameters).replace('"', '""')
        text = (
            "eventSource,eventName,arn,requestParameters,awsRegion,recipientAccountId\n"
            f'{one["eventSource"]},{name},{one["userIdentity"]["arn"]},"{written}",eu-west-1,111122223333'
        )
    (folder / "events").write_text(text)
    (function,) = answered(folder, "--observed", "events")["functions"]
    (found,) = [need for need in function["needed"] if need["origin"] == "observed"]
    assert found["resources"] == [f"arn:aws:{source}{ACCOUNT}{end}"]
    assert found["why"] is None
    assert found["evidence"] == [{"path": "events", "record": 1}]


def test_what_neither_names_nor_parameters_tell_has_its_reason(folder: Path) -> None:
    events = [
        event("shop-Take-AbC123", "ec2", "DescribeInstances"),
        event("shop-Take-AbC123", "dynamodb", "DescribeTable") | {"requestParameters": None},
    ]
    (folder / "events").write_text(json.dumps(events))
    (function,) = answered(folder, "--observed", "events")["functions"]
    found = {one["action"]: one for one in function["needed"] if one["origin"] == "observed"}
    assert found["ec2:DescribeInstances"]["resources"] == ["*"]
    assert found["ec2:DescribeInstances"]["why"] == "the action has no type of resource"
    assert found["dynamodb:DescribeTable"]["why"] == "which table it is can't be told: the call gives no TableName"
    assert found["dynamodb:DescribeTable"]["evidence"] == [{"path": "events", "record": 2}]


def test_an_action_is_on_those_of_an_events_arns_that_are_of_its_type(folder: Path) -> None:
    one = event("shop-Take-AbC123", "s3", "DeleteObject", "arn:aws:s3:::mine/a/b", "arn:aws:s3:::mine")
    (folder / "events").write_text(json.dumps(one))
    (function,) = answered(folder, "--observed", "events")["functions"]
    (found,) = [need for need in function["needed"] if need["origin"] == "observed"]
    assert (found["action"], found["resources"]) == ("s3:DeleteObject", ["arn:aws:s3:::mine/a/b"])


def test_what_is_called_again_and_again_has_its_first_record(folder: Path) -> None:
    one = event("shop-Take-AbC123", "s3", "DeleteObject", "arn:aws:s3:::mine/a/b")
    put = event("shop-Take-AbC123", "dynamodb", "PutItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders")
    (folder / "events").write_text(json.dumps([one, put, one, one]))
    (function,) = answered(folder, "--observed", "events")["functions"]
    found = {one["action"]: one["evidence"] for one in function["needed"]}
    assert found["s3:DeleteObject"] == [{"path": "events", "record": 1}]
    assert found["dynamodb:PutItem"] == [{"path": "src/take.py", "line": 8}, {"path": "events", "record": 2}]


def test_a_monitors_policy_joins_in(folder: Path) -> None:
    statement = {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": "arn:aws:sns:eu-west-1:111122223333:news"}
    (folder / "iamlive.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    (function,) = answered(folder, "--observed", "iamlive.json")["functions"]
    (found,) = [one for one in function["needed"] if one["origin"] == "observed"]
    assert (found["action"], found["resources"]) == ("sns:Publish", [statement["Resource"]])
    assert (found["evidence"], found["why"]) == ([{"path": "iamlive.json", "record": 1}], None)


def test_a_monitors_star_has_its_reason(folder: Path) -> None:
    (folder / "iamlive.json").write_text(json.dumps({"Statement": {"Action": "sns:Publish", "Resource": "*"}}))
    (function,) = answered(folder, "--observed", "iamlive.json")["functions"]
    (found,) = [one for one in function["needed"] if one["origin"] == "observed"]
    assert (found["resources"], found["why"]) == (["*"], "the log names no narrower resource")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{", id="json"),
        pytest.param(b'eventSource,eventName,arn\n"' + b"x" * 200_000 + b'"', id="csv"),
        pytest.param(b"eventSource,eventName\n\xff,x", id="encoding"),
        pytest.param(b"\x1f\x8bnothing", id="gzip"),
        pytest.param(gzip.compress(b'{"Records": []}')[:-9], id="cut off"),
    ],
)
def test_observed_files_that_cant_be_read(folder: Path, data: bytes) -> None:
    (folder / "events").write_bytes(data)
    ran = asked(folder, "--observed", "events")
    assert ran.code == 2
    assert "events" in ran.err


def test_policy_templates_stand_where_they_fit_exactly(folder: Path) -> None:
    (folder / "template.yaml").write_text(
        TEMPLATE.replace("  Files:\n    Type: AWS::S3::Bucket\n", "  Files:\n    Type: AWS::SQS::Queue\n")
    )
    code = "import os, boto3\ndef handler(event, context):\n    "
    code += "boto3.client('sqs').send_message(QueueUrl=os.environ['FILES'], MessageBody='x')\n"
    (folder / "src" / "take.py").write_text(code)
    made = yaml.load(asked(folder, "--format", "sam").out, _Loader)["Resources"]["Take"]["Properties"]["Policies"]
    assert made == [{"SQSSendMessagePolicy": {"QueueName": {"GetAtt": "Files.QueueName"}}}]
    (folder / "src" / "take.py").write_text(
        code + "    boto3.client('sqs').purge_queue(QueueUrl=os.environ['FILES'])\n"
    )
    (made,) = yaml.load(asked(folder, "--format", "sam").out, _Loader)["Resources"]["Take"]["Properties"]["Policies"]
    assert made["Statement"][0]["Action"] == ["sqs:PurgeQueue", "sqs:SendMessage"]


def test_what_a_layer_brings_is_found_where_lambda_puts_it(folder: Path) -> None:
    written = TEMPLATE.replace("python3.13", "nodejs22.x").replace(
        "CodeUri: src/", "CodeUri: src/\n      Layers: [!Ref Base]"
    )
    layer = "  Base:\n    Type: AWS::Serverless::LayerVersion\n    Properties: { ContentUri: base/ }\n"
    (folder / "template.yaml").write_text(written + layer)
    (folder / "base" / "nodejs").mkdir(parents=True)
    (folder / "base" / "nodejs" / "told.mjs").write_text(
        "import { SNS } from '@aws-sdk/client-sns';\n"
        "export const tell = () => new SNS({}).publish({ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:news' });\n"
    )
    (folder / "src" / "take.py").unlink()
    (folder / "src" / "take.mjs").write_text(
        "import { tell } from '/opt/nodejs/told.mjs';\nexport const handler = async () => tell();\n"
    )
    (function,) = answered(folder)["functions"]
    (found,) = [one for one in function["needed"] if one["action"] == "sns:Publish"]
    assert found["evidence"] == [{"path": "base/nodejs/told.mjs", "line": 2}]


def test_a_durable_function_keeps_its_state(folder: Path) -> None:
    (folder / "template.yaml").write_text(
        TEMPLATE.replace("CodeUri: src/", "CodeUri: src/\n      DurableConfig: { ExecutionTimeout: 60 }")
    )
    (function,) = answered(folder)["functions"]
    needed = {one["action"]: one["resources"] for one in function["needed"]}
    (resource,) = needed["lambda:CheckpointDurableExecution"]
    assert resource == "${Take.Arn}:*/durable-execution/*/*"


@pytest.mark.parametrize("change", [("python3.13", "java25"), ("take.handler", "gone.handler"), ("src/", "../src/")])
def test_nothing_is_in_excess_of_what_isnt_read(folder: Path, change: tuple[str, str]) -> None:
    (folder / "template.yaml").write_text(TEMPLATE.replace(*change))
    (function,) = answered(folder)["functions"]
    assert function["excess"] == []
    assert function["unknown"] != []
    assert asked(folder).code == 4


def test_what_a_resources_own_policy_grants_isnt_missing(folder: Path) -> None:
    policy = """  Door:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { AWS: !GetAtt TakeRole.Arn }
            Action: s3:Get*
            Resource: !Sub "${Files.Arn}/*"
"""
    (folder / "template.yaml").write_text(TEMPLATE + policy)
    (function,) = answered(folder)["functions"]
    assert function["missing"] == []
    (folder / "template.yaml").write_text(TEMPLATE + policy.replace("s3:Get*", "s3:Put*"))
    (function,) = answered(folder)["functions"]
    assert [one["action"] for one in function["missing"]] == ["s3:GetObject"]


RULED = (
    TEMPLATE.replace("Resources:", "RULES\nParameters: { Wide: { Type: String } }\nResources:", 1)
    .replace('"dynamodb:*"', '!If [IsWide, "dynamodb:*", "dynamodb:PutItem"]')
    .replace("Resources:", 'Conditions: { IsWide: !Equals [!Ref Wide, "yes"] }\nResources:', 1)
)


@pytest.mark.parametrize(
    ("rules", "excess"),
    [("", ["dynamodb:*"]), ('Rules: { Narrow: { Assertions: [{ Assert: !Not [!Equals [!Ref Wide, "yes"]] }] } }', [])],
)
def test_what_a_rule_refuses_to_deploy_grants_nothing(folder: Path, rules: str, excess: list[str]) -> None:
    (folder / "template.yaml").write_text(RULED.replace("RULES", rules))
    (function,) = answered(folder)["functions"]
    assert [one["action"] for one in function["excess"]] == excess
