"""Whom outside of the account a statement about a resource, a role or a function lets in."""

from collections.abc import Callable

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.effective import Wanted
from hauberk.iam.implied import Calls
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Effect, Kind, Policy
from hauberk.iam.language.policy import Statement as Parsed
from hauberk.iam.public import Public, Trust, public
from hauberk.model.policies import Statement
from hauberk.model.subject import Subject, named
from hauberk.model.values import Known, Reason, Value
from hauberk.study.arns import Arns, expand
from hauberk.study.filling import told, widened
from hauberk.study.permissions import one_statement
from hauberk.study.study import Study

STEPS = 20_000
"""Steps of one question."""


def anyone(statement: Statement, study: Study) -> Public | Reason | None:
    """The way in for somebody whom a statement doesn't name, by themselves: without a service that acts for them, or a
    provider that vouches for them. A reason where that can't be told.

    What other statements of the same policy deny is taken away.
    """
    return _asked(statement, study, lambda way: way.who.calls not in (Calls.SERVICE, Calls.PROVIDER))


def service_for_anyone(statement: Statement, study: Study, service: str) -> Public | Reason | None:
    """The way in for somebody whom a statement doesn't name, through a service that acts for them."""
    return _asked(statement, study, lambda way: way.who.calls is Calls.SERVICE and way.who.text == service)


def _asked(statement: Statement, study: Study, fits: Callable[[Public], bool]) -> Public | Reason | None:
    study.iam = True
    policy = bearing(statement, study)
    if policy is None:
        return None
    found = _first(told(policy), fits)
    if found is None and (wider := widened(policy)) != policy and _first(told(wider), fits) is not None:
        return Reason("unknown-value", "whom it lets in hangs on a value that may hold wildcards")
    return found


def _first(policy: Policy, fits: Callable[[Public], bool]) -> Public | Reason | None:
    try:
        for way in public(policy, Wanted(), Trust(ACCOUNT), Budget(STEPS), named=False):
            if fits(way):
                return way
    except UndecidedError as error:
        return Reason(error.code, error.text)
    return None


def bearing(statement: Statement, study: Study) -> Policy | None:
    """A statement of a resource's policy, with what the others of the same policy deny; ``None`` if AWS wouldn't take
    it."""
    own = read(statement.value, statement, study)
    if own is None:
        return None
    others = (read(value, statement, study) for value in statement.siblings() if not _allows(value))
    denied = tuple(one for policy in others if policy is not None for one in policy.statements if _denies(one))
    return own._replace(statements=(*own.statements, *denied)) if denied else own


def read(value: Value, asking: Subject, study: Study) -> Policy | None:
    """A statement about a resource as a policy of its own, with the ARNs of the application's resources."""
    policy = parse(one_statement(value), name=asking.resource.name, kind=Kind.RESOURCE).policy
    return None if policy is None else expand(policy, Arns(study.application, asking.world).resolve)


def _allows(statement: Value) -> bool:
    return named(statement).value("Effect") == Known("Allow")


def _denies(statement: Parsed) -> bool:
    return statement.effect is Effect.DENY
