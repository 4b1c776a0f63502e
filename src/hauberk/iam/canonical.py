"""Accounts by their canonical user id, which tells nobody which account it is ("Finding the canonical user ID for your
AWS account", Amazon S3 user guide, 2026-11).

In each question an account that nobody names stands in for each id: what its principals could do is what hangs on whose
the id is.
"""

from collections.abc import Iterable, Mapping

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.principals import stranger
from hauberk.iam.language.policy import Policy, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import Glob, glob


def accounts(policies: Iterable[Policy], taken: Iterable[str] = ()) -> Mapping[str, Principal]:
    """Who stands in for whom some policies name by a canonical user id, by account. Whom a resource of the application
    tells, an origin access identity, is nobody else's."""
    policies = tuple(policies)
    named = [
        one
        for policy in policies
        for statement in policy.statements
        for one in statement.principals
        if one.kind is PrincipalKind.CANONICAL_USER and not (one.id.holes and all(hole.own for hole in one.id.holes))
    ]
    if not named:
        return {}
    everything = [box for policy in policies for box in (*boxes(policy).allow, *boxes(policy).deny)]
    found: dict[str, Principal] = {}
    for one in dict.fromkeys(named):
        found[stranger(everything, (*taken, *found))] = one
    return found


def standing_in(policy: Policy, found: Mapping[str, Principal]) -> Policy:
    """A policy that names accounts for canonical user ids."""
    known = {one.id: glob(account) for account, one in found.items()}
    return policy._replace(statements=tuple(_statement(one, known) for one in policy.statements))


def _statement(statement: Statement, known: Mapping[Glob, Glob]) -> Statement:
    return statement._replace(principals=tuple(_principal(one, known) for one in statement.principals))


def _principal(one: Principal, known: Mapping[Glob, Glob]) -> Principal:
    if one.kind is not PrincipalKind.CANONICAL_USER or one.id not in known:
        return one
    return Principal(PrincipalKind.AWS, known[one.id])


def unknown(one: Principal) -> UndecidedError:
    """That something hangs on whose an id is."""
    return UndecidedError("canonical-user", f"it hangs on whose canonical user id {one.id} is, which isn't known")
