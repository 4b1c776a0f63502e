"""Whom the policies of functions let in, and of their versions."""

import json

from hauberk.sources.account.services import functions
from tests.sources.account.services.orders import ARN, PUBLISHED
from tests.sources.account.services.recorded import line, made, of_account, recorded, told


def test_a_permission_on_a_version_is_one() -> None:
    statement = {"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction"}
    open_ = {"Policy": json.dumps({"Statement": [{**statement, "Resource": f"{ARN}orders:2"}]})}
    lines = (*PUBLISHED, line("lambda:GetPolicy", open_, FunctionName="orders", Qualifier="2"))
    found = [one for one in made(functions, recorded(*lines)) if one.type == "AWS::Lambda::Permission"]
    properties = {"FunctionName": f"{ARN}orders:2", "Action": "lambda:InvokeFunction", "Principal": "*"}
    assert told(found) == [("AWS::Lambda::Permission", "all of orders:2", properties)]
    said = of_account(recorded(*lines), "public-function-permission")
    assert said == {"public-function-permission": {"violated": 1}}


def test_versions_whose_policies_were_not_asked_for_may_let_anyone_in() -> None:
    """As in a snapshot of a time when nobody asked for these."""
    said = of_account(recorded(*PUBLISHED), "public-function-permission")
    assert said == {"public-function-permission": {"unknown": 1}}
