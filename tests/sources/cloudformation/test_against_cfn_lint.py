"""cfn-lint, which computes functions and loops on its own, comes to the same."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cfnlint.decode.cfn_json import loads
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.template import Template
from cfnlint.template.transforms._language_extensions import language_extension
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from tests.oracle.trees import compare
from tests.sources.cloudformation.shown import shown

REGION = "us-east-1"
DELIMITERS = ["-", ",", "/", ""]
TEXTS = st.text("ab-,/ é", max_size=5)
MAPPINGS = {"Map": {"one": {"text": "a-b", "list": ["x", "y"]}, "two": {"text": "c", "list": ["z"]}}}
PARAMETERS = {"Text": {"Type": "String", "Default": "p-q"}, "List": {"Type": "CommaDelimitedList", "Default": "k,l"}}


def texts(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Functions that give text, of functions that do."""
    lists = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda by, of: {"Fn::Join": [by, of]}, st.sampled_from(DELIMITERS), lists),
        st.builds(lambda by, of: {"Fn::Join": [by, of]}, st.sampled_from(DELIMITERS), listed(inner)),
        st.builds(lambda of, at: {"Fn::Select": [at % len(of), of]}, lists, st.integers(0, 5)),
        st.builds(lambda of: {"Fn::Select": ["0", of]}, listed(inner)),
        st.builds(lambda one, two: {"Fn::Sub": ["${A}.${Text}-${B}", {"A": one, "B": two}]}, inner, inner),
        st.builds(lambda key: {"Fn::FindInMap": ["Map", key, "text"]}, st.sampled_from(["one", "two"])),
        st.builds(lambda yes, no: {"Fn::If": ["Holds", yes, no]}, inner, inner),
    )


def listed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Functions that give a list."""
    return st.one_of(
        st.builds(lambda by, of: {"Fn::Split": [by, of]}, st.sampled_from(DELIMITERS[:3]), inner),
        st.just({"Fn::FindInMap": ["Map", "one", "list"]}),
        st.just({"Ref": "List"}),
    )


EXPRESSIONS = st.recursive(st.one_of(TEXTS, st.just({"Ref": "Text"})), texts, max_leaves=6)


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(EXPRESSIONS)
def test_functions_of_functions(expression: Any) -> None:
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": PARAMETERS,
        "Mappings": MAPPINGS,
        "Conditions": {"Holds": {"Fn::Equals": [{"Ref": "Text"}, "p-q"]}},
        "Resources": {"Subject": {"Type": "Custom::Subject", "Properties": {"Value": expression}}},
    }
    with TemporaryDirectory() as folder:
        (Path(folder) / "template.json").write_text(json.dumps(template), encoding="utf-8")
        pins = {name: str(parameter["Default"]) for name, parameter in PARAMETERS.items()}
        application = read_application(Root(folder), "template.json", pins)
    ours = shown(application.resources["Subject"].properties.value("Value"))
    cfn = Template("template.json", loads(json.dumps(template)), [REGION])
    written = cfn.template["Resources"]["Subject"]["Properties"]["Value"]
    theirs = [value for value, *_ in CfnTemplateValidator({}, context=cfn.context, cfn=cfn).resolve_value(written)]
    assert ours in theirs  # it keeps both sides of every condition


LOOPS = {
    "resources": {
        "Fn::ForEach::Topics": ["Name", ["A", "B"], {"T${Name}": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": {"Ref": "Name"}, "DisplayName": {"Fn::Sub": "${AWS::StackName}-${Name}"}},
        }}],
    },
    "nested": {
        "Fn::ForEach::Outer": ["X", ["A", "B"], {
            "Fn::ForEach::Inner": ["Y", ["C", "D"], {"Q${X}${Y}": {
                "Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${X}-${Y}"}},
            }}],
        }],
    },
    "side by side": {
        "Own": {"Type": "AWS::S3::Bucket"},
        "Fn::ForEach::One": ["X", ["A"], {"T${X}": {"Type": "AWS::SNS::Topic"}}],
        "Fn::ForEach::Two": ["X", ["A"], {"Q${X}": {"Type": "AWS::SQS::Queue"}, "B${X}": {"Type": "AWS::S3::Bucket"}}],
    },
    "a list parameter": {
        "Fn::ForEach::Topics": ["Name", {"Ref": "List"}, {"T${Name}": {
            "Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Join": ["-", ["x", {"Ref": "Name"}]]}},
        }}],
    },
    "a list of a map": {
        "Fn::ForEach::Topics": ["Name", {"Fn::FindInMap": ["Map", "one", "list"]}, {"T${Name}": {
            "Type": "AWS::SNS::Topic",
        }}],
    },
    "keys of a map": {
        "Fn::ForEach::Topics": ["Name", ["one", "two"], {"T${Name}": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": {"Fn::FindInMap": ["Map", {"Ref": "Name"}, "text"]}},
        }}],
    },
    "odd characters": {
        "Fn::ForEach::Topics": ["Ip", ["10.0.0.1", "10.0.0.2"], {"T&{Ip}": {
            "Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Ip"}},
        }}],
    },
    "attributes": {
        "Fn::ForEach::Buckets": ["Name", ["A", "B"], {"B${Name}": {"Type": "AWS::S3::Bucket"}}],
        "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
            "Fn::ForEach::Parts": ["Name", ["A", "B"], {"P${Name}": {"Fn::GetAtt": [{"Fn::Sub": "B${Name}"}, "Arn"]}}],
        }},
    },
    "properties": {
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {
            "Fn::ForEach::Parts": ["Name", ["Read", "Write"], {"${Name}Units": {"Ref": "Text"}}],
        }},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LOOPS)
def test_loops(tmp_path: Path, name: str) -> None:
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::LanguageExtensions",
        "Parameters": PARAMETERS,
        "Mappings": MAPPINGS,
        "Resources": LOOPS[name],
    }
    complaints, made = language_extension(Template("t.json", loads(json.dumps(template)), [REGION]))
    assert complaints == []
    (tmp_path / "ours.json").write_text(json.dumps(template), encoding="utf-8")
    (tmp_path / "theirs.json").write_text(json.dumps(made), encoding="utf-8")
    pins = {name: str(parameter["Default"]) for name, parameter in PARAMETERS.items()}
    ours, theirs = (read_application(Root(tmp_path), f"{side}.json", pins) for side in ("ours", "theirs"))
    assert not any(key.startswith("Fn::") for key in made["Resources"])
    assert list(compare(ours, theirs)) == []
