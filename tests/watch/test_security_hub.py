"""What becomes of findings in Security Hub: new, updated, resolved, left alone; and what is told when it refuses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hauberk.model.ledger import Entry, Ledger, Suppression
from hauberk.model.values import Reason
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reports.occasion import Occasion
from hauberk.reports.titles import Titles
from hauberk.watch.batches import Pace
from hauberk.watch.security_hub import Planned, Sent, plan, send
from tests.reports.live import APPLICATION, LIVE
from tests.watch.hub import Hub

NAMES = frozenset(control.name for control in all_controls())
FIRST = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
LATER = FIRST + timedelta(days=1)
URL, STATEMENT, BUCKET, REGION = LIVE.entries


def planned(ledger: Ledger, hub: Hub, at: datetime = FIRST, asked: frozenset[str] = NAMES) -> Planned:
    (one,) = plan(ledger, Titles(all_controls()), Occasion(at), asked, lambda _: hub)
    return one


def sent(ledger: Ledger, hub: Hub, at: datetime = FIRST, asked: frozenset[str] = NAMES) -> Sent:
    return send(planned(ledger, hub, at, asked), hub, Pace())


def of(hub: Hub, entry: Entry) -> dict[str, Any]:
    return hub.findings[f"hauberk/{entry.fingerprint}"]


def without(*gone: Entry) -> Ledger:
    """The account with some findings mended."""
    return LIVE._replace(
        entries=tuple(
            entry._replace(state=State.SATISFIED, locations=()) if entry in gone else entry for entry in LIVE.entries
        )
    )


def test_what_is_new_is_imported() -> None:
    hub = Hub()
    assert sent(LIVE, hub) == Sent("eu-central-1", 4, 0, 0, 0, 0)
    assert of(hub, URL)["Workflow"] == {"Status": "NEW"}
    assert of(hub, URL)["CreatedAt"] == of(hub, URL)["UpdatedAt"] == "2026-11-30T12:00:00.000Z"


def test_what_is_there_again_is_updated_and_not_made_anew() -> None:
    hub = Hub()
    sent(LIVE, hub)
    hub.findings[f"hauberk/{URL.fingerprint}"]["Workflow"] = {"Status": "SUPPRESSED"}
    assert sent(LIVE, hub, LATER) == Sent("eu-central-1", 0, 4, 0, 0, 0)
    assert len(hub.findings) == 4
    assert of(hub, URL)["CreatedAt"] == "2026-11-30T12:00:00.000Z"
    assert of(hub, URL)["UpdatedAt"] == "2026-12-01T12:00:00.000Z"
    assert of(hub, URL)["Workflow"] == {"Status": "SUPPRESSED"}, "what a person decided stays"


def test_an_update_changes_neither_workflow_nor_severity_nor_types_itself() -> None:
    hub = Hub()
    sent(LIVE, hub)
    for finding in planned(LIVE, hub, LATER).outcome.updated:
        assert not {"Workflow", "Severity", "Types", "Note", "Confidence"} & set(finding)
        assert finding["FindingProviderFields"]["Severity"]["Label"] == "HIGH"


def test_an_update_is_newer_whatever_the_clock_says() -> None:
    hub = Hub()
    sent(LIVE, hub, LATER)
    assert sent(LIVE, hub, FIRST).failures == ()
    assert of(hub, URL)["UpdatedAt"] == "2026-12-01T12:00:00.001Z"


def test_what_is_gone_passes_is_archived_and_resolved() -> None:
    hub = Hub()
    sent(LIVE, hub)
    assert sent(without(URL), hub, LATER) == Sent("eu-central-1", 0, 3, 1, 1, 0)
    gone = of(hub, URL)
    assert gone["Compliance"]["Status"] == "PASSED"
    assert gone["RecordState"] == "ARCHIVED"
    assert gone["Workflow"] == {"Status": "RESOLVED"}
    assert gone["Note"]["UpdatedBy"] == "hauberk"
    assert of(hub, BUCKET)["RecordState"] == "ACTIVE"


def test_what_was_gone_and_comes_back_is_active_again() -> None:
    hub = Hub()
    sent(LIVE, hub)
    sent(without(URL), hub, LATER)
    assert sent(LIVE, hub, LATER + timedelta(days=1)).updated == 4
    assert (of(hub, URL)["RecordState"], of(hub, URL)["Compliance"]["Status"]) == ("ACTIVE", "FAILED")


def test_what_is_gone_is_resolved_once() -> None:
    hub = Hub()
    sent(LIVE, hub)
    sent(without(URL), hub, LATER)
    assert sent(without(URL), hub, LATER + timedelta(days=1)).resolved == 0


def test_what_a_person_suppressed_is_archived_and_not_resolved() -> None:
    hub = Hub()
    sent(LIVE, hub)
    of(hub, URL)["Workflow"] = {"Status": "SUPPRESSED"}
    told = sent(without(URL), hub, LATER)
    assert (told.gone, told.resolved) == (1, 0)
    assert of(hub, URL)["Workflow"] == {"Status": "SUPPRESSED"}
    assert of(hub, URL)["RecordState"] == "ARCHIVED"


DENIED = Reason("access-denied", "AWS denied lambda:ListFunctionUrlConfigs")


@pytest.mark.parametrize(
    "entry",
    [
        URL._replace(state=State.UNKNOWN, reason=DENIED),
        URL._replace(state=State.UNKNOWN, reason=DENIED, subject=APPLICATION),
        URL._replace(suppressed=Suppression("configuration", "known")),
    ],
    ids=["unknown", "list-unread", "switched-off"],
)
def test_what_nobody_can_tell_to_be_gone_stays(entry: Entry) -> None:
    hub = Hub()
    sent(LIVE, hub)
    ledger = LIVE._replace(entries=(entry, *LIVE.entries[1:]))
    assert sent(ledger, hub, LATER) == Sent("eu-central-1", 0, 3, 0, 0, 1)
    assert of(hub, URL)["RecordState"] == "ACTIVE"


def test_what_was_not_asked_stays() -> None:
    hub = Hub()
    sent(LIVE, hub)
    only = LIVE._replace(entries=(URL,))
    assert sent(only, hub, LATER, frozenset((URL.control,))) == Sent("eu-central-1", 0, 1, 0, 0, 3)


def test_an_application_that_was_not_read_keeps_its_findings() -> None:
    hub = Hub()
    sent(LIVE, hub)
    other = LIVE._replace(applications=(LIVE.applications[0]._replace(path="111122223333/eu-west-1"),), entries=())
    assert planned(other, hub, LATER).outcome.gone == []


def test_findings_of_others_are_left_alone() -> None:
    other = {"Id": "x", "GeneratorId": "security-control/Lambda.1", "RecordState": "ACTIVE"}
    hub = Hub(other)
    sent(without(*LIVE.entries), hub)
    assert hub.findings == {"x": other}


def test_what_is_refused_is_told_and_the_rest_is_taken() -> None:
    hub = Hub(refuse=(f"hauberk/{URL.fingerprint}",))
    found = sent(LIVE, hub)
    assert found.new == 3
    assert found.failures == (f"refused hauberk/{URL.fingerprint}: InvalidInput: refused",)


def test_what_is_not_valid_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hauberk.watch.security_hub.faults", lambda one: ["bad"] if one["Title"][0] == "A" else [])
    hub = Hub()
    found = sent(LIVE, hub)
    assert found.new + len(found.failures) == 4
    assert found.failures
    assert all(one.startswith("wouldn't take ") and one.endswith(": bad") for one in found.failures)


def test_a_hub_that_is_off_is_told() -> None:
    found = planned(LIVE, Hub(off=True))
    assert found.unasked == "Security Hub is off in eu-central-1"
    assert not any(found.outcome)


def test_a_region_that_is_off_keeps_no_other_from_its_findings() -> None:
    other = LIVE.applications[0]._replace(path="111122223333/eu-west-1")
    two = LIVE._replace(applications=(other, *LIVE.applications))
    hubs = {"eu-west-1": Hub(off=True), "eu-central-1": Hub()}
    made = list(plan(two, Titles(all_controls()), Occasion(FIRST), NAMES, hubs.__getitem__))
    assert [(one.region, bool(one.unasked), len(one.outcome.new)) for one in made] == [
        ("eu-west-1", True, 0),
        ("eu-central-1", False, 4),
    ]


def test_hundreds_go_in_batches() -> None:
    many = tuple(
        URL._replace(subject=f"{URL.subject}{number}", identity=URL.identity.__class__("a-b", "c", str(number)))
        for number in range(250)
    )
    hub = Hub()
    assert sent(LIVE._replace(entries=many), hub).new == 250
    assert hub.batches == [100, 100, 50]
