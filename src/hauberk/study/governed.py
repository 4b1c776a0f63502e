"""What a statement of a resource's policy is about, in a word.

Properties from the CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hauberk.model.policies import Statement
from hauberk.model.subject import listed
from hauberk.model.values import Absent, Known, Value
from hauberk.study.study import Study


class Beside(NamedTuple):
    """A type whose resources are policies of others: the property that names these, what each of them is, and what is
    meant where it names none."""

    names: str
    kind: str
    default: str = ""


_BESIDE: Mapping[str, Beside] = {
    "AWS::APS::ResourcePolicy": Beside("WorkspaceArn", "workspace"),
    "AWS::CloudTrail::ResourcePolicy": Beside("ResourceArn", "trail"),
    "AWS::EventSchemas::RegistryPolicy": Beside("RegistryName", "registry"),
    "AWS::Events::EventBusPolicy": Beside("EventBusName", "event bus", "default"),
    "AWS::Kinesis::ResourcePolicy": Beside("ResourceArn", "stream"),
    "AWS::MSK::ClusterPolicy": Beside("ClusterArn", "cluster"),
    "AWS::S3::BucketPolicy": Beside("Bucket", "bucket"),
    "AWS::S3::MultiRegionAccessPointPolicy": Beside("MrapName", "access point"),
    "AWS::S3Express::BucketPolicy": Beside("Bucket", "bucket"),
    "AWS::S3ObjectLambda::AccessPointPolicy": Beside("ObjectLambdaAccessPoint", "access point"),
    "AWS::S3Outposts::BucketPolicy": Beside("Bucket", "bucket"),
    "AWS::S3Tables::TableBucketPolicy": Beside("TableBucketARN", "table bucket"),
    "AWS::S3Tables::TablePolicy": Beside("TableARN", "table"),
    "AWS::SNS::TopicInlinePolicy": Beside("TopicArn", "topic"),
    "AWS::SNS::TopicPolicy": Beside("Topics", "topic"),
    "AWS::SQS::QueueInlinePolicy": Beside("Queue", "queue"),
    "AWS::SQS::QueuePolicy": Beside("Queues", "queue"),
    "AWS::SecretsManager::ResourcePolicy": Beside("SecretId", "secret"),
}


def governed(statement: Statement, study: Study) -> str:
    """The resource that a statement names; else those whose policy it stands in: what holds the policy itself, or what
    a policy that is a resource of its own says that it is of.

    These are words alone: where what is named hangs on a condition, the policy's own name does, and no world is split.
    """
    study = study.telling
    named = next(filter(None, map(study.named, listed(statement.resources))), None)
    if named is not None and named.type not in _BESIDE:
        return named.name
    own = statement.resource
    beside = _BESIDE.get(own.type)
    names = tuple(dict.fromkeys(_owners(statement, beside, study))) if beside else ()
    match names:
        case ():
            return own.name
        case (only,):
            return only
        case (first, second):
            return f"{first} and {second}"
    return f"{names[0]} and {len(names) - 1} others"


def _owners(statement: Statement, beside: Beside, study: Study) -> Iterator[str]:
    written = statement.resource.properties.value(beside.names)
    if isinstance(written, Absent) and beside.default:
        yield f"the {beside.kind} {beside.default}"
    for value in listed(written):
        if name := _name(value, beside.kind, study):
            yield name


def _name(value: Value, kind: str, study: Study) -> str:
    """What a value names: a resource, or by a name, an ARN or an address what isn't here; nothing where that isn't
    known."""
    resource = study.named(value)
    if resource is not None:
        return resource.name
    if isinstance(value, Known) and isinstance(value.value, str):
        return f"the {kind} {value.value.rpartition('/')[2].rpartition(':')[2]}"
    return ""
