"""Does one policy allow more than another?"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.actions import Universe
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import confirmed, holes
from hauberk.iam.algebra.principals import ACCOUNT, insiders
from hauberk.iam.algebra.search import Found, Scene, findings, search
from hauberk.iam.evaluator import decide
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
    budget = budget or Budget()
    asked = _Asked(one, other)
    texts = holes(glob for part in asked.parts for glob in part.globs)

    def holds(request: Request) -> bool:
        return _allowed(request, one, texts) and not _allowed(request, other, texts)

    undecided: UndecidedError | None = None
    for who in asked.callers:
        scene = Scene(asked.universe, who.domains, owner=ACCOUNT, anywhere=True)
        for meet, avoid in asked.ways:
            try:
                for found in findings(meet, avoid, scene, budget):
                    if found.certain and shown(found):
                        yield found, None
                        continue
                    try:
                        yield found, confirmed(found, who, scene, holds)
                    except UndecidedError as error:
                        undecided = undecided or error
            except UndecidedError as error:
                undecided = undecided or error
    if undecided is not None:
        raise undecided


def exceeds(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> bool:
    """Whether there is such a request; quicker, since nobody sees it.

    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget()
    asked = _Asked(one, other)
    for who in asked.callers:
        scene = Scene(asked.universe, who.domains, owner=ACCOUNT)
        for meet, avoid in asked.ways:
            if search(meet, avoid, scene, budget) is not None:
                return True
    return False


def _allowed(request: Request, policies: Sequence[Policy], texts: dict[str, str]) -> bool:
    bearing = Policies(identity=tuple(policies), resource=delegating(request.resource_account))
    return decide(request, bearing, texts).decision is Decision.ALLOW


@lru_cache(maxsize=64)
def delegating(account: str) -> Policy:
    """The policy of a resource that leaves access to the account's identity policies. It adds nothing to them, but a
    key or a role is closed without one; see :mod:`hauberk.iam.evaluator.decision`."""
    named = (Principal(PrincipalKind.AWS, glob(account)),)
    return Policy((Statement(Effect.ALLOW, (EVERYTHING,), except_resources=True, principals=named),))


class _Asked:
    """What two sides say, as boxes."""

    def __init__(self, one: Sequence[Policy], other: Sequence[Policy]) -> None:
        mine, theirs = [boxes(policy) for policy in one], [boxes(policy) for policy in other]
        self.parts = (*mine, *theirs)
        self.universe = Universe(self.parts)
        self.callers = insiders(frozenset().union(*(part.keys for part in self.parts)))
        allow, deny = [box for part in mine for box in part.allow], [box for part in mine for box in part.deny]
        granted, refused = [box for part in theirs for box in part.allow], [box for part in theirs for box in part.deny]
        self.ways: tuple[tuple[list[list[Box]], list[Box]], ...] = (
            ([allow], [*deny, *granted]),
            ([allow, refused], deny),
        )
        """What has to hold a request that the first allow and the second don't, and what must not."""
