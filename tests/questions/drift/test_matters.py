"""The table of what matters names what there is."""

import pytest

from hauberk.model.verdict import Severity
from hauberk.questions.drift.properties import Kind, kinds
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
