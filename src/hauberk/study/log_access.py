"""Whether a function's role may write the function's logs.

Lambda writes to streams of the function's log group, with the role's permissions (Lambda developer guide, "Sending
Lambda function logs to CloudWatch Logs", 2026-11).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT, session
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import ANY, Glob, Hole, glob
from hauberk.iam.places import places_of
from hauberk.iam.request import Policies
from hauberk.model.compute import Function
from hauberk.model.span import Span
from hauberk.model.values import Absent, Reason
from hauberk.study.arns import Arns
from hauberk.study.filling import filled, told
from hauberk.study.logs import PREFIX
from hauberk.study.principals import Principal
from hauberk.study.study import Study

WRITING = "logs:putlogevents"
_GROUPS = "arn:${Partition}:logs:${Region}:${Account}:log-group:"
_COLONS = 8
"""In the ARN of a stream: neither a group's name nor a stream's has one."""
_NO_STREAM = Wanted(resources=(glob(ANY, *(part for _ in range(_COLONS + 1) for part in (":", ANY))),)).box()
STEPS = 20_000
"""Steps of one question."""


class Logs(StrEnum):
    """What becomes of a function's logs."""

    WRITTEN = "written"
    NOT_ALLOWED = "not allowed"
    """No policy of the role allows writing them."""
    DENIED = "denied"
    """A statement takes away what another gives."""
    BOUNDED = "bounded"
    """The role's boundary leaves it out."""


class LogAccess(NamedTuple):
    """An answer, and the place of the statement that denies, if one does."""

    logs: Logs
    place: Span | None = None


def log_access(function: Function, role: Principal, study: Study) -> LogAccess | Reason:
    """Whether a role may write a function's logs; a reason where that can't be told.

    A policy that isn't in the application may allow anything.
    """
    study.iam = True
    identity = study.identity(role)
    attached = tuple(told(one.policy).known for one in identity.attached)
    boundary = told(identity.boundary.policy) if identity.boundary else None
    question = _Question(_group(function, study), _arn(role, study))
    try:
        if not (boundary and boundary.unread) and question.may(attached, boundary):
            return LogAccess(Logs.WRITTEN)
        if not question.may(tuple(map(_allowing, attached)), None):
            unread = next((hole for one in identity.attached for hole in _unread(one.policy)), None)
            return LogAccess(Logs.NOT_ALLOWED) if unread is None else Reason("outside", _why(unread))
        denying = _denying(attached, question)
    except UndecidedError as error:
        return Reason(error.code, error.text)
    if denying is not None:
        return LogAccess(Logs.DENIED, denying.span)
    if boundary is not None and boundary.unread:
        return Reason("outside", f"what its boundary leaves isn't known: {boundary.unread[0].name}")
    return LogAccess(Logs.BOUNDED)


class _Question(NamedTuple):
    group: Glob
    """The name of the log group, as far as it is known."""
    role: str

    def may(self, policies: Iterable[Policy], boundary: Policy | None) -> bool:
        bearing = Policies(tuple(policies), boundary)
        for account, places in places_of(bearing).items():
            streams = tuple(
                glob(
                    f"arn:{one.partition}:logs:{one.region}:{one.account}:log-group:",
                    *self.group.parts,
                    ":log-stream:",
                    ANY,
                )
                for one in places
            )
            who = session(account, self.role if account == ACCOUNT else "")
            wanted = Wanted((glob(WRITING),), streams)
            if next(accesses(bearing, who, wanted, account, Budget(STEPS), (_NO_STREAM,)), None):
                return True
        return False


def _group(function: Function, study: Study) -> Glob:
    """The name of a function's log group, in which what isn't known may be anything."""
    arns = Arns(study.application, function.world)
    written = function.log_group
    if isinstance(written, Absent):
        name: Glob | None = glob(PREFIX, *arns.name(function.resource).parts)
    else:
        name = arns.text(written)
    return glob(ANY) if name is None else glob(*(ANY if isinstance(part, Hole) else part for part in name.parts))


def _arn(role: Principal, study: Study) -> str:
    found = Arns(study.application, role.world).arn(role.resource)
    return spelt(filled(found)) if found is not None else ""


def _allowing(policy: Policy) -> Policy:
    return policy._replace(statements=tuple(one for one in policy.statements if one.effect is Effect.ALLOW))


def _denying(policies: Iterable[Policy], question: _Question) -> Statement | None:
    """The first statement that alone takes it away."""
    allowing = tuple(map(_allowing, policies))
    for policy in policies:
        for one in policy.statements:
            if one.effect is Effect.DENY and not question.may((*allowing, policy._replace(statements=(one,))), None):
                return one
    return None


def _unread(policy: Policy) -> Iterator[Hole]:
    """What of a policy isn't known, so that it may allow it."""
    yield from policy.unread
    for one in policy.statements:
        yield from one.unread
        for action in one.actions:
            if action.holes and matcher(str(glob(*(ANY if isinstance(p, Hole) else p for p in action.parts))))(WRITING):
                yield from action.holes


def _why(unread: Hole) -> str:
    return f"{unread.name} isn't part of the application" if unread.name.startswith("arn:") else unread.name
