"""A sample of the logs: secrets are found in it, and nothing of the events is kept."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from hauberk.model.verdict import State
from hauberk.sources.account.calls import Answers, Data, Unread, call
from hauberk.sources.account.planning import unlisted
from hauberk.sources.account.services.samples import GROUPS, SAMPLE, counted
from hauberk.sources.account.services.samples import READS as SAMPLING
from tests.account.watching.audits import Place, answers, audited, control_of
from tests.cli.accounts import nobody, user
from tests.cli.running import run

KEY = "AKIA" + "QWERTYUIOPASDFGH"
CONTROL = control_of("log-group-holds-secrets")


def written(account: Account, group: str, *messages: str) -> None:
    """A log group with a few events."""
    logs = account.client("logs")
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    now = int(datetime.now(UTC).timestamp() * 1000)
    events = [{"timestamp": now + number, "message": message} for number, message in enumerate(messages)]
    if events:
        logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=events)


def test_secrets_in_events_are_found_and_not_kept(account: Account) -> None:
    written(account, "/aws/lambda/orders", f"using {KEY}", "started", f"again {KEY}")
    snapshot = audited(account, {SAMPLE})
    (entry,) = answers(snapshot, CONTROL)
    assert entry.state is State.VIOLATED
    assert entry.message.startswith("its events hold ")
    assert entry.message.endswith("(2)")
    text = "".join(snapshot.lines())
    assert KEY not in text
    assert "started" not in text


def test_a_group_without_secrets_is_clean_and_an_empty_one_says_nothing(account: Account) -> None:
    written(account, "/aws/lambda/orders", "started", "ended")
    written(account, "/aws/lambda/silent")
    found = {entry.name: entry.state for entry in answers(audited(account, {SAMPLE}), CONTROL)}
    assert found == {"/aws/lambda/orders": State.SATISFIED, "/aws/lambda/silent": State.NOT_APPLICABLE}


def test_a_group_that_may_not_be_read_is_unknown() -> None:
    denied = Unread("access-denied", "AWS denied it; it needs logs:FilterLogEvents", "logs:FilterLogEvents")
    groups = {"logGroups": [{"logGroupName": "/aws/lambda/orders", "arn": "arn:aws:logs:a:1:log-group:x:*"}]}
    (entry,) = answers(
        audited(Place(), {SAMPLE}, {"logs:DescribeLogGroups": groups, "logs:FilterLogEvents": denied}), CONTROL
    )
    assert entry.state is State.UNKNOWN
    assert "logs:FilterLogEvents" in entry.message


def test_where_nobody_asked_for_a_sample_nothing_is_said(account: Account) -> None:
    written(account, "/aws/lambda/orders", f"using {KEY}")
    snapshot = audited(account, {"AWS::Logs::LogGroup"})
    assert SAMPLE not in unlisted(snapshot, "eu-west-1")
    assert answers(snapshot, CONTROL) == []


def test_functions_come_first_and_groups_are_bounded() -> None:
    names = [*(f"api-{number}" for number in range(200)), "/aws/lambda/orders"]
    listing = call("logs", "DescribeLogGroups", "eu-west-1")
    told = Answers({listing: Data({"logGroups": [{"logGroupName": name} for name in names]})}, "eu-west-1")
    (read,) = SAMPLING
    assert read.each is not None
    asked = list(read.each(told))
    assert len(asked) == GROUPS
    assert asked[0]["logGroupName"] == "/aws/lambda/orders"
    day = 86_400_000
    now = int(datetime.now(UTC).timestamp() * 1000)
    assert day <= now - asked[0]["startTime"] <= 2 * day


@pytest.mark.parametrize("page", [{}, {"events": 7}, {"events": [7, {"message": 7}, {}]}, {"events": None}])
def test_strange_pages_are_counted(page: dict[str, object]) -> None:
    assert counted(page)["Secrets"] == {}


@pytest.fixture(scope="module")
def alone() -> Iterator[Account]:
    with embedded_account() as found:
        written(found, "/aws/lambda/orders", f"using {KEY}")
        yield found


def test_the_control_by_its_name_needs_the_option(tmp_path: Path) -> None:
    """Without a sample it has nothing to say, which would look clean."""
    chosen = ("audit", "--region=eu-west-1", "--plan", f"--select={CONTROL.name},public-layer")
    refused = run(tmp_path, *chosen, environment=nobody())
    assert refused.code == 2
    assert "say --sample-logs too" in refused.err
    taken = run(tmp_path, *chosen, "--sample-logs", environment=nobody())
    assert (taken.code, "logs:FilterLogEvents" in taken.out) == (0, True)


@pytest.mark.parametrize(("option", "found"), [((), []), (("--sample-logs",), ["violated"])])
def test_the_command_looks_into_logs_only_where_it_is_told_to(
    alone: Account, tmp_path: Path, option: tuple[str, ...], found: list[str]
) -> None:
    where = ("--endpoint-url", alone.endpoint, "--region", "eu-west-1")
    ran = run(tmp_path, "audit", *where, "--select=3", "--format=json", *option, environment=user(alone))
    told = json.loads(ran.out)
    verdicts = [one["verdict"] for one in told["verdicts"] if one["control"] == CONTROL.name]
    assert verdicts == found
    assert KEY not in ran.out
