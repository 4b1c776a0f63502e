"""Who outside may use a resource, by its policy alone.

"Outside" is what a request can't hide: its account, its organization, the network it comes from, and for a service
that calls on somebody's behalf the account and the resource for which it calls. Each is a condition key; whoever is
outside has other values there than those that are trusted. Everything else, such as a tag or a referer, an outsider
can have as he likes.

Sources: IAM user guide, "AWS global condition context keys" and "The confused deputy problem"; Amazon S3 user guide,
"Blocking public access to your Amazon S3 storage", on what makes a policy public (2026-11).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from ipaddress import ip_network
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT, FOREIGN, Somebody, everybody
from hauberk.iam.effective import Access, Wanted, accesses
from hauberk.iam.implied import Calls
from hauberk.iam.language.operators import Family, operator
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, glob
from hauberk.iam.request import Policies


class Reachable(StrEnum):
    """Who outside may."""

    ANYONE = "anyone"
    """Somebody whom the policy doesn't name."""
    NAMED = "named"
    """Only somebody whom it names: another account, or a service on another's behalf."""


class Trust(NamedTuple):
    """Who isn't outside."""

    account: str = ""
    """The resource's own; empty if it isn't told: then no account that the policy names is outside."""
    accounts: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    """Their ids. Where none is given, those that the policy names are trusted."""


class Public(NamedTuple):
    """A way in: for whom, and what."""

    reachable: Reachable
    access: Access
    who: Somebody


_NETWORKS = frozenset(("aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:sourcevpcarn"))
_ORGANIZATIONS = frozenset(("aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid"))
_PATHS = frozenset(("aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"))
_ACCOUNTS = frozenset(
    ("aws:sourceaccount", "aws:sourceowner", "aws:vpceaccount", "kms:calleraccount", "s3:dataaccesspointaccount")
)
_ARNS = frozenset(("aws:sourcearn", "s3:dataaccesspointarn"))
_SECRETS = frozenset(("lambda:eventsourcetoken", "sts:externalid", "aws:userid"))
"""Keys whose values an outsider doesn't know or doesn't have, where the policy spells them out."""
_SOURCE_IP = "aws:sourceip"
_OPEN_BLOCK = {4: 8, 6: 32}
"""Address blocks with a shorter prefix are open to the public: S3's rule for IPv4, and one alike for IPv6."""
_OPEN_ISSUERS = {
    "token.actions.githubusercontent.com": "sub",
    "gitlab.com": "sub",
    "api.bitbucket.org": "sub",
    "app.terraform.io": "sub",
    "agent.buildkite.com": "sub",
    "cognito-identity.amazonaws.com": "aud",
    "accounts.google.com": "aud",
    "graph.facebook.com": "app_id",
    "www.amazon.com": "app_id",
}
"""Identity providers that vouch for whoever signs up, and the claim that tells one customer from another."""
_OWNED_CLAIM = re.compile(r"[a-z_]+:[^:/*?]+[/:].*")
"""A claim that pins an owner: ``repo:owner/…``, ``project_path:group/…``, ``organization:name:…``."""


def public(policy: Policy, wanted: Wanted, trust: Trust, budget: Budget | None = None) -> Iterator[Public]:
    """The ways in for those outside; first those for anyone, then those for whom the policy names.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    made = boxes(policy)
    everything = (*made.allow, *made.deny)
    inside = _inside(everything, trust)
    outside = [who for who in everybody(everything, spelt) if who.account not in inside or not who.account]
    owner = trust.account or next(iter(inside), ACCOUNT)
    own_policies = Policies(identity=(_ALL,), resource=policy)
    for reachable, barred in ((Reachable.ANYONE, _named(everything)), (Reachable.NAMED, ())):
        barriers = [*_barriers(everything, trust, inside), *barred]
        for who in outside:
            if not _outsider(who) or (reachable is Reachable.ANYONE and who.account not in ("", FOREIGN)):
                continue
            for access in accesses(own_policies, who, wanted, owner, budget, barriers):
                yield Public(reachable, access, who)


def _outsider(who: Somebody) -> bool:
    """Whether an identity provider vouches for strangers too."""
    return who.calls is not Calls.PROVIDER or _issuer(who.text) in _OPEN_ISSUERS


def _issuer(provider: str) -> str:
    return provider.rpartition(":oidc-provider/")[2]


_ALL = Policy((Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True),))
"""What an outsider's own account lets him do."""


def _inside(everything: Iterable[Box], trust: Trust) -> dict[str, None]:
    """The accounts that aren't outside."""
    inside = dict.fromkeys((*((trust.account,) if trust.account else ()), *trust.accounts))
    if not trust.account:
        inside.update(dict.fromkeys(who.account for who in everybody(everything, spelt) if who.account != FOREIGN))
        inside.pop("", None)
    return inside


def _box(*tests: Test) -> Box:
    """All requests that pass some tests."""
    return Wanted().box()._replace(tests=tests)


def _test(name: str, key: str, values: Iterable[Glob]) -> Test:
    asked = operator(name)
    assert asked is not None
    return Test(asked, key, tuple(values))


def _barriers(everything: Iterable[Box], trust: Trust, inside: Mapping[str, None]) -> Iterator[Box]:
    """The requests that come from inside."""
    accounts = tuple(map(glob, inside))
    if accounts:
        arns = tuple(glob("arn:", ANY, ":", ANY, ":", ANY, f":{account}:", ANY) for account in inside)
        yield from (_box(_test("StringEquals", key, accounts)) for key in sorted(_ACCOUNTS))
        yield from (_box(_test("ArnLike", key, arns)) for key in sorted(_ARNS))
    for key in sorted(_ORGANIZATIONS if trust.organizations else ()):
        yield _box(_test("StringEquals", key, map(glob, trust.organizations)))
    for key in sorted(_PATHS if trust.organizations else ()):
        yield _box(_test("ForAnyValue:StringLike", key, (glob(f"{one}/", ANY) for one in trust.organizations)))
    for test in _tests(everything):
        yield from _barrier(test, trust)


def _tests(everything: Iterable[Box]) -> Iterator[Test]:
    return (test for box in everything for test in box.tests)


def _barrier(test: Test, trust: Trust) -> Iterator[Box]:
    """The requests from inside that a test of the policy tells of, by what it spells out."""
    key = test.key
    literal = [value for value in test.values if value.literal is not None or value.holes]
    if key in _NETWORKS or key in _SECRETS or (key in _ORGANIZATIONS and not trust.organizations):
        if literal:
            yield _box(_test("StringEquals", key, literal))
    elif key in _PATHS and not trust.organizations:
        owned = [value for value in test.values if str(value).partition("/")[0].strip("*?")]
        if owned:
            yield _box(_test("ForAnyValue:StringLike", key, owned))
    elif key == _SOURCE_IP:
        narrow = [value for value in literal if not _open(spelt(value))]
        if narrow:
            yield _box(_test("IpAddress", key, narrow))
    else:
        issuer, _, claim = key.rpartition(":")
        owned = [value for value in test.values if _pins(value, claim)]
        if _OPEN_ISSUERS.get(issuer) == claim and owned:
            like = test.operator.operator.family is Family.LIKE
            yield _box(_test("StringLike" if like else "StringEquals", key, owned))


def _pins(value: Glob, claim: str) -> bool:
    return bool(_OWNED_CLAIM.fullmatch(spelt(value))) if claim == "sub" else value.literal is not None


def _open(block: str) -> bool:
    try:
        network = ip_network(block, strict=False)
    except ValueError:
        return False
    return not network.is_private and network.prefixlen < _OPEN_BLOCK[network.version]


def _named(everything: Iterable[Box]) -> Iterator[Box]:
    """The requests of those whom the policy names by a key, though they are outside."""
    for test in _tests(everything):
        literal = [value for value in test.values if value.literal is not None or value.holes]
        if test.key in _ACCOUNTS | _ORGANIZATIONS and literal:
            yield _box(_test("StringEquals", test.key, literal))
        elif test.key in _ARNS:
            named = [value for value in test.values if _tells_whose(value)]
            if named:
                yield _box(_test("ArnLike", test.key, named))


def _tells_whose(value: Glob) -> bool:
    """Whether an ARN's account, or the name of a bucket, is spelt out."""
    parts = spelt(value).split(":", 5)
    return len(parts) == 6 and (parts[4].isdigit() or (not parts[4] and parts[5][:1] not in ("", "*", "?")))
