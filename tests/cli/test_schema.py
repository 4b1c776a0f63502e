"""``hauberk schema``: what a function takes, by how its code uses its event."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft4Validator, Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from tests.cli.running import Ran, run
from tests.schemas import has

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, CodeUri: src/ } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.create
      Events:
        Create: { Type: Api, Properties: { Path: /orders, Method: post } }
  Order:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.read
      Events:
        Read: { Type: Api, Properties: { Path: "/orders/{id}", Method: get } }
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.ship
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn } }
  Queue: { Type: AWS::SQS::Queue }
  Price:
    Type: AWS::Serverless::Function
    Properties: { Handler: orders.price }
  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.nightly
      Events:
        Night: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
  Lost:
    Type: AWS::Serverless::Function
    Properties: { Handler: orders.lost }
  Java:
    Type: AWS::Serverless::Function
    Properties: { Handler: shop.Orders, Runtime: java21 }
"""
CODE = """\
import json
import os
import re

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def answer(status, body):
    return {"statusCode": status, "body": json.dumps(body)}


def create(event, context):
    try:
        order = json.loads(event["body"])
    except ValueError:
        return answer(400, "no JSON")
    if not isinstance(order.get("customer"), str) or not re.fullmatch(r"[a-z0-9-]{8,36}", order["customer"]):
        return answer(400, "customer")
    if order.get("priority", "normal") not in ("normal", "high"):
        return answer(400, "priority")
    lines = order["lines"]
    if not isinstance(lines, list) or not 1 <= len(lines) <= 50:
        return answer(400, "lines")
    for line in lines:
        if not 0 < int(line["count"]) <= 99:
            return answer(400, "count")
        line["sku"].strip()
    table.put_item(Item={"id": context.aws_request_id, "customer": order["customer"], "lines": lines})
    return answer(201, "ordered")


def read(event, context):
    found = table.get_item(Key={"id": event["pathParameters"]["id"]})
    shown = int((event.get("queryStringParameters") or {}).get("lines", "10"))
    return answer(200, found["Item"]["lines"][:shown])


def ship(event, context):
    for record in event["Records"]:
        parcel = json.loads(record["body"])
        table.update_item(Key={"id": parcel["order"]}, UpdateExpression="SET weight = :w",
                          ExpressionAttributeValues={":w": round(parcel["weight"], 2)})


def price(event, context):
    return {"price": event["count"] * 3 if event["kind"] == "book" else event["count"] * 5}


def nightly(event, context):
    print(event["time"])
"""
GOOD = {"customer": "c0ffee00-1", "lines": [{"sku": "B-1", "count": 2}]}
WRONG: list[Any] = [
    [],
    {},
    {**GOOD, "customer": "'; DROP"},
    {**GOOD, "customer": {"$ne": None}},
    {**GOOD, "lines": []},
    {**GOOD, "lines": [{"sku": "B-1", "count": 2}] * 51},
    {**GOOD, "lines": [{"sku": "B-1", "count": 0}]},
    {**GOOD, "lines": [{"sku": "B-1", "count": "many"}]},
    {**GOOD, "lines": [{"count": 2}]},
    {**GOOD, "price": 0},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "src" / "orders.py").write_text(CODE)
    return tmp_path


def asked(folder: Path, *options: str) -> Ran:
    return run(folder, "schema", *options)


def answered(folder: Path, *options: str) -> dict[str, Any]:
    ran = asked(folder, *options)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.parametrize("options", [(), ("--format", "yaml"), ("--draft", "4"), ("--format", "sam")], ids=" ".join)
def test_what_is_printed(folder: Path, options: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    ran = asked(folder, "Orders", *options)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_the_same_twice(folder: Path) -> None:
    assert asked(folder, "Orders") == asked(folder, "Orders")


@pytest.mark.parametrize("draft", ["2020-12", "4"])
def test_legitimate_orders_are_let_through_and_others_arent(folder: Path, draft: str) -> None:
    kind = Draft4Validator if draft == "4" else Draft202012Validator
    schema = answered(folder, "Orders", "--draft", draft)
    kind.check_schema(schema)
    validator = kind(schema)
    for good in (GOOD, {**GOOD, "priority": "high"}, {**GOOD, "lines": [{"sku": "B-1", "count": "3"}]}):
        assert validator.is_valid(good)
    for wrong in WRONG:
        assert not validator.is_valid(wrong), wrong


def test_path_parameters_and_the_query_string_stand_apart(folder: Path) -> None:
    schema = answered(folder, "Order")
    query, path = schema, schema["$defs"]["pathParameters"]
    assert schema["title"] == "Query string of requests to Order"
    assert Draft202012Validator(query).is_valid(None)
    assert Draft202012Validator(query).is_valid({"lines": "5", "utm_source": "mail"})
    assert not Draft202012Validator(query).is_valid({"lines": "all"})
    assert Draft202012Validator(path).is_valid({"id": "1"})
    assert not Draft202012Validator(path).is_valid({"id": ""})


def test_messages_of_a_queue(folder: Path) -> None:
    schema = answered(folder, "Ship")
    assert schema["title"] == "Body of messages to Ship"
    assert schema["required"] == ["order", "weight"]
    assert schema["properties"]["weight"]["type"] == "number"
    assert schema["properties"]["order"]["minLength"] == 1


def test_an_event_of_whoever_invokes(folder: Path) -> None:
    schema = answered(folder, "Price")
    assert schema["title"] == "Event of Price"
    assert schema["required"] == ["count", "kind"]
    assert "enum" not in schema["properties"]["kind"]


def test_yaml_says_what_json_does(folder: Path) -> None:
    ran = asked(folder, "Orders", "--format", "yaml")
    assert yaml.safe_load(ran.out) == answered(folder, "Orders")


def test_the_model_is_one_that_cloudformation_takes(folder: Path) -> None:
    text = asked(folder, "Orders", "--format", "sam").out.replace("!Ref ", "")
    resources = yaml.safe_load(text)["Resources"]
    for resource in resources.values():
        assert all(has(resource["Type"], name) for name in resource["Properties"])
    schema = resources["OrdersModel"]["Properties"]["Schema"]
    Draft4Validator.check_schema(schema)
    assert "$comment" not in json.dumps(schema)
    assert Draft4Validator(schema).is_valid(GOOD)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("Nightly",), 3, "its events are written by AWS (schedule that recurs)"),
        (("Lost",), 4, "src/orders.py: src/orders.py offers no lost"),
        (("Java",), 4, "code for java21 isn't read yet"),
        (("Lost", "--allow-unread"), 3, "offers no lost"),
        (("Oders",), 2, "there is no function 'Oders'. Did you mean Orders"),
        (("Zzz",), 2, "there is no function 'Zzz'; there are Java, Lost, Nightly, Order, Orders, Price, Ship"),
        (("Orders", "nowhere"), 2, "there is no file or folder 'nowhere'"),
        (("Orders", "src"), 2, "there is no function 'Orders'. Did you mean orders.ship"),
        (("Ship", "--format", "sam"), 2, "takes no requests of a REST API"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else None,
)
def test_what_cant_be_answered(folder: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = asked(folder, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_of_several_templates_one_has_to_be_named(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "template.yaml").write_text(TEMPLATE)
    (folder / "other" / "src").mkdir()
    (folder / "other" / "src" / "orders.py").write_text(CODE)
    ran = asked(folder, "Orders")
    assert ran.code == 2
    assert "name one of other/template.yaml, template.yaml" in ran.err
    assert asked(folder, "Orders", "other/template.yaml").code == 0


def test_what_wasnt_followed_is_told_beside_the_schema(folder: Path) -> None:
    code = CODE.replace("    lines = order", "    exec(order['hook'])\n    lines = order")
    (folder / "src" / "orders.py").write_text(code)
    ran = asked(folder, "Orders")
    assert ran.code == 4
    assert "note: src/orders.py:23: code is made of text while it runs" in ran.err
    assert json.loads(ran.out)["properties"]["hook"]
    assert asked(folder, "Orders", "--allow-unread").code == 0


def test_a_body_that_is_read_as_text_is_told(folder: Path) -> None:
    code = 'def create(event, context):\n    return {"statusCode": 200, "body": event["body"].split("&")[0]}\n'
    (folder / "src" / "orders.py").write_text(code)
    ran = asked(folder, "Orders")
    assert ran.code == 3
    assert ran.out == ""
    assert "note: src/orders.py:2: what callers say is read as text, not as JSON" in ran.err


def test_names_in_hostile_code_break_nothing(folder: Path) -> None:
    name = '\\x1b[31m\\": {}\\n# !Ref x'
    (folder / "src" / "orders.py").write_text(CODE.replace('order["lines"]', f'order["{name}"]'))
    for format_ in ("json", "yaml", "sam"):
        ran = asked(folder, "Orders", "--format", format_)
        assert "\x1b" not in ran.out + ran.err
    assert '\x1b[31m": {}\n# !Ref x' in yaml.safe_load(asked(folder, "Orders", "--format", "yaml").out)["properties"]


def test_a_model_that_the_template_has_already_is_told(folder: Path) -> None:
    (folder / "template.yaml").write_text(
        TEMPLATE.replace(
            "Path: /orders, Method: post }",
            "Path: /orders, Method: post, RestApiId: !Ref Api, RequestModel: { Model: New, ValidateBody: true } }",
        )
        + "  Api:\n    Type: AWS::Serverless::Api\n"
        + "    Properties: { StageName: prod, Models: { New: { type: object } } }\n"
    )
    ran = asked(folder, "Orders")
    assert "API Gateway validates requests by what the template says already: POST /orders" in ran.err


def test_it_goes_to_a_file(folder: Path) -> None:
    ran = asked(folder, "Orders", "-o", "order.json")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((folder / "order.json").read_text())["title"] == "Body of requests to Orders"


def test_the_application_that_ships_with_hauberk(tmp_path: Path) -> None:
    ran = asked(tmp_path, "--demo", "Notify")
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "Message to Notify"
