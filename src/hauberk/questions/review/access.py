"""Who outside of the account gets in at all, and where: by trusts of roles and by policies of resources.

Everybody whom an Allow names that isn't of the account: other accounts, whoever a provider vouches for, and everyone. A
statement for everyone that a condition narrows to the account itself lets in nobody from outside. Services aren't
listed, which act for others; controls ask for whom.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.policy import Effect, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Reason
from hauberk.model.world import World
from hauberk.questions.review.matters import ACCESS, Matter, matter
from hauberk.sources.account.naming import Place
from hauberk.study.policies import BESIDE, Attached
from hauberk.study.principals import ROLE, Guarded
from hauberk.study.principals import Principal as Holder
from hauberk.study.study import Study

TYPES = (ROLE, *Guarded.TYPES, *dict.fromkeys(one.type for some in BESIDE.values() for one in some))
"""What has or is a policy that lets others in."""
_OWN = Hole("AWS::AccountId")
_OWNERS = ("aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "kms:calleraccount")
_PLACES = ("aws:sourcearn", "aws:principalarn")
"""Keys that hold an account, and an ARN, of who asks or for whom (IAM user guide, "AWS global condition context keys";
SNS developer guide, "Example cases", for ``aws:SourceOwner``; 2026-11)."""


class Way(NamedTuple):
    """A way in for somebody: where to, and what is said of it."""

    who: str
    told: str


def access(application: Application, study: Study, place: Place) -> Iterator["Way | Reason"]:
    """The ways in from outside; a reason where a policy isn't known."""
    for resource, attached in _policies(application, study):
        for hole in attached.policy.unknown:
            yield Reason("unknown-value", hole.name)
        for statement in attached.policy.known.statements:
            if statement.effect is Effect.ALLOW:
                yield from (Way(_spelt(way.who, place), _spelt(way.told, place)) for way in _ways(resource, statement))


def _spelt(text: str, place: Place) -> str:
    """A text with account, partition and region as they are, which the model has as a template does."""
    known = (("Partition", place.partition), ("AccountId", place.account), ("Region", place.region))
    for name, value in known:
        text = text.replace(f"<AWS::{name}>", value)
    return text


def matters(ways: Iterable[Way]) -> Iterator[Matter]:
    """A matter for each who gets in."""
    by_who: dict[str, set[str]] = {}
    for way in ways:
        by_who.setdefault(way.who, set()).add(way.told)
    for who, told in by_who.items():
        lines = sorted(told)
        yield matter(ACCESS, who, lines, lines)


def _policies(application: Application, study: Study) -> Iterator[tuple[Resource, Attached]]:
    for role in application.of(ROLE):
        trust = study.identity(Holder(role, World())).trust
        if trust is not None:
            yield role, trust
    for resource in application.of(*Guarded.TYPES):
        for attached in study.resource_policies(Guarded(resource, World())):
            yield resource, attached


def _ways(resource: Resource, statement: Statement) -> Iterator[Way]:
    does = ", ".join(map(str, statement.actions)) or "everything"
    actions = f"all but {does}" if statement.except_actions else does
    narrowed = "".join(f", if {_said(test)}" for test in statement.tests)
    told = f"{actions} on {resource.type} {resource.id}{narrowed}"
    if any(_is_own(test) for test in statement.tests):
        return
    if statement.except_principals:
        yield Way("everyone", f"{told}, but for {', '.join(str(one.id) for one in statement.principals)}")
        return
    for principal in statement.principals:
        who = _outside(principal)
        if who:
            yield Way(who, f"{told} (as {principal.id})" if who.startswith("account ") else told)


def _outside(principal: Principal) -> str:
    """Who a principal is, if it isn't of the account; empty if it is, or a service."""
    text = str(principal.id)
    if principal.kind is PrincipalKind.FEDERATED:
        return f"provider {text}"
    if principal.kind is PrincipalKind.SERVICE or _is_of_account(principal.id):
        return ""
    if principal.kind is PrincipalKind.CANONICAL_USER:
        return f"canonical user {text}"
    if principal.id.everything:
        return "everyone"
    parts = text.replace("<AWS::Partition>", "aws").split(":", PARTS - 1)
    account = parts[4] if len(parts) == PARTS else text
    return f"account {account}" if is_account(account) else f"principal {text}"


def _is_own(test: Test) -> bool:
    """Whether a condition lets in nobody but the account itself, or something of it."""
    asked = test.operator
    if asked.operator.negated or asked.if_exists or asked.qualifier is Qualifier.ALL or not test.values:
        return False
    if asked.operator.family not in (Family.STRING, Family.STRING_IGNORE_CASE, Family.LIKE, Family.ARN):
        return False
    if test.key in _OWNERS:
        return all(value.parts == (_OWN,) for value in test.values)
    return test.key in _PLACES and all(_is_of_account(value) for value in test.values)


def _is_of_account(arn: Glob) -> bool:
    """Whether a text names the account, or a resource that it has."""
    return _OWN in arn.holes or any(hole.own for hole in arn.holes)


def _said(test: Test) -> str:
    return f"{test.key} {test.operator} {' or '.join(map(str, test.values))}"
