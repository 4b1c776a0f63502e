"""Parts of policies that aren't known, left out of a comparison: those of both sides, which are the same there, and
those of one side, which leave the answer open."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.language.text import Hole


class Parts(NamedTuple):
    """Parts that aren't known, by their names."""

    old: tuple[str, ...] = ()
    """Of the old side alone."""
    new: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


def parts_of(old: Iterable[Policy], new: Iterable[Policy]) -> Parts:
    """What isn't known of the policies of two sides."""
    before, after = _count(old), _count(new)
    return Parts(*(tuple(_named(some)) for some in (before - after, after - before, before & after)))


def _count(policies: Iterable[Policy]) -> "Counter[object]":
    found: Counter[object] = Counter()
    for policy in policies:
        found.update(policy.unread)
        found.update(_placeless(one) for one in policy.statements if one.unread)
    return found


def _placeless(statement: Statement) -> Statement:
    """A statement wherever it stands."""
    tests = tuple(test._replace(span=None) for test in statement.tests)
    return statement._replace(span=None, place=0, tests=tests)


def _named(found: "Counter[object]") -> Iterable[str]:
    for part in found:
        if isinstance(part, Hole):
            yield part.name
        elif isinstance(part, Statement):
            yield from (hole.name for hole in part.unread)
