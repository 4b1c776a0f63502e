"""What an error says: that there is nothing, or that it isn't known, why, and whether to ask again."""

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from hauberk.sources.account.calling.errors import ExpiredError, StrangeAnswerError, is_sdk, permissions_of, trouble
from hauberk.sources.account.calls import GLOBAL, Missing, Unread, call
from tests.sources.account.calling.plans import LIST, POLICY, REGION

CALL = call("lambda", "GetPolicy", REGION, FunctionName="orders")


def of(code: str, status: int = 400) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "GetPolicy")


@pytest.mark.parametrize(
    ("error", "code", "again"),
    [
        (of("AccessDeniedException", 403), "access-denied", ""),
        (of("UnauthorizedOperation", 403), "access-denied", ""),
        (of("SomethingNew", 403), "access-denied", ""),
        (of("TooManyRequestsException", 429), "throttled", "throttled"),
        (of("RequestLimitExceeded", 503), "throttled", "throttled"),
        (of("ReportInProgress", 404), "not-ready", "unready"),
        (of("InternalError", 500), "connection", "connection"),
        (of("ServiceUnavailable", 503), "connection", "connection"),
        (of("UnknownOperationException"), "not-supported", ""),
        (of("Anything", 501), "not-supported", ""),
        (of("InvalidClientTokenId", 403), "not-supported", ""),
        (of("ValidationException"), "invalid", ""),
        (EndpointConnectionError(endpoint_url="x"), "connection", "connection"),
        (ReadTimeoutError(endpoint_url="x"), "connection", "connection"),
        (ConnectionClosedError(endpoint_url="x"), "connection", "connection"),
        (ParamValidationError(report="x"), "invalid", ""),
        (StrangeAnswerError("ResponseParserError"), "invalid", "connection"),
    ],
)
def test_what_could_not_be_read(error: Exception, code: str, again: str) -> None:
    told = trouble(error, CALL, POLICY)
    assert isinstance(told.answer, Unread)
    assert (told.answer.code, told.again) == (code, again)
    assert is_sdk(error)


def test_only_what_the_read_calls_absent_is_missing() -> None:
    assert trouble(of("ResourceNotFoundException", 404), CALL, POLICY).answer == Missing("ResourceNotFoundException")
    assert isinstance(trouble(of("ResourceNotFoundException", 404), CALL, LIST).answer, Unread)


@pytest.mark.parametrize("error", [of("ExpiredToken"), of("ExpiredTokenException", 403), NoCredentialsError()])
def test_credentials_that_have_ended_end_everything(error: Exception) -> None:
    with pytest.raises(ExpiredError):
        trouble(error, CALL, POLICY)


def test_the_permission_that_was_missing_is_named() -> None:
    answer = trouble(of("AccessDeniedException", 403), CALL, POLICY).answer
    assert isinstance(answer, Unread)
    assert answer.permission == "lambda:GetPolicy"
    assert permissions_of(LIST._replace(service="apigateway", operation="GetRestApis")) == ("apigateway:GET",)


def test_of_what_is_global_no_region_is_told() -> None:
    everywhere = call("iam", "GetAccountSummary", GLOBAL)
    answer = trouble(of("Anything", 501), everywhere, POLICY).answer
    assert isinstance(answer, Unread)
    assert answer.text == "iam:GetAccountSummary isn't supported"
    here = trouble(of("Anything", 501), CALL, POLICY).answer
    assert isinstance(here, Unread)
    assert here.text == f"lambda:GetPolicy isn't supported in {REGION}"
