"""What SAM derives points at the lines that it was derived from."""

from pathlib import Path

import pytest

from hauberk.model.application import Application
from hauberk.model.span import Span
from hauberk.model.values import Absent, Items, Known, OneOf, Value, fields_of, items_of
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Timeout: 7
    Environment:
      Variables: {SHARED: global}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.handler
      CodeUri: ./orders
      Environment:
        Variables: {OWN: local}
      Tracing: !If [IsProd, Active, PassThrough]
      FunctionUrlConfig:
        AuthType: NONE
      Policies:
        - AmazonS3FullAccess
        - S3ReadPolicy: {BucketName: images}
        - !If
          - IsProd
          - Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]
          - !Ref AWS::NoValue
      Events:
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
"""


@pytest.fixture
def application(tmp_path: Path) -> Application:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    return read_application(Root(tmp_path), "template.yaml")


def text(span: Span | None) -> str:
    assert span is not None
    return TEMPLATE.encode()[span.start : span.end].decode()


def value(application: Application, resource: str, *path: str | int) -> Value:
    found: Value = Known(application.resources[resource].properties)
    for step in path:
        found = fields_of(found).value(step) if isinstance(step, str) else list(items_of(found))[step]
    return found


def test_a_managed_policy_points_at_its_name(application: Application) -> None:
    arns = value(application, "OrdersRole", "ManagedPolicyArns")
    assert isinstance(arns, Known)
    assert isinstance(arns.value, Items)
    (mine,) = (arn for arn in arns.value if arn == Known("arn:aws:iam::aws:policy/AmazonS3FullAccess"))
    assert text(mine.origin) == "AmazonS3FullAccess"


def test_a_policy_template_points_at_its_name(application: Application) -> None:
    policies = value(application, "OrdersRole", "Policies")
    assert text(policies.span).startswith("Policies")
    document = value(application, "OrdersRole", "Policies", 0, "PolicyDocument")
    assert text(document.span) == "S3ReadPolicy"
    resource = value(application, "OrdersRole", "Policies", 0, "PolicyDocument", "Statement", 0, "Resource", 0)
    assert text(resource.span) == "S3ReadPolicy"


def test_a_branch_of_a_policy_keeps_its_guard(application: Application) -> None:
    policy = value(application, "OrdersRole", "Policies", 1)
    assert isinstance(policy, OneOf)
    (given, _), *_ = [(guard, choice) for guard, choice in policy.alternatives if not isinstance(choice, Absent)]
    assert [(literal.fact.subject, literal.fact.value, literal.holds) for literal in given] == [("Stage", "prod", True)]


def test_a_global_value_stands_in_globals(application: Application) -> None:
    timeout = value(application, "Orders", "Timeout")
    assert timeout == Known(7)
    assert (text(timeout.span), text(timeout.origin)) == ("7", "7")
    assert text(value(application, "Orders", "Environment", "Variables", "SHARED").origin) == "global"
    assert text(value(application, "Orders", "Environment", "Variables", "OWN").span) == "local"


def test_a_local_folder_is_the_code_as_written(application: Application) -> None:
    code = value(application, "Orders", "Code")
    assert code == Known("./orders")
    assert text(code.span) == "./orders"


def test_what_opens_a_url_points_at_the_url(application: Application) -> None:
    permission = application.resources["OrdersUrlPublicPermissions"]
    assert text(permission.head) == "FunctionUrlConfig"
    assert permission.maker == "sam"
    assert permission.written == "Orders"


def test_what_an_event_makes_points_at_the_event(application: Application) -> None:
    assert text(application.resources["OrdersNightly"].head) == "Nightly"
    assert text(value(application, "OrdersNightlyPermission", "Principal").span) == "Nightly"
