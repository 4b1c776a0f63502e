"""The widest that a resource's policy may be, whatever its unknown parts stand for.

A principal that nobody tells may be everyone. An address, a number or a date that nobody tells may hold for every
request, and so may a pattern of which nothing is known: somebody may give a star. A Deny that hangs on such a value, or
whose principal nobody tells, may deny nothing.
"""

from collections.abc import Iterator

from hauberk.iam import vouching
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.language import arn
from hauberk.iam.language.operators import Family
from hauberk.iam.language.policy import Effect, Policy, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import EVERYTHING, Glob, Hole, glob

_MEASURED = (Family.NUMERIC, Family.DATE, Family.IP)
_WITH_WILDCARDS = (Family.LIKE, Family.ARN)
_FEDERATED = "sts:assumerolewithwebidentity"


def widest(policy: Policy) -> tuple[Policy, Hole] | None:
    """The grants that hang on something unknown as wide as they may be, under the denials that there are anyhow, and
    what the first of them hangs on; ``None`` where there is no such thing."""
    hanging = [found for one in policy.statements if (found := hangs_on(one)) is not None]
    if not hanging:
        return None
    denied = any(hangs_on(one) for one in policy.statements if one.effect is Effect.DENY)
    allowed = [_opened(one) for one in policy.statements if one.effect is Effect.ALLOW and (denied or hangs_on(one))]
    denying = [one for one in policy.statements if one.effect is Effect.DENY and hangs_on(one) is None]
    return policy._replace(statements=(*allowed, *denying)), hanging[0]


def hangs_on(statement: Statement) -> Hole | None:
    """What isn't known of a statement and may make it hold for anybody."""
    return whom(statement) or next((hole for test in statement.tests for hole in _unsure(test)), None)


def whom(statement: Statement) -> Hole | None:
    """What isn't known of whom a statement names, where that may be anybody."""
    return next((hole for one in statement.principals if _is_anybody(one) for hole in one.id.holes), None)


def _is_anybody(one: Principal) -> bool:
    """Whether a principal isn't known at all. One of which so much is known that it is an ARN is somebody's. What an
    attribute of a resource of the application gives may be any text: a custom resource's is."""
    if not one.id.holes:
        return False
    return one.kind in (PrincipalKind.AWS, PrincipalKind.FEDERATED) and arn.split(spelt(one.id)) is None


def _unsure(test: Test) -> Iterator[Hole]:
    """The unknown parts of a test by which it may hold for whatever value."""
    family = test.operator.operator.family
    for value in test.values:
        if family in _MEASURED:
            yield from (hole for hole in value.holes if not hole.own)
        elif family in _WITH_WILDCARDS and len(value.parts) == 1:
            yield from (hole for hole in value.holes if not (hole.own or hole.name.startswith("AWS::")))


def _opened(statement: Statement) -> Statement:
    return statement._replace(
        principals=tuple(other for one in statement.principals for other in _widened(one, statement)),
        tests=tuple(test for test in statement.tests if not any(_unsure(test))),
    )


def _widened(one: Principal, statement: Statement) -> Iterator[Principal]:
    if not _is_anybody(one):
        yield one
    elif one.kind is PrincipalKind.AWS:
        yield one._replace(id=EVERYTHING)
    elif any(_FEDERATED.startswith(str(action).rstrip("*")) for action in statement.actions):
        issuers = {test.key.rpartition(":")[0] for test in statement.tests} & vouching.SHARED.keys()
        for host in sorted(issuers) or [min(vouching.SHARED)]:
            yield one._replace(id=_provider(host))


def _provider(host: str) -> Glob:
    return glob(f"arn:aws:iam::{ACCOUNT}:oidc-provider/{host}")
