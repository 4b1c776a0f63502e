"""Numbers for policies: two that say the same have the same one, whatever they are called.

Hundreds of principals share a few policies; what is asked of one of them needn't be asked of the next.
"""

from hauberk.iam.language.policy import Policy, Statement


class Kinds:
    """Gives the numbers out."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[Policy, int]] = {}
        """By identity, since to hash a policy is to read it; the policy is kept so that its identity stays its own."""
        self._numbers: dict[tuple[object, ...], int] = {}

    def of(self, policy: Policy) -> int:
        """The number of what a policy says."""
        found = self._seen.get(id(policy))
        if found is None:
            said = (tuple(map(_bare, policy.statements)), policy.unread)
            number = self._numbers.setdefault(said, len(self._numbers))
            found = self._seen[id(policy)] = (policy, number)
        return found[1]


def _bare(statement: Statement) -> Statement:
    """A statement without the places where it is written."""
    return statement._replace(span=None, sid="", tests=tuple(test._replace(span=None) for test in statement.tests))
