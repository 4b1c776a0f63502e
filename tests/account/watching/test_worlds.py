"""What only an account knows of its watchers, asked of accounts that are built for it."""

import pytest

from hauberk.lab.account.account import Account
from hauberk.model.verdict import State
from hauberk.sources.account.calls import Answer, Call, Unread
from hauberk.sources.account.reads import Read
from tests.account.watching.audits import Place, answers, audited, control_of, facts_of
from tests.account.watching.worlds import FINDINGS, WORLDS, World, nothing

_WORST = (State.VIOLATED, State.UNKNOWN, State.SATISFIED, State.NOT_APPLICABLE)
CONTROLS = sorted({world.control for world in WORLDS})


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.id)
def test_world(request: pytest.FixtureRequest, world: World) -> None:
    control = control_of(world.control)
    place: Account | Place = Place()
    if not (world.build is nothing and world.recorded):
        account: Account = request.getfixturevalue("account")
        world.build(account)
        place = account
    entries = answers(audited(place, facts_of(control), world.recorded), control)
    assert entries
    worst = min(entries, key=lambda entry: _WORST.index(entry.state))
    assert worst.state is world.state, (worst.state, worst.message)
    assert world.says in worst.message
    if world.state is State.VIOLATED:
        assert worst.locations[0].path.startswith("arn:"), "a finding has a line of what AWS holds"
        assert worst.locations[0].text
        assert worst.help


@pytest.mark.parametrize("name", CONTROLS)
def test_each_control_has_a_world_that_violates_and_one_that_satisfies_it(name: str) -> None:
    states = {world.state for world in WORLDS if world.control == name}
    assert State.VIOLATED in states
    assert (State.NOT_APPLICABLE if name in FINDINGS else State.SATISFIED) in states


def test_there_are_as_many_worlds_as_were_promised() -> None:
    assert len(WORLDS) >= 35
    assert sum(world.build is not nothing for world in WORLDS) > len(WORLDS) / 2, "most are built"


@pytest.mark.parametrize("name", CONTROLS)
def test_what_was_denied_is_unknown_with_the_permission(name: str) -> None:
    """Nothing that couldn't be read counts as clean, and the reader learns what to grant."""
    from hauberk.sources.account.calling.errors import permission_of

    def deny(call: Call, read: Read) -> Answer:
        permission = permission_of(read)
        return Unread("access-denied", f"AWS denied {call.api}; it needs {permission}", permission)

    control = control_of(name)
    found = answers(audited(Place(), facts_of(control), ask=deny), control)
    assert found
    assert {entry.state for entry in found} == {State.UNKNOWN}
    assert all(entry.reason and entry.reason.code == "access-denied" for entry in found)
    assert all("it needs " in (entry.message or "") for entry in found)


PARTS = [
    ("config-recorder-off", "config:DescribeConfigurationRecorderStatus"),
    ("config-rule-noncompliant", "config:DescribeComplianceByConfigRule"),
    ("config-rule-not-evaluated", "config:DescribeConfigRuleEvaluationStatus"),
    ("conformance-pack-noncompliant", "config:GetConformancePackComplianceSummary"),
    ("config-delivery-failing", "config:DescribeDeliveryChannelStatus"),
    ("trail-not-logging", "cloudtrail:GetTrailStatus"),
    ("trail-not-delivering", "cloudtrail:GetTrailStatus"),
    ("account-without-trail", "cloudtrail:GetTrailStatus"),
    ("trail-without-function-events", "cloudtrail:GetEventSelectors"),
    ("guardduty-detector-off", "guardduty:GetDetector"),
    ("guardduty-without-lambda-protection", "guardduty:GetDetector"),
    ("guardduty-finding-open", "guardduty:GetFindings"),
    ("guardduty-finding-open", "guardduty:ListFindings"),
    ("security-hub-without-standard", "securityhub:GetEnabledStandards"),
    ("access-analyzer-finding-open", "accessanalyzer:ListFindingsV2"),
]
"""Calls that are denied alone: the thing is there, and what decides about it isn't known."""


@pytest.mark.parametrize(("name", "api"), PARTS, ids=lambda one: str(one))
def test_a_part_that_was_denied_makes_its_resource_unknown(account: Account, name: str, api: str) -> None:
    world = next(world for world in WORLDS if world.control == name and world.state is State.VIOLATED)
    if name == "account-without-trail":
        world = next(world for world in WORLDS if world.control == "trail-not-logging")
    place: Account | Place = account
    if world.build is nothing:
        place = Place()
    else:
        world.build(account)
    unread = Unread("access-denied", f"AWS denied {api}; it needs {api}", api)
    control = control_of(name)
    found = answers(audited(place, facts_of(control), {**world.recorded, api: unread}), control)
    assert [entry.state for entry in found] == [State.UNKNOWN]
    assert api in found[0].message
