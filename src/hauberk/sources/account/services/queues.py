"""SQS: queues with their attributes, and their policies.

Operations and members from the Amazon SQS API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import Form, policy_of, told
from hauberk.sources.account.services.shaping import document, inner, only, text, texts

QUEUE = "AWS::SQS::Queue"
POLICY = Form("AWS::SQS::QueuePolicy", "Queues", many=True)
_GONE = frozenset(("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"))
_PLAIN = (
    "ContentBasedDeduplication",
    "DelaySeconds",
    "FifoQueue",
    "KmsDataKeyReusePeriodSeconds",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds",
    "SqsManagedSseEnabled",
    "VisibilityTimeout",
)
_JSON = ("RedriveAllowPolicy", "RedrivePolicy")
_ALL = (*_PLAIN, *_JSON, "KmsMasterKeyId")


def _arguments(url: str) -> Mapping[str, Any]:
    return {"QueueUrl": url, "AttributeNames": ("All",)}


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return map(_arguments, texts(answers.data("sqs", "ListQueues"), "QueueUrls"))


READS = (
    Read("sqs", "ListQueues", (QUEUE,)),
    Read(
        "sqs",
        "GetQueueAttributes",
        (*(f"{QUEUE}.{name}" for name in _ALL), POLICY.type),
        each=_each,
        after=("sqs:ListQueues",),
        absent=_GONE,
        leads={f"{QUEUE}.RedrivePolicy": (QUEUE,)},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The queues, each followed by its policy."""
    managed = managed_keys(answers)
    for url in texts(answers.data("sqs", "ListQueues"), "QueueUrls"):
        answer = answers.of("sqs", "GetQueueAttributes", **_arguments(url))
        if isinstance(answer, Missing):
            continue
        name = url.rpartition("/")[2]
        said = inner(answers.data("sqs", "GetQueueAttributes", **_arguments(url)), "Attributes")
        arn = text(said, "QueueArn") or f"arn:{place.partition}:sqs:{place.region}:{place.account}:{name}"
        properties = {"QueueName": name, **told(answer, _ALL, lambda content: _attributes(content, managed))}
        queue = Made(QUEUE, arn, name, properties, returns={"": url, "Arn": arn, "QueueName": name})
        yield queue
        yield from policy_of(queue, answer, said.get("Policy"), POLICY)


def _attributes(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    said = inner(content, "Attributes")
    policies = {name: document(value) for name, value in only(said, *_JSON).items()}
    return {**only(said, *_PLAIN), **policies, "KmsMasterKeyId": managed.named(said.get("KmsMasterKeyId"))}
