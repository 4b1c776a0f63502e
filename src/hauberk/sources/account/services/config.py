"""AWS Config: what it records and delivers, its rules and packs, and what these found.

Operations and members from the AWS Config API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.found import finding, unread_findings
from hauberk.sources.account.services.shaping import capital, given, listed, only, text

RECORDER = "AWS::Config::ConfigurationRecorder"
CHANNEL = "AWS::Config::DeliveryChannel"
RULE = "AWS::Config::ConfigRule"
PACK = "AWS::Config::ConformancePack"
FINDING = "Account::ConfigFinding"
_BROKEN = ("NON_COMPLIANT",)


def _each_broken_rule(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Each rule that something doesn't comply with."""
    for one in listed(answers.data("config", "DescribeComplianceByConfigRule"), "ComplianceByConfigRules"):
        if text(one, "Compliance", "ComplianceType") in _BROKEN and (name := text(one, "ConfigRuleName")):
            yield _details(name)


def _details(rule: str) -> Mapping[str, Any]:
    return {"ConfigRuleName": rule, "ComplianceTypes": _BROKEN}


def _each_pack(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("config", "DescribeConformancePacks"), "ConformancePackDetails"):
        if name := text(one, "ConformancePackName"):
            yield {"ConformancePackNames": (name,)}


READS = (
    Read("config", "DescribeConfigurationRecorders", (RECORDER,)),
    Read("config", "DescribeConfigurationRecorderStatus", (f"{RECORDER}.Status",)),
    Read("config", "DescribeDeliveryChannels", (CHANNEL,)),
    Read("config", "DescribeDeliveryChannelStatus", (f"{CHANNEL}.Status",)),
    Read("config", "DescribeConfigRules", (RULE,)),
    Read("config", "DescribeComplianceByConfigRule", (f"{RULE}.Compliance",)),
    Read("config", "DescribeConfigRuleEvaluationStatus", (f"{RULE}.Status",)),
    Read(
        "config",
        "GetComplianceDetailsByConfigRule",
        (FINDING,),
        each=_each_broken_rule,
        after=("config:DescribeConfigRules", "config:DescribeComplianceByConfigRule"),
        absent=frozenset(("NoSuchConfigRuleException",)),
    ),
    Read("config", "DescribeConformancePacks", (PACK,)),
    Read(
        "config",
        "GetConformancePackComplianceSummary",
        (f"{PACK}.Compliance",),
        each=_each_pack,
        after=("config:DescribeConformancePacks",),
        absent=frozenset(("NoSuchConformancePackException",)),
    ),
    Read("config", "DescribeConfigurationAggregators", ("AWS::Config::ConfigurationAggregator",)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """Recorders, channels, rules with what they found, packs and aggregators."""
    yield from _recorders(answers, place)
    yield from _channels(answers, place)
    yield from _rules(answers)
    for one in listed(answers.data("config", "DescribeConformancePacks"), "ConformancePackDetails"):
        name, arn = text(one, "ConformancePackName"), text(one, "ConformancePackArn")
        if name and arn:
            asked = answers.of("config", "GetConformancePackComplianceSummary", ConformancePackNames=(name,))
            compliance = _row(asked, "ConformancePackComplianceSummaryList", "ConformancePackName", name)
            if isinstance(compliance, Mapping):
                compliance = text(compliance, "ConformancePackComplianceStatus")
            properties = only(one, "ConformancePackName", "DeliveryS3Bucket", "DeliveryS3KeyPrefix")
            yield Made(PACK, arn, name, properties, returns={"": name}, account=given({"Compliance": compliance}))
    for one in listed(answers.data("config", "DescribeConfigurationAggregators"), "ConfigurationAggregators"):
        name, arn = text(one, "ConfigurationAggregatorName"), text(one, "ConfigurationAggregatorArn")
        if name and arn:
            properties = only(
                one, "ConfigurationAggregatorName", "AccountAggregationSources", "OrganizationAggregationSource"
            )
            yield Made("AWS::Config::ConfigurationAggregator", arn, name, properties, returns={"": name})


def _recorders(answers: Answers, place: Place) -> Iterator[Made]:
    status = answers.of("config", "DescribeConfigurationRecorderStatus")
    for one in listed(answers.data("config", "DescribeConfigurationRecorders"), "ConfigurationRecorders"):
        name = text(one, "name")
        if not name:
            continue
        arn = text(one, "arn") or _arn(place, f"configuration-recorder/{name}")
        group = one.get("recordingGroup")
        properties = given(
            {
                "Name": name,
                "RoleARN": one.get("roleARN"),
                "RecordingGroup": capital(group),
                "RecordingMode": capital(one.get("recordingMode")),
            }
        )
        told = _row(status, "ConfigurationRecordersStatus", "name", name)
        account = given({"Status": told, "RecordingScope": one.get("recordingScope")})
        yield Made(RECORDER, arn, name, properties, returns={"": name}, account=account)


def _channels(answers: Answers, place: Place) -> Iterator[Made]:
    status = answers.of("config", "DescribeDeliveryChannelStatus")
    for one in listed(answers.data("config", "DescribeDeliveryChannels"), "DeliveryChannels"):
        name = text(one, "name")
        if not name:
            continue
        properties = given(
            {
                "Name": name,
                "S3BucketName": one.get("s3BucketName"),
                "S3KeyPrefix": one.get("s3KeyPrefix"),
                "S3KmsKeyArn": one.get("s3KmsKeyArn"),
                "SnsTopicARN": one.get("snsTopicARN"),
                "ConfigSnapshotDeliveryProperties": capital(one.get("configSnapshotDeliveryProperties")),
            }
        )
        account = given({"Status": _row(status, "DeliveryChannelsStatus", "name", name)})
        links = {"S3BucketName": f"arn:{place.partition}:s3:::{text(one, 's3BucketName')}"}
        arn = _arn(place, f"delivery-channel/{name}")
        yield Made(CHANNEL, arn, name, properties, returns={"": name}, links=links, account=account)


def _rules(answers: Answers) -> Iterator[Made]:
    compliance = answers.of("config", "DescribeComplianceByConfigRule")
    status = answers.of("config", "DescribeConfigRuleEvaluationStatus")
    for one in listed(answers.data("config", "DescribeConfigRules"), "ConfigRules"):
        name, arn = text(one, "ConfigRuleName"), text(one, "ConfigRuleArn")
        if not name or not arn:
            continue
        properties = only(
            one, "ConfigRuleName", "Description", "Scope", "Source", "MaximumExecutionFrequency", "EvaluationModes"
        )
        found = _row(compliance, "ComplianceByConfigRules", "ConfigRuleName", name)
        account = given(
            {
                "State": one.get("ConfigRuleState"),
                "CreatedBy": one.get("CreatedBy"),
                "Compliance": found.get("Compliance") if isinstance(found, Mapping) else found,
                "Status": _row(status, "ConfigRulesEvaluationStatus", "ConfigRuleName", name),
            }
        )
        returns = {"": name, "Arn": arn, "ConfigRuleId": text(one, "ConfigRuleId")}
        yield Made(RULE, arn, name, properties, returns=returns, account=account)
        yield from _findings(answers.of("config", "GetComplianceDetailsByConfigRule", **_details(name)), one, name, arn)


def _findings(answer: Answer, rule: Mapping[str, Any], name: str, arn: str) -> Iterator[Made]:
    """What a rule found; nothing of one that wasn't asked, since everything complies with it."""
    if isinstance(answer, Unread) and answer.code != "not-asked":
        yield unread_findings(FINDING, arn, name, answer)
    if not isinstance(answer, Data):
        return
    managed = text(rule, "Source", "Owner") == "AWS"
    for one in listed(answer.content, "EvaluationResults"):
        qualifier = one.get("EvaluationResultIdentifier")
        about = qualifier.get("EvaluationResultQualifier") if isinstance(qualifier, Mapping) else None
        resource = text(about, "ResourceId")
        if resource:
            yield finding(
                FINDING,
                f"{arn}#{text(about, 'ResourceType')}/{resource}",
                text(rule, "Source", "SourceIdentifier") if managed else name,
                f"rule {name}",
                resource=resource,
                resource_type=text(about, "ResourceType"),
                since=one.get("ResultRecordedTime"),
                related=(name,),
                RuleName=name,
                Annotation=text(one, "Annotation"),
            )


def _row(answer: Answer, member: str, key: str, name: str) -> Any:
    """The entry of a list that is about something; the answer itself where it couldn't be read."""
    if isinstance(answer, Unread):
        return answer
    content = answer.content if isinstance(answer, Data) else {}
    return next((one for one in listed(content, member) if one.get(key) == name), {})


def _arn(place: Place, rest: str) -> str:
    return f"arn:{place.partition}:config:{place.region}:{place.account}:{rest}"
