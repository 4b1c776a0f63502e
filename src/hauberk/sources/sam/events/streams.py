"""Streams, tables and queues that Lambda polls: ``AWS::Lambda::EventSourceMapping``."""

from typing import Any

from hauberk.model.values import Known, Value, fields_of
from hauberk.sources.sam.build import certain, nothing, tree
from hauberk.sources.sam.events.event import Event
from hauberk.sources.sam.policies import managed_arn

_AS_WRITTEN = """
    BatchSize BisectBatchOnFunctionError Enabled FilterCriteria FunctionResponseTypes KmsKeyArn LoggingConfig
    MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig ParallelizationFactor
    ProvisionedPollerConfig Queues ScalingConfig SourceAccessConfigurations StartingPosition StartingPositionTimestamp
    Topics TumblingWindowInSeconds
"""
AS_WRITTEN = tuple(_AS_WRITTEN.split())
"""Properties of a polling event that mean the same on the mapping."""


def stream(event: Event) -> None:
    """A Kinesis stream."""
    mapping(event, EventSourceArn=event.value("Stream"))
    manage(event, "AWSLambdaKinesisExecutionRole")


def table(event: Event) -> None:
    """The stream of a DynamoDB table."""
    mapping(event, EventSourceArn=event.value("Stream"))
    manage(event, "AWSLambdaDynamoDBExecutionRole")


def queue(event: Event) -> None:
    """An SQS queue."""
    mapping(event, EventSourceArn=event.value("Queue"))
    manage(event, "AWSLambdaSQSQueueExecutionRole")


def manage(event: Event, policy: str) -> None:
    """Gives the function's role a policy that AWS manages."""
    arn = Known(managed_arn(policy), event.trail)
    if arn not in event.maker.managed:
        event.maker.managed.append(arn)


def mapping(event: Event, **more: Any) -> None:
    """The mapping, and the policy that its destination for failures needs."""
    content: dict[str, Any] = {"FunctionName": event.maker.target, **event.taken(*AS_WRITTEN), **more}
    written = event.value("DestinationConfig")
    if not nothing(written):
        content["DestinationConfig"] = _destination(event, written)
    event.make("AWS::Lambda::EventSourceMapping", content)


def _destination(event: Event, written: Value) -> Value:
    failures = fields_of(fields_of(written).value("OnFailure"))
    if not failures.names():
        return written
    where = failures.value("Destination")
    trail = where.trail or written.trail
    match certain(failures.value("Type")):
        case "SQS":
            event.maker.allow(event.id + "SQSPolicy", "sqs:SendMessage", where, trail)
        case "SNS":
            event.maker.allow(event.id + "SNSPolicy", "sns:publish", where, trail)
        case "S3":
            objects = event.maker.context.glue([where, "/*"], trail)
            statements = [
                {"Effect": "Allow", "Action": "s3:PutObject", "Resource": objects},
                {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": where},
            ]
            event.maker.grant(event.id + "S3Policy", statements, trail)
    return tree({"OnFailure": {"Destination": where}}, written.trail)
