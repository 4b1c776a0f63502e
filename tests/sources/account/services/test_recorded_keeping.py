"""Buckets, tables, keys, secrets, parameters, images and files: answers in their recorded shapes.

What controls say of them is proven in the emulator (``test_applications_of_stores.py``), but for
``secret-rotated-too-rarely`` and ``secret-in-plain-parameter``, access points, the block of public access that an
account has for all of its buckets, and scans by the registry's own rules, which are proven here alone.
"""

import json

import pytest

from hauberk.sources.account.services import buckets, file_systems, keys, parameters, registries, secrets, tables
from hauberk.sources.account.snapshot import Snapshot
from tests.sources.account.services.recorded import denied, line, made, of_account, recorded, told
from tests.sources.account.services.worlds import asked

ARN = "arn:aws:{}:eu-west-1:123456789012:{}"
KEY = "11111111-1111-1111-1111-111111111111"
OWN = ARN.format("kms", f"key/{KEY}")
OF_AWS = "22222222-2222-2222-2222-222222222222"
ALIASES = line(
    "kms:ListAliases",
    {
        "Aliases": [
            {
                "AliasName": "alias/aws/dynamodb",
                "AliasArn": ARN.format("kms", "alias/aws/dynamodb"),
                "TargetKeyId": OF_AWS,
            },
            {"AliasName": "alias/orders", "AliasArn": ARN.format("kms", "alias/orders"), "TargetKeyId": KEY},
        ]
    },
)
CALLER = line("sts:GetCallerIdentity", {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/x"})
LISTED = line(
    "s3:ListBuckets",
    {"Buckets": [{"Name": "papers", "BucketRegion": "eu-west-1"}, {"Name": "far", "BucketRegion": "us-east-1"}]},
    BucketRegion="eu-west-1",
)
ON = dict.fromkeys(buckets.BLOCKS, True)
OFF = dict.fromkeys(buckets.BLOCKS, False)
NONE = "NoSuchPublicAccessBlockConfiguration"


def _of_account(answer: object) -> str:
    told = answer if isinstance(answer, str) else {"PublicAccessBlockConfiguration": answer}
    return line("s3control:GetPublicAccessBlock", told, AccountId="123456789012")


def _of_bucket(answer: object) -> str:
    told = answer if isinstance(answer, str) else {"PublicAccessBlockConfiguration": answer}
    return line("s3:GetPublicAccessBlock", told, Bucket="papers")


def test_what_a_bucket_is() -> None:
    snapshot = recorded(
        ALIASES,
        CALLER,
        LISTED,
        _of_account(NONE),
        _of_bucket(ON),
        line(
            "s3:GetBucketEncryption",
            {
                "ServerSideEncryptionConfiguration": {
                    "Rules": [
                        {
                            "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": OWN},
                            "BucketKeyEnabled": True,
                        }
                    ]
                }
            },
            Bucket="papers",
        ),
        line("s3:GetBucketVersioning", {"Status": "Enabled"}, Bucket="papers"),
        line(
            "s3:GetBucketLogging", {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "p/"}}, Bucket="papers"
        ),
        line("s3:GetBucketAcl", {"Grants": [{"Grantee": {"ID": "x"}, "Permission": "FULL_CONTROL"}]}, Bucket="papers"),
        line(
            "s3:GetBucketOwnershipControls",
            {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}},
            Bucket="papers",
        ),
        line(
            "s3:GetBucketNotificationConfiguration",
            {
                "LambdaFunctionConfigurations": [
                    {
                        "LambdaFunctionArn": ARN.format("lambda", "function:f"),
                        "Events": ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
                    }
                ],
                "QueueConfigurations": [{"QueueArn": ARN.format("sqs", "q"), "Events": ["s3:ObjectCreated:*"]}],
                "EventBridgeConfiguration": {},
            },
            Bucket="papers",
        ),
        line("s3:GetBucketPolicy", {"Policy": '{"Statement": []}'}, Bucket="papers"),
    )
    found = made(buckets, snapshot)
    assert told(found) == [
        (
            "AWS::S3::Bucket",
            "papers",
            {
                "BucketName": "papers",
                "PublicAccessBlockConfiguration": ON,
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {
                            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": OWN},
                            "BucketKeyEnabled": True,
                        }
                    ]
                },
                "VersioningConfiguration": {"Status": "Enabled"},
                "LoggingConfiguration": {"DestinationBucketName": "logs", "LogFilePrefix": "p/"},
                "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
                "NotificationConfiguration": {
                    "LambdaConfigurations": [
                        {"Event": "s3:ObjectCreated:*", "Function": ARN.format("lambda", "function:f")},
                        {"Event": "s3:ObjectRemoved:*", "Function": ARN.format("lambda", "function:f")},
                    ],
                    "QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": ARN.format("sqs", "q")}],
                    "EventBridgeConfiguration": {"EventBridgeEnabled": True},
                },
            },
        ),
        ("AWS::S3::BucketPolicy", "policy of papers", {"Bucket": "papers", "PolicyDocument": {"Statement": []}}),
    ]
    assert found[0].links == {"LoggingConfiguration.DestinationBucketName": "arn:aws:s3:::logs"}
    assert found[1].links == {"Bucket": "arn:aws:s3:::papers"}


@pytest.mark.parametrize(
    ("account", "bucket", "state"),
    [
        (_of_account(NONE), _of_bucket(ON), "satisfied"),
        (_of_account(NONE), _of_bucket(NONE), "violated"),
        (_of_account(NONE), _of_bucket(OFF), "violated"),
        (_of_account(ON), _of_bucket(OFF), "satisfied"),
        (_of_account(ON), _of_bucket(NONE), "satisfied"),
        (_of_account(ON), denied("s3:GetPublicAccessBlock", Bucket="papers"), "satisfied"),
        (_of_account(NONE), denied("s3:GetPublicAccessBlock", Bucket="papers"), "unknown"),
        (denied("s3control:GetPublicAccessBlock", AccountId="123456789012"), _of_bucket(ON), "satisfied"),
        (denied("s3control:GetPublicAccessBlock", AccountId="123456789012"), _of_bucket(OFF), "unknown"),
        (_of_account({**OFF, "BlockPublicAcls": True}), _of_bucket({**ON, "BlockPublicAcls": False}), "satisfied"),
    ],
)
def test_a_block_of_the_account_counts_for_each_bucket(account: str, bucket: str, state: str) -> None:
    name = "bucket-public-access-block-off"
    assert of_account(recorded(CALLER, LISTED, account, bucket), name)[name] == {state: 1}


@pytest.mark.parametrize(
    ("group", "permission", "acl"),
    [
        ("global/AllUsers", "READ", "PublicRead"),
        ("global/AllUsers", "WRITE", "PublicWrite"),
        ("global/AuthenticatedUsers", "READ", "AuthenticatedRead"),
        ("global/AuthenticatedUsers", "WRITE", "AuthenticatedWrite"),
        ("s3/LogDelivery", "WRITE", "LogDeliveryWrite"),
        ("global/Others", "READ", None),
    ],
)
def test_a_list_that_opens_a_bucket_has_a_word_for_that(group: str, permission: str, acl: str | None) -> None:
    (bucket,) = made(buckets, recorded(CALLER, LISTED, _list((group, permission))))
    assert bucket.properties.get("AccessControl") == acl


def _list(*grants: tuple[str, str]) -> str:
    """A bucket's access control list: groups with what each may do."""
    told = [
        {"Grantee": {"URI": f"http://acs.amazonaws.com/groups/{group}"}, "Permission": permission}
        for group, permission in grants
    ]
    return line("s3:GetBucketAcl", {"Grants": told}, Bucket="papers")


@pytest.mark.parametrize(
    ("grants", "says"),
    [
        ([("global/AuthenticatedUsers", "READ")], "anyone with an AWS account can read the bucket"),
        ([("global/AuthenticatedUsers", "WRITE")], "anyone with an AWS account can write to the bucket"),
        (
            [("global/AllUsers", "READ"), ("global/AuthenticatedUsers", "WRITE")],
            "anyone can read the bucket, and anyone with an AWS account can write to the bucket",
        ),
    ],
)
def test_a_finding_says_who_may_do_what_by_a_list(grants: list[tuple[str, str]], says: str) -> None:
    owners = line("s3:GetBucketOwnershipControls", "OwnershipControlsNotFoundError", Bucket="papers")
    snapshot = recorded(CALLER, LISTED, _of_account(NONE), _of_bucket(NONE), owners, _list(*grants))
    (entry,) = (one for one in asked(snapshot) if one.control == "bucket-with-public-acl")
    assert entry.locations[0].says == says


def test_access_points_are_judged_by_their_own_settings() -> None:
    own = {"AccountId": "123456789012", "Name": "door"}
    snapshot = recorded(
        CALLER,
        _of_account(NONE),
        line(
            "s3control:ListAccessPoints",
            {"AccessPointList": [{"Name": "door", "Bucket": "papers"}]},
            AccountId="123456789012",
        ),
        line("s3control:GetAccessPoint", {"PublicAccessBlockConfiguration": OFF}, **own),
        line("s3control:GetAccessPointPolicy", "NoSuchAccessPointPolicy", **own),
    )
    assert told(made(buckets, snapshot)) == [
        (
            "AWS::S3::AccessPoint",
            "door",
            {"Bucket": "papers", "Name": "door", "PublicAccessBlockConfiguration": OFF},
        )
    ]
    name = "bucket-public-access-block-off"
    assert of_account(snapshot, name)[name] == {"violated": 1}


TABLE = ARN.format("dynamodb", "table/orders")
STREAM = f"{TABLE}/stream/2026-11-30T00:00:00.000"


def test_what_a_table_is() -> None:
    snapshot = recorded(
        ALIASES,
        line("dynamodb:ListTables", {"TableNames": ["orders"]}),
        line(
            "dynamodb:DescribeTable",
            {
                "Table": {
                    "TableName": "orders",
                    "TableArn": TABLE,
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
                    "LatestStreamArn": STREAM,
                    "SSEDescription": {
                        "Status": "ENABLED",
                        "SSEType": "KMS",
                        "KMSMasterKeyArn": ARN.format("kms", f"key/{OF_AWS}"),
                    },
                    "DeletionProtectionEnabled": False,
                }
            },
            TableName="orders",
        ),
        line(
            "dynamodb:DescribeContinuousBackups",
            {
                "ContinuousBackupsDescription": {
                    "ContinuousBackupsStatus": "ENABLED",
                    "PointInTimeRecoveryDescription": {
                        "PointInTimeRecoveryStatus": "ENABLED",
                        "RecoveryPeriodInDays": 35,
                    },
                }
            },
            TableName="orders",
        ),
        line(
            "dynamodb:DescribeKinesisStreamingDestination",
            {
                "KinesisDataStreamDestinations": [
                    {"StreamArn": ARN.format("kinesis", "stream/s"), "DestinationStatus": "ACTIVE"}
                ]
            },
            TableName="orders",
        ),
        line("dynamodb:GetResourcePolicy", {"Policy": '{"Statement": []}'}, ResourceArn=TABLE),
        line("dynamodb:GetResourcePolicy", "PolicyNotFoundException", ResourceArn=STREAM),
    )
    (found,) = made(tables, snapshot)
    assert found.properties == {
        "TableName": "orders",
        "DeletionProtectionEnabled": False,
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "alias/aws/dynamodb"},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35},
        "KinesisStreamSpecification": {"StreamArn": ARN.format("kinesis", "stream/s")},
        "ResourcePolicy": {"PolicyDocument": {"Statement": []}},
    }
    assert found.returns == {"": "orders", "Arn": TABLE, "StreamArn": STREAM}
    name = "data-store-without-customer-key"
    assert of_account(snapshot, name)[name] == {"violated": 1}


def test_a_table_that_was_deleted_meanwhile_is_none() -> None:
    snapshot = recorded(
        line("dynamodb:ListTables", {"TableNames": ["gone"]}),
        line("dynamodb:DescribeTable", "ResourceNotFoundException", TableName="gone"),
    )
    assert made(tables, snapshot) == []


def _keys(*, rotates: bool = True, **metadata: object) -> Snapshot:
    told = {
        "KeyId": KEY,
        "KeyManager": "CUSTOMER",
        "KeyState": "Enabled",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "Origin": "AWS_KMS",
    }
    return recorded(
        ALIASES,
        line(
            "kms:ListKeys",
            {"Keys": [{"KeyId": KEY, "KeyArn": OWN}, {"KeyId": OF_AWS, "KeyArn": ARN.format("kms", f"key/{OF_AWS}")}]},
        ),
        line("kms:DescribeKey", {"KeyMetadata": {**told, **metadata}}, KeyId=KEY),
        line("kms:GetKeyRotationStatus", {"KeyRotationEnabled": rotates}, KeyId=KEY),
        line("kms:GetKeyPolicy", {"Policy": '{"Statement": []}'}, KeyId=KEY, PolicyName="default"),
    )


def test_what_keys_are() -> None:
    assert told(made(keys, _keys())) == [
        (
            "AWS::KMS::Key",
            KEY,
            {
                "KeySpec": "SYMMETRIC_DEFAULT",
                "Origin": "AWS_KMS",
                "EnableKeyRotation": True,
                "KeyPolicy": {"Statement": []},
            },
        ),
        ("AWS::KMS::Alias", "orders", {"AliasName": "alias/orders", "TargetKeyId": KEY}),
    ]


def test_a_key_that_kms_cannot_rotate_has_no_rotation() -> None:
    name = "key-without-rotation"
    assert of_account(_keys(KeySpec="RSA_2048"), name)[name] == {}
    assert of_account(_keys(), name)[name] == {"satisfied": 1}


def test_a_key_that_is_switched_off_needs_no_rotation() -> None:
    name = "key-without-rotation"
    assert of_account(_keys(rotates=False, KeyState="Disabled"), name)[name] == {}
    assert of_account(_keys(rotates=False), name)[name] == {"violated": 1}


def test_a_key_that_is_about_to_be_deleted_is_none() -> None:
    assert [one.type for one in made(keys, _keys(KeyState="PendingDeletion"))] == ["AWS::KMS::Alias"]


def test_a_replica_says_whose() -> None:
    multi = {"MultiRegionKeyType": "REPLICA", "PrimaryKey": {"Arn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1"}}
    (replica, _) = made(keys, _keys(MultiRegion=True, MultiRegionConfiguration=multi))
    assert replica.type == "AWS::KMS::ReplicaKey"
    assert replica.properties["PrimaryKeyArn"] == "arn:aws:kms:us-east-1:123456789012:key/mrk-1"


SECRET = ARN.format("secretsmanager", "secret:{}-abcdef")
SECRETS = recorded(
    ALIASES,
    line(
        "secretsmanager:ListSecrets",
        {
            "SecretList": [
                {
                    "ARN": SECRET.format("kept"),
                    "Name": "kept",
                    "KmsKeyId": OWN,
                    "Tags": [{"Key": "team", "Value": "shop"}],
                },
                {
                    "ARN": SECRET.format("turned"),
                    "Name": "turned",
                    "RotationEnabled": True,
                    "RotationLambdaARN": ARN.format("lambda", "function:turn"),
                    "RotationRules": {"AutomaticallyAfterDays": 365},
                },
                {"ARN": SECRET.format("rds!db-1"), "Name": "rds!db-1", "OwningService": "rds"},
            ]
        },
    ),
    line(
        "secretsmanager:GetResourcePolicy",
        {"ARN": SECRET.format("kept"), "Name": "kept"},
        SecretId=SECRET.format("kept"),
    ),
    line(
        "secretsmanager:GetResourcePolicy",
        {"ResourcePolicy": '{"Statement": []}'},
        SecretId=SECRET.format("turned"),
    ),
)


def test_what_secrets_are() -> None:
    found = made(secrets, SECRETS)
    assert told(found) == [
        ("AWS::SecretsManager::Secret", "kept", {"Name": "kept", "KmsKeyId": OWN}),
        ("AWS::SecretsManager::Secret", "turned", {"Name": "turned"}),
        (
            "AWS::SecretsManager::RotationSchedule",
            "rotation of turned",
            {
                "SecretId": SECRET.format("turned"),
                "RotationLambdaARN": ARN.format("lambda", "function:turn"),
                "RotationRules": {"AutomaticallyAfterDays": 365},
            },
        ),
        (
            "AWS::SecretsManager::ResourcePolicy",
            "policy of turned",
            {"SecretId": SECRET.format("turned"), "ResourcePolicy": {"Statement": []}},
        ),
    ]
    assert found[0].tags == {"team": "shop"}
    says = of_account(SECRETS, "secret-without-rotation", "secret-rotated-too-rarely")
    assert says == {
        "secret-without-rotation": {"violated": 1, "satisfied": 1},
        "secret-rotated-too-rarely": {"violated": 1},
    }


def test_no_value_of_a_parameter_is_ever_read() -> None:
    snapshot = recorded(
        line(
            "ssm:DescribeParameters",
            {
                "Parameters": [
                    {"Name": "/shop/stage", "ARN": ARN.format("ssm", "parameter/shop/stage"), "Type": "String"},
                    {
                        "Name": "/shop/token",
                        "ARN": ARN.format("ssm", "parameter/shop/token"),
                        "Type": "SecureString",
                        "KeyId": "alias/aws/ssm",
                    },
                ]
            },
        )
    )
    plain, secure = made(parameters, snapshot)
    assert plain.properties["Value"].code == "never-read"
    assert secure.properties == {"Name": "/shop/token", "Type": "SecureString", "KeyId": "alias/aws/ssm"}
    name = "secret-in-plain-parameter"
    assert of_account(snapshot, name)[name] == {"unknown": 1, "satisfied": 1}


def _registry(scanning: str) -> Snapshot:
    return recorded(
        ALIASES,
        scanning,
        line(
            "ecr:DescribeRepositories",
            {
                "repositories": [
                    {
                        "repositoryName": name,
                        "repositoryArn": ARN.format("ecr", f"repository/{name}"),
                        "repositoryUri": f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{name}",
                        "imageTagMutability": "MUTABLE",
                        "imageScanningConfiguration": {"scanOnPush": False},
                        "encryptionConfiguration": {"encryptionType": "KMS", "kmsKey": OWN},
                    }
                    for name in ("shop/orders", "tools")
                ]
            },
        ),
        *(
            line("ecr:GetRepositoryPolicy", "RepositoryPolicyNotFoundException", repositoryName=one)
            for one in ("shop/orders", "tools")
        ),
    )


RULES = {
    "rules": [{"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "shop/*", "filterType": "WILDCARD"}]}]
}


def test_images_are_scanned_by_the_rules_of_the_registry_too() -> None:
    snapshot = _registry(line("ecr:GetRegistryScanningConfiguration", {"scanningConfiguration": RULES}))
    found = made(registries, snapshot)
    assert found[0].properties == {
        "RepositoryName": "shop/orders",
        "ImageTagMutability": "MUTABLE",
        "EncryptionConfiguration": {"EncryptionType": "KMS", "KmsKey": OWN},
        "ImageScanningConfiguration": {"ScanOnPush": True},
    }
    assert of_account(snapshot, "repository-without-scan")["repository-without-scan"] == {"satisfied": 1, "violated": 1}


def test_nobody_knows_of_scans_if_the_rules_were_denied() -> None:
    snapshot = _registry(denied("ecr:GetRegistryScanningConfiguration"))
    assert of_account(snapshot, "repository-without-scan")["repository-without-scan"] == {"unknown": 2}


def test_what_file_systems_are() -> None:
    everyone = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*"}]}
    snapshot = recorded(
        ALIASES,
        line(
            "efs:DescribeFileSystems",
            {"FileSystems": [{"FileSystemId": "fs-1", "Encrypted": True, "KmsKeyId": OWN, "Name": "home"}]},
        ),
        line("efs:DescribeFileSystemPolicy", {"Policy": json.dumps(everyone)}, FileSystemId="fs-1"),
        line(
            "efs:DescribeAccessPoints",
            {
                "AccessPoints": [
                    {
                        "AccessPointId": "fsap-1",
                        "FileSystemId": "fs-1",
                        "PosixUser": {"Uid": 0, "Gid": 0},
                        "RootDirectory": {"Path": "/"},
                    }
                ]
            },
        ),
    )
    assert told(made(file_systems, snapshot)) == [
        ("AWS::EFS::FileSystem", "home", {"Encrypted": True, "KmsKeyId": OWN, "FileSystemPolicy": everyone}),
        (
            "AWS::EFS::AccessPoint",
            "fsap-1",
            {"FileSystemId": "fs-1", "PosixUser": {"Uid": 0, "Gid": 0}, "RootDirectory": {"Path": "/"}},
        ),
    ]


def test_what_only_a_template_says_isnt_asked_of_an_account() -> None:
    """Neither what goes with its stack, nor how long the deletion of a key will wait."""
    function = ARN.format("lambda", "function:orders")
    snapshot = recorded(
        line("kms:ListKeys", {"Keys": [{"KeyId": KEY, "KeyArn": OWN}]}),
        line("kms:DescribeKey", {"KeyMetadata": {"KeyId": KEY, "KeyManager": "CUSTOMER"}}, KeyId=KEY),
        line("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": function}]}),
        line(
            "lambda:ListAliases",
            {"Aliases": [{"Name": "live", "AliasArn": f"{function}:live", "FunctionVersion": "1"}]},
            FunctionName="orders",
        ),
    )
    names = ("stateful-resource-not-retained", "key-deleted-in-a-hurry", "deployment-all-at-once")
    assert of_account(snapshot, *names) == {name: {} for name in names}
