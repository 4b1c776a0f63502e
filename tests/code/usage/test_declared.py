"""Schemas that a program has already are where a proposal begins."""

from typing import Any

import pytest

from tests.code.usage.using import body, silent

ORDER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "count": {"type": "integer", "minimum": 1, "maximum": 99},
        "kind": {"enum": ["a", "b"]},
        "note": {"type": "string", "maxLength": 200},
    },
    "required": ["id", "count", "kind"],
}
PYDANTIC = """\
import json
from typing import Literal
from pydantic import BaseModel, Field

class Order(BaseModel):
    id: str = Field(..., min_length=1)
    count: int = Field(ge=1, le=99)
    kind: Literal["a", "b"]
    note: str = Field("", max_length=200)

def handler(event, context):
    order = READ
    return {"statusCode": 200, "body": order.id}
"""
ZOD = """\
import { z } from "zod";
const Order = z.object({
  id: z.string().min(1),
  count: z.number().int().min(1).max(99),
  kind: z.enum(["a", "b"]),
  note: z.string().max(200).optional(),
});
export const handler = async (event) => {
  READ
  return { statusCode: 200, body: order.id };
};
"""
SCHEMA = """\
SCHEMA = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "count": {"type": "integer", "minimum": 1, "maximum": 99},
        "kind": {"enum": ["a", "b"]},
        "note": {"type": "string", "maxLength": 200},
    },
    "required": ["id", "count", "kind"],
}
"""
PROGRAMS = [
    ("python", PYDANTIC.replace("READ", 'Order.model_validate_json(event["body"])')),
    ("python", PYDANTIC.replace("READ", 'Order(**json.loads(event["body"]))')),
    (
        "python",
        PYDANTIC.replace("READ", "event").replace(
            "def handler",
            "from aws_lambda_powertools.utilities.parser import envelopes, event_parser\n\n"
            "@event_parser(model=Order, envelope=envelopes.ApiGatewayEnvelope)\ndef handler",
        ),
    ),
    (
        "python",
        f"import json, jsonschema\n{SCHEMA}\ndef handler(event, context):\n    order = json.loads(event['body'])\n"
        "    jsonschema.validate(order, SCHEMA)\n    return {'statusCode': 200, 'body': order['id']}\n",
    ),
    ("javascript", ZOD.replace("READ", "const order = Order.parse(JSON.parse(event.body));")),
    (
        "javascript",
        ZOD.replace(
            "READ",
            "const result = Order.safeParse(JSON.parse(event.body));\n"
            "  if (!result.success) return { statusCode: 400 };\n  const order = result.data;",
        ),
    ),
    (
        "javascript",
        'import Ajv from "ajv";\nconst validate = new Ajv().compile('
        + SCHEMA.removeprefix("SCHEMA = ").strip()
        + ");\nexport const handler = async (event) => {\n  const order = JSON.parse(event.body);\n"
        "  if (!validate(order)) return { statusCode: 400 };\n  return { statusCode: 200, body: order.id };\n};\n",
    ),
]


@pytest.mark.parametrize(("language", "text"), PROGRAMS)
def test_it_begins_with_the_programs_own_schema(language: str, text: str) -> None:
    found = body(text, language)
    assert silent(found) == ORDER | {"required": found["required"]}
    assert set(found["required"]) == set(ORDER["required"])
    assert "validates it" in found["$comment"]


def test_joi_asks_for_what_it_says_is_required_and_refuses_what_it_doesnt_name() -> None:
    text = """\
const Joi = require("joi");
const schema = Joi.object({ id: Joi.string().required(), count: Joi.number().integer().min(1) });
exports.handler = async (event) => {
  const { error, value } = schema.validate(JSON.parse(event.body));
  if (error) return { statusCode: 400 };
  return { statusCode: 200, body: value.id };
};
"""
    assert silent(body(text, "javascript")) == {
        "type": "object",
        "properties": {"id": {"type": "string", "minLength": 1}, "count": {"type": "integer", "minimum": 1}},
        "required": ["id"],
        "additionalProperties": False,
    }


def test_a_call_that_nobody_knows_leaves_its_place_open() -> None:
    text = ZOD.replace("z.string().min(1)", "z.string().min(1).or(z.number())").replace(
        "READ", "const order = Order.parse(JSON.parse(event.body));"
    )
    assert silent(body(text, "javascript"))["properties"]["id"] == {}


def test_what_is_used_beside_the_schema_is_added() -> None:
    text = (
        f"import json, jsonschema\n{SCHEMA}\ndef handler(event, context):\n    order = json.loads(event['body'])\n"
        "    jsonschema.validate(order, SCHEMA)\n    return {'statusCode': 200, 'body': order['to'].strip()}\n"
    )
    found = body(text)
    assert silent(found)["properties"]["to"] == {"type": "string"}
    assert "to" in found["required"]
