"""Buckets, tables, keys, secrets and what else keeps things."""

import json
from pathlib import Path

from hauberk.lab.account.account import Account
from tests.lab.account.provisioning.deploying import all_held, arn, deployed, losses, physical


def test_a_bucket_arrives_with_its_configurations(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Photos:
            Type: AWS::S3::Bucket
            Properties:
              AccessControl: PublicRead
              OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
              PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: "false" }
              VersioningConfiguration: { Status: Enabled }
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: alias/aws/s3 } }
              CorsConfiguration: { CorsRules: [{ AllowedOrigins: ["*"], AllowedMethods: [GET], MaxAge: 60 }] }
              LifecycleConfiguration:
                Rules: [{ Id: old, Status: Enabled, ExpirationInDays: 30, NoncurrentVersionExpirationInDays: 7 }]
              NotificationConfiguration:
                LambdaConfigurations:
                  - Event: s3:ObjectCreated:*
                    Function: !GetAtt Thumbnails.Arn
                    Filter: { S3Key: { Rules: [{ Name: suffix, Value: .jpg }] } }
                EventBridgeConfiguration: {}
              Tags: [{ Key: team, Value: parcels }]
          Open:
            Type: AWS::S3::BucketPolicy
            Properties:
              Bucket: !Ref Photos
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{ Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Photos.Arn}/*" }]
          Thumbnails:
            Type: AWS::Serverless::Function
            Properties: { Runtime: python3.13, Handler: app.handler, InlineCode: "handler = print" }
        """,
    )
    assert losses(found) == {("Photos", "NotificationConfiguration.EventBridgeConfiguration"): "forgotten"}
    client, where = account.client("s3"), {"Bucket": physical(found, "Photos")}
    assert client.get_bucket_location(**where)["LocationConstraint"] == account.region
    grantees = {one["Grantee"].get("URI", "") for one in client.get_bucket_acl(**where)["Grants"]}
    assert "http://acs.amazonaws.com/groups/global/AllUsers" in grantees
    block = client.get_public_access_block(**where)["PublicAccessBlockConfiguration"]
    assert (block["BlockPublicAcls"], block["BlockPublicPolicy"]) == (False, False)
    (rule,) = client.get_bucket_encryption(**where)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    told = client.get_bucket_notification_configuration(**where)
    assert told["LambdaFunctionConfigurations"][0]["LambdaFunctionArn"] == arn(found, "Thumbnails")
    (statement,) = json.loads(client.get_bucket_policy(**where)["Policy"])["Statement"]
    assert statement["Resource"] == f"{arn(found, 'Photos')}/*"
    assert client.get_bucket_tagging(**where)["TagSet"][:1] == [{"Key": "team", "Value": "parcels"}]


def test_tables(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
              KeySchema: [{ AttributeName: id, KeyType: HASH }]
              SSESpecification: { SSEEnabled: true, SSEType: KMS }
              StreamSpecification: { StreamViewType: NEW_IMAGE }
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
              TimeToLiveSpecification: { AttributeName: until, Enabled: true }
              DeletionProtectionEnabled: true
          Reader:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              InlineCode: "handler = print"
              Events:
                Orders: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST } }
        """,
    )
    assert all_held(found)
    client, where = account.client("dynamodb"), {"TableName": physical(found, "Orders")}
    table = client.describe_table(**where)["Table"]
    assert table["TableArn"] == arn(found, "Orders")
    assert (table["SSEDescription"]["Status"], table["DeletionProtectionEnabled"]) == ("ENABLED", True)
    backups = client.describe_continuous_backups(**where)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert client.describe_time_to_live(**where)["TimeToLiveDescription"]["AttributeName"] == "until"
    (mapping,) = account.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    assert mapping["EventSourceArn"] == table["LatestStreamArn"]


def test_keys_secrets_and_parameters(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Key:
            Type: AWS::KMS::Key
            Properties:
              Description: of the parcels
              EnableKeyRotation: true
              KeyPolicy:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }
                    Action: kms:*
                    Resource: "*"
              Tags: [{ Key: team, Value: parcels }]
          Alias: { Type: "AWS::KMS::Alias", Properties: { AliasName: alias/parcels, TargetKeyId: !Ref Key } }
          Carrier:
            Type: AWS::SecretsManager::Secret
            Properties: { Name: carrier, KmsKeyId: !Ref Key, GenerateSecretString: { PasswordLength: 30 } }
          Readers:
            Type: AWS::SecretsManager::ResourcePolicy
            Properties:
              SecretId: !Ref Carrier
              ResourcePolicy:
                Version: "2012-10-17"
                Statement: [{ Effect: Deny, Principal: "*", Action: "secretsmanager:*", Resource: "*" }]
          Token:
            Type: AWS::SSM::Parameter
            Properties: { Name: /parcels/token, Type: String, Value: c4rr13r, Tier: Standard }
        """,
    )
    assert all_held(found)
    kms = account.client("kms")
    assert kms.get_key_rotation_status(KeyId=physical(found, "Key"))["KeyRotationEnabled"] is True
    policy = json.loads(kms.get_key_policy(KeyId=physical(found, "Key"), PolicyName="default")["Policy"])
    assert policy["Statement"][0]["Principal"]["AWS"] == f"arn:aws:iam::{account.id}:root"
    secret = account.client("secretsmanager").describe_secret(SecretId="carrier")
    assert (secret["ARN"], secret["KmsKeyId"]) == (arn(found, "Carrier"), physical(found, "Key"))
    parameter = account.client("ssm").get_parameter(Name="/parcels/token")["Parameter"]
    assert (parameter["Type"], parameter["Value"]) == ("String", "c4rr13r")


def test_what_else_functions_keep_things_in(account: Account, tmp_path: Path) -> None:
    found = deployed(
        account,
        tmp_path,
        """
        Resources:
          Ledger:
            Type: AWS::RDS::DBInstance
            Properties:
              Engine: postgres
              DBInstanceClass: db.t4g.medium
              AllocatedStorage: "20"
              MasterUsername: ledger
              MasterUserPassword: L3dger-pr1nt-0ut
              PubliclyAccessible: true
              StorageEncrypted: false
          Files:
            Type: AWS::EFS::FileSystem
            Properties: { Encrypted: true, FileSystemTags: [{ Key: team, Value: parcels }] }
          Door:
            Type: AWS::EFS::AccessPoint
            Properties: { FileSystemId: !Ref Files, PosixUser: { Uid: "1000", Gid: "1000" } }
          Images:
            Type: AWS::ECR::Repository
            Properties: { ImageTagMutability: IMMUTABLE, ImageScanningConfiguration: { ScanOnPush: true } }
        """,
    )
    assert all_held(found)
    (instance,) = account.client("rds").describe_db_instances()["DBInstances"]
    assert (instance["PubliclyAccessible"], instance["StorageEncrypted"]) == (True, False)
    (point,) = account.client("efs").describe_access_points()["AccessPoints"]
    assert (point["FileSystemId"], point["PosixUser"]["Uid"]) == (physical(found, "Files"), 1000)
    (repository,) = account.client("ecr").describe_repositories()["repositories"]
    assert repository["imageTagMutability"] == "IMMUTABLE"
