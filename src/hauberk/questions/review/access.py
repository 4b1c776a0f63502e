"""Who outside of the account gets in at all, and where: by trusts of roles and by policies of resources.

Everybody whom an Allow names that isn't of the account: other accounts, whoever a provider vouches for, and everyone.
Whether everyone does get in is for the same judges to say that the controls ask: the IAM engine, what keeps strangers
out of a bucket, and a bucket's access control list. A statement for everyone that a condition narrows to the account
itself lets in nobody from outside; one that tells strangers apart otherwise lets in those who meet the condition.
Services aren't listed, which act for others; controls ask for whom.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.language.operators import Family, Qualifier
from hauberk.iam.language.policy import Effect, Principal, PrincipalKind, Statement, Test
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.application import Application
from hauberk.model.bucket_lists import grants
from hauberk.model.resource import Resource
from hauberk.model.values import Known, Reason, Unknown
from hauberk.model.verdict import State
from hauberk.model.world import World
from hauberk.practices.least_privilege.exposure import OPEN_BY_NATURE
from hauberk.practices.least_privilege.stores import Bucket
from hauberk.questions.openness import CONDITIONAL, is_kept_closed, list_of, way_for_all
from hauberk.questions.review.matters import ACCESS, Matter, matter
from hauberk.questions.review.spelling import Spelling
from hauberk.sources.account.naming import Place
from hauberk.study.blocking import BUCKET
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

EVERYONE = "everyone"
"""Who gets in where nobody is named, and no condition tells strangers from others."""


class Way(NamedTuple):
    """A way in for somebody: where to, and what is said of it."""

    who: str
    told: str


def access(application: Application, study: Study, place: Place) -> Iterator["Way | Reason"]:
    """The ways in from outside; a reason where something that bears on one isn't known."""
    spelling = Spelling(application, place)
    for resource, attached in _policies(application, study):
        for hole in attached.policy.unknown:
            yield Reason("unknown-value", hole.name)
        for statement in attached.policy.known.statements:
            if statement.effect is Effect.ALLOW and not any(map(_is_own, statement.tests)):
                yield from _ways(resource, attached, statement, spelling, study)
    yield from _lists(application, study)


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


def _lists(application: Application, study: Study) -> Iterator["Way | Reason"]:
    """The buckets that are public by their access control lists."""
    for bucket in application.of(BUCKET):
        verdict = list_of(bucket, study)
        if verdict.state is State.VIOLATED:
            acl = Bucket(bucket, World()).acl
            words = [one.word for one in grants(str(acl.value))] if isinstance(acl, Known) else []
            for word in words or [""]:
                yield Way(EVERYONE, f"{word} (access control list) on {bucket.type} {bucket.id}".lstrip())
        elif verdict.state is State.UNKNOWN and verdict.reason is not None:
            yield verdict.reason


def _ways(
    resource: Resource, attached: Attached, statement: Statement, spelling: Spelling, study: Study
) -> Iterator["Way | Reason"]:
    narrowed = "".join(f", if {spelling.test(test)}" for test in statement.tests)
    told = f"{spelling.actions(statement)} on {resource.type} {_target(resource, statement)}{narrowed}"
    if statement.except_principals:
        others = ", ".join(spelling.text(one.id) for one in statement.principals)
        yield from _for_everyone(attached, statement, f"{told}, but for {others}", study)
        return
    for principal in statement.principals:
        who = _outside(principal, spelling)
        if who == EVERYONE:
            yield from _for_everyone(attached, statement, told, study)
        elif who:
            yield Way(who, f"{told} (as {spelling.text(principal.id)})" if who.startswith("account ") else told)


def _target(resource: Resource, statement: Statement) -> str:
    """What a statement is about: a version or an alias of a function has permissions of its own."""
    qualified, mark, _ = statement.sid.rpartition("#")
    return qualified if mark and qualified.startswith(f"{resource.id}:") else resource.id


def _for_everyone(attached: Attached, statement: Statement, told: str, study: Study) -> Iterator["Way | Reason"]:
    """Who gets in by a statement for everyone, if anybody does."""
    if attached.resource.type in OPEN_BY_NATURE:
        return
    closed = is_kept_closed(attached, study)
    way = way_for_all(attached.policy, statement)
    if way is None:
        denies = any(one.effect is Effect.DENY for one in attached.policy.known.statements)
        yield Way(CONDITIONAL, f"{told}, as far as nothing denies it" if denies else told)
        return
    if isinstance(way, Reason):
        yield way
    if isinstance(closed, Unknown):
        yield closed.reason
    if closed is not True:
        yield Way(EVERYONE, told)


def _outside(principal: Principal, spelling: Spelling) -> str:
    """Who a principal is, if it isn't of the account; empty if it is, or a service."""
    text = spelling.text(principal.id)
    if principal.kind is PrincipalKind.FEDERATED:
        return f"provider {text}"
    if principal.kind is PrincipalKind.SERVICE or _is_of_account(principal.id):
        return ""
    if principal.kind is PrincipalKind.CANONICAL_USER:
        return f"canonical user {text}"
    if principal.id.everything:
        return EVERYONE
    parts = text.split(":", PARTS - 1)
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
