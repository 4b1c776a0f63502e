"""Does one policy allow more than another?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.actions import Universe
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes, witnessed
from hauberk.iam.algebra.principals import ACCOUNT, insiders
from hauberk.iam.algebra.search import Found, Scene, findings, search
from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Policy
from hauberk.iam.request import Decision, Policies, Request


class Excess(NamedTuple):
    """Actions that the first allow and the second don't, with a request for the first of them."""

    found: Found
    witness: Request


def excess(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> Excess | None:
    """A request that the first identity policies together allow and the second don't; ``None`` if there is none.

    Both are of one principal, and nothing else bears on the request.
    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    return next(every_excess(one, other, budget), None)


def every_excess(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> Iterator[Excess]:
    """One such request for each group of actions that both treat alike."""
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
                for found, witness in witnessed(findings(meet, avoid, scene, budget), who, scene, holds):
                    yield Excess(found, witness)
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
    return decide(request, Policies(identity=tuple(policies)), texts).decision is Decision.ALLOW


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
