"""The table of what matters names what there is."""

import pytest

from hauberk.model.verdict import Severity
from hauberk.questions.drift.matters import Kind, Matter, kinds
from hauberk.questions.drift.values import told
from tests.schemas import TYPES, has


@pytest.mark.parametrize(("type_", "kind"), kinds().items(), ids=list(kinds()))
def test_types_and_properties_are_cloudformations(type_: str, kind: Kind) -> None:
    assert type_ in TYPES or type_.startswith("Account::")
    paths = [matter.at for matter in kind.matters]
    assert len(paths) == len(set(paths))
    for path in paths if type_ in TYPES else ():
        assert path.startswith("Account.") or has(type_, path), path
    assert kind.appears in Severity


def test_what_matters_is_told_in_words() -> None:
    for type_, kind in kinds().items():
        for matter in kind.matters:
            assert matter.is_about, type_
            assert matter.is_about[0].islower() or matter.is_about[0].isdigit()


def test_rules_of_a_group_are_told_in_words() -> None:
    rules = [
        {"IpProtocol": "tcp", "FromPort": "22", "ToPort": "22", "CidrIp": "0.0.0.0/0"},
        {"IpProtocol": "-1", "CidrIpv6": "::/0"},
        {"IpProtocol": "udp", "FromPort": "1", "ToPort": "9", "SourceSecurityGroupId": "@web"},
    ]
    said = "tcp 22 of 0.0.0.0/0, everything of ::/0, udp 1-9 of web"
    assert told(rules) == said
    assert told([*rules, *rules]) == f"{said}, tcp 22 of 0.0.0.0/0 …"


@pytest.mark.parametrize(
    ("matter", "before", "after", "better"),
    [
        (Matter("A", "its a", Severity.LOW, good="true"), "false", "true", True),
        (Matter("A", "its a", Severity.LOW, good="true"), "true", "false", False),
        (Matter("A", "its a", Severity.LOW, bad="NONE"), "none", "AWS_IAM", True),
        (Matter("A", "its a", Severity.LOW, bad="NONE"), "AWS_IAM", "JWT", False),
        (Matter("A", "its a", Severity.LOW, bad=""), None, "arn:key", True),
        (Matter("A", "its a", Severity.LOW, bad=""), "arn:key", None, False),
        (Matter("A", "its a", Severity.LOW), None, "x", False),
    ],
)
def test_what_is_for_the_better(matter: Matter, before: str | None, after: str | None, better: bool) -> None:
    assert matter.is_better(before, after) is better


def test_what_is_not_there_is_told_by_number() -> None:
    assert Matter("A", "its a", Severity.LOW).told(None) == "not set"
    assert Matter("A", "its layers", Severity.LOW, is_plural=True).told([]) == "none"


def test_the_end_of_a_long_name_is_told() -> None:
    arn = f"arn:aws:lambda:eu-west-1:111122223333:layer:{'x' * 99}:7"
    assert told(arn).startswith("arn:aws:lambda:")
    assert told(arn).endswith("x:7")
    assert len(told(arn)) == 100
