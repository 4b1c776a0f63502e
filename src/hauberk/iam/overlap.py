"""Which statements of a policy say what another says.

AWS's reference of the resources that actions act on isn't trusted here: a statement is held by others only if that is
so whatever resource an action turns out to be about.
"""

from collections.abc import Sequence

from hauberk.iam.algebra.boxes import box
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.lists import beginning
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.language.policy import Effect, Principal, Statement
from hauberk.iam.language.text import Glob

SCENE = Scene(cut=False)


def is_abbreviated(resource: Glob) -> bool:
    """Whether a resource is in the short form of API Gateway's resource policies, ``execute-api:/stage/method/path``,
    which the service completes ("API Gateway resource policy examples" in its developer guide, 2026-11)."""
    return bool(resource.parts) and str(resource.parts[0]).startswith("execute-api:")


def readable(statement: Statement) -> bool:
    """Whether a statement can be held against others: all of it was read, and its actions are known.

    One with ``NotPrincipal`` can't: whom it is about depends on everyone whom a request's principal counts as.
    """
    return (
        not statement.unread
        and bool(statement.actions)
        and not any(glob.holes for glob in statement.actions)
        and not (statement.except_principals and statement.principals)
        and (bool(statement.resources) or statement.except_resources)
    )


def is_empty(statement: Statement, budget: Budget) -> bool:
    """Whether no request at all is one that a statement speaks of.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    made = box(statement)
    return search([[made]], [], SCENE._replace(universe=universe_of([made])), budget) is None


def holders_of(statement: Statement, others: Sequence[Statement], budget: Budget) -> tuple[Statement, ...]:
    """The statements of some that together say all that one says, as few as one pass finds; none if they don't.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    near = [other for other in others if _same_services(statement, other) and _same_resources(statement, other)]
    parts = _by_principal(statement)
    if not all(_held(part, near, who, budget) for part, who in parts):
        return ()
    for other in tuple(near):
        fewer = [one for one in near if one is not other]
        if all(_held(part, fewer, who, budget) for part, who in parts):
            near = fewer
    return tuple(near)


def _by_principal(statement: Statement) -> list[tuple[Statement, Principal | None]]:
    """A statement once for each of its principals: ``None`` where there is no such element."""
    return [(statement, who) for who in statement.principals] if statement.principals else [(statement, None)]


def _speaks_of(statement: Statement, who: Principal | None) -> bool:
    """Whether a statement speaks of a principal by the same name, or denies everyone.

    That a grant to an account, or to everyone, takes in a user isn't used: a grant to the user by name does more, since
    no boundary limits it (IAM user guide, "Permissions boundaries for IAM entities", 2026-11).
    """
    if who is None:
        return not statement.principals
    denies = statement.effect is Effect.DENY
    return any(one == who or (denies and one.id.everything) for one in statement.principals)


def _held(statement: Statement, others: Sequence[Statement], who: Principal | None, budget: Budget) -> bool:
    made = box(statement)
    against = [box(other) for other in others if _speaks_of(other, who)]
    if not against:
        return False
    return search([[made]], against, SCENE._replace(universe=universe_of([made], against)), budget) is None


def _same_services(one: Statement, other: Statement) -> bool:
    """Whether two statements may speak of one action, as far as the names of services tell."""
    if one.except_actions or other.except_actions:
        return True
    first, second = box(one).actions, box(other).actions
    if first.others or second.others or first.named is None or second.named is None:
        return True
    return not first.named.isdisjoint(second.named)


def _same_resources(one: Statement, other: Statement) -> bool:
    """Whether two statements may speak of one resource, as far as texts and beginnings of patterns tell."""
    if one.except_resources or other.except_resources:
        return True
    first, second = set(one.resources), set(other.resources)
    if not first.isdisjoint(second):
        return True
    return any(_meet(mine, theirs) for mine in first for theirs in second)


def _meet(one: Glob, other: Glob) -> bool:
    if one.literal is not None and other.literal is not None:
        return False  # they differ
    mine, theirs = beginning(one), beginning(other)
    return mine.startswith(theirs) or theirs.startswith(mine)
