"""Whether a function URL without authorization is let to anyone: by a template's permissions, and by an account's."""

import json
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calls import Data, Missing, Unread, call
from hauberk.sources.account.snapshot import Snapshot
from tests.account.shop import POLICY, REGION, URLS, changed, opened, shop
from tests.practices.cases import TODAY
from tests.scan.places import ledger, put

URL = "function-url-without-auth"
ALSO = ("function-url-without-distribution", "function-without-concurrency-limit")
NONE = changed(URLS, lambda content: content["FunctionUrlConfigs"][0].update(AuthType="NONE"))
TEMPLATE = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Role: arn:aws:iam::111122223333:role/orders, Code: { S3Bucket: code, S3Key: orders.zip } }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Orders, AuthType: NONE }
"""
LIVE = """
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Orders, FunctionVersion: $LATEST, Name: live }
"""
PERMISSION = """
  Anyone:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Orders, Action: "lambda:InvokeFunctionUrl", Principal: "*" }
"""
ONCE = "once a permission lets them: none here does"


def said(folder: Path, template: str) -> str:
    (entry,) = (one for one in ledger(put(folder, {"template.yaml": template})).findings() if one.control == URL)
    return entry.locations[0].says


def asked(snapshot: Snapshot, name: str = URL) -> tuple[State, str]:
    controls = tuple(control for control in all_controls() if control.name == name)
    (entry,) = check_snapshot(snapshot, Asking(controls, TODAY, heed=False)).entries
    place = next(iter(entry.locations), None)
    return entry.state, entry.reason.text if entry.reason else place.says if place else ""


def test_a_template_says_that_a_permission_is_missing(tmp_path: Path) -> None:
    assert ONCE in said(tmp_path, TEMPLATE)


@pytest.mark.parametrize(
    "permission",
    [
        PERMISSION,
        PERMISSION.replace("}", ', FunctionUrlAuthType: "NONE" }'),
        PERMISSION.replace("lambda:InvokeFunctionUrl", "lambda:*"),
    ],
)
def test_a_permission_for_everyone_opens_it(tmp_path: Path, permission: str) -> None:
    assert said(tmp_path, TEMPLATE + permission) == (
        "anyone on the internet can invoke the function, without credentials"
    )


@pytest.mark.parametrize(
    "permission",
    [
        PERMISSION.replace('"*"', '"111122223333"'),
        PERMISSION.replace("InvokeFunctionUrl", "InvokeFunction"),
        PERMISSION.replace("}", ", FunctionUrlAuthType: AWS_IAM }"),
        PERMISSION.replace("}", ", PrincipalOrgID: o-0123456789 }"),
        LIVE + PERMISSION.replace("!Ref Orders", "!Ref Live"),
        PERMISSION.replace("!Ref Orders", '!Sub "${Orders}:live"'),
    ],
)
def test_a_permission_for_others_does_not(tmp_path: Path, permission: str) -> None:
    assert ONCE in said(tmp_path, TEMPLATE + permission)


def test_an_alias_has_permissions_of_its_own(tmp_path: Path) -> None:
    template = TEMPLATE.replace("AuthType", "Qualifier: live, AuthType")
    assert ONCE in said(tmp_path, template + LIVE + PERMISSION)
    assert ONCE not in said(tmp_path, template + LIVE + PERMISSION.replace("!Ref Orders", "!Ref Live"))


def test_of_a_function_that_is_elsewhere_nothing_is_said(tmp_path: Path) -> None:
    assert ONCE not in said(tmp_path, TEMPLATE.replace("!Ref Orders", "orders"))


def test_in_an_account_a_url_that_nobody_may_use_is_shut() -> None:
    state, why = asked(NONE)
    assert state is State.NOT_APPLICABLE
    assert "Lambda answers 403" in why
    without = NONE._replace(answers={**NONE.answers, POLICY: Missing("ResourceNotFoundException")})
    assert asked(without)[0] is State.NOT_APPLICABLE


def test_in_an_account_a_permission_opens_it() -> None:
    assert asked(opened()) == (State.VIOLATED, "anyone on the internet can invoke the function, without credentials")


def test_a_policy_that_was_not_read_leaves_it_open_or_shut() -> None:
    denied = Unread("access-denied", "AWS denied lambda:GetPolicy", "lambda:GetPolicy")
    assert asked(NONE._replace(answers={**NONE.answers, POLICY: denied}))[0] is State.UNKNOWN


def test_one_that_asks_for_signatures_is_as_it_should_be() -> None:
    assert asked(shop())[0] is State.SATISFIED


# -- what else is asked of a URL that is open


@pytest.mark.parametrize("control", ALSO)
def test_of_a_url_that_is_shut_no_flood_is_told(control: str) -> None:
    state, why = asked(NONE, control)
    assert state is State.NOT_APPLICABLE
    assert "Lambda answers 403" in why


@pytest.mark.parametrize("control", ALSO)
def test_of_a_url_that_a_permission_opens_it_is(control: str) -> None:
    state, says = asked(opened(), control)
    assert state is State.VIOLATED
    assert says.startswith(("a flood on its URL takes", "requests come straight to the function"))


@pytest.mark.parametrize("control", ALSO)
def test_of_a_url_that_may_be_open_nothing_is_known(control: str) -> None:
    denied = Unread("access-denied", "AWS denied lambda:GetPolicy", "lambda:GetPolicy")
    assert asked(NONE._replace(answers={**NONE.answers, POLICY: denied}), control)[0] is State.UNKNOWN


def test_a_reservation_takes_the_flood_away() -> None:
    whole = call("lambda", "GetFunction", REGION, FunctionName="shop-Orders")
    reserved = {"Code": {}, "Concurrency": {"ReservedConcurrentExecutions": 5}}
    answers = {**opened().answers, whole: Data(reserved)}
    assert asked(opened()._replace(answers=answers), ALSO[1])[0] is State.SATISFIED


@pytest.mark.parametrize("control", ALSO)
def test_of_a_url_that_asks_for_signatures_no_flood_is_told(control: str) -> None:
    assert asked(shop(), control)[0] in (State.SATISFIED, State.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("created", "actions", "state"),
    [
        ("2025-09-30T10:00:00.000Z", ("InvokeFunctionUrl",), State.VIOLATED),
        ("2025-12-01T10:00:00.000Z", ("InvokeFunctionUrl",), State.UNKNOWN),
        ("2025-12-01T10:00:00.000Z", ("InvokeFunctionUrl", "InvokeFunction"), State.VIOLATED),
        ("2025-12-01T10:00:00.000Z", ("InvokeFunction",), State.NOT_APPLICABLE),
    ],
)
def test_a_url_made_since_october_2025_needs_both_permissions(
    created: str, actions: tuple[str, ...], state: State
) -> None:
    def permit(content: dict[str, Any]) -> None:
        policy = json.loads(content["Policy"])
        resource = policy["Statement"][0]["Resource"]
        policy["Statement"] = [
            {"Sid": one, "Effect": "Allow", "Principal": "*", "Action": f"lambda:{one}", "Resource": resource}
            for one in actions
        ]
        content["Policy"] = json.dumps(policy)

    made = changed(URLS, lambda content: content["FunctionUrlConfigs"][0].update(CreationTime=created), NONE)
    found, says = asked(changed(POLICY, permit, made))
    assert found is state
    assert ("lambda:InvokeFunction," in says) == (state is State.UNKNOWN)
