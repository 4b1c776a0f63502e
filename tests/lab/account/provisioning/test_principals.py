"""Roles, users, groups and their policies."""

from pathlib import Path

from hauberk.lab.account.account import Account
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical

TRUST = """{ Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com },
            Action: "sts:AssumeRole" }] }"""
READ = """{ Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }] }"""


def test_a_role_arrives_with_its_policies(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              Path: /teams/
              Description: reads
              MaxSessionDuration: 7200
              AssumeRolePolicyDocument: {TRUST}
              PermissionsBoundary: !Ref Boundary
              ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess", !Ref Boundary]
              Policies:
                - {{ PolicyName: read, PolicyDocument: {READ} }}
                - {{ PolicyName: more, PolicyDocument: {READ} }}
              Tags: [{{ Key: team, Value: parcels }}]
          Boundary:
            Type: AWS::IAM::ManagedPolicy
            Properties: {{ PolicyDocument: {READ}, Description: no more }}
          Apart:
            Type: AWS::IAM::Policy
            Properties: {{ PolicyName: apart, PolicyDocument: {READ}, Roles: [!Ref Role] }}
        """,
    )
    assert all_held(found)
    client, name = account.client("iam"), physical(found, "Role")
    role = client.get_role(RoleName=name)["Role"]
    assert role["Arn"] == arn(found, "Role") == f"arn:aws:iam::{account.id}:role/teams/lab-Role"
    assert role["MaxSessionDuration"] == 7200
    assert role["PermissionsBoundary"]["PermissionsBoundaryArn"] == physical(found, "Boundary")
    assert role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert sorted(client.list_role_policies(RoleName=name)["PolicyNames"]) == ["apart", "more", "read"]
    attached = client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert {one["PolicyName"] for one in attached} == {"AdministratorAccess", "lab-Boundary"}
    document = client.get_role_policy(RoleName=name, PolicyName="read")["PolicyDocument"]
    assert document["Statement"] == [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]


def test_people(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Team:
            Type: AWS::IAM::Group
            Properties: {{ Policies: [{{ PolicyName: read, PolicyDocument: {READ} }}] }}
          Ada:
            Type: AWS::IAM::User
            Properties:
              UserName: ada
              Groups: [!Ref Team]
              LoginProfile: {{ Password: Lab-only-1!, PasswordResetRequired: true }}
              ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
          Key:
            Type: AWS::IAM::AccessKey
            Properties: {{ UserName: !Ref Ada, Status: Inactive }}
          Grace: {{ Type: "AWS::IAM::User" }}
          More:
            Type: AWS::IAM::UserToGroupAddition
            Properties: {{ GroupName: !Ref Team, Users: [!Ref Grace] }}
          Host:
            Type: AWS::IAM::Role
            Properties: {{ AssumeRolePolicyDocument: {TRUST} }}
          Profile:
            Type: AWS::IAM::InstanceProfile
            Properties: {{ Roles: [!Ref Host] }}
        """,
    )
    assert losses(found) == {("Ada", "PasswordResetRequired"): "forgotten"}
    client = account.client("iam")
    members = client.get_group(GroupName=physical(found, "Team"))["Users"]
    assert {one["UserName"] for one in members} == {"ada", "lab-Grace"}
    assert client.get_login_profile(UserName="ada")["LoginProfile"]["UserName"] == "ada"
    (key,) = client.list_access_keys(UserName="ada")["AccessKeyMetadata"]
    assert (key["AccessKeyId"], key["Status"]) == (physical(found, "Key"), "Inactive")
    profile = client.get_instance_profile(InstanceProfileName=physical(found, "Profile"))["InstanceProfile"]
    assert [one["RoleName"] for one in profile["Roles"]] == [physical(found, "Host")]


def test_one_policy_that_is_refused_leaves_the_others(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {TRUST}
              ManagedPolicyArns:
                - arn:aws:iam::aws:policy/NobodyHasThis
                - arn:aws:iam::aws:policy/ReadOnlyAccess
              Policies:
                - PolicyName: old
                  PolicyDocument: {{ Statement: [{{ Effect: Allow, Action: "s3:*", Resource: "*" }}] }}
                - PolicyName: wrong
                  PolicyDocument: {{ Version: "2012-10-17", Statement: [{{ Effect: Perhaps }}] }}
                - {{ PolicyName: right, PolicyDocument: {READ} }}
        """,
    )
    assert losses(found) == {
        ("Role", "ManagedPolicyArns[0]"): "refused",
        ("Role", "Policies[0].PolicyDocument.Version"): "adapted",
        ("Role", "Policies[1]"): "refused",
    }
    names = account.client("iam").list_role_policies(RoleName=physical(found, "Role"))["PolicyNames"]
    assert sorted(names) == ["old", "right"]
