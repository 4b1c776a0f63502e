"""What the AWS Security Finding Format calls types of resources.

Names are members of ``ResourceDetails`` (AWS Security Hub API Reference, "ResourceDetails", 2026-11), besides
``AwsAccount`` and ``Other``; a test compares them with the SDK's model.
"""

_BY_TYPE = {
    "AWS::ApiGateway::RestApi": "AwsApiGatewayRestApi",
    "AWS::ApiGateway::Stage": "AwsApiGatewayStage",
    "AWS::ApiGatewayV2::Api": "AwsApiGatewayV2Api",
    "AWS::ApiGatewayV2::Stage": "AwsApiGatewayV2Stage",
    "AWS::AppSync::GraphQLApi": "AwsAppSyncGraphQlApi",
    "AWS::CertificateManager::Certificate": "AwsCertificateManagerCertificate",
    "AWS::CloudFront::Distribution": "AwsCloudFrontDistribution",
    "AWS::CloudTrail::Trail": "AwsCloudTrailTrail",
    "AWS::CloudWatch::Alarm": "AwsCloudWatchAlarm",
    "AWS::DynamoDB::Table": "AwsDynamoDbTable",
    "AWS::EC2::NetworkAcl": "AwsEc2NetworkAcl",
    "AWS::EC2::SecurityGroup": "AwsEc2SecurityGroup",
    "AWS::EC2::Subnet": "AwsEc2Subnet",
    "AWS::EC2::VPC": "AwsEc2Vpc",
    "AWS::ECR::Repository": "AwsEcrRepository",
    "AWS::EFS::AccessPoint": "AwsEfsAccessPoint",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "AwsElbv2LoadBalancer",
    "AWS::Events::EventBus": "AwsEventsEventbus",
    "AWS::GuardDuty::Detector": "AwsGuardDutyDetector",
    "AWS::IAM::Group": "AwsIamGroup",
    "AWS::IAM::ManagedPolicy": "AwsIamPolicy",
    "AWS::IAM::Role": "AwsIamRole",
    "AWS::IAM::User": "AwsIamUser",
    "AWS::KMS::Key": "AwsKmsKey",
    "AWS::Kinesis::Stream": "AwsKinesisStream",
    "AWS::Lambda::Function": "AwsLambdaFunction",
    "AWS::Lambda::LayerVersion": "AwsLambdaLayerVersion",
    "AWS::OpenSearchService::Domain": "AwsOpenSearchServiceDomain",
    "AWS::RDS::DBCluster": "AwsRdsDbCluster",
    "AWS::RDS::DBInstance": "AwsRdsDbInstance",
    "AWS::S3::AccessPoint": "AwsS3AccessPoint",
    "AWS::S3::Bucket": "AwsS3Bucket",
    "AWS::SNS::Topic": "AwsSnsTopic",
    "AWS::SQS::Queue": "AwsSqsQueue",
    "AWS::SecretsManager::Secret": "AwsSecretsManagerSecret",
    "AWS::StepFunctions::StateMachine": "AwsStepFunctionStateMachine",
    "AWS::WAFv2::WebACL": "AwsWafv2WebAcl",
}
_BY_ARN = (
    (":apigateway:", "/stages/", ("AwsApiGatewayStage", "AwsApiGatewayV2Stage")),
    (":apigateway:", "", ("AwsApiGatewayRestApi", "AwsApiGatewayV2Api")),
    (":appsync:", "apis/", "AwsAppSyncGraphQlApi"),
    (":acm:", "certificate/", "AwsCertificateManagerCertificate"),
    (":cloudfront:", "distribution/", "AwsCloudFrontDistribution"),
    (":cloudtrail:", "trail/", "AwsCloudTrailTrail"),
    (":cloudwatch:", "alarm:", "AwsCloudWatchAlarm"),
    (":dynamodb:", "table/", "AwsDynamoDbTable"),
    (":ec2:", "network-acl/", "AwsEc2NetworkAcl"),
    (":ec2:", "security-group/", "AwsEc2SecurityGroup"),
    (":ec2:", "subnet/", "AwsEc2Subnet"),
    (":ec2:", "vpc/", "AwsEc2Vpc"),
    (":ecr:", "repository/", "AwsEcrRepository"),
    (":elasticfilesystem:", "access-point/", "AwsEfsAccessPoint"),
    (":elasticloadbalancing:", "loadbalancer/", "AwsElbv2LoadBalancer"),
    (":es:", "domain/", "AwsOpenSearchServiceDomain"),
    (":events:", "event-bus/", "AwsEventsEventbus"),
    (":guardduty:", "detector/", "AwsGuardDutyDetector"),
    (":iam:", "group/", "AwsIamGroup"),
    (":iam:", "policy/", "AwsIamPolicy"),
    (":iam:", "role/", "AwsIamRole"),
    (":iam:", "user/", "AwsIamUser"),
    (":kms:", "key/", "AwsKmsKey"),
    (":kinesis:", "stream/", "AwsKinesisStream"),
    (":lambda:", "function:", "AwsLambdaFunction"),
    (":lambda:", "layer:", "AwsLambdaLayerVersion"),
    (":rds:", "cluster:", "AwsRdsDbCluster"),
    (":rds:", "db:", "AwsRdsDbInstance"),
    (":s3:", "accesspoint/", "AwsS3AccessPoint"),
    (":s3:", "", "AwsS3Bucket"),
    (":secretsmanager:", "secret:", "AwsSecretsManagerSecret"),
    (":sns:", "", "AwsSnsTopic"),
    (":sqs:", "", "AwsSqsQueue"),
    (":states:", "stateMachine:", "AwsStepFunctionStateMachine"),
    (":wafv2:", "/webacl/", "AwsWafv2WebAcl"),
)
"""How ARNs look (Service Authorization Reference, 2026-11): the service, and what stands behind the account. API
Gateway has two kinds of each, of which the first is below ``/restapis/``."""
NAMES = frozenset(_BY_TYPE.values())


def type_of(arn: str, kind: str) -> str:
    """The type of a resource by its ARN, or by its type in CloudFormation; ``Other`` where the format has no name."""
    rest = arn.split(":", 5)[5] if arn.count(":") >= 5 else ""
    for service, part, name in _BY_ARN:
        if service in arn[:40] and part in rest:
            return name if isinstance(name, str) else name["/restapis/" not in rest]
    return _BY_TYPE.get(kind, "Other")
