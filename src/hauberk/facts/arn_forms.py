"""What ARNs, names and attributes look like, by CloudFormation type, as far as a template tells them.

Sources: CloudFormation Template Reference, "Return values" of each type, for ``Ref`` and attributes; Service
Authorization Reference, "Resource types defined by" each service, for ARNs (2026-11). A test holds the ARNs against the
catalogue, the names of properties and attributes against CloudFormation's schemas.

In a text, ``${AWS::…}`` is a pseudo parameter and ``${Name}`` the resource's name (or the id that AWS gives it, where
no property names it); ``${Arn}`` is its ARN. ``${=Property|text}`` is a property with AWS's default, ``${/Name}`` the
name behind one slash whether it begins with one or not, ``${Bus/}`` the event bus with what follows it, unless it is
the default one, ``${@Property}`` the ARN of the function that a property names. Anything else is a part that AWS gives,
known after deployment only.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Form(NamedTuple):
    """How a type's resources are called: their ARN, the property that names them, what ``Ref`` and attributes give."""

    arn: str
    named_by: str = ""
    ref: str = "${Name}"
    attributes: Mapping[str, str] = {}


def _regional(service: str, rest: str) -> str:
    return f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{rest}"


def _global(service: str, rest: str) -> str:
    return f"arn:${{AWS::Partition}}:{service}::${{AWS::AccountId}}:{rest}"


def _within(service: str, rest: str) -> str:
    """Without an account, as API Gateway has them."""
    return f"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}::{rest}"


ARN = "${Arn}"
NAME = "${Name}"
UNIQUE = frozenset(("Ref", "RepositoryId", "StreamLabel", "Suffix", "Uuid"))
"""Parts that AWS gives a resource and no other; a version's number isn't one of them."""
_QUEUE_URL = "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Name}"
_WITH_ARN = {"Arn": ARN}

FORMS: Mapping[str, Form] = {
    "AWS::AmazonMQ::Broker": Form(
        _regional("mq", "broker:${=BrokerName|}:${Name}"), attributes={"Arn": ARN, "Id": NAME}
    ),
    "AWS::ApiGateway::RestApi": Form(_within("apigateway", "/restapis/${Name}"), attributes={"RestApiId": NAME}),
    "AWS::ApiGatewayV2::Api": Form(_within("apigateway", "/apis/${Name}"), attributes={"ApiId": NAME}),
    "AWS::ApiGatewayV2::Stage": Form(_within("apigateway", "/apis/${=ApiId|}/stages/${Name}"), "StageName"),
    "AWS::AppConfig::Application": Form(
        _regional("appconfig", "application/${Name}"), attributes={"ApplicationId": NAME}
    ),
    "AWS::AppSync::GraphQLApi": Form(
        _regional("appsync", "apis/${Name}"), ref=ARN, attributes={"Arn": ARN, "ApiId": NAME}
    ),
    "AWS::Athena::WorkGroup": Form(_regional("athena", "workgroup/${Name}"), "Name"),
    "AWS::Backup::BackupVault": Form(
        _regional("backup", "backup-vault:${Name}"),
        "BackupVaultName",
        attributes={"BackupVaultArn": ARN, "BackupVaultName": NAME},
    ),
    "AWS::Batch::JobDefinition": Form(
        _regional("batch", "job-definition/${Name}:${Revision}"), "JobDefinitionName", ref=ARN
    ),
    "AWS::Batch::JobQueue": Form(
        _regional("batch", "job-queue/${Name}"), "JobQueueName", ref=ARN, attributes={"JobQueueArn": ARN}
    ),
    "AWS::Bedrock::Agent": Form(_regional("bedrock", "agent/${Name}"), attributes={"AgentArn": ARN, "AgentId": NAME}),
    "AWS::Bedrock::Guardrail": Form(
        _regional("bedrock", "guardrail/${Name}"),
        ref=ARN,
        attributes={"GuardrailArn": ARN, "GuardrailId": NAME},
    ),
    "AWS::Bedrock::KnowledgeBase": Form(
        _regional("bedrock", "knowledge-base/${Name}"),
        attributes={"KnowledgeBaseArn": ARN, "KnowledgeBaseId": NAME},
    ),
    "AWS::CertificateManager::Certificate": Form(_regional("acm", "certificate/${Name}"), ref=ARN),
    "AWS::CloudFront::Distribution": Form(_global("cloudfront", "distribution/${Name}"), attributes={"Id": NAME}),
    "AWS::CloudWatch::Alarm": Form(_regional("cloudwatch", "alarm:${Name}"), "AlarmName", attributes=_WITH_ARN),
    "AWS::CodeBuild::Project": Form(_regional("codebuild", "project/${Name}"), "Name", attributes=_WITH_ARN),
    "AWS::CodeCommit::Repository": Form(
        _regional("codecommit", "${Name}"), "RepositoryName", "${RepositoryId}", {"Arn": ARN, "Name": NAME}
    ),
    "AWS::CodePipeline::Pipeline": Form(_regional("codepipeline", "${Name}"), "Name"),
    "AWS::Cognito::IdentityPool": Form(_regional("cognito-identity", "identitypool/${Name}")),
    "AWS::Cognito::UserPool": Form(
        _regional("cognito-idp", "userpool/${Name}"), attributes={"Arn": ARN, "UserPoolId": NAME}
    ),
    "AWS::DSQL::Cluster": Form(
        _regional("dsql", "cluster/${Name}"), attributes={"Identifier": NAME, "ResourceArn": ARN}
    ),
    "AWS::DocDB::DBCluster": Form(_regional("rds", "cluster:${Name}")),
    "AWS::DynamoDB::GlobalTable": Form(
        _regional("dynamodb", "table/${Name}"),
        "TableName",
        attributes={"Arn": ARN, "StreamArn": "${Arn}/stream/${StreamLabel}"},
    ),
    "AWS::DynamoDB::Table": Form(
        _regional("dynamodb", "table/${Name}"),
        "TableName",
        attributes={"Arn": ARN, "StreamArn": "${Arn}/stream/${StreamLabel}"},
    ),
    "AWS::EC2::Instance": Form(_regional("ec2", "instance/${Name}"), attributes={"InstanceId": NAME}),
    "AWS::EC2::SecurityGroup": Form(
        _regional("ec2", "security-group/${Name}"), ref="${Ref}", attributes={"GroupId": NAME, "Id": NAME}
    ),
    "AWS::EC2::Subnet": Form(_regional("ec2", "subnet/${Name}"), attributes={"SubnetId": NAME}),
    "AWS::EC2::VPC": Form(_regional("ec2", "vpc/${Name}"), attributes={"VpcId": NAME}),
    "AWS::EC2::VPCEndpoint": Form(_regional("ec2", "vpc-endpoint/${Name}"), attributes={"Id": NAME}),
    "AWS::ECR::Repository": Form(_regional("ecr", "repository/${Name}"), "RepositoryName", attributes=_WITH_ARN),
    "AWS::ECS::Cluster": Form(_regional("ecs", "cluster/${Name}"), "ClusterName", attributes=_WITH_ARN),
    "AWS::ECS::TaskDefinition": Form(
        _regional("ecs", "task-definition/${Name}:${Revision}"),
        "Family",
        ref=ARN,
        attributes={"TaskDefinitionArn": ARN},
    ),
    "AWS::EFS::AccessPoint": Form(
        _regional("elasticfilesystem", "access-point/${Name}"), attributes={"Arn": ARN, "AccessPointId": NAME}
    ),
    "AWS::EFS::FileSystem": Form(
        _regional("elasticfilesystem", "file-system/${Name}"), attributes={"Arn": ARN, "FileSystemId": NAME}
    ),
    "AWS::Elasticsearch::Domain": Form(
        _regional("es", "domain/${Name}"), "DomainName", attributes={"Arn": ARN, "DomainArn": ARN}
    ),
    "AWS::Events::ApiDestination": Form(
        _regional("events", "api-destination/${Name}/${Uuid}"),
        "Name",
        attributes={"Arn": ARN, "ArnForPolicy": _regional("events", "api-destination/${Name}")},
    ),
    "AWS::Events::Archive": Form(_regional("events", "archive/${Name}"), "ArchiveName", attributes=_WITH_ARN),
    "AWS::Events::Connection": Form(
        _regional("events", "connection/${Name}/${Uuid}"),
        "Name",
        attributes={"Arn": ARN, "ArnForPolicy": _regional("events", "connection/${Name}")},
    ),
    "AWS::Events::EventBus": Form(
        _regional("events", "event-bus/${Name}"), "Name", attributes={"Arn": ARN, "Name": NAME}
    ),
    "AWS::Events::Rule": Form(
        _regional("events", "rule/${Bus/}${Name}"), "Name", "${Bus|}${Name}", {"Arn": ARN, "RuleName": NAME}
    ),
    "AWS::Glue::Crawler": Form(_regional("glue", "crawler/${Name}"), "Name"),
    "AWS::Glue::Database": Form(_regional("glue", "database/${Name}"), "DatabaseInput.Name"),
    "AWS::Glue::Job": Form(_regional("glue", "job/${Name}"), "Name"),
    "AWS::Glue::Table": Form(_regional("glue", "table/${=DatabaseName|}/${Name}"), "TableInput.Name"),
    "AWS::IAM::Group": Form(_global("iam", "group${=Path|/}${Name}"), "GroupName", attributes=_WITH_ARN),
    "AWS::IAM::InstanceProfile": Form(
        _global("iam", "instance-profile${=Path|/}${Name}"), "InstanceProfileName", attributes=_WITH_ARN
    ),
    "AWS::IAM::ManagedPolicy": Form(
        _global("iam", "policy${=Path|/}${Name}"), "ManagedPolicyName", ref=ARN, attributes={"PolicyArn": ARN}
    ),
    "AWS::IAM::Role": Form(_global("iam", "role${=Path|/}${Name}"), "RoleName", attributes=_WITH_ARN),
    "AWS::IAM::SAMLProvider": Form(_global("iam", "saml-provider/${Name}"), "Name", ref=ARN, attributes=_WITH_ARN),
    "AWS::IAM::User": Form(_global("iam", "user${=Path|/}${Name}"), "UserName", attributes=_WITH_ARN),
    "AWS::IoT::Thing": Form(_regional("iot", "thing/${Name}"), "ThingName", attributes=_WITH_ARN),
    "AWS::IoT::TopicRule": Form(_regional("iot", "rule/${Name}"), "RuleName", attributes=_WITH_ARN),
    "AWS::KMS::Alias": Form(_regional("kms", "${Name}"), "AliasName"),
    "AWS::KMS::Key": Form(_regional("kms", "key/${Name}"), attributes={"Arn": ARN, "KeyId": NAME}),
    "AWS::KMS::ReplicaKey": Form(_regional("kms", "key/${Name}"), attributes={"Arn": ARN, "KeyId": NAME}),
    "AWS::Kendra::Index": Form(_regional("kendra", "index/${Name}"), attributes={"Arn": ARN, "Id": NAME}),
    "AWS::Kinesis::Stream": Form(_regional("kinesis", "stream/${Name}"), "Name", attributes=_WITH_ARN),
    "AWS::KinesisFirehose::DeliveryStream": Form(
        _regional("firehose", "deliverystream/${Name}"), "DeliveryStreamName", attributes=_WITH_ARN
    ),
    "AWS::Lambda::Alias": Form("${@FunctionName}:${Name}", "Name", ref=ARN, attributes={"AliasArn": ARN}),
    "AWS::Lambda::CodeSigningConfig": Form(
        _regional("lambda", "code-signing-config:${Name}"),
        ref=ARN,
        attributes={"CodeSigningConfigArn": ARN, "CodeSigningConfigId": NAME},
    ),
    "AWS::Lambda::EventSourceMapping": Form(
        _regional("lambda", "event-source-mapping:${Name}"), attributes={"EventSourceMappingArn": ARN, "Id": NAME}
    ),
    "AWS::Lambda::Function": Form(_regional("lambda", "function:${Name}"), "FunctionName", attributes=_WITH_ARN),
    "AWS::Lambda::LayerVersion": Form(
        _regional("lambda", "layer:${Name}:${Version}"), "LayerName", ref=ARN, attributes={"LayerVersionArn": ARN}
    ),
    "AWS::Lambda::Url": Form("${@TargetFunctionArn}", ref=ARN, attributes={"FunctionArn": ARN}),
    "AWS::Lambda::Version": Form("${@FunctionName}:${Version}", ref=ARN, attributes={"FunctionArn": ARN}),
    "AWS::Location::PlaceIndex": Form(
        _regional("geo", "place-index/${Name}"), "IndexName", attributes={"Arn": ARN, "IndexArn": ARN}
    ),
    "AWS::Logs::LogGroup": Form(_regional("logs", "log-group:${Name}"), "LogGroupName", attributes={"Arn": "${Arn}:*"}),
    "AWS::MSK::Cluster": Form(
        _regional("kafka", "cluster/${Name}/${Uuid}"), "ClusterName", ref=ARN, attributes=_WITH_ARN
    ),
    "AWS::MSK::ServerlessCluster": Form(
        _regional("kafka", "cluster/${Name}/${Uuid}"), "ClusterName", ref=ARN, attributes=_WITH_ARN
    ),
    "AWS::Neptune::DBCluster": Form(_regional("rds", "cluster:${Name}")),
    "AWS::OpenSearchServerless::Collection": Form(
        _regional("aoss", "collection/${Name}"), attributes={"Arn": ARN, "Id": NAME}
    ),
    "AWS::OpenSearchService::Domain": Form(
        _regional("es", "domain/${Name}"), "DomainName", attributes={"Arn": ARN, "DomainArn": ARN}
    ),
    "AWS::Pipes::Pipe": Form(_regional("pipes", "pipe/${Name}"), "Name", attributes=_WITH_ARN),
    "AWS::RDS::DBCluster": Form(_regional("rds", "cluster:${Name}"), attributes={"DBClusterArn": ARN}),
    "AWS::RDS::DBInstance": Form(_regional("rds", "db:${Name}"), attributes={"DBInstanceArn": ARN}),
    "AWS::RDS::DBProxy": Form(_regional("rds", "db-proxy:${Name}"), ref="${Ref}", attributes={"DBProxyArn": ARN}),
    "AWS::S3::AccessPoint": Form(_regional("s3", "accesspoint/${Name}"), "Name", attributes={"Arn": ARN, "Name": NAME}),
    "AWS::S3::Bucket": Form("arn:${AWS::Partition}:s3:::${Name}", "BucketName", attributes=_WITH_ARN),
    "AWS::S3Express::DirectoryBucket": Form(
        _regional("s3express", "bucket/${Name}"), "BucketName", attributes=_WITH_ARN
    ),
    "AWS::S3ObjectLambda::AccessPoint": Form(
        _regional("s3-object-lambda", "accesspoint/${Name}"), "Name", attributes=_WITH_ARN
    ),
    "AWS::SES::EmailIdentity": Form(_regional("ses", "identity/${Name}"), "EmailIdentity"),
    "AWS::SNS::Topic": Form(
        _regional("sns", "${Name}"), "TopicName", ref=ARN, attributes={"TopicArn": ARN, "TopicName": NAME}
    ),
    "AWS::SQS::Queue": Form(
        _regional("sqs", "${Name}"),
        "QueueName",
        _QUEUE_URL,
        {"Arn": ARN, "QueueName": NAME, "QueueUrl": _QUEUE_URL},
    ),
    "AWS::SSM::Document": Form(_regional("ssm", "document/${Name}"), "Name"),
    "AWS::SSM::Parameter": Form(_regional("ssm", "parameter${/Name}"), "Name", attributes=_WITH_ARN),
    "AWS::SageMaker::Endpoint": Form(
        _regional("sagemaker", "endpoint/${Name}"), "EndpointName", ref=ARN, attributes={"EndpointName": NAME}
    ),
    "AWS::Scheduler::Schedule": Form(
        _regional("scheduler", "schedule/${=GroupName|default}/${Name}"), "Name", attributes=_WITH_ARN
    ),
    "AWS::Scheduler::ScheduleGroup": Form(
        _regional("scheduler", "schedule-group/${Name}"), "Name", attributes=_WITH_ARN
    ),
    "AWS::SecretsManager::Secret": Form(
        _regional("secretsmanager", "secret:${Name}-${Suffix}"), "Name", ref=ARN, attributes={"Id": ARN}
    ),
    "AWS::StepFunctions::Activity": Form(
        _regional("states", "activity:${Name}"), "Name", ref=ARN, attributes={"Arn": ARN, "Name": NAME}
    ),
    "AWS::StepFunctions::StateMachine": Form(
        _regional("states", "stateMachine:${Name}"), "StateMachineName", ref=ARN, attributes={"Arn": ARN, "Name": NAME}
    ),
    "AWS::Timestream::Database": Form(
        _regional("timestream", "database/${Name}"), "DatabaseName", attributes=_WITH_ARN
    ),
}
"""The types of resources that applications name in policies. Of the others nothing is said: what refers to them stays a
hole."""
