"""The JSON report keeps to its schema, for real applications."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import hauberk
from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reports.json import render
from hauberk.scan.pipeline import Plan, check
from tests.reports.shop import shop
from tests.reports.test_every_field import LEDGER

ROOT = Path(hauberk.__file__).parent
TESTS = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "reports" / "report.schema.json").read_text())


@pytest.mark.parametrize("twin", ["vulnerable", "repaired"])
def test_report_keeps_to_the_schema(twin: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    report = json.loads(render(check(Plan(paths=(str(ROOT / "demo" / twin),)))))
    Draft202012Validator(SCHEMA).validate(report)
    assert {verdict["control"] for verdict in report["verdicts"]} <= {control.name for control in all_controls()}
    assert report["summary"]["verdicts"]["violated"] == sum(v["verdict"] == "violated" for v in report["verdicts"])


def test_an_unread_file_keeps_to_the_schema(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("Resources: {Url: {Type: AWS::Lambda::Url}}\n")
    (tmp_path / "broken.json").write_text('{"Resources": {"A": {"Type": "AWS::')
    report = json.loads(render(check(Plan(paths=(str(tmp_path),)))))
    Draft202012Validator(SCHEMA).validate(report)
    assert [gap["code"] for gap in report["unread"]] == ["json-syntax"]


@pytest.mark.parametrize("ledger", [shop(), LEDGER, Ledger()], ids=["shop", "hostile", "empty"])
def test_whatever_a_ledger_holds_keeps_to_the_schema(ledger: Ledger) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render(ledger)))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object with names of its own in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type", "object") != "string":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def test_the_schema_names_everything_and_nothing_else() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > 5
    for one in found:
        assert one["additionalProperties"] is False
        assert set(one["properties"]) - set(one["required"]) <= {
            "arn",
            "account",
            "calls",
            "region",
        }  # of a live account


def test_nested_stacks_and_constructs_keep_to_the_schema() -> None:
    report = json.loads(render(check(Plan(paths=(str(TESTS / "scan" / "assembly"),)))))
    Draft202012Validator(SCHEMA).validate(report)
    labels = {verdict["subject"]["id"]: verdict["subject"]["label"] for verdict in report["verdicts"]}
    assert labels["ApiNestedStackApiNestedStackResource1A2B3C4D/Webhook9E8D7C6B"].endswith("Shop/Api/Webhook")


def test_every_case_of_a_control_keeps_to_the_schema() -> None:
    report = json.loads(render(check(Plan(paths=(str(TESTS / "practices" / "least_privilege"),)))))
    Draft202012Validator(SCHEMA).validate(report)
    assert len(report["summary"]["applications"]) > 50
    assert {verdict["verdict"] for verdict in report["verdicts"]} == {state.value for state in State}


def test_the_promised_fields_have_the_promised_names() -> None:
    """What others build on: a name goes away only with a new number of the schema."""
    verdict = SCHEMA["properties"]["verdicts"]["items"]["properties"]
    place = SCHEMA["$defs"]["location"]["properties"]
    assert set(SCHEMA["properties"]) >= {"schema", "tool", "summary", "verdicts", "unread", "data"}
    assert set(verdict) >= {
        "control", "practice", "severity", "verdict", "subject", "message", "reason", "condition", "locations", "flow",
        "suppressed", "fix", "fingerprint",
    }  # fmt: skip
    assert set(verdict["subject"]["properties"]) == {"kind", "id", "label"}
    assert set(place) == {
        "path", "line", "column", "end_line", "end_column", "role", "says", "arn", "account", "region",
    }  # fmt: skip
    assert set(verdict["suppressed"]["oneOf"][0]["properties"]) >= {"reason", "until"}
    assert set(SCHEMA["properties"]["data"]["items"]["properties"]) == {"name", "date"}


@pytest.mark.parametrize("state", State)
def test_the_schema_knows_every_verdict(state: State) -> None:
    report = json.loads(render(LEDGER))
    assert [one for one in report["verdicts"] if one["verdict"] == state.value]
    assert state.value in report["summary"]["verdicts"]


def test_the_schema_would_notice() -> None:
    report = json.loads(render(LEDGER))
    validator = Draft202012Validator(SCHEMA)
    for spoilt in (
        {**report, "more": 1},
        {name: value for name, value in report.items() if name != "unread"},
        {**report, "schema": "2"},
        {**report, "verdicts": [{**report["verdicts"][0], "verdict": "clean"}]},
        {**report, "verdicts": [{**report["verdicts"][0], "practice": 20}]},
    ):
        assert not validator.is_valid(spoilt)
