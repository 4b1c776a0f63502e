"""Threads, refusals, pages and interruptions: what was read is kept, and nothing is called read that wasn't."""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError

from hauberk.model.concealed import Key
from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.collecting import PATIENCE, Collected, Collecting, Hear, Patience
from hauberk.sources.account.calling.kept import Door
from hauberk.sources.account.calling.schedule import Schedule
from hauberk.sources.account.calls import Answer, Call, Data, Missing, Unread, call
from tests.sources.account.calling.plans import LIST, PAGES, READS, REGION, SOON, Account, schedule, world

DOOR = Door(Key(bytes(32)))


def error(code: str, status: int = 400) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Any")


def collected(account: Account, plan: Schedule | None = None, hear: Hear = lambda _, __: None) -> Collected:
    return Collecting(account, plan or schedule(), DOOR, hear, patience=SOON).run(threads=4)


def failing(operation: str, times: int, failure: Exception) -> Any:
    """An operation fails so many times for each call, and then not."""
    return lambda made, before: failure if made.operation == operation and before < times else None


def test_all_pages_of_all_calls_are_read() -> None:
    account = Account(world(25))
    found = collected(account)
    assert found.ended is None
    assert len(found.answers) == 2 + 25 * 4
    listed = found.answers[call("lambda", "ListFunctions", REGION)]
    assert listed == Data({"Functions": [{"FunctionName": f"f{number}"} for number in range(25)]})
    assert found.requests == {
        "iam:GetAccountAuthorizationDetails": 1,
        "lambda:GetFunction": 25,
        "lambda:GetPolicy": 50,
        "lambda:ListAliases": 25,
        "lambda:ListFunctions": 3,
    }


def test_the_order_of_endings_changes_nothing() -> None:
    orders = set()
    for _ in range(5):
        found = collected(Account(world(25)))
        orders.add(tuple(found.answers))
    assert len(orders) == 1


def test_a_refusal_is_tried_again_and_counted() -> None:
    found = collected(Account(world(2), failing("GetPolicy", 2, error("TooManyRequestsException", 429))))
    assert all(isinstance(answer, Data) for answer in found.answers.values())
    assert found.requests["lambda:GetPolicy"] == 3 * 4


def test_a_refusal_that_stays_is_no_answer() -> None:
    found = collected(Account(world(2), failing("GetPolicy", 9, error("Throttling"))))
    answers = [answer for made, answer in found.answers.items() if made.operation == "GetPolicy"]
    assert {answer.code for answer in answers if isinstance(answer, Unread)} == {"throttled"}
    assert found.requests["lambda:GetPolicy"] == 3 * 4


@pytest.mark.parametrize(
    "failure",
    [EndpointConnectionError(endpoint_url="x"), ConnectTimeoutError(endpoint_url="x"), error("InternalError", 503)],
)
def test_a_dropped_connection_is_tried_again(failure: Exception) -> None:
    assert all(
        isinstance(a, Data) for a in collected(Account(world(2), failing("GetFunction", 2, failure))).answers.values()
    )
    lost = collected(Account(world(2), failing("GetFunction", 9, failure))).answers
    codes = {answer.code for answer in lost.values() if isinstance(answer, Unread)}
    assert codes == {"connection"}


def test_each_page_may_be_refused_as_often() -> None:
    """What was read of the pages before stays."""
    seen: Counter[str] = Counter()

    def answer(made: Call, cursor: Mapping[str, Any]) -> dict[str, Any]:
        seen[str(cursor)] += 1
        if seen[str(cursor)] < 3:
            raise error("Throttling")
        return world(30)(made, cursor)

    found = collected(Account(answer), schedule(LIST))
    (listed,) = found.answers.values()
    assert isinstance(listed, Data)
    assert len(listed.content["Functions"]) == 30


def test_denied_is_not_missing() -> None:
    denied = collected(Account(world(1), failing("GetPolicy", 9, error("AccessDeniedException", 403)))).answers
    answer = denied[call("lambda", "GetPolicy", REGION, FunctionName="f0")]
    assert answer == Unread(
        "access-denied", "AWS denied lambda:GetPolicy; it needs lambda:GetPolicy", "lambda:GetPolicy"
    )


def test_what_was_deleted_midway_is_missing() -> None:
    gone = collected(Account(world(1), failing("GetPolicy", 9, error("ResourceNotFoundException", 404)))).answers
    assert gone[call("lambda", "GetPolicy", REGION, FunctionName="f0")] == Missing("ResourceNotFoundException")


@pytest.mark.parametrize("tokens", [("1", "1"), ("1", "2", "1")])
def test_pages_that_lead_back_end(tokens: tuple[str, ...]) -> None:
    given = iter(tokens * 9)
    account = Account(lambda _, __: {"Functions": [], "NextMarker": next(given)})
    found = collected(account, schedule(LIST)).answers
    (answer,) = found.values()
    assert isinstance(answer, Unread)
    assert answer.code == "invalid"
    assert len(account.asked) <= len(tokens)


def test_expired_credentials_end_it_and_keep_what_was_read() -> None:
    found = collected(Account(world(8), failing("GetPolicy", 9, error("ExpiredTokenException", 403))))
    assert found.ended is not None
    assert (found.ended.by, "expired" in found.ended.text) == ("expired", True)
    kinds = Counter(
        (made.operation, type(answer).__name__, getattr(answer, "code", "")) for made, answer in found.answers.items()
    )
    assert kinds["ListFunctions", "Data", ""] == 1
    assert kinds["GetPolicy", "Unread", "interrupted"] == 16
    assert len(found.answers) == 2 + 8 * 4


def test_an_interrupt_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that waits is interrupted, as by Ctrl-C, while a call hangs."""
    reached, released = threading.Event(), threading.Event()

    def answer(made: Call, cursor: Mapping[str, Any]) -> dict[str, Any]:
        if made.operation == "GetAccountAuthorizationDetails":
            reached.set()
            released.wait(30)
        return world(3)(made, cursor)

    work = Collecting(Account(answer), schedule(), DOOR, patience=SOON)
    wait = work._turn.wait

    def interrupted(timeout: float | None = None) -> bool:
        if threading.current_thread() is threading.main_thread() and reached.is_set():
            raise KeyboardInterrupt
        return wait(0.01)

    monkeypatch.setattr(work._turn, "wait", interrupted)
    found = work.run(threads=4)
    released.set()
    assert found.ended is not None
    assert found.ended.by == "interrupt"
    roles = found.answers[call("iam", "GetAccountAuthorizationDetails", "global")]
    assert isinstance(roles, Unread)
    assert roles.code == "interrupted"


def test_each_answer_is_heard_once() -> None:
    heard: list[tuple[Call, Answer]] = []
    found = collected(Account(world(12)), hear=lambda made, answer: heard.append((made, answer)))
    assert len(heard) == len(found.answers)
    assert dict(heard) == found.answers


def test_what_is_not_ready_is_asked_for_again() -> None:
    report = LIST._replace(service="iam", operation="GenerateCredentialReport", until=lambda told: "Done" in told)
    states = iter(({"State": "STARTED"}, {"State": "INPROGRESS"}, {"Done": True}))
    found = collected(Account(lambda _, __: next(states)), schedule(report))
    assert list(found.answers.values()) == [Data({"Done": True})]
    never = collected(Account(lambda _, __: {"State": "STARTED"}), schedule(report))
    (answer,) = never.answers.values()
    assert isinstance(answer, Unread)
    assert answer.code == "not-ready"


def test_a_fault_of_ours_is_no_answer_of_aws() -> None:
    def broken(_: Call, __: Mapping[str, Any]) -> dict[str, Any]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        collected(Account(broken))


def test_requests_stay_inside_the_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted on a clock that moves only when nothing can be done, with one thread: pages and refusals take a token
    each."""
    account = Account(world(20), failing("ListAliases", 1, error("Throttling")))
    sent: list[tuple[float, str]] = []
    plan = Schedule(READS, (REGION,), Pace(0.5))
    clock = [0.0]
    take = plan.take

    def taking(now: float) -> Any:
        found = take(now)
        if isinstance(found, float) and found:
            clock[0] += found
            return taking(clock[0])
        return found

    page = account.page

    def turned(call: Call, cursor: Mapping[str, Any]) -> Mapping[str, Any]:
        sent.append((clock[0], call.operation))
        return page(call, cursor)

    monkeypatch.setattr(plan, "take", taking)
    monkeypatch.setattr(account, "page", turned)
    found = Collecting(account, plan, DOOR, patience=SOON, now=lambda: clock[0]).run(threads=1)
    assert all(isinstance(answer, Data) for answer in found.answers.values())
    rest = [at for at, operation in sent if operation in ("ListFunctions", "ListAliases")]
    assert len(rest) == 2 + 2 * 20
    for shared, rate, burst in ((rest, 7.5, 7.5), ([at for at, name in sent if name == "GetPolicy"], 7.5, 7.5)):
        for first, start in enumerate(shared):
            for last in range(first, len(shared)):
                assert last - first + 1 <= rate * (shared[last] - start) + burst + 1e-6


def test_patience_doubles_and_has_an_end() -> None:
    patience = Patience(9, 1.0, 6.0, random=False)
    assert [patience.before(attempt) for attempt in range(2, 7)] == [1.0, 2.0, 4.0, 6.0, 6.0]
    for attempt in range(2, 9):
        assert 0.25 <= PATIENCE["throttled"].before(attempt) <= 20.0


def test_the_plans_pages_are_told() -> None:
    assert PAGES["lambda:ListFunctions"].after({"NextMarker": "10"}) == {"Marker": "10"}
