"""Redshift: clusters with their logs and settings, and what is serverless.

Operations and members from the API references of Amazon Redshift and Amazon Redshift Serverless, properties from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import managed_keys
from hauberk.sources.account.services.parts import told
from hauberk.sources.account.services.shaping import given, listed, only, pick, text, texts

CLUSTER, GROUP = "AWS::Redshift::Cluster", "AWS::Redshift::ClusterParameterGroup"
WORKGROUP = "AWS::RedshiftServerless::Workgroup"


def _each_cluster(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("redshift", "DescribeClusters"), "Clusters")
    return ({"ClusterIdentifier": name} for one in found if (name := text(one, "ClusterIdentifier")))


def _each_group(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("redshift", "DescribeClusterParameterGroups"), "ParameterGroups"):
        name = text(one, "ParameterGroupName")
        if name and not name.startswith("default."):
            yield {"ParameterGroupName": name, "Source": "user"}


READS = (
    Read(
        "redshift",
        "DescribeClusters",
        (CLUSTER,),
        conceals=("Clusters[].PendingModifiedValues.MasterUserPassword",),
    ),
    Read(
        "redshift",
        "DescribeLoggingStatus",
        (f"{CLUSTER}.LoggingProperties",),
        each=_each_cluster,
        after=("redshift:DescribeClusters",),
        absent=frozenset(("ClusterNotFound",)),
    ),
    Read("redshift", "DescribeClusterParameterGroups", (GROUP,)),
    Read(
        "redshift",
        "DescribeClusterParameters",
        (f"{GROUP}.Parameters",),
        each=_each_group,
        after=("redshift:DescribeClusterParameterGroups",),
        absent=frozenset(("ClusterParameterGroupNotFound",)),
    ),
    Read("redshift-serverless", "ListWorkgroups", (WORKGROUP,)),
)
_PLAIN = (
    "AllowVersionUpgrade",
    "AutomatedSnapshotRetentionPeriod",
    "ClusterIdentifier",
    "Encrypted",
    "MasterPasswordSecretKmsKeyId",
    "PubliclyAccessible",
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The clusters, the groups of parameters and the workgroups."""
    managed = managed_keys(answers)
    start = f"arn:{place.partition}:redshift:{place.region}:{place.account}"
    for one in listed(answers.data("redshift", "DescribeClusters"), "Clusters"):
        name = text(one, "ClusterIdentifier")
        logging = answers.of("redshift", "DescribeLoggingStatus", ClusterIdentifier=name)
        if not name or isinstance(logging, Missing):
            continue
        groups = [id_ for each in listed(one, "VpcSecurityGroups") if (id_ := text(each, "VpcSecurityGroupId"))]
        properties = {
            **only(one, *_PLAIN),
            **given({"KmsKeyId": managed.named(one.get("KmsKeyId")), "VpcSecurityGroupIds": groups}),
            **told(logging, ("LoggingProperties",), _logging),
        }
        address = text(one, "Endpoint", "Address")
        returns = {"": name, "Id": name, **given({"Endpoint.Address": address})}
        yield Made(CLUSTER, f"{start}:cluster:{name}", name, properties, returns=returns)
    for arguments in _each_group(answers):
        name = arguments["ParameterGroupName"]
        answer = answers.of("redshift", "DescribeClusterParameters", **arguments)
        if not isinstance(answer, Missing):
            own = {"ParameterGroupName": name, **told(answer, ("Parameters",), _parameters)}
            yield Made(GROUP, f"{start}:parametergroup:{name}", name, own, returns={"": name})
    for one in listed(answers.data("redshift-serverless", "ListWorkgroups"), "workgroups"):
        if arn := text(one, "workgroupArn"):
            name = text(one, "workgroupName")
            own = {**pick(one, WorkgroupName="workgroupName", PubliclyAccessible="publiclyAccessible")}
            own |= given({"SecurityGroupIds": texts(one, "securityGroupIds"), "SubnetIds": texts(one, "subnetIds")})
            yield Made(WORKGROUP, arn, name, own, returns={"": name, "Workgroup.WorkgroupArn": arn})


def _logging(content: Mapping[str, Any]) -> Mapping[str, Any]:
    if content.get("LoggingEnabled") is not True:
        return {}
    return {
        "LoggingProperties": {
            "LogDestinationType": text(content, "LogDestinationType") or "s3",
            **only(content, "BucketName", "LogExports", "S3KeyPrefix"),
        }
    }


def _parameters(content: Mapping[str, Any]) -> Mapping[str, Any]:
    found = [only(one, "ParameterName", "ParameterValue") for one in listed(content, "Parameters")]
    return {"Parameters": [one for one in found if len(one) == 2]}
