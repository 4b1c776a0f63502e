"""Whether a finding keeps to the AWS Security Finding Format, before it is sent.

Lengths, numbers and enumerations from the AWS Security Hub API Reference, "AwsSecurityFinding" (2026-11); the size from
"BatchImportFindings". Only the members that Hauberk sends are known: any other is a fault.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hauberk.model.regex import regex
from hauberk.reports.asff import (
    DESCRIPTION,
    IDENTIFIER,
    PRODUCT_FIELDS,
    PRODUCT_KEY,
    PRODUCT_VALUE,
    RECOMMENDATION,
    REQUIREMENTS,
    RESOURCES,
    SCHEMA,
    TITLE,
    TYPE,
)

LARGEST = 240 * 1024
"""Bytes of a finding."""
_TIME = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_ACCOUNT = regex(r"\d{12}")
_REGION = regex(r"[a-z]{2}(-[a-z]+)+-\d")
_PRODUCT = regex(r"arn:aws[a-z-]*:securityhub:[a-z0-9-]+:\d{12}:product/\d{12}/default")
_URL = regex(r"https?://\S+")
_TYPE = regex(
    "(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(/[^/]+){0,2}"
)
_SEVERITIES = ("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")
_STATUSES = ("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE")
_PARTITIONS = ("aws", "aws-cn", "aws-us-gov")

Test = Callable[[Any], bool]


def _text(most: int) -> Test:
    return lambda value: isinstance(value, str) and bool(value.strip()) and len(value) <= most


def _form(form: Any) -> Test:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _one_of(*words: str) -> Test:
    return lambda value: value in words


def _list(most: int, test: Test, least: int = 1) -> Test:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(test, value))


def _structure(members: Mapping[str, Test], *required: str) -> Test:
    def test(value: Any) -> bool:
        return (
            isinstance(value, Mapping)
            and all(name in value for name in required)
            and all(name in members and members[name](inner) for name, inner in value.items())
        )

    return test


def _pairs(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= PRODUCT_FIELDS
        and all(_text(PRODUCT_KEY)(name) and _text(PRODUCT_VALUE)(inner) for name, inner in value.items())
    )


_SEVERITY = _structure({"Label": _one_of(*_SEVERITIES), "Original": _text(64)}, "Label")
_TYPES = _list(50, _form(_TYPE))
_MEMBERS: Mapping[str, Test] = {
    "SchemaVersion": _one_of(SCHEMA),
    "Id": _text(IDENTIFIER),
    "ProductArn": _form(_PRODUCT),
    "ProductName": _text(128),
    "CompanyName": _text(128),
    "Region": _form(_REGION),
    "GeneratorId": _text(IDENTIFIER),
    "AwsAccountId": _form(_ACCOUNT),
    "Types": _TYPES,
    "CreatedAt": _form(_TIME),
    "UpdatedAt": _form(_TIME),
    "Severity": _SEVERITY,
    "Title": _text(TITLE),
    "Description": _text(DESCRIPTION),
    "Remediation": _structure(
        {"Recommendation": _structure({"Text": _text(RECOMMENDATION), "Url": _form(_URL)})}, "Recommendation"
    ),
    "ProductFields": _pairs,
    "Resources": _list(
        RESOURCES,
        _structure(
            {
                "Type": _text(TYPE),
                "Id": _text(IDENTIFIER),
                "Partition": _one_of(*_PARTITIONS),
                "Region": _form(_REGION),
            },
            "Type",
            "Id",
        ),
    ),
    "Compliance": _structure(
        {"Status": _one_of(*_STATUSES), "RelatedRequirements": _list(REQUIREMENTS, _text(64), 0)}, "Status"
    ),
    "Workflow": _structure({"Status": _one_of("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")}, "Status"),
    "RecordState": _one_of("ACTIVE", "ARCHIVED"),
    "FindingProviderFields": _structure({"Severity": _SEVERITY, "Types": _TYPES}, "Severity", "Types"),
}
_REQUIRED = (
    "SchemaVersion",
    "Id",
    "ProductArn",
    "GeneratorId",
    "AwsAccountId",
    "CreatedAt",
    "UpdatedAt",
    "Title",
    "Description",
    "Resources",
    "FindingProviderFields",
)


def faults(finding: Mapping[str, Any]) -> Iterator[str]:
    """What of a finding Security Hub would refuse, member by member."""
    yield from (f"{name} is missing" for name in _REQUIRED if name not in finding)
    for name, value in finding.items():
        test = _MEMBERS.get(name)
        if test is None:
            yield f"{name} isn't known"
        elif not test(value):
            yield f"{name} isn't as the format has it"
    if size(finding) > LARGEST:
        yield f"it has more than {LARGEST} bytes"


def size(finding: Mapping[str, Any]) -> int:
    """The bytes of a finding as it is sent."""
    return len(json.dumps(finding).encode())
