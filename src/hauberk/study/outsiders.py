"""Whom outside of the account a statement about a resource, a role or a function lets in."""

from collections.abc import Callable
from typing import TypeVar

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.effective import Wanted
from hauberk.iam.implied import Calls
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Effect, Kind, Policy
from hauberk.iam.language.policy import Statement as Parsed
from hauberk.iam.public import Public, Reachable, Trust, public
from hauberk.model.compute import Permission
from hauberk.model.policies import Statement
from hauberk.model.subject import Subject, named
from hauberk.model.values import Known, Reason, Value
from hauberk.study import permissions
from hauberk.study.arns import Arns, expand
from hauberk.study.filling import told, widened
from hauberk.study.permissions import one_statement
from hauberk.study.study import Study

T = TypeVar("T")
STEPS = 20_000
"""Steps of one question."""


def anyone(statement: Statement, study: Study) -> Public | Reason | None:
    """The way in for somebody whom a statement doesn't name, by themselves: without a service that acts for them, or a
    provider that vouches for them. A reason where that can't be told.

    What other statements of the same policy deny is taken away.
    """
    return _asked(statement, study, _by_themselves)


def let_in(policy: Policy) -> Public | Reason | None:
    """The same of a policy as a whole."""
    return whatever(policy, lambda known: _first(known, _by_themselves, named=False))


def _by_themselves(way: Public) -> bool:
    return way.who.calls not in (Calls.SERVICE, Calls.PROVIDER)


def service_for_anyone(statement: Statement, study: Study, service: str) -> Public | Reason | None:
    """The way in for somebody whom a statement doesn't name, through a service that acts for them; ``service`` is the
    first word of its name."""
    return _asked(
        statement, study, lambda way: way.who.calls is Calls.SERVICE and way.who.text.startswith(f"{service}.")
    )


def namesake_of_service(statement: Statement, study: Study, service: str) -> Public | Reason | None:
    """The way in for somebody else's resource that is called as a statement says, through a service; ``service`` is
    the first word of its name."""
    return _asked(
        statement,
        study,
        lambda way: (
            way.reachable is Reachable.NAMED
            and way.who.calls is Calls.SERVICE
            and way.who.text.startswith(f"{service}.")
        ),
        named=True,
    )


def invoker(permission: Permission, study: Study) -> Public | Reason | None:
    """The way in for somebody whom a function's permission doesn't name, themselves or through a service."""
    return _permitted(permission, study, Reachable.ANYONE)


def namesake(permission: Permission, study: Study) -> Public | Reason | None:
    """The way in for somebody else's resource that is called as a function's permission says, through a service."""
    return _permitted(permission, study, Reachable.NAMED)


def _permitted(permission: Permission, study: Study, reachable: Reachable) -> Public | Reason | None:
    study.iam = True
    policy = read(permissions.of_function(permission), permission, study)
    return None if policy is None else _first(told(policy), lambda way: way.reachable is reachable, named=True)


def _asked(
    statement: Statement, study: Study, fits: Callable[[Public], bool], *, named: bool = False
) -> Public | Reason | None:
    study.iam = True
    policy = bearing(statement, study)
    if policy is None:
        return None
    return whatever(policy, lambda known: _first(known, fits, named=named))


def whatever(policy: Policy, ask: Callable[[Policy], T | Reason | None]) -> T | Reason | None:
    """An answer that is the same whatever somebody gives for a value of a condition; a reason where it isn't."""
    found = ask(told(policy))
    wider = widened(policy)
    if wider == policy:
        return found
    other = ask(told(wider))
    if (found is None) is not (other is None):
        return Reason("unknown-value", "whom it lets in hangs on a value that may hold wildcards")
    return found


def _first(policy: Policy, fits: Callable[[Public], bool], *, named: bool = False) -> Public | Reason | None:
    try:
        for way in public(policy, wanted_by(policy), Trust(ACCOUNT), Budget(STEPS), named=named):
            if fits(way):
                return way
    except UndecidedError as error:
        return Reason(error.code, error.text)
    return None


def wanted_by(policy: Policy) -> Wanted:
    """What a policy may allow: to ask for nothing else is quicker."""
    allowing = [one for one in policy.statements if not _denies(one)]
    if any(one.except_actions for one in allowing):
        return Wanted()
    return Wanted(tuple(dict.fromkeys(action for one in allowing for action in one.actions)))


def open_to_all(policy: Policy) -> Public | Reason | None:
    """The way in for somebody whom a resource's policy doesn't name; a reason too where some of it isn't known."""
    if policy.unknown:
        return Reason("unknown-value", f"what its policy says isn't known: {policy.unknown[0].name}")
    return _first(told(policy), _by_themselves)


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
