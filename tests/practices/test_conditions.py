"""Which conditions keep strangers out of what everyone is allowed, by control."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application

QUEUE = """
Parameters: { Given: { Type: String } }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Address: { Type: AWS::EC2::EIP }
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: PRINCIPAL
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
            Condition: CONDITION
"""
DENYING = """
          - Effect: Deny
            Principal: "*"
            Action: sqs:*
            Resource: !GetAtt Queue.Arn
            Condition: CONDITION
"""
ROLE = """
Parameters: { Given: { Type: String } }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: PRINCIPAL
            Action: sts:AssumeRole
            Condition: CONDITION
"""
PERMISSION = """
Parameters: { Given: { Type: String } }
Resources:
  Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [orders] } } }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: orders
      Principal: PRINCIPAL
      SourceArn: CONDITION
"""
API = """
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy:
        Statement:
          - { Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/* }
          - { Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*, Condition: CONDITION }
      Body: { openapi: 3.0.1, paths: { /orders: { get: { responses: {} } } } }
"""
CLOSED, OPEN, UNDECIDED = State.SATISFIED, State.VIOLATED, State.UNKNOWN


def state(folder: Path, control: str, template: str, condition: str, principal: str = '"*"') -> State:
    text = template.replace("PRINCIPAL", principal).replace("CONDITION", condition)
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == control)
    (entry,) = (
        entry
        for entry in check_application(Root(folder), "template.yaml", asked, {}, date(2026, 11, 24)).entries
        if not entry.subject.endswith("Statement[1]")
    )
    return entry.state


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{ StringEquals: { aws:SourceAccount: '111122223333' } }", CLOSED),
        ("{ StringEquals: { aws:SourceAccount: 111122223333 } }", CLOSED),
        ("{ StringEqualsIgnoreCase: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", CLOSED),
        ("{ StringEquals: { AWS:SourceAccount: !Ref AWS::AccountId } }", CLOSED),
        ("{ StringEquals: { aws:PrincipalOrgID: !Ref Given } }", CLOSED),
        ("{ StringLike: { aws:PrincipalAccount: '111122223333' } }", CLOSED),
        ("{ ArnEquals: { aws:SourceArn: !Ref Topic } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:sns:*:111122223333:*' } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: !Sub 'arn:aws:sns:*:${AWS::AccountId}:*' } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:s3:*:*:uploads-example' } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:s3:::uploads-example' } }", CLOSED),
        ("{ ArnLike: { aws:PrincipalArn: 'arn:aws:iam::111122223333:role/*' } }", CLOSED),
        ("{ StringLike: { aws:userid: 'AROAEXAMPLEID:*' } }", CLOSED),
        ("{ StringEquals: { aws:SourceVpc: vpc-0123456789abcdef0 } }", CLOSED),
        ("{ StringEquals: { aws:SourceVpce: vpce-0123456789abcdef0 } }", CLOSED),
        ("{ StringEquals: { kms:CallerAccount: '111122223333' } }", CLOSED),
        ("{ StringEquals: { s3:DataAccessPointAccount: '111122223333' } }", CLOSED),
        ("{ StringEquals: { aws:SourceOrgID: o-a1b2c3d4e5 } }", CLOSED),
        ("{ 'ForAnyValue:StringLike': { aws:PrincipalOrgPaths: 'o-a1b2c3d4e5/r-ab12/*' } }", CLOSED),
        ("{ 'ForAnyValue:StringLike': { aws:SourceOrgPaths: ['o-a1b2c3d4e5/*'] } }", CLOSED),
        ("{ IpAddress: { aws:SourceIp: [198.51.100.0/24, '2001:db8::/32'] } }", CLOSED),
        ("{ IpAddress: { aws:SourceIp: [198.51.100.7, '2001:db8::7'] } }", CLOSED),
        ("{ IpAddress: { aws:SourceIp: !Ref Address } }", CLOSED),
        ("{ Bool: { aws:SecureTransport: 'true' }, StringEquals: { aws:SourceAccount: '111122223333' } }", CLOSED),
        # Everybody passes these.
        ("{ IpAddress: { aws:SourceIp: 0.0.0.0/0 } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: '::/0' } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: [198.51.100.0/24, 0.0.0.0/0] } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: '*' } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:sns:*:*:orders' } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:s3:::*' } }", OPEN),
        ("{ StringLike: { aws:PrincipalOrgID: '*' } }", OPEN),
        ("{ StringLike: { aws:PrincipalOrgID: 'o-*' } }", OPEN),
        ("{ StringLike: { aws:SourceVpc: 'vpc-*' } }", OPEN),
        ("{ StringLike: { aws:SourceVpce: 'vpce-*' } }", OPEN),
        ("{ 'ForAnyValue:StringLike': { aws:PrincipalOrgPaths: '*/r-ab12/*' } }", OPEN),
        ("{ StringLike: { aws:userid: '*:session' } }", OPEN),
        ("{ 'ForAllValues:StringEquals': { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", OPEN),
        ("{ 'ForAllValues:StringLike': { aws:PrincipalOrgPaths: 'o-a1b2c3d4e5/*' } }", OPEN),
        ("{ Bool: { aws:SecureTransport: 'true' } }", OPEN),
        ("{ StringLike: { aws:Referer: 'https://example.com/*' } }", OPEN),
        ("{ DateGreaterThan: { aws:CurrentTime: '2026-09-01T00:00:00Z' } }", OPEN),
        ("{ StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }", OPEN),
        ("{ StringLike: { s3:prefix: 'orders/*' } }", OPEN),
        # What a stranger has as well as anyone, or may leave out.
        ("{ StringNotEquals: { aws:SourceAccount: '111122223333' } }", OPEN),
        ("{ StringNotLike: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", OPEN),
        ("{ NotIpAddress: { aws:SourceIp: 198.51.100.0/24 } }", OPEN),
        ("{ StringEqualsIfExists: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", OPEN),
        ("{ ArnLikeIfExists: { aws:SourceArn: !Ref Topic } }", OPEN),
        ("{ 'Null': { aws:PrincipalOrgID: 'false' } }", OPEN),
        ("{ 'Null': { aws:SourceVpce: 'true' } }", OPEN),
        ("{ StringLike: { aws:PrincipalArn: '*' } }", OPEN),
        ("{ ArnLike: { aws:PrincipalArn: 'arn:aws:iam::*:role/orders' } }", OPEN),
        ("{ IpAddress: { aws:VpcSourceIp: 10.0.0.0/8 } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: 10.0.0.0/7 } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: 128.0.0.0/1 } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: '2000::/3' } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:sns:*:1111*:orders' } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:s3:::*-example' } }", OPEN),
        ("{ StringEquals: { 'aws:PrincipalTag/team': orders } }", OPEN),
        ("{ StringEquals: { sns:Protocol: sqs } }", OPEN),
        # Nobody passes these: a star that is taken literally, no value at all, what is no address, a key of others.
        ("{ StringEquals: { aws:PrincipalOrgID: 'o-*' } }", CLOSED),
        ("{ StringEquals: { aws:SourceAccount: [] } }", CLOSED),
        ("{ IpAddress: { aws:SourceIp: office } }", CLOSED),
        ("{ IpAddress: { aws:SourceIp: cafe } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: '*:orders' } }", CLOSED),
        ("{ StringEquals: { aws:SourceIp: 198.51.100.7 } }", CLOSED),
        ("{ StringEquals: { sts:ExternalId: a-secret-of-two } }", CLOSED),
        # It hangs on what somebody will give.
        ("{ IpAddress: { aws:SourceIp: !Ref Given } }", UNDECIDED),
        ("{ StringLike: { aws:PrincipalOrgID: !Ref Given } }", UNDECIDED),
        ("{ ArnLike: { aws:SourceArn: !Ref Given } }", UNDECIDED),
        ("{ IpAddress: { aws:SourceArn: 198.51.100.7 } }", UNDECIDED),
        ("{ StringLike: { aws:PrincipalAccount: '1111*' } }", OPEN),
        ("!Ref Given", UNDECIDED),
    ],
)
def test_what_keeps_strangers_out_of_a_queue(tmp_path: Path, condition: str, expected: State) -> None:
    assert state(tmp_path, "public-resource-policy", QUEUE, condition) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{ StringNotEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", CLOSED),
        ("{ NotIpAddress: { aws:SourceIp: 198.51.100.0/24 } }", CLOSED),
        ("{ Bool: { aws:SecureTransport: 'false' } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: 203.0.113.0/24 } }", OPEN),
        ("{ NotIpAddress: { aws:SourceIp: 0.0.0.0/0 } }", OPEN),
    ],
)
def test_another_statement_may_hold_strangers_back(tmp_path: Path, condition: str, expected: State) -> None:
    template = QUEUE.replace("            Condition: CONDITION\n", "") + DENYING
    assert state(tmp_path, "public-resource-policy", template, condition) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # AWS doesn't treat an external id as a secret: it tells apart those whom the policy names.
        ("{ StringEquals: { sts:ExternalId: a-secret-of-two } }", OPEN),
        ("{ StringEquals: { sts:ExternalId: !Ref Given } }", OPEN),
        ("{ StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", CLOSED),
        ("{ StringLike: { sts:ExternalId: '*' } }", OPEN),
        ("{ StringLike: { aws:PrincipalOrgID: '*' } }", OPEN),
        ("{ Bool: { aws:MultiFactorAuthPresent: 'true' } }", OPEN),
        ("{ StringNotEquals: { sts:ExternalId: guessed } }", OPEN),
        ("{ StringEqualsIfExists: { sts:ExternalId: a-secret-of-two } }", OPEN),
        ("{ StringEquals: { 'aws:PrincipalTag/team': orders } }", OPEN),
    ],
)
def test_what_keeps_strangers_out_of_a_role(tmp_path: Path, condition: str, expected: State) -> None:
    assert state(tmp_path, "role-trusts-everyone", ROLE, condition) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{ StringEquals: { sts:ExternalId: a-secret-of-two } }", CLOSED),
        ("{ StringEquals: { 'aws:PrincipalTag/team': orders } }", CLOSED),
        ("{ Bool: { aws:MultiFactorAuthPresent: 'true' } }", CLOSED),
        ("{ Bool: { aws:MultiFactorAuthPresent: 'false' } }", OPEN),
        ("{ BoolIfExists: { aws:MultiFactorAuthPresent: 'true' } }", OPEN),
        ("{ StringLike: { sts:ExternalId: '*' } }", OPEN),
        ("{ StringLike: { 'aws:PrincipalTag/team': '*' } }", OPEN),
        ("{ StringNotEquals: { sts:ExternalId: guessed } }", OPEN),
        ("{ StringEqualsIfExists: { sts:ExternalId: a-secret-of-two } }", OPEN),
        ("{ StringLike: { aws:PrincipalArn: '*' } }", OPEN),
        ("{ ArnLike: { aws:PrincipalArn: 'arn:aws:iam::444455556666:role/vendor' } }", CLOSED),
        ("{ NumericLessThan: { aws:MultiFactorAuthAge: 3600 } }", CLOSED),
    ],
)
def test_what_narrows_the_trust_in_an_account(tmp_path: Path, condition: str, expected: State) -> None:
    assert state(tmp_path, "role-trusts-whole-account", ROLE, condition, "{ AWS: '444455556666' }") is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{ StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:sns:*:111122223333:*' } }", CLOSED),
        ("{ StringLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:111122223333:*' } }", CLOSED),
        ("{ ArnLike: { aws:SourceArn: '*' } }", OPEN),
        ("{ ArnLike: { aws:SourceArn: 'arn:aws:sns:*:*:*' } }", OPEN),
        ("{ ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:*:*' } }", OPEN),
        ("{ StringNotEquals: { aws:SourceAccount: '111122223333' } }", OPEN),
        ("{ StringEqualsIfExists: { aws:SourceAccount: '111122223333' } }", OPEN),
        ("{ IpAddress: { aws:SourceIp: 198.51.100.0/24 } }", CLOSED),
    ],
)
def test_what_tells_for_whom_a_service_acts(tmp_path: Path, condition: str, expected: State) -> None:
    principal = "{ Service: sns.amazonaws.com }"
    assert state(tmp_path, "service-principal-without-source", QUEUE, condition, principal) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("!GetAtt Rule.Arn", CLOSED),
        ("arn:aws:events:eu-west-1:111122223333:rule/*", CLOSED),
        ("!Sub 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/nightly'", CLOSED),
        ("'*'", OPEN),
        ("arn:aws:events:*:*:rule/nightly", OPEN),
        ("arn:aws:events:*:1111*:rule/nightly", OPEN),
    ],
)
@pytest.mark.parametrize(
    ("control", "principal"),
    [("public-function-permission", '"*"'), ("permission-without-source", "events.amazonaws.com")],
)
def test_a_source_names_its_owner(tmp_path: Path, control: str, principal: str, source: str, expected: State) -> None:
    assert state(tmp_path, control, PERMISSION, source, principal) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{ NotIpAddress: { aws:SourceIp: 198.51.100.0/24 } }", State.NOT_APPLICABLE),
        ("{ StringNotEqualsIfExists: { aws:SourceVpce: vpce-0123456789abcdef0 } }", State.NOT_APPLICABLE),
        ("{ StringNotEquals: { aws:SourceVpc: [vpc-0123456789abcdef0] } }", State.NOT_APPLICABLE),
        ("{ StringNotEqualsIgnoreCase: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }", State.NOT_APPLICABLE),
        ("{ StringNotLike: { aws:PrincipalArn: 'arn:aws:iam::111122223333:role/*' } }", State.NOT_APPLICABLE),
        ("{ ArnNotLike: { aws:PrincipalArn: 'arn:aws:iam::111122223333:role/*' } }", State.NOT_APPLICABLE),
        ("{ ArnNotEquals: { aws:PrincipalArn: 'arn:aws:iam::111122223333:role/x' } }", State.NOT_APPLICABLE),
        # Those who aren't welcome are kept out, and nobody else is.
        ("{ IpAddress: { aws:SourceIp: 203.0.113.0/24 } }", OPEN),
        ("{ NotIpAddress: { aws:SourceIp: 0.0.0.0/0 } }", OPEN),
        ("{ Bool: { aws:SecureTransport: 'false' } }", OPEN),
        ("{ NotIpAddress: { aws:SourceIp: 198.51.100.0/24 }, Bool: { aws:SecureTransport: 'false' } }", OPEN),
        ("{ 'Null': { aws:PrincipalOrgID: 'true' } }", OPEN),
        ("{ StringNotLike: { aws:PrincipalArn: 'arn:aws:iam::1111*:role/x' } }", OPEN),
    ],
)
def test_what_a_denial_leaves_of_an_api(tmp_path: Path, condition: str, expected: State) -> None:
    assert state(tmp_path, "api-route-without-authorizer", API, condition) is expected


OPEN_TEXT = '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "logs:PutLogEvents", "Resource": "*"}}'
HELD_TEXT = OPEN_TEXT.replace('"*"', '{"AWS": "${AWS::AccountId}"}', 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"'{OPEN_TEXT}'", OPEN),
        (f"!Sub '{OPEN_TEXT}'", OPEN),
        (f"!Sub '{HELD_TEXT}'", CLOSED),
        ("!Join ['', [" + f"'{HELD_TEXT}'".replace("${AWS::AccountId}", "', !Ref AWS::AccountId, '") + "]]", CLOSED),
        ("'{\"Statement\": [}'", UNDECIDED),
        ("!Sub '{\"Statement\": ${AWS::Region}}'", UNDECIDED),
        ('\'{"Statement": [], "Statement": []}\'', UNDECIDED),
    ],
)
def test_a_policy_in_a_text_is_read(tmp_path: Path, text: str, expected: State) -> None:
    template = f"""
Resources:
  Policy:
    Type: AWS::Logs::ResourcePolicy
    Properties: {{ PolicyName: logs, PolicyDocument: {text} }}
"""
    assert state(tmp_path, "public-resource-policy", template, "") is expected
