"""What the algebra says of two policies, held against the evaluator, which shares no matching with it."""

from collections import Counter
from typing import NamedTuple

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.principals import ACCOUNT, insiders
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.containment import Excess, excess
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Policy
from hauberk.iam.request import Decision, Policies, Request
from tests.iam.strategies import HOLE, Pick, requests

DENIED = (Decision.EXPLICIT_DENY, Decision.IMPLICIT_DENY)


class DisagreementError(AssertionError):
    """The algebra and the evaluator don't say the same."""


def decision(policy: Policy, request: Request, hole: str = HOLE) -> Decision:
    """What becomes of a request under one identity policy, in a world where the hole has a text."""
    return decide(request, Policies(identity=(policy,)), {"name": hole}).decision


class Said(NamedTuple):
    """What the algebra says of ``one ⊆ other``, and on how many requests that was tried."""

    excess: Excess | None
    sampled: int


def held(pick: Pick, one: Policy, other: Policy, samples: int = 6) -> Said:
    """Asks whether ``one`` allows more than ``other`` and holds the answer against the evaluator.

    Raises :class:`DisagreementError`, or :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    found = excess([one], [other])
    if found is not None:
        request = found.witness
        if decision(one, request, "name") is not Decision.ALLOW or decision(other, request, "name") not in DENIED:
            raise DisagreementError(f"{one}\n{other}\nisn't shown by {request}")
        return Said(found, 0)
    tried = 0
    for _ in range(samples):
        request = requests(pick, one, other)
        try:
            allowed = decision(one, request) is Decision.ALLOW
            denied = decision(other, request) in DENIED
        except ContradictionError:
            continue
        tried += 1
        if allowed and denied:
            raise DisagreementError(f"{one}\nis said to allow no more than\n{other}\nbut does: {request}")
    return Said(None, tried)


def meet(one: Policy, other: Policy) -> bool:
    """Whether some request is allowed by both."""
    first, second = boxes(one), boxes(other)
    everything = [*first.allow, *first.deny, *second.allow, *second.deny]
    for who in insiders(first.keys | second.keys):
        scene = Scene(universe_of(everything), who.domains, owner=ACCOUNT)
        if search([first.allow, second.allow], [*first.deny, *second.deny], scene, Budget()) is not None:
            return True
    return False


def relation(pick: Pick, one: Policy, other: Policy, count: Counter[str]) -> None:
    """Counts how two policies stand to each other, each answer held against the evaluator."""
    try:
        there = held(pick, one, other)
        back = held(pick, other, one)
        count["requests sampled"] += there.sampled + back.sampled
        if there.excess is None or back.excess is None:
            count["equal" if there.excess is back.excess else "subset"] += 1
        else:
            count["neither subset nor disjoint" if meet(one, other) else "disjoint"] += 1
    except UndecidedError as undecided:
        count[f"undecided: {undecided.code}"] += 1
