"""Names of resources stand for themselves once all is read; everything else stays concealed."""

from typing import Any

from hauberk.model.concealed import Key
from hauberk.model.tokens import token_of
from hauberk.sources.account.calling.kept import Door
from hauberk.sources.account.calls import Data, call
from hauberk.sources.account.named import with_names
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.snapshot import Snapshot

KEY, OTHER = Key(bytes(32)), Key(bytes(range(32)))
REGION = "eu-west-1"
LIST = next(read for read in ALL_READS if read.api == "lambda:ListFunctions")
LOGS = call("logs", "DescribeLogGroups", REGION)
GROUP = {"logGroupName": "orders-log", "arn": f"arn:aws:logs:{REGION}:111122223333:log-group:orders-log:*"}


def snapshot(**variables: str) -> Snapshot:
    """One function with variables, and one log group."""
    function = {
        "FunctionName": "orders",
        "FunctionArn": f"arn:aws:lambda:{REGION}:111122223333:function:orders",
        "Environment": {"Variables": variables},
    }
    kept = Door(KEY).kept({"Functions": [function]}, LIST)
    answers = {call("lambda", "ListFunctions", REGION): Data(kept), LOGS: Data({"logGroups": [GROUP]})}
    return Snapshot("aws", "111122223333", (REGION,), "2026-11-30T12:00:00+00:00", frozenset(), answers)


def variables(found: Snapshot) -> dict[str, Any]:
    answer = found.answers[call("lambda", "ListFunctions", REGION)]
    assert isinstance(answer, Data)
    told: dict[str, Any] = answer.content["Functions"][0]["Environment"]["Variables"]
    return told


def test_a_name_of_something_that_was_read() -> None:
    before = snapshot(GROUP="orders-log")
    assert token_of(variables(before)["GROUP"]) is not None
    assert variables(with_names(before, KEY)) == {"GROUP": "orders-log"}


def test_nothing_else() -> None:
    before = snapshot(TABLE="orders-table", PART="orders-log-2")
    assert variables(with_names(before, KEY)) == variables(before)


def test_a_secret_stays_one_whatever_else_is_called_so() -> None:
    before = snapshot(DB_PASSWORD="orders-log")  # the log group's name as a password
    assert variables(with_names(before, KEY)) == variables(before)


def test_what_another_key_concealed_is_known_to_nobody() -> None:
    before = snapshot(GROUP="orders-log")
    assert variables(with_names(before, OTHER)) == variables(before)


def test_to_do_it_twice_is_to_do_it_once() -> None:
    once = with_names(snapshot(GROUP="orders-log", TABLE="x-table"), KEY)
    assert with_names(once, KEY) == once
