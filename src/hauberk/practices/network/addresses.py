"""Which ranges of addresses are everyone's: by how many public addresses are in them, not by how they are written.

AWS Config (``vpc-sg-open-only-to-authorized-ports``) and Security Hub (EC2.18) take the whole for everyone, 0.0.0.0/0
and ::/0, so that two halves pass; Prowler's ``ec2_securitygroup_allow_wide_open_public_ipv4`` takes every public range
wider than a /24, and so the offices of a large company (their documentation and code, 2026-11). Here everyone is who
comes from more public addresses than a /8 has, the blocks in which IANA gave the internet out; of IPv6, where a
registry gets a /12 and the largest networks far less, from more than a /16.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hauberk.model.values import Known, Pattern, Value

if TYPE_CHECKING:  # whose import costs as much as several controls, and most applications have no security group
    from ipaddress import IPv4Network, IPv6Network

MOST_4, MOST_6 = 1 << (32 - 8), 1 << (128 - 16)
"""How many public addresses of IPv4, and of IPv6, are not yet everyone."""
_NOT_PUBLIC = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
)
"""What nobody on the internet has: networks of one's own, of the provider, of the machine; multicast and what is
reserved (IANA, "IPv4 Special-Purpose Address Registry", 2026-11)."""
_PUBLIC = "2000::/3"
"""Global unicast addresses, all that are given to anyone (RFC 4291)."""


def is_everyones(block: Value) -> bool:
    """Whether an address range, as far as it is known, is everyone's. Of a text with holes only its length counts."""
    match block:
        case Known(str() as text):
            return _is_everyones(text)
        case Pattern(parts):
            return isinstance(parts[-1], str) and parts[-1].endswith("/0")
    return False


@lru_cache(maxsize=1024)
def _is_everyones(text: str) -> bool:
    from ipaddress import IPv6Network, ip_network

    try:
        network = ip_network(text.strip(), strict=False)  # as EC2 does, which clears the bits behind the length
    except ValueError:
        return False
    if isinstance(network, IPv6Network):
        return _public_of_6(network) > MOST_6
    return _public_of_4(network) > MOST_4


def _public_of_6(network: "IPv6Network") -> int:
    """How many public addresses a network has. Of two networks that meet, one is in the other."""
    from ipaddress import IPv6Network

    public = IPv6Network(_PUBLIC)
    return min(network.num_addresses, public.num_addresses) if network.overlaps(public) else 0


def _public_of_4(network: "IPv4Network") -> int:
    blocks = _blocks()
    if any(network.subnet_of(block) for block in blocks):
        return 0
    return network.num_addresses - sum(block.num_addresses for block in blocks if block.subnet_of(network))


@cache
def _blocks() -> "tuple[IPv4Network, ...]":
    from ipaddress import IPv4Network

    return tuple(map(IPv4Network, _NOT_PUBLIC))
