"""What only an account knows of people, asked of accounts that are built for it."""

import pytest

from hauberk.model.ledger import Entry
from hauberk.model.people import Deployed
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.sources.account.calls import Answer, Call, Unread
from hauberk.sources.account.reads import Read
from tests.account.emulated import Emulated, answers, control_of, facts_of, read, today, with_recorded
from tests.account.people_worlds import WORLDS, World, controls

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
    snapshot = read(account, facts_of(control) - frozenset(_NOT_HELD))
    if world.recorded is not None:
        snapshot = with_recorded(snapshot, world.recorded(snapshot))
    entries = [entry for entry in answers(snapshot, control, today(world.later)) if _is_about(entry, world)]
    worst = min(entries, key=lambda entry: _WORST.index(entry.state))
    assert worst.state is world.state, worst
    assert world.says in worst.message
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


@pytest.mark.parametrize("name", OURS)
def test_what_was_denied_is_unknown_with_the_permission(account: Emulated, name: str) -> None:
    """Nothing that couldn't be read counts as clean, and the reader learns what to grant."""
    control = control_of(name)

    def deny(call: Call, read: Read) -> Answer:
        from hauberk.sources.account.calling.errors import permission_of

        permission = permission_of(read)
        return Unread("access-denied", f"AWS denied {call.api}; it needs {permission}", permission)

    found = answers(read(account, facts_of(control), deny), control, today())
    assert found
    assert {entry.state for entry in found} == {State.UNKNOWN}
    assert all(entry.reason and entry.reason.code == "access-denied" for entry in found)
    assert all("it needs iam:" in entry.message for entry in found)
