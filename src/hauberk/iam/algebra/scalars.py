"""Numbers, points in time and addresses, as points on a line.

Formats from the IAM user guide, "IAM JSON policy elements: Condition operators" (2026-11): numbers are integers or
decimals; dates one of the W3C profiles of ISO 8601 or seconds since 1970; addresses CIDR blocks of IPv4 (RFC 4632) or
IPv6.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from hauberk.iam.algebra.intervals import WHOLE, Interval, Intervals, Number
from hauberk.iam.language.operators import Order
from hauberk.iam.language.text import Glob
from hauberk.model.regex import regex


class Line(NamedTuple):
    """How one kind of scalar is read, compared and written."""

    read: Callable[[str], Number | None]
    """The point of a text, or ``None`` if it isn't of the kind."""
    matched: Callable[[Glob, str], Intervals]
    """The points that pass against one value of a policy; none if the value isn't of the kind."""
    written: Callable[[Number], str]
    whole: Intervals = WHOLE
    usual: Intervals = WHOLE
    """Where a witness is looked for first."""
    discrete: bool = False
    """Whether only whole numbers are points."""


def point(number: Number) -> Intervals:
    """The set of one number."""
    return (Interval(number, number),)


def _compared(read: Callable[[str], Number | None]) -> Callable[[Glob, str], Intervals]:
    def matched(value: Glob, order: str) -> Intervals:
        text = value.literal
        number = None if text is None else read(text)
        if number is None:
            return ()
        match order:
            case Order.LESS:
                return (Interval(None, number, True, False),)
            case Order.AT_MOST:
                return (Interval(None, number),)
            case Order.GREATER:
                return (Interval(number, None, False, True),)
            case Order.AT_LEAST:
                return (Interval(number, None),)
        return point(number)

    return matched


_DECIMAL = regex(r"[-+]?(?:\d{1,100}(?:\.\d{0,100})?|\.\d{1,100})(?:[eE][-+]?\d{1,3})?", re.ASCII)


def number(text: str) -> Number | None:
    """A number of at most a hundred digits before and after the point, and an exponent of three."""
    return Fraction(text) if _DECIMAL.fullmatch(text) else None


def _number_written(value: Number) -> str:
    """A number as :func:`number` reads it: one of more than a hundred digits before or behind the point has a power."""
    before, behind = len(str(int(abs(value)))), _behind(value)
    power = max(before - _MOST, 0) or min(_MOST - behind, 0)
    return _decimal(value / Fraction(10) ** power) + (f"e{power}" if power else "")


_MOST = 100


def _decimal(value: Number) -> str:
    digits = _behind(value)
    scaled = int(abs(value) * 10**digits)
    head, tail = divmod(scaled, 10**digits)
    return f"{'-' if value < 0 else ''}{head}" + (f".{tail:0{digits}}" if digits else "")


def _behind(value: Number) -> int:
    """The digits behind the point. Numbers that are read are fractions of a power of ten, and so is what lies halfway
    between two."""
    digits = 0
    while (value * 10**digits).denominator != 1 and digits < _DIGITS:
        digits += 1
    return digits


_DIGITS = 1_200

_DATE = regex(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[-+]\d\d:\d\d))?)?)?", re.ASCII
)
_SECONDS = regex(r"(\d{5,12})(?:\.(\d{1,9}))?|(\d{1,4})\.(\d{1,9})", re.ASCII)
"""Four digits alone are a year."""
_MICRO = 1_000_000


def date(text: str) -> Number | None:
    """Microseconds since 1970 of a date, or of seconds since then; of one from the year 1 to the year 9999."""
    at = _moment(text)
    return None if at is None or not _FIRST <= at <= _LAST else at


def _moment(text: str) -> Number | None:
    found = _SECONDS.fullmatch(text)
    if found is not None:
        whole, part = (found[1], found[2]) if found[1] else (found[3], found[4])
        return Fraction(int(whole) * _MICRO + _micro(part))
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, part, zone = found.groups()
    try:
        moment = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
    except ValueError:
        return None
    offset = 0
    if zone and zone != "Z":
        offset = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
        if offset >= _DAY:
            return None
        offset = -offset if zone[0] == "-" else offset
    return Fraction((int((moment - _EPOCH).total_seconds()) - offset) * _MICRO + _micro(part))


def _micro(part: str | None) -> int:
    """Digits behind the point of a second as microseconds; those past the sixth count for nothing."""
    return int(((part or "") + "000000")[:6])


_DAY = 24 * 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = int((datetime(1, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()) * _MICRO
_LAST = (int((datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - _EPOCH).total_seconds()) + 1) * _MICRO - 1


def _date_written(value: Number) -> str:
    second, micro = divmod(int(value), _MICRO)
    written = (_EPOCH + timedelta(seconds=second)).strftime("%m-%dT%H:%M:%S")
    year = (_EPOCH + timedelta(seconds=second)).year
    return f"{year:04}-{written}" + (f".{micro:06}" if micro else "") + "Z"


_V6 = 1 << 64
"""IPv6 starts here on the line, far past the last IPv4 address."""
_V4_WHOLE = Interval(Fraction(0), Fraction((1 << 32) - 1))
_V6_WHOLE = Interval(Fraction(_V6), Fraction(_V6 + (1 << 128) - 1))


def address(text: str) -> Number | None:
    """The place of one address on the line."""
    try:
        return _place(ip_address(text))
    except ValueError:
        return None


def _place(found: IPv4Address | IPv6Address) -> Number:
    return Fraction(int(found) + (0 if found.version == 4 else _V6))


def _block(value: Glob, _order: str) -> Intervals:
    text = value.literal
    try:
        block: IPv4Network | IPv6Network | None = None if text is None else ip_network(text, strict=False)
    except ValueError:
        block = None
    if block is None:
        return ()
    return (Interval(_place(block[0]), _place(block[-1])),)


def _address_written(value: Number) -> str:
    place = int(value)
    return str(IPv6Address(place - _V6)) if place >= _V6 else str(IPv4Address(place))


def _public(low: str, high: str) -> Interval:
    return Interval(_place(IPv4Address(low)), _place(IPv4Address(high)))


NUMBERS = Line(number, _compared(number), _number_written, usual=(Interval(Fraction(0), None),))
DATES = Line(
    date,
    _compared(date),
    _date_written,
    whole=(Interval(Fraction(_FIRST), Fraction(_LAST)),),
    usual=(Interval(date("2026-01-01"), Fraction(_LAST)),),
    discrete=True,
)
ADDRESSES = Line(
    address,
    _block,
    _address_written,
    whole=(_V4_WHOLE, _V6_WHOLE),
    usual=(
        _public("198.51.100.0", "198.51.100.255"),
        _public("203.0.113.0", "203.0.113.255"),
        _public("8.0.0.0", "9.255.255.255"),
    ),
    discrete=True,
)
