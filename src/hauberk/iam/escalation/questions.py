"""What was asked of an account so far, over all its principals, and what its policies say at a glance."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Resources, boxes, globs
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.escalation.account import Account
from hauberk.iam.escalation.effort import Effort
from hauberk.iam.escalation.kinds import Kinds
from hauberk.iam.escalation.methods import actions
from hauberk.iam.escalation.narrowing import narrowed, selects
from hauberk.iam.language.policy import Policy, Statement, Test
from hauberk.iam.request import Policies, Request


class Narrow(NamedTuple):
    """What a principal's policies say of one action."""

    policies: Policies
    kinds: tuple[object, ...]
    """What they say, as numbers."""
    tests: tuple[Test, ...]
    keys: frozenset[str]
    """Condition keys that are tested, or stand in a variable."""
    resources: tuple[Resources, ...]
    """The lists of resources that are told apart."""
    varies: bool
    """Whether a variable or a hole is in one of them."""
    unread: tuple[Statement, ...]
    """The statements with something that nobody could read."""


class Questions:
    """What was asked of an account so far, over all its principals."""

    def __init__(self, account: Account, effort: Effort, today: date) -> None:
        self.account = account
        self.effort = effort
        self.today = today
        self.managed = {one.arn: one for one in account.managed}
        self.kinds = Kinds()
        self.answers: dict[object, Request | UndecidedError | None] = {}
        self._narrowed: dict[tuple[int, str], Policy] = {}
        self._allowed: dict[int, frozenset[str]] = {}
        self._denied: dict[int, frozenset[str]] = {}
        self._matches: dict[tuple[Resources, str], bool] = {}

    def narrowed(self, policy: Policy, action: str) -> Policy:
        """A policy as far as it speaks of an action."""
        key = (self.kinds.of(policy), action)
        if key not in self._narrowed:
            self._narrowed[key] = narrowed(policy, action)
        return self._narrowed[key]

    def allowed(self, policy: Policy) -> frozenset[str]:
        """The actions of all methods that a policy allows on something."""
        kind = self.kinds.of(policy)
        if kind not in self._allowed:
            allow = boxes(policy).allow
            self._allowed[kind] = frozenset(one for one in actions() if any(selects(box, one) for box in allow))
        return self._allowed[kind]

    def denied(self, policy: Policy) -> frozenset[str]:
        """The actions of all methods that a policy denies on everything."""
        kind = self.kinds.of(policy)
        if kind not in self._denied:
            deny = [box for box in boxes(policy).deny if box.total]
            self._denied[kind] = frozenset(one for one in actions() if any(selects(box, one) for box in deny))
        return self._denied[kind]

    def matches(self, resources: Resources, arn: str) -> bool:
        """Whether an ARN is of a list of patterns."""
        key = (resources, arn)
        if key not in self._matches:
            self._matches[key] = resources.machine().accepts(arn)
        return self._matches[key]


def keys_of(policy: Policy) -> Iterator[str]:
    """The condition keys that a policy tests, or has a variable of."""
    for box in (*boxes(policy).allow, *boxes(policy).deny):
        yield from (test.key for test in box.tests)
        yield from (variable.key for one in globs(box) for variable in one.variables)


def tests_of(policy: Policy) -> Iterator[Test]:
    """The tests of a policy."""
    return (test for statement in policy.statements for test in statement.tests)
