"""The account that a template makes, and who gains what in it."""

from pathlib import Path

import pytest

from hauberk.iam.escalation.account import Account, Place, Principal
from hauberk.iam.escalation.paths import escalations
from hauberk.model.world import World
from hauberk.study.escalation import account
from tests.study.applications import studied

TEMPLATE = """
Resources:
  Deployer:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Role.Arn }
              - { Effect: Allow, Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: "*" }
              - { Effect: Allow, Action: "lambda:UpdateFunctionCode", Resource: !GetAtt Orders.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: "" }, Handler: index.handler, Runtime: python3.13 }
"""


def test_a_role_of_the_template_is_passed_and_used(tmp_path: Path) -> None:
    told = account(studied(tmp_path, TEMPLATE), World())
    assert [(one.type, one.role == _arn(told.principals, ":role/")) for one in told.working or ()] == [
        ("lambda:function", True)
    ]
    result = escalations(told, [_arn(told.principals, ":user/")])
    assert {path.method for path in result.paths} == {"lambda-create-function", "lambda-update-code"}
    assert {path.target for path in result.paths} == {_arn(told.principals, ":role/")}


def _arn(principals: tuple[Principal, ...], part: str) -> str:
    return next(one.arn for one in principals if part in one.arn)


def read(folder: Path, resources: str) -> Account:
    return account(studied(folder, f"Resources:{resources}"), World())


def test_a_policy_is_attached_from_either_side_and_of_groups(tmp_path: Path) -> None:
    told = read(
        tmp_path,
        """
  Ann:
    Type: AWS::IAM::User
    Properties:
      UserName: ann
      Groups: [!Ref Builders]
      ManagedPolicyArns: [!Ref Own, arn:aws:iam::aws:policy/IAMReadOnlyAccess]
      PermissionsBoundary: !Ref Limit
  Builders: { Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: [!Ref Shared] } }
  Readers:
    Type: AWS::IAM::Group
    Properties: { Policies: [{ PolicyName: read, PolicyDocument: { Statement: [] } }] }
  Joins: { Type: AWS::IAM::UserToGroupAddition, Properties: { GroupName: !Ref Readers, Users: [ann] } }
  Own: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
  Shared: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
  FromHere: { Type: AWS::IAM::ManagedPolicy, Properties: { Users: [!Ref Ann], PolicyDocument: { Statement: [] } } }
  Inline:
    Type: AWS::IAM::Policy
    Properties: { PolicyName: inline, Users: [!Ref Ann], PolicyDocument: { Statement: [] } }
  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
  Nobody: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
""",
    )
    (ann,) = told.principals
    assert ann.arn.endswith(":user/ann")
    assert [(one.place, one.arn.rpartition("/")[2]) for one in ann.held] == [
        (Place.ATTACHED, "Own"),
        (Place.ATTACHED, "IAMReadOnlyAccess"),
        (Place.INLINE, ""),
        (Place.ATTACHED, "FromHere"),
        (Place.ATTACHED_OF_GROUP, "Shared"),
        (Place.INLINE_OF_GROUP, ""),
    ]
    assert [arn.rpartition("/")[2] for arn in ann.groups] == ["Builders", "Readers"]
    assert ann.boundary is not None
    assert ann.boundary.arn.endswith(":policy/Limit")
    assert {one.arn.rpartition("/")[2] for one in told.managed} == {"Own", "Shared", "FromHere", "Limit", "Nobody"}
    assert [len(group.held) for group in told.groups] == [1, 1]


WORKING = """
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
  Other: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
  Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref Role] } }
  Machine: { Type: AWS::EC2::Instance, Properties: { IamInstanceProfile: !Ref Profile } }
  Steps: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !GetAtt Role.Arn } }
  Build: { Type: AWS::CodeBuild::Project, Properties: { ServiceRole: !GetAtt Role.Arn } }
  Notebook: { Type: AWS::SageMaker::NotebookInstance, Properties: { RoleArn: !GetAtt Role.Arn } }
  Foreign: { Type: AWS::Glue::Job, Properties: { Role: "arn:aws:iam::444455556666:role/theirs" } }
  Polled: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Idle: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, CodeSigningConfigArn: !Ref Signing } }
  Signing: { Type: AWS::Lambda::CodeSigningConfig, Properties: {} }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Polled, EventSourceArn: !GetAtt Queue.Arn }
  Queue: { Type: AWS::SQS::Queue }
"""


def test_what_works_with_a_role(tmp_path: Path) -> None:
    told = read(tmp_path, WORKING)
    assert told.working is not None
    assert {(one.type, one.role.rpartition("/")[2]) for one in told.working} == {
        ("ec2:instance", "Role"),
        ("states:statemachine", "Role"),
        ("codebuild:project", "Role"),
        ("sagemaker:notebook-instance", "Role"),
        ("glue:job", ""),
        ("lambda:function", "Role"),
    }
    assert all(one.arn.startswith("arn:aws:") and one.arn.count(":") >= 5 for one in told.working)
    functions = {one.arn.rpartition(":")[2]: one for one in told.working if one.type == "lambda:function"}
    assert (functions["Polled"].starts_by_itself, functions["Polled"].signed) == (True, False)
    assert (functions["Idle"].starts_by_itself, functions["Idle"].signed) == (None, None)
    profiles = {one.arn.rpartition("/")[2]: one.profiles for one in told.principals}
    assert profiles["Other"] == ()
    assert profiles["Role"] is not None
    assert [arn.rpartition("/")[2] for arn in profiles["Role"]] == ["Profile"]


def test_who_may_change_code_gains_what_it_works_with(tmp_path: Path) -> None:
    attacker = """
  Attacker:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: change
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: [lambda:UpdateFunctionCode, states:UpdateStateMachine, states:StartExecution]
                Resource: "*"
              - { Effect: Allow, Action: sagemaker:CreatePresignedNotebookInstanceUrl, Resource: "*" }
"""
    trusted = WORKING.replace(
        "Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }",
        """Role:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: [lambda.amazonaws.com, states.amazonaws.com, sagemaker.amazonaws.com] }
            Action: sts:AssumeRole""",
        1,
    )
    told = read(tmp_path, trusted + attacker)
    result = escalations(told, [_arn(told.principals, ":user/")])
    assert {path.method for path in result.paths} == {
        "lambda-update-code-and-wait",
        "states-update-state-machine",
        "sagemaker-presigned-notebook",
    }
    assert {path.target for path in result.paths} == {_arn(told.principals, ":role/Role")}
    assert {path.steps[0].resource.rpartition(":")[2] for path in result.paths} == {
        "Polled",
        "Steps",
        "notebook-instance/Notebook",
    }


WRITER = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports: { Type: AWS::S3::Bucket, Properties: { OwnershipControls: %s } }
  Store:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      InlineCode: ""
      Policies: [S3CrudPolicy: { BucketName: %s }]
"""


@pytest.mark.parametrize(
    ("controls", "bucket", "outcome"),
    [
        ("!Ref AWS::NoValue", "!Ref Reports", "closed"),
        ("{ Rules: [ObjectOwnership: BucketOwnerEnforced] }", "!Ref Reports", "closed"),
        ("{ Rules: [ObjectOwnership: ObjectWriter] }", "!Ref Reports", "open"),
        ("{ Rules: [ObjectOwnership: BucketOwnerPreferred] }", "!Ref Reports", "open"),
        ("{ Rules: [ObjectOwnership: !ImportValue ownership] }", "!Ref Reports", "undecided"),
        ("!Ref AWS::NoValue", "of-another-template", "undecided"),
    ],
)
def test_access_control_lists_are_a_way_where_a_bucket_has_them(
    tmp_path: Path, controls: str, bucket: str, outcome: str
) -> None:
    result = escalations(account(studied(tmp_path, WRITER % (controls, bucket)), World()))
    assert [path.method for path in result.paths] == ["s3-put-object-acl"] * (outcome == "open")
    reasons = [one.reason for one in result.undecided if one.method == "s3-put-object-acl"]
    assert reasons == ["whether access control lists are enabled in the bucket isn't told"] * (outcome == "undecided")
