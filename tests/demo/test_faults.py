"""The demo application: every planted fault is found where it stands, and the repaired twin has none."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.reports.grouping import rank
from hauberk.scan.pipeline import Plan, check

DEMO = Path(str(files("hauberk"))) / "demo"
FAULTS: dict[str, list[dict[str, Any]]] = tomllib.loads((DEMO / "faults.toml").read_text())
TODAY = date(2026, 11, 24)

NOT_COMPUTED = ("vulnerable-dependency",)
"""Controls that stand for engines that don't exist yet."""

AT_THE_FUNCTION = {"photograph-to-account": ["Events: s3:ObjectCreated:*"]}
"""Steps of chains that a finding tells at the function itself: which events it is invoked by."""

# 18 is teaching; every other practice can be shown in a template.
PRACTICES = set(range(1, 20)) - {18}


@pytest.fixture(scope="module")
def vulnerable() -> Ledger:
    return check(Plan(paths=(str(DEMO / "vulnerable"),), today=TODAY))


@pytest.fixture(scope="module")
def repaired() -> Ledger:
    return check(Plan(paths=(str(DEMO / "repaired"),), today=TODAY))


def line(file: str, number: int) -> str:
    return (DEMO / "vulnerable" / file).read_text().split("\n")[number - 1].strip()


@pytest.mark.parametrize("fault", FAULTS["fault"], ids=lambda fault: f"{fault['control']}:{fault['subject']}")
def test_planted_fault_is_found_at_its_line(vulnerable: Ledger, fault: dict[str, Any]) -> None:
    found = [
        entry
        for entry in vulnerable.entries
        if (entry.control, entry.subject, entry.state) == (fault["control"], fault["subject"], State.VIOLATED)
    ]
    assert len(found) == 1
    assert found[0].practice == fault["practice"]
    assert line(fault["file"], found[0].locations[0].line) == fault["at"]


def test_there_are_at_least_sixty_over_every_practice() -> None:
    assert len(FAULTS["fault"]) >= 60
    assert {fault["practice"] for fault in FAULTS["fault"]} == PRACTICES


def test_every_control_that_finds_something_is_labelled(vulnerable: Ledger) -> None:
    computed = [fault for fault in FAULTS["code"] if fault.get("control", NOT_COMPUTED[0]) not in NOT_COMPUTED]
    labelled = {fault["control"] for fault in (*FAULTS["fault"], *computed)}
    assert {entry.control for entry in vulnerable.findings()} == labelled


@pytest.mark.parametrize("fault", FAULTS["code"], ids=lambda fault: f"{fault['file']}:{fault['says']}")
def test_fault_in_code_stands_where_the_list_says(vulnerable: Ledger, fault: dict[str, Any]) -> None:
    lines = [text.strip() for text in (DEMO / "vulnerable" / fault["file"]).read_text().split("\n")]
    assert lines.count(fault["at"]) == 1
    if "control" not in fault:
        return
    answers = [entry for entry in vulnerable.entries if entry.control == fault["control"]]
    if fault["control"] in NOT_COMPUTED:  # and it says so rather than stay silent
        assert [entry.state for entry in answers] == [State.UNKNOWN]
        return
    places = [entry.locations[0] for entry in answers if entry.state is State.VIOLATED]
    there = [place for place in places if place.path.endswith(f"/{fault['file']}")]
    assert [line(fault["file"], place.line) for place in there].count(fault["at"]) == 1


def test_every_finding_in_code_is_labelled(vulnerable: Ledger) -> None:
    labelled = {(fault.get("control"), fault["file"], fault["at"]) for fault in FAULTS["code"]}
    for entry in vulnerable.findings():
        file = entry.locations[0].path.rpartition("vulnerable/")[2]
        if file.startswith("src/"):
            assert (entry.control, file, line(file, entry.locations[0].line)) in labelled


def test_what_is_told_first_is_what_anyone_reaches_with_a_role_that_reads_secrets(vulnerable: Ledger) -> None:
    top, first, *_ = sorted(vulnerable.findings(), key=rank)
    assert (top.control, top.functions) == (
        "command-injection",
        ("Thumbnails",),
    )  # a public bucket, a role of all rights
    assert (first.control, first.functions) == ("code-injection", ("Webhook",))
    said = [place.says for place in first.locations[1:]]
    assert said == [
        "anyone can call it by this URL, while Stage keeps its default (dev)",
        "its role WebhookRole reads every secret",
    ]
    assert [step.says for step in first.flow] == ["event.body.delay is read", "eval runs event.body.delay as code"]


def test_each_chain_is_told_by_the_finding_in_code_that_it_leads_through(vulnerable: Ledger) -> None:
    """The way in and what the role may do stand beside the place in code, as steps of one story."""
    for chain in FAULTS["chain"]:
        (through,) = [step for step in chain["steps"] if step["file"].startswith("src/")]
        told = [
            entry
            for entry in vulnerable.findings()
            if entry.locations[0].path.endswith(through["file"])
            and line(through["file"], entry.locations[0].line) == through["at"]
            and entry.flow
        ]
        assert len(told) == 1, chain["name"]
        lines = {line("template.yaml", n) for p in told[0].locations[1:] for n in range(p.line, p.end_line + 1)}
        beside = [step["at"] for step in chain["steps"] if step["file"] == "template.yaml"]
        assert [at for at in beside if at not in lines] == AT_THE_FUNCTION.get(chain["name"], []), chain["name"]


def test_there_are_three_chains_whose_steps_stand_in_the_files() -> None:
    assert len(FAULTS["chain"]) >= 3
    for chain in FAULTS["chain"]:
        for step in chain["steps"]:
            text = (DEMO / "vulnerable" / step["file"]).read_text()
            assert step["at"] in [found.strip() for found in text.split("\n")], step


def test_repaired_twin_has_no_finding(repaired: Ledger) -> None:
    assert repaired.findings() == []
    assert repaired.gaps == ()


def test_repaired_twin_leaves_unknown_only_what_is_not_computed_yet(repaired: Ledger) -> None:
    codes = {entry.reason.code for entry in repaired.entries if entry.state is State.UNKNOWN and entry.reason}
    assert codes == {"not-computed-yet"}


def test_repaired_twin_has_the_same_functions(vulnerable: Ledger, repaired: Ledger) -> None:
    """It is repaired by repairing, not by leaving out."""
    assert functions("vulnerable") <= functions("repaired")
    assert vulnerable.gaps == ()


def functions(twin: str) -> set[str]:
    text = (DEMO / twin / "template.yaml").read_text()
    return set(re.findall(r"^  (\w+):\n    Type: AWS::Serverless::Function$", text, re.MULTILINE))


def test_it_is_as_large_as_promised() -> None:
    assert len(functions("vulnerable")) >= 8
    text = (DEMO / "vulnerable" / "template.yaml").read_text()
    for part in ("HttpApi", "Api", "SQS", "Kinesis", "Schedule", "S3", "SNS"):
        assert f"Type: {part}\n" in text, part
    for part in ("VpcConfig:", "PackageType: Image", "Layers:", "AWS::Cognito::UserPool", "nodejs22.x", "python3.13"):
        assert part in text, part
