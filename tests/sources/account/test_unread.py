"""What wasn't read, by permission and by reason."""

from hauberk.practices import all_controls
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calls import Answer, Call, Data, Missing, Unread, call
from hauberk.sources.account.snapshot import Snapshot
from hauberk.sources.account.unread import losses, missing_permissions, to_ask_again
from tests.scan.places import TODAY

REGION = "eu-west-1"
DENIED = Unread("access-denied", "AWS denied lambda:GetPolicy; it needs lambda:GetPolicy", "lambda:GetPolicy")
BOTH = Unread("access-denied", "AWS denied lambda:GetFunction", "lambda:GetFunction and lambda:ListTags")
THROTTLED = Unread("throttled", "AWS throttled iam:GetAccountSummary until all attempts were used up")


def policy(name: str) -> Call:
    return call("lambda", "GetPolicy", REGION, FunctionName=name)


ANSWERS: dict[Call, Answer] = {
    call("lambda", "ListFunctions", REGION): Data({"Functions": []}),
    policy("a"): DENIED,
    policy("b"): Missing("ResourceNotFoundException"),
    policy("c"): DENIED,
    call("lambda", "GetFunction", REGION, FunctionName="a"): BOTH,
    call("iam", "GetAccountSummary", "global"): THROTTLED,
}
SNAPSHOT = Snapshot("aws", "111122223333", (REGION,), "2026-11-30T12:00:00+00:00", frozenset(), ANSWERS)


def test_calls_of_one_operation_are_told_once() -> None:
    assert [(loss.api, loss.code, loss.calls, loss.region) for loss in losses(SNAPSHOT)] == [
        ("lambda:GetPolicy", "access-denied", 2, REGION),
        ("lambda:GetFunction", "access-denied", 1, REGION),
        ("iam:GetAccountSummary", "throttled", 1, REGION),
    ]


def test_each_permission_that_was_missing_is_named_once() -> None:
    assert missing_permissions(SNAPSHOT) == ("lambda:GetFunction", "lambda:GetPolicy", "lambda:ListTags")
    assert missing_permissions(SNAPSHOT._replace(answers={})) == ()


def test_what_another_attempt_may_read() -> None:
    assert to_ask_again(SNAPSHOT) == 1


def test_the_ledger_has_it_as_gaps_and_says_what_to_grant() -> None:
    ledger = check_snapshot(SNAPSHOT, Asking(all_controls(), TODAY))
    assert [(gap.path, gap.code) for gap in ledger.gaps] == [
        ("111122223333/eu-west-1", "access-denied"),
        ("111122223333/eu-west-1", "access-denied"),
        ("111122223333/eu-west-1", "throttled"),
    ]
    assert ledger.gaps[0].text.endswith("it needs lambda:GetPolicy (2 calls)")
    assert ledger.notes[0] == (
        "111122223333: grant these 3 permissions to read the rest:"
        " lambda:GetFunction, lambda:GetPolicy, lambda:ListTags"
    )


def test_what_is_not_known_of_a_region_stands_at_the_region() -> None:
    listed = {"Functions": [{"FunctionName": "a", "FunctionArn": f"arn:aws:lambda:{REGION}:111122223333:function:a"}]}
    answers: dict[Call, Answer] = {call("lambda", "ListFunctions", REGION): Data(listed)}
    snapshot = SNAPSHOT._replace(answers=answers, asked=frozenset(("lambda:ListFunctions",)))
    controls = tuple(one for one in all_controls() if one.name == "access-analyzer-failing")
    (entry,) = check_snapshot(snapshot, Asking(controls, TODAY)).entries
    assert entry.subject == f"111122223333/{REGION}"
    assert [place.path for place in entry.locations] == [f"arn:aws:account:{REGION}:111122223333:region"]
