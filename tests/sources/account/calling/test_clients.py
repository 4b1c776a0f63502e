"""Requests of the SDK: one each, in pages as large as they may be, and none of them tried again behind our back."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.parsers import ResponseParserError
from botocore.stub import Stubber

from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.errors import NotHereError, StrangeAnswerError
from hauberk.sources.account.calls import Call, Data, Missing, Unread, call
from tests.sources.account.calling.plans import LIST, POLICY, REGION

FUNCTIONS = call("lambda", "ListFunctions", REGION)


@pytest.fixture
def clients() -> Clients:
    return Clients(boto3.Session("key", "secret", region_name=REGION), "aws")


def stubbed(clients: Clients, service: str) -> Stubber:
    """The stub of the client that makes a plan's requests."""
    stub = Stubber(clients._client(service, REGION, 1))
    stub.activate()
    return stub


def test_a_page_is_as_large_as_it_may_be(clients: Clients) -> None:
    stub = stubbed(clients, "lambda")
    stub.add_response("list_functions", {"Functions": []}, {"MaxItems": 10000})
    stub.add_response("list_functions", {"Functions": []}, {"MaxItems": 10000, "Marker": "a"})
    clients.page(FUNCTIONS, {})
    clients.page(FUNCTIONS, {"Marker": "a"})
    stub.assert_no_pending_responses()


def test_ec2_takes_no_size_beside_what_it_is_asked_about(clients: Clients) -> None:
    stub = stubbed(clients, "ec2")
    stub.add_response("describe_vpcs", {"Vpcs": []}, {"MaxResults": 1000})
    stub.add_response("describe_vpcs", {"Vpcs": []}, {"VpcIds": ["vpc-1"]})
    clients.page(call("ec2", "DescribeVpcs", REGION), {})
    clients.page(call("ec2", "DescribeVpcs", REGION, VpcIds=("vpc-1",)), {})
    stub.assert_no_pending_responses()


def test_a_service_has_one_client_for_each_region(clients: Clients) -> None:
    assert clients.client("lambda", REGION) is clients.client("lambda", REGION)
    assert clients.client("lambda", REGION) is not clients.client("lambda", "us-east-1")
    assert clients.client("cloudfront", "global").meta.endpoint_url == "https://cloudfront.amazonaws.com"
    china = Clients(boto3.Session("k", "s"), "aws-cn")
    assert china.client("iam", "global").meta.endpoint_url == "https://iam.cn-north-1.amazonaws.com.cn"


def test_what_is_released_is_forgotten_and_loaded_again(clients: Clients) -> None:
    """The SDK keeps its models in its session's loader: were they called something else, they would stay."""
    before = clients.client("lambda", REGION)
    loaded = clients._session._loader._cache
    assert any("lambda" in key for key in loaded)
    clients.release()
    assert not loaded
    assert clients.client("lambda", REGION) is not before


def test_the_sdk_tries_a_plans_requests_once(clients: Clients) -> None:
    assert clients._client("lambda", REGION, 1).meta.config.retries["total_max_attempts"] == 1
    assert clients.client("lambda", REGION).meta.config.retries["total_max_attempts"] > 1


def raising(error: Exception) -> Any:
    def method(**_: Any) -> None:
        raise error

    return method


def test_what_the_sdk_cannot_read_is_an_answer(clients: Clients) -> None:
    client = clients._client("lambda", REGION, 1)
    for error in (ResponseParserError("x"), ValueError("x"), KeyError("x")):
        client.list_functions = raising(error)
        with pytest.raises(StrangeAnswerError, match=type(error).__name__):
            clients.page(FUNCTIONS, {})


@pytest.mark.parametrize(
    ("service", "operation", "region", "expected"),
    [
        ("lambda", "ListFunctions", REGION, EndpointConnectionError),
        ("pipes", "ListPipes", "mx-central-1", NotHereError),
        ("iam", "ListUsers", "global", EndpointConnectionError),
    ],
)
def test_a_region_that_has_no_such_service(
    clients: Clients, service: str, operation: str, region: str, expected: type[Exception]
) -> None:
    client = clients._client(service, region, 1)
    name = {"ListFunctions": "list_functions", "ListPipes": "list_pipes", "ListUsers": "list_users"}[operation]
    setattr(client, name, raising(EndpointConnectionError(endpoint_url="x")))
    with pytest.raises(expected):
        clients.page(call(service, operation, region), {})


def policy(name: str) -> Call:
    return call("lambda", "GetPolicy", REGION, FunctionName=name)


def test_a_call_outside_of_a_plan(clients: Clients) -> None:
    stub = stubbed(clients, "lambda")
    stub.add_response("list_functions", {"Functions": [{"FunctionName": "a"}], "NextMarker": "x"})
    stub.add_response("list_functions", {"Functions": [{"FunctionName": "b"}]})
    stub.add_client_error("get_policy", "ResourceNotFoundException", http_status_code=404)
    stub.add_client_error("get_policy", "AccessDeniedException", http_status_code=403)
    assert clients.answer(FUNCTIONS, LIST) == Data({"Functions": [{"FunctionName": "a"}, {"FunctionName": "b"}]})
    assert clients.answer(policy("a"), POLICY) == Missing("ResourceNotFoundException")
    denied = clients.answer(policy("b"), POLICY)
    assert isinstance(denied, Unread)
    assert denied.code == "access-denied"


def test_pages_in_a_circle_outside_of_a_plan(clients: Clients) -> None:
    stub = stubbed(clients, "lambda")
    for _ in range(3):
        stub.add_response("list_functions", {"Functions": [], "NextMarker": "x"})
    found = clients.answer(FUNCTIONS, LIST)
    assert isinstance(found, Unread)
    assert found.code == "invalid"


def test_an_error_of_aws_is_raised(clients: Clients) -> None:
    stubbed(clients, "lambda").add_client_error("list_functions", "TooManyRequestsException", http_status_code=429)
    with pytest.raises(ClientError):
        clients.page(FUNCTIONS, {})
