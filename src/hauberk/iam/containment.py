"""Does one policy allow more than another?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from hauberk.iam.algebra.actions import Universe
from hauberk.iam.algebra.boxes import Box, Boxes, boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import confirmed, holes
from hauberk.iam.algebra.principals import ACCOUNT, OWNED, Somebody, insiders, limited
from hauberk.iam.algebra.search import Found, Scene, findings
from hauberk.iam.allowing import allowing
from hauberk.iam.clock import before
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import Calls, caller
from hauberk.iam.language.policy import Effect, Policy, Principal, PrincipalKind, Statement
from hauberk.iam.language.text import EVERYTHING, glob
from hauberk.iam.request import Decision, Policies, Request


class Excess(NamedTuple):
    """Actions that the first allow and the second don't, with a request for the first of them."""

    found: Found
    witness: Request


def excess(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> Excess | None:
    """A request that the first identity policies together allow and the second don't; ``None`` if there is none.

    Both are of one principal, and nothing else bears on the request: the policy of a key or a role leaves it to them.
    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    for found, witness in gains(one, other, budget):
        if witness is not None:
            return Excess(found, witness)
    return None


def gains(
    one: Sequence[Policy],
    other: Sequence[Policy],
    budget: Budget | None = None,
    shown: Callable[[Found], bool] = lambda _: False,
) -> Iterator[tuple[Found, Request | None]]:
    """What the first allow and the second don't, a group of actions at a time that both treat alike, with a request.

    A finding that is certain, and of which the caller says that its like was ``shown``, comes without a request: to
    confirm one by the plain evaluator takes longer than to find it.
    """
    return gains_of(Policies(identity=tuple(one)), Policies(identity=tuple(other)), budget, shown)


def gains_of(
    one: Policies,
    other: Policies,
    budget: Budget | None = None,
    shown: Callable[[Found], bool] = lambda _: False,
    *,
    anybody: bool = False,
    today: date | None = None,
    whose: Somebody | None = None,
) -> Iterator[tuple[Found, Request | None]]:
    """The same of what principals have, with their boundaries, of requests that are made ``today`` or later. The
    policies bear on ``anybody`` where they may be an organization's: on root users and federated users too. ``whose``
    they are is told where they are of one principal, who makes the requests then."""
    budget = budget or Budget()
    asked = _Asked(one, other)
    texts = holes(glob for part in asked.parts for glob in part.globs)
    past = gone(asked.parts, today)

    allowed = allowing(one)
    cost = sum(len(part.allow) + len(part.deny) for part in asked.parts) // LOOKED_AT

    def holds(found: Found, request: Request) -> bool:
        budget.spend(cost)
        gained = _decided(request, allowed(found), texts) is Decision.ALLOW
        return gained and _decided(request, other, texts) in DENIED

    undecided: UndecidedError | None = None
    callers = asked.callers if whose is None else (whose,)
    owner = whose.account if whose is not None else ACCOUNT
    for who in (*callers, *(asked.limited if anybody else ())):
        scene = Scene(asked.universe, {**who.domains, **OWNED}, owner=owner, anywhere=True)
        for meet, avoid in asked.ways:
            try:
                yield from shown_or_confirmed(findings(meet, [*avoid, *past], scene, budget), who, scene, holds, shown)
            except UndecidedError as error:
                undecided = undecided or error
    if undecided is not None:
        raise undecided


LOOKED_AT = 16
"""Statements that the plain evaluator looks at for the price of one step: those of two long policies, once for each of
thousands of findings, would take minutes."""


def gone(parts: Iterable[Boxes], today: date | None) -> list[Box]:
    """The requests of days that are past, as far as some policies ask when they are made."""
    if today is None:
        return []
    tests = (test for part in parts for one in (*part.allow, *part.deny) for test in one.tests)
    return [box for test in dict.fromkeys(tests) for box in before(test, today)]


DENIED = (Decision.EXPLICIT_DENY, Decision.IMPLICIT_DENY)


def shown_or_confirmed(
    found: Iterable[Found],
    who: Somebody,
    scene: Scene,
    holds: Callable[[Found, Request], bool],
    shown: Callable[[Found], bool],
) -> Iterator[tuple[Found, Request | None]]:
    """Findings with their requests, but for those that are certain and whose like was shown. One that no request is
    found for is raised after the others."""
    undecided: UndecidedError | None = None
    for one in found:
        if one.certain and shown(one):
            yield one, None
            continue
        try:
            yield one, confirmed(one, who, scene, partial(holds, one))
        except UndecidedError as error:
            undecided = undecided or error
    if undecided is not None:
        raise undecided


def exceeds(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> bool:
    """Whether there is such a request; quicker, since nobody sees it.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget()
    asked = _Asked(Policies(identity=tuple(one)), Policies(identity=tuple(other)))
    unread = ""
    for who in asked.callers:
        scene = Scene(asked.universe, {**who.domains, **OWNED}, owner=ACCOUNT)
        for meet, avoid in asked.ways:
            for found in findings(meet, avoid, scene, budget):
                if not found.unread:
                    return True
                unread = found.unread
    if unread:
        raise UndecidedError("unread", f"it hangs on what {unread} says, which isn't known")
    return False


def _decided(request: Request, policies: Policies, texts: dict[str, str]) -> Decision:
    if caller(request.principal).calls in (Calls.ROOT, Calls.FEDERATED_USER):
        limit = policies.boundary
        levels = (policies.identity, *(((limit,),) if limit is not None else ()))
        policies = Policies(identity=(ANYTHING,), session=ANYTHING, scp=levels)
    bearing = policies._replace(resource=delegating(caller(request.principal).account))
    return decide(request, bearing, texts).decision


ANYTHING = Policy((Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True),))
"""What the own policies of a principal allow who may do everything."""


@lru_cache(maxsize=64)
def delegating(account: str) -> Policy:
    """The policy of a resource that leaves access to an account's identity policies. It adds nothing to them, but a
    key or a role is closed without one; see :mod:`hauberk.iam.evaluator.decision`."""
    named = (Principal(PrincipalKind.AWS, glob(account)),)
    return Policy((Statement(Effect.ALLOW, (EVERYTHING,), except_resources=True, principals=named),))


class Side(NamedTuple):
    """What allows on one side of a comparison: a box of each gate has to hold, and no denial may."""

    gates: Sequence[Sequence[Box]]
    deny: Sequence[Box]


Way: TypeAlias = "tuple[list[Sequence[Box]], list[Box]]"
"""What has to hold a request, a box of each group, and what must not."""


def beyond(one: Side, other: Side) -> tuple[Way, ...]:
    """Where to look for requests that one side allows and the other doesn't: a gate of the other isn't open, or it
    denies."""
    closed = [([*one.gates], [*one.deny, *gate]) for gate in other.gates]
    return (*closed, ([*one.gates, other.deny], [*one.deny]))


class _Asked:
    """What two sides say, as boxes."""

    def __init__(self, one: Policies, other: Policies) -> None:
        gates = [_gates(policies) for policies in (one, other)]
        self.parts = tuple(part for side in gates for gate in side for part in gate)
        self.universe = Universe(self.parts)
        keys = frozenset[str]().union(*(part.keys for part in self.parts))
        self.callers = insiders(keys)
        self.limited = limited(keys)
        """Those whom the policies bear on besides if they are an organization's."""
        self.ways = beyond(*map(_side, gates))


def _gates(policies: Policies) -> list[list[Boxes]]:
    """The policies of which each has to allow: those of the principal, of which one does, and its boundary."""
    gates = [policies.identity, *([(policies.boundary,)] if policies.boundary is not None else [])]
    return [[boxes(policy) for policy in gate] for gate in gates]


def _side(gates: list[list[Boxes]]) -> Side:
    return Side(
        [[box for part in gate for box in part.allow] for gate in gates],
        [box for gate in gates for part in gate for box in part.deny],
    )
