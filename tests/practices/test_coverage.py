"""``coverage.toml``: every rule of the named peers has a control of ours, or the reason against one."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from hauberk.practices import all_controls
from tests.practices.peers import checkov_rules, prowler_checks, wheel

COVERAGE: dict[str, Any] = tomllib.loads(
    files("hauberk.practices").joinpath("coverage.toml").read_text(encoding="utf-8")
)
REASONS: dict[str, str] = COVERAGE["reasons"]
PEERS = {name: peer for name, peer in COVERAGE.items() if name != "reasons"}


def test_the_named_peers_are_there() -> None:
    assert set(PEERS) == {
        "checkov",
        "kics",
        "guard",
        "cdk_nag",
        "trivy",
        "prowler",
        "security_hub",
        "config",
        "cis",
    }
    for peer in PEERS.values():
        assert peer["name"]
        assert peer["version"]
        assert peer["date"]


@pytest.mark.parametrize("peer", sorted(PEERS))
def test_each_rule_has_controls_or_a_reason(peer: str) -> None:
    controls = {control.name for control in all_controls()}
    for rule, answer in PEERS[peer]["rules"].items():
        if isinstance(answer, str):
            assert answer in REASONS, f"{rule}: {answer}"
        else:
            assert answer, rule
            assert set(answer) <= controls, f"{rule}: {set(answer) - controls}"


def test_every_reason_is_used_and_says_something() -> None:
    used = {answer for peer in PEERS.values() for answer in peer["rules"].values() if isinstance(answer, str)}
    assert used == set(REASONS)
    assert all(len(reason) > 15 for reason in REASONS.values())


def test_there_are_more_controls_than_promised_over_every_practice() -> None:
    assert len(all_controls()) >= 110
    assert {control.practice for control in all_controls()} == set(range(1, 20)) - {18}


def test_checkov_has_no_other_rules() -> None:
    path = wheel("checkov", PEERS["checkov"]["version"])
    if path is None:
        pytest.skip("HAUBERK_PEERS names no folder with Checkov's wheel")
    rules = checkov_rules(path)
    assert len(rules) > 100
    assert rules == set(PEERS["checkov"]["rules"])


def test_prowler_has_no_other_checks() -> None:
    path = wheel("prowler", PEERS["prowler"]["version"])
    if path is None:
        pytest.skip("HAUBERK_PEERS names no folder with Prowler's wheel")
    checks = prowler_checks(path, frozenset(PEERS["prowler"]["services"]))
    assert len(checks) > 300
    assert checks == set(PEERS["prowler"]["rules"])
