"""Definitions of APIs and state machines in files of their own."""

from pathlib import Path

import pytest

from hauberk.model.subject import named
from hauberk.model.values import Known, Unknown, Value
from hauberk.model.world import World
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, cut, shown

API = "openapi: 3.0.1\npaths:\n  /orders:\n    get: {operationId: 7}\n    put: {uri: !Sub '${Other}'}\n"
FLOW = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "${Table}", "End": true}}}'
FILES = {
    "api.yaml": API,
    "other.yaml": "openapi: 3.0.1\npaths: {}\n",
    "flow.asl.json": FLOW,
    "broken.yaml": "a: [\n",
    "list.yaml": "- a\n",
    "twice.yaml": "openapi: 3.0.1\nopenapi: 3.0.1\npaths: {}\n",
    "asset.1234.json": '{"openapi": "3.0.1"}',
    "template.assets.json": "{}",
}
READ = [
    ("AWS::ApiGateway::RestApi", "BodyS3Location: api.yaml", "Body"),
    ("AWS::ApiGatewayV2::Api", "BodyS3Location: ./api.yaml", "Body"),
    ("AWS::Serverless::Api", "{StageName: live, DefinitionUri: api.yaml}", "Body"),
    ("AWS::Serverless::HttpApi", "DefinitionUri: api.yaml", "Body"),
    ("AWS::StepFunctions::StateMachine", "DefinitionS3Location: flow.asl.json", "DefinitionString"),
    ("AWS::Serverless::StateMachine", "DefinitionUri: flow.asl.json", "DefinitionString"),
]
UNREAD = [
    ("s3://bucket/api.yaml", "remote-definition"),
    ("{Bucket: artifacts, Key: api.yaml}", "remote-definition"),
    ("!Sub 's3://${AWS::Region}/api.yaml'", "remote-definition"),
    ("missing.yaml", "no-such-file"),
    ("broken.yaml", "yaml-syntax"),
    ("list.yaml", "not-a-definition"),
    ("../outside.yaml", "outside-root"),
    ("/etc/passwd", "outside-root"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def template(kind: str, properties: str) -> str:
    return f"""\
Parameters:
  Stage: {{Type: String, Default: dev, AllowedValues: [dev, prod]}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Own:
    Type: {kind}
    Properties:
      {properties}
"""


def taken(folder: Path, kind: str, properties: str, name: str) -> tuple[Value, list[str]]:
    """What a resource has under a name, and the codes of what wasn't read."""
    application = application_of(folder, template(kind, properties))
    value = application.resources["Own"].properties.value(name)
    return value, [one.code for one in application.unread]


@pytest.mark.parametrize(("kind", "properties", "name"), READ, ids=[row[0] for row in READ])
def test_a_file_of_the_root_is_read(folder: Path, kind: str, properties: str, name: str) -> None:
    application = application_of(folder, template(kind, properties))
    value = World().pick(application.resources["Own"].properties.value(name))
    file = "flow.asl.json" if name == "DefinitionString" else "api.yaml"
    assert application.unread == ()
    assert application.files == ("template.yaml", file)
    if name == "Body":
        assert shown(named(value).value("paths"))["/orders"]["get"] == {"operationId": 7}
    else:
        assert value == Known(FLOW)
    assert value.origin is not None
    assert value.origin.path == file


def test_what_it_holds_stands_in_the_file(folder: Path) -> None:
    body, _ = taken(folder, "AWS::ApiGateway::RestApi", "BodyS3Location: api.yaml", "Body")
    orders = named(named(named(body).value("paths")).value("/orders"))
    key = orders.key("get")
    assert key is not None
    assert (key.path, cut(API, key)) == ("api.yaml", "get")


def test_functions_are_not_resolved_in_it(folder: Path) -> None:
    body, _ = taken(folder, "AWS::ApiGateway::RestApi", "BodyS3Location: api.yaml", "Body")
    assert shown(named(body).value("paths"))["/orders"]["put"] == {"uri": "?unresolved"}


@pytest.mark.parametrize(("where", "code"), UNREAD, ids=[row[0] for row in UNREAD])
def test_what_is_not_read_is_told(folder: Path, where: str, code: str) -> None:
    body, codes = taken(folder, "AWS::ApiGateway::RestApi", f"BodyS3Location: {where}", "Body")
    assert isinstance(body, Unknown)
    assert codes == [code]


def test_each_branch_is_read_for_itself(folder: Path) -> None:
    where = "BodyS3Location: !If [IsProd, s3://bucket/api.yaml, other.yaml]"
    body, codes = taken(folder, "AWS::ApiGateway::RestApi", where, "Body")
    assert shown(body) == When({DEV: {"openapi": "3.0.1", "paths": {}}, PROD: "?definition"})
    assert codes == ["remote-definition"]


def test_what_is_written_in_the_template_goes_first(folder: Path) -> None:
    where = "{Body: {openapi: 3.0.0}, BodyS3Location: other.yaml}"
    body, _ = taken(folder, "AWS::ApiGateway::RestApi", where, "Body")
    assert shown(body) == {"openapi": "3.0.0"}


def test_oddities_of_the_file_are_told(folder: Path) -> None:
    _, codes = taken(folder, "AWS::ApiGateway::RestApi", "BodyS3Location: twice.yaml", "Body")
    assert codes == ["duplicate-key"]


def test_what_the_cdk_uploads_is_read(folder: Path) -> None:
    (folder / "own.template.json").write_text(
        '{"Resources": {"Own": {"Type": "AWS::ApiGateway::RestApi", "Properties": '
        '{"BodyS3Location": {"Bucket": {"Ref": "Assets"}, "Key": "1234.json"}}}}}',
        encoding="utf-8",
    )
    (folder / "own.assets.json").write_text(
        '{"files": {"1234": {"source": {"path": "asset.1234.json", "packaging": "file"}, '
        '"destinations": {"current": {"objectKey": "1234.json"}}}}}',
        encoding="utf-8",
    )
    from hauberk.reading.jail import Root
    from hauberk.sources.cloudformation.reader import read_application

    application = read_application(Root(folder), "own.template.json")
    assert shown(application.resources["Own"].properties.value("Body")) == {"openapi": "3.0.1"}
    assert application.unread == ()


def test_a_resource_that_is_never_there_has_nothing_to_read(folder: Path) -> None:
    text = template("AWS::ApiGateway::RestApi", "BodyS3Location: s3://bucket/api.yaml")
    text = text.replace("  IsProd:", "  Never: !Equals [a, b]\n  IsProd:").replace(
        "    Type: AWS::", "    Condition: Never\n    Type: AWS::"
    )
    assert application_of(folder, text).unread == ()
