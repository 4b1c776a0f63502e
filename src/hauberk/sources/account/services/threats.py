"""GuardDuty: detectors with their features, and what they found of functions.

Operations and members from the GuardDuty API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.found import finding, unread_findings
from hauberk.sources.account.services.shaping import given, inner, listed, only, tags, text

DETECTOR = "AWS::GuardDuty::Detector"
FINDING = "Account::GuardDutyFinding"
_CRITERIA = {"Criterion": {"resource.resourceType": {"Eq": ["Lambda"]}, "service.archived": {"Eq": ["false"]}}}
_AT_ONCE = 50
"""Findings that one call tells of (GuardDuty API Reference, "GetFindings", 2026-11)."""
_LABELS = ((9.0, "CRITICAL"), (7.0, "HIGH"), (4.0, "MEDIUM"), (0.0, "LOW"))
"""GuardDuty user guide, "Understanding the severity levels of findings" (2026-11)."""


def _detectors(answers: Answers) -> list[str]:
    found = answers.data("guardduty", "ListDetectors").get("DetectorIds")
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _each_detector(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"DetectorId": one} for one in _detectors(answers))


def _each_batch(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for detector in _detectors(answers):
        found = answers.data("guardduty", "ListFindings", DetectorId=detector, FindingCriteria=_CRITERIA)
        listing = found.get("FindingIds")
        ids = [one for one in listing if isinstance(one, str)] if isinstance(listing, list) else []
        for start in range(0, len(ids), _AT_ONCE):
            yield {"DetectorId": detector, "FindingIds": tuple(ids[start : start + _AT_ONCE])}


def _without_addresses(told: Mapping[str, Any]) -> dict[str, Any]:
    """Findings as far as they are told of: without the addresses of those who were seen, which are no business of a
    snapshot's readers."""
    names = ("Arn", "Id", "Type", "Title", "Severity", "CreatedAt")
    return {"Findings": [{**only(one, *names), "Resource": _function(one)} for one in listed(told, "Findings")]}


def _function(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"LambdaDetails": only(inner(one, "Resource", "LambdaDetails"), "FunctionArn")}


READS = (
    Read("guardduty", "ListDetectors", (DETECTOR,)),
    Read(
        "guardduty",
        "GetDetector",
        (f"{DETECTOR}.Enable", f"{DETECTOR}.Features"),
        each=_each_detector,
        after=("guardduty:ListDetectors",),
    ),
    Read(
        "guardduty",
        "ListFindings",
        (FINDING,),
        arguments={"FindingCriteria": _CRITERIA},
        each=_each_detector,
        after=("guardduty:ListDetectors",),
    ),
    Read(
        "guardduty",
        "GetFindings",
        (FINDING,),
        each=_each_batch,
        after=("guardduty:ListDetectors", "guardduty:ListFindings"),
        digest=_without_addresses,
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The detector of a region, and what it found."""
    for detector in _detectors(answers):
        arn = f"arn:{place.partition}:guardduty:{place.region}:{place.account}:detector/{detector}"
        yield _detector(answers.of("guardduty", "GetDetector", DetectorId=detector), detector, arn)
        yield from _findings(answers, detector, arn)


def _detector(answer: Answer, detector: str, arn: str) -> Made:
    returns = {"": detector, "Id": detector}
    if not isinstance(answer, Data):
        unread = answer if isinstance(answer, Unread) else None
        return Made(DETECTOR, arn, detector, {}, returns=returns, unread=unread)
    features = [
        {**only(one, "Name", "Status"), **given({"AdditionalConfiguration": _more(one)})}
        for one in listed(answer.content, "Features")
    ]
    properties = {
        "Enable": text(answer.content, "Status") == "ENABLED",
        **only(answer.content, "FindingPublishingFrequency"),
        **given({"Features": features}),
    }
    return Made(DETECTOR, arn, detector, properties, returns=returns, tags=tags(answer.content.get("Tags")))


def _more(feature: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [only(one, "Name", "Status") for one in listed(feature, "AdditionalConfiguration")]


def _findings(answers: Answers, detector: str, arn: str) -> Iterator[Made]:
    listing = answers.of("guardduty", "ListFindings", DetectorId=detector, FindingCriteria=_CRITERIA)
    batches = [
        answers.of("guardduty", "GetFindings", **batch)
        for batch in _each_batch(answers)
        if batch["DetectorId"] == detector
    ]
    for answer in (listing, *batches):
        if isinstance(answer, Unread) and answer.code != "not-asked":
            yield unread_findings(FINDING, arn, "GuardDuty", answer)
            return
    for answer in batches:
        for one in listed(answer.content if isinstance(answer, Data) else {}, "Findings"):
            found = text(one, "Arn") or f"{arn}/finding/{text(one, 'Id')}"
            yield finding(
                FINDING,
                found,
                text(one, "Type"),
                text(one, "Title"),
                resource=text(one, "Resource", "LambdaDetails", "FunctionArn"),
                resource_type="AWS::Lambda::Function",
                severity=_label(one.get("Severity")),
                since=text(one, "CreatedAt"),
                related=(found,),
            )


def _label(severity: Any) -> str:
    if not isinstance(severity, (int, float)):
        return ""
    return next((label for least, label in _LABELS if severity >= least), "")
