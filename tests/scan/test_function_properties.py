"""Each property of a function, known, open or unknown, is the same to every control in SAM and in CloudFormation."""

from collections import Counter
from pathlib import Path

import pytest

from hauberk.model.values import Absent, Known, OneOf, Pattern, Reference, Unknown
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.sources.cloudformation.reader import read_application
from hauberk.sources.sam.functions.code import AS_WRITTEN
from tests.scan.places import TODAY, put
from tests.sources.cloudformation.shown import shown

SECTIONS = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Bare: {Type: String}
  Secret: {Type: String, NoEcho: true}
Mappings:
  Map: {dev: {Value: one}, prod: {Value: two}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
"""
FORMS = {
    "written": ("text", Known),
    "a structure": ("{Size: 1, Mode: Active}", Known),
    "a list": ("[{Arn: x}]", Known),
    "a parameter": ("!Ref Stage", OneOf),
    "a branch": ("!If [IsProd, a, !Ref AWS::NoValue]", OneOf),
    "a map": ("!FindInMap [Map, !Ref Bare, Value]", OneOf),
    "no value": ("!Ref AWS::NoValue", Absent),
    "a resource": ("!GetAtt Other.Arn", Reference),
    "glued": ("!Sub '${Other}-x'", Pattern),
    "no default": ("!Ref Bare", Unknown),
    "no echo": ("!Ref Secret", Unknown),
    "an import": ("!ImportValue shared", Unknown),
    "a secret": ("'{{resolve:secretsmanager:shop}}'", Unknown),
    "a macro": ("{Fn::Transform: {Name: Own}}", Unknown),
}
PROPERTIES = sorted(set(AS_WRITTEN) - {"PackageType"})


def function(kind: str, code: str, name: str, written: str) -> str:
    base = {"Handler": "index.handler", "Runtime": "python3.13"}
    lines = [*(f"{key}: {value}" for key, value in base.items() if key != name), code, f"{name}: {written}"]
    properties = "".join(f"      {line}\n" for line in [*lines, "Role: arn:aws:iam::111122223333:role/own"])
    return f"{SECTIONS}  Work:\n    Type: {kind}\n    Properties:\n{properties}  Other: {{Type: AWS::S3::Bucket}}\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_means_the_same(tmp_path: Path, name: str, form: str) -> None:
    written, kind = FORMS[form]
    put(
        tmp_path,
        {
            "sam/template.yaml": function("AWS::Serverless::Function", "CodeUri: ./src", name, written),
            "plain/template.yaml": function("AWS::Lambda::Function", "Code: ./src", name, written),
        },
    )
    values, verdicts = [], []
    for language in ("sam", "plain"):
        root = Root(tmp_path / language)
        value = read_application(root, "template.yaml").resources["Work"].properties.value(name)
        assert type(value) is kind
        values.append(shown(value))
        found = check_application(root, "template.yaml", all_controls(), {}, TODAY).entries
        verdicts.append(Counter((e.control, e.subject, e.state, e.condition, e.message) for e in found))
    assert values[0] == values[1]
    assert verdicts[0] == verdicts[1]
