"""Findings on their way out: their formats, and Security Hub in the embedded account."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from tests.cli.accounts import functions, user
from tests.cli.running import DEPLOYED, Ran, run

OPEN = """Resources:
  Url:
    Type: AWS::Lambda::Url
    Properties: { AuthType: NONE, TargetFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:Orders" }
"""
TRACING = "function-without-tracing"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(OPEN, encoding="utf-8")
    return tmp_path


def test_asff_of_a_template_wants_to_know_the_account(folder: Path) -> None:
    ran = run(folder, "check", "--format=asff")
    assert (ran.code, ran.out) == (2, "")
    assert "template.yaml is a template: say --aws-account and --aws-region" in ran.err


def test_asff_of_a_template_is_of_the_account_that_is_said(folder: Path) -> None:
    ran = run(folder, "check", "--format=asff", "--select=function-url-without-auth", *DEPLOYED)
    assert ran.code == 1
    url, told = json.loads(ran.out)
    assert url["GeneratorId"] == "hauberk/function-url-without-auth"
    assert url["AwsAccountId"] == "123456789012"
    assert told["Severity"]["Label"] == "INFORMATIONAL"


def test_a_file_of_findings_goes_by_its_name(folder: Path) -> None:
    files = ("--output=out.asff.json", "--output=out.ocsf.json")
    assert run(folder, "check", "--quiet", *files, *DEPLOYED).code == 1
    assert json.loads((folder / "out.asff.json").read_text())[0]["SchemaVersion"] == "2018-10-08"
    assert json.loads((folder / "out.ocsf.json").read_text())[0]["class_uid"] == 2003


def test_what_cannot_be_made_is_told_and_the_rest_is_written(folder: Path) -> None:
    ran = run(folder, "check", "--format=json", "--output=out.asff.json", "--output=out.html")
    assert ran.code == 2
    assert "out.asff.json" not in [path.name for path in folder.iterdir()]
    assert (folder / "out.html").exists()
    assert json.loads(ran.out)


@pytest.mark.parametrize("option", ["--aws-account=12", "--aws-account=abcdefghijkl", "--aws-region=Ireland"])
def test_an_account_or_region_that_is_none_is_refused(folder: Path, option: str) -> None:
    ran = run(folder, "check", option)
    assert ran.code == 2
    assert "is no " in ran.err


@pytest.fixture
def account() -> Iterator[Account]:
    """Two functions without tracing, and Security Hub."""
    with embedded_account() as found:
        functions(found, "eu-west-1", orders={}, billing={})
        found.client("securityhub").enable_security_hub()
        yield found


def audit(account: Account, folder: Path, *arguments: str) -> Ran:
    """An audit of one question, whose findings are sent."""
    where = ("--endpoint-url", account.endpoint, "--region", "eu-west-1")
    asked = ("--select", TRACING, "--exit-zero", "--send=security-hub")
    return run(folder, "audit", *where, *asked, *arguments, environment=user(account))


def held(account: Account) -> dict[str, dict[str, Any]]:
    """What Security Hub has, by the function."""
    found = account.client("securityhub").get_findings()["Findings"]
    return {one["Resources"][0]["Id"].rpartition(":")[2]: one for one in found}


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(account: Account, tmp_path: Path) -> None:
    ran = audit(account, tmp_path, "--dry-run")
    assert ran.code == 0, ran.err
    (told,) = json.loads(ran.out)
    assert told["region"] == "eu-west-1"
    assert {one["GeneratorId"] for one in told["new"]} == {f"hauberk/{TRACING}"}
    assert len(told["new"]) == 2
    assert ran.err == "hauberk: Security Hub in eu-west-1 would be told: 2 new, 0 updated, 0 gone\n"
    assert held(account) == {}


def test_findings_are_sent_and_then_updated(account: Account, tmp_path: Path) -> None:
    ran = audit(account, tmp_path, "--quiet")
    assert ran.code == 0, ran.err
    assert "Security Hub in eu-west-1: 2 new, 0 updated, 0 gone" in ran.err
    first = held(account)
    assert set(first) == {"orders", "billing"}
    assert "Security Hub in eu-west-1: 0 new, 2 updated, 0 gone" in audit(account, tmp_path, "--quiet").err
    again = held(account)
    assert {name: one["CreatedAt"] for name, one in again.items()} == {
        name: one["CreatedAt"] for name, one in first.items()
    }
    assert all(again[name]["UpdatedAt"] > first[name]["UpdatedAt"] for name in first)


def test_what_is_gone_is_archived_and_what_the_emulator_cannot_is_told(account: Account, tmp_path: Path) -> None:
    """moto has no BatchUpdateFindings: the failure is told, and makes the exit code."""
    audit(account, tmp_path)
    account.client("lambda").update_function_configuration(FunctionName="orders", TracingConfig={"Mode": "Active"})
    ran = audit(account, tmp_path, "--quiet")
    assert "0 new, 1 updated, 1 gone (0 of them resolved)\n" in ran.err
    assert (held(account)["orders"]["RecordState"], held(account)["billing"]["RecordState"]) == ("ARCHIVED", "ACTIVE")
    assert held(account)["orders"]["Compliance"]["Status"] == "PASSED"
    assert "Security Hub in eu-west-1 didn't resolve 1 finding: NotImplemented\n" in ran.err
    assert ran.code == 5


def test_a_dry_run_without_anything_to_send_is_refused(tmp_path: Path) -> None:
    ran = run(tmp_path, "audit", "--dry-run")
    assert ran.code == 2
    assert "say --send too" in ran.err
