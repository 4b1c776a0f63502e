"""Whether what an application keeps is encrypted at rest."""

from typing import NamedTuple

from hauberk.model.subject import Subject, as_flag, as_text
from hauberk.model.values import Absent, Known, Plain
from hauberk.model.verdict import MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, plain
from hauberk.practices.control import control
from hauberk.study.study import Study


class Setting(NamedTuple):
    """What says that a store is encrypted: a property, what AWS does without it, and what counts as encrypted.

    ``encrypted`` is ``None`` where anything that is given counts. ``any_time`` says that the property can be set
    without making the store anew ("Update requires: No interruption").
    """

    path: str
    default: Plain
    encrypted: Plain
    any_time: bool = False


STORES: dict[str, Setting] = {
    "AWS::DAX::Cluster": Setting("SSESpecification.SSEEnabled", False, True),
    "AWS::DocDB::DBCluster": Setting("StorageEncrypted", False, True),
    "AWS::EC2::Volume": Setting("Encrypted", False, True),
    "AWS::EFS::FileSystem": Setting("Encrypted", False, True),
    "AWS::ElastiCache::ReplicationGroup": Setting("AtRestEncryptionEnabled", False, True),
    "AWS::Elasticsearch::Domain": Setting("EncryptionAtRestOptions.Enabled", False, True),
    "AWS::Kinesis::Stream": Setting("StreamEncryption", None, None, any_time=True),
    "AWS::KinesisFirehose::DeliveryStream": Setting(
        "DeliveryStreamEncryptionConfigurationInput", None, None, any_time=True
    ),
    "AWS::Neptune::DBCluster": Setting("StorageEncrypted", False, True),
    "AWS::OpenSearchService::Domain": Setting("EncryptionAtRestOptions.Enabled", False, True),
    "AWS::RDS::DBCluster": Setting("StorageEncrypted", False, True),
    "AWS::RDS::DBInstance": Setting("StorageEncrypted", False, True),
    "AWS::Redshift::Cluster": Setting("Encrypted", False, True),
    "AWS::SNS::Topic": Setting("KmsMasterKeyId", None, None, any_time=True),
    "AWS::SQS::Queue": Setting("SqsManagedSseEnabled", True, True, any_time=True),
}
"""Stores that are unencrypted unless a property says otherwise, or can be switched to that (CloudFormation Template
Reference, 2026-11). DynamoDB, S3 and CloudWatch Logs always encrypt."""
_OF_CLUSTER = "DBClusterIdentifier"


class Store(Subject):
    """A queue, topic, stream, file system, cache, database or disk."""

    TYPES = tuple(STORES)
    __slots__ = ()


def keeps_nothing(store: Subject) -> bool:
    """Whether a delivery stream reads another stream, which keeps the data until it is delivered ("Data protection in
    Amazon Data Firehose", 2026-11)."""
    return store.at("DeliveryStreamType") in (Known("KinesisStreamAsSource"), Known("MSKAsSource"))


@control("data-store-unencrypted", practice=2, severity=MEDIUM, subject=Store)
def data_store_unencrypted(store: Store, study: Study) -> Verdict:
    """Data is kept unencrypted.

    Without encryption at rest, a snapshot, a disk that is replaced or a copy of the storage can be read by whoever gets
    it, without any key.

    Attack: a snapshot is shared with the wrong account, and its data is there to read.

    Safe when: what is kept is public.

    Fix: switch the encryption on; most databases have to be made anew for that, so do it before they hold data.

    References:
    - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_rest_encrypt.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3
    - https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1
    """
    setting = STORES[store.resource.type]
    if store.resource.type == "AWS::RDS::DBInstance" and not isinstance(store.at(_OF_CLUSTER), Absent):
        return not_applicable("its cluster says so")
    if store.resource.type == "AWS::SQS::Queue" and must_be_given(store.at("KmsMasterKeyId"), "").primary is None:
        return satisfied()
    if keeps_nothing(store):
        return not_applicable("it reads a stream, and keeps nothing itself")
    verdict = _judged(store, setting)
    if verdict.state is State.VIOLATED and setting.any_time:
        return verdict._replace(help=f"set {setting.path}, which can be done at any time.")
    return verdict


def _judged(store: Store, setting: Setting) -> Verdict:
    value = store.at(setting.path, setting.default)
    says = "encryption at rest isn't switched on"
    if setting.encrypted is None:
        return must_be_given(value, says)
    value = as_flag(value) if isinstance(setting.encrypted, bool) else as_text(value)
    known, scalar = plain(value)
    if not known:
        return unknown(value)
    return satisfied() if scalar == setting.encrypted else violated(value.says(says))


CONTROLS = (data_store_unencrypted,)
