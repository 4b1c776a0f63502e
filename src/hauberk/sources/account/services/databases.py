"""RDS, and DocumentDB and Neptune, of which the same API tells: clusters, instances, their settings, and proxies.

Operations and members from the Amazon RDS API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import given, listed, only, pick, text

_CLUSTERS = {"docdb": "AWS::DocDB::DBCluster", "neptune": "AWS::Neptune::DBCluster"}
_INSTANCES = {"docdb": "AWS::DocDB::DBInstance", "neptune": "AWS::Neptune::DBInstance"}
CLUSTER, INSTANCE, PROXY = "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::RDS::DBProxy"
GROUP, CLUSTER_GROUP = "AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"
_CLUSTER_GROUPS = {"docdb": "AWS::DocDB::DBClusterParameterGroup", "neptune": "AWS::Neptune::DBClusterParameterGroup"}
_GONE = frozenset(("DBParameterGroupNotFound", "DBParameterGroupNotFoundFault"))
_BY_USER = "user"
"""The parameters that somebody set; all others have the engine's default, as in a template that leaves them out."""


class _Kind:
    """One of the two kinds of groups of parameters: for instances, and for clusters."""

    def __init__(self, kind: str) -> None:
        self.many, self.one = f"Describe{kind}ParameterGroups", f"Describe{kind}Parameters"
        self.list, self.name, self.arn = (
            f"{kind}ParameterGroups",
            f"{kind}ParameterGroupName",
            f"{kind}ParameterGroupArn",
        )

    def groups(self, answers: Answers) -> Iterator[Mapping[str, Any]]:
        """Those that somebody made. Nobody can set anything in a default one."""
        for group in listed(answers.data("rds", self.many), self.list):
            name = text(group, self.name)
            if name and not name.startswith("default."):
                yield group

    def arguments(self, group: Mapping[str, Any]) -> dict[str, Any]:
        return {self.name: text(group, self.name), "Source": _BY_USER}

    def each(self, answers: Answers) -> Iterable[Mapping[str, Any]]:
        return (self.arguments(group) for group in self.groups(answers))


_OF_INSTANCES, _OF_CLUSTERS = _Kind("DB"), _Kind("DBCluster")
READS = (
    Read(
        "rds",
        "DescribeDBClusters",
        (CLUSTER, *_CLUSTERS.values()),
        conceals=("DBClusters[].PendingModifiedValues.MasterUserPassword",),
    ),
    Read(
        "rds",
        "DescribeDBInstances",
        (INSTANCE, *_INSTANCES.values()),
        conceals=("DBInstances[].PendingModifiedValues.MasterUserPassword",),
    ),
    Read("rds", _OF_INSTANCES.many, (GROUP,)),
    Read(
        "rds",
        _OF_INSTANCES.one,
        (f"{GROUP}.Parameters",),
        each=_OF_INSTANCES.each,
        after=(f"rds:{_OF_INSTANCES.many}",),
        absent=_GONE,
    ),
    Read("rds", _OF_CLUSTERS.many, (CLUSTER_GROUP, *_CLUSTER_GROUPS.values())),
    Read(
        "rds",
        _OF_CLUSTERS.one,
        tuple(f"{type_}.Parameters" for type_ in (CLUSTER_GROUP, *_CLUSTER_GROUPS.values())),
        each=_OF_CLUSTERS.each,
        after=(f"rds:{_OF_CLUSTERS.many}",),
        absent=_GONE,
    ),
    Read("rds", "DescribeDBProxies", (PROXY,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Clusters, instances, groups of parameters and proxies."""
    managed = managed_keys(answers)
    for one in listed(answers.data("rds", "DescribeDBClusters"), "DBClusters"):
        if arn := text(one, "DBClusterArn"):
            yield _cluster(one, arn, managed)
    for one in listed(answers.data("rds", "DescribeDBInstances"), "DBInstances"):
        if arn := text(one, "DBInstanceArn"):
            yield _instance(one, arn, managed, place)
    for kind, types, own in ((_OF_INSTANCES, {}, GROUP), (_OF_CLUSTERS, _CLUSTER_GROUPS, CLUSTER_GROUP)):
        for one in kind.groups(answers):
            answer = answers.of("rds", kind.one, **kind.arguments(one))
            if not isinstance(answer, Missing):
                name, family = text(one, kind.name), text(one, "DBParameterGroupFamily")
                type_ = next((type_ for start, type_ in types.items() if family.startswith(start)), own)
                properties = {"Family": family, "Name": name, **told(answer, ("Parameters",), _parameters)}
                yield Made(type_, text(one, kind.arn) or _arn(place, kind, name), name, properties, {"": name})
    for one in listed(answers.data("rds", "DescribeDBProxies"), "DBProxies"):
        if arn := text(one, "DBProxyArn"):
            name = text(one, "DBProxyName")
            properties = only(
                one,
                "DBProxyName",
                "EngineFamily",
                "RequireTLS",
                "RoleArn",
                "VpcSecurityGroupIds",
                "VpcSubnetIds",
                "Auth",
            )
            returns = {"": name, "DBProxyArn": arn, "Endpoint": text(one, "Endpoint")}
            yield Made(PROXY, arn, name, properties, returns=returns)


def _arn(place: Place, kind: _Kind, name: str) -> str:
    word = "pg" if kind is _OF_INSTANCES else "cluster-pg"
    return f"arn:{place.partition}:rds:{place.region}:{place.account}:{word}:{name}"


def _parameters(content: Mapping[str, Any]) -> Mapping[str, Any]:
    found = ((text(one, "ParameterName"), one.get("ParameterValue")) for one in listed(content, "Parameters"))
    return {"Parameters": {name: value for name, value in found if name and value is not None}}


_PLAIN = (
    "AutoMinorVersionUpgrade",
    "BackupRetentionPeriod",
    "DBClusterIdentifier",
    "DeletionProtection",
    "Engine",
    "EngineVersion",
    "StorageEncrypted",
)


def _common(one: Mapping[str, Any], managed: ManagedKeys) -> dict[str, Any]:
    """What clusters and instances have alike. A password that RDS keeps in Secrets Manager is told by that secret."""
    engine = text(one, "Engine").partition("-")[0]
    by_iam = "IamAuthEnabled" if engine == "neptune" else "EnableIAMDatabaseAuthentication"
    return {
        **only(one, *_PLAIN),
        **given({"KmsKeyId": managed.named(one.get("KmsKeyId"))}),
        **pick(one, **{by_iam: "IAMDatabaseAuthenticationEnabled"}),
        **pick(one, EnableCloudwatchLogsExports="EnabledCloudwatchLogsExports"),
        **({"ManageMasterUserPassword": True} if one.get("MasterUserSecret") else {}),
    }


def _cluster(one: Mapping[str, Any], arn: str, managed: ManagedKeys) -> Made:
    name = text(one, "DBClusterIdentifier")
    properties = {
        **_common(one, managed),
        **pick(one, DBClusterParameterGroupName="DBClusterParameterGroup", EnableHttpEndpoint="HttpEndpointEnabled"),
        **pick(one, SourceDBInstanceIdentifier="ReplicationSourceIdentifier"),
        **given({"VpcSecurityGroupIds": _groups(one)}),
    }
    if text(one, "Engine") in _CLUSTERS:
        properties.pop("SourceDBInstanceIdentifier", None)
    returns = {
        "": name,
        "DBClusterArn": arn,
        "Endpoint": text(one, "Endpoint"),
        "Endpoint.Address": text(one, "Endpoint"),
        "ReadEndpoint": text(one, "ReaderEndpoint"),
        "ReadEndpoint.Address": text(one, "ReaderEndpoint"),
    }
    return Made(_CLUSTERS.get(text(one, "Engine"), CLUSTER), arn, name, properties, returns=_said(returns))


def _instance(one: Mapping[str, Any], arn: str, managed: ManagedKeys, place: Place) -> Made:
    name, cluster = text(one, "DBInstanceIdentifier"), text(one, "DBClusterIdentifier")
    properties = {
        **_common(one, managed),
        **only(one, "DBInstanceClass", "DBInstanceIdentifier", "MultiAZ", "PubliclyAccessible"),
        **pick(one, SourceDBInstanceIdentifier="ReadReplicaSourceDBInstanceIdentifier"),
        **given({"VPCSecurityGroups": _groups(one)}),
    }
    parameters = next((text(group, "DBParameterGroupName") for group in listed(one, "DBParameterGroups")), "")
    if parameters and not parameters.startswith("default."):
        properties["DBParameterGroupName"] = parameters
    own = f"arn:{place.partition}:rds:{place.region}:{place.account}"
    links = {"DBClusterIdentifier": f"{own}:cluster:{cluster}#", "DBParameterGroupName": f"{own}:pg:{parameters}#"}
    returns = {"": name, "DBInstanceArn": arn, "Endpoint.Address": text(one, "Endpoint", "Address")}
    return Made(_INSTANCES.get(text(one, "Engine"), INSTANCE), arn, name, properties, _said(returns), links)


def _groups(one: Mapping[str, Any]) -> list[str]:
    """The ids of the security groups."""
    return [id_ for group in listed(one, "VpcSecurityGroups") if (id_ := text(group, "VpcSecurityGroupId"))]


def _said(returns: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in returns.items() if value}
