"""What every format has to tell, whatever else it can."""

import pytest

from hauberk.model.ledger import Fact, Ledger, Seen
from hauberk.reports.formats import FORMATS
from tests.reports.shop import report, shop

NOTE = "samconfig.toml fixes Stage"
LEDGER = shop()._replace(notes=(NOTE,), data=(Fact("Lambda runtimes", "2026-10-01"),))


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "text"])
def test_every_format_tells_how_old_its_facts_are(format_: str) -> None:
    text = report(LEDGER, format_)
    assert "Lambda runtimes" in text
    assert "2026-10-01" in text


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_the_notes(format_: str) -> None:
    assert NOTE in report(LEDGER, format_)


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_a_practice_that_has_nothing_to_ask_about_is_said_not_to_apply(format_: str) -> None:
    """Whether there is a template or not."""
    code = Seen("src", "function code without a template", 1, 1, 0, ("src",), handlers={"shape": 1})
    told = report(Ledger(applications=(code,), asked=frozenset({9})), format_)
    (line,) = (line for line in told.splitlines() if "WAF" in line and "ot applicable" in line)
    assert "this template" not in line
    assert "| 0 |" not in line


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_headings_tell_two_applications_apart(format_: str) -> None:
    found = LEDGER.findings()[0]
    names = ("one/template.yaml", "two/template.yaml")
    two = Ledger(
        applications=tuple(Seen(name, "AWS SAM", 1, 2, 0, (name,)) for name in names),
        entries=tuple(found._replace(application=name, functions=("A",), labels=()) for name in names),
    )
    heading = {"text": "── {}: A ", "markdown": "## `{}`: A", "html": "<h2>{}</h2>"}[format_]
    text = report(two, format_)
    assert all(heading.format(name) in text for name in names)


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_headings_call_constructs_by_their_paths(format_: str) -> None:
    found = LEDGER.findings()[0]._replace(functions=("Webhook0A1B2C",), labels=("Shop/Api/Webhook",))
    heading = {"text": "── Shop/Api/Webhook ", "markdown": "## Shop/Api/Webhook\n", "html": "<h3>Shop/Api/Webhook "}
    assert heading[format_] in report(LEDGER._replace(entries=(found,)), format_)


def test_the_machine_report_has_the_path_of_a_construct() -> None:
    found = LEDGER.findings()[0]._replace(subject="Url0A1B2C", name="Shop/Api/Webhook/FunctionUrl")
    assert '"label": "Shop/Api/Webhook/FunctionUrl"' in report(LEDGER._replace(entries=(found,)), "json")
