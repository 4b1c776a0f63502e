"""Does one policy of a resource let anybody do more than another?

A resource's policy is one of those that decide. For whoever isn't of the resource's account it is half of the matter:
what his own account lets him do is taken for granted. For the principals of the account there are two halves to ask
about: what the policy gives by itself, to those whose own policies allow nothing, and what it denies those whose own
policies allow everything. A key's or a role's policy has to allow these as well.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from hauberk.iam import canonical
from hauberk.iam.algebra.actions import Universe
from hauberk.iam.algebra.boxes import Box, boxes, globs
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes, spelt
from hauberk.iam.algebra.principals import ACCOUNT, Reach, Somebody, everybody, reach
from hauberk.iam.algebra.search import Found, Scene, findings
from hauberk.iam.allowing import allowing
from hauberk.iam.containment import ANYTHING, DENIED, LOOKED_AT, Side, beyond, gone, shown_or_confirmed
from hauberk.iam.effective import GUARDED, Wanted
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import Calls, caller
from hauberk.iam.language.policy import Policy
from hauberk.iam.request import Decision, Policies, Request
from hauberk.iam.signing import signed


def admissions(
    one: Policy,
    other: Policy,
    owner: str = "",
    budget: Budget | None = None,
    shown: Callable[[Found], bool] = lambda _: False,
    today: date | None = None,
) -> Iterator[tuple[Found, Request | None]]:
    """A request that one policy of a resource lets through and another doesn't, for each principal and each group of
    actions that they treat alike; none for findings whose like was ``shown``. ``owner`` is the resource's account;
    with ``today`` it is made then or later.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`, after what is known.
    """
    budget = budget or Budget()
    owner = owner or ACCOUNT
    yield from _admissions(one, other, owner, budget, shown, today)
    standing = canonical.accounts((one, other), (owner,))
    if standing:
        first, second = (canonical.standing_in(policy, standing) for policy in (one, other))
        for _, request in _admissions(first, second, owner, budget, lambda _: False, today):
            account = caller(request.principal).account if request else ""
            if account in standing:
                raise canonical.unknown(standing[account])


def _admissions(
    one: Policy,
    other: Policy,
    owner: str,
    budget: Budget,
    shown: Callable[[Found], bool],
    today: date | None,
) -> Iterator[tuple[Found, Request | None]]:
    everything = [box for part in map(boxes, (one, other)) for box in (*part.allow, *part.deny)]
    texts = holes(pattern for box in everything for pattern in globs(box))
    past = tuple(gone(map(boxes, (one, other)), today))
    undecided: UndecidedError | None = None
    for who in everybody(everything, spelt, (owner,)):
        try:
            budget.spend(len(everything))
            for scenario in (one._replace(spared=(*one.spared, *past)) for one in _scenarios(who, owner)):
                yield from _in(scenario, (one, other), who, owner, texts, budget, shown)
        except UndecidedError as error:
            undecided = undecided or error
    if undecided is not None:
        raise undecided


class _Scenario(NamedTuple):
    """What is taken for granted of a principal's own policies, and what they leave to the resource's."""

    own: Policies
    ways: tuple[Reach, ...]
    """In which ways the policy has to name it; empty where it needn't allow."""
    within: tuple[Box, ...] = ()
    """Boxes of which a request has to be in one."""
    spared: tuple[Box, ...] = ()
    """Boxes that a request must not be in."""


_ANYHOW = (Reach.BY_ACCOUNT, Reach.AS_ROLE, Reach.DIRECTLY)


def _scenarios(who: Somebody, owner: str) -> Iterator[_Scenario]:
    # a federated user may do nothing without a session policy
    may = Policies(identity=(ANYTHING,), session=ANYTHING if who.calls is Calls.FEDERATED_USER else None)
    if who.account != owner:
        yield _Scenario(may, _ANYHOW, spared=signed() if who.calls is Calls.ANONYMOUS else ())
        return
    if who.calls is not Calls.ROOT:  # who needs no policy of its own
        yield _Scenario(Policies(), (Reach.AS_ROLE, Reach.DIRECTLY))
    yield _Scenario(may, _ANYHOW, within=(GUARDED,))
    yield _Scenario(may, (), spared=(GUARDED,))


def _in(
    scenario: _Scenario,
    sides: tuple[Policy, Policy],
    who: Somebody,
    owner: str,
    texts: dict[str, str],
    budget: Budget,
    shown: Callable[[Found], bool],
) -> Iterator[tuple[Found, Request | None]]:
    first, second = (_side(policy, who, scenario) for policy in sides)
    scene = Scene(Universe(map(boxes, sides)), who.domains, owner=owner)
    decided = _holds(scenario, *sides, texts)
    cost = sum(len(policy.statements) for policy in sides) // LOOKED_AT

    def holds(found: Found, request: Request) -> bool:
        budget.spend(cost)
        return decided(found, request)

    for meet, avoid in beyond(first, second):
        groups = [*meet, *([scenario.within] if scenario.within else [])]
        asked = findings(groups, [*avoid, *scenario.spared], scene, budget)
        yield from shown_or_confirmed(asked, who, scene, holds, shown)


def _holds(scenario: _Scenario, one: Policy, other: Policy, texts: dict[str, str]) -> Callable[[Found, Request], bool]:
    first, second = allowing(Policies(resource=one)), scenario.own._replace(resource=other)

    def holds(found: Found, request: Request) -> bool:
        let_in = scenario.own._replace(resource=first(found).resource)
        return (
            decide(request, let_in, texts).decision is Decision.ALLOW
            and decide(request, second, texts).decision in DENIED
        )

    return holds


def _side(policy: Policy, who: Somebody, scenario: _Scenario) -> Side:
    """What lets somebody in and what keeps him out."""
    made = boxes(policy)
    allow = [box for box in made.allow if reach(box.statement, who, spelt) in scenario.ways]
    deny = [box for box in made.deny if reach(box.statement, who, spelt) is not Reach.NOT]
    return Side((allow if scenario.ways else [_EVERYTHING],), deny)


_EVERYTHING = Wanted().box()
