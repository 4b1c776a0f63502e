"""What stands in the way before anything is read is told in a line, with the next step."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import (
    EndpointConnectionError,
    NoCredentialsError,
    ProfileNotFound,
    ReadTimeoutError,
    SSOTokenLoadError,
    UnauthorizedSSOTokenError,
)
from botocore.stub import Stubber

from hauberk.sources.account.calling import sessions
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.sessions import ALL, Asked, SessionError, opened

REGION = "eu-west-1"
ARN = "arn:aws:sts::111122223333:assumed-role/auditor/me"
ROLE = "arn:aws:iam::111122223333:role/auditor"
GIVEN = {"AccessKeyId": "ASIAEXAMPLEEXAMPLE12", "SecretAccessKey": "x", "SessionToken": "y", "Expiration": "2026-12-01"}


class Stubs:
    """Clients that answer as they are told, whoever makes them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, region: str = REGION) -> None:
        self.session = boto3.Session("key", "secret", region_name=region or None)
        self.by_service: dict[str, Any] = {}
        monkeypatch.setattr(sessions, "_session", lambda asked: self.session)
        monkeypatch.setattr(Clients, "client", lambda _, service, region: self.by_service[service])

    def on(self, service: str) -> Stubber:
        """The stub of a service."""
        client = self.by_service.setdefault(service, self.session.client(service, region_name=REGION))
        stub = Stubber(client)
        stub.activate()
        return stub

    def caller(self, stub: Stubber | None = None) -> None:
        (stub or self.on("sts")).add_response(
            "get_caller_identity", {"UserId": "AROAEXAMPLE", "Account": "111122223333", "Arn": ARN}
        )


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> Stubs:
    return Stubs(monkeypatch)


def test_the_account_is_whose_the_credentials_are(stubs: Stubs) -> None:
    stubs.caller()
    found = opened(Asked())
    assert (found.account, found.regions) == (("aws", "111122223333", ARN), (REGION,))


def test_regions_are_those_that_are_named_each_once(stubs: Stubs) -> None:
    stubs.caller()
    assert opened(Asked(regions=("us-east-1", REGION, "us-east-1"))).regions == ("us-east-1", REGION)


def test_all_regions_are_those_that_are_enabled_the_home_first(stubs: Stubs) -> None:
    stubs.caller()
    regions = [{"RegionName": name} for name in ("ap-south-1", REGION, "us-east-1")]
    stubs.on("ec2").add_response("describe_regions", {"Regions": regions}, {})
    assert opened(Asked(regions=(ALL,))).regions == (REGION, "ap-south-1", "us-east-1")


def test_another_api_tells_the_regions_where_ec2_may_not(stubs: Stubs) -> None:
    stubs.caller()
    stubs.on("ec2").add_client_error("describe_regions", "UnauthorizedOperation", http_status_code=403)
    stubs.on("account").add_response(
        "list_regions",
        {"Regions": [{"RegionName": REGION, "RegionOptStatus": "ENABLED"}]},
        {"RegionOptStatusContains": ["ENABLED", "ENABLED_BY_DEFAULT"]},
    )
    assert opened(Asked(regions=(ALL,))).regions == (REGION,)


@pytest.mark.parametrize("external_id", ["", "abc"])
def test_a_role_is_assumed_under_a_name_that_tells_who(stubs: Stubs, external_id: str) -> None:
    sts = stubs.on("sts")
    told = {"RoleArn": ROLE, "RoleSessionName": "hauberk-audit", **({"ExternalId": external_id} if external_id else {})}
    sts.add_response("assume_role", {"Credentials": GIVEN}, told)
    stubs.caller(sts)
    assert opened(Asked(role=ROLE, external_id=external_id)).account.id == "111122223333"
    sts.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("ExpiredToken", "the credentials have expired: sign in again"),
        ("InvalidClientTokenId", "AWS doesn't take these credentials (InvalidClientTokenId)"),
        ("SignatureDoesNotMatch", "AWS doesn't take these credentials (SignatureDoesNotMatch)"),
        ("AccessDenied", "AWS denied GetCallerIdentity (AccessDenied): an SCP or a VPC endpoint may forbid it"),
        ("Strange", "AWS refused GetCallerIdentity (Strange)"),
    ],
)
def test_what_aws_refuses(stubs: Stubs, code: str, says: str) -> None:
    stubs.on("sts").add_client_error("get_caller_identity", code)
    with pytest.raises(SessionError) as caught:
        opened(Asked())
    assert str(caught.value).startswith(says)


def test_a_role_that_is_not_given(stubs: Stubs) -> None:
    stubs.on("sts").add_client_error("assume_role", "AccessDenied")
    with pytest.raises(SessionError, match="look at its trust policy, and an --external-id if it wants one"):
        opened(Asked(role=ROLE))


def test_what_is_no_role(stubs: Stubs) -> None:
    with pytest.raises(SessionError, match="is no ARN of a role"):
        opened(Asked(role="auditor"))


def test_regions_that_nobody_may_list(stubs: Stubs) -> None:
    stubs.caller()
    stubs.on("ec2").add_client_error("describe_regions", "UnauthorizedOperation")
    stubs.on("account").add_client_error("list_regions", "AccessDeniedException")
    with pytest.raises(SessionError, match="name them by --region"):
        opened(Asked(regions=(ALL,)))


@pytest.mark.parametrize(
    ("error", "asked", "says"),
    [
        (ProfileNotFound(profile="x"), Asked(profile="x"), "there is no profile 'x', which --profile names: `aws"),
        (SSOTokenLoadError(error_msg="x"), Asked(profile="p"), "`aws sso login --profile p` begins a new one"),
        (UnauthorizedSSOTokenError(), Asked(), "`aws sso login` begins a new one"),
        (NoCredentialsError(), Asked(), "the credentials aren't complete"),
        (EndpointConnectionError(endpoint_url="x"), Asked(), "AWS couldn't be reached (EndpointConnectionError)"),
        (ReadTimeoutError(endpoint_url="x"), Asked(endpoint="http://127.0.0.1:9"), "is it running there?"),
    ],
)
def test_what_the_sdk_says(monkeypatch: pytest.MonkeyPatch, error: Exception, asked: Asked, says: str) -> None:
    def raising(_: Asked) -> None:
        raise error

    monkeypatch.setattr(sessions, "_session", raising)
    with pytest.raises(SessionError) as caught:
        opened(asked)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_region_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    Stubs(monkeypatch, region="")
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    with pytest.raises(SessionError, match="no region is configured: say --region"):
        opened(Asked())


@pytest.mark.parametrize("region", ["Ireland", "eu-west", "eu_west_1", "eu-west-1; rm", "../eu-west-1"])
def test_what_is_no_region(stubs: Stubs, region: str) -> None:
    with pytest.raises(SessionError, match="is no name of a region"):
        opened(Asked(regions=(region,)))


@pytest.mark.parametrize("endpoint", ["localhost", "ftp://127.0.0.1", "http://127.0.0.1/a/b", "http://"])
def test_what_is_no_endpoint(stubs: Stubs, endpoint: str) -> None:
    with pytest.raises(SessionError, match="is no address to call"):
        opened(Asked(endpoint=endpoint))


def test_a_fault_of_ours_is_no_wrong_option(stubs: Stubs, monkeypatch: pytest.MonkeyPatch) -> None:
    stubs.caller()
    monkeypatch.setattr(sessions, "whose", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        opened(Asked())
