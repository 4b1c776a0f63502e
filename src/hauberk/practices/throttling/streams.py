"""Streams: where batches go that fail, and for how long they hold up the rest."""

from collections.abc import Sequence

from hauberk.model.compute import EventSourceMapping
from hauberk.model.subject import Subject, Whole, as_number, named
from hauberk.model.values import Absent, Known, Pattern, Unknown, Value
from hauberk.model.verdict import MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, plain
from hauberk.practices.control import control
from hauberk.study.study import Study

_STREAMS = ("AWS::Kinesis::Stream", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")


def _other(mapping: EventSourceMapping, study: Study) -> Verdict | None:
    """Why the question doesn't apply, or can't be answered; ``None`` for a mapping of a stream."""
    source = study.named(mapping.source)
    if source is not None:
        return None if source.type in _STREAMS else not_applicable("its source is no stream")
    if isinstance(mapping.source, (Known, Pattern)):
        text = mapping.source.text("?") if isinstance(mapping.source, Pattern) else str(mapping.source.value)
        return None if ":kinesis:" in text or ":dynamodb:" in text else not_applicable("its source is no stream")
    return unknown(mapping.source) if isinstance(mapping.source, Unknown) else not_applicable("its source is no stream")


@control("stream-mapping-without-failure-target", practice=11, severity=MEDIUM, subject=EventSourceMapping)
def stream_mapping_without_failure_target(mapping: EventSourceMapping, study: Study) -> Verdict:
    """Batches of a stream that fail are lost.

    When a batch fails for good, Lambda moves on. Without a destination for failures nobody knows which records were
    skipped.

    Attack: a crafted record makes its batch fail, and the records beside it are lost with it.

    Safe when: losing records is harmless.

    Fix: set DestinationConfig.OnFailure to a queue or topic.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
    """
    other = _other(mapping, study)
    if other is not None:
        return other
    return must_be_given(mapping.on_failure, "records of batches that fail for good are lost")


@control("stream-mapping-retries-forever", practice=11, severity=MEDIUM, subject=EventSourceMapping)
def stream_mapping_retries_forever(mapping: EventSourceMapping, study: Study) -> Verdict:
    """One bad record holds up a stream.

    Without limits Lambda tries a batch that fails until its records expire, between a day and a year, and nothing
    behind it in the shard is processed.

    Attack: one crafted record stops the shard, and with it the orders of every customer in it.

    Safe when: order matters more than anything, and someone is called when it stops.

    Fix: set MaximumRetryAttempts and MaximumRecordAgeInSeconds, and BisectBatchOnFunctionError.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
    """
    other = _other(mapping, study)
    if other is not None:
        return other
    limits = (mapping.maximum_retries, mapping.maximum_age)
    return _limited(limits, "a batch that fails is tried until it expires, and holds up its shard")


class Pipe(Subject):
    """A pipe of EventBridge."""

    TYPES = ("AWS::Pipes::Pipe",)
    __slots__ = ()

    source = Whole("SourceParameters")


OF_STREAMS = ("DynamoDBStreamParameters", "KinesisStreamParameters")


@control("pipe-retries-forever", practice=11, severity=MEDIUM, subject=Pipe)
def pipe_retries_forever(pipe: Pipe, study: Study) -> Verdict:
    """One bad record holds up a pipe.

    Where nothing else is said, a pipe tries a record of a stream until the stream drops it, and nothing behind it in
    the shard goes through.

    Attack: one crafted record stops the shard, and with it the orders of every customer in it.

    Safe when: order matters more than anything, and someone is called when it stops.

    Fix: set MaximumRetryAttempts or MaximumRecordAgeInSeconds, with a DeadLetterConfig for what is given up.

    References:
    - https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_UpdatePipeSourceKinesisStreamParameters.html
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
    """
    if isinstance(pipe.source, Unknown):
        return unknown(pipe.source)
    kind = next((kind for kind in OF_STREAMS if kind in named(pipe.source)), None)
    if kind is None:
        return not_applicable("its source is no stream")
    limits = [as_number(pipe.at(f"SourceParameters.{kind}.{limit}", -1)) for limit in LIMITS]
    return _limited(limits, "a record that fails is tried until it expires, and holds up its shard")


LIMITS = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


def _limited(limits: Sequence[Value], says: str) -> Verdict:
    """Satisfied where one of some limits is set; -1 stands for none."""
    for limit in limits:
        known, number = plain(limit)
        if known and isinstance(number, (int, float)) and number >= 0:
            return satisfied()
    doubt = next((limit for limit in limits if not plain(limit)[0]), None)
    if doubt is not None:
        return unknown(doubt)
    return violated(next((limit for limit in limits if not isinstance(limit, Absent)), limits[0]).says(says))


CONTROLS = (stream_mapping_without_failure_target, stream_mapping_retries_forever, pipe_retries_forever)
