"""Which requests nobody can make unsigned, whatever a policy says of everyone.

All that :mod:`hauberk.iam.unsigned` doesn't tell of: a policy for everyone is there one for whoever has some account of
AWS's.
"""

from collections.abc import Iterable
from functools import cache

from hauberk.iam.algebra.actions import Actions
from hauberk.iam.algebra.boxes import Box, Resources
from hauberk.iam.language.operators import operator
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.language.text import EVERYTHING
from hauberk.iam.unsigned import rows


@cache
def signed() -> tuple[Box, ...]:
    """The requests that have to be signed, as boxes."""
    possible = _box([name for row in rows() for name in row.actions], excepted=True)
    never = _box([name for row in rows() for name in row.but])
    return (possible, never, *(_box(row.actions, row.signed_if) for row in rows() if row.signed_if is not None))


def _box(names: Iterable[str], test: tuple[str, str, str] | None = None, *, excepted: bool = False) -> Box:
    actions = tuple(pattern(name.lower(), variables=False, wild=True) for name in names)
    any_ = (EVERYTHING,)
    statement = Statement(Effect.DENY, actions, excepted, resources=any_, except_principals=True)
    return Box(statement, Actions(actions, excepted), Resources(any_, False), (_test(*test),) if test else ())


def _test(name: str, key: str, value: str) -> Test:
    asked = operator(name)
    assert asked is not None
    return Test(asked, key.lower(), (pattern(value, variables=False, wild=False),))
