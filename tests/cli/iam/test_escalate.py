"""``hauberk iam escalate``: who gains more than he has, from AWS's answer about an account or from a template."""

import json
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
    account = read_details(details).account
    principals = {one.arn: one for one in account.principals}
    for path in found["paths"]:
        assert path["witness"] == path["steps"][0]["witness"]
        for step in path["steps"]:
            own = principals[step["principal"]]
            given = Policies(own.policies, own.boundary and own.boundary.policy, resource=delegating(account.id))
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


# -- what AWS and its tools print


@pytest.fixture(scope="module")
def answers() -> dict[str, Json]:
    """An account as IAM itself tells of it, by moto: as an SDK has it, as the AWS CLI merges pages, and in pages."""
    import os
    from unittest.mock import patch

    import boto3
    from moto import mock_aws

    # made-up credentials, so that no real ones are looked for
    keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_DEFAULT_REGION": "eu-west-1"}
    with patch.dict(os.environ, keys), mock_aws():
        iam = boto3.client("iam")
        edge = iam.create_policy(PolicyName="edge", PolicyDocument=json.dumps(document(statement("lambda:*"))))
        wide = iam.create_policy(PolicyName="wide", PolicyDocument=json.dumps(document(statement("*"))))
        wide_arn, edge_arn = wide["Policy"]["Arn"], edge["Policy"]["Arn"]
        harmless = json.dumps(document(statement("s3:GetObject")))
        iam.create_policy_version(PolicyArn=wide_arn, PolicyDocument=harmless, SetAsDefault=True)
        services = {"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com"]}
        for name, path, more in (("admin", "/", {}), ("app", "/svc/", {"PermissionsBoundary": edge_arn})):
            trusting = json.dumps(document({"Effect": "Allow", "Principal": services, "Action": "sts:AssumeRole"}))
            tags = [{"Key": "team", "Value": name}]
            iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=trusting, Tags=tags, **more)
        everything, passing = (json.dumps(document(*given)) for given in ((statement("*"),), DEPLOY))
        iam.put_role_policy(RoleName="admin", PolicyName="all", PolicyDocument=everything)
        iam.put_role_policy(RoleName="app", PolicyName="deploys", PolicyDocument=passing)
        iam.create_instance_profile(InstanceProfileName="profile")
        iam.add_role_to_instance_profile(InstanceProfileName="profile", RoleName="admin")
        iam.create_group(GroupName="devs", Path="/teams/")
        runs = json.dumps(document(statement(["iam:PassRole", "ec2:RunInstances"])))
        iam.put_group_policy(GroupName="devs", PolicyName="runs", PolicyDocument=runs)
        iam.attach_group_policy(GroupName="devs", PolicyArn=wide_arn)
        iam.create_user(UserName="eve")
        iam.add_user_to_group(GroupName="devs", UserName="eve")
        iam.create_user(UserName="tester")
        tagged = {"StringEquals": {"aws:ResourceTag/team": "admin"}}
        passing = json.dumps(document(statement("iam:PassRole", Condition=tagged), DEPLOY[1]))
        iam.put_user_policy(UserName="tester", PolicyName="passes", PolicyDocument=passing)
        told = iam.get_account_authorization_details()
        merged = iam.get_paginator("get_account_authorization_details").paginate().build_full_result()
    whole, cli = (json.loads(json.dumps(one, default=str)) for one in (told, merged))
    none: Json = {name: [] for name in merged}
    first = {**cli, "RoleDetailList": [], "IsTruncated": True, "Marker": "next"}
    last = {**none, "RoleDetailList": cli["RoleDetailList"], "IsTruncated": False}
    return {"whole": whole, "cli": cli, "first": first, "last": last}


def encoded(raw: Any) -> Any:
    """An answer with its documents as the API itself gives them: percent-encoded (RFC 3986)."""
    if isinstance(raw, list):
        return [encoded(one) for one in raw]
    if not isinstance(raw, dict):
        return raw
    if "Statement" in raw:
        return quote(json.dumps(raw))
    return {name: encoded(value) for name, value in raw.items()}


def test_an_account_as_iam_tells_of_it(tmp_path: Path, answers: dict[str, Json]) -> None:
    """Of managed policies the default version counts, of groups what is attached to them; boundaries and tags hold."""
    found = asked(tmp_path, answers["whole"])
    assert (found["principals"], found["unread"]) == (4, [])
    ways = {(path["principal"].rpartition("/")[2], path["method"]) for path in found["paths"]}
    assert ways == {("eve", "ec2-run-instances"), ("tester", "lambda-create-function")}
    assert {path["target"].rpartition("/")[2] for path in found["paths"]} == {"admin"}


@pytest.mark.parametrize("form", ["cli", "encoded", "yaml", "gzip", "pages", "pages the other way round", "list"])
def test_every_form_of_an_answer_is_the_same(tmp_path: Path, answers: dict[str, Json], form: str) -> None:
    import gzip

    import yaml

    put(tmp_path, whole_json=answers["whole"], one_json=answers["first"], two_json=answers["last"])
    names = {"pages": ["one.json", "two.json"], "pages the other way round": ["two.json", "one.json"]}
    text = {
        "encoded": json.dumps(encoded(answers["whole"])),
        "yaml": yaml.safe_dump(answers["cli"]),
        "list": json.dumps([answers["first"], answers["last"]]),
    }.get(form, json.dumps(answers["cli"], indent=4))
    data = text.encode()
    (tmp_path / "form").write_bytes(gzip.compress(data) if form == "gzip" else data)
    expected = answered(tmp_path, "escalate", "whole.json")
    assert answered(tmp_path, "escalate", *names.get(form, ["form"])) == expected
    if form not in names:
        assert answered(tmp_path, "escalate", "-", stdin=(tmp_path / "form").read_bytes()) == expected


def test_a_page_alone_is_no_whole_account(tmp_path: Path, answers: dict[str, Json]) -> None:
    put(tmp_path, one_json=answers["first"], cut_json={**answers["cli"], "NextToken": "eyJ9"})
    for name in ("one.json", "cut.json"):
        _, found = answered(tmp_path, "escalate", name)
        assert found["unread"] == ["the answer is one page of several: what the others hold isn't known"]


def test_what_goes_with_no_other_file(tmp_path: Path, answers: dict[str, Json]) -> None:
    put(tmp_path, one_json=answers["first"], two_json=answers["last"], t_yaml=TEMPLATE, raw_xml="<a><b>1</b></a>")
    assert "t.yaml: it is a template, which is asked about by itself" in refused(
        tmp_path, "escalate", "one.json", "t.yaml"
    )
    assert "one.json, two.json: there is no user or role 'evil' in it" in refused(
        tmp_path, "escalate", "one.json", "two.json", "--principal=evil"
    )
    assert "raw.xml: it is XML" in refused(tmp_path, "escalate", "raw.xml")
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08")
    assert "cut.gz: it is cut off" in refused(tmp_path, "escalate", "cut.gz")


@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
def test_a_role_is_passed_in_the_region_of_the_call_that_passes_it(tmp_path: Path, region: str) -> None:
    """``iam:PassRole`` is no call to IAM, all of which go to us-east-1."""
    within = {"Condition": {"StringEquals": {"aws:RequestedRegion": region}}}
    found = asked(tmp_path, account(user("deploy", *({**one, **within} for one in DEPLOY))))
    assert "lambda-create-function" in {path["method"] for path in found["paths"]}
