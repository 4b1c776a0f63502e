"""Numbers, dates and addresses as points on a line, against the evaluator's readers and Python's."""

from datetime import UTC, datetime
from fractions import Fraction
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.intervals import Intervals, intersection
from hauberk.iam.algebra.scalars import ADDRESSES, DATES, NUMBERS, Line, date, number, point
from hauberk.iam.evaluator import scalars as evaluated
from hauberk.iam.language.operators import Order
from hauberk.iam.language.text import glob

_DIGITS = st.text("0123456789", max_size=4)
_NUMERALS = st.builds(
    lambda sign, whole, rest, power: sign + whole + rest + power,
    st.sampled_from(("", "-", "+")),
    _DIGITS,
    st.just("") | _DIGITS.map(".{}".format),
    st.just("") | st.builds("{}{}".format, st.sampled_from(("e", "E-", "e+")), st.integers(0, 999)),
)


@settings(derandomize=True, max_examples=300)
@given(_NUMERALS)
@example("1" * 101)
@example("1_0")
@example("\u0661")
@example("inf")
@example("")
def test_the_evaluator_reads_the_same_number(text: str) -> None:
    other = evaluated.number(text)
    assert number(text) == (None if other is None else Fraction(other))


_CLOCK = st.integers(0, 61).map("{:02}".format)
_MOMENTS = st.builds(
    lambda year, month, day, clock, zone: (
        f"{year:04}{month}{day and month and day}{clock and day and month and clock + zone}"
    ),
    st.integers(0, 9999) | st.sampled_from((0, 1, 9999)),
    st.integers(0, 13).map("-{:02}".format),
    st.just("") | st.sampled_from(("-01", "-28", "-29", "-31", "-32")),
    st.just("") | st.builds("T{}:{}:{}{}".format, _CLOCK, _CLOCK, _CLOCK, st.sampled_from(("", ".5", ".1234567"))),
    st.sampled_from(("Z", "+00:00", "-23:59", "+01:30", "+24:00", "")),
)
_SECONDS = st.builds("{}{}".format, st.integers(0, 10**12), st.sampled_from(("", ".5", ".123456789")))


def _micros(moment: datetime | None) -> Fraction | None:
    if moment is None:
        return None
    passed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return Fraction((passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds)


@settings(derandomize=True, max_examples=400)
@given(_MOMENTS | _SECONDS)
@example("9999-12-31T23:59:59Z")
@example("253402250400")  # the noon of that day
@example("9999-12-31T23:59:59-01:00")
@example("0001-01-01")
@example("0001-01-01T00:00:00+01:00")
@example("1969")
@example("1969.5")
@example("2026-02-29")
@example("2026-01-01T00:00Z")
@example("2026-01-01T00:00:00")
def test_the_evaluator_reads_the_same_date(text: str) -> None:
    assert date(text) == _micros(evaluated.moment(text))


@pytest.mark.parametrize(
    ("order", "passing"),
    [
        (Order.EQUAL, "5 5.0 50e-1"),
        (Order.LESS, "-9 4.9"),
        (Order.AT_MOST, "-9 4.9 5 5.0 50e-1"),
        (Order.GREATER, "5.1 6"),
        (Order.AT_LEAST, "5 5.0 50e-1 5.1 6"),
    ],
)
def test_how_numbers_are_compared(order: Order, passing: str) -> None:
    asked = NUMBERS.matched(glob("5"), order)
    given = ("-9", "4.9", "5", "5.0", "50e-1", "5.1", "6")
    assert [text for text in given if _holds(NUMBERS, asked, text)] == passing.split()


def _holds(line: Line, points: Intervals, text: str) -> bool:
    read = line.read(text)
    assert read is not None
    return bool(intersection(points, point(read)))


@pytest.mark.parametrize(("line", "text"), [(NUMBERS, "many"), (DATES, "soon"), (ADDRESSES, "here"), (ADDRESSES, "")])
def test_what_isnt_of_the_kind_matches_nothing(line: Line, text: str) -> None:
    assert line.read(text) is None
    assert line.matched(glob(text), Order.EQUAL) == ()


_V4 = st.integers(0, 2**32 - 1)
_V6 = st.integers(0, 2**128 - 1)


@settings(derandomize=True, max_examples=200)
@given(data=st.data())
def test_a_block_holds_what_python_says(data: st.DataObject) -> None:
    four = data.draw(st.booleans())
    start, bits = (data.draw(_V4), 32) if four else (data.draw(_V6), 128)
    text = f"{ip_address(start) if four else ip_address(start.to_bytes(16, 'big'))}/{data.draw(st.integers(0, bits))}"
    block = ip_network(text, strict=False)
    first, last = int(block[0]), int(block[-1])
    kind = type(block[0])
    beside = [kind(at) for at in (first - 1, first, last, last + 1) if 0 <= at < 2**bits]
    for one in (*beside, ip_address("0.0.0.10"), ip_address("::a")):
        assert _holds(ADDRESSES, ADDRESSES.matched(glob(text), Order.EQUAL), str(one)) is (one in block)


@pytest.mark.parametrize(
    ("line", "text", "written"),
    [
        (NUMBERS, "5.0", "5"),
        (NUMBERS, "-0.50", "-0.5"),
        (NUMBERS, "1e3", "1000"),
        (NUMBERS, "25e-4", "0.0025"),
        (DATES, "2026", "2026-01-01T00:00:00Z"),
        (DATES, "0045-03", "0045-03-01T00:00:00Z"),
        (DATES, "2026-06-01T01:30:00.5+01:30", "2026-06-01T00:00:00.500000Z"),
        (DATES, "-1", None),
        (ADDRESSES, "10.0.0.1", "10.0.0.1"),
        (ADDRESSES, "2001:DB8:0:0::1", "2001:db8::1"),
        (ADDRESSES, "10.0.0.1/32", None),
    ],
)
def test_a_point_as_a_request_has_it(line: Line, text: str, written: str | None) -> None:
    read = line.read(text)
    assert (None if read is None else line.written(read)) == written


@settings(derandomize=True, max_examples=200)
@given(
    st.tuples(st.just(NUMBERS), _NUMERALS)
    | st.tuples(st.just(DATES), _MOMENTS | _SECONDS)
    | st.tuples(st.just(ADDRESSES), _V4.map(ip_address).map(str) | _V6.map(ip_address).map(str))
)
@example((NUMBERS, "1e150"))
@example((NUMBERS, "1" * 100 + "e999"))
@example((NUMBERS, f".{'1' * 100}e-999"))
@example((NUMBERS, "-1.5e-200"))
def test_what_is_written_reads_as_the_same_point(case: tuple[Line, str]) -> None:
    line, text = case
    read = line.read(text)
    assert read is None or line.read(line.written(read)) == read


@pytest.mark.parametrize("line", [NUMBERS, DATES, ADDRESSES])
def test_where_a_witness_is_looked_for_first_is_on_the_line(line: Line) -> None:
    assert intersection(line.usual, line.whole) == line.usual


def test_every_address_is_on_the_line_and_none_of_one_version_is_one_of_the_other() -> None:
    ends = ("0.0.0.0", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
    assert all(_holds(ADDRESSES, ADDRESSES.whole, text) for text in ends)
    assert len({ADDRESSES.read(text) for text in ends}) == 4
