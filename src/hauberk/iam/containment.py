"""Does one policy allow more than another?"""

from collections.abc import Sequence

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.search import Found, Scene, search, universe_of
from hauberk.iam.language.policy import Policy


def excess(one: Sequence[Policy], other: Sequence[Policy], budget: Budget | None = None) -> Found | None:
    """A request that the first policies together allow and the second don't; ``None`` if there is none.

    Both are of one kind, on one principal or resource, and nothing else bears on the request.
    Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget()
    allow, deny = _parts(one)
    other_allow, other_deny = _parts(other)
    scene = Scene(universe_of(allow, deny, other_allow, other_deny))
    found = search([allow], [*deny, *other_allow], scene, budget)
    if found is None and other_deny:
        found = search([allow, other_deny], deny, scene, budget)
    return found


def _parts(policies: Sequence[Policy]) -> tuple[list[Box], list[Box]]:
    made = [boxes(policy) for policy in policies]
    return [box for one in made for box in one.allow], [box for one in made for box in one.deny]
