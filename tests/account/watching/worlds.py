"""Worlds of AWS's own watchers: for each control that only an account can answer one that violates it and one that
satisfies it, and what lies between.

They are built by boto3 in an embedded account. Where moto lacks an operation, the world says what AWS answers to it, in
the shapes of the API: ``recorded``. A world without anything built is proven by recorded answers alone.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from hauberk.lab.account.account import Account
from hauberk.model.verdict import State
from hauberk.sources.account.calls import Missing
from tests.account.watching.audits import REGION, Recorded

VIOLATED, SATISFIED, UNKNOWN, NOT_APPLICABLE = State.VIOLATED, State.SATISFIED, State.UNKNOWN, State.NOT_APPLICABLE
Build = Callable[[Account], None]


NOTHING: Recorded = {}
GONE = Missing("TrailNotFoundException")
"""What a member of an organization may be told of its trail."""


class World(NamedTuple):
    """An account, and the worst that a control says of it; ``says`` is a part of the message."""

    control: str
    state: State
    build: Build
    recorded: Recorded = NOTHING
    says: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        return "-".join(filter(None, (self.control, self.state, self.build.__name__, self.note)))


# -- what accounts hold


def nothing(account: Account) -> None:
    """An account as it is on its first day."""


def bucket(account: Account) -> None:
    account.client("s3").create_bucket(
        Bucket=f"logs-{account.id}", CreateBucketConfiguration={"LocationConstraint": REGION}
    )


def recorder(account: Account, **group: Any) -> None:
    account.client("config").put_configuration_recorder(
        ConfigurationRecorder={
            "name": "default",
            "roleARN": f"arn:aws:iam::{account.id}:role/config",
            "recordingGroup": group or {"allSupported": True, "includeGlobalResourceTypes": True},
        }
    )


def recorder_without_identities(account: Account) -> None:
    recorder(account, allSupported=True, includeGlobalResourceTypes=False)


def recorder_of_some(account: Account) -> None:
    types = ["AWS::Lambda::Function", "AWS::ApiGateway::RestApi", "AWS::IAM::Role"]
    recorder(account, allSupported=False, includeGlobalResourceTypes=False, resourceTypes=types)


def recorder_of_machines(account: Account) -> None:
    recorder(account, allSupported=False, includeGlobalResourceTypes=False, resourceTypes=["AWS::EC2::Instance"])


def recorder_with_channel(account: Account) -> None:
    recorder(account)
    bucket(account)
    account.client("config").put_delivery_channel(
        DeliveryChannel={"name": "default", "s3BucketName": f"logs-{account.id}"}
    )


def recording(account: Account) -> None:
    recorder_with_channel(account)
    account.client("config").start_configuration_recorder(ConfigurationRecorderName="default")


def function(account: Account) -> None:
    role = account.client("iam").create_role(
        RoleName="orders",
        AssumeRolePolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service":'
        ' "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}',
    )["Role"]["Arn"]
    account.client("lambda").create_function(
        FunctionName="orders", Runtime="python3.13", Role=role, Handler="app.handler", Code={"ZipFile": b"no archive"}
    )


def rule(account: Account, identifier: str = "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED") -> None:
    account.client("config").put_config_rule(
        ConfigRule={
            "ConfigRuleName": identifier.lower().replace("_", "-"),
            "Source": {"Owner": "AWS", "SourceIdentifier": identifier},
        }
    )


def function_without_rules(account: Account) -> None:
    function(account)
    recording(account)


def function_with_rules_of_others(account: Account) -> None:
    function_without_rules(account)
    rule(account, "EC2_INSTANCE_NO_PUBLIC_IP")


def function_with_rules(account: Account) -> None:
    function_without_rules(account)
    rule(account)
    rule(account, "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS")


def rule_of_functions(account: Account) -> None:
    recording(account)
    rule(account)


def rule_of_machines(account: Account) -> None:
    recording(account)
    rule(account, "EC2_INSTANCE_NO_PUBLIC_IP")


def trail(account: Account, *, region: str = REGION, logging: bool = True, **more: Any) -> str:
    """A trail as the console makes it, but for what is said otherwise."""
    bucket(account)
    trails = account.client("cloudtrail", region)
    settings = {"IsMultiRegionTrail": True, "EnableLogFileValidation": True, **more}
    arn = trails.create_trail(Name="main", S3BucketName=f"logs-{account.id}", **settings)["TrailARN"]
    if logging:
        trails.start_logging(Name=arn)
    return str(arn)


def logging_trail(account: Account) -> None:
    trail(account)


def stopped_trail(account: Account) -> None:
    trail(account, logging=False)


def trail_from_elsewhere(account: Account) -> None:
    trail(account, region="us-east-1")


def stopped_trail_from_elsewhere(account: Account) -> None:
    trail(account, region="us-east-1", logging=False)


def trail_of_one_region(account: Account) -> None:
    trail(account, IsMultiRegionTrail=False)


def trail_of_one_region_beside_another(account: Account, *, logging: bool = True) -> None:
    trail_of_one_region(account)
    trails = account.client("cloudtrail", "us-east-1")
    trails.create_trail(Name="everywhere", S3BucketName=f"logs-{account.id}", IsMultiRegionTrail=True)
    if logging:
        trails.start_logging(Name="everywhere")


def trail_of_one_region_beside_a_stopped_one(account: Account) -> None:
    trail_of_one_region_beside_another(account, logging=False)


def trail_without_validation(account: Account) -> None:
    trail(account, EnableLogFileValidation=False)


def trail_with_key(account: Account) -> None:
    key = account.client("kms").create_key()["KeyMetadata"]["Arn"]
    trail(account, KmsKeyId=key)


def trail_with_log_group(account: Account) -> None:
    group = f"arn:aws:logs:{REGION}:{account.id}:log-group:trail:*"
    account.client("logs").create_log_group(logGroupName="trail")
    role = f"arn:aws:iam::{account.id}:role/trail"
    trail(account, CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=role)


def trail_with_data_events(account: Account) -> None:
    arn = trail(account)
    account.client("cloudtrail").put_event_selectors(
        TrailName=arn,
        EventSelectors=[
            {
                "ReadWriteType": "All",
                "IncludeManagementEvents": True,
                "DataResources": [
                    {"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]},
                    {"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]},
                ],
            }
        ],
    )
    files(account)


def trail_with_advanced_data_events(account: Account) -> None:
    arn = trail(account)
    account.client("cloudtrail").put_event_selectors(
        TrailName=arn,
        AdvancedEventSelectors=[
            {
                "Name": type_,
                "FieldSelectors": [
                    {"Field": "eventCategory", "Equals": ["Data"]},
                    {"Field": "resources.type", "Equals": [type_]},
                ],
            }
            for type_ in ("AWS::Lambda::Function", "AWS::S3::Object")
        ],
    )
    files(account)


def files(account: Account) -> None:
    """A bucket that isn't the trail's."""
    account.client("s3").create_bucket(
        Bucket=f"files-{account.id}", CreateBucketConfiguration={"LocationConstraint": REGION}
    )


def trail_and_bucket(account: Account) -> None:
    trail(account)
    files(account)


def detector(account: Account, *, enable: bool = True, protection: str = "ENABLED") -> None:
    account.client("guardduty").create_detector(
        Enable=enable, Features=[{"Name": "LAMBDA_NETWORK_LOGS", "Status": protection}]
    )


def watching_detector(account: Account) -> None:
    detector(account)


def suspended_detector(account: Account) -> None:
    detector(account, enable=False)


def detector_without_protection(account: Account) -> None:
    detector(account, protection="DISABLED")


def hub(account: Account) -> None:
    account.client("securityhub").enable_security_hub()


def alarm(account: Account, state: str = "") -> None:
    watches = account.client("cloudwatch")
    watches.put_metric_alarm(
        AlarmName="errors",
        Namespace="AWS/Lambda",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    if state:
        watches.set_alarm_state(AlarmName="errors", StateValue=state, StateReason="a test says so")


def quiet_alarm(account: Account) -> None:
    alarm(account, "OK")


def ringing_alarm(account: Account) -> None:
    alarm(account, "ALARM")


def alarm_without_data(account: Account) -> None:
    alarm(account, "INSUFFICIENT_DATA")


# -- what moto doesn't hold

FUNCTION = f"arn:aws:lambda:{REGION}:{{}}:function:orders"
ANALYZER = f"arn:aws:access-analyzer:{REGION}:300000000000:analyzer/outside"
DETECTOR = "d0123456789abcdef0123456789abcde"
STANDARD = f"arn:aws:securityhub:{REGION}::standards/aws-foundational-security-best-practices/v/1.0.0"
LAMBDA_RULE = "lambda-function-public-access-prohibited"
ORDERS = FUNCTION.format("300000000000")


def status(**members: Any) -> Recorded:
    """The status of a recorder."""
    row = {"name": "default", "recording": True, **members}
    return {"config:DescribeConfigurationRecorderStatus": {"ConfigurationRecordersStatus": [row]}}


def delivery(status: str, **more: Any) -> Recorded:
    """How a channel's last delivery went."""
    row = {"name": "default", "configHistoryDeliveryInfo": {"lastStatus": status, **more}}
    return {"config:DescribeDeliveryChannelStatus": {"DeliveryChannelsStatus": [row]}}


def compliance(type_: str, rule: str = LAMBDA_RULE, **count: Any) -> Recorded:
    """What a rule found."""
    row = {
        "ConfigRuleName": rule,
        "Compliance": {"ComplianceType": type_, **({"ComplianceContributorCount": count} if count else {})},
    }
    return {
        "config:DescribeComplianceByConfigRule": {"ComplianceByConfigRules": [row]},
        "config:DescribeConfigRuleEvaluationStatus": {"ConfigRulesEvaluationStatus": []},
        "config:GetComplianceDetailsByConfigRule": {"EvaluationResults": []},
    }


def evaluation(**members: Any) -> Recorded:
    """How a rule's evaluations go."""
    row = {"ConfigRuleName": LAMBDA_RULE, **members}
    return {
        "config:DescribeConfigRuleEvaluationStatus": {"ConfigRulesEvaluationStatus": [row]},
        "config:DescribeComplianceByConfigRule": {"ComplianceByConfigRules": []},
    }


def pack(state: str) -> Recorded:
    """A conformance pack."""
    arn = f"arn:aws:config:{REGION}:300000000000:conformance-pack/serverless/conformance-pack-1"
    details = {"ConformancePackName": "serverless", "ConformancePackArn": arn, "ConformancePackId": "1"}
    row = {"ConformancePackName": "serverless", "ConformancePackComplianceStatus": state}
    return {
        "config:DescribeConformancePacks": {"ConformancePackDetails": [details]},
        "config:GetConformancePackComplianceSummary": {"ConformancePackComplianceSummaryList": [row]},
    }


def threat(severity: float) -> Recorded:
    """Something that GuardDuty found."""
    found = {
        "Id": "f1",
        "Arn": f"arn:aws:guardduty:{REGION}:300000000000:detector/{DETECTOR}/finding/f1",
        "Type": "Backdoor:Lambda/C&C.Activity",
        "Title": "The function orders talks to a server of attackers",
        "Severity": severity,
        "CreatedAt": "2026-11-20T08:00:00.000Z",
        "Resource": {"ResourceType": "Lambda", "LambdaDetails": {"FunctionArn": ORDERS, "FunctionName": "orders"}},
        "Service": {"Archived": False},
    }
    return {
        "guardduty:ListDetectors": {"DetectorIds": [DETECTOR]},
        "guardduty:ListFindings": {"FindingIds": ["f1"]},
        "guardduty:GetFindings": {"Findings": [found]},
    }


NO_THREAT: Recorded = {"guardduty:ListFindings": {"FindingIds": []}}


def standards(*states: str, reason: str = "") -> Recorded:
    """The standards of a hub."""
    rows = [
        {
            "StandardsSubscriptionArn": f"arn:aws:securityhub:{REGION}:300000000000:subscription/fsbp/{number}",
            "StandardsArn": STANDARD,
            "StandardsStatus": state,
            **({"StandardsStatusReason": {"StatusReasonCode": reason}} if reason else {}),
        }
        for number, state in enumerate(states)
    ]
    return {"securityhub:GetEnabledStandards": {"StandardsSubscriptions": rows}}


def analyzers(type_: str = "ACCOUNT", state: str = "ACTIVE", *findings: dict[str, Any], reason: str = "") -> Recorded:
    """An analyzer and what it found."""
    row: dict[str, Any] = {"arn": ANALYZER, "name": "outside", "type": type_, "status": state}
    if reason:
        row["statusReason"] = {"code": reason}
    return {
        "accessanalyzer:ListAnalyzers": {"analyzers": [row]},
        "accessanalyzer:ListFindingsV2": {"findings": list(findings)},
    }


NO_ANALYZER: Recorded = {"accessanalyzer:ListAnalyzers": {"analyzers": []}}


def access(kind: str = "ExternalAccess") -> dict[str, Any]:
    """Something that an analyzer found."""
    return {
        "id": "a1",
        "resource": "arn:aws:sqs:eu-west-1:300000000000:orders",
        "resourceType": "AWS::SQS::Queue",
        "findingType": kind,
        "status": "ACTIVE",
        "createdAt": "2026-11-20T08:00:00Z",
    }


def inspected(**states: str) -> Recorded:
    """What Inspector scans in the account that asks."""
    state = {name: {"status": status} for name, status in states.items()}
    own = {"accountId": "", "state": {"status": "ENABLED"}, "resourceState": state}
    return {"inspector2:BatchGetAccountStatus": {"accounts": [own], "failedAccounts": []}}


def coverage(status: str, reason: str) -> Recorded:
    """A function that Inspector knows."""
    row = {
        "resourceType": "AWS_LAMBDA_FUNCTION",
        "resourceId": f"{ORDERS}:$LATEST",
        "scanType": "PACKAGE",
        "scanStatus": {"statusCode": status, "reason": reason},
    }
    return {"inspector2:ListCoverage": {"coveredResources": [row]}}


def vulnerability(severity: str) -> Recorded:
    """Something that Inspector found."""
    row = {
        "findingArn": f"arn:aws:inspector2:{REGION}:300000000000:finding/1",
        "type": "PACKAGE_VULNERABILITY",
        "title": "CVE-2026-1000 - requests",
        "severity": severity,
        "status": "ACTIVE",
        "firstObservedAt": "2026-11-20T08:00:00Z",
        "fixAvailable": "YES",
        "resources": [{"type": "AWS_LAMBDA_FUNCTION", "id": f"{ORDERS}:$LATEST"}],
        "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-1000"},
    }
    return {"inspector2:ListFindings": {"findings": [row]}}


ALARM_OF_OLD: Recorded = {
    "cloudwatch:DescribeAlarms": {
        "MetricAlarms": [
            {
                "AlarmName": "errors",
                "AlarmArn": f"arn:aws:cloudwatch:{REGION}:300000000000:alarm:errors",
                "StateValue": "ALARM",
                "StateUpdatedTimestamp": "2026-11-01T08:00:00Z",
                "MetricName": "Errors",
                "Namespace": "AWS/Lambda",
            }
        ]
    }
}

WORLDS = (
    World("account-without-config-recorder", VIOLATED, nothing, says="no recorder in this region"),
    World("account-without-config-recorder", SATISFIED, recorder),
    World("config-recorder-partial", VIOLATED, recorder_of_machines, says="AWS::ApiGateway, AWS::IAM, AWS::Lambda"),
    World("config-recorder-partial", SATISFIED, recorder_of_some),
    World("config-recorder-without-global-types", VIOLATED, recorder_without_identities, says="users, roles"),
    World("config-recorder-without-global-types", SATISFIED, recorder),
    World("config-recorder-without-global-types", NOT_APPLICABLE, recorder_of_some),
    World("config-recorder-off", VIOLATED, recorder, says="it doesn't record"),
    World("config-recorder-off", SATISFIED, recording),
    World(
        "config-recorder-failing",
        VIOLATED,
        recording,
        status(lastStatus="Failure", lastErrorCode="AccessDenied"),
        "it failed when it last recorded (AccessDenied)",
    ),
    World("config-recorder-failing", SATISFIED, recording, status(lastStatus="Success")),
    World("config-delivery-channel-missing", VIOLATED, recorder, says="no delivery channel"),
    World("config-delivery-channel-missing", SATISFIED, recorder_with_channel),
    World(
        "config-delivery-failing",
        VIOLATED,
        recording,
        delivery("Failure", lastErrorCode="NoSuchBucket"),
        "the last delivery of the history failed (NoSuchBucket)",
    ),
    World("config-delivery-failing", SATISFIED, recording, delivery("Success")),
    World("config-rules-incomplete", VIOLATED, function_without_rules, says="no rule is about Lambda or IAM"),
    World("config-rules-incomplete", VIOLATED, function_with_rules_of_others, says="no rule is about Lambda or IAM"),
    World("config-rules-incomplete", SATISFIED, function_with_rules),
    World("config-rules-incomplete", NOT_APPLICABLE, function, note="nothing recorded"),
    World(
        "config-rule-noncompliant",
        VIOLATED,
        rule_of_functions,
        compliance("NON_COMPLIANT", CappedCount=25, CapExceeded=True),
        "25 or more resources don't comply",
    ),
    World("config-rule-noncompliant", SATISFIED, rule_of_functions, compliance("COMPLIANT")),
    World(
        "config-rule-noncompliant",
        NOT_APPLICABLE,
        rule_of_machines,
        compliance("NON_COMPLIANT", "ec2-instance-no-public-ip"),
    ),
    World(
        "config-rule-not-evaluated",
        VIOLATED,
        rule_of_functions,
        evaluation(LastErrorCode="AccessDenied", LastFailedEvaluationTime="2026-11-29T00:00:00Z"),
        "its last evaluation failed (AccessDenied)",
    ),
    World(
        "config-rule-not-evaluated",
        SATISFIED,
        rule_of_functions,
        evaluation(
            LastErrorCode="AccessDenied",
            LastFailedEvaluationTime="2026-11-28T00:00:00Z",
            LastSuccessfulEvaluationTime="2026-11-29T00:00:00Z",
        ),
    ),
    World("conformance-pack-noncompliant", VIOLATED, nothing, pack("NON_COMPLIANT"), "isn't met"),
    World("conformance-pack-noncompliant", SATISFIED, nothing, pack("COMPLIANT")),
    World("account-without-trail", VIOLATED, nothing, says="no trail records"),
    World("account-without-trail", VIOLATED, stopped_trail),
    World("account-without-trail", VIOLATED, stopped_trail_from_elsewhere),
    World("account-without-trail", UNKNOWN, logging_trail, {"cloudtrail:GetTrailStatus": GONE}, note="not told"),
    World("account-without-trail", SATISFIED, logging_trail),
    World("account-without-trail", SATISFIED, trail_from_elsewhere),
    World("trail-not-logging", VIOLATED, stopped_trail),
    World("trail-not-logging", SATISFIED, logging_trail),
    World("trail-of-one-region", VIOLATED, trail_of_one_region),
    World("trail-of-one-region", SATISFIED, logging_trail),
    World("trail-of-one-region", NOT_APPLICABLE, trail_of_one_region_beside_another),
    World("trail-of-one-region", VIOLATED, trail_of_one_region_beside_a_stopped_one),
    World("trail-without-validation", VIOLATED, trail_without_validation),
    World("trail-without-validation", SATISFIED, logging_trail),
    World("trail-without-customer-key", VIOLATED, logging_trail),
    World("trail-without-customer-key", SATISFIED, trail_with_key),
    World("trail-without-log-group", VIOLATED, logging_trail),
    World("trail-without-log-group", SATISFIED, trail_with_log_group),
    World("trail-without-function-events", VIOLATED, logging_trail),
    World("trail-without-function-events", SATISFIED, trail_with_data_events),
    World("trail-without-function-events", SATISFIED, trail_with_advanced_data_events),
    World("trail-without-bucket-events", VIOLATED, trail_and_bucket),
    World("trail-without-bucket-events", SATISFIED, trail_with_data_events),
    World("trail-without-bucket-events", SATISFIED, trail_with_advanced_data_events),
    World("trail-without-bucket-events", NOT_APPLICABLE, logging_trail),
    World(
        "trail-not-delivering",
        VIOLATED,
        logging_trail,
        {"cloudtrail:GetTrailStatus": {"IsLogging": True, "LatestDeliveryError": "NoSuchBucket"}},
        "the last delivery to its bucket failed: NoSuchBucket",
    ),
    World("trail-not-delivering", SATISFIED, logging_trail),
    World("account-without-guardduty", VIOLATED, nothing, says="GuardDuty is off"),
    World("account-without-guardduty", SATISFIED, watching_detector),
    World("guardduty-detector-off", VIOLATED, suspended_detector),
    World("guardduty-detector-off", SATISFIED, watching_detector),
    World("guardduty-without-lambda-protection", VIOLATED, detector_without_protection),
    World("guardduty-without-lambda-protection", SATISFIED, watching_detector),
    World("guardduty-without-lambda-protection", NOT_APPLICABLE, suspended_detector),
    World("guardduty-finding-open", VIOLATED, nothing, threat(8.0), "talks to a server of attackers"),
    World("guardduty-finding-open", NOT_APPLICABLE, nothing, threat(2.0)),
    World("account-without-security-hub", VIOLATED, nothing, says="Security Hub is off"),
    World("account-without-security-hub", SATISFIED, hub),
    World("security-hub-without-standard", VIOLATED, hub, standards(), "no standard is on"),
    World("security-hub-without-standard", SATISFIED, hub, standards("READY")),
    World(
        "security-hub-standard-failing",
        VIOLATED,
        hub,
        standards("INCOMPLETE", reason="NO_AVAILABLE_CONFIGURATION_RECORDER"),
        "NO_AVAILABLE_CONFIGURATION_RECORDER",
    ),
    World("security-hub-standard-failing", SATISFIED, hub, standards("READY")),
    World("account-without-access-analyzer", VIOLATED, nothing, NO_ANALYZER, "no analyzer looks"),
    World("account-without-access-analyzer", VIOLATED, nothing, analyzers("ACCOUNT_UNUSED_ACCESS"), note="unused only"),
    World("account-without-access-analyzer", SATISFIED, nothing, analyzers("ORGANIZATION")),
    World(
        "access-analyzer-failing",
        VIOLATED,
        nothing,
        analyzers(state="FAILED", reason="AWS_SERVICE_ACCESS_DISABLED"),
        "it looks at nothing (AWS_SERVICE_ACCESS_DISABLED)",
    ),
    World("access-analyzer-failing", SATISFIED, nothing, analyzers()),
    World("access-analyzer-finding-open", VIOLATED, nothing, analyzers("ACCOUNT", "ACTIVE", access()), "outside"),
    World("access-analyzer-finding-open", NOT_APPLICABLE, nothing, analyzers("X", "ACTIVE", access("UnusedIAMRole"))),
    World("inspector-off", VIOLATED, function, inspected(ec2="ENABLED"), "doesn't look at the packages"),
    World("inspector-off", VIOLATED, function, inspected(**{"lambda": "DISABLED"}), note="disabled"),
    World("inspector-off", SATISFIED, function, inspected(**{"lambda": "ENABLED"})),
    World("inspector-off", NOT_APPLICABLE, nothing, inspected(ec2="ENABLED")),
    World("inspector-without-code-scan", VIOLATED, function, inspected(**{"lambda": "ENABLED"})),
    World("inspector-without-code-scan", SATISFIED, function, inspected(lambdaCode="ENABLED")),
    World(
        "function-not-scanned-by-inspector",
        VIOLATED,
        nothing,
        coverage("INACTIVE", "UNSUPPORTED_RUNTIME"),
        "it isn't scanned (UNSUPPORTED_RUNTIME)",
    ),
    World("function-not-scanned-by-inspector", SATISFIED, nothing, coverage("ACTIVE", "SUCCESSFUL")),
    World("inspector-finding-open", VIOLATED, nothing, vulnerability("CRITICAL"), "CVE-2026-1000"),
    World("inspector-finding-open", NOT_APPLICABLE, nothing, vulnerability("LOW")),
    World("alarm-without-data", VIOLATED, alarm_without_data, says="no data"),
    World("alarm-without-data", SATISFIED, quiet_alarm),
    World("alarm-left-ringing", VIOLATED, nothing, ALARM_OF_OLD, "it has been red for 29 days"),
    World("alarm-left-ringing", SATISFIED, ringing_alarm, note="since today"),
    World("alarm-left-ringing", SATISFIED, quiet_alarm),
)

FINDINGS = ("access-analyzer-finding-open", "guardduty-finding-open", "inspector-finding-open")
"""Controls that are about a finding: there is nothing to be satisfied with where there is none."""
