"""When requests are made: not in the past."""

from collections.abc import Iterator
from datetime import date

from hauberk.iam.algebra.boxes import Box, box
from hauberk.iam.language.operators import Family, operator
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.language.text import EVERYTHING, glob

TIMES = frozenset(("aws:currenttime", "aws:epochtime", "aws:tokenissuetime"))
"""Keys that tell when a request is made, or its session was."""


def before(test: Test, today: date) -> Iterator[Box]:
    """The requests of days before today, in terms of a test that asks for the time; none for another test."""
    if test.key not in TIMES:
        return
    if test.operator.operator.family is Family.DATE:
        yield _box("DateLessThan", test.key, f"{today.isoformat()}T00:00:00Z")
    elif test.operator.operator.family is Family.NUMERIC:
        days = today.toordinal() - date(1970, 1, 1).toordinal()
        yield _box("NumericLessThan", test.key, str(days * 86_400))


def _box(name: str, key: str, value: str) -> Box:
    asked = operator(name)
    assert asked is not None
    every = Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True)
    return box(every)._replace(tests=(Test(asked, key, (glob(value),)),))
