"""What of code wasn't followed: every format tells it, the brief ones in few lines."""

import json
from xml.etree import ElementTree

import pytest

from hauberk.model.ledger import Ledger, Suppression
from hauberk.reports.unfollowed import summary, unfollowed
from hauberk.scan.pipeline import Plan, check
from tests.reports.shop import report
from tests.scan.places import put

COMPUTED = "which module is imported is computed"
MADE = "code is made of text while it runs"
FILES = {
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { CodeUri: ., Handler: app.handler, Runtime: python3.13 } }
Resources:
  One: { Type: AWS::Serverless::Function }
  Two: { Type: AWS::Serverless::Function }
  Other: { Type: AWS::Serverless::Function, Properties: { Handler: plain.handler } }
  Java: { Type: AWS::Serverless::Function, Properties: { Runtime: java21, Handler: a.B } }
""",
    "app.py": """\
import importlib, os

def handler(event, context):
    importlib.import_module(os.environ["A"])
    importlib.import_module(os.environ["B"])
    exec(os.environ["C"])
    importlib.import_module(os.environ["D"])
    importlib.import_module(os.environ["E"])
""",
    "plain.py": "def handler(event, context):\n    return {}\n",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = put(tmp_path_factory.mktemp("code"), FILES)
    return check(Plan(base=str(folder), controls=frozenset(("handler-not-found",))))


def test_what_functions_share_is_told_once_with_all_its_lines(ledger: Ledger) -> None:
    found = [(one.names, one.text, [place.line for place in one.places]) for one in unfollowed(ledger)]
    assert found[:2] == [(("One", "Two"), COMPUTED, [4, 5, 7, 8]), (("One", "Two"), MADE, [6])]
    assert [(names, places) for names, _, places in found[2:]] == [(("Java",), [])]


def test_lines_that_are_many_are_counted(ledger: Ledger) -> None:
    first = unfollowed(ledger)[0]
    assert first.line() == f"One, Two: {COMPUTED} (app.py:4, 5, 7, 8)"
    assert first.line(3) == f"One, Two: {COMPUTED} (app.py:4, 5 and 2 more)"
    assert summary(unfollowed(ledger)) == "5 places in 2 functions, 1 whole function"


def test_functions_of_several_applications_are_counted_though_they_have_one_name(ledger: Ledger) -> None:
    (java,) = (entry for entry in ledger.entries if entry.name == "Java")
    found = unfollowed(ledger._replace(entries=(java, java._replace(application="other.yaml"))))
    assert summary(found) == "2 whole functions"
    assert [one.line().partition(":")[0] for one in found] == ["Java"]


def test_what_is_followed_to_its_end_is_no_part_of_it(ledger: Ledger) -> None:
    assert not any("Other" in one.names for one in unfollowed(ledger))
    assert not unfollowed(Ledger())


def test_the_text_says_it_without_being_asked(ledger: Ledger) -> None:
    lines = report(ledger, "text").splitlines()
    start = lines.index("Not followed in code: 5 places in 2 functions, 1 whole function (each: -v)")
    assert lines[start + 1 : start + 3] == [
        f"  One, Two: {COMPUTED} (app.py:4, 5 and 2 more)",
        f"  One, Two: {MADE} (app.py:6)",
    ]
    assert lines[start + 3].startswith("  Java: ")


def test_the_text_names_few_and_counts_the_others(ledger: Ledger) -> None:
    (java,) = (entry for entry in ledger.entries if entry.name == "Java")
    assert java.reason is not None
    many = tuple(
        java._replace(name=f"F{number}", reason=java.reason._replace(text=f"reason {number}")) for number in range(10)
    )
    lines = report(ledger._replace(entries=many), "text").splitlines()
    start = lines.index("Not followed in code: 10 whole functions (each: -v)")
    assert lines[start + 6].startswith("  F5: reason 5 ")
    assert lines[start + 7] == "  and 4 more"


def test_nothing_is_said_where_everything_was_followed(ledger: Ledger) -> None:
    (plain,) = (entry for entry in ledger.entries if entry.name == "Other")
    for format_ in ("text", "markdown", "github", "gitlab"):
        assert "ollowed in code" not in report(ledger._replace(entries=(plain,)), format_)


def test_sarif_has_a_notification_at_each_place(ledger: Ledger) -> None:
    (run,) = json.loads(report(ledger, "sarif"))["runs"]
    told = [
        (
            one["descriptor"]["id"],
            one["message"]["text"],
            one["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for one in run["invocations"][0]["toolExecutionNotifications"]
        if "locations" in one
    ]
    assert told == [
        *(("not-followed", f"One, Two: {COMPUTED}", line) for line in (4, 5, 7, 8)),
        ("not-followed", f"One, Two: {MADE}", 6),
    ]


def test_the_other_formats_tell_each_place(ledger: Ledger) -> None:
    where = f"One, Two: {COMPUTED} (app.py:4, 5, 7, 8)"
    assert where.replace("(", "\\(").replace(")", "\\)") in report(ledger, "markdown")
    assert f"::notice file=app.py,line=4,title=Not followed in code::{where}" in report(ledger, "github").splitlines()
    issues = json.loads(report(ledger, "gitlab"))
    assert [
        (one["check_name"], one["severity"], one["location"]["path"], one["location"]["lines"]["begin"])
        for one in issues
        if one["description"] == f"Not followed in code: {where}"
    ] == [("not-followed", "info", "app.py", 4)]
    skipped = ElementTree.fromstring(report(ledger, "junit")).iter("skipped")
    assert sum(f"app.py:8: {COMPUTED}" in one.attrib["message"] for one in skipped) == 2
    assert f"<code>app.py:8</code> {COMPUTED}" in report(ledger, "html")


def test_what_is_switched_off_is_not_told(ledger: Ledger) -> None:
    off = tuple(entry._replace(suppressed=Suppression("comment", "known")) for entry in ledger.entries)
    assert not unfollowed(ledger._replace(entries=off))
