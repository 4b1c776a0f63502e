"""The statements by which something that was found is allowed, out of policies of whatever length.

A request that the plain evaluator allows by some statements and every denial is allowed by all of them: another Allow
takes nothing away. So a finding is confirmed by the statements that it was found in, and many findings in one long
policy don't each cost a look at all of it.
"""

from collections.abc import Callable, Iterable

from hauberk.iam.algebra.search import Found
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.request import Policies


def allowing(policies: Policies) -> Callable[[Found], Policies]:
    """Tells of a finding the policies with every Deny and, of what they allow, what it was found in alone."""
    kept = {id(policy): _Kept(policy) for policy in _each(policies)}

    def by(found: Found) -> Policies:
        wanted = [id(box.statement) for box in found.within]
        return _changed(policies, lambda policy: kept[id(policy)].of(wanted))

    return by


class _Kept:
    """A policy, taken apart once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.allows: dict[int, Statement] = {}
        denies: list[Statement] = []
        for one in policy.statements:
            if one.effect is Effect.ALLOW:
                self.allows[id(one)] = one
            else:
                denies.append(one)
        self.denies = tuple(denies)

    def of(self, wanted: Iterable[int]) -> Policy:
        """It with some of what it allows."""
        statements = tuple(self.allows[one] for one in dict.fromkeys(wanted) if one in self.allows)
        return self.policy._replace(statements=(*statements, *self.denies))


def _each(policies: Policies) -> list[Policy]:
    one = (policies.boundary, policies.session, policies.resource)
    levels = (*policies.scp, *policies.rcp)
    return [
        *policies.identity,
        *(policy for policy in one if policy is not None),
        *(policy for level in levels for policy in level),
    ]


def _changed(policies: Policies, change: Callable[[Policy], Policy]) -> Policies:
    def optional(policy: Policy | None) -> Policy | None:
        return None if policy is None else change(policy)

    def level(some: tuple[Policy, ...]) -> tuple[Policy, ...]:
        return tuple(map(change, some))

    return Policies(
        level(policies.identity),
        optional(policies.boundary),
        optional(policies.session),
        tuple(map(level, policies.scp)),
        tuple(map(level, policies.rcp)),
        optional(policies.resource),
    )
