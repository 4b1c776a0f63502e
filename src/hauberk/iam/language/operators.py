"""The condition operators.

Source: IAM user guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context keys"
(2026-11).
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Family(StrEnum):
    """What an operator takes values for."""

    STRING = "string"
    """Text, compared character by character."""
    STRING_IGNORE_CASE = "string-ignore-case"
    """Text, compared without regard to case."""
    LIKE = "like"
    """Text, against patterns with ``*`` and ``?``."""
    ARN = "arn"
    """Amazon Resource Names, against patterns part by part: a wildcard doesn't cross the five leading colons."""
    NUMERIC = "numeric"
    DATE = "date"
    """Points in time: W3C profiles of ISO 8601, or seconds since 1970."""
    BOOL = "bool"
    BINARY = "binary"
    """Base64 text."""
    IP = "ip"
    """Addresses, against blocks in CIDR notation."""
    NULL = "null"
    """Whether the request has the key at all: ``true`` for absent."""


class Order(StrEnum):
    """How a number or a date is compared with the policy's."""

    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="


class Qualifier(StrEnum):
    """How a key with several values is asked."""

    NONE = ""
    ANY = "ForAnyValue"
    """At least one value of the request must pass. False where the key is absent."""
    ALL = "ForAllValues"
    """Every value of the request must pass. True where the key is absent."""


class Operator(NamedTuple):
    """An operator without its qualifier and suffix."""

    name: str
    family: Family
    negated: bool = False
    """Whether it passes on what its values don't match; such an operator passes where the key is absent."""
    order: Order = Order.EQUAL


OPERATORS: tuple[Operator, ...] = (
    Operator("StringEquals", Family.STRING),
    Operator("StringNotEquals", Family.STRING, True),
    Operator("StringEqualsIgnoreCase", Family.STRING_IGNORE_CASE),
    Operator("StringNotEqualsIgnoreCase", Family.STRING_IGNORE_CASE, True),
    Operator("StringLike", Family.LIKE),
    Operator("StringNotLike", Family.LIKE, True),
    Operator("ArnEquals", Family.ARN),
    Operator("ArnLike", Family.ARN),
    Operator("ArnNotEquals", Family.ARN, True),
    Operator("ArnNotLike", Family.ARN, True),
    Operator("NumericEquals", Family.NUMERIC),
    Operator("NumericNotEquals", Family.NUMERIC, True),
    Operator("NumericLessThan", Family.NUMERIC, order=Order.LESS),
    Operator("NumericLessThanEquals", Family.NUMERIC, order=Order.AT_MOST),
    Operator("NumericGreaterThan", Family.NUMERIC, order=Order.GREATER),
    Operator("NumericGreaterThanEquals", Family.NUMERIC, order=Order.AT_LEAST),
    Operator("DateEquals", Family.DATE),
    Operator("DateNotEquals", Family.DATE, True),
    Operator("DateLessThan", Family.DATE, order=Order.LESS),
    Operator("DateLessThanEquals", Family.DATE, order=Order.AT_MOST),
    Operator("DateGreaterThan", Family.DATE, order=Order.GREATER),
    Operator("DateGreaterThanEquals", Family.DATE, order=Order.AT_LEAST),
    Operator("Bool", Family.BOOL),
    Operator("BinaryEquals", Family.BINARY),
    Operator("IpAddress", Family.IP),
    Operator("NotIpAddress", Family.IP, True),
    Operator("Null", Family.NULL),
)
"""Every operator. Names are compared without regard to case, as IAM does."""


class Asked(NamedTuple):
    """An operator as a policy writes it."""

    operator: Operator
    qualifier: Qualifier = Qualifier.NONE
    if_exists: bool = False
    """``…IfExists``: passes where the key is absent."""

    def __str__(self) -> str:
        name = self.operator.name + ("IfExists" if self.if_exists else "")
        return f"{self.qualifier}:{name}" if self.qualifier else name


@cache
def _by_name() -> dict[str, Operator]:
    return {operator.name.lower(): operator for operator in OPERATORS}


_QUALIFIERS = {qualifier.lower(): qualifier for qualifier in Qualifier if qualifier}


def operator(written: str) -> Asked | None:
    """The operator that a policy names, or ``None`` if IAM has none of that name. ``NullIfExists`` isn't one."""
    head, colon, tail = written.partition(":")
    qualifier = _QUALIFIERS.get(head.lower()) if colon else Qualifier.NONE
    name = (tail if colon else head).lower()
    if qualifier is None:
        return None
    bare = name.removesuffix("ifexists")
    found = _by_name().get(bare)
    if found is None or (found.family is Family.NULL and bare != name):
        return None
    return Asked(found, qualifier, bare != name)
