"""Databases, caches, search domains, warehouses and brokers: answers in their recorded shapes, and what controls say of
them beside the template that would have made the same.

The emulator makes none of these as AWS tells of them, so these controls are proven here alone: ``broker-without-tls``,
``cache-without-tls``, ``data-store-without-authentication``, ``database-proxy-without-tls``, ``database-without-tls``,
``engine-upgrades-off``, ``search-domain-without-tls``, ``weak-tls-policy`` of domains, and what
``data-store-unencrypted``, ``data-store-without-customer-key``, ``database-publicly-accessible``,
``database-without-backups``, ``database-without-log-exports``, ``function-outside-its-stores-vpc`` and
``public-resource-policy`` say of these types.
"""

import json

from hauberk.sources.account.services import brokers, caches, databases, searches, warehouses
from tests.sources.account.services.recorded import denied, line, made, of_account, of_template, recorded, told

ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
OWN = ARN.format("kms", "key/11111111-1111-1111-1111-111111111111")
OF_AWS = ARN.format("kms", "key/22222222-2222-2222-2222-222222222222")
ALIASES = line(
    "kms:ListAliases",
    {
        "Aliases": [
            {"AliasName": "alias/aws/rds", "TargetKeyId": "22222222-2222-2222-2222-222222222222"},
            {"AliasName": "alias/aws/dynamodb"},
        ]
    },
)
CONTROLS = (
    "broker-without-tls",
    "cache-without-tls",
    "data-store-unencrypted",
    "data-store-without-authentication",
    "data-store-without-customer-key",
    "database-proxy-without-tls",
    "database-publicly-accessible",
    "database-without-backups",
    "database-without-deletion-protection",
    "database-without-iam-authentication",
    "database-without-log-exports",
    "database-without-tls",
    "engine-upgrades-off",
    "public-resource-policy",
    "search-domain-without-tls",
    "weak-tls-policy",
)

CLUSTER = {
    "DBClusterIdentifier": "orders",
    "DBClusterArn": ARN.format("rds", "cluster:orders"),
    "Engine": "aurora-postgresql",
    "EngineVersion": "16.4",
    "StorageEncrypted": True,
    "KmsKeyId": OF_AWS,
    "BackupRetentionPeriod": 7,
    "DeletionProtection": True,
    "IAMDatabaseAuthenticationEnabled": True,
    "HttpEndpointEnabled": False,
    "EnabledCloudwatchLogsExports": ["postgresql"],
    "Endpoint": "orders.cluster-abc.eu-west-1.rds.amazonaws.com",
    "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-0123456789abcdef0", "Status": "active"}],
    "MasterUserSecret": {"SecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster"},
}
GRAPH = {
    "DBClusterIdentifier": "people",
    "DBClusterArn": ARN.format("rds", "cluster:people"),
    "Engine": "neptune",
    "StorageEncrypted": False,
    "BackupRetentionPeriod": 1,
    "DeletionProtection": False,
    "IAMDatabaseAuthenticationEnabled": False,
}
MEMBER = {
    "DBInstanceIdentifier": "orders-1",
    "DBInstanceArn": ARN.format("rds", "db:orders-1"),
    "DBInstanceClass": "db.r6g.large",
    "DBClusterIdentifier": "orders",
    "Engine": "aurora-postgresql",
    "PubliclyAccessible": False,
    "StorageEncrypted": True,
    "AutoMinorVersionUpgrade": True,
    "BackupRetentionPeriod": 7,
    "DeletionProtection": False,
    "IAMDatabaseAuthenticationEnabled": False,
    "DBParameterGroups": [{"DBParameterGroupName": "default.aurora-postgresql16"}],
    "Endpoint": {"Address": "orders-1.abc.eu-west-1.rds.amazonaws.com", "Port": 5432},
}
GROUPS = (
    line(
        "rds:DescribeDBParameterGroups",
        {
            "DBParameterGroups": [
                {"DBParameterGroupName": "default.postgres16", "DBParameterGroupFamily": "postgres16"},
                {
                    "DBParameterGroupName": "loose",
                    "DBParameterGroupFamily": "postgres16",
                    "DBParameterGroupArn": ARN.format("rds", "pg:loose"),
                },
            ]
        },
    ),
    line(
        "rds:DescribeDBParameters",
        {
            "Parameters": [
                {"ParameterName": "rds.force_ssl", "ParameterValue": "0", "Source": "user"},
                {"ParameterName": "x"},
            ]
        },
        DBParameterGroupName="loose",
        Source="user",
    ),
    line(
        "rds:DescribeDBClusterParameterGroups",
        {
            "DBClusterParameterGroups": [
                {
                    "DBClusterParameterGroupName": "papers",
                    "DBParameterGroupFamily": "docdb5.0",
                    "DBClusterParameterGroupArn": ARN.format("rds", "cluster-pg:papers"),
                }
            ]
        },
    ),
    line(
        "rds:DescribeDBClusterParameters",
        {"Parameters": [{"ParameterName": "tls", "ParameterValue": "enabled", "Source": "user"}]},
        DBClusterParameterGroupName="papers",
        Source="user",
    ),
)
PROXY = line(
    "rds:DescribeDBProxies",
    {
        "DBProxies": [
            {
                "DBProxyName": "door",
                "DBProxyArn": ARN.format("rds", "db-proxy:prx-1"),
                "EngineFamily": "POSTGRESQL",
                "RequireTLS": False,
                "Endpoint": "door.proxy-abc.eu-west-1.rds.amazonaws.com",
            }
        ]
    },
)
RELATIONAL = recorded(
    ALIASES,
    line("rds:DescribeDBClusters", {"DBClusters": [CLUSTER, GRAPH]}),
    line("rds:DescribeDBInstances", {"DBInstances": [MEMBER]}),
    *GROUPS,
    PROXY,
)


def test_what_rds_tells_of() -> None:
    assert told(made(databases, RELATIONAL)) == [
        (
            "AWS::RDS::DBCluster",
            "orders",
            {
                "BackupRetentionPeriod": 7,
                "DBClusterIdentifier": "orders",
                "DeletionProtection": True,
                "Engine": "aurora-postgresql",
                "EngineVersion": "16.4",
                "StorageEncrypted": True,
                "KmsKeyId": "alias/aws/rds",
                "EnableIAMDatabaseAuthentication": True,
                "EnableCloudwatchLogsExports": ["postgresql"],
                "ManageMasterUserPassword": True,
                "EnableHttpEndpoint": False,
                "VpcSecurityGroupIds": ["sg-0123456789abcdef0"],
            },
        ),
        (
            "AWS::Neptune::DBCluster",
            "people",
            {
                "BackupRetentionPeriod": 1,
                "DBClusterIdentifier": "people",
                "DeletionProtection": False,
                "Engine": "neptune",
                "StorageEncrypted": False,
                "IamAuthEnabled": False,
            },
        ),
        (
            "AWS::RDS::DBInstance",
            "orders-1",
            {
                "AutoMinorVersionUpgrade": True,
                "BackupRetentionPeriod": 7,
                "DBClusterIdentifier": "orders",
                "DeletionProtection": False,
                "Engine": "aurora-postgresql",
                "StorageEncrypted": True,
                "EnableIAMDatabaseAuthentication": False,
                "DBInstanceClass": "db.r6g.large",
                "DBInstanceIdentifier": "orders-1",
                "PubliclyAccessible": False,
            },
        ),
        (
            "AWS::RDS::DBParameterGroup",
            "loose",
            {"Family": "postgres16", "Name": "loose", "Parameters": {"rds.force_ssl": "0"}},
        ),
        (
            "AWS::DocDB::DBClusterParameterGroup",
            "papers",
            {"Family": "docdb5.0", "Name": "papers", "Parameters": {"tls": "enabled"}},
        ),
        ("AWS::RDS::DBProxy", "door", {"DBProxyName": "door", "EngineFamily": "POSTGRESQL", "RequireTLS": False}),
    ]


def test_what_rds_tells_of_is_judged_as_in_a_template() -> None:
    template = """
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      DBClusterIdentifier: orders
      Engine: aurora-postgresql
      StorageEncrypted: true
      BackupRetentionPeriod: 7
      DeletionProtection: true
      EnableIAMDatabaseAuthentication: true
      EnableCloudwatchLogsExports: [postgresql]
      ManageMasterUserPassword: true
  People:
    Type: AWS::Neptune::DBCluster
    Properties: {DBClusterIdentifier: people}
  Member:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: aurora-postgresql
      DBInstanceClass: db.r6g.large
      DBClusterIdentifier: !Ref Orders
      PubliclyAccessible: false
  Loose:
    Type: AWS::RDS::DBParameterGroup
    Properties: {Family: postgres16, Description: loose, Parameters: {rds.force_ssl: "0"}}
  Papers:
    Type: AWS::DocDB::DBClusterParameterGroup
    Properties: {Family: docdb5.0, Description: papers, Parameters: {tls: enabled}}
  Door:
    Type: AWS::RDS::DBProxy
    Properties:
      DBProxyName: door
      EngineFamily: POSTGRESQL
      RoleArn: arn:aws:iam::123456789012:role/door
      VpcSubnetIds: [subnet-1, subnet-2]
"""
    found = of_account(RELATIONAL, *CONTROLS)
    assert found == of_template(template, *CONTROLS)
    assert found["database-without-tls"] == {"violated": 1, "satisfied": 1}
    assert found["database-proxy-without-tls"] == {"violated": 1}


def test_a_key_that_isnt_known_to_be_awss_own_leaves_it_open() -> None:
    unread = recorded(denied("kms:ListAliases"), line("rds:DescribeDBClusters", {"DBClusters": [CLUSTER]}))
    assert of_account(unread, "data-store-without-customer-key")["data-store-without-customer-key"]["unknown"] == 1


CACHES = recorded(
    ALIASES,
    line(
        "elasticache:DescribeReplicationGroups",
        {
            "ReplicationGroups": [
                {
                    "ReplicationGroupId": "sessions",
                    "ARN": ARN.format("elasticache", "replicationgroup:sessions"),
                    "TransitEncryptionEnabled": True,
                    "AtRestEncryptionEnabled": True,
                    "AuthTokenEnabled": True,
                    "AutoMinorVersionUpgrade": True,
                    "KmsKeyId": OWN,
                    "UserGroupIds": [],
                    "NodeGroups": [{"PrimaryEndpoint": {"Address": "master.sessions.abc.euw1.cache.amazonaws.com"}}],
                },
                {
                    "ReplicationGroupId": "open",
                    "ARN": ARN.format("elasticache", "replicationgroup:open"),
                    "TransitEncryptionEnabled": False,
                    "AtRestEncryptionEnabled": False,
                    "AuthTokenEnabled": False,
                    "AutoMinorVersionUpgrade": False,
                },
            ]
        },
    ),
    line(
        "elasticache:DescribeCacheClusters",
        {
            "CacheClusters": [
                {
                    "CacheClusterId": "sessions-001",
                    "ReplicationGroupId": "sessions",
                    "ARN": ARN.format("elasticache", "cluster:sessions-001"),
                },
                {"CacheClusterId": "old", "Engine": "memcached", "ARN": ARN.format("elasticache", "cluster:old")},
            ]
        },
    ),
    line(
        "memorydb:DescribeClusters",
        {
            "Clusters": [
                {
                    "Name": "quick",
                    "ARN": ARN.format("memorydb", "cluster/quick"),
                    "TLSEnabled": False,
                    "ACLName": "open-access",
                }
            ]
        },
    ),
    line(
        "dax:DescribeClusters",
        {
            "Clusters": [
                {
                    "ClusterName": "items",
                    "ClusterArn": ARN.format("dax", "cache/items"),
                    "SSEDescription": {"Status": "ENABLED"},
                    "ClusterEndpointEncryptionType": "TLS",
                }
            ]
        },
    ),
)


def test_what_caches_are() -> None:
    found = [
        (type_, name, {k: v for k, v in own.items() if k != "AuthToken"})
        for type_, name, own in told(made(caches, CACHES))
    ]
    assert found == [
        (
            "AWS::ElastiCache::ReplicationGroup",
            "sessions",
            {
                "AtRestEncryptionEnabled": True,
                "AutoMinorVersionUpgrade": True,
                "TransitEncryptionEnabled": True,
                "KmsKeyId": OWN,
            },
        ),
        (
            "AWS::ElastiCache::ReplicationGroup",
            "open",
            {"AtRestEncryptionEnabled": False, "AutoMinorVersionUpgrade": False, "TransitEncryptionEnabled": False},
        ),
        ("AWS::ElastiCache::CacheCluster", "old", {"Engine": "memcached"}),
        ("AWS::MemoryDB::Cluster", "quick", {"ACLName": "open-access", "TLSEnabled": False}),
        (
            "AWS::DAX::Cluster",
            "items",
            {"ClusterEndpointEncryptionType": "TLS", "SSESpecification": {"SSEEnabled": True}},
        ),
    ]


def test_caches_are_judged_as_in_a_template() -> None:
    template = """
Parameters:
  Token: {Type: String, NoEcho: true}
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {EnableKeyRotation: true}
  Sessions:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: sessions
      TransitEncryptionEnabled: true
      AtRestEncryptionEnabled: true
      AuthToken: !Ref Token
      KmsKeyId: !GetAtt Key.Arn
  Open:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: open, AutoMinorVersionUpgrade: false}
  Quick:
    Type: AWS::MemoryDB::Cluster
    Properties: {ClusterName: quick, ACLName: open-access, NodeType: db.t4g.small, TLSEnabled: false}
  Items:
    Type: AWS::DAX::Cluster
    Properties:
      IAMRoleARN: arn:aws:iam::123456789012:role/items
      NodeType: dax.t3.small
      ReplicationFactor: 1
      SSESpecification: {SSEEnabled: true}
      ClusterEndpointEncryptionType: TLS
"""
    found = of_account(CACHES, *CONTROLS, "secret-in-template")
    assert found == of_template(template, *CONTROLS, "secret-in-template")
    assert found["cache-without-tls"] == {"violated": 2, "satisfied": 2}
    assert found["data-store-without-authentication"] == {"violated": 1, "satisfied": 1}


EVERYONE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*", "Resource": "*"}],
}
DOMAINS = recorded(
    ALIASES,
    line("opensearch:ListDomainNames", {"DomainNames": [{"DomainName": "good"}, {"DomainName": "bad"}]}),
    line(
        "opensearch:DescribeDomains",
        {
            "DomainStatusList": [
                {
                    "DomainName": "good",
                    "ARN": ARN.format("es", "domain/good"),
                    "EngineVersion": "OpenSearch_2.17",
                    "Endpoint": "search-good-abc.eu-west-1.es.amazonaws.com",
                    "AccessPolicies": "",
                    "EncryptionAtRestOptions": {"Enabled": True, "KmsKeyId": OWN},
                    "NodeToNodeEncryptionOptions": {"Enabled": True},
                    "DomainEndpointOptions": {"EnforceHTTPS": True, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07"},
                    "AdvancedSecurityOptions": {"Enabled": True, "InternalUserDatabaseEnabled": False},
                    "LogPublishingOptions": {
                        "AUDIT_LOGS": {"Enabled": True, "CloudWatchLogsLogGroupArn": "arn:aws:logs:x"}
                    },
                },
                {
                    "DomainName": "bad",
                    "ARN": ARN.format("es", "domain/bad"),
                    "AccessPolicies": json.dumps(EVERYONE),
                    "EncryptionAtRestOptions": {"Enabled": False},
                    "NodeToNodeEncryptionOptions": {"Enabled": False},
                    "DomainEndpointOptions": {"EnforceHTTPS": False, "TLSSecurityPolicy": "Policy-Min-TLS-1-0-2019-07"},
                    "AdvancedSecurityOptions": {"Enabled": False},
                },
            ]
        },
        DomainNames=["good", "bad"],
    ),
)


def test_what_a_domain_is() -> None:
    assert told(made(searches, DOMAINS))[1] == (
        "AWS::OpenSearchService::Domain",
        "bad",
        {
            "DomainName": "bad",
            "DomainEndpointOptions": {"EnforceHTTPS": False, "TLSSecurityPolicy": "Policy-Min-TLS-1-0-2019-07"},
            "NodeToNodeEncryptionOptions": {"Enabled": False},
            "AccessPolicies": EVERYONE,
            "AdvancedSecurityOptions": {"Enabled": False},
            "EncryptionAtRestOptions": {"Enabled": False},
        },
    )


def test_domains_are_judged_as_in_a_template() -> None:
    template = """
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {EnableKeyRotation: true}
  Good:
    Type: AWS::OpenSearchService::Domain
    Properties:
      EncryptionAtRestOptions: {Enabled: true, KmsKeyId: !GetAtt Key.Arn}
      NodeToNodeEncryptionOptions: {Enabled: true}
      DomainEndpointOptions: {EnforceHTTPS: true, TLSSecurityPolicy: Policy-Min-TLS-1-2-2019-07}
      AdvancedSecurityOptions: {Enabled: true, InternalUserDatabaseEnabled: false}
      LogPublishingOptions: {AUDIT_LOGS: {Enabled: true, CloudWatchLogsLogGroupArn: "arn:aws:logs:x"}}
  Bad:
    Type: AWS::OpenSearchService::Domain
    Properties:
      DomainEndpointOptions: {TLSSecurityPolicy: Policy-Min-TLS-1-0-2019-07}
      AccessPolicies:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {AWS: "*"}, Action: "es:*", Resource: "*"}]
"""
    found = of_account(DOMAINS, *CONTROLS)
    assert found == of_template(template, *CONTROLS)
    assert found["search-domain-without-tls"] == found["weak-tls-policy"] == {"violated": 1, "satisfied": 1}
    assert found["public-resource-policy"] == {"violated": 1}


WAREHOUSES = recorded(
    ALIASES,
    line(
        "redshift:DescribeClusters",
        {
            "Clusters": [
                {
                    "ClusterIdentifier": "sales",
                    "Encrypted": True,
                    "KmsKeyId": OWN,
                    "PubliclyAccessible": False,
                    "AllowVersionUpgrade": True,
                    "AutomatedSnapshotRetentionPeriod": 14,
                    "Endpoint": {"Address": "sales.abc.eu-west-1.redshift.amazonaws.com"},
                },
                {
                    "ClusterIdentifier": "open",
                    "Encrypted": False,
                    "PubliclyAccessible": True,
                    "AllowVersionUpgrade": False,
                    "AutomatedSnapshotRetentionPeriod": 1,
                },
            ]
        },
    ),
    line("redshift:DescribeLoggingStatus", {"LoggingEnabled": True, "BucketName": "logs"}, ClusterIdentifier="sales"),
    line("redshift:DescribeLoggingStatus", {"LoggingEnabled": False}, ClusterIdentifier="open"),
    line(
        "redshift:DescribeClusterParameterGroups",
        {"ParameterGroups": [{"ParameterGroupName": "default.redshift-1.0"}, {"ParameterGroupName": "loose"}]},
    ),
    line(
        "redshift:DescribeClusterParameters",
        {"Parameters": [{"ParameterName": "require_ssl", "ParameterValue": "false"}]},
        ParameterGroupName="loose",
        Source="user",
    ),
    line(
        "redshift-serverless:ListWorkgroups",
        {
            "workgroups": [
                {
                    "workgroupName": "adhoc",
                    "workgroupArn": ARN.format("redshift-serverless", "workgroup/1"),
                    "publiclyAccessible": True,
                }
            ]
        },
    ),
)


def test_what_warehouses_are() -> None:
    assert [(type_, name) for type_, name, _ in told(made(warehouses, WAREHOUSES))] == [
        ("AWS::Redshift::Cluster", "sales"),
        ("AWS::Redshift::Cluster", "open"),
        ("AWS::Redshift::ClusterParameterGroup", "loose"),
        ("AWS::RedshiftServerless::Workgroup", "adhoc"),
    ]


def test_warehouses_are_judged_as_in_a_template() -> None:
    template = """
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {EnableKeyRotation: true}
  Sales:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: sales
      NodeType: ra3.large
      MasterUsername: keeper
      ManageMasterPassword: true
      Encrypted: true
      KmsKeyId: !GetAtt Key.Arn
      PubliclyAccessible: false
      AutomatedSnapshotRetentionPeriod: 14
      LoggingProperties: {BucketName: logs}
  Open:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: open
      NodeType: ra3.large
      MasterUsername: keeper
      ManageMasterPassword: true
      Encrypted: false
      PubliclyAccessible: true
      AllowVersionUpgrade: false
  Loose:
    Type: AWS::Redshift::ClusterParameterGroup
    Properties:
      Description: loose
      ParameterGroupFamily: redshift-1.0
      Parameters: [{ParameterName: require_ssl, ParameterValue: "false"}]
  Adhoc:
    Type: AWS::RedshiftServerless::Workgroup
    Properties: {WorkgroupName: adhoc, PubliclyAccessible: true}
"""
    found = of_account(WAREHOUSES, *CONTROLS)
    assert found == of_template(template, *CONTROLS)
    assert found["database-publicly-accessible"] == {"violated": 2, "satisfied": 1}
    assert found["database-without-tls"] == {"violated": 1}


KAFKA = ARN.format("kafka", "cluster/{}/1")
BROKERS = recorded(
    ALIASES,
    line(
        "kafka:ListClustersV2",
        {
            "ClusterInfoList": [
                {
                    "ClusterName": "sealed",
                    "ClusterArn": KAFKA.format("sealed"),
                    "ClusterType": "PROVISIONED",
                    "Provisioned": {
                        "BrokerNodeGroupInfo": {"ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}}},
                        "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}, "Scram": {"Enabled": False}}},
                        "EncryptionInfo": {
                            "EncryptionAtRest": {"DataVolumeKMSKeyId": OWN},
                            "EncryptionInTransit": {"ClientBroker": "TLS", "InCluster": True},
                        },
                        "LoggingInfo": {
                            "BrokerLogs": {"S3": {"Enabled": True, "Bucket": "logs"}, "Firehose": {"Enabled": False}}
                        },
                    },
                },
                {
                    "ClusterName": "open",
                    "ClusterArn": KAFKA.format("open"),
                    "ClusterType": "PROVISIONED",
                    "Provisioned": {
                        "BrokerNodeGroupInfo": {
                            "ConnectivityInfo": {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}}
                        },
                        "ClientAuthentication": {"Unauthenticated": {"Enabled": True}},
                        "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT", "InCluster": True}},
                        "LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": False}}},
                    },
                },
                {
                    "ClusterName": "light",
                    "ClusterArn": KAFKA.format("light"),
                    "ClusterType": "SERVERLESS",
                    "Serverless": {},
                },
            ]
        },
    ),
    line("kafka:GetClusterPolicy", "NotFoundException", ClusterArn=KAFKA.format("sealed")),
    line(
        "kafka:GetClusterPolicy",
        {"Policy": '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kafka:*", "Resource": "*"}]}'},
        ClusterArn=KAFKA.format("open"),
    ),
    line(
        "mq:ListBrokers",
        {
            "BrokerSummaries": [
                {"BrokerId": "b-1", "BrokerName": "mail", "BrokerArn": ARN.format("mq", "broker:mail:b-1")}
            ]
        },
    ),
    line(
        "mq:DescribeBroker",
        {
            "BrokerId": "b-1",
            "AutoMinorVersionUpgrade": False,
            "PubliclyAccessible": True,
            "EncryptionOptions": {"UseAwsOwnedKey": True},
            "Logs": {"General": False, "GeneralLogGroup": "/aws/mq"},
        },
        BrokerId="b-1",
    ),
)


def test_what_brokers_are() -> None:
    assert told(made(brokers, BROKERS))[0] == (
        "AWS::MSK::Cluster",
        "sealed",
        {
            "ClusterName": "sealed",
            "BrokerNodeGroupInfo": {"ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}}},
            "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}, "Scram": {"Enabled": False}}},
            "EncryptionInfo": {
                "EncryptionAtRest": {"DataVolumeKMSKeyId": OWN},
                "EncryptionInTransit": {"ClientBroker": "TLS", "InCluster": True},
            },
            "LoggingInfo": {"BrokerLogs": {"S3": {"Enabled": True, "Bucket": "logs"}}},
        },
    )


def test_brokers_are_judged_as_in_a_template() -> None:
    template = """
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties: {EnableKeyRotation: true}
  Sealed:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: sealed
      KafkaVersion: 3.9.x
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo: {ClientSubnets: [subnet-1], InstanceType: kafka.t3.small}
      ClientAuthentication: {Sasl: {Iam: {Enabled: true}}}
      EncryptionInfo: {EncryptionAtRest: {DataVolumeKMSKeyId: !GetAtt Key.Arn}}
      LoggingInfo: {BrokerLogs: {S3: {Enabled: true, Bucket: logs}}}
  Open:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: open
      KafkaVersion: 3.9.x
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo:
        ClientSubnets: [subnet-1]
        InstanceType: kafka.t3.small
        ConnectivityInfo: {PublicAccess: {Type: SERVICE_PROVIDED_EIPS}}
      ClientAuthentication: {Unauthenticated: {Enabled: true}}
      EncryptionInfo: {EncryptionInTransit: {ClientBroker: TLS_PLAINTEXT}}
  OpenPolicy:
    Type: AWS::MSK::ClusterPolicy
    Properties:
      ClusterArn: !Ref Open
      Policy: {Statement: [{Effect: Allow, Principal: "*", Action: "kafka:*", Resource: "*"}]}
  Mail:
    Type: AWS::AmazonMQ::Broker
    Properties:
      BrokerName: mail
      EngineType: RABBITMQ
      DeploymentMode: SINGLE_INSTANCE
      HostInstanceType: mq.m5.large
      PubliclyAccessible: true
      AutoMinorVersionUpgrade: false
      Users: []
"""
    found = of_account(BROKERS, *CONTROLS)
    assert found == of_template(template, *CONTROLS)
    assert found["broker-without-tls"] == {"violated": 1, "satisfied": 1}
    assert found["database-publicly-accessible"] == {"violated": 2, "satisfied": 1}
    assert found["public-resource-policy"] == {"violated": 1}
