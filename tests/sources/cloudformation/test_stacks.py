"""Nested stacks and applications: parameters go in, outputs come back."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.application import Application
from hauberk.model.secrets import mask
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, cut, shown

PARENT = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Token: {Type: String, NoEcho: true}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Data:
    Type: AWS::CloudFormation::Stack
    Condition: IsProd
    Properties:
      TemplateURL: ./child.yaml
      Parameters:
        Name: !Sub "data-${Stage}"
        Level: !Ref Stage
        Target: !Ref Topic
        Secret: !Ref Token
        Zones: [a, b]
  App:
    Type: AWS::Serverless::Application
    Properties:
      Location: child.yaml
      Parameters: {Name: app, Zones: "x,y"}
  Reader:
    Type: Custom::Reader
    Properties:
      Name: !GetAtt Data.Outputs.Name
      Arn: !GetAtt App.Outputs.Arn
      Same: !Sub "${App.Outputs.Name}!"
      Missing: !GetAtt App.Outputs.Nothing
      Deep: !GetAtt App.Outputs.Deep
      Hidden: !GetAtt Data.Outputs.Hidden
"""
CHILD = """\
Parameters:
  Name: {Type: String}
  Level: {Type: String, Default: dev}
  Target: {Type: String, Default: ""}
  Secret: {Type: String, NoEcho: true, Default: hush}
  Zones: {Type: CommaDelimitedList}
  Kept: {Type: String, Default: as it is}
Conditions:
  IsProd: !Equals [!Ref Level, prod]
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Ref Name
      Mode: !If [IsProd, PROVISIONED, PAY_PER_REQUEST]
      Target: !Ref Target
      Secret: !Ref Secret
      Zones: !Ref Zones
      Kept: !Ref Kept
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: sub/inner.yaml}}
Outputs:
  Name: {Value: !Ref Name}
  Arn: {Value: !GetAtt Table.Arn}
  Deep: {Value: !GetAtt Inner.Outputs.Queue}
  Hidden: {Value: !Ref Secret}
"""
INNER = """\
Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  Queue: {Value: !GetAtt Queue.Arn}
"""
FILES = {"child.yaml": CHILD, "sub/inner.yaml": INNER}


@pytest.fixture
def application(tmp_path: Path) -> Application:
    (tmp_path / "sub").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return application_of(tmp_path, PARENT)


def test_ids_carry_the_stack_in_front(application: Application) -> None:
    assert application.unread == ()
    assert {"Data/Table", "Data/Inner/Queue", "App/Table", "App/Inner/Queue"} <= set(application.resources)
    assert application.files == ("template.yaml", "child.yaml", "sub/inner.yaml")


PARAMETERS: list[tuple[str, str, Any]] = [
    ("Data/Table", "TableName", When({DEV: "data-dev", PROD: "data-prod"})),
    ("Data/Table", "Mode", When({DEV: "PAY_PER_REQUEST", PROD: "PROVISIONED"})),
    ("Data/Table", "Target", "<Topic>"),
    ("Data/Table", "Secret", "?no-echo"),
    ("Data/Table", "Zones", ["a", "b"]),
    ("Data/Table", "Kept", "as it is"),
    ("App/Table", "TableName", "app"),
    ("App/Table", "Mode", "PAY_PER_REQUEST"),
    ("App/Table", "Target", ""),
    ("App/Table", "Secret", "hush"),
    ("App/Table", "Zones", ["x", "y"]),
]


@pytest.mark.parametrize(("resource", "name", "expected"), PARAMETERS, ids=[f"{row[0]}.{row[1]}" for row in PARAMETERS])
def test_parameters_go_in(application: Application, resource: str, name: str, expected: Any) -> None:
    assert shown(application.resources[resource].properties.value(name)) == expected


OUTPUTS: list[tuple[str, Any]] = [
    ("Name", When({DEV: "data-dev", PROD: "data-prod"})),
    ("Arn", "<App/Table.Arn>"),
    ("Same", "app!"),
    ("Missing", "<App.Outputs.Nothing>"),
    ("Deep", "<App/Inner/Queue.Arn>"),
    ("Hidden", "?no-echo"),
]


@pytest.mark.parametrize(("name", "expected"), OUTPUTS, ids=[row[0] for row in OUTPUTS])
def test_outputs_come_back(application: Application, name: str, expected: Any) -> None:
    assert shown(application.resources["Reader"].properties.value(name)) == expected


def test_a_stack_that_is_sometimes_there_has_resources_that_are(application: Application) -> None:
    assert shown(application.resources["Data/Inner/Queue"].presence) == When({DEV: False, PROD: True})
    assert shown(application.resources["App/Inner/Queue"].presence) is True


def test_a_value_leads_through_the_parent(application: Application) -> None:
    name = application.resources["App/Table"].properties.value("TableName")
    assert name.span is not None
    assert name.origin is not None
    assert (name.span.path, cut(CHILD, name.span)) == ("child.yaml", "!Ref Name")
    assert (name.origin.path, cut(PARENT, name.origin)) == ("template.yaml", "app")


LOCATIONS = [
    ("TemplateURL: https://bucket.s3.amazonaws.com/child.yaml", "remote-template"),
    ("TemplateURL: s3://bucket/child.yaml", "remote-template"),
    ("TemplateURL: missing.yaml", "no-such-file"),
    ("TemplateURL: ../child.yaml", "outside-root"),
    ("TemplateURL: /etc/child.yaml", "outside-root"),
    ("TemplateURL: !Ref Where", "computed-location"),
    ("TemplateURL: !Sub 'https://${AWS::Region}/x.yaml'", "computed-location"),
    ("TemplateURL: template.yaml", "nested-loop"),
    ("TemplateURL: notes.yaml", "not-a-template"),
]


@pytest.mark.parametrize(("location", "code"), LOCATIONS, ids=[row[0] for row in LOCATIONS])
def test_a_stack_that_is_not_read_is_reported(tmp_path: Path, location: str, code: str) -> None:
    (tmp_path / "notes.yaml").write_text("just: notes\n", encoding="utf-8")
    text = (
        "Parameters: {Where: {Type: String}}\n"
        f"Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      {location}\n"
        "  Reader: {Type: Custom::Reader, Properties: {Value: !GetAtt Child.Outputs.Any}}\n"
    )
    application = application_of(tmp_path, text)
    assert [entry.code for entry in application.unread] == [code]
    assert shown(application.resources["Reader"].properties.value("Value")) == "<Child.Outputs.Any>"


def test_a_path_that_leads_out_is_told_once_and_whole(tmp_path: Path) -> None:
    where = "../../../../etc/passwd"
    text = f"Resources:\n  Child: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {where}}}}}\n"
    (entry,) = application_of(tmp_path, text).unread
    assert entry.text == f"nested stack Child: '{where}' leads out of the scanned folder"
    assert mask(entry.text) == entry.text


def test_a_published_application_is_reported(tmp_path: Path) -> None:
    arn = "arn:aws:serverlessrepo:us-east-1:123456789012:applications/x"
    text = (
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Child:\n    Type: AWS::Serverless::Application\n"
        f"    Properties: {{Location: {{ApplicationId: '{arn}', SemanticVersion: 1.0.0}}}}\n"
    )
    (entry,) = application_of(tmp_path, text).unread
    assert entry.code == "published-application"
    assert arn in entry.text


def test_stacks_that_need_each_other_end(tmp_path: Path) -> None:
    child = (
        "Parameters: {In: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {Out: {Value: !Ref In}}\n"
    )
    (tmp_path / "child.yaml").write_text(child, encoding="utf-8")
    stacks = "".join(
        f"  {name}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: child.yaml\n"
        f"      Parameters: {{In: !GetAtt {other}.Outputs.Out}}\n"
        for name, other in (("A", "B"), ("B", "A"))
    )
    application = application_of(
        tmp_path, f"Resources:\n{stacks}  R: {{Type: Custom::R, Properties: {{V: !GetAtt A.Outputs.Out}}}}\n"
    )
    assert shown(application.resources["R"].properties.value("V")) == "?cycle"
