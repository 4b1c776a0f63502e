"""``hauberk iam validate``: what is wrong with policies of files and templates, each at its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from hauberk.iam.validation import CHECKS
from tests.cli.iam.asking import Json, answered, put, refused, told
from tests.iam.language.documents import allow, deny


def asked(folder: Path, document: Any, *options: str) -> Json:
    put(folder, p_json=document)
    code, found = answered(folder, "validate", "p.json", *options)
    assert code == (1 if found["findings"] else 0)
    return found


def codes(found: Json) -> list[str]:
    return [one["code"] for one in found["findings"]]


def document(*statements: Any) -> Any:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def test_nothing_is_wrong(tmp_path: Path) -> None:
    assert asked(tmp_path, document(allow("s3:GetObject", "arn:aws:s3:::a/*"))) | {"tool": 0} == {
        "schema": "1",
        "tool": 0,
        "findings": [],
        "policies": 1,
    }
    assert told(tmp_path, "validate", "p.json").out == "nothing is wrong with 1 policy\n"


def test_a_finding_has_its_place_and_what_aws_calls_it(tmp_path: Path) -> None:
    (found,) = asked(tmp_path, document(allow("s3:GetObjct", "*", Sid="Read")))["findings"]
    assert (found["code"], found["severity"], found["statement"]) == ("unknown-action", "error", "Read")
    assert found["aws"] == ["INVALID_ACTION"]
    line = (tmp_path / "p.json").read_text().splitlines()[found["location"]["line"] - 1]
    assert line[found["location"]["column"] - 1 :].startswith('"s3:GetObjct"')


def test_what_aws_would_not_take_is_a_finding(tmp_path: Path) -> None:
    found = asked(tmp_path, document({"Effect": "allow", "Action": "s3:*", "Resource": "*"}))
    assert codes(found) == ["invalid-effect"]
    assert found["findings"][0]["severity"] == "error"


@pytest.mark.parametrize(
    ("statement", "options", "code"),
    [
        ({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}, ("--type=trust",), None),
        (allow("s3:GetObject", Principal="*"), ("--type=identity",), "unexpected-principal"),
        (allow("s3:GetObject", "arn:aws:s3:::a/*"), ("--type=resource",), "missing-principal"),
        (allow("sqs:SendMessage", "*", Principal="*"), ("--service=sqs",), None),
        (deny("s3:DeleteBucket"), ("--type=scp",), None),
        (allow("s3:GetObject", Principal="*"), ("--type=rcp",), "any"),
    ],
)
def test_the_kind_of_a_policy(tmp_path: Path, statement: Any, options: tuple[str, ...], code: str | None) -> None:
    found = codes(asked(tmp_path, document(statement), *options, "--severity=error"))
    assert bool(found) if code == "any" else found == ([code] if code else [])


def test_severities(tmp_path: Path) -> None:
    statements = [allow("s3:GetObject"), allow("s3:Get*"), allow("s3:Frobnicate")]
    assert codes(asked(tmp_path, document(*statements))) == ["redundant-statement", "unknown-action"]
    assert codes(asked(tmp_path, document(*statements), "--severity=warning")) == ["unknown-action"]
    assert codes(asked(tmp_path, document(*statements[:2]), "--severity=error")) == []


TEMPLATE = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: a
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              { Effect: Allow, Action: !If [Prod, sqs:SendMessage, sqs:SendMesage], Resource: !GetAtt Queue.Arn }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Version: "2012-10-17"
        Statement: { Effect: Alow, Principal: "*", Action: "sqs:*", Resource: "*" }
"""


def test_all_policies_of_a_template(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "validate", "t.yaml")
    assert (code, found["policies"]) == (1, 3)
    each = {one["code"]: (one["policy"], one["when"]) for one in found["findings"]}
    assert each == {
        "unknown-action": ("Role/Policies[0].PolicyDocument", "when Stage is dev"),
        "invalid-effect": ("Policy", None),
    }
    assert found["findings"][0]["location"]["path"] == "t.yaml"


@pytest.mark.parametrize(("options", "wanted"), [(("--parameters=Stage=prod",), 0), (("--parameters=Stage=dev",), 1)])
def test_one_resource_of_a_template(tmp_path: Path, options: tuple[str, ...], wanted: int) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    assert len(answered(tmp_path, "validate", "t.yaml#Role", *options)[1]["findings"]) == wanted


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("t.yaml#Queue",), "t.yaml: Queue writes no policy"),
        (("t.yaml", "--type=trust"), "leave --type and --service out"),
        (("p.json", "--type=role"), "--type doesn't take 'role'; it takes identity, boundary"),
        (("p.json", "--service=sqss"), "there is no service 'sqss'"),
        (("broken.json",), "broken.json:1:2: "),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    put(tmp_path, t_yaml=TEMPLATE, p_json=document(), broken_json="{")
    assert complaint in refused(tmp_path, "validate", *arguments)


def test_a_template_without_policies(tmp_path: Path) -> None:
    put(tmp_path, t_yaml="Resources: { Queue: { Type: AWS::SQS::Queue } }")
    assert told(tmp_path, "validate", "t.yaml").code == 3


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, p_json=json.dumps(document(allow("s3:GetObjct"))))
    title = next(check.title for check in CHECKS if check.code == "unknown-action")
    lines = told(tmp_path, "validate", "p.json").out.splitlines()
    assert lines[0] == f"error[unknown-action]: {title}"
    assert lines[1] == "  --> p.json:1:71"
    assert lines[-1] == "1 error, 0 warnings, 0 suggestions in 1 policy"


def test_the_text_of_sams_policy_templates_isnt_blamed(tmp_path: Path) -> None:
    template = """
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      InlineCode: x
      Policies:
        - SQSPollerPolicy: {QueueName: q}
        - Statement: {Effect: Allow, Action: "sqs:SendMesage", Resource: "*"}
"""
    put(tmp_path, t_yaml=template)
    _, found = answered(tmp_path, "validate", "t.yaml")
    assert {one["code"] for one in found["findings"]} == {"unknown-action", "missing-version"}
    assert all(one["location"]["line"] == 12 for one in found["findings"])
