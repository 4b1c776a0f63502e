"""A request's body or query that is used as it comes: nothing asks it for its shape, its type or its value."""

from collections.abc import Iterator

from hauberk.code.flow.record import Answered, Called, Record
from hauberk.code.flow.taint import Step, Taint
from hauberk.code.flow.values import Literal, Value, taint_of
from hauberk.code.flow.values import Record as Fields
from hauberk.model.regex import regex

_REQUEST = regex(
    r"(?:event|request)\.(?:body|json|json_body|form|args|query|rawQueryString|queryStringParameters|"
    r"multiValueQueryStringParameters|query_string_parameters|decoded_body)\b"
)
_CONVERSIONS = regex(
    r"(?:builtins\.(?:int|float|bool|isinstance|len)|uuid\.\w+|decimal\.Decimal|datetime\..*|ipaddress\..*|"
    r"hmac\.compare_digest|Number(?:\.\w+)?|parseInt|parseFloat|BigInt|Boolean|Date(?:\.\w+)?|isNaN|isFinite|"
    r"Array\.isArray|crypto\.timingSafeEqual|node:crypto\.timingSafeEqual|validator\..*|re\.(?:full)?match|"
    r".*\.(?:isdigit|isdecimal|isalnum|isalpha|isnumeric|test|match|fullmatch|startswith|startsWith|verify))"
)
"""Calls that make something of a fixed kind of a text, or ask what it is like."""
_REFUSED = (400, 401, 403, 411, 413, 415, 422)
"""Answers to a request that isn't as it has to be (RFC 9110)."""


def unchecked(record: Record) -> Step | None:
    """Where a body or a query is first read that nothing is asked of; ``None`` if there is none, or something is."""
    if any(_REQUEST.match(source) for source in record.checked) or any(map(_refuses, record.answers)):
        return None
    first: Step | None = None
    for called in record.calls:
        for taint in _of_request(called):
            if _CONVERSIONS.fullmatch(called.callee.path) or "validated" in taint.cleaned:
                return None
            if first is None and taint.way is not None:
                first = taint.way.all()[0]
    for answer in record.answers:
        for taint in taint_of(answer.value):
            if first is None and _REQUEST.match(taint.source) and taint.way is not None:
                first = taint.way.all()[0]
    return first


def _of_request(called: Called) -> Iterator[Taint]:
    values = (*called.arguments.every(), Value((), called.taint))
    return (taint for value in values for taint in taint_of(value) if _REQUEST.match(taint.source))


def _refuses(answer: Answered) -> bool:
    for atom in answer.value.atoms:
        status = (atom.get("statusCode") or atom.get("status_code")) if isinstance(atom, Fields) else None
        if status is not None and any(isinstance(one, Literal) and one.value in _REFUSED for one in status.atoms):
            return True
    return False
