"""SARIF: what the standard asks, and what GitHub's code scanning asks besides.

``HAUBERK_SARIF_SCHEMA`` is the path of ``sarif-schema-2.1.0.json`` as OASIS publishes it (docs.oasis-open.org); without
it, the one test that needs it is skipped. The others hold what a schema can't say.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from tests.reports.shop import report, shop
from tests.reports.test_every_field import LEDGER

SCHEMA = os.environ.get("HAUBERK_SARIF_SCHEMA", "")
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


@in_every_ledger
def test_it_keeps_to_the_schema(ledger: Ledger) -> None:
    if not SCHEMA:
        pytest.skip("HAUBERK_SARIF_SCHEMA isn't set to the path of OASIS's schema")
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    validator_for(schema)(schema).validate(json.loads(report(ledger, "sarif")))


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


def test_what_was_switched_off_is_there_and_says_so() -> None:
    suppressed = [one["suppressions"] for one in run_of(shop())["results"] if "suppressions" in one]
    assert suppressed == [[{"kind": "inSource", "justification": "it checks the sender's signature"}]]


def test_what_was_not_read_and_what_is_noted_are_notifications() -> None:
    (invocation,) = run_of(shop())["invocations"]
    assert [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]] == [
        ("warning", "main.tf wasn't read: Hauberk doesn't read Terraform yet"),
        ("note", "template.yaml:49: the ignore of wildcard-action is no longer needed"),
    ]


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
        assert rule["helpUri"].startswith("https://docs.aws.amazon.com/")
        assert 0 < float(rule["properties"]["security-severity"]) <= 10
        assert len(rule["properties"]["tags"]) <= 20
        assert "security" in rule["properties"]["tags"]
