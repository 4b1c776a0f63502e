"""What users and their tools see, whole: a change to a report shows up in review as what it is.

``pytest tests/reports --snapshot-update`` writes the reports anew.
"""

import json
import re
import xml.etree.ElementTree as Tree
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from hauberk import __version__
from hauberk.model.ledger import Ledger
from tests.reports.shop import report, shop


class Text(SingleFileSnapshotExtension):
    """One file for each report, as it is."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return shop()


@pytest.fixture
def whole(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Text)


@pytest.mark.parametrize("format_", ["text", "markdown", "github", "gitlab", "junit", "sarif"])
def test_report(ledger: Ledger, whole: SnapshotAssertion, format_: str) -> None:
    assert report(ledger, format_).replace(f'"{__version__}"', '"VERSION"') == whole


@pytest.mark.parametrize("how", ["quiet", "verbose", "coloured"])
def test_text_of_another_loudness(ledger: Ledger, whole: SnapshotAssertion, how: str) -> None:
    assert report(ledger, "text", **{how: True}) == whole


def test_colours_change_no_word(ledger: Ledger) -> None:

    assert re.sub(r"\x1b\[[0-9;]+m", "", report(ledger, "text", coloured=True)) == report(ledger, "text")


def test_every_format_tells_the_same_findings(ledger: Ledger) -> None:
    """However they are written: as many, on the same lines."""
    expected = sorted((entry.control, entry.locations[0].line) for entry in ledger.findings())
    assert len(expected) == 6

    issues = [one for one in parsed(ledger, "gitlab") if one["severity"] != "info"]
    assert sorted((one["check_name"], one["location"]["lines"]["begin"]) for one in issues) == expected

    results = parsed(ledger, "sarif")["runs"][0]["results"]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"]) for one in results]
    assert sorted(regions) == expected

    failures = Tree.fromstring(report(ledger, "junit")).findall(".//testcase[failure]")
    places = [(case.get("classname", ""), case.findtext("failure", "").split(":")[1]) for case in failures]
    assert sorted((control, int(line)) for control, line in places) == expected

    commands = [line for line in report(ledger, "github").splitlines() if line.startswith("::") and "line=" in line]
    assert sorted(int(line.partition("line=")[2].partition(",")[0]) for line in commands) == sorted(
        line for _, line in expected
    )


def test_junit_counts_what_it_lists(ledger: Ledger) -> None:
    for suite in Tree.fromstring(report(ledger, "junit")):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for counter, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(counter, "")) == len(suite.findall(f"testcase/{element}"))


def test_gitlab_fingerprints_are_unique(ledger: Ledger) -> None:
    prints = [one["fingerprint"] for one in parsed(ledger, "gitlab")]
    assert len(set(prints)) == len(prints)


def parsed(ledger: Ledger, format_: str) -> Any:
    return json.loads(report(ledger, format_))
