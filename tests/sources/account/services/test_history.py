"""What is kept of CloudTrail's event history: who asked for what, and when, and nothing that an event holds besides."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hauberk.sources.account.calls import Answers, Data, call
from hauberk.sources.account.reading import plan_for
from hauberk.sources.account.services import history
from hauberk.sources.account.services.history import HISTORY, Asked, kept
from tests.sources.account.services.recorded import REGION

ROLE = "arn:aws:iam::123456789012:role/worker"


def event(name: str = "CreateTable", at: str = "2026-11-29T10:00:00+00:00", **record: Any) -> dict[str, Any]:
    """An event as ``LookupEvents`` tells it (CloudTrail API Reference, "Event", 2026-11)."""
    issuer = {"type": "Role", "arn": ROLE, "userName": "worker"}
    whole = {
        "eventVersion": "1.11",
        "userIdentity": {"type": "AssumedRole", "sessionContext": {"sessionIssuer": issuer}},
        "requestParameters": {"password": "correct horse battery staple"},
        **record,
    }
    return {
        "EventId": "e",
        "EventName": name,
        "EventTime": at,
        "EventSource": "dynamodb.amazonaws.com",
        "Username": "orders",
        "CloudTrailEvent": json.dumps(whole),
    }


def of(*events: dict[str, Any]) -> list[Asked]:
    """What is told of a page of events."""
    made = call("cloudtrail", "LookupEvents", REGION)
    return list(history.asked(Answers({made: Data(kept({"Events": list(events), "NextToken": "more"}))}, REGION)))


def test_an_operation_is_told_once_with_its_last_time() -> None:
    found = of(event(at="2026-11-28T10:00:00+00:00"), event(), event("DeleteTable", at="2026-11-01T00:00:00+00:00"))
    assert found == [
        Asked(ROLE, "dynamodb.amazonaws.com", "CreateTable", "2026-11-29T10:00:00+00:00"),
        Asked(ROLE, "dynamodb.amazonaws.com", "DeleteTable", "2026-11-01T00:00:00+00:00"),
    ]


def test_nothing_else_of_an_event_is_kept_and_no_page_follows() -> None:
    page = kept({"Events": [event()], "NextToken": "more"})
    assert set(page) == {"Asked"}
    assert "horse" not in json.dumps(page)


def test_what_was_refused_was_not_used() -> None:
    refused = ("AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedOperation")
    assert of(*(event(errorCode=code) for code in refused)) == []
    assert of(event(errorCode="ResourceNotFoundException"))


def test_of_a_user_with_the_name_of_a_function_nothing_is_told() -> None:
    assert of(event(userIdentity={"type": "IAMUser", "userName": "orders"})) == []


@given(st.text() | st.just("[" * 100_000) | st.just("null") | st.just('{"userIdentity": []}'))
def test_whatever_a_record_holds_nothing_fails(record: str) -> None:
    assert of({**event(), "CloudTrailEvent": record}) == []


def test_it_is_looked_up_only_where_somebody_wishes() -> None:
    assert "cloudtrail:LookupEvents" in {read.api for read in plan_for([HISTORY], (REGION,)).reads}
    from hauberk.practices import all_controls
    from hauberk.practices.needs import needs_of

    facts = {fact for control in all_controls() for fact in needs_of(control.name)}
    assert "cloudtrail:LookupEvents" not in {read.api for read in plan_for(facts, (REGION,)).reads}
