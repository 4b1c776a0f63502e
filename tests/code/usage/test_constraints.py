"""What each kind of use shows of a part, and what it doesn't."""

from typing import Any

import pytest

from tests.code.usage.using import body, schemas, silent, takes, use_of

HEAD = """\
import json, re, uuid, datetime

def handler(event, context):
    body = json.loads(event["body"])
"""


def python(*lines: str) -> dict[str, Any]:
    text = HEAD + "".join(f"    {line}\n" for line in lines)
    found: dict[str, Any] = silent(body(text))
    return found


def script(*lines: str) -> dict[str, Any]:
    inside = "".join(f"  {line}\n" for line in lines)
    text = f"exports.handler = async (event) => {{\n  const body = JSON.parse(event.body);\n{inside}}};\n"
    found: dict[str, Any] = silent(body(text, "javascript"))
    return found


REFUSED = "return {'statusCode': 400}"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["x = body.get('x')"], {}),
        (["x = int(body['x'])"], {"type": ["integer", "string"]}),
        (["x = uuid.UUID(body['x'])"], {"type": "string"}),
        (["x = datetime.datetime.fromisoformat(body['x'])"], {"type": "string"}),
        ([f"if not isinstance(body['x'], str): {REFUSED}"], {"type": "string"}),
        ([f"if not isinstance(body['x'], (int, float)): {REFUSED}"], {"type": "number"}),
        ([f"if body['x'] not in ('a', 'b'): {REFUSED}"], {"type": "string", "enum": ["a", "b"]}),
        ([f"if body['x'] > 5: {REFUSED}"], {"type": "number", "maximum": 5}),
        ([f"if not 1 <= body['x'] < 5: {REFUSED}"], {"type": "number", "minimum": 1, "exclusiveMaximum": 5}),
        ([f"if not body.get('x'): {REFUSED}"], {"minLength": 1}),
        (
            [f"if not re.fullmatch(r'[a-z]{{2,9}}', body['x']): {REFUSED}"],
            {"type": "string", "pattern": "^[a-z]{2,9}$"},
        ),
        (["x = body['x'].split(',')"], {"type": "string"}),
        (["x = body['x'].strip()", f"if len(body['x']) > 9: {REFUSED}"], {"type": "string", "maxLength": 9}),
    ],
    ids=lambda one: str(one)[:60],
)
def test_python(lines: list[str], shown: dict[str, Any]) -> None:
    found = python(*lines, "return {'statusCode': 200}")["properties"]["x"]
    assert shown.items() <= found.items()
    assert set(found) - set(shown) <= {"pattern"}


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["const x = body.x;"], {}),
        (["const x = body.x.trim();"], {"type": "string"}),
        (["const x = body.x?.trim();"], {}),
        (["const x = body.x.map((one) => one);"], {"type": "array"}),
        (["if (typeof body.x !== 'string') return { statusCode: 400 };"], {"type": "string"}),
        (["if (!['a', 'b'].includes(body.x)) return { statusCode: 400 };"], {"type": "string", "enum": ["a", "b"]}),
        (["if (!body.x) return { statusCode: 400 };"], {"minLength": 1}),
        (["if (!/^[a-z]+$/.test(body.x)) return { statusCode: 400 };"], {"pattern": "^[a-z]+$"}),
        (["if (!/^[a-z]+$/i.test(body.x)) return { statusCode: 400 };"], {}),
        (["if (!Array.isArray(body.x)) throw new Error('x');"], {"type": "array"}),
    ],
    ids=lambda one: str(one)[:60],
)
def test_javascript(lines: list[str], shown: dict[str, Any]) -> None:
    assert script(*lines, "return { statusCode: 200 };")["properties"]["x"] == shown


def test_a_field_with_a_default_isnt_required() -> None:
    schema = python("a = body['a']", "b = body.get('b', 1)", "c = body.get('c') or 2", "return {'statusCode': 200}")
    assert schema["required"] == ["a"]


def test_a_branch_that_goes_on_asks_for_nothing() -> None:
    schema = python("if body.get('x') == 'gift':", "    wrap()", "return {'statusCode': 200}")
    assert schema["properties"]["x"] == {}
    assert "required" not in schema


def test_a_handler_of_errors_that_puts_a_default_in_place_takes_the_asking_back() -> None:
    lines = ("try:", "    n = int(body['n'])", "except (KeyError, ValueError):", "    n = 1")
    schema = python(*lines, "return {'statusCode': 200}")
    assert schema["properties"]["n"] == {}
    assert "required" not in schema


def test_a_handler_of_errors_that_refuses_leaves_it() -> None:
    lines = ("try:", "    n = int(body['n'])", "except (KeyError, ValueError):", "    return {'statusCode': 400}")
    schema = python(*lines, "return {'statusCode': 200}")
    assert schema["required"] == ["n"]


def test_what_is_kept_of_a_batch_is_what_each_message_has_to_be() -> None:
    text = """\
import json

def handler(event, context):
    failed = []
    for record in event["Records"]:
        try:
            order = json.loads(record["body"])
            ship(order["id"].upper(), [int(one["count"]) for one in order["lines"]])
        except Exception:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
"""
    schema = silent(schemas(text)["record"])
    assert schema["required"] == ["id", "lines"]
    assert schema["properties"]["id"] == {"type": "string"}
    assert schema["properties"]["lines"]["items"]["required"] == ["count"]


@pytest.mark.parametrize(
    "line",
    ["save(body)", "save({**body})", "for name, value in body.items(): save(name, value)", "save(body[event['path']])"],
)
def test_other_fields_are_let_through_where_all_of_them_are_used(line: str) -> None:
    text = f"{HEAD}    id = body['id']\n    {line}\n    return {{'statusCode': 200}}\n"
    schema = body(text)
    assert "additionalProperties" not in schema
    assert "other fields are let through" in schema["$comment"]
    assert takes(schema, {"id": 1, "more": 2})


@pytest.mark.parametrize("line", ["print(body)", "print(json.dumps(body))", "pass"])
def test_other_fields_are_refused_where_nobody_uses_them(line: str) -> None:
    schema = python("id = body['id']", line, "return {'statusCode': 200}")
    assert schema["additionalProperties"] is False


def test_all_names_of_a_list_that_have_to_be_there() -> None:
    ways = (
        ("if not all(name in body for name in ('a', 'b')):", "    return {'statusCode': 400}"),
        ("left = [name for name in ('a', 'b') if name not in body]", "if left:", "    return {'statusCode': 400}"),
        ("for name in ['a', 'b']:", "    if not body.get(name):", "        raise ValueError(name)"),
    )
    for lines in ways:
        assert python(*lines, "return {'statusCode': 200}")["required"] == ["a", "b"], lines


def test_an_expression_that_json_schema_cant_say_is_told() -> None:
    text = f"{HEAD}    if not re.match(r'^\\w+$', body['x']):\n        {REFUSED}\n    return {{'statusCode': 200}}\n"
    assert silent(body(text))["properties"]["x"] == {"type": "string"}
    ((_, pattern),) = use_of(text).untold
    assert pattern == r"^\w+$"


def test_a_key_of_dynamodb_mustnt_be_empty() -> None:
    text = HEAD.replace("import json", "import boto3, json") + (
        "    boto3.resource('dynamodb').Table('t').get_item(Key={'id': body['id']})\n    return {'statusCode': 200}\n"
    )
    found = body(text)["properties"]["id"]
    assert found["minLength"] == 1
    assert "DynamoDB" in found["$comment"]


POWERTOOLS = """\
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()

@app.post("/orders")
def create():
    return {"id": app.current_event.json_body["name"].strip()}

@app.get("/orders/<order>")
def read(order: str):
    return {"id": order}

def handler(event, context):
    return app.resolve(event, context)
"""
EXPRESS = """\
const express = require("express");
const serverless = require("serverless-http");
const app = express();

app.post("/orders", (request, response) => {
  const { name } = request.body;
  if (typeof name !== "string") {
    response.status(400).json({ error: "name" });
    return;
  }
  response.json({ id: name });
});
app.get("/orders/:order", (request, response) => {
  response.json({ id: request.params.order });
});
module.exports.handler = serverless(app);
"""


@pytest.mark.parametrize(("text", "language"), [(POWERTOOLS, "python"), (EXPRESS, "javascript")])
def test_a_route_that_takes_no_body_says_nothing_of_bodies(text: str, language: str) -> None:
    schema = silent(body(text, language))
    assert schema["properties"] == {"name": {"type": "string"}}
    assert schema["required"] == ["name"]
