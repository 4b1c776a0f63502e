"""Amazon Inspector: what it scans, which functions it covers, and what it found in them.

Operations and members from the Amazon Inspector API Reference (2026-11). CloudFormation has no type for any of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.found import finding
from hauberk.sources.account.services.shaping import given, listed, text

STATUS = "Account::Inspector"
COVERAGE = "Account::InspectorCoverage"
FINDING = "Account::InspectorFinding"
FUNCTION = "AWS_LAMBDA_FUNCTION"
_COVERED = {"filterCriteria": {"resourceType": [{"comparison": "EQUALS", "value": FUNCTION}]}}
_OPEN = {
    "filterCriteria": {
        "findingStatus": [{"comparison": "EQUALS", "value": "ACTIVE"}],
        "resourceType": [{"comparison": "EQUALS", "value": FUNCTION}],
    }
}

READS = (
    Read("inspector2", "BatchGetAccountStatus", (STATUS,)),
    Read("inspector2", "ListCoverage", (COVERAGE,), arguments=_COVERED),
    Read("inspector2", "ListFindings", (FINDING,), arguments=_OPEN),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """What Inspector scans in a region, the functions that it knows, and its findings."""
    accounts = listed(answers.data("inspector2", "BatchGetAccountStatus"), "accounts")
    own = next((one for one in accounts if text(one, "accountId") in ("", place.account)), None)
    if own is not None:
        yield _status(own, place)
    yield from _coverage(answers.of("inspector2", "ListCoverage", **_COVERED))
    yield from _findings(answers.of("inspector2", "ListFindings", **_OPEN))


def _status(own: Mapping[str, Any], place: Place) -> Made:
    state = own.get("resourceState")
    scans = {
        name: text(state, member, "status")
        for name, member in (("Lambda", "lambda"), ("LambdaCode", "lambdaCode"), ("Ecr", "ecr"), ("Ec2", "ec2"))
    }
    properties = given({"State": text(own, "state", "status"), **scans})
    id_ = f"arn:{place.partition}:inspector2:{place.region}:{place.account}:account"
    return Made(STATUS, id_, f"Inspector in {place.region}", properties)


def _coverage(answer: Answer) -> Iterator[Made]:
    """A resource for each function, version and kind of scan; a version's id is the function's with a qualifier."""
    for one in listed(answer.content if isinstance(answer, Data) else {}, "coveredResources"):
        arn, scan = text(one, "resourceId"), text(one, "scanType")
        if arn and text(one, "resourceType") in ("", FUNCTION):
            properties = given(
                {
                    "FunctionName": unqualified(arn),
                    "ScanType": scan,
                    "Status": text(one, "scanStatus", "statusCode"),
                    "Reason": text(one, "scanStatus", "reason"),
                }
            )
            yield Made(COVERAGE, f"{arn}#Inspector/{scan}", f"{_name(arn)} {scan.lower()} scan", properties)


def _findings(answer: Answer) -> Iterator[Made]:
    for one in listed(answer.content if isinstance(answer, Data) else {}, "findings"):
        arn = text(one, "findingArn")
        for resource in listed(one, "resources")[:1]:
            rule = text(one, "packageVulnerabilityDetails", "vulnerabilityId") or text(
                one, "codeVulnerabilityDetails", "detectorName"
            )
            if arn and text(resource, "id"):
                yield finding(
                    FINDING,
                    arn,
                    rule or text(one, "type"),
                    text(one, "title"),
                    resource=unqualified(text(resource, "id")),
                    resource_type="AWS::Lambda::Function",
                    severity=text(one, "severity"),
                    since=one.get("firstObservedAt"),
                    related=(arn,),
                    FixAvailable=text(one, "fixAvailable"),
                    ExploitAvailable=text(one, "exploitAvailable"),
                )


def unqualified(arn: str) -> str:
    """A function's ARN without the version or alias behind it."""
    parts = arn.split(":")
    return ":".join(parts[:7]) if len(parts) > 7 and parts[2] == "lambda" else arn


def _name(arn: str) -> str:
    parts = arn.split(":")
    return parts[6] if len(parts) > 6 else arn
