"""What was denied takes nothing away that somebody would take for clean, and adds no finding: a call of each family.

Whole applications are asked the same in ``tests/account/meaning/test_denied.py``.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from hauberk.practices import all_controls
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.snapshot import Snapshot
from tests.sources.account.denying import TODAY, completed, denied, wrong
from tests.sources.account.services.recorded import ACCOUNT, REGION, line, recorded

LAMBDA = f"arn:aws:lambda:{REGION}:{ACCOUNT}"
FUNCTION = f"{LAMBDA}:function:orders"
LIST = line(
    "lambda:ListFunctions",
    {"Functions": [{"FunctionName": "orders", "FunctionArn": FUNCTION, "Version": "$LATEST", "Runtime": "python3.13"}]},
)
LATER = {"FunctionName": "orders", "FunctionArn": f"{FUNCTION}:7", "Version": "7", "Runtime": "python3.13"}
VERSIONS = line("lambda:ListFunctions", {"Functions": [LATER]}, FunctionVersion="ALL")
ALIASES = line(
    "lambda:ListAliases",
    {"Aliases": [{"Name": "live", "AliasArn": f"{FUNCTION}:live", "FunctionVersion": "7"}]},
    FunctionName="orders",
)


def policy(resource: str, **more: Any) -> dict[str, Any]:
    """A policy that lets everybody in, unless ``more`` says who."""
    one = {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": resource}
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [one | more]})}


def of_function(qualifier: str = "", **more: Any) -> str:
    """What AWS answered about the policy of the function, or of one of its qualifiers."""
    place, given = (f"{FUNCTION}:{qualifier}", {"Qualifier": qualifier}) if qualifier else (FUNCTION, {})
    return line("lambda:GetPolicy", policy(place, **more), FunctionName="orders", **given)


LAYER = f"{LAMBDA}:layer:tools"
LAYERS = (
    line("lambda:ListLayers", {"Layers": [{"LayerName": "tools", "LayerArn": LAYER}]}),
    line(
        "lambda:ListLayerVersions",
        {"LayerVersions": [{"LayerVersionArn": f"{LAYER}:3", "Version": 3}]},
        LayerName="tools",
    ),
    line(
        "lambda:GetLayerVersionPolicy",
        policy(f"{LAYER}:3", Action="lambda:GetLayerVersion"),
        LayerName="tools",
        VersionNumber=3,
    ),
)
NIGHTLY = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/nightly"
_RULE = {"Name": "nightly", "Arn": NIGHTLY, "ScheduleExpression": "rate(1 day)", "State": "ENABLED"}
SCHEDULED = (
    LIST,
    of_function(Principal={"Service": "events.amazonaws.com"}, Condition={"ArnLike": {"AWS:SourceArn": NIGHTLY}}),
    line("events:ListEventBuses", {"EventBuses": [{"Name": "default"}]}),
    line("events:ListRules", {"Rules": [_RULE]}, EventBusName="default"),
    line(
        "events:ListTargetsByRule", {"Targets": [{"Id": "a", "Arn": FUNCTION}]}, EventBusName="default", Rule="nightly"
    ),
)
_DOMAIN = {"domainName": "shop.example.com", "endpointConfiguration": {"types": ["REGIONAL"]}}
NAMED = (
    line("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "name": "shop"}]}),
    line("apigateway:GetDomainNames", {"items": [_DOMAIN]}),
    line(
        "apigateway:GetBasePathMappings",
        {"items": [{"basePath": "(none)", "restApiId": "a1b2c3d4e5", "stage": "live"}]},
        domainName="shop.example.com",
    ),
)
_MAPPING = {"ApiMappingId": "m1", "ApiId": "h1h2h3h4h5", "ApiMappingKey": "", "Stage": "$default"}
NAMED_HTTP = (
    line("apigatewayv2:GetApis", {"Items": [{"ApiId": "h1h2h3h4h5", "Name": "shop", "ProtocolType": "HTTP"}]}),
    line("apigateway:GetDomainNames", {"items": [_DOMAIN]}),
    line("apigatewayv2:GetApiMappings", {"Items": [_MAPPING]}, DomainName="shop.example.com"),
)
POINT = (
    line("sts:GetCallerIdentity", {"Account": ACCOUNT}),
    line(
        "s3control:ListAccessPoints",
        {
            "AccessPointList": [
                {"Name": "door", "Bucket": "files", "AccessPointArn": f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/door"}
            ]
        },
        AccountId=ACCOUNT,
    ),
    line(
        "s3control:GetAccessPoint",
        {"Name": "door", "PublicAccessBlockConfiguration": {"BlockPublicAcls": False}},
        AccountId=ACCOUNT,
        Name="door",
    ),
)
QUEUES = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}"
_DEAD = f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"


def queue(name: str, **more: str) -> str:
    """What AWS answered about a queue."""
    attributes = {"QueueArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}", **more}
    return line(
        "sqs:GetQueueAttributes", {"Attributes": attributes}, QueueUrl=f"{QUEUES}/{name}", AttributeNames=["All"]
    )


DEAD_LETTERS = (
    line("sqs:ListQueues", {"QueueUrls": [f"{QUEUES}/orders", f"{QUEUES}/dead"]}),
    queue("orders", RedrivePolicy=json.dumps({"deadLetterTargetArn": _DEAD, "maxReceiveCount": 3})),
    queue("dead"),
)
_GROUP = {
    "applicationName": "shop",
    "deploymentGroupName": "live",
    "alarmConfiguration": {"enabled": True, "alarms": [{"name": "errors"}]},
}
ALARMED = (
    line(
        "cloudwatch:DescribeAlarms",
        {"MetricAlarms": [{"AlarmName": "errors", "AlarmArn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:errors"}]},
        AlarmTypes=["CompositeAlarm", "MetricAlarm"],
    ),
    line("codedeploy:ListApplications", {"applications": ["shop"]}),
    line(
        "codedeploy:BatchGetApplications",
        {"applicationsInfo": [{"applicationName": "shop", "computePlatform": "Lambda"}]},
        applicationNames=["shop"],
    ),
    line("codedeploy:ListDeploymentGroups", {"deploymentGroups": ["live"]}, applicationName="shop"),
    line(
        "codedeploy:BatchGetDeploymentGroups",
        {"deploymentGroupsInfo": [_GROUP]},
        applicationName="shop",
        deploymentGroupNames=["live"],
    ),
)
_OWNED = {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}
_EVERYONE = {
    "Grantee": {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"},
    "Permission": "READ",
}
PUBLIC_LIST = (
    line("s3:ListBuckets", {"Buckets": [{"Name": "files", "BucketRegion": REGION}]}, BucketRegion=REGION),
    line("s3:GetBucketAcl", {"Owner": {"ID": "o"}, "Grants": [_EVERYONE]}, Bucket="files"),
    line("s3:GetBucketOwnershipControls", _OWNED, Bucket="files"),
    line("s3:GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", Bucket="files"),
    line("sts:GetCallerIdentity", {"Account": ACCOUNT}),
    line("s3control:GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", AccountId=ACCOUNT),
)
_METHOD = {"httpMethod": "GET", "authorizationType": "NONE", "methodIntegration": {"type": "AWS_PROXY"}}
_RESOURCES = [
    {"id": f"r{number}", "parentId": "r0", "path": f"/{part}", "pathPart": part, "resourceMethods": {"GET": _METHOD}}
    for number, part in enumerate(("orders", "carts"), 1)
]
OPEN_API = (
    line("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "name": "shop", "rootResourceId": "r0"}]}),
    line("apigateway:GetResources", {"items": _RESOURCES}, restApiId="a1b2c3d4e5", embed=["methods"]),
    line("apigateway:GetStages", {"item": [{"stageName": "live", "deploymentId": "d1"}]}, restApiId="a1b2c3d4e5"),
    line(
        "apigateway:GetDeployment",
        {"apiSummary": {f"/{one['pathPart']}": {"GET": {"authorizationType": "NONE"}} for one in _RESOURCES}},
        restApiId="a1b2c3d4e5",
        deploymentId="d1",
        embed=["apisummary"],
    ),
)
_KEYED = {**_METHOD, "apiKeyRequired": True}
KEYED_API = (
    OPEN_API[0],
    line(
        "apigateway:GetResources",
        {"items": [{**one, "resourceMethods": {"GET": _KEYED}} for one in _RESOURCES]},
        restApiId="a1b2c3d4e5",
        embed=["methods"],
    ),
    OPEN_API[2],
    line(
        "apigateway:GetDeployment",
        {"apiSummary": {f"/{one['pathPart']}": {"GET": {"apiKeyRequired": False}} for one in _RESOURCES}},
        restApiId="a1b2c3d4e5",
        deploymentId="d1",
        embed=["apisummary"],
    ),
    line(
        "apigateway:GetUsagePlans",
        {
            "items": [
                {"id": "p1", "throttle": {"rateLimit": 9.0}, "apiStages": [{"apiId": "a1b2c3d4e5", "stage": "live"}]}
            ]
        },
    ),
)
WORLDS: Mapping[str, tuple[tuple[str, ...], str, str, str]] = {
    "versions of layers": (LAYERS, "public-layer", "violated", "lambda:ListLayerVersions"),
    "policies of layers": (LAYERS, "public-layer", "violated", "lambda:GetLayerVersionPolicy"),
    "aliases": (
        (LIST, VERSIONS, ALIASES, of_function("live")),
        "public-function-permission",
        "violated",
        "lambda:ListAliases",
    ),
    "versions": (
        (LIST, VERSIONS, of_function("7")),
        "public-function-permission",
        "violated",
        "lambda:ListFunctions (all versions)",
    ),
    "policies of versions": (
        (LIST, VERSIONS, of_function("7")),
        "public-function-permission",
        "violated",
        "lambda:GetPolicy",
    ),
    "rules": (SCHEDULED, "asynchronous-function-without-failure-target", "not-applicable", "events:ListRules"),
    "targets": (
        SCHEDULED,
        "asynchronous-function-without-failure-target",
        "not-applicable",
        "events:ListTargetsByRule",
    ),
    "paths": (NAMED, "default-endpoint-open", "violated", "apigateway:GetBasePathMappings"),
    "mappings": (NAMED_HTTP, "default-endpoint-open", "violated", "apigatewayv2:GetApiMappings"),
    "access points": (POINT, "bucket-public-access-block-off", "violated", "s3control:ListAccessPoints"),
    "queues": (DEAD_LETTERS, "dead-letters-without-alarm", "violated", "sqs:GetQueueAttributes"),
    "deployment groups": (ALARMED, "alarm-without-action", "not-applicable", "codedeploy:ListDeploymentGroups"),
    "their settings": (ALARMED, "alarm-without-action", "not-applicable", "codedeploy:BatchGetDeploymentGroups"),
    "ownership": (PUBLIC_LIST, "bucket-with-public-acl", "satisfied", "s3:GetBucketOwnershipControls"),
    "deployments": (OPEN_API, "api-without-authorizer", "violated", "apigateway:GetDeployment"),
    "keys": (KEYED_API, "rest-api-without-throttling", "violated", "apigateway:GetDeployment"),
    "stages": (OPEN_API, "api-without-authorizer", "violated", "apigateway:GetStages"),
}
"""What was recorded, a control, what it says of something, and a read without which it doesn't know."""
EVERY = pytest.mark.parametrize("world", WORLDS)


def states(snapshot: Snapshot, name: str) -> dict[str, str]:
    """What a control says, by the subject."""
    (control,) = (one for one in all_controls() if one.name == name)
    entries = check_snapshot(snapshot, Asking((control,), TODAY, heed=False, mapped=False)).entries
    return {entry.subject: entry.state.value for entry in entries}


@EVERY
def test_whole_it_has_a_verdict(world: str) -> None:
    lines, control, state, _ = WORLDS[world]
    assert state in states(completed(recorded(*lines)), control).values()


@EVERY
def test_without_it_nobody_knows(world: str) -> None:
    lines, control, state, name = WORLDS[world]
    whole = completed(recorded(*lines))
    before = states(whole, control)
    (read,) = (one for one in ALL_READS if one.name == name)
    after = states(denied(whole, read), control)
    about = [subject for subject, found in before.items() if found == state]
    assert all(after.get(subject, "unknown") == "unknown" for subject in about)
    assert "unknown" in after.values()


@EVERY
def test_no_control_says_what_is_not_so(world: str) -> None:
    assert list(wrong(recorded(*WORLDS[world][0]), all_controls(), singly=True)) == []
