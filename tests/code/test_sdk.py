"""What calls of AWS's SDKs are, whichever way they are written."""

from pathlib import PurePosixPath

import pytest

from hauberk.code import javascript, python
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.ir import File
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.sdk.operation import Found
from hauberk.code.sdk.watching import watched
from hauberk.reading.source import Source


def found(files: dict[str, str], handler: str = "app.handler", **variables: str) -> Found:
    """What a program calls of AWS."""

    def read(path: str) -> File | None:
        source = Source(path, files[path].encode())
        return python.read(source) if path.endswith(".py") else javascript.read(source)

    module, _, name = handler.rpartition(".")
    path = next(path for path in files if str(PurePosixPath(path).with_suffix("")) == module)
    language = "python" if path.endswith(".py") else "javascript"
    return watched(Program(files, (".",), read), Lookup(knowledge(language)), path, name, variables)


def names(code: str, language: str = "py") -> set[str]:
    """Services and operations, squashed: however they are spelt they are the same."""
    result = found({f"app.{language}": code})
    assert result.unknown == ()
    return {f"{one.service}:{one.operation.replace('_', '').lower()}" for one in result.operations if one.through.own}


PYTHON = {
    "boto3.client('s3').get_object(Bucket='b', Key='k')": "s3:getobject",
    "boto3.session.Session().client('s3').get_object(Bucket='b', Key='k')": "s3:getobject",
    "getattr(boto3.client('sqs'), 'send_message')(QueueUrl='q')": "sqs:sendmessage",
    "boto3.client('s3').get_paginator('list_objects_v2').paginate(Bucket='b')": "s3:listobjectsv2",
    "boto3.client('s3').get_waiter('bucket_exists').wait(Bucket='b')": "s3:headbucket",
    "boto3.client('s3').upload_file('f', 'b', 'k')": "s3:putobject",
    "boto3.client('s3').generate_presigned_url('get_object', Params={'Bucket': 'b'})": "s3:getobject",
    "boto3.resource('dynamodb').Table('t').scan()": "dynamodb:scan",
    "boto3.resource('dynamodb').Table('t').batch_writer().__enter__().put_item(Item={})": "dynamodb:batchwriteitem",
    "boto3.resource('dynamodb').Table('t').meta.client.query(TableName='t')": "dynamodb:query",
    "boto3.resource('s3').Object('b', 'k').get()": "s3:getobject",
    "print(boto3.resource('s3').Object('b', 'k').content_length)": "s3:headobject",
    "boto3.resource('sqs').get_queue_by_name(QueueName='q').purge()": "sqs:getqueueurl sqs:purgequeue",
    "boto3.resource('ec2').instances.all().stop()": "ec2:describeinstances ec2:stopinstances",
    "functools.partial(boto3.client('glue').start_job_run, JobName='j')()": "glue:startjobrun",
    "concurrent.futures.ThreadPoolExecutor().submit(boto3.client('sns').publish, TopicArn='t')": "sns:publish",
    "aiobotocore.session.get_session().create_client('sqs').__aenter__().receive_message(QueueUrl='q')": (
        "sqs:receivemessage"
    ),
    "boto3.client('s3', aws_access_key_id=event['key']).get_object(Bucket='b', Key='k')": "",
    "boto3.client('s3')": "",
    "boto3.client('s3').meta.region_name": "",
}


@pytest.mark.parametrize("call", PYTHON)
def test_python(call: str) -> None:
    code = (
        "import boto3, functools, concurrent.futures, aiobotocore.session\n\n\n"
        f"def handler(event, context):\n    return {call}\n"
    )
    assert names(code) == set(PYTHON[call].split())


SCRIPTS = {
    "await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))": "s3:getobject",
    "const made = new GetObjectCommand({ Bucket: 'b' })": "",
    "await new S3({}).putObject({ Bucket: 'b', Key: 'k' })": "s3:putobject",
    "await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'b', Key: 'k' }))": "s3:getobject",
    "for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: 'b' })) print(page)": "s3:listobjectsv2",
    "await waitUntilObjectExists({ client: s3 }, { Bucket: 'b', Key: 'k' })": "s3:headobject",
    "await DynamoDBDocumentClient.from(new DynamoDBClient({})).send(new PutCommand({ TableName: 't' }))": (
        "dynamodb:putitem"
    ),
    "await new AWS.SQS().sendMessage({ QueueUrl: 'q' }).promise()": "sqs:sendmessage",
    "await new AWS.DynamoDB.DocumentClient().get({ TableName: 't' }).promise()": "dynamodb:getitem",
    "new AWS.S3().getSignedUrl('putObject', { Bucket: 'b' })": "s3:putobject",
    "await new S3({ credentials: event.given }).putObject({ Bucket: 'b', Key: 'k' })": "",
}


@pytest.mark.parametrize("language", ["mjs", "ts"])
@pytest.mark.parametrize("call", SCRIPTS)
def test_javascript(call: str, language: str) -> None:
    code = (
        "import { GetObjectCommand, S3, S3Client, paginateListObjectsV2, waitUntilObjectExists }"
        " from '@aws-sdk/client-s3';\n"
        "import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\n"
        "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\n"
        "import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';\n"
        "import AWS from 'aws-sdk';\n"
        "const s3 = new S3Client({});\n"
        f"export const handler = async (event) => {{\n  {call};\n}};\n"
    )
    assert names(code, language) == set(SCRIPTS[call].split())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("boto3.client(event['service'])", "computed-service"),
        ("getattr(boto3.client('s3'), event['name'])()", "computed-operation"),
        ("boto3.client('s3').get_paginator(event['name']).paginate()", "computed-operation"),
        ("boto3.client('s3').no_such_operation()", "unknown-operation"),
        ("eval(event['code'])", "evaluated-code"),
    ],
)
def test_what_cant_be_told_is_unknown(code: str, reason: str) -> None:
    result = found({"app.py": f"import boto3\n\n\ndef handler(event, context):\n    {code}\n"})
    assert {one.code for one in result.unknown} == {reason}
    assert {one.site.path for one in result.unknown} == {"app.py"}


def test_a_variable_that_is_set_tells_the_service() -> None:
    code = "import boto3, os\n\n\ndef handler(event, context):\n    boto3.client(os.environ['SERVICE']).list_queues()\n"
    (operation,) = found({"app.py": code}, SERVICE="sqs").operations
    assert (operation.service, operation.operation) == ("sqs", "list_queues")


def test_functions_in_a_list_that_is_given_on_are_called() -> None:
    code = (
        "const { SNS } = require('@aws-sdk/client-sns');\n"
        "const { run } = require('parallel');\n"
        "const sns = new SNS({});\n"
        "exports.handler = async () => run([async () => sns.publish({ TopicArn: 't' })]);\n"
    )
    (operation,) = found({"app.js": code}).operations
    assert operation.operation == "Publish"


def test_a_loop_that_feeds_on_answers_ends() -> None:
    code = (
        "import { DynamoDB, ScanCommand } from '@aws-sdk/client-dynamodb';\n"
        "const db = new DynamoDB({});\n"
        "const scan = async (start, left) => {\n"
        "  const found = await db.send(new ScanCommand({ TableName: 't', ExclusiveStartKey: start }));\n"
        "  return left ? scan(found.LastEvaluatedKey, left - 1) : found;\n"
        "};\n"
        "export const handler = async () => scan(null, 9);\n"
    )
    result = found({"app.mjs": code})
    assert {one.operation for one in result.operations} == {"Scan"}
    assert result.unknown == ()


LOOP = """\
import boto3


def handler(event, context):
    athena = boto3.client("athena")
    {head}
        if athena.get_query_execution(QueryExecutionId="q")["done"]:
            break
    else:
        athena.stop_query_execution(QueryExecutionId="q")
        raise TimeoutError
    athena.get_query_results(QueryExecutionId="q")
"""


@pytest.mark.parametrize("head", ["for _ in range(9):", "while event['more']:"])
def test_what_follows_a_loop_that_was_left_is_reached_whatever_its_else_does(head: str) -> None:
    assert names(LOOP.format(head=head)) == {
        "athena:getqueryexecution",
        "athena:stopqueryexecution",
        "athena:getqueryresults",
    }


DECORATED = {
    "crhelper": (
        "from crhelper import CfnResource\nlib = CfnResource()",
        "@lib.create\n@lib.update",
        "lib(event, context)",
    ),
    "slack": ("from slack_bolt import App\nlib = App()", '@lib.event("message")', "lib.dispatch(event)"),
    "mcp": ("from fastmcp import FastMCP\nlib = FastMCP()", "@lib.tool()", "lib.run(event)"),
}


@pytest.mark.parametrize("name", DECORATED)
def test_what_an_object_of_a_library_decorates_is_called_by_it(name: str) -> None:
    head, decorator, call = DECORATED[name]
    code = f"""\
import boto3
{head}


{decorator}
def work(event, _):
    boto3.client("sqs").send_message(QueueUrl="q", MessageBody="")


def handler(event, context):
    {call}
"""
    assert names(code) == {"sqs:sendmessage"}


def test_what_is_only_traced_isnt_called_for_that() -> None:
    code = """\
import boto3
from aws_lambda_powertools import Tracer
tracer = Tracer()


@tracer.capture_method
def unused():
    boto3.client("sqs").send_message(QueueUrl="q", MessageBody="")


def handler(event, context):
    pass
"""
    assert names(code) == set()


MISTAKES = {
    "py": (
        "import boto3\n\n\ndef handler(event, context):\n    x = = 1\n"
        "    boto3.client('s3').get_object(Bucket='b', Key='k')\n"
    ),
    "js": (
        "const AWS = require('aws-sdk');\n"
        "exports.handler = async (event) => {\n  const x = { a b: 1 };\n"
        "  await new AWS.S3().getObject({}).promise();\n};\n"
    ),
}


@pytest.mark.parametrize("language", MISTAKES)
def test_a_mistake_in_the_code_is_unknown_and_the_rest_is_told(language: str) -> None:
    result = found({f"app.{language}": MISTAKES[language]})
    assert [one.code for one in result.unknown] == ["invalid-syntax"]
    assert [one.operation.replace("_", "").lower() for one in result.operations] == ["getobject"]


@pytest.mark.parametrize(
    ("call", "operation"),
    [
        ("new AWS.TranscribeService().startTranscriptionJob({}).promise()", "transcribe:starttranscriptionjob"),
        ("new AWS.CloudWatchEvents().putEvents({}).promise()", "events:putevents"),
        ("new AWS.LexRuntimeV2().recognizeText({}).promise()", "lexv2-runtime:recognizetext"),
        ("new AWS.HttpClient().handleRequest(new AWS.HttpRequest('e'), null, () => {})", ""),
        ("new AWS.EnvironmentCredentials('AWS').get(() => {})", ""),
    ],
)
def test_classes_of_version_two(call: str, operation: str) -> None:
    code = f"const AWS = require('aws-sdk');\nexports.handler = async (event) => {{ {call}; }};\n"
    assert names(code, "js") == set(operation.split())


@pytest.mark.parametrize(
    "sdk",
    [
        "require('aws-xray-sdk-core').captureAWS(require('aws-sdk'))",
        "require('aws-xray-sdk').captureAWS(require('aws-sdk'))",
    ],
)
def test_the_sdk_is_itself_while_it_is_traced(sdk: str) -> None:
    code = f"const AWS = {sdk};\nexports.handler = async (event) => {{ new AWS.SQS().purgeQueue({{}}).promise(); }};\n"
    assert names(code, "js") == {"sqs:purgequeue"}


def test_what_gives_the_handler_is_called_and_the_handler_too() -> None:
    code = """\
const AWS = require('aws-sdk');
const { metricScope } = require('aws-embedded-metrics');
exports.handler = metricScope((metrics) => async (event) => { await new AWS.SQS().purgeQueue({}).promise(); });
"""
    assert names(code, "js") == {"sqs:purgequeue"}


DEPENDENCIES = """\
import boto3
from typing import Annotated
from fastapi import Depends, FastAPI
from mangum import Mangum

class Table:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table("orders")

def table_of():
    return Table()

class Service:
    def __init__(self, name: str, of: Table = Depends(table_of)):
        self.name, self.of = name, of
    def put(self):
        self.of.table.put_item(Item={"name": self.name})

app = FastAPI()

@app.get("/{name}")
def put(PARAMETER):
    service.put()

handler = Mangum(app)
"""


@pytest.mark.parametrize(
    "parameter",
    [
        "service: Service = Depends()",
        "service: Service = Depends(Service)",
        "service: Annotated[Service, Depends()]",
        "service: Annotated[Service, Depends(Service)]",
    ],
)
def test_a_class_that_a_route_depends_on_is_made(parameter: str) -> None:
    assert names(DEPENDENCIES.replace("PARAMETER", parameter)) == {"dynamodb:putitem"}


def test_what_no_route_depends_on_isnt_made() -> None:
    assert names(DEPENDENCIES.replace("PARAMETER", "service: Service")) == set()
