"""``hauberk iam escalate``: who gains more than he has, from AWS's answer about an account or from a template."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from hauberk.iam.containment import delegating
from hauberk.iam.escalation.details import read_details
from hauberk.iam.escalation.methods import methods
from hauberk.iam.request import Decision, Policies
from tests.cli.iam.asking import Json, answered, decided, put, refused, told
from tests.iam.escalation.accounts import ADMINISTRATOR_ACCESS, ID, arn, document, role, statement, trust, user

LAMBDA = {"Service": "lambda.amazonaws.com"}
ADMIN = role("admin", trust(LAMBDA), ADMINISTRATOR_ACCESS)
DEPLOY = (statement("iam:PassRole"), statement(["lambda:CreateFunction", "lambda:InvokeFunction"]))


def account(*users: Any, roles: Any = (ADMIN,), **more: Any) -> Json:
    return {"UserDetailList": list(users), "RoleDetailList": list(roles), "GroupDetailList": [], "Policies": [], **more}


def asked(folder: Path, details: Json, *options: str) -> Json:
    """The answer, each step of which the plain evaluator allows the principal that takes it."""
    put(folder, account_json=details)
    code, found = answered(folder, "escalate", "account.json", *options)
    assert code == (1 if found["paths"] else 4 if found["undecided"] or found["unread"] else 0)
    principals = {one.arn: one for one in read_details(details).account.principals}
    for path in found["paths"]:
        assert path["witness"] == path["steps"][0]["witness"]
        for step in path["steps"]:
            own = principals[step["principal"]]
            given = Policies(own.policies, own.boundary and own.boundary.policy, resource=delegating(ID))
            assert decided(step["witness"], given).decision is Decision.ALLOW
            assert (step["witness"]["action"], step["witness"]["resource"]) == (step["action"], step["resource"])
    return found


def test_a_role_is_passed_to_a_new_function(tmp_path: Path) -> None:
    found = asked(tmp_path, account(user("deploy", *DEPLOY)))
    (path,) = [one for one in found["paths"] if one["method"] == "lambda-create-function"]
    assert (path["principal"], path["target"]) == (arn("user", "deploy"), arn("role", "admin"))
    assert path["administrator"] is True
    assert path["actions"] == ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
    assert path["witness"]["context"]["iam:PassedToService"] == "lambda.amazonaws.com"
    assert path["references"][0].startswith("https://")
    assert path["title"] == next(one.title for one in methods() if one.id == "lambda-create-function")


@pytest.mark.parametrize(
    "statements",
    [
        (statement("iam:PassRole"), statement("lambda:CreateFunction")),
        (*DEPLOY, statement("iam:PassRole", effect="Deny")),
        (statement("iam:PassRole", arn("role", "other")), DEPLOY[1]),
        (
            statement("iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}),
            DEPLOY[1],
        ),
    ],
)
def test_what_is_closed_is_silent(tmp_path: Path, statements: tuple[Any, ...]) -> None:
    found = asked(tmp_path, account(user("deploy", *statements)))
    assert "lambda-create-function" not in {path["method"] for path in found["paths"]}


def test_an_administrator_has_nothing_to_gain(tmp_path: Path) -> None:
    found = asked(tmp_path, account(user("root-like", statement("*")), roles=()))
    assert (found["paths"], found["undecided"], found["principals"]) == ([], [], 1)
    assert told(tmp_path, "escalate", "account.json").out == "none of 1 principal can gain anything\n"


def test_several_methods_in_a_row(tmp_path: Path) -> None:
    step = role("step", trust({"AWS": ID}))
    step["RolePolicyList"] = [{"PolicyName": "p", "PolicyDocument": document(*DEPLOY)}]
    found = asked(tmp_path, account(user("eve", statement("sts:AssumeRole", arn("role", "step"))), roles=(ADMIN, step)))
    (path,) = [one for one in found["paths"] if one["principal"] == arn("user", "eve") and " > " in one["method"]]
    assert path["method"].startswith("sts-assume-role > ")
    assert [step["principal"] for step in path["steps"]][:2] == [arn("user", "eve"), arn("role", "step")]
    assert ":assumed-role/step/" in told(tmp_path, "escalate", "account.json").out


def test_policies_are_objects_or_percent_encoded_as_aws_gives_them(tmp_path: Path) -> None:
    import json

    encoded = user("deploy")
    encoded["UserPolicyList"] = [{"PolicyName": "p", "PolicyDocument": quote(json.dumps(document(*DEPLOY)))}]
    assert asked(tmp_path, account(encoded))["paths"]


@pytest.mark.parametrize("name", ["deploy", arn("user", "deploy")])
def test_one_principal(tmp_path: Path, name: str) -> None:
    details = account(user("deploy", *DEPLOY), user("other", *DEPLOY))
    assert {one["principal"] for one in asked(tmp_path, details)["paths"]} == {
        arn("user", "deploy"),
        arn("user", "other"),
    }
    found = asked(tmp_path, details, f"--principal={name}")
    assert {one["principal"] for one in found["paths"]} == {arn("user", "deploy")}


def test_what_cant_be_read_is_told_and_no_safe_answer(tmp_path: Path) -> None:
    details = account(
        user("a", statement("s3:GetObject"), AttachedManagedPolicies=[{"PolicyArn": arn("policy", "gone")}])
    )
    found = asked(tmp_path, details)
    assert any("gone" in text for text in found["unread"])
    assert found["paths"] == []
    assert "not read: " in told(tmp_path, "escalate", "account.json").out


def test_past_the_budget_it_is_undecided(tmp_path: Path) -> None:
    found = asked(tmp_path, account(user("deploy", *DEPLOY)), "--total=1")
    assert {one["method"] for one in found["undecided"]} == {"*"}
    assert "unknown: the account takes more than 1 steps" in told(tmp_path, "escalate", "account.json", "--total=1").out


TEMPLATE = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Dev: !Equals [!Ref Stage, dev] }
Resources:
  Deployer:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Role.Arn }
              - Effect: Allow
                Action: ["lambda:CreateFunction", !If [Dev, "lambda:InvokeFunction", "lambda:List*"]]
                Resource: "*"
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - { PolicyName: r, PolicyDocument: { Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } } }
  Reads: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Reader.Arn, Code: { ZipFile: "" } } }
"""


def test_a_template(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "escalate", "t.yaml")
    assert (code, found["principals"]) == (1, 3)
    (path,) = [one for one in found["paths"] if one["method"] == "lambda-create-function"]
    assert path["when"] == "when Stage is dev"
    ran = told(tmp_path, "escalate", "t.yaml")
    assert "  --> t.yaml:12:17\n" in ran.out
    assert "= step 1: iam:PassRole on " in ran.out
    assert "= holds: when Stage is dev" in ran.out


@pytest.mark.parametrize(
    ("argument", "options", "paths"),
    [
        ("t.yaml", ("--parameters=Stage=prod",), False),
        ("t.yaml#Deployer", ("--parameters=Stage=dev",), True),
        ("t.yaml#Reader", (), False),
        ("t.yaml#Reads", (), False),
        ("t.yaml", ("--principal=Deployer",), True),
    ],
)
def test_principals_of_a_template(tmp_path: Path, argument: str, options: tuple[str, ...], paths: bool) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    _, found = answered(tmp_path, "escalate", argument, *options)
    assert bool([one for one in found["paths"] if one["method"] == "lambda-create-function"]) is paths


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("p.json",), "p.json: the answer has none of UserDetailList, GroupDetailList, RoleDetailList, Policies"),
        (("account.json#Role",), "account.json: it is no template, so it has no resources to name"),
        (("account.json", "--principal=deplo"), "there is no user or role 'deplo' in it. Did you mean deploy?"),
        (("t.yaml#Nope",), "t.yaml: there is no user or role 'Nope' in it"),
        (("number.json",), "number.json: the answer "),
        (("broken.json",), "broken.json:1:2: "),
        (("nowhere.json",), "there is no file 'nowhere.json'"),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    put(
        tmp_path,
        p_json=document(),
        account_json=account(user("deploy")),
        t_yaml=TEMPLATE,
        number_json=7,
        broken_json="{",
    )
    assert complaint in refused(tmp_path, "escalate", *arguments)


def test_a_template_without_principals(tmp_path: Path) -> None:
    put(tmp_path, t_yaml="Resources: { Queue: { Type: AWS::SQS::Queue } }")
    assert told(tmp_path, "escalate", "t.yaml").code == 3


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, account_json=account(user("deploy", *DEPLOY)))
    lines = told(tmp_path, "escalate", "account.json", "--principal=deploy").out.splitlines()
    assert lines[1].startswith(f"── {arn('user', 'deploy')} ──")
    assert f"gains[lambda-create-function]: everything, by {arn('role', 'admin')}" in lines
    assert lines[-1].startswith("1 of 2 principals can gain more than it has, in ")


def test_a_role_that_trusts_whom_nobody_knows_is_undecided(tmp_path: Path) -> None:
    template = """
Parameters: {Who: {Type: String}}
Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {AWS: !Ref Who}, Action: sts:AssumeRole}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
  Report:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
      Policies: [{PolicyName: p, PolicyDocument: {Statement: {Effect: Allow, Action: "ACTION", Resource: "*"}}}]
"""
    put(tmp_path, may_yaml=template.replace("ACTION", "sts:AssumeRole"), not_yaml=template.replace("ACTION", "s3:Get*"))
    code, found = answered(tmp_path, "escalate", "may.yaml")
    assert (code, [one["method"] for one in found["undecided"]]) == (4, ["sts-assume-role"])
    assert answered(tmp_path, "escalate", "not.yaml")[0] == 0


def test_an_organizations_policies_limit_everybody(tmp_path: Path) -> None:
    put(tmp_path, account_json=account(user("dev", statement("iam:AttachUserPolicy"))))
    assert answered(tmp_path, "escalate", "account.json")[0] == 1
    limit = {"Version": "2012-10-17", "Statement": [statement("*"), {**statement("iam:*"), "Effect": "Deny"}]}
    put(tmp_path, scp_json=limit)
    assert answered(tmp_path, "escalate", "account.json", "--scp=scp.json")[0] == 0
    put(tmp_path, scp_json={"Version": "2012-10-17", "Statement": [statement("s3:*")]})
    assert answered(tmp_path, "escalate", "account.json", "--scp=scp.json")[0] == 0
