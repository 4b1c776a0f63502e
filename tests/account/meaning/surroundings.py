"""What a case leaves out, since its control doesn't look at it, and AWS asks for: roles, runtimes, the API of a stage.

A case shows no more than its control needs. To be deployed it gets the rest: a resource for each name that it uses and
doesn't have, and the properties that its resources need. The template that comes of it is what is compared, on both
sides; what a control says of these surroundings doesn't count.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.account.meaning.templates import Named, references

_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
    ],
}
_LAMBDA = "AWS::Lambda::Function"
_VPC = "SurroundingNetwork"
_ROLE = "SurroundingRole"
_API = "SurroundingApi"
_FUNCTION = "SurroundingFunction"
_QUEUE = "SurroundingQueue"
_HTTP_API = "SurroundingHttpApi"


def _of(type_: str, **properties: Any) -> dict[str, Any]:
    return {"Type": type_, "Properties": properties}


_METRICS = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "surroundings"}
_KINDS: Mapping[str, dict[str, Any]] = {
    "role": _of("AWS::IAM::Role", AssumeRolePolicyDocument=_TRUST),
    "function": _of("AWS::Lambda::Function"),
    "rest api": _of("AWS::ApiGateway::RestApi", Name="surroundings"),
    "http api": _of("AWS::ApiGatewayV2::Api", Name="surroundings", ProtocolType="HTTP"),
    "acl": _of(
        "AWS::WAFv2::WebACL",
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig={
            "SampledRequestsEnabled": True,
            "CloudWatchMetricsEnabled": True,
            "MetricName": "surroundings",
        },
    ),
    "network": _of("AWS::EC2::VPC", CidrBlock="10.0.0.0/16"),
    "subnet": _of("AWS::EC2::Subnet", VpcId={"Ref": _VPC}),
    "group": _of("AWS::EC2::SecurityGroup", GroupDescription="surroundings", VpcId={"Ref": _VPC}),
    "network acl": _of("AWS::EC2::NetworkAcl", VpcId={"Ref": _VPC}),
    "pool": _of("AWS::Cognito::UserPool"),
    "topic": _of("AWS::SNS::Topic"),
    "queue": _of("AWS::SQS::Queue"),
    "bucket": _of("AWS::S3::Bucket"),
    "key": _of("AWS::KMS::Key"),
    "logs": _of("AWS::Logs::LogGroup"),
    "files": _of("AWS::EFS::FileSystem"),
    "validator": _of("AWS::ApiGateway::RequestValidator"),
    "signer": _of("AWS::Signer::SigningProfile", PlatformId="AWSLambda-SHA384-ECDSA"),
    "policy": _of(
        "AWS::IAM::ManagedPolicy",
        PolicyDocument={
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*"}],
        },
    ),
    "deployment": _of("AWS::ApiGateway::Deployment"),
}
_BY_PROPERTY: Mapping[str, str] = {
    **dict.fromkeys(("Role", "RoleArn", "RoleARN", "CloudWatchLogsRoleArn", "ServiceRoleArn"), "role"),
    **dict.fromkeys(("WebACLArn", "WebACLId"), "acl"),
    **dict.fromkeys(("FunctionName", "Endpoint", "Targets.Arn"), "function"),
    **dict.fromkeys(("KMSMasterKeyId", "KMSMasterKeyID", "KmsKeyId", "KMSKeyId", "KmsKeyArn"), "key"),
    **dict.fromkeys(("DestinationArn", "CloudWatchLogsLogGroupArn", "LogDestinationConfigs"), "logs"),
    **dict.fromkeys(
        ("Resource", "Queues", "EventSourceArn", "deadLetterTargetArn", "Destination", "DeadLetterConfig.Arn"), "queue"
    ),
    **dict.fromkeys(("S3BucketName", "DomainName"), "bucket"),
    "RestApiId": "rest api",
    "ApiId": "http api",
    "VpcId": "network",
    "SubnetIds": "subnet",
    "SecurityGroupIds": "group",
    "NetworkAclId": "network acl",
    "UserPoolId": "pool",
    "TopicArn": "topic",
    "FileSystemId": "files",
    "RequestValidatorId": "validator",
    "SigningProfileVersionArns": "signer",
    "PermissionsBoundary": "policy",
    "DeploymentId": "deployment",
}
"""What a name must be, by the property that it stands in."""
_ROLE_ARN = {"Fn::GetAtt": [_ROLE, "Arn"]}
_RUNS = {
    "Runtime": "python3.13",
    "Handler": "app.handler",
    "Code": {"S3Bucket": "code", "S3Key": "app.zip"},
    "Role": _ROLE_ARN,
}
_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "AWS::Lambda::Function": _RUNS,
    "AWS::ApiGateway::Stage": {
        "RestApiId": {"Ref": _API},
        "StageName": "live",
        "DeploymentId": {"Ref": "SurroundingDeployment"},
    },
    "AWS::ApiGateway::Method": {"RestApiId": {"Ref": _API}, "HttpMethod": "GET"},
    "AWS::ApiGateway::RestApi": {"Name": "case"},
    "AWS::ApiGateway::Deployment": {"RestApiId": {"Ref": _API}},
    "AWS::ApiGateway::RequestValidator": {"RestApiId": {"Ref": _API}},
    "AWS::ApiGatewayV2::Stage": {"ApiId": {"Ref": _HTTP_API}, "StageName": "live", "AutoDeploy": True},
    "AWS::ApiGatewayV2::Integration": {"ApiId": {"Ref": _HTTP_API}},
    "AWS::ApiGatewayV2::Route": {"ApiId": {"Ref": _HTTP_API}, "RouteKey": "GET /case"},
    "AWS::ApiGatewayV2::Api": {"Name": "case", "ProtocolType": "HTTP"},
    "AWS::Lambda::EventSourceMapping": {"FunctionName": {"Ref": _FUNCTION}},
    "AWS::Lambda::Permission": {"FunctionName": {"Ref": _FUNCTION}, "Action": "lambda:InvokeFunction"},
    "AWS::Lambda::Url": {"TargetFunctionArn": {"Fn::GetAtt": [_FUNCTION, "Arn"]}, "AuthType": "AWS_IAM"},
    "AWS::Lambda::EventInvokeConfig": {"FunctionName": {"Ref": _FUNCTION}, "Qualifier": "$LATEST"},
    "AWS::Lambda::LayerVersion": {"Content": {"S3Bucket": "code", "S3Key": "layer.zip"}},
    "AWS::DynamoDB::Table": {
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    },
    "AWS::Kinesis::Stream": {"ShardCount": 1},
    "AWS::StepFunctions::StateMachine": {
        "RoleArn": _ROLE_ARN,
        "DefinitionString": '{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}',
    },
    "AWS::EC2::Subnet": {"VpcId": {"Ref": _VPC}},
    "AWS::EC2::SecurityGroup": {"GroupDescription": "case", "VpcId": {"Ref": _VPC}},
    "AWS::IAM::Role": {"AssumeRolePolicyDocument": _TRUST},
    "AWS::Config::ConfigurationRecorder": {"RoleARN": _ROLE_ARN},
    "AWS::CloudWatch::Alarm": {
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "Statistic": "Sum",
        "Period": 60,
        "MetricName": "Errors",
        "Namespace": "AWS/Lambda",
    },
    "AWS::SNS::Subscription": {"Protocol": "lambda", "TopicArn": {"Ref": "SurroundingTopic"}},
    "AWS::Scheduler::Schedule": {"ScheduleExpression": "rate(1 day)", "FlexibleTimeWindow": {"Mode": "OFF"}},
    "AWS::Pipes::Pipe": {"RoleArn": _ROLE_ARN},
    "AWS::CodeDeploy::DeploymentGroup": {"ServiceRoleArn": _ROLE_ARN},
    "AWS::SSM::Parameter": {"Type": "String", "Value": "1"},
    "AWS::RDS::DBInstance": {
        "DBInstanceClass": "db.t4g.micro",
        "Engine": "postgres",
        "AllocatedStorage": "20",
        "MasterUsername": "keeper",
        "ManageMasterUserPassword": True,
    },
    "AWS::RDS::DBCluster": {
        "Engine": "aurora-postgresql",
        "MasterUsername": "keeper",
        "ManageMasterUserPassword": True,
    },
    "AWS::EC2::FlowLog": {"LogGroupName": "flows", "DeliverLogsPermissionArn": _ROLE_ARN, "TrafficType": "ALL"},
    "AWS::WAFv2::WebACL": {"Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "VisibilityConfig": _METRICS},
    "AWS::AppSync::GraphQLApi": {"Name": "case", "AuthenticationType": "API_KEY"},
}
"""What resources of a type can't be without."""
_DISTRIBUTION: Mapping[str, Any] = {
    "Enabled": True,
    "Origins": [
        {
            "Id": "origin",
            "DomainName": "origin.example.com",
            "CustomOriginConfig": {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]},
        }
    ],
    "DefaultCacheBehavior": {
        "TargetOriginId": "origin",
        "ViewerProtocolPolicy": "https-only",
        "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    },
}
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "BillingMode": ("ProvisionedThroughput",),
    "Code": ("ImageUri",),
    "DefinitionString": ("Definition", "DefinitionS3Location"),
    "LogGroupName": ("LogDestination",),
    "ManageMasterUserPassword": ("MasterUserPassword",),
    "MetricName": ("Metrics",),
    "Namespace": ("Metrics",),
    "Period": ("Metrics",),
    "ShardCount": ("StreamModeDetails",),
    "Statistic": ("ExtendedStatistic", "Metrics"),
    "Threshold": ("ThresholdMetricId",),
}
"""What there may be in the place of a property."""
_OF_IMAGES = ("Runtime", "Handler")
_OWN = {
    _ROLE: "role",
    _API: "rest api",
    _VPC: "network",
    _FUNCTION: "function",
    _QUEUE: "queue",
    _HTTP_API: "http api",
    "SurroundingDeployment": "deployment",
    "SurroundingTopic": "topic",
}


def surrounded(template: dict[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """A template with what it leaves out, and the ids of the resources that were added."""
    resources: dict[str, Any] = dict(template.get("Resources") or {})
    named = {*(template.get("Parameters") or {})}
    own = set(resources)
    pending = list(resources)
    network = 0
    while pending:
        id_ = pending.pop(0)
        one = resources[id_]
        if not isinstance(one, dict) or not isinstance(one.get("Properties", {}), dict):
            continue
        one = resources[id_] = {**one, "Properties": _completed(str(one.get("Type")), one.get("Properties") or {})}
        if one.get("Type") == "AWS::EC2::Subnet" and id_ not in own:
            network += 1
            one["Properties"].setdefault("CidrBlock", f"10.0.{network}.0/24")
        called = _called(one)
        if called and called not in {_name(other) for other in resources.values()}:
            function = f"Surrounding{called.title().replace('-', '')}"
            resources = {
                function: _of(_LAMBDA, FunctionName=called),
                **resources,
            }  # nothing refers to it: it goes first
            pending.append(function)
        for reference in references(one["Properties"]):
            kind = None if reference.id in named or reference.id in resources else _kind(reference)
            if kind is not None:
                resources[reference.id] = _KINDS[kind]
                pending.append(reference.id)
    resources |= {id_: one for api in own for id_, one in _stage(api, resources)}
    return {**template, "Resources": resources}, frozenset(resources) - own


_STAGES = {
    "AWS::ApiGateway::RestApi": "AWS::ApiGateway::Deployment",
    "AWS::ApiGatewayV2::Api": "AWS::ApiGatewayV2::Stage",
}
"""What makes a stage of an API, with the name of one. Without any, an account's API is open to nobody."""


def _stage(api: str, resources: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The stage of an API that has none."""
    type_ = resources[api].get("Type") if isinstance(resources[api], dict) else None
    properties = resources[api]["Properties"] if type_ in _STAGES else {}
    if type_ not in _STAGES or "Target" in properties:  # one with a target gets its stage by itself
        return
    around = {id_: one for id_, one in resources.items() if any(to.id == api for to in references(one))}
    types = (_STAGES[type_], "AWS::ApiGateway::Stage")
    if any(one["Type"] in types and "StageName" in one["Properties"] for one in around.values()):
        return
    if type_ == "AWS::ApiGatewayV2::Api":
        yield f"Surrounding{api}", _of(_STAGES[type_], ApiId={"Ref": api}, StageName="live", AutoDeploy=True)
        return
    methods = [id_ for id_, one in around.items() if one["Type"] == "AWS::ApiGateway::Method"]
    yield f"Surrounding{api}", {**_of(_STAGES[type_], RestApiId={"Ref": api}, StageName="live"), "DependsOn": methods}


def _called(resource: Mapping[str, Any]) -> str:
    """The function that a resource calls by a name alone."""
    of = str(resource.get("Type"))
    found = resource["Properties"].get("TargetFunctionArn" if of == "AWS::Lambda::Url" else "FunctionName")
    return (
        found
        if of.startswith("AWS::Lambda::") and of != _LAMBDA and isinstance(found, str) and ":" not in found
        else ""
    )


def _name(resource: Any) -> Any:
    properties = resource.get("Properties") if isinstance(resource, dict) else None
    return properties.get("FunctionName") if properties and resource.get("Type") == _LAMBDA else None


def _kind(reference: Named) -> str | None:
    if reference.id in _OWN:
        return _OWN[reference.id]
    if "::" in reference.id or not reference.way:
        return None
    way = [name for name in reference.way if not name.startswith("Fn::")]
    return _BY_PROPERTY.get(".".join(way[-2:])) or _BY_PROPERTY.get(way[-1] if way else "")


def _completed(type_: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(properties)
    image = found.get("PackageType") == "Image"
    for name, value in _NEEDED.get(type_, {}).items():
        given = any(one in found for one in (name, *_INSTEAD.get(name, ())))
        if not given and not (image and name in _OF_IMAGES):
            found[name] = value
    if type_ == "AWS::CloudFront::Distribution" and isinstance(found.get("DistributionConfig"), dict):
        found["DistributionConfig"] = _distribution(found["DistributionConfig"])
    if type_ == "AWS::ApiGateway::Method" and "ResourceId" not in found:
        found["ResourceId"] = {"Fn::GetAtt": [_ref(found["RestApiId"]), "RootResourceId"]}
    return found


def _distribution(config: Mapping[str, Any]) -> dict[str, Any]:
    """With an origin, and a behaviour that leads to the first one."""
    whole = {**_DISTRIBUTION, **config}
    origins = whole["Origins"]
    first = origins[0] if isinstance(origins, list) and isinstance(origins[0], dict) else {}
    behaviour = {**_DISTRIBUTION["DefaultCacheBehavior"], "TargetOriginId": first.get("Id", "origin")}
    if isinstance(whole["DefaultCacheBehavior"], dict):
        whole["DefaultCacheBehavior"] = {**behaviour, **(config.get("DefaultCacheBehavior") or {})}
    return whole


def _ref(value: Any) -> str:
    return str(value.get("Ref", _API)) if isinstance(value, dict) else _API
