"""One answer of AWS to each call of its watchers, in the shapes of the API."""

from typing import Any

from tests.account.watching.worlds import (
    LAMBDA_RULE,
    ORDERS,
    access,
    analyzers,
    compliance,
    coverage,
    delivery,
    evaluation,
    inspected,
    pack,
    standards,
    status,
    threat,
    vulnerability,
)

ACCOUNT, REGION = "300000000000", "eu-west-1"
TRAIL = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/main"
RULE = {
    "ConfigRuleName": LAMBDA_RULE,
    "ConfigRuleArn": f"arn:aws:config:{REGION}:{ACCOUNT}:config-rule/config-rule-abc123",
    "ConfigRuleId": "config-rule-abc123",
    "Source": {"Owner": "AWS", "SourceIdentifier": "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED"},
    "ConfigRuleState": "ACTIVE",
}
BROKEN = {
    "EvaluationResultIdentifier": {
        "EvaluationResultQualifier": {
            "ConfigRuleName": LAMBDA_RULE,
            "ResourceType": "AWS::Lambda::Function",
            "ResourceId": "orders",
        }
    },
    "ComplianceType": "NON_COMPLIANT",
    "ResultRecordedTime": "2026-11-01T08:00:00+00:00",
}


def hub_finding(id_: str, control: str = "", product: str = "Security Hub", **more: Any) -> dict[str, Any]:
    """A finding as Security Hub tells it."""
    return {
        "Id": id_,
        "ProductName": product,
        "GeneratorId": f"security-control/{control}" if control else f"arn:aws:x::{id_}",
        "Title": f"{control or product} found something",
        "Severity": {"Label": "HIGH"},
        "FirstObservedAt": "2026-11-02T08:00:00.000Z",
        "Resources": [{"Type": "AwsLambdaFunction", "Id": ORDERS}],
        **({"Compliance": {"Status": "FAILED", "SecurityControlId": control}} if control else {}),
        **more,
    }


SAMPLES: dict[str, Any] = {
    "config:DescribeConfigurationRecorders": {
        "ConfigurationRecorders": [
            {"name": "default", "roleARN": "arn:aws:iam::1:role/c", "recordingGroup": {"allSupported": True}}
        ]
    },
    **status(lastStatus="Success"),
    "config:DescribeDeliveryChannels": {"DeliveryChannels": [{"name": "default", "s3BucketName": "logs"}]},
    **delivery("Success"),
    "config:DescribeConfigRules": {"ConfigRules": [RULE]},
    **evaluation(FirstEvaluationStarted=True),
    **compliance("NON_COMPLIANT", CappedCount=1, CapExceeded=False),
    "config:GetComplianceDetailsByConfigRule": {"EvaluationResults": [BROKEN]},
    **pack("COMPLIANT"),
    "config:DescribeConfigurationAggregators": {
        "ConfigurationAggregators": [
            {
                "ConfigurationAggregatorName": "all",
                "ConfigurationAggregatorArn": f"arn:aws:config:{REGION}:{ACCOUNT}:config-aggregator/a1",
                "OrganizationAggregationSource": {"RoleArn": "arn:aws:iam::1:role/a", "AllAwsRegions": True},
            }
        ]
    },
    "cloudtrail:DescribeTrails": {
        "trailList": [
            {"Name": "main", "TrailARN": TRAIL, "S3BucketName": "logs", "HomeRegion": REGION},
            {"Name": "far", "TrailARN": TRAIL.replace("eu-west-1", "us-east-1"), "HomeRegion": "us-east-1"},
        ]
    },
    "cloudtrail:GetTrailStatus": {"IsLogging": True, "LatestDeliveryError": ""},
    "cloudtrail:GetEventSelectors": {
        "EventSelectors": [{"ReadWriteType": "All", "DataResources": [{"Type": "AWS::S3::Object", "Values": ["a"]}]}]
    },
    "cloudtrail:GetInsightSelectors": {"InsightSelectors": [{"InsightType": "ApiErrorRateInsight"}]},
    **threat(8.0),
    "guardduty:GetDetector": {
        "Status": "ENABLED",
        "Features": [{"Name": "LAMBDA_NETWORK_LOGS", "Status": "ENABLED", "AdditionalConfiguration": [{"Name": "a"}]}],
        "Tags": {"a": "b"},
    },
    **inspected(**{"lambda": "ENABLED"}),
    **coverage("ACTIVE", "SUCCESSFUL"),
    **vulnerability("HIGH"),
    "securityhub:DescribeHub": {"HubArn": f"arn:aws:securityhub:{REGION}:{ACCOUNT}:hub/default"},
    **standards("READY"),
    "securityhub:GetFindings": {"Findings": [hub_finding("arn:aws:securityhub:finding/1", "Lambda.1")]},
    **analyzers("ACCOUNT", "ACTIVE", access()),
    "organizations:DescribeOrganization": {
        "Organization": {
            "Id": "o-abcdefghij",
            "Arn": f"arn:aws:organizations::{ACCOUNT}:organization/o-abcdefghij",
            "FeatureSet": "ALL",
            "MasterAccountId": "999999999999",
        }
    },
    "organizations:ListPolicies": {
        "Policies": [
            {
                "Id": "p-1",
                "Arn": f"arn:aws:organizations::{ACCOUNT}:policy/o-abcdefghij/service_control_policy/p-1",
                "Name": "guard",
                "Type": "SERVICE_CONTROL_POLICY",
                "AwsManaged": False,
            }
        ]
    },
    "organizations:DescribePolicy": {"Policy": {"PolicySummary": {"Id": "p-1"}, "Content": '{"Statement": []}'}},
    "organizations:ListTargetsForPolicy": {"Targets": [{"TargetId": ACCOUNT, "Type": "ACCOUNT"}]},
    "lambda:ListFunctions": {
        "Functions": [{"FunctionName": "orders", "FunctionArn": ORDERS, "Runtime": "python3.13", "Role": "r"}]
    },
}
OUR_TYPES = {
    "AWS::Config::ConfigurationRecorder",
    "AWS::Config::DeliveryChannel",
    "AWS::Config::ConfigRule",
    "AWS::Config::ConformancePack",
    "AWS::Config::ConfigurationAggregator",
    "AWS::CloudTrail::Trail",
    "AWS::GuardDuty::Detector",
    "AWS::SecurityHub::Hub",
    "AWS::SecurityHub::Standard",
    "AWS::AccessAnalyzer::Analyzer",
    "AWS::Organizations::Policy",
    "Account::AccessAnalyzerFinding",
    "Account::ConfigFinding",
    "Account::GuardDutyFinding",
    "Account::Inspector",
    "Account::InspectorCoverage",
    "Account::InspectorFinding",
    "Account::Organization",
    "Account::Region",
    "Account::SecurityHubFinding",
    "Account::TrailFromElsewhere",
}
