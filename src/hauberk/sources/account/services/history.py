"""CloudTrail's event history: what functions were seen to ask of AWS lately, for those who wish to know.

Events are looked through as they come in, and of each only this is kept: whose role asked, which operation of which
service, and when. One page is read of a function's, the fifty events that are the youngest, since the call may be made
twice a second; the history has management events of ninety days, and none of data (CloudTrail API Reference,
"LookupEvents"; CloudTrail user guide, "Working with CloudTrail event history"; Lambda developer guide, "Defining Lambda
function permissions with an execution role", by which a function's session has the function's name; 2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.sources.account.calls import Answers, Data
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import document, listed, text

HISTORY = "Account::EventHistory"
_REFUSED = ("AccessDenied", "Unauthorized", "Forbidden")
"""What is in the codes of what was asked for and not allowed ("CloudTrail record contents", ``errorCode``)."""


class Asked(NamedTuple):
    """An operation that a role asked for: ``source`` as in ``dynamodb.amazonaws.com``, ``last`` in ISO 8601."""

    role: str
    source: str
    name: str
    last: str


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("lambda", "ListFunctions"), "Functions"):
        if name := text(one, "FunctionName"):
            yield {"LookupAttributes": ({"AttributeKey": "Username", "AttributeValue": name},)}


def kept(page: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a page of events: each operation once for a role, with the last time."""
    last: dict[tuple[str, str, str], str] = {}
    for event in listed(page, "Events"):
        record = _record(event)
        role = text(record, "userIdentity", "sessionContext", "sessionIssuer", "arn")
        refused = any(word in text(record, "errorCode") for word in _REFUSED)
        key = role, text(event, "EventSource"), text(event, "EventName")
        if all(key) and not refused:
            last[key] = max(text(event, "EventTime"), last.get(key, ""))
    return {"Asked": [[*key, when] for key, when in sorted(last.items())]}


def _record(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found = document(text(event, "CloudTrailEvent"))
    return found if isinstance(found, Mapping) else {}


READS = (
    Read(
        "cloudtrail",
        "LookupEvents",
        (HISTORY,),
        each=_each,
        after=("lambda:ListFunctions",),
        digest=kept,
        wished="--trail",
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """None: what was asked for is nothing that stands in an account."""
    return iter(())


def asked(answers: Answers) -> Iterator[Asked]:
    """What the functions of a region were seen to ask for."""
    for _, answer in answers.made("cloudtrail", "LookupEvents"):
        rows = answer.content.get("Asked") if isinstance(answer, Data) else ()
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, list) and len(row) == len(Asked._fields) and all(isinstance(one, str) for one in row):
                yield Asked(*row)
