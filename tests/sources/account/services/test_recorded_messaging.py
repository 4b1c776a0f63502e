"""Queues, topics, buses, schedules, pipes and streams: answers in their recorded shapes.

What controls say of them is proven in the emulator (``test_applications_of_stores.py``); of pipes, consumers of streams
and delivery streams it tells less than AWS, so what is made of these is proven here alone.
"""

import json
from typing import Any

from hauberk.sources.account.services import buses, queues, schedules, streams, topics
from tests.sources.account.services.recorded import denied, line, made, of_account, recorded, told

ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
OWN = ARN.format("kms", "key/11111111-1111-1111-1111-111111111111")
ALIASES = line("kms:ListAliases", {"Aliases": []})
URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
ORDERS, FAILED = ARN.format("sqs", "orders"), ARN.format("sqs", "failed")
QUEUES = line("sqs:ListQueues", {"QueueUrls": [URL]})
ASKED: dict[str, Any] = {"QueueUrl": URL, "AttributeNames": ["All"]}


def test_what_a_queue_is() -> None:
    snapshot = recorded(
        ALIASES,
        QUEUES,
        line(
            "sqs:GetQueueAttributes",
            {
                "Attributes": {
                    "QueueArn": ORDERS,
                    "VisibilityTimeout": "180",
                    "KmsMasterKeyId": "alias/orders",
                    "SqsManagedSseEnabled": "false",
                    "RedrivePolicy": json.dumps({"deadLetterTargetArn": FAILED, "maxReceiveCount": 5}),
                    "Policy": '{"Statement": []}',
                    "ApproximateNumberOfMessages": "7",
                }
            },
            **ASKED,
        ),
    )
    queue, policy = made(queues, snapshot)
    assert queue.properties == {
        "QueueName": "orders",
        "SqsManagedSseEnabled": "false",
        "VisibilityTimeout": "180",
        "RedrivePolicy": {"deadLetterTargetArn": FAILED, "maxReceiveCount": 5},
        "KmsMasterKeyId": "alias/orders",
    }
    assert queue.returns == {"": URL, "Arn": ORDERS, "QueueName": "orders"}
    assert policy.type == "AWS::SQS::QueuePolicy"
    assert policy.properties == {"Queues": [URL], "PolicyDocument": {"Statement": []}}


def test_nothing_is_clean_of_a_queue_whose_attributes_were_denied() -> None:
    snapshot = recorded(ALIASES, QUEUES, denied("sqs:GetQueueAttributes", **ASKED))
    says = of_account(
        snapshot,
        "data-store-unencrypted",
        "data-store-without-customer-key",
        "data-store-without-tls",
        "public-resource-policy",
    )
    assert {name: set(count) for name, count in says.items()} == {
        "data-store-unencrypted": {"unknown"},
        "data-store-without-customer-key": {"unknown"},
        "data-store-without-tls": {"unknown"},
        "public-resource-policy": {"unknown"},
    }


def test_a_queue_that_was_deleted_meanwhile_is_none() -> None:
    gone = line("sqs:GetQueueAttributes", "AWS.SimpleQueueService.NonExistentQueue", **ASKED)
    assert made(queues, recorded(ALIASES, QUEUES, gone)) == []


TOPIC = ARN.format("sns", "sold")
BY_DEFAULT: dict[str, Any] = {
    "Version": "2008-10-17",
    "Id": "__default_policy_ID",
    "Statement": [
        {
            "Sid": "__default_statement_ID",
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": ["SNS:GetTopicAttributes", "SNS:Publish", "SNS:Subscribe"],
            "Resource": TOPIC,
            "Condition": {"StringEquals": {"AWS:SourceOwner": "123456789012"}},
        }
    ],
}
SUBSCRIPTION = f"{TOPIC}:11111111-1111-1111-1111-111111111111"


def _topic(policy: object) -> str:
    told = {"Attributes": {"TopicArn": TOPIC, "KmsMasterKeyId": "alias/aws/sns", "Policy": json.dumps(policy)}}
    return line("sns:GetTopicAttributes", told, TopicArn=TOPIC)


def test_what_topics_and_subscriptions_are() -> None:
    snapshot = recorded(
        ALIASES,
        line("sns:ListTopics", {"Topics": [{"TopicArn": TOPIC}]}),
        _topic(BY_DEFAULT),
        line(
            "sns:ListSubscriptions",
            {
                "Subscriptions": [
                    {"SubscriptionArn": SUBSCRIPTION, "Protocol": "sqs", "Endpoint": ORDERS, "TopicArn": TOPIC},
                    {
                        "SubscriptionArn": "PendingConfirmation",
                        "Protocol": "http",
                        "Endpoint": "http://a.example",
                        "TopicArn": TOPIC,
                    },
                ]
            },
        ),
        line(
            "sns:GetSubscriptionAttributes",
            {
                "Attributes": {
                    "RedrivePolicy": json.dumps({"deadLetterTargetArn": FAILED}),
                    "RawMessageDelivery": "true",
                }
            },
            SubscriptionArn=SUBSCRIPTION,
        ),
    )
    topic, confirmed, pending = made(topics, snapshot)
    assert topic.properties == {"TopicName": "sold", "KmsMasterKeyId": "alias/aws/sns"}
    assert confirmed.properties == {
        "Endpoint": ORDERS,
        "Protocol": "sqs",
        "TopicArn": TOPIC,
        "RawMessageDelivery": "true",
        "RedrivePolicy": {"deadLetterTargetArn": FAILED},
    }
    assert pending.properties["RedrivePolicy"].code == "not-confirmed"
    says = of_account(snapshot, "plain-http-subscription", "subscription-without-dead-letters")
    assert says["plain-http-subscription"] == {"violated": 1, "satisfied": 1}
    assert says["subscription-without-dead-letters"] == {"unknown": 1, "satisfied": 1}


def test_a_policy_that_is_nearly_the_one_by_default_is_told() -> None:
    wider = {**BY_DEFAULT, "Statement": [{**BY_DEFAULT["Statement"][0], "Condition": {}}]}
    snapshot = recorded(ALIASES, line("sns:ListTopics", {"Topics": [{"TopicArn": TOPIC}]}), _topic(wider))
    assert [one.type for one in made(topics, snapshot)] == ["AWS::SNS::Topic", "AWS::SNS::TopicPolicy"]
    assert of_account(snapshot, "public-resource-policy")["public-resource-policy"] == {"violated": 1}


SHOP = ARN.format("events", "event-bus/shop")
STATEMENT = {
    "Sid": "partner",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
    "Action": "events:PutEvents",
    "Resource": SHOP,
}
RULE = ARN.format("events", "rule/shop/sold")
BUSES = recorded(
    ALIASES,
    line(
        "events:ListEventBuses",
        {
            "EventBuses": [
                {"Name": "default", "Arn": ARN.format("events", "event-bus/default")},
                {"Name": "shop", "Arn": SHOP, "Policy": json.dumps({"Statement": [STATEMENT]})},
            ]
        },
    ),
    line(
        "events:DescribeEventBus",
        {"Name": "shop", "DeadLetterConfig": {"Arn": FAILED}, "KmsKeyIdentifier": OWN},
        Name="shop",
    ),
    line(
        "events:ListRules",
        {
            "Rules": [
                {
                    "Name": "clock",
                    "Arn": ARN.format("events", "rule/clock"),
                    "ScheduleExpression": "rate(1 hour)",
                    "State": "ENABLED",
                }
            ]
        },
        EventBusName="default",
    ),
    line(
        "events:ListRules",
        {
            "Rules": [
                {
                    "Name": "sold",
                    "Arn": RULE,
                    "EventPattern": '{"source": ["shop"]}',
                    "State": "ENABLED",
                    "EventBusName": "shop",
                }
            ]
        },
        EventBusName="shop",
    ),
    line("events:ListTargetsByRule", {"Targets": []}, EventBusName="default", Rule="clock"),
    line(
        "events:ListTargetsByRule",
        {
            "Targets": [
                {
                    "Id": "1",
                    "Arn": ORDERS,
                    "SqsParameters": {"MessageGroupId": "g"},
                    "DeadLetterConfig": {"Arn": FAILED},
                }
            ]
        },
        EventBusName="shop",
        Rule="sold",
    ),
    line(
        "events:ListConnections",
        {
            "Connections": [
                {
                    "Name": "crm",
                    "ConnectionArn": ARN.format("events", "connection/crm/1"),
                    "AuthorizationType": "API_KEY",
                }
            ]
        },
    ),
)


def test_what_buses_and_rules_are() -> None:
    found = made(buses, BUSES)
    assert told(found) == [
        ("AWS::Events::Rule", "clock", {"Name": "clock", "ScheduleExpression": "rate(1 hour)", "State": "ENABLED"}),
        (
            "AWS::Events::EventBus",
            "shop",
            {"Name": "shop", "DeadLetterConfig": {"Arn": FAILED}, "KmsKeyIdentifier": OWN},
        ),
        (
            "AWS::Events::EventBusPolicy",
            "partner of shop",
            {"EventBusName": "shop", "StatementId": "partner", "Statement": STATEMENT},
        ),
        (
            "AWS::Events::Rule",
            "sold",
            {
                "Name": "sold",
                "State": "ENABLED",
                "EventBusName": "shop",
                "EventPattern": {"source": ["shop"]},
                "Targets": [
                    {
                        "Id": "1",
                        "Arn": ORDERS,
                        "SqsParameters": {"MessageGroupId": "g"},
                        "DeadLetterConfig": {"Arn": FAILED},
                    }
                ],
            },
        ),
        ("AWS::Events::Connection", "crm", {"Name": "crm", "AuthorizationType": "API_KEY"}),
    ]
    assert found[3].links == {"EventBusName": SHOP}


def test_rules_that_were_denied_are_some_that_nobody_knows() -> None:
    snapshot = recorded(
        ALIASES,
        line(
            "events:ListEventBuses",
            {"EventBuses": [{"Name": "default", "Arn": ARN.format("events", "event-bus/default")}]},
        ),
        denied("events:ListRules", EventBusName="default"),
    )
    name = "rule-target-without-dead-letters"
    assert set(of_account(snapshot, name)[name]) == {"unknown"}


def test_what_schedules_and_pipes_are() -> None:
    snapshot = recorded(
        line(
            "scheduler:ListSchedules",
            {
                "Schedules": [
                    {"Name": "daily", "GroupName": "shop", "Arn": ARN.format("scheduler", "schedule/shop/daily")}
                ]
            },
        ),
        line(
            "scheduler:GetSchedule",
            {
                "Name": "daily",
                "ScheduleExpression": "rate(1 day)",
                "State": "ENABLED",
                "Target": {
                    "Arn": ORDERS,
                    "RoleArn": "arn:aws:iam::123456789012:role/r",
                    "DeadLetterConfig": {"Arn": FAILED},
                },
            },
            Name="daily",
            GroupName="shop",
        ),
        line("pipes:ListPipes", {"Pipes": [{"Name": "through", "Arn": ARN.format("pipes", "pipe/through")}]}),
        line(
            "pipes:DescribePipe",
            {
                "Name": "through",
                "Source": ARN.format("dynamodb", "table/t/stream/1"),
                "SourceParameters": {
                    "DynamoDBStreamParameters": {"DeadLetterConfig": {"Arn": FAILED}, "MaximumRetryAttempts": 3},
                    "FilterCriteria": {"Filters": []},
                },
                "Target": ORDERS,
                "TargetParameters": {"InputTemplate": "secret"},
                "RoleArn": "arn:aws:iam::123456789012:role/r",
            },
            Name="through",
        ),
    )
    assert told(made(schedules, snapshot)) == [
        (
            "AWS::Scheduler::Schedule",
            "daily",
            {
                "Name": "daily",
                "GroupName": "shop",
                "ScheduleExpression": "rate(1 day)",
                "State": "ENABLED",
                "Target": {
                    "Arn": ORDERS,
                    "RoleArn": "arn:aws:iam::123456789012:role/r",
                    "DeadLetterConfig": {"Arn": FAILED},
                },
            },
        ),
        (
            "AWS::Pipes::Pipe",
            "through",
            {
                "Name": "through",
                "RoleArn": "arn:aws:iam::123456789012:role/r",
                "Source": ARN.format("dynamodb", "table/t/stream/1"),
                "Target": ORDERS,
                "SourceParameters": {
                    "DynamoDBStreamParameters": {"DeadLetterConfig": {"Arn": FAILED}, "MaximumRetryAttempts": 3}
                },
            },
        ),
    ]
    assert of_account(snapshot, "pipe-retries-forever")["pipe-retries-forever"] == {"satisfied": 1}


STREAM = ARN.format("kinesis", "stream/clicks")
STREAMS = recorded(
    ALIASES,
    line(
        "kinesis:ListStreams",
        {"StreamSummaries": [{"StreamName": "clicks", "StreamARN": STREAM}], "HasMoreStreams": False},
    ),
    line(
        "kinesis:DescribeStreamSummary",
        {
            "StreamDescriptionSummary": {
                "StreamName": "clicks",
                "RetentionPeriodHours": 24,
                "EncryptionType": "KMS",
                "KeyId": "alias/aws/kinesis",
            }
        },
        StreamARN=STREAM,
    ),
    line("kinesis:GetResourcePolicy", {"Policy": "{}"}, ResourceARN=STREAM),
    line(
        "kinesis:ListStreamConsumers",
        {"Consumers": [{"ConsumerName": "fan", "ConsumerARN": f"{STREAM}/consumer/fan:1"}]},
        StreamARN=STREAM,
    ),
    line(
        "firehose:ListDeliveryStreams", {"DeliveryStreamNames": ["lake"], "HasMoreDeliveryStreams": False}, Limit=10_000
    ),
    line(
        "firehose:DescribeDeliveryStream",
        {
            "DeliveryStreamDescription": {
                "DeliveryStreamName": "lake",
                "DeliveryStreamARN": ARN.format("firehose", "deliverystream/lake"),
                "DeliveryStreamType": "DirectPut",
                "DeliveryStreamEncryptionConfiguration": {
                    "Status": "ENABLED",
                    "KeyType": "CUSTOMER_MANAGED_CMK",
                    "KeyARN": OWN,
                },
                "Destinations": [
                    {
                        "S3DestinationDescription": {"BucketARN": "arn:aws:s3:::lake"},
                        "ExtendedS3DestinationDescription": {
                            "BucketARN": "arn:aws:s3:::lake",
                            "RoleARN": "arn:aws:iam::123456789012:role/lake",
                        },
                    }
                ],
            }
        },
        DeliveryStreamName="lake",
    ),
)


def test_what_streams_are() -> None:
    assert told(made(streams, STREAMS)) == [
        (
            "AWS::Kinesis::Stream",
            "clicks",
            {
                "Name": "clicks",
                "RetentionPeriodHours": 24,
                "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"},
            },
        ),
        ("AWS::Kinesis::StreamConsumer", "fan", {"ConsumerName": "fan", "StreamARN": STREAM}),
        (
            "AWS::KinesisFirehose::DeliveryStream",
            "lake",
            {
                "DeliveryStreamName": "lake",
                "DeliveryStreamType": "DirectPut",
                "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": OWN},
                "ExtendedS3DestinationConfiguration": {
                    "BucketARN": "arn:aws:s3:::lake",
                    "RoleARN": "arn:aws:iam::123456789012:role/lake",
                },
            },
        ),
    ]
    says = of_account(STREAMS, "data-store-unencrypted", "data-store-without-customer-key")
    assert says == {
        "data-store-unencrypted": {"satisfied": 2},
        "data-store-without-customer-key": {"satisfied": 1, "violated": 1},
    }
