"""Numbers, points in time, bytes and addresses, as a condition compares them."""

import binascii
import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address, ip_network
from typing import TypeVar

from hauberk.iam.language.operators import Family, Operator, Order
from hauberk.model.regex import regex

T = TypeVar("T", Decimal, datetime)


def compared(operator: Operator, given: str, wanted: str) -> bool:
    """Whether what a request says matches what a policy wants, negation left aside."""
    match operator.family:
        case Family.NUMERIC:
            return _compare(operator.order, number(given), number(wanted))
        case Family.DATE:
            return _compare(operator.order, moment(given), moment(wanted))
        case Family.BINARY:
            return _same_bytes(given, wanted)
        case Family.IP:
            return _within(given, wanted)
    raise AssertionError(operator)


def _compare(order: Order, given: T | None, wanted: T | None) -> bool:
    if given is None or wanted is None:
        return False
    match order:
        case Order.EQUAL:
            return given == wanted
        case Order.LESS:
            return given < wanted
        case Order.AT_MOST:
            return given <= wanted
        case Order.GREATER:
            return given > wanted
        case Order.AT_LEAST:
            return given >= wanted


def number(text: str) -> Decimal | None:
    """An integer or decimal number."""
    if not re.fullmatch(r"[-+]?(\d{1,100}(\.\d{0,100})?|\.\d{1,100})([eE][-+]?\d{1,3})?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


_MOMENT = regex(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
)
_SECONDS = regex(r"\d{5,12}(\.\d{1,9})?|\d{1,4}\.\d{1,9}", re.ASCII)


def moment(text: str) -> datetime | None:
    """A point in time: W3C's profile of ISO 8601 ("Date and Time Formats"), or seconds since 1970. What names a whole
    day, month or year is its beginning, in UTC; so are the years from 1 to 9999 counted."""
    if _SECONDS.fullmatch(text):
        whole, _, fraction = text.partition(".")
        try:
            return datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(whole), microseconds=_micro(fraction))
        except OverflowError:
            return None
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        read = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        if fraction:
            read += timedelta(microseconds=_micro(fraction[1:]))
        if zone and zone != "Z":
            away = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
            read = read.replace(tzinfo=timezone(-away if zone[0] == "-" else away))
        return read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _micro(fraction: str) -> int:
    return int((fraction + "000000")[:6])


def _same_bytes(given: str, wanted: str) -> bool:
    try:
        return b64decode(given, validate=True) == b64decode(wanted, validate=True)
    except (binascii.Error, ValueError):
        return False


def _within(given: str, wanted: str) -> bool:
    """Whether an address lies in a block. "If you specify an IP address without the associated routing prefix, IAM uses
    the default prefix value of /32" (of IPv6, its whole length)."""
    try:
        return ip_address(given) in ip_network(wanted, strict=False)
    except ValueError:
        return False
