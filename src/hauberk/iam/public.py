"""Who outside may use a resource, by its policy alone.

"Outside" is what a request can't hide: its account, its organization, the network it comes from, and for a service
that calls on somebody's behalf the account and the resource for which it calls. Each is a condition key; whoever is
outside has other values there than those that are trusted. Everything else, such as a tag or a referer, an outsider
can have as he likes.

Sources: IAM user guide, "AWS global condition context keys" and "The confused deputy problem"; Amazon S3 user guide,
"Blocking public access to your Amazon S3 storage", on what makes a policy public (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hauberk.iam import canonical, vouching
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.keys import FREE
from hauberk.iam.algebra.principals import (
    ACCOUNT,
    OF_ACCOUNT,
    Somebody,
    everybody,
    exactly,
    federated_user,
    root,
    session,
    stranger,
    user,
)
from hauberk.iam.clock import before
from hauberk.iam.effective import Access, Wanted, accesses
from hauberk.iam.implied import CALLER_ACCOUNT, PRINCIPAL_ARN, RESOURCE_ACCOUNT, Calls
from hauberk.iam.language.operators import Family, operator
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, glob
from hauberk.iam.openness import widest
from hauberk.iam.owning import asked_by, owner_of, settled
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
    today: date | None = None
    """The day of the requests, or the first of them; ``None`` for any day."""


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
_EXTERNAL_ID = "sts:externalid"
_SECRETS = frozenset(("lambda:eventsourcetoken",))
"""Keys whose values an outsider doesn't have, where the policy spells them out. ``sts:ExternalId`` is none: "AWS does
not treat the external ID as a secret" (IAM user guide, "Access to AWS accounts owned by third parties", 2026-11). But
requests to other services than STS have no such key at all."""
_MOUNTED = "elasticfilesystem:accessedviamounttarget"
"""Whether a request came through a mount target, which stands in a network of the owner's ("The meaning of 'public'",
Amazon EFS user guide, 2026-11)."""
_USER_ID = "aws:userid"
"""The unique id of a user, or that of a role with a session's name behind a colon."""
_SOURCE_IP = "aws:sourceip"
_OPEN_BLOCK = {4: 8, 6: 32}
"""Address blocks with a shorter prefix are open to the public: S3's rule for IPv4, and one alike for IPv6."""


def public(
    policy: Policy, wanted: Wanted, trust: Trust, budget: Budget | None = None, *, named: bool = True
) -> Iterator[Public]:
    """The ways in for those outside; first those for anyone, then those for whom the policy names, if ``named`` asks
    for them.

    What can't be decided about one, or hangs on parts of the policy that aren't known, is raised after what is known of
    the others: :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget()
    yield from _ways(policy, wanted, trust, budget, named=named)
    wider = widest(policy)
    if wider is not None and next(_ways(wider[0], wanted, trust, budget, named=named), None) is not None:
        raise UndecidedError("unknown-part", f"it hangs on what {wider[1].name} stands for, which isn't known")
    standing = canonical.accounts((policy,), (trust.account, *trust.accounts)) if named else {}
    if standing:
        for way in _ways(canonical.standing_in(policy, standing), wanted, trust, budget, named=True, others=standing):
            if way.who.account in standing:
                raise canonical.unknown(standing[way.who.account])


def _ways(
    policy: Policy, wanted: Wanted, trust: Trust, budget: Budget, *, named: bool, others: Iterable[str] = ()
) -> Iterator[Public]:
    """The ways in, as far as the policy is known; ``others`` are accounts that are outside though it names them."""
    sure = trust.account or owner_of(policy)
    owner = sure or _named_first(policy) or ACCOUNT
    written, policy = policy, settled(policy, owner, next(iter(trust.organizations), ""))
    made = boxes(policy)
    everything = (*made.allow, *made.deny)
    foreign = stranger(everything, (owner, *trust.accounts))
    inside = _inside(everything, trust, (foreign, *others))
    if sure or policy is not written:
        inside.setdefault(owner)
    outside = [
        who for who in everybody(everything, spelt, foreign=foreign) if who.account not in inside or not who.account
    ]
    if _partly(_tests(everything)):
        outside += [kind()._replace(abroad=True) for kind in (session, user, root, federated_user)]
    told = exactly(owner) if trust.account or not _asks_for_account(everything) else FREE
    past = [box for test in _tests(everything) if trust.today for box in before(test, trust.today)]
    never = [] if made.services <= {"sts"} else list(_with_external_id(everything))
    undecided: UndecidedError | None = None
    for reachable in (Reachable.ANYONE, Reachable.NAMED) if named else (Reachable.ANYONE,):
        barred = _named(everything) if reachable is Reachable.ANYONE else ()
        barriers = [*known(everything, trust, inside), *barred, *past, *never]
        for who in outside:
            if not _outsider(who) or (reachable is Reachable.ANYONE and who.account not in ("", foreign)):
                continue
            kept_out = [*barriers, *_of_kind(who, everything, inside, reachable)]
            who = who._replace(domains={**who.domains, RESOURCE_ACCOUNT: told})
            account = "anonymous" if who.calls is Calls.ANONYMOUS else who.account
            met = asked_by(policy, account) if account else policy
            try:
                budget.spend(len(everything))
                for access in accesses(_theirs(who, met), who, wanted, owner, budget, kept_out):
                    yield Public(reachable, access, who)
                    budget.spend(len(everything))
            except UndecidedError as error:
                undecided = undecided or error
    if undecided is not None:
        raise undecided


def _named_first(policy: Policy) -> str:
    """The first account that a policy names as a principal: it hardly is of a stranger's resource."""
    made = boxes(policy)
    return next((who.account for who in everybody((*made.allow, *made.deny), spelt) if who.text and who.account), "")


def _asks_for_account(everything: Iterable[Box]) -> bool:
    """Whether it is asked whose the resource is, by name."""
    return any(
        test.key == RESOURCE_ACCOUNT and any(value.literal is not None for value in test.values)
        for test in _tests(everything)
    )


def _with_external_id(everything: Iterable[Box]) -> Iterator[Box]:
    """The requests with an external id that tests ask for."""
    for test in _tests(everything):
        if test.key == _EXTERNAL_ID:
            yield _box(test)


def _outsider(who: Somebody) -> bool:
    """Whether an identity provider vouches for strangers too."""
    return who.calls is not Calls.PROVIDER or vouching.is_shared(issuer(who.text))


def issuer(provider: str) -> str:
    """The address of an identity provider, of its ARN."""
    return provider.rpartition(":oidc-provider/")[2]


def _of_kind(
    who: Somebody, everything: Iterable[Box], inside: Mapping[str, None], reachable: Reachable
) -> Iterator[Box]:
    """The requests of one kind of callers that aren't an outsider's."""
    if who.calls is Calls.PROVIDER:
        yield from vouching.barriers(_tests(everything), issuer(who.text))
    if who.calls is Calls.SERVICE:
        yield _ROLES
        for test in _tests(everything):
            if test.key.startswith(_ENCRYPTING):
                named = [one for one in test.values if _tells_whose(one) and _is_kept_out(one, inside, reachable)]
                if named:
                    yield _box(_test("StringLike", test.key, named))
    if who.abroad and inside:
        yield _box(_test("StringEquals", OF_ACCOUNT, map(glob, inside)))
        yield _box(_test("ArnLike", PRINCIPAL_ARN, map(_arns_of, inside)))


def _is_kept_out(arn: Glob, inside: Mapping[str, None], reachable: Reachable) -> bool:
    return reachable is Reachable.ANYONE or spelt(arn).split(":")[4] in inside


def _partly(tests: Iterable[Test]) -> bool:
    """Whether a test asks for a part of an account's digits, which an account that nobody names may have."""
    for test in tests:
        if test.key in (OF_ACCOUNT, CALLER_ACCOUNT, PRINCIPAL_ARN):
            for value in map(spelt, test.values):
                account = value if test.key != PRINCIPAL_ARN else ":".join(value.split(":")[4:5])
                if account.strip("*?") and set(account) & set("*?"):
                    return True
    return False


def _arns_of(account: str) -> Glob:
    return glob("arn:", ANY, ":", ANY, ":", ANY, f":{account}:", ANY)


_ENCRYPTING = "kms:encryptioncontext:"
"""In a request of a service it tells whose resource the service encrypts for, as CloudWatch Logs does ("Encrypt log
data in CloudWatch Logs", Amazon CloudWatch Logs user guide, 2026-11)."""


THEIRS = Policy((Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True),))
"""What an outsider's own account lets him do."""


_ROLES = Wanted((glob("sts:", ANY),)).box()
"""A service assumes a role for whoever passed it the role, which nobody outside can: "You can only use the PassRole
permission to pass an IAM role to a service that shares the same AWS account" (IAM user guide, "Grant a user permissions
to pass a role to an AWS service", 2026-11)."""


def _theirs(who: Somebody, policy: Policy) -> Policies:
    """All that bears on an outsider's request; a federated user may do nothing without a session policy."""
    return Policies(identity=(THEIRS,), session=THEIRS if who.calls is Calls.FEDERATED_USER else None, resource=policy)


def _inside(everything: Iterable[Box], trust: Trust, outside: Iterable[str]) -> dict[str, None]:
    """The accounts that aren't outside."""
    inside = dict.fromkeys((*((trust.account,) if trust.account else ()), *trust.accounts))
    if not trust.account:
        inside.update(dict.fromkeys(who.account for who in everybody(everything, spelt)))
        for account in ("", stranger(everything), *outside):
            inside.pop(account, None)
    return inside


def _box(*tests: Test) -> Box:
    """All requests that pass some tests."""
    return Wanted().box()._replace(tests=tests)


def _test(name: str, key: str, values: Iterable[Glob]) -> Test:
    asked = operator(name)
    assert asked is not None
    return Test(asked, key, tuple(values))


def known(everything: Iterable[Box], trust: Trust, inside: Mapping[str, None]) -> Iterator[Box]:
    """The requests that come from inside."""
    accounts = tuple(map(glob, inside))
    if accounts:
        arns = tuple(map(_arns_of, inside))
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
    equals = "StringEqualsIgnoreCase" if test.operator.operator.family is Family.STRING_IGNORE_CASE else "StringEquals"
    if key == _USER_ID:
        owned = [value for value in test.values if not set(spelt(value).partition(":")[0]) & set("*?")]
        if owned:
            yield _box(_test("StringLike", key, owned))
    elif key in _NETWORKS or key in _SECRETS or (key in _ORGANIZATIONS and not trust.organizations):
        if literal:
            yield _box(_test(equals, key, literal))
    elif key in _PATHS and not trust.organizations:
        owned = [value for value in test.values if str(value).partition("/")[0].strip("*?")]
        if owned:
            yield _box(_test("ForAnyValue:StringLike", key, owned))
    elif key == _MOUNTED:
        yield _box(_test("Bool", key, (glob("true"),)))
    elif key == _SOURCE_IP:
        narrow = [value for value in literal if not _open(spelt(value))]
        if narrow:
            yield _box(_test("IpAddress", key, narrow))


def _open(block: str) -> bool:
    from ipaddress import ip_network  # few policies tell of networks

    try:
        network = ip_network(block, strict=False)
    except ValueError:
        return False
    return not network.is_private and network.prefixlen < _OPEN_BLOCK[network.version]


def _named(everything: Iterable[Box]) -> Iterator[Box]:
    """The requests of those whom the policy names by a key, though they are outside."""
    for test in _tests(everything):
        literal = [value for value in test.values if value.literal is not None or value.holes]
        if test.key in (*_ACCOUNTS, *_ORGANIZATIONS, OF_ACCOUNT) and literal:
            yield _box(_test("StringEquals", test.key, literal))
        elif test.key in _ARNS:
            named = [value for value in test.values if _tells_whose(value)]
            if named:
                yield _box(_test("ArnLike", test.key, named))


def _tells_whose(value: Glob) -> bool:
    """Whether an ARN's account, or the name of a bucket, is spelt out. A bucket's ARN has no account."""
    parts = spelt(value).split(":", 5)
    if len(parts) < 6:
        return False
    account, name = parts[4], parts[5]
    if account and not set(account) & set("*?"):
        return True
    return (not account or parts[2] == "s3") and name[:1] not in ("", "*", "?")
