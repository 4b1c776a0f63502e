"""What only an account knows of people, asked of accounts that are built for it."""

import pytest

from hauberk.model.ledger import Entry
from hauberk.model.people import Deployed
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.sources.account.calls import Call, Unread
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.credentials import READS
from tests.account.emulated import Emulated, answers, control_of, facts_of, read, today, with_recorded
from tests.account.people_worlds import WORLDS, World, controls, operators_are, summary, with_key

OURS = sorted(controls())
_NOT_HELD = ("Account::LastAccessed",)
"""What moto answers with a fault of its own: its answers are recorded."""
_WORST = (State.VIOLATED, State.UNKNOWN, State.SATISFIED, State.NOT_APPLICABLE)


def _is_about(entry: Entry, world: World) -> bool:
    """Whether an entry is about a world's thing, or about a statement of its policies."""
    return entry.name == world.about or entry.name.startswith(f"{world.about} ")


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.id)
def test_world(account: Emulated, world: World) -> None:
    control = control_of(world.control)
    world.build(account)
    snapshot = read(account, (facts_of(control) | {"AWS::IAM::Role"}) - frozenset(_NOT_HELD))
    if world.recorded is not None:
        snapshot = with_recorded(snapshot, world.recorded(snapshot))
    entries = [entry for entry in answers(snapshot, control, today(world.later)) if _is_about(entry, world)]
    worst = min(entries, key=lambda entry: _WORST.index(entry.state))
    assert worst.state is world.state, worst
    assert any(world.says in text for text in (worst.message, *(one.says for one in worst.locations)))
    if world.state is State.VIOLATED:
        assert worst.locations, "a finding has a line"
        assert worst.help


@pytest.mark.parametrize("name", OURS)
def test_each_control_has_both_worlds(name: str) -> None:
    states = {world.state for world in WORLDS if world.control == name}
    assert {State.VIOLATED, State.SATISFIED} <= states


def test_no_control_of_accounts_is_without_worlds() -> None:
    ours = {
        control.name
        for control in all_controls()
        if issubclass(control.subject, Deployed) and control.subject.__module__ == "hauberk.model.people"
    }
    assert ours <= set(OURS)


def _denied(call: Call, read: Read) -> Unread:
    from hauberk.sources.account.calling.errors import permission_of

    permission = permission_of(read)
    return Unread("access-denied", f"AWS denied {call.api}; it needs {permission}", permission)


@pytest.mark.parametrize("name", OURS)
def test_what_was_denied_is_unknown_with_the_permission(account: Emulated, name: str) -> None:
    """Nothing that couldn't be read counts as clean, and the reader learns what to grant."""
    control = control_of(name)
    found = answers(read(account, facts_of(control), _denied), control, today())
    assert found
    assert {entry.state for entry in found} == {State.UNKNOWN}
    assert all(entry.reason and entry.reason.code == "access-denied" for entry in found)
    assert all("it needs iam:" in entry.message for entry in found)


def test_a_list_that_was_denied_alone_is_not_taken_for_empty(account: Emulated) -> None:
    """Without the list of apps nobody knows whether the root user's second factor is one."""
    control = control_of("root-without-hardware-mfa")
    snapshot = read(account, facts_of(control))
    snapshot = with_recorded(snapshot, summary(AccountMFAEnabled=1)(snapshot))
    made = next(one for one in snapshot.answers if one.operation == "ListVirtualMFADevices")
    snapshot = with_recorded(snapshot, {made: Unread("access-denied", "it needs iam:ListVirtualMFADevices")})
    assert [entry.state for entry in answers(snapshot, control, today())] == [State.UNKNOWN]


def test_what_users_sign_in_with_is_unknown_without_the_credential_report(account: Emulated) -> None:
    """A policy for everything is harmless with a user who has no key: nobody knows, where the report is denied."""
    control = control_of("people-policy-without-mfa")
    operators_are(with_key)(account)
    snapshot = read(account, facts_of(control))
    report = next(one for one in snapshot.answers if one.operation == "GetCredentialReport")
    denied = with_recorded(snapshot, {report: _denied(report, next(one for one in READS if one.facts))})
    states = [{entry.state for entry in answers(one, control, today())} for one in (snapshot, denied)]
    assert states == [{State.VIOLATED}, {State.UNKNOWN}]


def test_a_key_is_told_by_the_end_of_its_id(account: Emulated) -> None:
    """An id is no secret, and is needed to act; yet reports blank whatever looks like a key."""
    account.iam.create_user(UserName="alice")
    key = account.iam.create_access_key(UserName="alice")["AccessKey"]["AccessKeyId"]
    control = control_of("access-key-not-rotated")
    snapshot = read(account, facts_of(control))
    (entry,) = answers(snapshot, control, today(100))
    assert entry.name == f"access key 1 of alice (…{key[-4:]})"
    assert key in "".join(snapshot.lines())
