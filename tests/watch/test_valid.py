"""Hauberk's own check of what it sends says what the schema of the documentation says."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hauberk.watch.valid import LARGEST, faults
from tests.reports.live import LIVE
from tests.reports.shop import report, shop

SCHEMA = json.loads((Path(__file__).parents[1] / "reports" / "asff.schema.json").read_text())
FINDINGS = [*json.loads(report(LIVE, "asff")), *json.loads(report(shop(), "asff"))]
MEMBERS = sorted(SCHEMA["properties"])
NASTY = ["", " ", "x" * 3000, None, 7, [], [""], {}, {"Label": "HIGH"}, {"Status": "BAD"}, "2026-11-30", "aws"]


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding["GeneratorId"])
def test_what_is_made_is_valid(finding: dict[str, Any]) -> None:
    assert list(faults(finding)) == []


@given(st.sampled_from(FINDINGS), st.sampled_from(MEMBERS), st.sampled_from(NASTY))
def test_what_is_spoilt_is_told_as_the_schema_tells_it(finding: dict[str, Any], member: str, value: Any) -> None:
    spoilt = {**finding, member: value}
    assert bool(list(faults(spoilt))) == (not Draft202012Validator(SCHEMA).is_valid(spoilt))


@pytest.mark.parametrize("member", ["Id", "ProductArn", "CreatedAt", "Resources", "Title", "FindingProviderFields"])
def test_what_is_missing_is_named(member: str) -> None:
    finding = {name: value for name, value in FINDINGS[0].items() if name != member}
    assert list(faults(finding)) == [f"{member} is missing"]


def test_a_member_that_hauberk_does_not_send_is_told() -> None:
    assert list(faults({**FINDINGS[0], "Sample": True})) == ["Sample isn't known"]


def test_a_finding_that_is_too_large_is_told() -> None:
    resource = {"Type": "Other", "Id": "é" * 512}
    fields = {f"hauberk/{number}": "é" * 2048 for number in range(50)}
    large = {**FINDINGS[0], "Resources": [resource] * 32, "ProductFields": fields}
    assert list(faults(large)) == [f"it has more than {LARGEST} bytes"]
