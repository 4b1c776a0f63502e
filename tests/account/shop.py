"""A small account as it was answered: one function with a URL, its role, its log group, and a user."""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, call
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.snapshot import Snapshot
from tests.account.lines import valid

ACCOUNT, REGION = "111122223333", "eu-west-1"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:shop-Orders"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop-OrdersRole"
TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: shop-Orders
      Runtime: python3.13
      Handler: app.handler
      Role: !GetAtt OrdersRole.Arn
      Timeout: 10
      Code: { S3Bucket: builds, S3Key: orders.zip }
      Environment: { Variables: { TABLE: orders, MODE: shop } }
      TracingConfig: { Mode: Active }
  OrdersUrl:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !GetAtt Orders.Arn
      AuthType: AWS_IAM
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: shop-OrdersRole
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }]
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: dynamodb:GetItem
                Resource: !Sub "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders"
  Schedule:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Orders.Arn
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !Sub "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/nightly"
  OrdersLog:
    Type: AWS::Logs::LogGroup
    Properties: { LogGroupName: /aws/lambda/shop-Orders, RetentionInDays: 30 }
"""
"""What the account was deployed from."""

_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "dynamodb:GetItem",
            "Resource": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/orders",
        }
    ],
}
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
_PERMISSIONS = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Schedule",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "lambda:InvokeFunction",
            "Resource": FUNCTION,
            "Condition": {"ArnLike": {"AWS:SourceArn": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/nightly"}},
        }
    ],
}
LIST = call("lambda", "ListFunctions", REGION)
URLS = call("lambda", "ListFunctionUrlConfigs", REGION, FunctionName="shop-Orders")
POLICY = call("lambda", "GetPolicy", REGION, FunctionName="shop-Orders")
LOGS = call("logs", "DescribeLogGroups", REGION)
_DETAILS = next(read for read in ALL_READS if read.api == "iam:GetAccountAuthorizationDetails")
PEOPLE = call("iam", "GetAccountAuthorizationDetails", GLOBAL, **_DETAILS.arguments)
_ANSWERS: Mapping[Call, Answer] = {
    LIST: Data(
        {
            "Functions": [
                {
                    "FunctionName": "shop-Orders",
                    "FunctionArn": FUNCTION,
                    "Runtime": "python3.13",
                    "Handler": "app.handler",
                    "Role": ROLE,
                    "Timeout": 10,
                    "MemorySize": 128,
                    "PackageType": "Zip",
                    "CodeSha256": "kKu/qOkV",
                    "Environment": {"Variables": {"TABLE": "orders", "MODE": "shop"}},
                    "TracingConfig": {"Mode": "Active"},
                }
            ]
        }
    ),
    call("lambda", "ListEventSourceMappings", REGION): Data({"EventSourceMappings": []}),
    call("lambda", "ListAliases", REGION, FunctionName="shop-Orders"): Data({"Aliases": []}),
    call("lambda", "ListFunctions", REGION, FunctionVersion="ALL"): Data({"Functions": []}),
    call("lambda", "ListFunctionEventInvokeConfigs", REGION, FunctionName="shop-Orders"): Data({}),
    call("lambda", "ListCodeSigningConfigs", REGION): Data({"CodeSigningConfigs": []}),
    call("lambda", "GetRuntimeManagementConfig", REGION, FunctionName="shop-Orders"): Data({"UpdateRuntimeOn": "Auto"}),
    call("lambda", "GetFunctionRecursionConfig", REGION, FunctionName="shop-Orders"): Data(
        {"RecursiveLoop": "Terminate"}
    ),
    call("lambda", "GetFunction", REGION, FunctionName="shop-Orders"): Data({"Code": {}, "Tags": {}}),
    URLS: Data(
        {
            "FunctionUrlConfigs": [
                {
                    "FunctionArn": FUNCTION,
                    "FunctionUrl": "https://abcdefgh.lambda-url.eu-west-1.on.aws/",
                    "AuthType": "AWS_IAM",
                }
            ]
        }
    ),
    POLICY: Data({"Policy": json.dumps(_PERMISSIONS)}),
    LOGS: Data(
        {
            "logGroups": [
                {
                    "logGroupName": "/aws/lambda/shop-Orders",
                    "arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/shop-Orders:*",
                    "retentionInDays": 30,
                }
            ]
        }
    ),
    PEOPLE: Data(
        {
            "RoleDetailList": [
                {
                    "Arn": ROLE,
                    "RoleName": "shop-OrdersRole",
                    "Path": "/",
                    "AssumeRolePolicyDocument": _TRUST,
                    "RolePolicyList": [{"PolicyName": "orders", "PolicyDocument": _POLICY}],
                }
            ],
            "UserDetailList": [],
            "GroupDetailList": [],
            "Policies": [],
        }
    ),
}


def shop(**changes: Any) -> Snapshot:
    """The account, with some of the snapshot's fields replaced."""
    snapshot = Snapshot(
        partition="aws",
        account=ACCOUNT,
        regions=(REGION,),
        taken="2026-11-30T12:00:00+00:00",
        asked=frozenset(
            read.name for read in ALL_READS if read.service in ("lambda", "iam", "logs") and not read.wished
        ),
        answers=copy.deepcopy(dict(_ANSWERS)),
    )
    return valid(snapshot._replace(**changes))


def changed(made: Call, change: Callable[[dict[str, Any]], object], before: Snapshot | None = None) -> Snapshot:
    """The account with one answer changed, as by hand in the console."""
    snapshot = before or shop()
    answer = snapshot.answers[made]
    assert isinstance(answer, Data)
    content = copy.deepcopy(dict(answer.content))
    change(content)
    return valid(snapshot._replace(answers={**snapshot.answers, made: Data(content)}))


def opened() -> Snapshot:
    """The account after somebody opened the function's URL to everyone."""
    policy: Any = copy.deepcopy(_PERMISSIONS)
    policy["Statement"].append(
        {
            "Sid": "FunctionURLAllowPublicAccess",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "lambda:InvokeFunctionUrl",
            "Resource": FUNCTION,
            "Condition": {"StringEquals": {"lambda:FunctionUrlAuthType": "NONE"}},
        }
    )
    open_ = changed(URLS, lambda content: content["FunctionUrlConfigs"][0].update(AuthType="NONE"))
    return changed(POLICY, lambda content: content.update(Policy=json.dumps(policy)), open_)
