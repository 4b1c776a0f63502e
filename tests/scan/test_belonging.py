"""What belongs to the functions that were read, of an account that has others, too."""

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.scan.belonging import belonging
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import Answer, Call, Data, call
from hauberk.sources.account.snapshot import Snapshot
from hauberk.study.graph import Graph
from tests.scan.places import TODAY

REGION, ACCOUNT = "eu-west-1", "111122223333"
TRUST = '{"Version": "2012-10-17", "Statement": []}'


def arn(service: str, rest: str, region: str = REGION) -> str:
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{rest}"


def role(name: str) -> dict[str, object]:
    arn_ = arn("iam", f"role/{name}", "")
    return {"RoleName": name, "Arn": arn_, "Path": "/", "AssumeRolePolicyDocument": TRUST}


FUNCTION = arn("lambda", "function:orders")
ANSWERS: dict[Call, Answer] = {
    call("lambda", "ListFunctions", REGION): Data(
        {
            "Functions": [
                {
                    "FunctionName": "orders",
                    "FunctionArn": FUNCTION,
                    "Runtime": "python3.13",
                    "Role": arn("iam", "role/orders", ""),
                    "DeadLetterConfig": {"TargetArn": arn("sqs", "dead")},
                }
            ]
        }
    ),
    call("lambda", "ListEventSourceMappings", REGION): Data(
        {
            "EventSourceMappings": [
                {"UUID": "1", "FunctionArn": f"{FUNCTION}:live", "EventSourceArn": arn("sqs", "in")},
            ]
        }
    ),
    call("iam", "GetAccountAuthorizationDetails", "global"): Data(
        {"RoleDetailList": [role("orders"), role("billing")]}
    ),
    call("logs", "DescribeLogGroups", REGION): Data(
        {
            "logGroups": [
                {"logGroupName": f"/aws/lambda/{name}", "arn": arn("logs", f"log-group:/aws/lambda/{name}:*")}
                for name in ("orders", "billing")
            ]
        }
    ),
}
ASKED = frozenset(made.api for made in ANSWERS)
WHOLE = Snapshot("aws", ACCOUNT, (REGION,), "2026-11-30T12:00:00+00:00", ASKED, ANSWERS)
SOME = WHOLE._replace(filters={"functions": ["orders"]})


def names(snapshot: Snapshot) -> set[str]:
    (read,) = applications(snapshot)
    resources = read.application.resources
    return {resources[id_].name for id_ in belonging(Graph(read.application))}


def test_what_a_function_uses_and_what_uses_it() -> None:
    assert {"orders", "/aws/lambda/orders"} <= names(SOME)


@pytest.mark.parametrize("other", ["billing", "/aws/lambda/billing"])
def test_what_others_use_is_not_among_it(other: str) -> None:
    assert other not in names(SOME)


def subjects(snapshot: Snapshot, control: str) -> dict[str, State]:
    controls = [one for one in all_controls() if one.name == control]
    return {entry.name: entry.state for entry in check_snapshot(snapshot, Asking(controls, TODAY)).entries}


def test_only_what_belongs_is_asked_about() -> None:
    retention = "log-group-without-retention"
    assert set(subjects(WHOLE, retention)) == {"/aws/lambda/orders", "/aws/lambda/billing"}
    assert set(subjects(SOME, retention)) == {"/aws/lambda/orders"}
    assert subjects(SOME, retention)["/aws/lambda/orders"] == subjects(WHOLE, retention)["/aws/lambda/orders"]


def test_nothing_else_changes() -> None:
    """Verdicts on the functions are those of the whole account."""
    assert subjects(SOME, "function-without-tracing") == subjects(WHOLE, "function-without-tracing")
