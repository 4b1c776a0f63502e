"""ElastiCache, MemoryDB and DAX: caches with their encryption and who may use them.

Operations and members from the API references of Amazon ElastiCache, Amazon MemoryDB and DynamoDB Accelerator,
properties from the CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.shaping import given, inner, listed, only, pick, text, texts

GROUP, CLUSTER = "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"
SERVERLESS, MEMORY, DAX = "AWS::ElastiCache::ServerlessCache", "AWS::MemoryDB::Cluster", "AWS::DAX::Cluster"
READS = (
    Read("elasticache", "DescribeReplicationGroups", (GROUP,)),
    Read("elasticache", "DescribeCacheClusters", (CLUSTER,)),
    Read("elasticache", "DescribeServerlessCaches", (SERVERLESS,)),
    Read("memorydb", "DescribeClusters", (MEMORY,)),
    Read("dax", "DescribeClusters", (DAX,)),
)
_HIDDEN = Unread("no-echo", "there is one, and AWS doesn't tell it")


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The caches. A node of a replication group is no resource of its own."""
    managed = managed_keys(answers)
    for one in listed(answers.data("elasticache", "DescribeReplicationGroups"), "ReplicationGroups"):
        if arn := text(one, "ARN"):
            yield _group(one, arn, managed)
    for one in listed(answers.data("elasticache", "DescribeCacheClusters"), "CacheClusters"):
        arn, name = text(one, "ARN"), text(one, "CacheClusterId")
        if arn and not one.get("ReplicationGroupId"):
            properties = only(one, "AutoMinorVersionUpgrade", "Engine", "TransitEncryptionEnabled")
            address = text(one, "ConfigurationEndpoint", "Address")
            yield _cache(CLUSTER, arn, name, properties, {"ConfigurationEndpoint.Address": address})
    for one in listed(answers.data("elasticache", "DescribeServerlessCaches"), "ServerlessCaches"):
        if arn := text(one, "ARN"):
            properties = only(one, "Engine", "KmsKeyId", "SecurityGroupIds", "ServerlessCacheName", "SubnetIds")
            address = text(one, "Endpoint", "Address")
            yield _cache(SERVERLESS, arn, text(one, "ServerlessCacheName"), properties, {"Endpoint.Address": address})
    for one in listed(answers.data("memorydb", "DescribeClusters"), "Clusters"):
        if arn := text(one, "ARN"):
            properties = only(one, "ACLName", "AutoMinorVersionUpgrade", "KmsKeyId", "TLSEnabled")
            address = text(one, "ClusterEndpoint", "Address")
            yield _cache(MEMORY, arn, text(one, "Name"), properties, {"ClusterEndpoint.Address": address})
    for one in listed(answers.data("dax", "DescribeClusters"), "Clusters"):
        if arn := text(one, "ClusterArn"):
            encrypted = text(one, "SSEDescription", "Status") in ("ENABLED", "ENABLING")
            properties = {
                **pick(one, ClusterEndpointEncryptionType="ClusterEndpointEncryptionType", IAMRoleARN="IamRoleArn"),
                "SSESpecification": {"SSEEnabled": encrypted},
            }
            address = text(inner(one, "ClusterDiscoveryEndpoint"), "URL")
            yield _cache(DAX, arn, text(one, "ClusterName"), properties, {"ClusterDiscoveryEndpointURL": address})


def _group(one: Mapping[str, Any], arn: str, managed: ManagedKeys) -> Made:
    properties = {
        **only(
            one,
            "AtRestEncryptionEnabled",
            "AutoMinorVersionUpgrade",
            "Engine",
            "TransitEncryptionEnabled",
            "TransitEncryptionMode",
        ),
        **given({"KmsKeyId": managed.named(one.get("KmsKeyId")), "UserGroupIds": texts(one, "UserGroupIds")}),
        **({"AuthToken": _HIDDEN} if one.get("AuthTokenEnabled") is True else {}),
    }
    primary = next((text(node, "PrimaryEndpoint", "Address") for node in listed(one, "NodeGroups")), "")
    addresses = {
        "PrimaryEndPoint.Address": primary,
        "ConfigurationEndPoint.Address": text(one, "ConfigurationEndpoint", "Address"),
    }
    return _cache(GROUP, arn, text(one, "ReplicationGroupId"), properties, addresses)


def _cache(type_: str, arn: str, name: str, properties: Mapping[str, Any], addresses: Mapping[str, str]) -> Made:
    said = {attribute: address for attribute, address in addresses.items() if address}
    return Made(type_, arn, name, properties, returns={"": name, "Arn": arn, **said})
