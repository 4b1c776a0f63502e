"""Does one policy allow more than another?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, boxes, globs
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes, witnessed
from hauberk.iam.algebra.principals import ACCOUNT, insiders
from hauberk.iam.algebra.search import Found, Scene, findings, search, universe_of
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
    allow, deny = _parts(one)
    other_allow, other_deny = _parts(other)
    everything = [*allow, *deny, *other_allow, *other_deny]
    texts = holes(glob for box in everything for glob in globs(box))

    def holds(request: Request) -> bool:
        return _allowed(request, one, texts) and not _allowed(request, other, texts)

    undecided: UndecidedError | None = None
    for who in insiders(everything):
        scene = Scene(universe_of(everything), who.domains, owner=ACCOUNT, anywhere=True)
        for meet, avoid in (([allow], [*deny, *other_allow]), ([allow, other_deny], deny)):
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
    allow, deny = _parts(one)
    other_allow, other_deny = _parts(other)
    everything = [*allow, *deny, *other_allow, *other_deny]
    for who in insiders(everything):
        scene = Scene(universe_of(everything), who.domains, owner=ACCOUNT)
        for meet, avoid in (([allow], [*deny, *other_allow]), ([allow, other_deny], deny)):
            if search(meet, avoid, scene, budget) is not None:
                return True
    return False


def _allowed(request: Request, policies: Sequence[Policy], texts: dict[str, str]) -> bool:
    return decide(request, Policies(identity=tuple(policies)), texts).decision is Decision.ALLOW


def _parts(policies: Sequence[Policy]) -> tuple[list[Box], list[Box]]:
    made = [boxes(policy) for policy in policies]
    return [box for one in made for box in one.allow], [box for one in made for box in one.deny]
