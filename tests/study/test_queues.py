"""Who reads a queue, and who sends to it what failed."""

from pathlib import Path

import pytest

from hauberk.model.subject import Subject
from hauberk.model.world import World
from hauberk.study.queues import readers, takes_failures
from tests.study.applications import studied

QUEUE = "Resources:\n  Queue: { Type: AWS::SQS::Queue }\n"


def made(kind: str, properties: str) -> str:
    return f"{QUEUE}  User: {{ Type: {kind}, Properties: {{ {properties} }} }}\n"


SENDING = [
    ("AWS::Events::EventBus", "DeadLetterConfig: { Arn: !GetAtt Queue.Arn }"),
    ("AWS::Events::Rule", "Targets: [{ DeadLetterConfig: { Arn: !GetAtt Queue.Arn } }]"),
    ("AWS::Lambda::EventInvokeConfig", "DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } }"),
    ("AWS::Lambda::EventSourceMapping", "DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } }"),
    ("AWS::Lambda::Function", "DeadLetterConfig: { TargetArn: !GetAtt Queue.Arn }"),
    (
        "AWS::Pipes::Pipe",
        "SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: !GetAtt Queue.Arn } } }",
    ),
    (
        "AWS::Pipes::Pipe",
        "SourceParameters: { DynamoDBStreamParameters: { DeadLetterConfig: { Arn: !GetAtt Queue.Arn } } }",
    ),
    ("AWS::SNS::Subscription", "RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue.Arn }"),
    ("AWS::SQS::Queue", "RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue.Arn }"),
    ("AWS::Scheduler::Schedule", "Target: { DeadLetterConfig: { Arn: !GetAtt Queue.Arn } }"),
]


@pytest.mark.parametrize(("kind", "properties"), SENDING)
def test_what_failed_is_sent_here(tmp_path: Path, kind: str, properties: str) -> None:
    study = studied(tmp_path, made(kind, properties))
    queue = Subject(study.application.resources["Queue"], World())
    assert takes_failures(queue, study)
    assert readers(queue, study) == []


@pytest.mark.parametrize(
    ("kind", "properties", "reads"),
    [
        ("AWS::Lambda::EventSourceMapping", "EventSourceArn: !GetAtt Queue.Arn", True),
        ("AWS::Lambda::EventSourceMapping", "EventSourceArn: !Sub '${AWS::Region}${Queue.Arn}'", True),
        ("AWS::Lambda::Function", "Environment: { Variables: { Q: !Ref Queue } }", False),
        ("AWS::Events::Rule", "Targets: [{ Arn: !GetAtt Queue.Arn }]", False),
        (
            "AWS::Lambda::EventInvokeConfig",
            "DestinationConfig: { OnSuccess: { Destination: !GetAtt Queue.Arn } }",
            False,
        ),
        ("AWS::Pipes::Pipe", "Target: !GetAtt Queue.Arn", False),
        ("AWS::SNS::Subscription", "Endpoint: !GetAtt Queue.Arn", False),
    ],
)
def test_work_is_no_failure(tmp_path: Path, kind: str, properties: str, reads: bool) -> None:
    study = studied(tmp_path, made(kind, properties))
    queue = Subject(study.application.resources["Queue"], World())
    assert not takes_failures(queue, study)
    assert [mapping.id for mapping in readers(queue, study)] == (["User"] if reads else [])
