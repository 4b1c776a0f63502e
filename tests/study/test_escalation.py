"""The account that a template makes, and who gains what in it."""

from pathlib import Path

from hauberk.iam.escalation.account import Principal
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
