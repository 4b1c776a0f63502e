"""The JSON report keeps to its schema, for real applications."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import hauberk
from hauberk.practices import all_controls
from hauberk.reports.json import render
from hauberk.scan.pipeline import Plan, check

ROOT = Path(hauberk.__file__).parent
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
