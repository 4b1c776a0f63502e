"""RDS, EFS and AppSync: what functions keep data in, and ask for it."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_TOLD = {
    "Tags": "TagList",
    "EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled",
    "EnableCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
}
"""What parameters of databases are called when they are told."""


def _instance(making: Making) -> None:
    """Groups of a VPC are called by other names in the API."""
    properties = making.properties
    groups = properties.pop("VPCSecurityGroups", None)
    if groups:
        properties["VpcSecurityGroupIds"] = groups
    properties.setdefault("DBInstanceIdentifier", making.made_up_name("${stack}-${id}"))


def _cluster(making: Making) -> None:
    making.properties.setdefault("DBClusterIdentifier", making.made_up_name("${stack}-${id}"))


def _token(making: Making) -> None:
    making.properties["CreationToken"] = making.id
    tags = making.properties.pop("FileSystemTags", None) or making.properties.pop("AccessPointTags", None)
    if tags:
        making.properties["Tags"] = tags


def _client_token(making: Making) -> None:
    making.properties["ClientToken"] = making.id
    tags = making.properties.pop("AccessPointTags", None)
    if tags:
        making.properties["Tags"] = tags


def _file_system_policy(making: Making) -> None:
    policy = making.properties.get("FileSystemPolicy")
    if policy:
        making.tried("FileSystemPolicy", "put_file_system_policy", FileSystemId=making.ref, Policy=text(policy))


def _schema(making: Making) -> None:
    making.ref = making.made_up_name()
    definition = making.properties.get("Definition")
    if definition:
        making.call("start_schema_creation", apiId=making.properties["ApiId"], definition=str(definition).encode())


RECIPES = {
    "AWS::RDS::DBInstance": Recipe(
        "rds",
        Step("create_db_instance"),
        "${.DBInstance.DBInstanceIdentifier}",
        "${.DBInstance.DBInstanceArn}",
        attributes={
            "DBInstanceArn": "${Arn}",
            "Endpoint.Address": "${.DBInstance.Endpoint.Address}",
            "Endpoint.Port": "${.DBInstance.Endpoint.Port}",
        },
        before=(_instance,),
        reads=(
            Read(
                "describe_db_instances",
                {"DBInstanceIdentifier": "${Ref}"},
                "DBInstances.0",
                {"MasterUserPassword": "", "VpcSecurityGroupIds": "", "DBSubnetGroupName": "", **_TOLD},
            ),
        ),
        dispensable=("DBSubnetGroupName", "VpcSecurityGroupIds"),
    ),
    "AWS::RDS::DBCluster": Recipe(
        "rds",
        Step("create_db_cluster"),
        "${.DBCluster.DBClusterIdentifier}",
        "${.DBCluster.DBClusterArn}",
        attributes={
            "DBClusterArn": "${Arn}",
            "Endpoint.Address": "${.DBCluster.Endpoint}",
            "ReadEndpoint.Address": "${.DBCluster.ReaderEndpoint}",
            "Endpoint.Port": "${.DBCluster.Port}",
        },
        before=(_cluster,),
        reads=(
            Read(
                "describe_db_clusters",
                {"DBClusterIdentifier": "${Ref}"},
                "DBClusters.0",
                {"MasterUserPassword": "", "VpcSecurityGroupIds": "", "DBSubnetGroupName": "", **_TOLD},
            ),
        ),
        dispensable=("DBSubnetGroupName", "VpcSecurityGroupIds"),
    ),
    "AWS::RDS::DBSubnetGroup": Recipe(
        "rds", Step("create_db_subnet_group"), "${.DBSubnetGroup.DBSubnetGroupName}", named="DBSubnetGroupName"
    ),
    "AWS::RDS::DBProxy": Recipe(
        "rds",
        Step("create_db_proxy"),
        "${.DBProxy.DBProxyName}",
        "${.DBProxy.DBProxyArn}",
        attributes={"Endpoint": "${.DBProxy.Endpoint}", "DBProxyArn": "${Arn}"},
        reads=(Read("describe_db_proxies", {"DBProxyName": "${Ref}"}, "DBProxies.0", {"Tags": ""}),),
    ),
    "AWS::EFS::FileSystem": Recipe(
        "efs",
        Step("create_file_system"),
        "${.FileSystemId}",
        "${.FileSystemArn}",
        attributes={"FileSystemId": "${Ref}"},
        before=(_token,),
        after=(_file_system_policy,),
        apart=frozenset(("FileSystemPolicy", "LifecyclePolicies", "BackupPolicy")),
        reads=(Read("describe_file_systems", {"FileSystemId": "${Ref}"}, "FileSystems.0"),),
        ignored=frozenset(("BypassPolicyLockoutSafetyCheck",)),
    ),
    "AWS::EFS::AccessPoint": Recipe(
        "efs",
        Step("create_access_point"),
        "${.AccessPointId}",
        "${.AccessPointArn}",
        attributes={"AccessPointId": "${Ref}"},
        before=(_client_token,),
        reads=(Read("describe_access_points", {"AccessPointId": "${Ref}"}, "AccessPoints.0"),),
    ),
    "AWS::EFS::MountTarget": Recipe(
        "efs",
        Step("create_mount_target"),
        "${.MountTargetId}",
        reads=(Read("describe_mount_targets", {"MountTargetId": "${Ref}"}, "MountTargets.0", {"SecurityGroups": ""}),),
    ),
    "AWS::AppSync::GraphQLApi": Recipe(
        "appsync",
        Step("create_graphql_api"),
        "${.graphqlApi.arn}",
        "${.graphqlApi.arn}",
        named="Name",
        attributes={"ApiId": "${.graphqlApi.apiId}", "GraphQLUrl": "${.graphqlApi.uris.GRAPHQL}"},
        reads=(Read("get_graphql_api", {"apiId": "${.graphqlApi.apiId}"}, "graphqlApi"),),
    ),
    "AWS::AppSync::GraphQLSchema": Recipe("appsync", _schema, "${Ref}"),
    "AWS::AppSync::ApiKey": Recipe(
        "appsync", Step("create_api_key"), "${.apiKey.id}", attributes={"ApiKey": "${.apiKey.id}"}
    ),
    "AWS::AppSync::DataSource": Recipe(
        "appsync", Step("create_data_source"), "${.dataSource.dataSourceArn}", attributes={"Name": "${Name}"}
    ),
    "AWS::AppSync::FunctionConfiguration": Recipe(
        "appsync",
        Step("create_function"),
        "${.functionConfiguration.functionArn}",
        attributes={"FunctionId": "${.functionConfiguration.functionId}"},
    ),
    "AWS::AppSync::Resolver": Recipe("appsync", Step("create_resolver"), "${.resolver.resolverArn}"),
}
