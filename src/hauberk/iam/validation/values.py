"""The values of conditions: whether they can be read, and whether the operator is one for the key."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from hauberk.iam.algebra import scalars
from hauberk.iam.algebra.lists import held_by
from hauberk.iam.algebra.rows import Reading
from hauberk.iam.language.operators import Family, Operator, Order
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.validation.keys import is_claim, known_key, lines_of
from hauberk.iam.validation.problem import Severity, Told, check
from hauberk.iam.validation.view import View

_TEXT = (Family.STRING, Family.STRING_IGNORE_CASE, Family.LIKE)


@check("condition-without-values", Severity.WARNING, "EMPTY_ARRAY_CONDITION")
def condition_without_values(view: View) -> Iterator[Told]:
    """A test with an empty list of values matches nothing.

    So the statement never applies, or, where the operator is negated, the test is idle.

    Source: IAM user guide, "Access Analyzer policy check reference", "Empty array condition" (2026-11).
    """
    for statement, test in lines_of(view):
        if not test.values:
            yield Told(f"{test.operator} compares {test.key} with no value", test.span or statement.span, statement)


def _unreadable(operator: Operator, value: Glob) -> str:
    """What a value should have been, if it can't be read as the operator's kind; empty where it can or isn't known."""
    text = value.literal
    if text is None:
        return ""
    match operator.family:
        case Family.NUMERIC if scalars.number(text) is None:
            return "a number"
        case Family.DATE if scalars.date(text) is None:
            return "a date, such as 2026-01-31T00:00:00Z"
        case Family.BOOL | Family.NULL if text.lower() not in ("true", "false"):
            return "true or false"
        case Family.IP if not _is_block(text):
            return "an address or a block of addresses"
        case Family.BINARY if not _is_base64(text):
            return "Base64"
    return ""


def _is_block(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _is_base64(text: str) -> bool:
    try:
        b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


@check(
    "unreadable-value",
    Severity.ERROR,
    "INVALID_CONDITION_DATA_TYPE",
    "INVALID_DATE_VALUE",
    "TYPE_MISMATCH_NUMBER",
    "TYPE_MISMATCH_DATE",
    "TYPE_MISMATCH_BOOLEAN",
    "TYPE_MISMATCH_IP_RANGE",
)
def unreadable_value(view: View) -> Iterator[Told]:
    """A value isn't what its operator compares: a number, a date, true or false, an address, Base64.

    It matches nothing.

    Source: IAM user guide, "IAM JSON policy elements: Condition operators" (2026-11).
    """
    for statement, test in lines_of(view):
        for value in test.values:
            wanted = _unreadable(test.operator.operator, value)
            if wanted:
                text = f"{str(value)!r} isn't {wanted}, which {test.operator} compares"
                yield Told(text, test.span or statement.span, statement)


_FITTING: dict[str, tuple[Family, ...]] = {
    "String": _TEXT,
    "ARN": (Family.ARN, *_TEXT),
    "Bool": (Family.BOOL,),
    "Numeric": (Family.NUMERIC,),
    "Date": (Family.DATE,),
    "IPAddress": (Family.IP,),
    "Binary": (Family.BINARY,),
}


@check("operator-of-another-type", Severity.WARNING, "TYPE_MISMATCH")
def operator_of_another_type(view: View) -> Iterator[Told]:
    """The operator compares values of another type than the key's.

    Not blamed is what works all the same: text operators on ARNs, ``true`` and ``false`` as text, ARN operators on text
    keys whose values are ARNs, and number operators on ``aws:EpochTime``.

    Source: IAM user guide, "IAM JSON policy elements: Condition operators"; Service Authorization Reference, "Condition
    keys table" (2026-11).
    """
    for statement, test in lines_of(view):
        family = test.operator.operator.family
        found = known_key(view, statement, test.key)
        if found is None or family is Family.NULL or is_claim(test.key):
            continue
        fitting = _FITTING.get(found.one)
        if fitting is None or family in fitting or _works(found.one, test):
            continue
        text = f"{test.operator} doesn't compare {found.one} values, which {found.name} has"
        yield Told(text, test.span or statement.span, statement)


def _works(type_: str, test: Test) -> bool:
    family = test.operator.operator.family
    texts = [value.literal for value in test.values]
    match type_, family:
        case "String", Family.ARN:
            return all(str(value).startswith(("arn:", "*")) or value.holes for value in test.values)
        case "String", Family.BOOL | Family.NUMERIC:
            return True  # many keys that the reference calls text hold "true" or digits
        case "Bool", Family.STRING | Family.STRING_IGNORE_CASE | Family.LIKE:
            return all(text is None or text in ("true", "false") for text in texts)
        case "Numeric", Family.STRING:
            return test.operator.operator.order is Order.EQUAL and all(text is None or text.isdigit() for text in texts)
        case "Date", Family.NUMERIC:
            return test.key == "aws:epochtime"
    return False


@check("wildcard-in-equals", Severity.WARNING, "WILDCARD_WITHOUT_LIKE_OPERATOR")
def wildcard_in_equals(view: View) -> Iterator[Told]:
    """``StringEquals`` takes ``*`` and ``?`` for the characters that they are.

    Where a wildcard is meant, the operator is ``StringLike``.

    Source: IAM user guide, "Access Analyzer policy check reference", "Wildcard without like operator" (2026-11).
    """
    for statement, test in lines_of(view):
        operator = test.operator.operator
        if operator.family not in (Family.STRING, Family.STRING_IGNORE_CASE):
            continue
        for value in test.values:
            if any(isinstance(part, str) and ("*" in part or "?" in part) for part in value.parts):
                text = f"{test.operator} takes the wildcard in {str(value)!r} for a character"
                yield Told(text, test.span or statement.span, statement)


@check("pattern-that-is-no-arn", Severity.ERROR, "INVALID_ARN_PREFIX", "MISSING_ARN_FIELD")
def pattern_that_is_no_arn(view: View) -> Iterator[Told]:
    """ARN operators compare six parts: a pattern with fewer matches nothing, unless it is the lone ``*``.

    Source: IAM user guide, "IAM JSON policy elements: Condition operators": "Each of the six colon-delimited components
    of the ARN is checked separately" (2026-11).
    """
    for statement, test in lines_of(view):
        if test.operator.operator.family is not Family.ARN:
            continue
        for value in test.values:
            colons = sum(part.count(":") for part in value.parts if isinstance(part, str))
            if colons < 5 and not value.everything and not value.holes and not value.variables:
                text = f"{str(value)!r} has {colons + 1} parts, an ARN six: {test.operator} never matches it"
                yield Told(text, test.span or statement.span, statement)


_PRIVATE = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10",
            "::1",
        ),
    )
)
"""RFC 1918, 1122, 3927, 4193 and 4291: addresses that no request from the internet has."""


@check("private-address", Severity.WARNING, "PRIVATE_IP_ADDRESS", "PRIVATE_NOTIPADDRESS")
def private_address(view: View) -> Iterator[Told]:
    """``aws:SourceIp`` is the public address that a request comes from, so a private one never is it.

    In requests through a VPC endpoint the key is absent; ``aws:VpcSourceIp`` has the private address then.

    Source: IAM user guide, "AWS global condition context keys", ``aws:SourceIp``; "Access Analyzer policy check
    reference", "Private IP address" (2026-11).
    """
    for statement, test in lines_of(view):
        if test.key != "aws:sourceip" or test.operator.operator.family is not Family.IP:
            continue
        for value in test.values:
            if value.literal is None or not _is_block(value.literal):
                continue
            block = ip_network(value.literal, strict=False)
            if any(block.version == private.version and block.subnet_of(private) for private in _PRIVATE):  # type: ignore[arg-type]
                text = f"{value} is private, which aws:SourceIp never is; through a VPC endpoint it is aws:VpcSourceIp"
                yield Told(text, test.span or statement.span, statement)


@check("address-with-host-bits", Severity.SUGGESTION, "IMPROVE_IP_RANGE")
def address_with_host_bits(view: View) -> Iterator[Told]:
    """Bits behind the prefix of a block of addresses say nothing.

    Source: IAM user guide, "Access Analyzer policy check reference", "Improve IP range" (2026-11).
    """
    for statement, test in lines_of(view):
        if test.operator.operator.family is not Family.IP:
            continue
        for value in test.values:
            text = value.literal
            if text is not None and "/" in text and _is_block(text):
                block = ip_network(text, strict=False)
                if ip_address(text.partition("/")[0]) != block.network_address:
                    yield Told(f"{text} is the block {block}", test.span or statement.span, statement)


def _mentions(test: Test, word: str) -> bool:
    return any(value.literal is not None and value.literal.lower() == word for value in test.values)


@check("mfa-where-absent", Severity.WARNING, security=True)
def mfa_where_absent(view: View) -> Iterator[Told]:
    """``aws:MultiFactorAuthPresent`` is absent in requests with long-term access keys.

    A denial with ``Bool`` and ``false`` doesn't reach those: it takes ``BoolIfExists``. A grant with ``BoolIfExists``
    and ``true`` lets them through: it takes ``Bool``.

    Source: IAM user guide, "AWS global condition context keys", ``aws:MultiFactorAuthPresent`` (2026-11).
    """
    for statement, test in lines_of(view):
        asked = test.operator
        if test.key != "aws:multifactorauthpresent" or asked.operator.family is not Family.BOOL:
            continue
        place = test.span or statement.span
        denies = statement.effect is Effect.DENY
        if denies and not asked.if_exists and _mentions(test, "false") and not _tested_absent(statement, test):
            text = (
                "requests with access keys, which have no aws:MultiFactorAuthPresent, aren't denied: use BoolIfExists"
            )
            yield Told(text, place, statement)
        if not denies and asked.if_exists and _mentions(test, "true"):
            text = "requests with access keys, which have no aws:MultiFactorAuthPresent, are allowed: use Bool"
            yield Told(text, place, statement)


def _tested_absent(statement: Statement, test: Test) -> bool:
    """Whether the statement speaks of the key's absence on its own account."""
    return any(other.key == test.key and other.operator.operator.family is Family.NULL for other in statement.tests)


_READINGS = {Family.STRING: Reading.PLAIN, Family.LIKE: Reading.PLAIN, Family.ARN: Reading.ARN}


@check("redundant-value", Severity.SUGGESTION, "REDUNDANT_CONDITION_VALUE_STRING")
def redundant_value(view: View) -> Iterator[Told]:
    """Another value of the same test matches whatever it matches.

    Source: IAM user guide, "Access Analyzer policy check reference", "Redundant condition value" (2026-11).
    """
    for statement, test in lines_of(view):
        family = test.operator.operator.family
        if family in _READINGS:
            for index, by in held_by(test.values, _READINGS[family]):
                text = f"{test.values[index]} is part of {test.values[by]} ({test.key})"
                yield Told(text, test.span or statement.span, statement)
        elif len(set(test.values)) < len(test.values):
            yield Told(f"a value of {test.key} is given twice", test.span or statement.span, statement)


CHECKS = (
    condition_without_values,
    unreadable_value,
    operator_of_another_type,
    wildcard_in_equals,
    pattern_that_is_no_arn,
    private_address,
    address_with_host_bits,
    mfa_where_absent,
    redundant_value,
)
