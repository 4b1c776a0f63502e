"""Whether something is more than a principal has: compared by everything that it might allow."""

from collections.abc import Sequence
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.principals import insiders
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.escalation.account import Group, Held, Managed, Principal
from hauberk.iam.escalation.narrowing import size
from hauberk.iam.escalation.questions import Questions
from hauberk.iam.escalation.settling import asks_for_tags, settled
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import EVERYTHING


class Gates(NamedTuple):
    """What decides on a principal's requests: of each group a statement has to allow, and none may deny."""

    groups: tuple[tuple[Box, ...], ...]
    deny: tuple[Box, ...]
    kinds: tuple[frozenset[int], ...]
    """What the policies say, as numbers, those of the principal first; see
    :class:`hauberk.iam.escalation.kinds.Kinds`."""
    unread: str = ""
    """What of the policies nobody could read, if something is."""

    @property
    def unlimited(self) -> bool:
        """Whether they let everything through, as one look tells."""
        return not self.deny and all(any(map(_everything, group)) for group in self.groups)

    def holds(self, other: "Gates") -> bool:
        """Whether they let through what others let through, as one look tells."""
        if self.unlimited or self.kinds == other.kinds:
            return True
        return len(self.groups) == 1 and not self.deny and other.kinds[0] <= self.kinds[0]


def _everything(box: Box) -> bool:
    return box.total and not box.actions.excepted and box.actions.others


class Gained(NamedTuple):
    """Whether a principal would gain; ``None`` if it isn't known, with what isn't."""

    more: bool | None
    unknown: str = ""


class Weight(NamedTuple):
    """How much is allowed."""

    everything: bool
    anywhere: int
    """Actions on all resources."""
    actions: int


NOTHING, SOMETHING = Gained(False), Gained(True)
ALL = Policy((Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True),), name="all")


class Gains:
    """Compares principals of one account; answers are kept by what their policies say.

    The organization's policies limit all of an account alike: they say what of a gain can be used, and no more.
    """

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self._gates: dict[int, tuple[Principal, Gates]] = {}
        """By identity, each with its principal, so that the identity stays its own."""
        self._beyond: dict[tuple[object, object], Gained] = {}
        self._weights: dict[object, Weight] = {}
        self._asks_for_tags: dict[int, bool] = {}
        self._of_tags: dict[tuple[int, tuple[tuple[str, str], ...]], Policy] = {}

    @property
    def answers(self) -> tuple[Gained, ...]:
        """Everything that was asked so far."""
        return tuple(self._beyond.values())

    def gates(self, of: Principal) -> Gates:
        """What decides on the requests of a principal."""
        if id(of) not in self._gates:
            self._gates[id(of)] = (of, self.gates_of(of.policies, of.boundary, of))
        return self._gates[id(of)][1]

    def gates_of(
        self, identity: tuple[Policy, ...], boundary: Held | None = None, whose: Principal | None = None
    ) -> Gates:
        """What decides on the requests of whoever has some policies and a boundary, and the tags of a principal."""
        levels = (identity, *(((boundary.policy,),) if boundary else ()))
        if whose is not None and whose.tags is not None:
            tags = tuple((tag.key.lower(), tag.value) for tag in whose.tags)
            levels = tuple(tuple(self._settled(policy, tags) for policy in level) for level in levels)
        made = [[boxes(policy) for policy in level] for level in levels]
        return Gates(
            tuple(tuple(box for one in level for box in one.allow) for level in made),
            tuple(box for level in made for one in level for box in one.deny),
            tuple(frozenset(map(self.questions.kinds.of, level)) for level in levels),
            next((hole.name for level in levels for policy in level for hole in policy.unread), ""),
        )

    def _settled(self, policy: Policy, tags: tuple[tuple[str, str], ...]) -> Policy:
        kind = self.questions.kinds.of(policy)
        if kind not in self._asks_for_tags:
            self._asks_for_tags[kind] = asks_for_tags(policy)
        if not self._asks_for_tags[kind]:
            return policy
        if (kind, tags) not in self._of_tags:
            self._of_tags[kind, tags] = settled(policy, dict(tags))
        return self._of_tags[kind, tags]

    def administrator(self, one: Principal) -> bool:
        """Whether a principal may do everything that its organization lets it, and so has nothing to gain."""
        return self.gates(one).unlimited

    def weight(self, of: Principal | Group | Managed) -> Weight:
        """How much is allowed, to put the best first."""
        gates = self.gates(of) if isinstance(of, Principal) else self.gates_of(policies_of(of))
        if gates.kinds not in self._weights:
            sizes = [(box.total, size(box.actions)) for box in gates.groups[0]]
            anywhere = sum(size for total, size in sizes if total)
            self._weights[gates.kinds] = Weight(gates.unlimited, anywhere, sum(size for _, size in sizes))
        return self._weights[gates.kinds]

    # -- more than it has

    def more(self, mine: Principal, theirs: Principal) -> Gained:
        """Whether another principal may do something that one may not."""
        return self.beyond(self.gates(theirs), self.gates(mine)) if theirs.held else NOTHING

    def beside(self, mine: Principal, policies: tuple[Policy, ...]) -> Gained:
        """Whether policies, as one's own beside those that it has, would allow more."""
        return self.beyond(self.gates_of((*mine.policies, *policies), mine.boundary, mine), self.gates(mine))

    def without(self, mine: Principal, held: Held) -> Gained:
        """Whether a principal could do more if it lost a policy, since that denies something."""
        kept = tuple(one.policy for one in mine.held if one is not held)
        return self.beyond(self.gates_of(kept, mine.boundary, mine), self.gates(mine))

    def unbound(self, mine: Principal) -> Gained:
        """Whether a principal could do more without its boundary."""
        return self.beyond(self.gates_of(mine.policies, whose=mine), self.gates(mine))

    def beyond(self, theirs: Gates, mine: Gates) -> Gained:
        """Whether some gates let something through that others don't."""
        key = (theirs.kinds, mine.kinds)
        if key not in self._beyond:
            self._beyond[key] = self._is_beyond(theirs, mine)
        return self._beyond[key]

    def _is_beyond(self, theirs: Gates, mine: Gates) -> Gained:
        if mine.holds(theirs):
            return NOTHING
        if mine.unread or theirs.unread:
            return Gained(None, f"what {mine.unread or theirs.unread} says isn't known")
        levels = [[boxes(policy) for policy in level] for level in self.questions.account.scp]
        meet = [*theirs.groups, *([box for one in level for box in one.allow] for level in levels)]
        barred = [*theirs.deny, *(box for level in levels for one in level for box in one.deny)]
        wanted: list[tuple[Sequence[Sequence[Box]], list[Box]]] = [(meet, [*barred, *group]) for group in mine.groups]
        if mine.deny:
            wanted.append(([*meet, mine.deny], barred))
        everything = [*barred, *mine.deny, *(box for group in (*meet, *mine.groups) for box in group)]
        keys = {test.key for box in everything for test in box.tests}.union(*(box.variables for box in everything))
        try:
            with self.questions.effort.question() as budget:
                for who in insiders(keys):
                    scene = Scene(universe_of(everything), who.domains, owner=self.questions.account.id)
                    if any(search(groups, avoid, scene, budget) is not None for groups, avoid in wanted):
                        return SOMETHING
        except UndecidedError as error:
            return Gained(None, error.text)
        return NOTHING


def policies_of(target: Group | Managed) -> tuple[Policy, ...]:
    """What a group or a managed policy gives."""
    return tuple(held.policy for held in target.held) if isinstance(target, Group) else (target.policy,)
