"""Sets of numbers: unions of intervals. They serve for numbers, points in time, and addresses as integers."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple, TypeAlias

Number: TypeAlias = Fraction


class Interval(NamedTuple):
    """From ``low`` to ``high``; ``None`` is endless. Whether the ends belong to it is said for each."""

    low: Number | None
    high: Number | None
    with_low: bool = True
    with_high: bool = True


Intervals: TypeAlias = tuple[Interval, ...]
WHOLE: Intervals = (Interval(None, None),)


def complement(intervals: Intervals) -> Intervals:
    """Everything outside."""
    rest = WHOLE
    for low, high, with_low, with_high in intervals:
        outside: list[Interval] = []
        if low is not None:
            outside.append(Interval(None, low, True, not with_low))
        if high is not None:
            outside.append(Interval(high, None, not with_high, True))
        rest = intersection(rest, tuple(outside))
    return rest


def intersection(one: Intervals, other: Intervals) -> Intervals:
    """What is in both."""
    return tuple(both for a in one for b in other if (both := _both(a, b)) is not None)


def _both(a: Interval, b: Interval) -> Interval | None:
    low, with_low = _inner(a.low, a.with_low, b.low, b.with_low, 1)
    high, with_high = _inner(a.high, a.with_high, b.high, b.with_high, -1)
    if low is not None and high is not None and (low > high or (low == high and not (with_low and with_high))):
        return None
    return Interval(low, high, with_low, with_high)


def _inner(
    one: Number | None, with_one: bool, other: Number | None, with_other: bool, sign: int
) -> tuple[Number | None, bool]:
    if one is None or other is None:
        return (other, with_other) if one is None else (one, with_one)
    if one == other:
        return one, with_one and with_other
    return (one, with_one) if (one - other) * sign > 0 else (other, with_other)


def a_number(intervals: Iterable[Interval], whole: bool = False) -> Number | None:
    """Some number of a set, a whole one if asked; ``None`` if it holds none. Whole numbers come first anyway."""
    found: list[Number] = []
    for interval in intervals:
        number = _whole(interval)
        if number is not None:
            found.append(number)
        elif not whole and (fraction := _fraction(interval)) is not None:
            found.append(fraction)
    return min(found, key=lambda number: (number.denominator != 1, abs(number), number < 0), default=None)


def _whole(interval: Interval) -> Number | None:
    low, high, with_low, with_high = interval
    if low is None and high is None:
        return Fraction(0)
    if low is not None:
        first = Fraction(ceil(low))
        first += first == low and not with_low
        return first if high is None or first < high or (first == high and with_high) else None
    assert high is not None
    last = Fraction(floor(high))
    return last - (last == high and not with_high)


def _fraction(interval: Interval) -> Number | None:
    low, high, with_low, with_high = interval
    assert low is not None
    assert high is not None
    if low < high:
        return (low + high) / 2
    return low if with_low and with_high else None
