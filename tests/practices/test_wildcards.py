"""What a wildcard stands for in an action or a resource, by the controls that tell of it."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application

POLICY = """
Resources:
  Topic: {{ Type: AWS::SNS::Topic }}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: {action}
            Resource: {resource}
"""
CRUD = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.14
      CodeUri: s3://code/app.zip
      Policies: [DynamoDBCrudPolicy: { TableName: "*" }]
"""
QUEUE = """
Resources:
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [orders]
      PolicyDocument:
        Statement: [{{ Effect: Allow, Principal: {{ AWS: "111122223333" }}, Action: "{action}", Resource: orders }}]
"""
ASKED = (
    "full-admin-access",
    "wildcard-action",
    "wildcard-resource",
    "pass-any-role",
    "assume-any-role",
    "permission-to-grant-permissions",
    "decrypt-with-any-key",
    "resource-policy-with-wildcard-action",
)
FULL, ACTION, RESOURCE, PASS, ASSUME, GRANT, DECRYPT, OF_RESOURCE = ASKED
CONTROLS = tuple(control for control in all_controls() if control.name in ASKED)


def violated(folder: Path, template: str) -> set[str]:
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    entries = check_application(Root(folder), "template.yaml", CONTROLS, {}, date(2026, 11, 24)).entries
    return {entry.control for entry in entries if entry.state is State.VIOLATED}


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ('"*"', '"*"', {FULL}),
        ('"*:*"', '"*"', {FULL}),
        ('"**"', '"*"', {FULL}),
        ('"*"', '"**"', {FULL}),
        ('"*"', '"arn:*"', {FULL}),
        ('"*"', '"arn:aws:*"', {FULL}),
        ('"*"', '"arn:aws-us-gov:*:*:*:*"', {FULL}),
        ('"*"', '!Sub "arn:${AWS::Partition}:*"', {FULL}),
        ('["s3:*", "*"]', '"*"', {FULL, RESOURCE}),
        # Everything with some resources is a wildcard, and no administrator.
        ('"*"', "!Ref Topic", {ACTION}),
        ('"*:*"', '"arn:aws:sns:*:*:*"', {ACTION}),
        ('"*"', '"arn:aws"', {ACTION}),
        ('"*"', '"arn:aws:*:eu-west-1:*:*"', {ACTION}),
        ('"dynamodb:*"', "!Ref Topic", {ACTION}),
        ('"s3:**"', "!Ref Topic", {ACTION}),
        ('"dynamodb:?*"', "!Ref Topic", {ACTION}),
        ('"sqs:*"', '"arn:aws:sqs:*:*:*"', {ACTION, RESOURCE}),
        ('"dynamodb:*Item*"', '"*"', {RESOURCE}),
        ('"dynamodb:?utItem"', '"*"', {RESOURCE}),
        ('"dynamodb:Put[I]tem"', '"*"', set()),
        ('"dynamodb:*Item"', "!Ref Topic", set()),
        ('"dynamodb:*Nothing*"', '"*"', set()),
        ('"dynamodb:GetItem"', '"arn:aws:dynamodb:*:*:table/*"', {RESOURCE}),
        ('"dynamodb:GetItem"', '"arn:aws:dynamodb:*:*:table/*/index/*"', set()),
        ('"s3:GetObject"', '"arn:aws:s3:::*"', {RESOURCE}),
        ('"s3:GetObject"', '"arn:aws:s3:::*/*"', {RESOURCE}),
        ('"s3:GetObject"', '"arn:aws:s3:::**"', {RESOURCE}),
        ('"s3:GetObject"', '"arn:aws:*"', {RESOURCE}),
        ('"s3:GetObject"', '"arn:aws:s3:::orders/*"', set()),
        ('"sns:Publish"', '"*"', {RESOURCE}),
        # What nobody can name a resource for, and what every function needs to run.
        ('"ec2:DescribeInstances"', '"*"', set()),
        ('["sts:GetCallerIdentity", "rekognition:DetectLabels", "cloudwatch:PutMetricData"]', '"*"', set()),
        ('"xray:PutTraceSegments"', '"*"', set()),
        ('["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]', '"*"', set()),
        ('"logs:PutLogEvents"', '"arn:aws:logs:*:*:*"', set()),
        ('["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"]', '"*"', set()),
        ('"logs:PutRetentionPolicy"', '"*"', {RESOURCE}),
        # Powers that are worth more than they look.
        ('"iam:PassRole"', '"*"', {PASS}),
        ('"iam:Pass*"', '"*"', {PASS}),
        ('"iam:*Role"', '"*"', {PASS}),
        ('"iam:*"', '"*"', {ACTION, GRANT}),
        ('"iam:Put*"', '"*"', {GRANT}),
        ('"iam:*Policy*"', '"*"', {GRANT}),
        ('"iam:Get*"', '"*"', {RESOURCE}),
        ('"lambda:*"', '"*"', {ACTION, RESOURCE}),
        ('"sts:AssumeRole"', '"arn:aws:iam::*:role/orders"', set()),
        ('"sts:AssumeRole*"', '"*"', {ASSUME}),
        ('"sts:*"', '"*"', {ACTION, ASSUME}),
        ('"kms:De*"', '"*"', {DECRYPT}),
        ('"kms:*"', '"arn:aws:kms:*:*:key/*"', {ACTION, DECRYPT}),
        ('"kms:ReEncrypt*"', '"*"', {DECRYPT}),
        ('"kms:Describe*"', '"*"', {RESOURCE}),
        ('"kms:List*"', "!Ref Topic", set()),
    ],
)
def test_what_an_identity_policy_grants(tmp_path: Path, action: str, resource: str, expected: set[str]) -> None:
    assert violated(tmp_path, POLICY.format(action=action, resource=resource)) == expected


@pytest.mark.parametrize(
    ("action", "condition", "expected"),
    [
        ("ses:SendEmail", "StringEquals: { ses:FromAddress: shop@example.com }", set()),
        ("ses:SendEmail", "StringLike: { SES:fromaddress: '*@example.com' }", set()),
        ("ses:SendRawEmail", "'ForAllValues:StringLike': { ses:Recipients: ['*@example.com'] }", set()),
        ("ses:SendEmail", "StringLike: { ses:FromAddress: '*' }", {RESOURCE}),
        ("ses:SendEmail", "StringNotEquals: { ses:FromAddress: boss@example.com }", {RESOURCE}),
        # Every mail has an address that it is from.
        ("ses:SendEmail", "StringEqualsIfExists: { ses:FromAddress: shop@example.com }", set()),
        ("ses:SendEmail", "'ForAnyValue:StringLike': { ses:Recipients: ['*@example.com'] }", {RESOURCE}),
        ("ses:SendEmail", "StringEquals: { ses:FromDisplayName: Shop }", {RESOURCE}),
        ("ses:SendEmail", "StringEquals: { aws:RequestedRegion: eu-west-1 }", {RESOURCE}),
        ("s3:GetObject", "StringLike: { s3:DataAccessPointArn: 'arn:aws:s3:*:*:accesspoint/orders' }", set()),
        ("dynamodb:PutItem", "StringEquals: { aws:ResourceTag/team: orders }", set()),
        ("ec2:StopInstances", "StringEquals: { ec2:ResourceTag/team: orders }", set()),
        ("dynamodb:PutItem", "StringNotEquals: { aws:ResourceTag/team: bills }", {RESOURCE}),
        ("dynamodb:PutItem", "StringLike: { aws:ResourceTag/team: '*' }", {RESOURCE}),
        ("dynamodb:PutItem", "'Null': { aws:ResourceTag/team: 'false' }", {RESOURCE}),
        ("dynamodb:PutItem", "Bool: { aws:SecureTransport: 'true' }", {RESOURCE}),
    ],
)
def test_which_conditions_name_what_a_star_does_not(
    tmp_path: Path, action: str, condition: str, expected: set[str]
) -> None:
    template = POLICY.format(action=action, resource='"*"') + f"            Condition: {{ {condition} }}\n"
    assert violated(tmp_path, template) == expected


def test_a_policy_template_for_every_table_names_none(tmp_path: Path) -> None:
    assert violated(tmp_path, CRUD) == {RESOURCE}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("*", {OF_RESOURCE}),
        ("sqs:*", {OF_RESOURCE}),
        ("SQS:**", {OF_RESOURCE}),
        ("sqs:?*", {OF_RESOURCE}),
        ("sqs:Send*", set()),
    ],
)
def test_what_a_resource_policy_grants(tmp_path: Path, action: str, expected: set[str]) -> None:
    assert violated(tmp_path, QUEUE.format(action=action)) == expected
