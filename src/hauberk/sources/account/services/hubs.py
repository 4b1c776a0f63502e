"""Security Hub and IAM Access Analyzer: whether they are on, by which standards, and what they found.

Operations and members from the AWS Security Hub and the IAM Access Analyzer API References, properties from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.found import finding, unread_findings
from hauberk.sources.account.services.shaping import given, listed, only, tags, text

HUB = "AWS::SecurityHub::Hub"
STANDARD = "AWS::SecurityHub::Standard"
HUB_FINDING = "Account::SecurityHubFinding"
ANALYZER = "AWS::AccessAnalyzer::Analyzer"
ANALYZER_FINDING = "Account::AccessAnalyzerFinding"
OWN = "hauberk/"
"""How the generators of Hauberk's own findings begin."""
_OFF = frozenset(("InvalidAccessException", "ResourceNotFoundException"))
"""Security Hub isn't on: "Account … is not subscribed to AWS Security Hub"."""
_EQUAL = "EQUALS"
_TYPES = (
    "AwsAccount",
    "AwsApiGatewayRestApi",
    "AwsApiGatewayStage",
    "AwsApiGatewayV2Api",
    "AwsApiGatewayV2Stage",
    "AwsAppSyncGraphQlApi",
    "AwsCloudFrontDistribution",
    "AwsDynamoDbTable",
    "AwsEcrRepository",
    "AwsIamPolicy",
    "AwsIamRole",
    "AwsIamUser",
    "AwsKmsKey",
    "AwsLambdaFunction",
    "AwsLambdaLayerVersion",
    "AwsS3Bucket",
    "AwsSecretsManagerSecret",
    "AwsSnsTopic",
    "AwsSqsQueue",
    "AwsStepFunctionStateMachine",
)
"""What Lambda applications are mostly made of: a filter takes twenty values ("AwsSecurityFindingFilters", AWS Security
Hub API Reference, 2026-11), and an account may have tens of thousands of findings of machines."""
_OPEN = {
    "Filters": {
        "RecordState": [{"Value": "ACTIVE", "Comparison": _EQUAL}],
        "WorkflowStatus": [{"Value": "NEW", "Comparison": _EQUAL}, {"Value": "NOTIFIED", "Comparison": _EQUAL}],
        "ResourceType": [{"Value": type_, "Comparison": _EQUAL} for type_ in _TYPES],
    }
}
"""What is open, neither archived by its product nor resolved or suppressed by a person, of such resources."""
_ACTIVE = {"filter": {"status": {"eq": ["ACTIVE"]}}}


def _each_analyzer(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("accessanalyzer", "ListAnalyzers"), "analyzers"):
        if text(one, "status") == "ACTIVE" and (arn := text(one, "arn")):
            yield {"analyzerArn": arn}


READS = (
    Read("securityhub", "DescribeHub", (HUB,), absent=_OFF),
    Read("securityhub", "GetEnabledStandards", (STANDARD,), absent=_OFF),
    Read("securityhub", "GetFindings", (HUB_FINDING,), arguments=_OPEN, absent=_OFF),
    Read("accessanalyzer", "ListAnalyzers", (ANALYZER,)),
    Read(
        "accessanalyzer",
        "ListFindingsV2",
        (ANALYZER_FINDING,),
        arguments=_ACTIVE,
        each=_each_analyzer,
        after=("accessanalyzer:ListAnalyzers",),
        absent=frozenset(("ResourceNotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The hub with its standards and findings, and the analyzers with theirs."""
    hub = answers.data("securityhub", "DescribeHub")
    if arn := text(hub, "HubArn"):
        properties = only(hub, "AutoEnableControls", "ControlFindingGenerator")
        account = only(hub, "SubscribedAt")
        yield Made(HUB, arn, "Security Hub", properties, returns={"": arn, "ARN": arn}, account=account)
    for one in listed(answers.data("securityhub", "GetEnabledStandards"), "StandardsSubscriptions"):
        if arn := text(one, "StandardsSubscriptionArn"):
            why = text(one, "StandardsStatusReason", "StatusReasonCode")
            account = given({"Status": text(one, "StandardsStatus"), "Reason": why})
            name = arn.rpartition(":subscription/")[2]
            yield Made(STANDARD, arn, name, only(one, "StandardsArn"), returns={"": arn}, account=account)
    for one in listed(answers.data("securityhub", "GetFindings", **_OPEN), "Findings"):
        yield from _hub_finding(one)
    for one in listed(answers.data("accessanalyzer", "ListAnalyzers"), "analyzers"):
        yield from _analyzer(one, answers)


def _hub_finding(one: Mapping[str, Any]) -> Iterator[Made]:
    """A finding for each resource that it names; its id isn't that of the finding of which it is a copy. Hauberk's own
    aren't told to Hauberk."""
    id_ = text(one, "Id")
    if not id_ or text(one, "GeneratorId").startswith(OWN):
        return
    fields = one.get("ProductFields")
    related = [id_]
    for name, value in fields.items() if isinstance(fields, Mapping) else ():
        if isinstance(value, str) and name in ("aws/config/ConfigRuleName", "RelatedAWSResources:0/name", "RuleId"):
            related.append(value)
    rule = text(one, "Compliance", "SecurityControlId") or text(one, "GeneratorId")
    resources = listed(one, "Resources")
    for number, resource in enumerate(resources):
        if named := text(resource, "Id"):
            yield finding(
                HUB_FINDING,
                f"{id_}#SecurityHub{number or ''}",
                rule,
                text(one, "Title"),
                resource=named,
                severity=text(one, "Severity", "Label"),
                since=text(one, "FirstObservedAt") or text(one, "CreatedAt"),
                related=related,
                Product=text(one, "ProductName"),
            )


def _analyzer(one: Mapping[str, Any], answers: Answers) -> Iterator[Made]:
    arn, name = text(one, "arn"), text(one, "name")
    if not arn:
        return
    properties = given({"AnalyzerName": name, "Type": one.get("type")})
    account = given({"Status": one.get("status"), "Reason": text(one, "statusReason", "code")})
    yield Made(
        ANALYZER, arn, name, properties, returns={"": arn, "Arn": arn}, account=account, tags=tags(one.get("tags"))
    )
    answer = answers.of("accessanalyzer", "ListFindingsV2", analyzerArn=arn, **_ACTIVE)
    if isinstance(answer, Unread) and answer.code != "not-asked":
        yield unread_findings(ANALYZER_FINDING, arn, name, answer)
    for found in listed(answer.content if isinstance(answer, Data) else {}, "findings"):
        resource, id_ = text(found, "resource"), text(found, "id")
        kind = text(found, "findingType")
        if resource and id_:
            yield finding(
                ANALYZER_FINDING,
                f"{arn}/finding/{id_}",
                kind,
                _TITLES.get(kind, kind),
                resource=resource,
                resource_type=text(found, "resourceType"),
                since=found.get("createdAt"),
                related=(f"{arn}/{resource}", f"{arn}/finding/{id_}", id_),
            )


_TITLES = {
    "ExternalAccess": "someone outside of the account or organization has access",
    "InternalAccess": "someone inside of the account or organization has access",
    "UnusedIAMRole": "the role isn't used",
    "UnusedIAMUserAccessKey": "an access key isn't used",
    "UnusedIAMUserPassword": "a password isn't used",
    "UnusedPermission": "a permission isn't used",
}
