"""What a policy that AWS manages still opens, with all else that the one who has it has."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam import catalogue
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.bystanders import one_factor
from hauberk.iam.language.policy import Effect, Kind, Policy
from hauberk.iam.request import Policies
from hauberk.iam.sweeping import NEW, allows_what_is_new, is_nameable, sweeps
from hauberk.model.subject import Subject
from hauberk.model.values import Reason
from hauberk.study.claims import OUTSIDE
from hauberk.study.filling import told
from hauberk.study.holders import Holder, holder
from hauberk.study.policies import managed_policy
from hauberk.study.principals import Principal
from hauberk.study.signing import way_without_factor
from hauberk.study.study import Study


class Single(NamedTuple):
    """What may be done without a second factor."""

    pattern: str
    way: str
    """What people come with: ``with an access key alone``."""


def left(attached: Subject, arn: str, study: Study, actions: Iterable[str] = ()) -> Reason | bool:
    """Whether a managed policy still opens what it is for, behind the boundary and the denials of the one who has it:
    all that a service will be able to do one day, or one of some actions, on whatever resource.

    Without ``actions``, and for a policy that gives all of no service, any action that it lists and that changes
    something is enough.
    """
    study.iam = True
    known = managed_policy(arn, Kind.IDENTITY)
    alone = told(known or Policy((), name=arn))
    bearing = holder(Principal(attached.resource, attached.world), alone, study)
    if bearing.policies == Policies((alone,)) and not bearing.doubt:
        return True
    if known is None:
        return Reason(OUTSIDE, f"what {arn.rpartition('/')[2]} says isn't known here, and something limits it")
    wholes = _wholes(known)
    asked = _known(actions) if actions else () if wholes else _changing(known)
    try:
        found = _opens(bearing, wholes, asked) or not _opens(
            bearing._replace(policies=Policies((alone,))), wholes, asked
        )
    except UndecidedError as error:
        return Reason(error.code, error.text)
    return Reason(OUTSIDE, bearing.doubt) if found and bearing.doubt else found


def without_factor(attached: Subject, arn: str, study: Study, powers: Iterable[str]) -> Single | Reason | None:
    """Which of some patterns of actions a managed policy allows to people who come without a second factor."""
    study.iam = True
    policy = managed_policy(arn, Kind.IDENTITY)
    if policy is None:
        return Reason(OUTSIDE, f"what {arn.rpartition('/')[2]} says isn't known here")
    bearing = holder(Principal(attached.resource, attached.world), told(policy), study)
    wanted = tuple(powers)
    for one in policy.statements:
        if one.effect is not Effect.ALLOW:
            continue
        given = ("*",) if one.except_actions else (str(pattern).lower() for pattern in one.actions)
        for pattern in (pattern for pattern in given if pattern in wanted):
            try:
                found = allows_what_is_new(bearing.policies, one_factor(bearing.who), one_of(pattern))
            except UndecidedError as error:
                return Reason(error.code, error.text)
            if found and bearing.doubt:
                return Reason(OUTSIDE, bearing.doubt)
            if found:
                way = way_without_factor(attached.resource, study)
                return Single(pattern, way) if isinstance(way, str) else way
    return None


def one_of(pattern: str) -> str:
    """An action that a pattern is about: one that there isn't yet, if it is about all."""
    service, _, name = pattern.partition(":")
    return pattern if name and name != "*" else f"{service.replace('*', 'brand-new')}:BrandNew"


def _opens(bearing: Holder, wholes: Iterable[str], actions: Iterable[catalogue.Action]) -> bool:
    if any(allows_what_is_new(bearing.policies, bearing.who, one, everywhere=True) for one in wholes):
        return True
    return next(sweeps(bearing.policies, bearing.who, actions), None) is not None


def _wholes(policy: Policy) -> tuple[str, ...]:
    """An action that there isn't yet, of each service of which a policy gives all."""
    found: dict[str, None] = {}
    for one in policy.statements:
        if one.effect is Effect.ALLOW:
            for pattern in (NEW,) if one.except_actions else map(str, one.actions):
                service, _, name = pattern.partition(":")
                if service == "*" or name in ("*", "BrandNew"):
                    found[NEW if service == "*" else f"{service}:BrandNew"] = None
    return tuple(found)


@lru_cache(maxsize=64)
def _changing(policy: Policy) -> tuple[catalogue.Action, ...]:
    """The actions of a policy that change something and that a resource can be named for."""
    listed = (str(pattern) for one in policy.statements if one.effect is Effect.ALLOW for pattern in one.actions)
    found = _known(name for pattern in listed for name in catalogue.actions(pattern))
    return tuple(one for one in found if one.access_level not in ("List", "Read"))


def _known(names: Iterable[str]) -> tuple[catalogue.Action, ...]:
    def found() -> Iterator[catalogue.Action]:
        for name in dict.fromkeys(names):
            action = catalogue.action(name)
            if action is not None and is_nameable(action):
                yield action

    return tuple(found())
