"""What hands on what somebody put into it, and the actions that put something in or take it out.

Sources: Service Authorization Reference, "Actions defined by" each service (2026-11); batches of SQS ask for the action
on one message, transactions of DynamoDB for the actions that they are made of.
"""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.study.graph import FUNCTION
from hauberk.study.invoked import MACHINE

BUCKET = "AWS::S3::Bucket"
_PUT_ITEM = ("dynamodb:putitem", "dynamodb:updateitem", "dynamodb:batchwriteitem", "dynamodb:partiqlinsert")
_GET_ITEM = ("dynamodb:getitem", "dynamodb:query", "dynamodb:scan", "dynamodb:batchgetitem", "dynamodb:partiqlselect")


class Store(NamedTuple):
    """A type of resource: what to call it, what puts something in, and what takes something out."""

    word: str
    sending: tuple[str, ...]
    reading: tuple[str, ...] = ()


_TABLE = Store("table", (*_PUT_ITEM, "dynamodb:partiqlupdate"), _GET_ITEM)
STORES: Mapping[str, Store] = {
    FUNCTION: Store("function", ("lambda:invokefunction", "lambda:invokeasync")),
    MACHINE: Store("state machine", ("states:startexecution", "states:startsyncexecution")),
    BUCKET: Store("bucket", ("s3:putobject",), ("s3:getobject",)),
    "AWS::DynamoDB::GlobalTable": _TABLE,
    "AWS::DynamoDB::Table": _TABLE,
    "AWS::Events::EventBus": Store("event bus", ("events:putevents",)),
    "AWS::Kinesis::Stream": Store("stream", ("kinesis:putrecord", "kinesis:putrecords"), ("kinesis:getrecords",)),
    "AWS::KinesisFirehose::DeliveryStream": Store("delivery stream", ("firehose:putrecord", "firehose:putrecordbatch")),
    "AWS::SNS::Topic": Store("topic", ("sns:publish",)),
    "AWS::SQS::Queue": Store("queue", ("sqs:sendmessage",), ("sqs:receivemessage",)),
}
SENDING: Mapping[str, tuple[str, ...]] = {type_: store.sending for type_, store in STORES.items()}
READING: Mapping[str, tuple[str, ...]] = {type_: store.reading for type_, store in STORES.items() if store.reading}
