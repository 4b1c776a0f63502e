"""Queues, topics, streams, rules, schedules and state machines."""

import json
from pathlib import Path

from hauberk.lab.account.account import Account
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical

POLICY = """{ Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: "*", Action: %s, Resource: "*" }] }"""


def test_queues(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 42
              SqsManagedSseEnabled: false
              RedrivePolicy: {{ deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3 }}
              Tags: [{{ Key: team, Value: parcels }}]
          Failed:
            Type: AWS::SQS::Queue
            Properties: {{ KmsMasterKeyId: alias/aws/sqs }}
          InOrder:
            Type: AWS::SQS::Queue
            Properties: {{ FifoQueue: true, ContentBasedDeduplication: true }}
          Open:
            Type: AWS::SQS::QueuePolicy
            Properties: {{ Queues: [!Ref Orders, !Ref Failed], PolicyDocument: {POLICY % '"sqs:SendMessage"'} }}
        """,
    )
    assert all_held(found)
    client = account.client("sqs")
    told = client.get_queue_attributes(QueueUrl=physical(found, "Orders"), AttributeNames=["All"])["Attributes"]
    assert told["QueueArn"] == arn(found, "Orders")
    assert told["VisibilityTimeout"] == "42"
    assert json.loads(told["RedrivePolicy"])["deadLetterTargetArn"] == arn(found, "Failed")
    assert json.loads(told["Policy"])["Statement"][0]["Principal"] == "*"
    assert physical(found, "InOrder").endswith("/lab-InOrder.fifo")


def test_topics(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        f"""
        Resources:
          Orders:
            Type: AWS::SNS::Topic
            Properties:
              DisplayName: orders
              Subscription: [{{ Protocol: https, Endpoint: "https://partner.example.com/" }}]
              Tags: [{{ Key: team, Value: parcels }}]
          Partner:
            Type: AWS::SNS::Subscription
            Properties:
              TopicArn: !Ref Orders
              Protocol: http
              Endpoint: http://partner.example.com/
              FilterPolicy: {{ kind: [parcel] }}
          Open:
            Type: AWS::SNS::TopicPolicy
            Properties: {{ Topics: [!Ref Orders], PolicyDocument: {POLICY % '"sns:Publish"'} }}
        """,
    )
    assert all_held(found)
    client = account.client("sns")
    told = client.list_subscriptions_by_topic(TopicArn=arn(found, "Orders"))["Subscriptions"]
    assert {one["Endpoint"] for one in told} == {"https://partner.example.com/", "http://partner.example.com/"}
    attributes = client.get_topic_attributes(TopicArn=arn(found, "Orders"))["Attributes"]
    assert attributes["DisplayName"] == "orders"
    assert json.loads(attributes["Policy"])["Statement"][0]["Action"] == "sns:Publish"


def test_streams_rules_and_schedules(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Scans:
            Type: AWS::Kinesis::Stream
            Properties:
              ShardCount: 2
              RetentionPeriodHours: 48
              StreamEncryption: { EncryptionType: KMS, KeyId: alias/aws/kinesis }
          Bus: { Type: "AWS::Events::EventBus", Properties: { Name: parcels } }
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Events:
                Bus:
                  Type: EventBridgeRule
                  Properties: { EventBusName: !Ref Bus, Pattern: { source: [shop] } }
                Nightly:
                  Type: ScheduleV2
                  Properties: { ScheduleExpression: "rate(1 day)" }
                Scans:
                  Type: Kinesis
                  Properties: { Stream: !GetAtt Scans.Arn, StartingPosition: LATEST }
        """,
    )
    assert set(losses(found).values()) <= {"adapted"}
    stream = account.client("kinesis").describe_stream_summary(StreamName=physical(found, "Scans"))
    summary = stream["StreamDescriptionSummary"]
    assert (summary["OpenShardCount"], summary["RetentionPeriodHours"]) == (2, 48)
    assert (summary["EncryptionType"], summary["KeyId"]) == ("KMS", "alias/aws/kinesis")
    events = account.client("events")
    (rule,) = events.list_rules(EventBusName="parcels")["Rules"]
    assert json.loads(rule["EventPattern"]) == {"source": ["shop"]}
    (target,) = events.list_targets_by_rule(EventBusName="parcels", Rule=rule["Name"])["Targets"]
    assert target["Arn"] == arn(found, "Orders")
    (schedule,) = account.client("scheduler").list_schedules()["Schedules"]
    assert schedule["Target"]["Arn"] == arn(found, "Orders")


def test_a_machine_has_its_definition_with_what_is_put_in(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Claims:
            Type: AWS::Serverless::StateMachine
            Properties:
              Type: EXPRESS
              Tracing: { Enabled: true }
              Definition:
                StartAt: Register
                States: { Register: { Type: Task, Resource: !GetAtt Orders.Arn, End: true } }
          Orders:
            Type: AWS::Serverless::Function
            Properties: { Runtime: python3.13, Handler: app.handler, InlineCode: "handler = print" }
        """,
    )
    told = account.client("stepfunctions").describe_state_machine(stateMachineArn=physical(found, "Claims"))
    assert json.loads(told["definition"])["States"]["Register"]["Resource"] == arn(found, "Orders")
    assert told["type"] == "EXPRESS"
    assert told["tracingConfiguration"] == {"enabled": True}
