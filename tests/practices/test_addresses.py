"""Which ranges of addresses are everyone's."""

import pytest

from hauberk.model.values import Absent, Known, Pattern, Reference, Value
from hauberk.practices.network.addresses import is_everyones


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("0.0.0.0/0", True),
        ("1.2.3.4/0", True),
        ("0.0.0.0/1", True),
        ("128.0.0.0/1", True),
        ("64.0.0.0/7", True),
        ("8.0.0.0/8", False),
        ("203.0.113.0/24", False),
        # more than a /8, of which no more than a /8 is public
        ("10.0.0.0/7", False),
        ("10.0.0.0/8", False),
        ("100.64.0.0/10", False),
        ("126.0.0.0/7", False),
        ("224.0.0.0/3", False),
        ("224.0.0.0/4", False),
        ("192.0.0.0/7", True),
        ("::/0", True),
        ("0::0/0", True),
        ("0000:0000::/0", True),
        ("2000::/3", True),
        ("2600::/12", True),
        ("2600::/15", True),
        ("2600::/16", False),
        ("2001:db8::/32", False),
        ("fc00::/7", False),
        ("8000::/1", False),
        ("10.0.0.0", False),
        ("sg-1", False),
        ("", False),
    ],
)
def test_a_range_is_everyones_by_its_public_addresses(block: str, expected: bool) -> None:
    assert is_everyones(Known(block)) is expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Pattern((Reference("Host", "PublicIp"), "/0")), True),
        (Pattern((Reference("Host", "PublicIp"), "/32")), False),
        (Pattern(("10.", Reference("Number"), ".0.0/16")), False),
        (Pattern(("10.0.0.0/", Reference("Length"))), False),
        (Reference("Vpc", "CidrBlock"), False),
        (Absent(), False),
    ],
)
def test_what_is_known_in_part_is_everyones_where_its_length_says_so(block: Value, expected: bool) -> None:
    assert is_everyones(block) is expected
