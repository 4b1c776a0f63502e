"""OCSF: every event against the schema's own definitions, as ``tools/ocsf_schema.py`` transcribed them."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.reports.formats import render
from hauberk.reports.occasion import now
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles
from tests.reports.live import ACCOUNT, FUNCTION, LIVE, REGION
from tests.reports.shop import report, shop
from tests.reports.test_every_field import LEDGER

SCHEMA = json.loads((Path(__file__).parent / "ocsf.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def found(ledger: Ledger) -> list[dict[str, Any]]:
    return list(json.loads(report(ledger, "ocsf")))


@pytest.mark.parametrize("ledger", [shop(), LIVE, LEDGER, Ledger()], ids=["template", "account", "hostile", "empty"])
def test_whatever_a_ledger_holds_keeps_to_the_schema(ledger: Ledger) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for event in found(ledger):
        VALIDATOR.validate(event)


@pytest.mark.parametrize(
    "spoil",
    [
        {"class_uid": 2002},
        {"type_uid": 200201},
        {"severity_id": 9},
        {"time": "2026-11-30"},
        {"finding_info": {"title": "without an id"}},
        {"compliance": {"status_id": 7}},
        {"metadata": {"version": "1.6.0"}},
        {"remediation": {"references": []}},
        {"unheard": 1},
    ],
    ids=lambda spoil: next(iter(spoil)),
)
def test_the_schema_would_notice(spoil: dict[str, Any]) -> None:
    event = found(LIVE)[0]
    assert not VALIDATOR.is_valid({**event, **spoil})


def test_ids_belong_together() -> None:
    for event in found(LIVE):
        assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"]
        assert event["type_name"] == f"{event['class_name']}: {event['activity_name']}"


def test_a_finding_of_an_account_has_the_cloud() -> None:
    event = found(LIVE)[0]
    assert event["metadata"]["profiles"] == ["cloud"]
    assert event["cloud"]["account"]["uid"] == ACCOUNT
    assert [resource["uid"] for resource in event["resources"]] == [FUNCTION, FUNCTION]
    assert {resource["region"] for resource in event["resources"]} == {REGION}


def test_a_finding_of_a_template_says_nothing_of_a_cloud_that_nobody_named() -> None:
    text = render(shop(), "ocsf", Titles(all_controls()), Style(False), occasion=now())
    for event in json.loads(text):
        VALIDATOR.validate(event)
        assert "cloud" not in event
        assert event["metadata"]["profiles"] == []


def test_what_is_not_known_is_told_by_the_last() -> None:
    last = found(LIVE)[-1]
    assert last["compliance"]["status_id"] == 0
    assert last["compliance"]["status_details"] == list(LIVE.notes)
    assert "4 violated" in last["message"]
    assert last["finding_info"]["title"] == "Hauberk audited the account"
    assert found(shop())[-1]["finding_info"]["title"] == "Hauberk checked the application"
