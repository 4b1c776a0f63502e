"""Whether a statement's conditions keep strangers out: which tests surely do, which surely don't.

Requests aren't evaluated here. What is sure is told from single tests; about everything else the answer is that it
isn't computed yet.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from hauberk.model.policies import Statement
from hauberk.model.subject import listed
from hauberk.model.values import Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.practices.checks import GIVEN

Answer: TypeAlias = bool | Unknown
"""Whether strangers are kept out; an unknown value where that isn't computed."""

_HOLE = "\0"
"""Stands for a part of a text that is one thing, though not known which: an account, a region, a name."""
_POSITIVE = frozenset(("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"))
_NEGATIVE = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "notipaddress": "ipaddress",
}
"""The operators of tests, and their negations ("IAM JSON policy elements: Condition operators", IAM user guide,
2026-11)."""
_EXACT = ("stringequals", "stringequalsignorecase")
_WIDEST = {4: 8, 6: 32}
"""Shorter prefixes of addresses keep out too few to count on ("The meaning of public", Amazon S3 user guide,
2026-11)."""


def without_wildcards(text: str) -> bool | None:
    """A text that stands for itself alone; nobody is told apart by stars and question marks only."""
    if not text.strip("*?"):
        return False
    return None if set(text) & set("*?") else True


def _identifier(text: str) -> bool | None:
    """An account, an organization, a network: whole, or nobody's."""
    return False if text.strip("*?") in ("o-", "vpc-", "vpce-") else without_wildcards(text)


def _path(text: str) -> bool | None:
    """A path of an organization, ``o-id/r-id/ou-id/*``: a star may follow the organization."""
    return _identifier(text.partition("/")[0])


def _user(text: str) -> bool | None:
    """A unique id, with a session's name after the colon if it is a role's."""
    return without_wildcards(text.partition(":")[0])


def _arn(text: str) -> bool | None:
    """An ARN that names the account, or a bucket, whose name is the world's only one."""
    if not text.strip("*?"):
        return False
    parts = text.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":
        return None
    service, account, name = parts[2], parts[4], parts[5]
    if account and account.strip("*?"):
        return without_wildcards(account)
    if service == "s3":
        return False if not name.strip("*?") else name[0] not in "*?" or None
    return False if account else None


_RANGE = re.compile(
    r"(?P<four>[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?:/(?P<bits>[0-9]{1,2}))?|[0-9a-f:]+(?:/(?P<of_six>[0-9]{1,3}))?",
    re.IGNORECASE,
)


def _addresses(text: str) -> bool | None:
    found = _RANGE.fullmatch(text)
    if found is None or (not found["four"] and ":" not in text):
        return None
    prefix = found["bits"] if found["four"] else found["of_six"]
    if prefix is None:
        return True
    return False if int(prefix) == 0 else int(prefix) >= _WIDEST[4 if found["four"] else 6] or None


Test: TypeAlias = Callable[[str], bool | None]

CALLERS: dict[str, Test] = {
    "aws:principalaccount": _identifier,
    "aws:principalarn": _arn,
    "aws:principalorgid": _identifier,
    "aws:principalorgpaths": _path,
    "aws:sourceip": _addresses,
    "aws:sourcevpc": _identifier,
    "aws:sourcevpce": _identifier,
    "aws:userid": _user,
    "aws:vpcsourceip": _addresses,
    "kms:calleraccount": _identifier,
    "s3:dataaccesspointaccount": _identifier,
}
"""Condition keys that tell who calls ("AWS global condition context keys", IAM user guide; "AWS KMS condition keys";
"The meaning of public", Amazon S3 user guide; all 2026-11).

Not among them is what callers choose for themselves, such as tags of their own roles or the referer.
"""
SOURCES: dict[str, Test] = {
    "aws:sourceaccount": _identifier,
    "aws:sourcearn": _arn,
    "aws:sourceorgid": _identifier,
    "aws:sourceorgpaths": _path,
    "aws:sourceowner": _identifier,
    "kms:encryptioncontext:": _arn,
}
"""Condition keys that tell for whom a service acts; the last is how CloudWatch Logs and EventBridge tell a key
("Encrypt log data in CloudWatch Logs", Amazon CloudWatch Logs user guide, 2026-11)."""
STRANGERS = {**CALLERS, **SOURCES}
"""The keys that keep strangers out where everyone is allowed."""
TRUSTED = {**STRANGERS, "sts:externalid": without_wildcards}
"""The same where a role is assumed: an external id is known to one partner only."""
INSIDERS = {**TRUSTED, "aws:principaltag/": without_wildcards}
"""The same for the people of one account, who can't all choose their tags."""
_OPEN_ENDED = ("aws:principaltag/", "kms:encryptioncontext:")
_BLIND = re.compile(
    r"aws:(currenttime|epochtime|multifactorauth.*|referer|requestedregion|securetransport|tokenissuetime|useragent)"
    r"|s3:(authtype|delimiter|max-keys|prefix|signatureage|signatureversion|tlsversion|x-amz-.*)"
)
"""Keys that tell when, how or for what someone calls, not who."""


def keeps_out(statement: Statement, keys: dict[str, Test]) -> Answer:
    """Whether the conditions of a statement that allows keep strangers out: one test that surely does is enough."""
    doubt: Unknown | None = None
    for operator, key, value in statement.conditions:
        answer = tested(operator.lower(), _test_of(key, keys), key, value)
        if answer is True:
            return True
        if isinstance(answer, Unknown):
            doubt = doubt or answer
    return False if doubt is None else doubt


def fences(statement: Statement, keys: dict[str, Test]) -> Answer:
    """Whether a statement that denies holds strangers back: all that are not of those whom it names.

    A list of those who are unwelcome holds back nobody else.
    """
    answers: list[Answer] = []
    for operator, key, value in statement.conditions:
        name = operator.lower().removesuffix("ifexists")
        test = _test_of(key, keys)
        if test is None:
            answers.append(False)
        elif name in _NEGATIVE:
            answers.append(tested(_NEGATIVE[name], test, key, value))
        else:
            answers.append(False if name in _POSITIVE else _not_computed(operator, key, value))
    if not any(answers):
        return False
    if all(answer is True for answer in answers):
        return True
    return next((one for one in answers if isinstance(one, Unknown)), _not_computed("", "", statement.condition))


def names_its_owner(value: Value) -> Answer:
    """Whether the source of a permission says whose it is."""
    return _all(_values(value, _arn, "arnlike"), "ArnLike", "aws:SourceArn", value)


def _test_of(key: str, keys: dict[str, Test]) -> Test | None:
    for prefix in _OPEN_ENDED:
        if key.startswith(prefix):
            return keys.get(prefix)
    return keys.get(key)


def tested(operator: str, test: Test | None, key: str, value: Value) -> Answer:
    """What one test says. ``ForAllValues`` is true where the key is missing, and so keeps nobody out."""
    name = operator.removeprefix("foranyvalue:")
    if operator.startswith("forallvalues:") or _BLIND.fullmatch(key):
        return False
    if test is None or name not in _POSITIVE or (name == "ipaddress") is not (test is _addresses):
        return _not_computed(operator, key, value)
    return _all(_values(value, test, name), operator, key, value)


def _all(answers: Iterator[Answer], operator: str, key: str, value: Value) -> Answer:
    """Several values are alternatives: the widest decides."""
    found = list(answers)
    if False in found:
        return False
    doubt = next((answer for answer in found if isinstance(answer, Unknown)), None)
    return doubt or (True if found else _not_computed(operator, key, value))


def _values(value: Value, test: Test, operator: str) -> Iterator[Answer]:
    for element in listed(value):
        match element:
            case Reference():
                yield True
            case Unknown(reason):
                # One text, whichever it is, tells one caller from all others; one that may hold a wildcard may not.
                yield True if operator in _EXACT and reason.code in GIVEN else element
            case Known(str() | int() as scalar) if not isinstance(scalar, bool):
                yield _judged(str(scalar), test, operator, element)
            case Pattern():
                yield _judged(element.text(_HOLE), test, operator, element)
            case _:
                yield _not_computed(operator, "", element)


def _judged(text: str, test: Test, operator: str, value: Value) -> Answer:
    if operator in _EXACT and set(text) & set("*?"):
        return _not_computed(operator, "", value)  # the star is taken literally here: nobody's name has one
    answer = test(text)
    return _not_computed(operator, "", value) if answer is None else answer


def _not_computed(operator: str, key: str, value: Value) -> Unknown:
    what = f" by {operator} on {key}" if operator and key else ""
    return Unknown(Reason("not-computed-yet", f"whom this condition lets in{what} is not computed yet"), value.trail)
