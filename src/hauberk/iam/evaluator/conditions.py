"""One line of a ``Condition`` against the context of a request.

Sources (IAM user guide, 2026-11): "Condition operators"; "Set operators for multivalued context keys"; "Conditions with
multiple context keys or values". The rules that they give:

- A key that isn't there: "the values do not match and the condition is false. If the policy condition requires that the
  key is not matched … the condition is true." With ``IfExists`` it is true.
- ``ForAllValues``: every value of the request passes; "it also returns true if there are no context keys in the
  request, or if the context key value resolves to a null dataset, such as an empty string". ``ForAnyValue``: one does;
  "for no matching context key or if the key does not exist, the condition returns false".
- ``Null``: "either true (the key doesn't exist — it is null) or false (the key exists and its value is not null)".
- Several values of the policy: one of them has to match; for negated operators none may.

A value that can't be read as the operator's kind (a number that is none) matches nothing, so a negated operator passes
on it. What the documentation leaves open, a key with several values and no qualifier, is a doubt.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address, ip_network
from typing import TypeVar

from hauberk.iam.evaluator.matching import Filling, Pieces, matches, matches_arn, pieces
from hauberk.iam.evaluator.truth import Doubt, Truth, all_of, any_of, negated
from hauberk.iam.language.operators import Family, Operator, Order, Qualifier
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import Glob, Hole
from hauberk.model.regex import regex

T = TypeVar("T", Decimal, datetime)


def passes(test: Test, values: tuple[str, ...] | Doubt | None, filling: Filling) -> Truth:
    """Whether the context passes a test. ``values`` are those of the test's key, ``None`` where it is absent."""
    if isinstance(values, Doubt):
        return values
    asked = test.operator
    absent = not values
    null = absent or values == ("",)
    if asked.operator.family is Family.NULL:
        return _null(test, null, filling)
    if absent or values is None:
        if asked.if_exists:
            return True
        match asked.qualifier:
            case Qualifier.ALL:
                return True
            case Qualifier.ANY:
                return False
        return asked.operator.negated
    match asked.qualifier:
        case Qualifier.ALL:
            return null or all_of(_one(test, value, filling) for value in values)
        case Qualifier.ANY:
            return False if null else any_of(_one(test, value, filling) for value in values)
    if len(values) > 1:
        return Doubt(f"{test.key} has several values, and the test says neither ForAllValues nor ForAnyValue")
    return _one(test, values[0], filling)


def _null(test: Test, null: bool, filling: Filling) -> Truth:
    def says(wanted: Pieces) -> Truth:
        return matches(wanted, "true" if null else "false")

    return any_of(_with(glob, filling, says, fold=True) for glob in test.values)


def _one(test: Test, value: str, filling: Filling) -> Truth:
    operator = test.operator.operator
    found = any_of(_matches(operator, glob, value, filling) for glob in test.values)
    return negated(found) if operator.negated else found


def _matches(operator: Operator, glob: Glob, value: str, filling: Filling) -> Truth:
    """Whether a value matches one of the policy's, negation left aside."""
    match operator.family:
        case Family.STRING | Family.LIKE:
            return _with(glob, filling, lambda wanted: matches(wanted, value))
        case Family.STRING_IGNORE_CASE:
            return _with(glob, filling, lambda wanted: matches(wanted, value.lower()), fold=True)
        case Family.ARN:
            return _with(glob, filling, lambda wanted: matches_arn(wanted, value))
        case Family.BOOL:
            if value.lower() not in ("true", "false"):
                return False
            return _with(glob, filling, lambda wanted: matches(wanted, value.lower()), fold=True)
        case Family.NUMERIC:
            return _read(glob, filling, lambda wanted: _compare(operator.order, number(value), number(wanted)))
        case Family.DATE:
            return _read(glob, filling, lambda wanted: _compare(operator.order, moment(value), moment(wanted)))
        case Family.BINARY:
            return _read(glob, filling, lambda wanted: _same_bytes(value, wanted))
        case Family.IP:
            return _read(glob, filling, lambda wanted: _within(value, wanted))
    raise AssertionError(operator)


def _with(glob: Glob, filling: Filling, ask: Callable[[Pieces], Truth], fold: bool = False) -> Truth:
    found = pieces(glob, filling, fold)
    if found is None:
        return False
    return found if isinstance(found, Doubt) else ask(found)


def _read(glob: Glob, filling: Filling, ask: Callable[[str], bool]) -> Truth:
    """Asks with the policy's value as a text, which it is unless a part isn't known."""

    def whole(found: Pieces) -> Truth:
        hole = next((piece for piece in found if isinstance(piece, Hole)), None)
        if hole is not None:
            return Doubt(f"what {hole.name} stands for isn't known")
        return ask("".join(str(piece) for piece in found))

    return _with(glob, filling, whole)


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
