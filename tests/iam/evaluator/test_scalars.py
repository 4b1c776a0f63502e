"""Numbers and points in time as conditions read them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.evaluator.scalars import moment, number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_numbers(value: Decimal) -> None:
    assert number(str(value)) == value
    assert number(f" {value}") is None


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)))
def test_moments(value: datetime) -> None:
    value = value.replace(tzinfo=UTC)
    assert moment(value.isoformat().replace("+00:00", "Z")) == value
    assert moment(value.strftime("%Y-%m-%dT%H:%M+02:00").zfill(22)) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", datetime(2020, 1, 1, tzinfo=UTC)),
        ("2020-07", datetime(2020, 7, 1, tzinfo=UTC)),
        ("2020-07-05", datetime(2020, 7, 5, tzinfo=UTC)),
        ("2020-07-05T10:00-05:30", datetime(2020, 7, 5, 15, 30, tzinfo=UTC)),
        ("2020-07-05T10:00:01.5Z", datetime(2020, 7, 5, 10, 0, 1, 500_000, tzinfo=UTC)),
        ("1593943200", datetime(2020, 7, 5, 10, tzinfo=UTC)),
        ("1593943200.25", datetime(2020, 7, 5, 10, 0, 0, 250_000, tzinfo=UTC)),
        ("2020-07-05T10:00", None),  # W3C's profile asks for a zone
        ("2020-7-5", None),
        ("2020-13-01", None),
        ("2020-02-30", None),
        ("2020-07-05T24:00Z", None),
        ("0000", None),
        ("2020-07-05T10:00+99:00", None),
        ("999999999999", None),
        ("", None),
    ],
)
def test_moments_as_w3c_and_unix_write_them(text: str, expected: datetime | None) -> None:
    assert moment(text) == expected
