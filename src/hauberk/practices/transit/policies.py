"""Whether buckets, queues and topics insist on TLS."""

from hauberk.model.policies import ResourceStatement
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed
from hauberk.model.values import Known
from hauberk.model.verdict import LOW, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study

POLICY_OF = {
    "AWS::S3::Bucket": ("AWS::S3::BucketPolicy",),
    "AWS::SNS::Topic": ("AWS::SNS::TopicInlinePolicy", "AWS::SNS::TopicPolicy"),
    "AWS::SQS::Queue": ("AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy"),
}


class Addressed(Subject):
    """A bucket, topic or queue, which also answers without TLS."""

    TYPES = tuple(POLICY_OF)
    __slots__ = ()


@control("data-store-without-tls", practice=7, severity=LOW, subject=Addressed)
def data_store_without_tls(store: Addressed, study: Study) -> Verdict:
    """A bucket, queue or topic answers without TLS.

    S3, SQS and SNS also take requests over plain http, unless a policy denies what doesn't come over TLS.

    Attack: a client with a wrong address in its configuration sends data in plain text for months, and nothing fails.

    Safe when: every client is an AWS SDK; those use TLS unless told otherwise.

    Fix: add a statement that denies everything where aws:SecureTransport is false.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5
    """
    doubt = None
    for policy in study.users(store, *POLICY_OF[store.resource.type]):
        for statement in _statements(policy, store):
            if statement.undecided is not None:
                doubt = statement.undecided
            elif statement.effect == Known("Deny") and _about_transport(statement):
                return satisfied()
    if doubt is not None:
        return unknown(doubt)
    return violated(store.says("it also answers requests that come unencrypted"))


def _statements(policy: Resource, asking: Subject) -> list[ResourceStatement]:
    seen = (seed.see(asking.world) for seed in ResourceStatement.of(policy))
    return [statement for statement in seen if isinstance(statement, ResourceStatement)]


def _about_transport(statement: ResourceStatement) -> bool:
    return any(
        key in ("aws:securetransport", "s3:tlsversion", "aws:tlsversion")
        for _, key, value in statement.conditions
        if list(listed(value))
    )


CONTROLS = (data_store_without_tls,)
