"""Sections and resource attributes of a template."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.resource import Resource
from hauberk.model.values import Known
from hauberk.study.graph import dependencies
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, cut, shown

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: Everything that isn't a property
Transform: AWS::LanguageExtensions
Metadata:
  AWS::CloudFormation::Interface: {ParameterGroups: []}
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Rules:
  Prod:
    RuleCondition: !Equals [!Ref Stage, prod]
    Assertions:
      - Assert: !Contains [[eu-west-1], !Ref AWS::Region]
        AssertDescription: only there
Hooks:
  Deploy: {Type: AWS::CodeDeploy::BlueGreen, Properties: {}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Plain: {Type: AWS::S3::Bucket}
  Kept: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Snapshot}
  Chosen: {Type: AWS::S3::Bucket, DeletionPolicy: !If [IsProd, Retain, Delete]}
  Named: {Type: AWS::S3::Bucket, UpdateReplacePolicy: !FindInMap [Policies, !Ref Stage, Replace]}
  Waits: {Type: AWS::S3::Bucket, DependsOn: Plain}
  WaitsForMany: {Type: AWS::S3::Bucket, DependsOn: [Plain, Kept]}
  Refers:
    Type: AWS::S3::Bucket
    DependsOn: Plain
    Properties:
      A: !GetAtt Kept.Arn
      B: !Sub "${Chosen}-${AWS::Region}"
      C: !If [IsProd, !Ref Named, !Ref AWS::NoValue]
  Labelled:
    Type: AWS::S3::Bucket
    Metadata: {"aws:cdk:path": Stack/Own/Resource}
  Empty: {Type: AWS::S3::Bucket, Properties: }
  Wrong: {Type: AWS::S3::Bucket, Properties: [a]}
  Custom: {Type: "Custom::Thing", Properties: {ServiceToken: !GetAtt Plain.Arn}}
  Typeless: {Properties: {}}
  Text: just text
Mappings:
  Policies:
    dev: {Replace: Delete}
    prod: {Replace: Retain}
Outputs:
  Always: {Value: !Ref Plain, Export: {Name: !Sub "${AWS::StackName}-plain"}}
  Sometimes: {Condition: IsProd, Value: !GetAtt Chosen.Arn}
"""


@pytest.fixture
def resources(tmp_path: Path) -> dict[str, Resource]:
    return dict(application_of(tmp_path, TEMPLATE).resources)


ATTRIBUTES: list[tuple[str, str, Any]] = [
    ("Plain", "DeletionPolicy", "(nothing)"),
    ("Kept", "DeletionPolicy", "Retain"),
    ("Kept", "UpdateReplacePolicy", "Snapshot"),
    ("Chosen", "DeletionPolicy", When({DEV: "Delete", PROD: "Retain"})),
    ("Named", "UpdateReplacePolicy", When({DEV: "Delete", PROD: "Retain"})),
]


@pytest.mark.parametrize(
    ("name", "attribute", "expected"), ATTRIBUTES, ids=[f"{row[0]}.{row[1]}" for row in ATTRIBUTES]
)
def test_attributes_may_be_computed(resources: dict[str, Resource], name: str, attribute: str, expected: Any) -> None:
    assert shown(resources[name].attributes.value(attribute)) == expected


def test_what_a_resource_waits_for(resources: dict[str, Resource]) -> None:
    assert resources["Waits"].depends_on == ("Plain",)
    assert resources["WaitsForMany"].depends_on == ("Plain", "Kept")
    assert set(dependencies(resources["Refers"])) == {"Plain", "Kept", "Chosen", "Named"}


def test_a_label_of_the_cdk_is_the_name(resources: dict[str, Resource]) -> None:
    assert (resources["Labelled"].name, resources["Labelled"].id) == ("Stack/Own", "Labelled")


def test_properties_of_no_use_are_unknown_or_none(resources: dict[str, Resource]) -> None:
    assert shown(resources["Empty"].properties.value("Any")) == "(nothing)"
    assert shown(resources["Wrong"].properties.value("Any")) == "?wrong-type"
    assert shown(resources["Custom"].properties.value("ServiceToken")) == "<Plain.Arn>"


def test_what_is_no_resource_is_reported(tmp_path: Path) -> None:
    application = application_of(tmp_path, TEMPLATE)
    assert {"Typeless", "Text"}.isdisjoint(application.resources)
    assert [(entry.code, entry.text) for entry in application.unread] == [
        ("malformed", "resource Typeless: it has no type"),
        ("malformed", "resource Text: it isn't a mapping"),
    ]


def test_a_missing_property_points_at_the_name(tmp_path: Path) -> None:
    resource = application_of(tmp_path, TEMPLATE).resources["Kept"]
    assert cut(TEMPLATE, resource.properties.value("BucketEncryption").span) == "Kept"


def test_rules_narrow_nothing(resources: dict[str, Resource]) -> None:
    """A rule stops a deployment; what it lets through isn't worked out."""
    assert resources["Plain"].presence == Known(True)


def test_outputs_are_resolved(tmp_path: Path) -> None:
    outputs = application_of(tmp_path, TEMPLATE).outputs
    assert outputs is not None
    assert shown(outputs.value("Always")) == {"Value": "<Plain>", "Export": {"Name": "<AWS::StackName>-plain"}}
    assert shown(outputs.value("Sometimes"))["Value"] == "<Chosen.Arn>"


JSON = """\
{
  "Parameters": {"Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]}},
  "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
  "Resources": {
    "Bucket": {
      "Type": "AWS::S3::Bucket",
      "Condition": "IsProd",
      "Properties": {
        "A": {"Fn::Join": ["-", ["x", {"Ref": "Stage"}]]},
        "B": {"Fn::If": ["IsProd", {"Fn::GetAtt": ["Bucket", "Arn"]}, {"Ref": "AWS::NoValue"}]}
      }
    }
  }
}
"""


def test_json_is_read_alike(tmp_path: Path) -> None:
    bucket = application_of(tmp_path, JSON).resources["Bucket"]
    assert shown(bucket.presence) == When({DEV: False, PROD: True})
    assert shown(bucket.properties.value("A")) == When({DEV: "x-dev", PROD: "x-prod"})
    assert shown(bucket.properties.value("B")) == When({DEV: "(nothing)", PROD: "<Bucket.Arn>"})
