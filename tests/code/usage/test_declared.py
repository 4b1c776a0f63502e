"""Schemas that a program has already are where a proposal begins."""

from typing import Any

import pytest

from tests.code.usage.using import body, schemas, silent

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
ROUTES = """\
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from pydantic import BaseModel, conint
app = APIGatewayRestResolver()

class Order(BaseModel):
    id: str
    count: conint(gt=0, lt=100)

@app.get("/orders")
def all_of():
    event = app.current_event
    kind = event.get_query_string_value("kind", default_value="a")
    return {"kind": kind, "page": event.get_query_string_value(name="page"), "by": event.get_header_value("x-by")}

@app.post("/orders")
def create():
    return {"id": Order(**app.current_event.json_body).id}

MORE
def handler(event, context):
    return app.resolve(event, context)
"""
SEARCH = """\
@app.post("/search")
def search():
    return {"found": app.current_event.json_body["filter"]}
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


WHOLE = """\
{
    "type": "object",
    "properties": {
        "body": ORDER,
        "queryStringParameters": {
            "type": "object", "properties": { "page": { "type": "string" } }, "required": ["page"]
        },
    },
    "required": ["body"],
}
"""
OF_BODY = SCHEMA.removeprefix("SCHEMA = ").strip()
MIDDY = """\
import middy from "@middy/core";
import parse from "@middy/http-json-body-parser";
import validator from "@middy/validator";
import { transpileSchema } from "@middy/validator/transpile";
import { validator as powertools } from "@aws-lambda-powertools/validation/middleware";
const schema = SCHEMA;
const take = async (event) => ({ statusCode: 200, body: event.body.id + event.queryStringParameters.page });
export const handler = middy().use(parse()).use(ASKED).handler(take);
"""
POWERTOOLS = """\
import json
from aws_lambda_powertools.utilities.validation import envelopes, validate, validator
SCHEMA = SAID

ASKED
def handler(event, context):
    READ
    return {"statusCode": 200, "body": event["body"]["id"] + event["queryStringParameters"]["page"]}
"""
WHOLE_PROGRAMS = [
    *(
        ("javascript", MIDDY.replace("ASKED", asked).replace("SCHEMA", WHOLE.replace("ORDER", OF_BODY)))
        for asked in (
            "validator({ eventSchema: schema })",
            "validator({ eventSchema: transpileSchema(schema) })",
            "validator({ inputSchema: schema })",
            "powertools({ inboundSchema: schema })",
        )
    ),
    (
        "javascript",
        "import { validate } from '@aws-lambda-powertools/validation';\n"
        f"const schema = {WHOLE.replace('ORDER', OF_BODY)};\n"
        "export const handler = async (event) => {\n  validate({ payload: event, schema });\n"
        "  return { statusCode: 200, body: event.body.id + event.queryStringParameters.page };\n};\n",
    ),
    *(
        (
            "python",
            POWERTOOLS.replace("SAID", WHOLE.replace("ORDER", OF_BODY)).replace("ASKED", by).replace("READ", read),
        )
        for by, read in (
            ("", "validate(event=event, schema=SCHEMA)"),
            ("", "validate(event, SCHEMA)"),
            ("@validator(inbound_schema=SCHEMA)", "pass"),
        )
    ),
]


@pytest.mark.parametrize(("language", "text"), WHOLE_PROGRAMS)
def test_a_schema_of_the_event_says_what_its_parts_have_to_be(language: str, text: str) -> None:
    found = schemas(text, language)
    assert silent(found["body"]) == ORDER
    assert silent(found["queryStringParameters"]) == {
        "type": "object",
        "properties": {"page": {"type": "string"}},
        "required": ["page"],
    }
    assert "validates it" in found["body"]["$comment"]


ENVELOPES = [
    (
        "python",
        POWERTOOLS.replace("SAID", OF_BODY)
        .replace("ASKED", "")
        .replace("READ", "validate(event=event, schema=SCHEMA, envelope=envelopes.API_GATEWAY_REST)"),
    ),
    (
        "python",
        POWERTOOLS.replace("SAID", OF_BODY)
        .replace("ASKED", "")
        .replace("READ", 'validate(event=event, schema=SCHEMA, envelope="powertools_json(body)")'),
    ),
    (
        "javascript",
        "import { validate } from '@aws-lambda-powertools/validation';\n"
        f"const schema = {OF_BODY};\n"
        "export const handler = async (event) => {\n"
        "  validate({ payload: event, schema, envelope: 'powertools_json(body)' });\n"
        "  return { statusCode: 200, body: JSON.parse(event.body).id };\n};\n",
    ),
]


@pytest.mark.parametrize(("language", "text"), ENVELOPES)
def test_a_schema_is_about_what_an_envelope_holds(language: str, text: str) -> None:
    assert silent(body(text, language)) == ORDER


def test_what_a_schema_says_of_the_bodys_text_is_nothing_of_what_is_in_it() -> None:
    text = (
        POWERTOOLS.replace("SAID", WHOLE.replace("ORDER", '{"type": "string", "minLength": 1}'))
        .replace("ASKED", "@validator(inbound_schema=SCHEMA)")
        .replace("READ", 'body = json.loads(event["body"]); body["id"]')
        .replace('event["body"]["id"]', 'body["id"]')
    )
    assert "minLength" not in body(text)
    assert "id" in body(text)["properties"]


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


def test_a_body_that_only_a_model_reads_is_the_body() -> None:
    found = silent(schemas(ROUTES.replace("MORE", "")))
    assert found["body"] == {
        "type": "object",
        "properties": {"id": {"type": "string"}, "count": {"type": "integer", **BOUNDS}},
        "required": ["id", "count"],
    }
    assert set(found["queryStringParameters"]["properties"]) == {"kind", "page"}


def test_beside_a_model_of_another_route_other_fields_are_let_through() -> None:
    found = body(ROUTES.replace("MORE", SEARCH))
    assert "additionalProperties" not in found
    assert "Order" in found["$comment"]


BOUNDS = {"exclusiveMinimum": 0, "exclusiveMaximum": 100}


FASTAPI = """\
from typing import Annotated
from fastapi import Body, FastAPI
from mangum import Mangum
from pydantic import BaseModel, Field
app = FastAPI()

class Order(BaseModel):
    id: str = Field(min_length=1)
    count: int

@app.post("/orders")
def create(order: TYPE, verbose: bool = False):
    return {"id": order.id, "verbose": verbose}

handler = Mangum(app)
"""


@pytest.mark.parametrize("written", ["Order", "Annotated[Order, Body()]"])
def test_a_parameter_that_is_a_model_is_the_body(written: str) -> None:
    assert silent(body(FASTAPI.replace("TYPE", written))) == {
        "type": "object",
        "properties": {"id": {"type": "string", "minLength": 1}, "count": {"type": "integer"}},
        "required": ["id", "count"],
    }


def test_a_parameter_of_another_type_is_no_body() -> None:
    assert "body" not in schemas(FASTAPI.replace("order: TYPE", "order: str"))
