"""The same use of an event, in the three languages, shows the same."""

from typing import Any

import pytest

from tests.code.usage.using import body, schemas, silent, takes

PYTHON = """\
import json

SIZES = {"small", "large"}


def respond(status, body):
    return {"statusCode": status, "body": json.dumps(body)}


def checked(body):
    for name in ("id", "size"):
        if name not in body:
            return respond(400, f"{name} is missing")
    if body["size"] not in SIZES:
        return respond(400, "size")
    return None


def handler(event, context):
    if event["httpMethod"] == "GET":
        return respond(200, event["pathParameters"]["id"].upper())
    try:
        body = json.loads(event["body"])
    except ValueError:
        return respond(400, "no JSON")
    error = checked(body)
    if error:
        return error
    amount = float(body["amount"])
    if amount < 1 or amount > 100:
        return respond(400, "amount")
    if len(body.get("note", "")) > 200:
        return respond(400, "note")
    for line in body["lines"]:
        sku = line["sku"].strip()
        if not isinstance(line["count"], int):
            return respond(422, "count")
    return respond(200, body["id"])
"""
SCRIPT = """\
const SIZES = ["small", "large"];

const respond = (statusCode, body) => ({ statusCode, body: JSON.stringify(body) });

function checked(body) {
  for (const name of ["id", "size"]) {
    if (!(name in body)) return respond(400, `${name} is missing`);
  }
  if (!SIZES.includes(body.size)) return respond(400, "size");
  return null;
}

export const handler = async (event) => {
  if (event.httpMethod === "GET") {
    return respond(200, event.pathParameters.id.toUpperCase());
  }
  let body;
  try {
    body = JSON.parse(event.body);
  } catch (error) {
    return respond(400, "no JSON");
  }
  const error = checked(body);
  if (error) return error;
  const amount = Number(body.amount);
  if (Number.isNaN(amount) || amount < 1 || amount > 100) return respond(400, "amount");
  if ((body.note ?? "").length > 200) return respond(400, "note");
  for (const line of body.lines) {
    const sku = line.sku.trim();
    if (!Number.isInteger(line.count)) return respond(422, "count");
  }
  return respond(200, body.id);
};
"""
TYPED = SCRIPT.replace("(statusCode, body) =>", "(statusCode: number, body: unknown) =>").replace(
    "async (event) =>", "async (event: any): Promise<unknown> =>"
)
TWINS = {"python": PYTHON, "javascript": SCRIPT, "typescript": TYPED}
GOOD = {"id": "a1", "size": "small", "amount": 3, "lines": [{"sku": "x", "count": 2}]}
BAD: list[dict[str, Any]] = [
    {},
    {**GOOD, "size": "huge"},
    {**GOOD, "amount": 0},
    {**GOOD, "amount": 101},
    {**GOOD, "amount": {"$gt": 0}},
    {**GOOD, "note": "x" * 201},
    {**GOOD, "lines": {}},
    {**GOOD, "lines": [{"sku": "x"}]},
    {**GOOD, "lines": [{"sku": 1, "count": 2}]},
    {**GOOD, "lines": [{"sku": "x", "count": "2"}]},
    {**GOOD, "admin": True},
    {name: value for name, value in GOOD.items() if name != "id"},
    {name: value for name, value in GOOD.items() if name != "lines"},
]


@pytest.mark.parametrize("language", TWINS)
def test_legitimate_bodies_are_let_through(language: str) -> None:
    schema = body(TWINS[language], language)
    for good in (GOOD, {**GOOD, "note": "by the door"}, {**GOOD, "amount": "3.5"}, {**GOOD, "lines": []}):
        assert takes(schema, good), good


@pytest.mark.parametrize("language", TWINS)
@pytest.mark.parametrize("bad", BAD, ids=str)
def test_wrong_bodies_are_refused(language: str, bad: dict[str, Any]) -> None:
    assert not takes(body(TWINS[language], language), bad)


def test_javascript_and_typescript_show_the_same() -> None:
    assert silent(body(SCRIPT, "javascript")) == silent(body(TYPED, "typescript"))


@pytest.mark.parametrize("language", TWINS)
def test_path_parameters_stand_apart_and_are_texts(language: str) -> None:
    found = schemas(TWINS[language], language)["pathParameters"]
    assert silent(found)["properties"] == {"id": {"type": "string"}}
    assert found["required"] == ["id"]


@pytest.mark.parametrize("language", TWINS)
def test_each_constraint_tells_its_line(language: str) -> None:
    text = TWINS[language]
    told = body(text, language)["properties"]["amount"]["$comment"]
    number = 1 + next(at for at, line in enumerate(text.splitlines()) if "amount > 100" in line)
    assert f"app.{'py' if language == 'python' else 'mjs' if language == 'javascript' else 'ts'}:{number}" in told


ROUTED = {
    "python": """\
import json

def handler(event, context):
    body = json.loads(event["body"])
    if body["action"] == "create":
        return {"statusCode": 201, "body": body["name"].strip()}
    elif body["action"] == "delete":
        return {"statusCode": 200, "body": body["id"].strip()}
    return {"statusCode": 400}
""",
    "javascript": """\
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  switch (body.action) {
    case "create":
      return { statusCode: 201, body: body.name.trim() };
    case "delete":
      return { statusCode: 200, body: body.id.trim() };
    default:
      return { statusCode: 400 };
  }
};
""",
}


@pytest.mark.parametrize("language", ROUTED)
def test_what_only_one_way_asks_for_isnt_asked_of_all(language: str) -> None:
    schema = body(ROUTED[language], language)
    assert silent(schema)["properties"]["action"] == {"type": "string", "enum": ["create", "delete"]}
    assert schema["required"] == ["action"]
    assert takes(schema, {"action": "create", "name": "a"})
    assert takes(schema, {"action": "delete", "id": "a"})
    assert not takes(schema, {"action": "drop", "id": "a"})
