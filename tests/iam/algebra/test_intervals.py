"""Sets of numbers, on and beside their ends."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.intervals import WHOLE, Interval, Intervals, a_number, complement, intersection

_ENDS = st.none() | st.integers(-3, 3).map(Fraction)
_INTERVALS = st.builds(Interval, _ENDS, _ENDS, st.booleans(), st.booleans()).filter(
    lambda one: one.low is None or one.high is None or one.low < one.high
)
_SETS = st.lists(_INTERVALS, max_size=3).map(tuple)
_POINTS = st.integers(-8, 8).map(lambda number: Fraction(number, 2))


def _holds(intervals: Intervals, number: Fraction) -> bool:
    return any(
        (low is None or number > low or (number == low and with_low))
        and (high is None or number < high or (number == high and with_high))
        for low, high, with_low, with_high in intervals
    )


@settings(derandomize=True)
@given(_SETS, _SETS, _POINTS)
def test_a_point_is_where_the_operations_say(one: Intervals, other: Intervals, at: Fraction) -> None:
    assert _holds(complement(one), at) is not _holds(one, at)
    assert _holds(intersection(one, other), at) is (_holds(one, at) and _holds(other, at))


@settings(derandomize=True)
@given(_SETS, st.booleans())
def test_a_number_is_one_of_the_set(one: Intervals, whole: bool) -> None:
    number = a_number(one, whole)
    if number is None:
        assert not any(_holds(one, Fraction(at)) for at in range(-9, 10))
    else:
        assert _holds(one, number)
        assert not whole or number.denominator == 1


@pytest.mark.parametrize(("low", "high", "whole"), [(0, 1, False), (2, 3, True)])
def test_between_two_neighbours_is_no_whole_number(low: int, high: int, whole: bool) -> None:
    found = a_number((Interval(Fraction(low), Fraction(high), False, False),), whole)
    assert found == (None if whole else Fraction(2 * low + 1, 2))


def test_the_whole_line_has_nothing_outside() -> None:
    assert complement(WHOLE) == ()
