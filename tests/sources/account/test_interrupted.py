"""A snapshot that was interrupted says of nothing that it is clean."""

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.schedule import Schedule, Task
from hauberk.sources.account.calls import Answer, Call, Data, Unread
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.snapshot import Snapshot, read_snapshot
from tests.scan.places import TODAY

REGION, ACCOUNT = "eu-west-1", "111122223333"
ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:"
CONTROL = "public-function-permission"
NAMES = ("orders", "billing")


def answer(made: Call) -> Answer:
    """An account in which nobody else may call anything."""
    match made.operation:
        case "ListFunctions":
            return Data({"Functions": [{"FunctionName": name, "FunctionArn": ARN + name} for name in NAMES]})
        case "GetPolicy":
            return Data({"Policy": '{"Version": "2012-10-17", "Statement": []}'})
    return Data({})


def snapshot(calls: int) -> Snapshot:
    """What there is after so many calls."""
    reads = reads_for(needs_of(CONTROL))
    plan = Schedule(reads, (REGION,), Pace(None))
    for _ in range(calls):
        task = plan.take(0.0)
        if isinstance(task, Task):
            plan.finish(task, answer(task.call))
    plan.give_up(lambda made: Unread("interrupted", f"{made.api} wasn't asked: it was interrupted"))
    asked = frozenset(read.name for read in reads)
    return Snapshot("aws", ACCOUNT, (REGION,), "2026-11-30T12:00:00+00:00", asked, plan.ordered())


def states(found: Snapshot) -> set[State]:
    controls = [control for control in all_controls() if control.name == CONTROL]
    return {entry.state for entry in check_snapshot(read_snapshot(found.packed()), Asking(controls, TODAY)).entries}


WHOLE = len([one for one in snapshot(1000).answers.values() if isinstance(one, Data)])


@pytest.mark.parametrize("calls", range(WHOLE))
def test_however_far_it_came(calls: int) -> None:
    found = snapshot(calls)
    assert any(isinstance(one, Unread) for one in found.answers.values())
    assert State.UNKNOWN in states(found)
    controls = [control for control in all_controls() if control.name == CONTROL]
    assert check_snapshot(found, Asking(controls, TODAY)).gaps


def test_to_the_end_nothing_is_unknown() -> None:
    assert State.UNKNOWN not in states(snapshot(WHOLE))
