"""Functions: what is asked for once for all of them, and what of some only."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import Answer, Call, Data, Missing
from hauberk.sources.account.planning import reads_for, unlisted
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import functions
from hauberk.sources.account.services.functions import ARCHIVE, FUNCTION
from tests.sources.account.services.recorded import REGION, denied, line, made, of_account, recorded, told

ARN = f"arn:aws:lambda:{REGION}:123456789012:function:"
ORDERS = {"FunctionName": "orders", "FunctionArn": f"{ARN}orders", "Version": "$LATEST", "PackageType": "Zip"}
MODEL = {"FunctionName": "model", "FunctionArn": f"{ARN}model", "Version": "$LATEST", "PackageType": "Image"}
BOTH = line("lambda:ListFunctions", {"Functions": [ORDERS, MODEL]})
SECOND = {**ORDERS, "FunctionArn": f"{ARN}orders:2", "Version": "2", "Description": "the second"}
SIGNING = f"arn:aws:lambda:{REGION}:123456789012:code-signing-config:csc-0123456789abcdef0"
SIGNERS = line("lambda:ListCodeSigningConfigs", {"CodeSigningConfigs": [{"CodeSigningConfigArn": SIGNING}]})
OF_SIGNING = "lambda:ListFunctionsByCodeSigningConfig"


def called(facts: Iterable[str]) -> dict[str, list[str]]:
    """The functions that each operation is called for, where there are two: one of them an image."""

    def ask(made: Call, read: Read) -> Answer:
        if made.operation == "ListFunctions":
            return Data({"Functions": [ORDERS, MODEL]})
        return Missing("ResourceNotFoundException") if read.absent else Data({})

    found: dict[str, list[str]] = {}
    for made_ in collect(reads_for(facts), (REGION,), ask):
        if "FunctionName" in made_.parameters:
            found.setdefault(made_.operation, []).append(made_.parameters["FunctionName"])
    return found


def properties(*lines: str) -> Mapping[str, Mapping[str, Any]]:
    """The properties of functions by their name."""
    return {one.name: one.properties for one in made(functions, recorded(*lines)) if one.type == FUNCTION}


def test_only_an_image_is_asked_about_for_where_its_code_is() -> None:
    assert called([f"{FUNCTION}.Code"]) == {"GetFunction": ["model"]}


def test_each_is_asked_about_once_for_all_that_it_says() -> None:
    part = f"{FUNCTION}.ReservedConcurrentExecutions"
    assert called([f"{FUNCTION}.Code", part]) == {"GetFunction": ["orders", "model"]}
    assert called([ARCHIVE]) == {"GetFunction": ["orders", "model"]}


def test_an_image_has_no_runtime_that_aws_updates() -> None:
    assert called([f"{FUNCTION}.RuntimeManagementConfig"]) == {"GetRuntimeManagementConfig": ["orders"]}
    assert "RuntimeManagementConfig" not in properties(BOTH)["model"]


def test_versions_come_in_one_list_for_all_functions() -> None:
    assert called(["AWS::Lambda::Version"]) == {}
    versions = line("lambda:ListFunctions", {"Functions": [ORDERS, SECOND, MODEL]}, FunctionVersion="ALL")
    found = [one for one in made(functions, recorded(BOTH, versions)) if one.type == "AWS::Lambda::Version"]
    assert told(found) == [
        ("AWS::Lambda::Version", "orders:2", {"FunctionName": f"{ARN}orders", "Description": "the second"})
    ]
    assert found[0].id == f"{ARN}orders:2"


PUBLISHED = (
    line("lambda:ListFunctions", {"Functions": [ORDERS]}),
    line("lambda:ListFunctions", {"Functions": [ORDERS, SECOND]}, FunctionVersion="ALL"),
    line("lambda:ListAliases", {"Aliases": []}, FunctionName="orders"),
    line("lambda:ListFunctionUrlConfigs", {"FunctionUrlConfigs": []}, FunctionName="orders"),
    line("lambda:GetPolicy", "ResourceNotFoundException", FunctionName="orders"),
)
"""A function with a version, and no policy of its own."""


def test_the_policy_of_each_published_version_is_asked_for() -> None:
    def ask(made: Call, read: Read) -> Answer:
        if made.operation == "ListFunctions":
            return Data({"Functions": [ORDERS, SECOND] if made.arguments else [ORDERS]})
        return Missing("ResourceNotFoundException")

    answers = collect(reads_for(["AWS::Lambda::Permission"]), (REGION,), ask)
    asked = [made.parameters for made in answers if made.operation == "GetPolicy"]
    assert asked == [{"FunctionName": "orders"}, {"FunctionName": "orders", "Qualifier": "2"}]


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


def test_versions_that_were_denied_may_be_any() -> None:
    refused = denied("lambda:ListFunctions", FunctionVersion="ALL")
    snapshot = recorded(BOTH, refused)
    assert unlisted(snapshot, REGION)["AWS::Lambda::Version"].code == "access-denied"
    assert FUNCTION not in unlisted(snapshot, REGION)
    assert set(of_account(snapshot, "function-without-error-alarm")["function-without-error-alarm"]) == {"unknown"}


def test_a_configuration_of_code_signing_tells_its_functions() -> None:
    signed = line(OF_SIGNING, {"FunctionArns": [f"{ARN}orders"]}, CodeSigningConfigArn=SIGNING)
    found = properties(BOTH, SIGNERS, signed)
    assert found["orders"]["CodeSigningConfigArn"] == SIGNING
    assert "CodeSigningConfigArn" not in found["model"]
    assert of_account(recorded(BOTH, SIGNERS, signed), "code-signing-missing")["code-signing-missing"]


def test_one_that_does_not_tell_may_be_that_of_any() -> None:
    refused = denied(OF_SIGNING, CodeSigningConfigArn=SIGNING)
    found = properties(BOTH, SIGNERS, refused)
    assert {one["CodeSigningConfigArn"].code for one in found.values()} == {"access-denied"}
