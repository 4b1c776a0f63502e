"""Random SAM templates of a small grammar, read natively and as the reference translator has them."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.sam import check

Tree = dict[str, Any]
CONDITIONS = ("IsProd", "IsDev", "Undecided")


def some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """A mapping with some of its parts."""
    return st.fixed_dictionaries({}, optional=parts)


def either(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, mostly as it is, sometimes by a condition."""
    nothing = st.just({"Ref": "AWS::NoValue"})
    chosen = st.builds(
        lambda name, yes, no: {"Fn::If": [name, yes, no]}, st.sampled_from(CONDITIONS), value, value | nothing
    )
    return st.one_of(value, value, chosen)


def numbers(low: int, high: int) -> st.SearchStrategy[Any]:
    return either(
        st.integers(low, high)
        | st.sampled_from([{"Ref": "Number"}, {"Fn::FindInMap": ["Sizes", {"Ref": "Stage"}, "Number"]}])
    )


WORDS = st.sampled_from(["a", "shop", {"Ref": "Stage"}, {"Fn::Sub": "${AWS::StackName}-${Stage}"}, {"Ref": "Topic"}])
TAGS = st.dictionaries(st.sampled_from(["team", "cost"]), WORDS, max_size=2)
ARN = {"Fn::GetAtt": ["Queue", "Arn"]}
STATEMENT = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": {"Fn::Sub": "arn:aws:s3:::${Stage}/*"}}
POLICY = st.sampled_from(
    [
        "AmazonS3ReadOnlyAccess",
        {"Ref": "Managed"},
        "arn:aws:iam::111122223333:policy/own",
        {"DynamoDBCrudPolicy": {"TableName": {"Ref": "Table"}}},
        {"SQSPollerPolicy": {"QueueName": {"Fn::GetAtt": ["Queue", "QueueName"]}}},
        {"S3ReadPolicy": {"BucketName": {"Fn::Sub": "${AWS::StackName}-files"}}},
        {"CloudWatchPutMetricPolicy": {}},
        {"Version": "2012-10-17", "Statement": [STATEMENT]},
        {"Statement": STATEMENT},
    ]
)
MAYBE = st.builds(lambda policy: {"Fn::If": ["Undecided", policy, {"Ref": "AWS::NoValue"}]}, POLICY)
POLICIES = POLICY | st.lists(POLICY | MAYBE, min_size=1, max_size=3, unique_by=str)
METHODS = st.sampled_from(["get", "POST"])
HERE = st.sampled_from(["/", "/orders", "/orders/{id}", "/{proxy+}"])
"""A path below one that each event has for itself: API Gateway refuses two events of one route."""


def event(kind: str, **properties: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    optional = {name.removesuffix("_"): value for name, value in properties.items() if name.endswith("_")}
    needed = {name: value for name, value in properties.items() if not name.endswith("_")}
    made = st.fixed_dictionaries(needed, optional=optional)
    return st.builds(lambda own: {"Type": kind, "Properties": own}, made)


REST_AUTH = st.sampled_from([{"Authorizer": "NONE"}, {"Authorizer": "Pool"}, {"ApiKeyRequired": True}])
EVENTS = st.one_of(
    event("Api", Path=HERE, Method=METHODS, RestApiId=st.just({"Ref": "Rest"}), Auth_=REST_AUTH),
    event("Api", Path=HERE, Method=METHODS | st.just("any")),
    event("HttpApi", Path=HERE, Method=METHODS, ApiId_=st.just({"Ref": "Http"}), TimeoutInMillis_=st.just(900)),
    event("Schedule", Schedule=st.just("rate(1 day)"), Enabled_=st.booleans(), Input_=st.just("{}")),
    event("ScheduleV2", ScheduleExpression=st.just("rate(1 day)"), OmitName_=st.just(True), State_=st.just("DISABLED")),
    event("SQS", Queue=st.just(ARN), BatchSize_=numbers(1, 10), Enabled_=either(st.booleans())),
    event("SNS", Topic=st.just({"Ref": "Topic"}), FilterPolicy_=st.just({"a": ["b"]})),
    event("EventBridgeRule", Pattern=st.just({"source": ["shop"]}), DeadLetterConfig_=st.just({"Type": "SQS"})),
    event("DynamoDB", Stream=st.just({"Fn::GetAtt": ["Data", "StreamArn"]}), StartingPosition=st.just("LATEST")),
    event("S3", Bucket=st.just({"Ref": "Files"}), Events=st.just("s3:ObjectCreated:*")),
    event("CloudWatchLogs", LogGroupName=st.just("logs"), FilterPattern=st.just("")),
)
SHARED = {
    "Timeout": numbers(1, 900),
    "MemorySize": numbers(128, 10240),
    "Tracing": st.sampled_from(["Active", "PassThrough", {"Ref": "Trace"}]),
    "PropagateTags": st.booleans(),
    "Environment": st.builds(lambda names: {"Variables": names}, st.dictionaries(st.sampled_from("AB"), WORDS)),
    "VpcConfig": st.just({"SecurityGroupIds": [{"Ref": "Group"}], "SubnetIds": ["subnet-1"]}),
    "KmsKeyArn": either(st.just("arn:aws:kms:eu-west-1:111122223333:key/x")),
    "Layers": st.lists(either(st.just({"Ref": "Layer"})), min_size=1, max_size=2),
    "ReservedConcurrentExecutions": numbers(0, 50),
    "AutoPublishAlias": st.sampled_from(["live", {"Ref": "Stage"}]),
}
OWN = {
    **SHARED,
    "Tags": TAGS,  # not in Globals: of those SAM gives an implicit API all or nothing
    "Policies": POLICIES,
    "Events": st.dictionaries(st.sampled_from(["First", "Second", "Third"]), EVENTS, max_size=3),
    "FunctionUrlConfig": st.fixed_dictionaries(
        {"AuthType": st.sampled_from(["NONE", "AWS_IAM", {"Ref": "Url"}])},
        optional={"Cors": st.just({"AllowOrigins": ["*"]}), "InvokeMode": st.just("BUFFERED")},
    ),
    "DeadLetterQueue": st.just({"Type": "SQS", "TargetArn": ARN}),
    "EventInvokeConfig": st.sampled_from(
        [
            {"MaximumRetryAttempts": 1},
            {"DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": ARN}}},
            {"DestinationConfig": {"OnSuccess": {"Type": "SNS"}}},
        ]
    ),
    "DeploymentPreference": st.sampled_from([{"Type": "AllAtOnce"}, {"Type": "Canary10Percent5Minutes"}]),
    "Role": st.just("arn:aws:iam::111122223333:role/own"),
    "PermissionsBoundary": st.just("arn:aws:iam::111122223333:policy/boundary"),
}


@st.composite
def functions(draw: st.DrawFn, name: str) -> Tree:
    properties = draw(some(**OWN))
    for title, made in properties.get("Events", {}).items():
        if "Path" in made["Properties"]:
            made["Properties"]["Path"] = f"/{name}/{title}{made['Properties']['Path']}".rstrip("/")
    if draw(st.booleans()):
        properties.pop("Role", None)
    code = draw(st.sampled_from([{"CodeUri": "s3://artifacts/x.zip"}, {"InlineCode": "x"}, {"CodeUri": "./src"}]))
    resource: Tree = {
        "Type": "AWS::Serverless::Function",
        "Properties": {**code, "Runtime": "python3.13", "Handler": "index.handler", **properties},
    }
    if "DeploymentPreference" in properties:
        properties = resource["Properties"]
        properties.setdefault("AutoPublishAlias", "live")
    return {**resource, **draw(some(Condition=st.sampled_from(CONDITIONS), DeletionPolicy=st.just("Retain")))}


AUTH = some(
    ApiKeyRequired=st.booleans(),
    DefaultAuthorizer=st.just("Pool"),
    AddDefaultAuthorizerToCorsPreflight=st.booleans(),
    ResourcePolicy=st.just({"IpRangeWhitelist": ["10.0.0.0/8"]}),
)
REST = some(
    Cors=st.sampled_from(["'*'", {"AllowOrigin": "'https://shop.example'", "AllowCredentials": True}]),
    TracingEnabled=st.booleans(),
    Name=WORDS,
    EndpointConfiguration=st.sampled_from([{"Type": "REGIONAL"}, "EDGE"]),
    OpenApiVersion=st.sampled_from(["2.0", "3.0.1"]),
    Variables=st.just({"a": {"Ref": "Stage"}}),
    Tags=TAGS,
)
HTTP = some(
    CorsConfiguration=st.sampled_from([True, {"AllowOrigins": ["https://shop.example"]}]),
    StageName=st.just("live"),
    Tags=TAGS,
    FailOnWarnings=st.booleans(),
    DisableExecuteApiEndpoint=st.booleans(),
    DefaultRouteSettings=st.just({"ThrottlingRateLimit": 5}),
)
FLOW = st.fixed_dictionaries(
    {
        "Definition": st.just(
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"Ref": "Topic"}, "End": True}}}
        )
    },
    optional={"Policies": POLICIES, "Tags": TAGS, "Tracing": st.just({"Enabled": True}), "Type": st.just("EXPRESS")},
)
CONNECTORS = st.builds(
    lambda to, what: {"Source": {"Id": "One"}, "Destination": {"Id": to}, "Permissions": what},
    st.sampled_from(["Table", "Queue", "Files"]),
    st.sampled_from([["Read"], ["Read", "Write"]]),
)


def typed(kind: str, properties: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    return st.builds(lambda own: {"Type": kind, "Properties": own}, properties)


FIXED: Mapping[str, Any] = {
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "all"}},
    "Managed": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [STATEMENT]}}},
    "Files": {"Type": "AWS::S3::Bucket"},
    "People": {"Type": "AWS::Cognito::UserPool"},
    "Table": {"Type": "AWS::Serverless::SimpleTable"},
    "Layer": {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "s3://artifacts/layer.zip"}},
    "Data": {"Type": "AWS::DynamoDB::Table", "Properties": {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}},
}


@st.composite
def templates(draw: st.DrawFn) -> Tree:
    auth = {**draw(AUTH), "Authorizers": {"Pool": {"UserPoolArn": {"Fn::GetAtt": ["People", "Arn"]}}}}
    resources: Tree = {**FIXED, "One": draw(functions("One"))}
    for name, made in (
        ("Two", functions("Two")),
        ("Flow", typed("AWS::Serverless::StateMachine", FLOW)),
        ("Link", typed("AWS::Serverless::Connector", CONNECTORS)),
    ):
        if draw(st.booleans()):
            resources[name] = draw(made)
    if "Role" in resources["One"]["Properties"]:  # a connector gives its permissions to a role of the template
        resources.pop("Link", None)
    resources["Rest"] = draw(typed("AWS::Serverless::Api", REST))
    resources["Rest"]["Properties"].update(StageName=draw(st.sampled_from(["live", {"Ref": "Stage"}])), Auth=auth)
    resources["Http"] = draw(typed("AWS::Serverless::HttpApi", HTTP))
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {
            "Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]},
            "Number": {"Type": "Number", "Default": 130},
            "Trace": {"Type": "String", "Default": "Active"},
            "Url": {"Type": "String", "Default": draw(st.sampled_from(["NONE", "AWS_IAM"]))},
        },
        "Mappings": {"Sizes": {"dev": {"Number": 128}, "prod": {"Number": 512}}},
        "Conditions": {
            "IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
            "IsDev": {"Fn::Not": [{"Condition": "IsProd"}]},
            "Undecided": {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "111122223333"]},
        },
        "Globals": {"Function": draw(some(**SHARED))},
        "Resources": resources,
    }


@settings(max_examples=30, derandomize=True, database=None, deadline=None)
@given(templates())
def test_random_template_agrees(template: Tree) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.json"
        path.write_text(json.dumps(template), encoding="utf-8")
        outcome = check(path)
    assert not outcome.refused
    assert not outcome.crash
    assert [(d.path, d.ours, d.theirs) for d in outcome.differences] == []
