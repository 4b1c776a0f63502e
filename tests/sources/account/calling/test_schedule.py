"""What can be begun when; and whatever the order in which it ends, the same is kept in the same order."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.schedule import Schedule, Task
from hauberk.sources.account.calls import Answer, Call, Data, Missing, Unread, call
from tests.sources.account.calling.plans import (
    ALIASES,
    GET,
    LIST,
    POLICY,
    READS,
    REGION,
    ROLES,
    schedule,
    taken,
    world,
)

ACCOUNT = world(4)


def answered(task: Task) -> Answer:
    if task.call.operation == "GetPolicy" and ("FunctionName", "f1") in task.call.arguments:
        return Missing("ResourceNotFoundException")
    return Data(ACCOUNT(task.call, {}))


def ended(plan: Schedule, pick: "st.DataObject | None" = None) -> dict[Call, Answer]:
    """Ends what is under way, in whichever order is drawn."""
    under_way: list[Task] = []
    now = 0.0
    while (found := plan.take(now)) is not None or under_way:
        if isinstance(found, Task):
            under_way.append(found)
            continue
        if under_way:
            place = pick.draw(st.integers(0, len(under_way) - 1)) if pick else 0
            task = under_way.pop(place)
            if pick and pick.draw(st.booleans()):
                plan.again(task, now)
            else:
                plan.finish(task, answered(task))
        else:
            assert isinstance(found, float)
            now += found
    return plan.ordered()


@given(st.data())
def test_any_order_of_endings_gives_the_same_snapshot(data: st.DataObject) -> None:
    share = data.draw(st.sampled_from((None, 0.1, 1.0)))
    found = ended(schedule(share=share), data)
    assert list(found.items()) == list(ended(schedule()).items())


def test_calls_stand_in_the_order_of_the_plan() -> None:
    order = [made.api for made in ended(schedule())]
    assert order == [
        "lambda:ListFunctions",
        "iam:GetAccountAuthorizationDetails",
        *["lambda:GetFunction"] * 4,
        *["lambda:ListAliases"] * 4,
        *["lambda:GetPolicy"] * 8,
    ]


def test_a_read_is_opened_once_all_before_it_is_answered() -> None:
    plan = schedule()
    first = taken(plan, 0.0)
    assert [task.call.api for task in first] == ["lambda:ListFunctions", "iam:GetAccountAuthorizationDetails"]
    plan.finish(first[0], answered(first[0]))
    second = taken(plan, 0.0)
    assert {task.call.api for task in second} == {"lambda:ListAliases", "lambda:GetFunction"}
    for task in second:
        if task.call.operation == "ListAliases":
            assert not any(one.call.operation == "GetPolicy" for one in taken(plan, 0.0))
            plan.finish(task, answered(task))
    assert {task.call.api for task in taken(plan, 0.0)} == {"lambda:GetPolicy"}


def test_what_others_wait_for_comes_first() -> None:
    versions = GET._replace(operation="ListVersionsByFunction")
    plan = schedule(LIST, versions, ALIASES, POLICY)
    (first,) = taken(plan, 0.0)
    plan.finish(first, answered(first))
    assert [task.call.operation for task in taken(plan, 0.0)][:4] == ["ListAliases"] * 4


def test_no_call_waits_for_a_token_while_another_could_be_made() -> None:
    plan = Schedule((LIST, ALIASES, GET), (REGION,), Pace(0.2))
    (first,) = taken(plan, 0.0)
    plan.finish(first, Data({"Functions": [{"FunctionName": f"f{number}"} for number in range(10)]}))
    begun = [task.call.operation for task in taken(plan, 0.0)]
    assert begun.count("ListAliases") == 2, "a fifth of fifteen, of which the list took one"
    assert begun.count("GetFunction") == 10


def test_a_region_waits_for_no_other() -> None:
    plan = Schedule((LIST, GET), ("eu-west-1", "us-east-1"), Pace(None))
    ireland, _ = taken(plan, 0.0)
    plan.finish(ireland, answered(ireland))
    assert {task.call.region for task in taken(plan, 0.0)} == {"eu-west-1"}


def test_what_is_known_is_not_asked_again() -> None:
    whole = ended(schedule())
    known = {made: answer for made, answer in whole.items() if made.operation != "GetPolicy"}
    plan = Schedule(READS, (REGION,), Pace(None), known)
    asked = taken(plan, 0.0)
    assert {task.call.operation for task in asked} == {"GetPolicy"}
    for task in asked:
        plan.finish(task, answered(task))
    assert list(plan.ordered().items()) == list(whole.items())


def test_a_list_that_is_denied_opens_what_comes_after_with_nothing_to_call() -> None:
    plan = schedule(LIST._replace(operation="ListLayers"), ROLES)
    for task in taken(plan, 0.0):
        plan.finish(task, Unread("access-denied", "no"))
    assert plan.take(0.0) is None


def test_giving_up_answers_even_what_was_not_known_yet() -> None:
    plan = schedule()
    listing = taken(plan, 0.0)[0]
    plan.finish(listing, answered(listing))
    plan.give_up(lambda made: Unread("interrupted", made.api))
    found = plan.ordered()
    assert found[call("lambda", "GetPolicy", REGION, FunctionName="f0")] == Unread("interrupted", "lambda:GetPolicy")
    assert sum(1 for answer in found.values() if isinstance(answer, Data)) == 1
    assert plan.unanswered == 0


def test_a_request_that_is_to_wait_waits() -> None:
    plan = schedule(LIST)
    (task,) = taken(plan, 0.0)
    plan.again(task, 3.0)
    assert plan.take(1.0) == 2.0
    assert plan.take(3.0) is task
