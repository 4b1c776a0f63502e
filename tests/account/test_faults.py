"""Between Hauberk and the account things go wrong: nothing crashes, nothing is called clean that wasn't read.

The shipped vulnerable application is in the account, whose code isn't brought. What an undisturbed reading gives is
what a disturbed one is held against: it may know less, and say so, and never anything else.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import hauberk
from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.lab.account.server import embedded_account
from hauberk.model.concealed import Key
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.collecting import PATIENCE, Patience
from hauberk.sources.account.calls import Answer, Data, Missing, Unread
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import Reading, carry_out, plan_for, whose
from tests.account.proxy import DENIED, THROTTLED, Again, Decide, Do, Drop, Fate, Refuse, Request, Wait, between

DEMO = Path(hauberk.__file__).parent / "demo" / "vulnerable"
CONTROLS = all_controls()
FACTS = frozenset(fact for read in ALL_READS if not read.wished for fact in read.facts)
KEY = Key(bytes(32))
_PORT = re.compile(r"127\.0\.0\.1:\d+")
GROUPS = 60
"""Log groups: more than a page has."""


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    with embedded_account() as made:
        deploy(made, Root(DEMO), "template.yaml")
        logs = made.client("logs")
        for number in range(GROUPS):
            logs.create_log_group(logGroupName=f"/of/somebody/{number:03}")
        yield made


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attempts come soon after each other: what is counted here is how many there are."""
    monkeypatch.setitem(PATIENCE, "throttled", Patience(8, 0.01, 0.02))
    monkeypatch.setitem(PATIENCE, "connection", Patience(4, 0.01, 0.02))


def read(account: Account, decide: Decide, pace: Pace | None = None) -> tuple[Reading, Counter[str]]:
    """A reading through a proxy, and how many requests came there."""
    with between(account.endpoint, decide) as proxy:
        session = account._replace(endpoint=proxy.url).session()
        clients = Clients(session, "aws", proxy.url)
        owner = whose(Clients(account.session(), "aws", account.endpoint), account.region)
        reading = carry_out(clients, owner, plan_for(FACTS, (account.region,)), pace or Pace(None), KEY)
        return reading, proxy.counted()


def asked(reading: Reading) -> Ledger:
    """What all controls say."""
    return check_snapshot(reading.snapshot, Asking(CONTROLS, date(2026, 11, 30), False, False, False))


@pytest.fixture(scope="module")
def calm(account: Account) -> Reading:
    return read(account, lambda _: None)[0]


def answers(reading: Reading) -> dict[str, Answer | type[Data]]:
    """What came of each call; where it was data, just that: some of it hangs on the moment. Addresses of queues have
    the proxy's port."""
    return {
        _PORT.sub("127.0.0.1", str(made)): Data if isinstance(answer, Data) else answer
        for made, answer in reading.snapshot.answers.items()
    }


def verdicts(reading: Reading) -> list[tuple[str, str, State]]:
    """What all controls say, briefly."""
    return [(entry.control, entry.subject, entry.state) for entry in asked(reading).entries]


def assert_same(one: Reading, other: Reading) -> None:
    """Nothing was lost between two readings."""
    assert answers(one) == answers(other)
    assert verdicts(one) == verdicts(other)


def test_each_request_is_counted(account: Account) -> None:
    reading, counted = read(account, lambda _: None)
    assert sum(counted.values()) == sum(reading.requests.values())
    assert counted["lambda:ListFunctions"] == reading.requests["lambda:ListFunctions"] == 2  # versions, too


def test_what_is_throttled_is_asked_again_and_reads_the_same(account: Account, calm: Reading) -> None:
    reading, counted = read(account, lambda request: THROTTLED if request.number % 3 == 0 else None)
    assert_same(reading, calm)
    assert sum(counted.values()) > sum(calm.requests.values())


def test_what_is_dropped_is_asked_again_and_reads_the_same(account: Account, calm: Reading) -> None:
    met: set[tuple[str, bytes]] = set()

    def decide(request: Request) -> Fate:
        told = (request.path, request.body)
        first = told not in met
        met.add(told)
        return Drop() if first else None

    reading, _ = read(account, decide)
    assert_same(reading, calm)


def test_what_comes_late_reads_the_same(account: Account, calm: Reading) -> None:
    reading, _ = read(account, lambda _: Wait(0.05))
    assert_same(reading, calm)


def half(request: Request) -> Fate:
    """Denies half of the calls, always the same ones."""
    told = f"{request.api} {request.path} ".encode() + request.body
    return DENIED if sha256(told).digest()[0] % 2 else None


def never(wanted: Callable[[Request], bool], fate: Fate) -> Decide:
    """A fate for some requests."""
    return lambda request: fate if wanted(request) else None


FATES: dict[str, Decide] = {
    "half is denied": half,
    "everything is denied": never(lambda _: True, DENIED),
    "Lambda is throttled": never(lambda request: request.service == "lambda", THROTTLED),
    "IAM is away": never(lambda request: request.service == "iam", Drop()),
    "policies are denied": never(lambda request: "Policy" in request.operation, DENIED),
    "stages are denied": never(lambda request: request.operation == "GetStages", DENIED),
    "lists are denied": never(lambda request: request.operation.startswith(("List", "Describe")), DENIED),
    "each is in trouble": never(lambda request: request.number == 0, Refuse("InternalError", 500)),
    "an error without a name": never(lambda request: request.service in ("sqs", "s3"), Refuse("Oh", 418)),
}


@pytest.mark.parametrize("name", FATES)
def test_nothing_is_called_clean_that_was_not_read(account: Account, calm: Reading, name: str) -> None:
    reading, _ = read(account, FATES[name])
    whole, part = asked(calm), asked(reading)
    known = {(entry.control, entry.subject): entry.state for entry in whole.entries}
    states = {(entry.control, entry.state) for entry in whole.entries}
    for entry in part.entries:
        before = known.get((entry.control, entry.subject))
        # a key is known by its id, or by its number where only the credential report tells of it
        same = entry.state is before if before is not None else (entry.control, entry.state) in states
        assert same or entry.state is State.UNKNOWN, (entry.control, entry.subject, before)
    assert_balanced(whole.entries, part.entries)
    unread = {made for made, answer in reading.snapshot.answers.items() if isinstance(answer, Unread)}
    assert unread
    assert part.gaps


def assert_balanced(whole: tuple[Entry, ...], part: tuple[Entry, ...]) -> None:
    """Who isn't asked about any more is answered for: the control says of the application that it doesn't know."""
    left = {(entry.control, entry.subject) for entry in part}
    doubting = {entry.control for entry in part if entry.state is State.UNKNOWN}
    for entry in whole:
        assert (entry.control, entry.subject) in left or entry.control in doubting, (entry.control, entry.subject)


def test_a_denial_names_the_permission(account: Account) -> None:
    reading, _ = read(account, never(lambda request: request.api == "lambda:GetPolicy", DENIED))
    denied = [one for one in reading.snapshot.answers.values() if isinstance(one, Unread) and one.permission]
    assert {one.permission for one in denied} == {"lambda:GetPolicy"}
    ledger = asked(reading)
    assert any("lambda:GetPolicy" in note for note in (*ledger.notes, *(gap.text for gap in ledger.gaps)))
    public = [entry for entry in ledger.entries if entry.control == "public-function-permission"]
    assert {entry.state for entry in public} == {State.UNKNOWN}
    assert all(entry.reason is not None and "lambda:GetPolicy" in entry.reason.text for entry in public)


def test_pages_that_lead_in_a_circle_end(account: Account, calm: Reading) -> None:
    def decide(request: Request) -> Fate:
        return Again() if request.api == "logs:DescribeLogGroups" and request.number else None

    reading, counted = read(account, decide)
    (answer,) = (one for made, one in reading.snapshot.answers.items() if made.api == "logs:DescribeLogGroups")
    assert isinstance(answer, Unread)
    assert "no end" in answer.text
    assert counted["logs:DescribeLogGroups"] < 5
    others = {made: one for made, one in answers(reading).items() if not made.startswith("logs:")}
    assert others == {made: one for made, one in answers(calm).items() if not made.startswith("logs:")}


def test_what_is_deleted_meanwhile_is_missing(account: Account) -> None:
    names: list[str] = []

    def remove() -> None:
        client = account.client("lambda")
        name = f"fleeting-{len(names)}"
        client.delete_function(FunctionName=names.pop() if names else name)

    role = account.client("iam").list_roles()["Roles"][0]["Arn"]
    made = account.client("lambda").create_function(
        FunctionName="fleeting", Role=role, Handler="a.b", Runtime="python3.12", Code={"ZipFile": _package()}
    )
    names.append(made["FunctionName"])

    def decide(request: Request) -> Fate:
        return Do(remove) if request.api != "lambda:ListFunctions" and "fleeting" in request.path and names else None

    reading, _ = read(account, decide)
    of_it = {
        made: answer
        for made, answer in reading.snapshot.answers.items()
        if dict(made.arguments).get("FunctionName") == "fleeting"
    }
    assert of_it
    assert any(isinstance(answer, Missing) for answer in of_it.values())
    assert not any(isinstance(answer, Unread) and answer.code != "not-supported" for answer in of_it.values())
    asked(reading)


def _package() -> bytes:
    from hauberk.lab.account.provisioning.code import PACKAGE

    return PACKAGE


def test_no_answer_has_a_secret_in_it(account: Account, calm: Reading) -> None:
    """What the demo gives its functions in plain text, and what the emulator makes of its own."""
    variables: list[Any] = [
        value
        for function in account.client("lambda").list_functions()["Functions"]
        for name, value in function.get("Environment", {}).get("Variables", {}).items()
        if "PASSWORD" in name or "TOKEN" in name
    ]
    assert variables
    text = json.dumps([answer.content for answer in calm.snapshot.answers.values() if isinstance(answer, Data)])
    assert not [value for value in variables if value in text]
