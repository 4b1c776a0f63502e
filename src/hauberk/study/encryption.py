"""Whose key protects what a resource keeps.

Where resources name their key: CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterator

from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Unknown, Value

KEYS: dict[str, str] = {
    "AWS::AmazonMQ::Broker": "EncryptionOptions.KmsKeyId",
    "AWS::DocDB::DBCluster": "KmsKeyId",
    "AWS::DynamoDB::Table": "SSESpecification.KMSMasterKeyId",
    "AWS::ECR::Repository": "EncryptionConfiguration.KmsKey",
    "AWS::EFS::FileSystem": "KmsKeyId",
    "AWS::ElastiCache::ReplicationGroup": "KmsKeyId",
    "AWS::Kinesis::Stream": "StreamEncryption.KeyId",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamEncryptionConfigurationInput.KeyARN",
    "AWS::MSK::Cluster": "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId",
    "AWS::Neptune::DBCluster": "KmsKeyId",
    "AWS::OpenSearchService::Domain": "EncryptionAtRestOptions.KmsKeyId",
    "AWS::RDS::DBCluster": "KmsKeyId",
    "AWS::RDS::DBInstance": "KmsKeyId",
    "AWS::Redshift::Cluster": "KmsKeyId",
    "AWS::S3::Bucket": "BucketEncryption.ServerSideEncryptionConfiguration",
    "AWS::SNS::Topic": "KmsMasterKeyId",
    "AWS::SQS::Queue": "KmsMasterKeyId",
    "AWS::SecretsManager::Secret": "KmsKeyId",
}
AWS_MANAGED = "alias/aws/"
_BUCKET = "AWS::S3::Bucket"


def keys_of(store: Subject) -> Iterator[Value]:
    """The keys that a store names; a bucket has one per rule."""
    path = KEYS.get(store.resource.type)
    if path is None:
        return
    value = store.at(path)
    if store.resource.type != _BUCKET or isinstance(value, Unknown):
        yield value
        return
    for rule in listed(value):
        default = named(rule).value("ServerSideEncryptionByDefault")
        yield named(default).value("KMSMasterKeyID") if not isinstance(default, Unknown) else default
