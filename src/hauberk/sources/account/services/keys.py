"""KMS: keys with their policies and rotation, aliases, and which keys are AWS's own.

Operations and members from the AWS KMS API Reference, properties from the CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import document, given, inner, listed, only, text

KEY, REPLICA = "AWS::KMS::Key", "AWS::KMS::ReplicaKey"
ALIASES = "kms:ListAliases"
_KEYS = "kms:ListKeys"
_GONE = frozenset(("NotFoundException",))
_OF_AWS = "alias/aws/"
_NAMING = (
    "AWS::AmazonMQ::Broker.EncryptionOptions",
    "AWS::DocDB::DBCluster.KmsKeyId",
    "AWS::DynamoDB::Table.SSESpecification",
    "AWS::ECR::Repository.EncryptionConfiguration",
    "AWS::EFS::FileSystem.KmsKeyId",
    "AWS::ElastiCache::ReplicationGroup.KmsKeyId",
    "AWS::Kinesis::Stream.StreamEncryption",
    "AWS::KinesisFirehose::DeliveryStream.DeliveryStreamEncryptionConfigurationInput",
    "AWS::Lambda::Function.KmsKeyArn",
    "AWS::Logs::LogGroup.KmsKeyId",
    "AWS::MSK::Cluster.EncryptionInfo",
    "AWS::Neptune::DBCluster.KmsKeyId",
    "AWS::OpenSearchService::Domain.EncryptionAtRestOptions",
    "AWS::RDS::DBCluster.KmsKeyId",
    "AWS::RDS::DBInstance.KmsKeyId",
    "AWS::Redshift::Cluster.KmsKeyId",
    "AWS::S3::Bucket.BucketEncryption",
    "AWS::SNS::Topic.KmsMasterKeyId",
    "AWS::SQS::Queue.KmsMasterKeyId",
    "AWS::SecretsManager::Secret.KmsKeyId",
)
"""Properties that name a key by its ARN where nobody chose one: only the aliases tell that it is AWS's."""


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The keys that aren't AWS's own: nobody can change anything about those."""
    own = managed_keys(answers).aliases
    keys = (text(one, "KeyId") for one in listed(answers.data("kms", "ListKeys"), "Keys"))
    return ({"KeyId": key} for key in keys if key and key not in own)


def _each_rotating(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The keys that KMS can rotate ("Rotate AWS KMS keys", KMS developer guide, 2026-11)."""
    for arguments in _each(answers):
        told_of = _metadata(answers, arguments["KeyId"])
        if _is_ours(told_of) and told_of.get("KeySpec") == "SYMMETRIC_DEFAULT" and told_of.get("Origin") == "AWS_KMS":
            yield arguments


READS = (
    Read("kms", "ListAliases", ("AWS::KMS::Alias", *_NAMING)),
    Read("kms", "ListKeys", (KEY, REPLICA), after=(ALIASES,)),
    Read("kms", "DescribeKey", (KEY, REPLICA), each=_each, after=(_KEYS,), absent=_GONE),
    Read(
        "kms",
        "GetKeyPolicy",
        (f"{KEY}.KeyPolicy", f"{REPLICA}.KeyPolicy"),
        each=lambda answers: ({**arguments, "PolicyName": "default"} for arguments in _each(answers)),
        after=(_KEYS,),
        absent=_GONE,
    ),
    Read(
        "kms",
        "GetKeyRotationStatus",
        (f"{KEY}.EnableKeyRotation",),
        each=_each_rotating,
        after=("kms:DescribeKey",),
        absent=_GONE,
    ),
)


class ManagedKeys(NamedTuple):
    """The aliases of AWS's own keys by the ids of these, or why they aren't known."""

    aliases: Mapping[str, str]
    unread: Unread | None = None

    def named(self, key: Any) -> Any:
        """A key as a template would name it: AWS's own by their aliases, others as they are."""
        if not isinstance(key, str) or not key or key.startswith("alias/") or ":alias/" in key:
            return key
        return self.unread or self.aliases.get(key.rpartition("/")[2], key)


def managed_keys(answers: Answers) -> ManagedKeys:
    """Which keys of a region are AWS's own."""
    match answers.of("kms", "ListAliases"):
        case Data(content):
            found = listed(content, "Aliases")
            of_aws = [one for one in found if text(one, "AliasName").startswith(_OF_AWS)]
            return ManagedKeys({text(one, "TargetKeyId"): text(one, "AliasName") for one in of_aws})
        case Unread() as unread:
            return ManagedKeys({}, unread)
    return ManagedKeys({})


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The account's own keys, each with its policy, and the aliases. A key that is about to be deleted is left out:
    it protects nothing any more, and nothing about it can be changed."""
    managed = managed_keys(answers)
    for one in listed(answers.data("kms", "ListKeys"), "Keys"):
        key, arn = text(one, "KeyId"), text(one, "KeyArn")
        if not key or not arn or key in managed.aliases:
            continue
        match answers.of("kms", "DescribeKey", KeyId=key):
            case Data(content):
                metadata = inner(content, "KeyMetadata")
                if _is_ours(metadata) and "Deletion" not in text(metadata, "KeyState"):
                    yield _key(key, arn, metadata, answers)
            case Unread() as unread:
                yield Made(KEY, arn, key, {}, returns={"": key, "Arn": arn, "KeyId": key}, unread=unread)
    for one in listed(answers.data("kms", "ListAliases"), "Aliases"):
        alias, arn, target = text(one, "AliasName"), text(one, "AliasArn"), text(one, "TargetKeyId")
        if alias and arn and not alias.startswith(_OF_AWS):
            properties = given({"AliasName": alias, "TargetKeyId": target})
            yield Made("AWS::KMS::Alias", arn, alias.removeprefix("alias/"), properties, returns={"": alias})


def _metadata(answers: Answers, key: str) -> Mapping[str, Any]:
    return inner(answers.data("kms", "DescribeKey", KeyId=key), "KeyMetadata")


def _is_ours(metadata: Mapping[str, Any]) -> bool:
    return metadata.get("KeyManager") != "AWS"


def _key(key: str, arn: str, metadata: Mapping[str, Any], answers: Answers) -> Made:
    properties: dict[str, Any] = only(
        metadata, "Description", "Enabled", "KeySpec", "KeyUsage", "MultiRegion", "Origin"
    )
    rotation = answers.of("kms", "GetKeyRotationStatus", KeyId=key)
    if metadata.get("KeySpec") == "SYMMETRIC_DEFAULT" and metadata.get("Origin") == "AWS_KMS":
        properties |= told(
            rotation,
            ("EnableKeyRotation",),
            lambda content: {"EnableKeyRotation": content.get("KeyRotationEnabled")},
        )
    policy = answers.of("kms", "GetKeyPolicy", KeyId=key, PolicyName="default")
    properties |= told(policy, ("KeyPolicy",), lambda content: {"KeyPolicy": document(content.get("Policy"))})
    multi = inner(metadata, "MultiRegionConfiguration")
    replica = text(multi, "MultiRegionKeyType") == "REPLICA"
    if replica:
        properties["PrimaryKeyArn"] = text(multi, "PrimaryKey", "Arn")
    returns = {"": key, "Arn": arn, "KeyId": key}
    return Made(REPLICA if replica else KEY, arn, key, properties, returns=returns, account=only(metadata, "KeyState"))
