"""What of a request's context the holder of a principal's credentials has, hasn't, and may have.

Whoever took over a key or a session calls AWS directly, today or later, from a network of his own, without a second
factor. What a policy asks beyond that closes a way, or makes it undecided where somebody might have it all the same: a
machine that was taken over sends from its network, and a user with his device gets a session that tells of it. A role's
session never does. What describes the request (a tag to write, a name, an agent) is his to choose.

Source: IAM user guide, "AWS global condition context keys", "Secure API access with MFA"; KMS developer guide,
"Condition keys for AWS KMS" (2026-11).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from ipaddress import ip_network

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.principals import exactly
from hauberk.iam.clock import before
from hauberk.iam.effective import Wanted
from hauberk.iam.escalation.narrowing import PRINCIPAL_TAG
from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import Glob


class Circumstance(StrEnum):
    """What somebody may have, and nobody tells."""

    NETWORK = "it takes a request from a network that the policies name"
    THROUGH_SERVICE = "it takes a request that a service makes on the principal's behalf"
    RESOURCE_TAGS = "it hangs on the tags of a resource, which aren't told"
    SECOND_FACTOR = "it takes a session with a second factor, as who has the user's device gets it"
    PRINCIPAL_TAGS = "it hangs on the tags of the principal, which aren't told"


_LACKING = frozenset(
    (
        "aws:sourcearn",
        "aws:sourceaccount",
        "aws:sourceowner",
        "kms:viaservice",
    )
)
"""Keys that a direct request lacks."""
_FALSE = frozenset(("kms:grantisforawsresource",))
_PRESENT, _AGE = "aws:multifactorauthpresent", "aws:multifactorauthage"
"""Whether there was a second factor is false in requests of a role's session, and absent in those of a user's key."""
_NETWORK = frozenset(
    (
        "aws:ec2instancesourceprivateipv4",
        "aws:ec2instancesourcevpc",
        "aws:sourcevpc",
        "aws:sourcevpcarn",
        "aws:sourcevpce",
        "aws:vpceaccount",
        "aws:vpceorgid",
        "aws:vpceorgpaths",
        "aws:vpcsourceip",
    )
)
_SOURCE_IP = "aws:sourceip"
_THROUGH_SERVICE = frozenset(("aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:viaawsservice"))
_OPEN_BLOCK = {4: 8, 6: 32}
"""Blocks of addresses with a shorter prefix are anybody's, as in :mod:`hauberk.iam.public`."""


def is_resource_tag(key: str) -> bool:
    """Whether a key tells of a tag of the resource: ``aws:ResourceTag/…``, ``ec2:ResourceTag/…``."""
    return "resourcetag/" in key


def of(key: str) -> Circumstance | None:
    """The circumstance that a key tells of."""
    if key in _NETWORK or key == _SOURCE_IP:
        return Circumstance.NETWORK
    if key in _THROUGH_SERVICE:
        return Circumstance.THROUGH_SERVICE
    if key in (_PRESENT, _AGE):
        return Circumstance.SECOND_FACTOR
    if key.startswith(PRINCIPAL_TAG):
        return Circumstance.PRINCIPAL_TAGS
    return Circumstance.RESOURCE_TAGS if is_resource_tag(key) else None


def domain(key: str, is_user: bool, given: frozenset[Circumstance]) -> Domain | None:
    """What a key may hold under the circumstances that are given; ``None`` where the attacker chooses."""
    if key in _LACKING:
        return Domain(absent=True)
    if key in _FALSE:
        return exactly("false")
    if key == _PRESENT and not is_user:
        return exactly("false")
    about = of(key)
    if about is None or about in given or key == _SOURCE_IP:
        return None
    return exactly("false") if key == "aws:viaawsservice" else Domain(absent=True)


def barriers(tests: Iterable[Test], given: frozenset[Circumstance], today: date) -> Iterator[Box]:
    """Requests that can't be made: before today, or from a network that isn't the attacker's."""
    for test in tests:
        yield from before(test, today)
        if test.key == _SOURCE_IP and Circumstance.NETWORK not in given:
            named = tuple(value for value in test.values if _is_closed(value))
            if named:
                yield _box("IpAddress", _SOURCE_IP, named)


def _is_closed(block: Glob) -> bool:
    try:
        network = ip_network(spelt(block), strict=False)
    except ValueError:
        return False
    return network.prefixlen >= _OPEN_BLOCK[network.version]


def _box(name: str, key: str, values: tuple[Glob, ...]) -> Box:
    asked = operator(name)
    assert asked is not None
    return Wanted().box()._replace(tests=(Test(asked, key, values),))
