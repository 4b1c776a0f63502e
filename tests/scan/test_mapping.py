"""The map of an application: what triggers which function, and what each may use."""

from pathlib import Path

from hauberk.model.ledger import Edge, Node
from hauberk.scan.pipeline import Plan, check
from tests.scan.places import TODAY, URL, put

TEMPLATE = """Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, Environment: { Variables: { TOPIC: !Ref Topic, ID: !Ref Pool } } }
  Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Bucket: !Ref Bucket } }] } }
  Policy: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref Role], PolicyDocument: { Table: !GetAtt Table.Arn } } }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Orders, EventSourceArn: !GetAtt Queue.Arn }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Orders } }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Table: { Type: AWS::DynamoDB::Table }
  Queue: { Type: AWS::SQS::Queue }
  Pool: { Type: AWS::Cognito::UserPool }
  Lonely: { Type: AWS::S3::Bucket }
"""


def test_map(tmp_path: Path) -> None:
    """By the function's own references, by those of its role, and by those of its role's policies."""
    put(tmp_path, {"t.yaml": TEMPLATE})
    (seen,) = check(Plan(controls=frozenset((URL,)), base=str(tmp_path), today=TODAY)).applications
    assert set(seen.edges) == {
        Edge("Queue", "Orders", "queue"),
        Edge("trigger:function URL", "Orders", "synchronous"),
        Edge("Orders", "Topic", "may use"),
        Edge("Orders", "Bucket", "may use"),
        Edge("Orders", "Table", "may use"),
    }
    assert set(seen.nodes) == {
        Node("Orders", "function", "Orders"),
        Node("Queue", "store", "Queue", "SQS queue"),
        Node("trigger:function URL", "trigger", "function URL"),
        Node("Topic", "store", "Topic", "SNS topic"),
        Node("Bucket", "store", "Bucket", "S3 bucket"),
        Node("Table", "store", "Table", "DynamoDB table"),
    }
    assert (seen.functions, seen.resources, seen.parameters) == (1, 11, 0)
