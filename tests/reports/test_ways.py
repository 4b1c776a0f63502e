"""A way from an event to what it does, in every format that tells it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.scan.pipeline import Plan, check
from tests.practices.cases import HERE
from tests.reports.shop import report

CASE = HERE / "validation" / "command-injection"
WAY = ["event.body.scan is read", "goes to pages", "subprocess.check_output hands event.body.scan to a shell"]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    plan = Plan(
        paths=("failing.yaml",), controls=frozenset(("command-injection",)), base=str(CASE), today=date(2026, 11, 30)
    )
    return check(plan)


def test_json_has_the_steps_in_their_order(ledger: Ledger) -> None:
    (found,) = [one for one in json.loads(report(ledger, "json"))["verdicts"] if one["flow"]]
    assert [step["says"] for step in found["flow"]] == WAY
    assert found["flow"][-1] == found["locations"][0]


def test_sarif_has_them_as_a_code_flow(ledger: Ledger) -> None:
    (run,) = json.loads(report(ledger, "sarif"))["runs"]
    (flow,) = run["results"][0]["codeFlows"]
    steps = [step["location"] for step in flow["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == WAY
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [11, 11, 6]
    assert all(step["physicalLocation"]["artifactLocation"]["uri"].endswith("app.py") for step in steps)


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_a_person_reads_the_place_first_and_then_the_numbered_steps(ledger: Ledger, format_: str) -> None:
    text = re.sub(r"\\([.\[\]_])", r"\1", report(ledger, format_))
    told = [text.index(WAY[2]), *(text.index(f"{number}. {says}") for number, says in enumerate(WAY[:2], 1))]
    assert told == sorted(told)
    assert f"3. {WAY[2]}" not in text


def test_a_finding_without_a_way_has_none(tmp_path: Path) -> None:
    url = "Resources:\n  Url:\n    Type: AWS::Lambda::Url\n    Properties: { AuthType: NONE, TargetFunctionArn: f }\n"
    (tmp_path / "template.yaml").write_text(url, encoding="utf-8")
    found = check(Plan(controls=frozenset(("function-url-without-auth",)), base=str(tmp_path)))
    (run,) = json.loads(report(found, "sarif"))["runs"]
    assert "codeFlows" not in run["results"][0]
