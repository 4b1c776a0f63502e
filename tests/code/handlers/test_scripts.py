"""Which functions of a file of JavaScript or TypeScript are handlers of AWS Lambda, and which aren't."""

import pytest

from tests.code.handlers.finding import told


@pytest.mark.parametrize(
    "text",
    [
        "exports.handler = async (event, context) => {};",
        "exports.handler = function (event, context, callback) {};",
        "module.exports.handler = async (event) => {};",
        "module.exports = { handler: async (event) => {} };",
        "const handler = async (event) => {};\nmodule.exports = { handler };",
        "async function handler(event) {}\nexports.handler = handler;",
        "export const handler = async (event) => {};",
        "export const handler = async ({ body }) => ({ statusCode: 200 });",
        "export async function handler(event) {}",
        "const main = async (event) => {};\nexport { main as handler };",
        "exports.handler = async () => { await lambda.send(x) };",
        "exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {});",
        "exports.handler = metricScope((metrics) => async (event, context) => {});",
        "exports.handler = Sentry.AWSLambda.wrapHandler(run);",
        "const lambda = new Lambda();\nexport const handler = lambda.handler.bind(lambda);",
    ],
)
def test_the_name_that_lambda_gives(text: str) -> None:
    assert told(text, "index.mjs") == ["handler: shape"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("module.exports.hello = async (event, context) => {};", "hello"),
        ("module.exports.hello = (event, context, callback) => {};", "hello"),
        ("export const list = async (_event, ctx) => {};", "list"),
        ("export const list = async (event) => ({ statusCode: 200 });", "list"),
        ("exports.read = (event) => { event.Records.forEach(log); };", "read"),
        ("exports.step = (data, context, callBack) => {};", "step"),
        ("export const page = (event, ctx) => {};\nexport default page;", "page"),
        ("export default async (event, context) => {};", "default"),
        ("import { S3Client } from '@aws-sdk/client-s3';\nexport async function put(event) {}", "put"),
    ],
)
def test_any_name_with_an_event_and_a_context(text: str, name: str) -> None:
    assert told(text, "orders.js") == [f"{name}: shape"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("export const list: APIGatewayProxyHandler = async ({ body }) => x;", "list"),
        ("export const list: Handler<Input, Output> = async (input) => x;", "list"),
        ("export const work = async (sqs: SQSEvent): Promise<void> => {};", "work"),
        ("export async function work(input: Input, c: Context) {}", "work"),
    ],
)
def test_types_of_lambda_tell_a_handler(text: str, name: str) -> None:
    types = "import type { APIGatewayProxyHandler, Handler, SQSEvent, Context } from 'aws-lambda';\n"
    assert told(f"{types}{text}", "orders.ts") == [f"{name}: shape"]
    assert told(text, "orders.ts") == []


@pytest.mark.parametrize(
    "text",
    [
        "exports.route = (req, res) => {};",
        "export default function handler(req, res) { res.json({ event }); }",
        "export const handler = (req, res) => { aws(event); };",
        "export const onClick = (event) => {};",
        "export const onSave = async (event) => { await save(event.target.value); };",
        "export const resolver = async (parent, args, context) => {};",
        "export const reducer = (state, event) => {};",
        "const handler = async (event, context) => {};",
        "exports.command = 'x';\nexports.builder = {};\nexports.handler = async (event, context) => {};",
        "import yargs from 'yargs';\nexport const handler = async (event, context) => {};",
        "export const add = (a, b) => a + b;",
        "export { handler } from './orders';",
        "import { handler } from './orders';\nexport { handler };",
        "export class Handler { handler(event, context) {} }",
        "function outer() { exports.x = 1; const handler = (event, context) => {}; }",
        "import { http } from '@google-cloud/functions-framework';\nexports.hello = (event, context) => {};",
    ],
)
def test_what_is_none(text: str) -> None:
    assert told(text, "index.js") == []


def test_a_function_that_its_own_file_calls_is_a_helper() -> None:
    text = """\
export const validate = async (event, context) => {};
export const handler = async (event, context) => validate(event, context);
export const other = async (event, context) => {};
"""
    assert told(text, "index.js") == ["handler: shape", "other: shape"]


def test_one_function_is_one_handler_under_how_many_names_so_ever() -> None:
    text = """\
import middy from '@middy/core';
export const base = async (event, context) => {};
export const handler = middy(base).use(cors());
export default handler;
"""
    assert told(text, "index.js") == ["handler: middy"]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "const serverless = require('serverless-http');\nmodule.exports.handler = serverless(app);",
            "serverless-http",
        ),
        ("module.exports.run = require('serverless-http')(app);", "serverless-http"),
        ("import sls from 'serverless-http';\nexport const api = sls(app);", "serverless-http"),
        (
            "import adapt from '@codegenie/serverless-express';\nexport const run = adapt({ app });",
            "serverless-express",
        ),
        ("import awsLambdaFastify from '@fastify/aws-lambda';\nexport const run = awsLambdaFastify(app);", "Fastify"),
        ("import { handle } from 'hono/aws-lambda';\nexport const run = handle(app);", "Hono"),
        ("import middy from '@middy/core';\nexport const run = middy().use(x()).handler(base);", "middy"),
        (
            "import { startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';\n"
            "export const graphql = startServerAndCreateLambdaHandler(server, {});",
            "Apollo",
        ),
        (
            "const Alexa = require('ask-sdk-core');\n"
            "exports.skill = Alexa.SkillBuilders.custom().addRequestHandlers(A).lambda();",
            "Alexa",
        ),
    ],
)
def test_adapters(text: str, by: str) -> None:
    assert [one.partition(": ")[2] for one in told(text, "index.js")] == [by]


def test_the_listener_of_another_cloud_is_no_adapter() -> None:
    assert told("import { handle } from 'hono/vercel';\nexport const GET = handle(app);", "index.js") == []
