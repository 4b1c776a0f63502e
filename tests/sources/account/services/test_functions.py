"""Functions: what is said of each, and what isn't known of any."""

from collections.abc import Mapping
from typing import Any

from hauberk.sources.account.services import functions
from hauberk.sources.account.services.function_reads import FUNCTION
from tests.sources.account.services.orders import ARN, BOTH
from tests.sources.account.services.recorded import REGION, denied, line, made, of_account, recorded

SIGNING = f"arn:aws:lambda:{REGION}:123456789012:code-signing-config:csc-0123456789abcdef0"
SIGNERS = line("lambda:ListCodeSigningConfigs", {"CodeSigningConfigs": [{"CodeSigningConfigArn": SIGNING}]})
OF_SIGNING = "lambda:ListFunctionsByCodeSigningConfig"


def properties(*lines: str) -> Mapping[str, Mapping[str, Any]]:
    """The properties of functions by their name."""
    return {one.name: one.properties for one in made(functions, recorded(*lines)) if one.type == FUNCTION}


def test_an_image_has_no_runtime_that_aws_updates() -> None:
    assert "RuntimeManagementConfig" not in properties(BOTH)["model"]


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
