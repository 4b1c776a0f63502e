"""From profile, role and regions to the clients of an account; what is wrong before that, told with the next step."""

import os
import re
from typing import Any, NamedTuple

import boto3
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)
from botocore.exceptions import ConnectionError as SDKConnectionError

from hauberk.model.regex import regex
from hauberk.sources.account.calling.clients import HOME, Clients
from hauberk.sources.account.reading import Account, whose

ALL = "all"
"""Stands for every region that is enabled for the account."""
SESSION = "hauberk-audit"
"""The name of the session in a role that is assumed, as CloudTrail shows it."""
_REGION = regex(r"[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}")
_ROLE = regex(r"arn:aws[a-z-]*:iam::\d{12}:role/\S+")
_ENDPOINT = regex(r"https?://[A-Za-z0-9.:\[\]-]+/?")
_EXPIRED = frozenset(("ExpiredToken", "ExpiredTokenException", "RequestExpired"))
_NOT_TAKEN = frozenset(("InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "AuthFailure"))
_DENIED = frozenset(("AccessDenied", "AccessDeniedException", "UnauthorizedOperation"))


class SessionError(Exception):
    """Nothing can be read so, and what to do about it."""


class Asked(NamedTuple):
    """Whose account is meant, by the user's options."""

    profile: str = ""
    regions: tuple[str, ...] = ()
    role: str = ""
    external_id: str = ""
    endpoint: str = ""


class Opened(NamedTuple):
    """An account that answers, and the regions to read of it."""

    clients: Clients
    account: Account
    regions: tuple[str, ...]


def opened(asked: Asked) -> Opened:
    """The account that credentials lead to. Raises :class:`SessionError`."""
    if asked.endpoint and not _ENDPOINT.fullmatch(asked.endpoint):
        raise SessionError(f"{asked.endpoint!r} is no address to call: say it as http://127.0.0.1:5000")
    if asked.role and not _ROLE.fullmatch(asked.role):
        raise SessionError(f"{asked.role!r} is no ARN of a role: they are like arn:aws:iam::111122223333:role/auditor")
    try:
        asked = asked._replace(endpoint=asked.endpoint or os.environ.get("AWS_ENDPOINT_URL", ""))
        session = _session(asked)
        home, regions = _regions(asked, session)
        partition = _partition(session, home)
        clients = Clients(session, partition, asked.endpoint)
        if asked.role:
            clients = Clients(_assumed(clients, asked, home), partition, asked.endpoint)
        account = whose(clients, home)
        return Opened(clients, account, regions or _every(clients, home))
    except SessionError:
        raise
    except (BotoCoreError, ClientError) as error:
        raise SessionError(_told(error, asked)) from None


def _session(asked: Asked) -> "boto3.Session":
    session = boto3.Session(profile_name=asked.profile or None)
    if session.get_credentials() is None:
        raise SessionError(
            "no credentials were found: sign in (`aws sso login`), say --profile, or set AWS_PROFILE or"
            " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    return session


def _regions(asked: Asked, session: "boto3.Session") -> tuple[str, tuple[str, ...]]:
    """The region to begin in, and those to read; none if that is to be asked for."""
    for region in asked.regions:
        if region != ALL and not _REGION.fullmatch(region):
            raise SessionError(f"{region!r} is no name of a region: they are like eu-west-1, or say --region {ALL}")
    if ALL in asked.regions:
        named = next((region for region in asked.regions if region != ALL), "")
        return named or session.region_name or HOME["aws"], ()
    regions = tuple(dict.fromkeys(asked.regions)) or ((session.region_name,) if session.region_name else ())
    if not regions:
        raise SessionError("no region is configured: say --region eu-west-1, or whichever, or --region all")
    return regions[0], regions


def _partition(session: "boto3.Session", region: str) -> str:
    return str(session.get_partition_for_region(region))


def _assumed(clients: Clients, asked: Asked, region: str) -> "boto3.Session":
    """A session in the role, for as long as AWS gives it by default: an hour. Nothing of it is written anywhere."""
    more = {"ExternalId": asked.external_id} if asked.external_id else {}
    found = clients.client("sts", region).assume_role(RoleArn=asked.role, RoleSessionName=SESSION, **more)
    given = found["Credentials"]
    return boto3.Session(
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
        region_name=region,
    )


def _every(clients: Clients, home: str) -> tuple[str, ...]:
    """The regions that are enabled for the account, the home first."""
    try:
        found = _described(clients.client("ec2", home))
    except ClientError as error:
        if _code(error) not in _DENIED:
            raise
        found = _listed(clients.client("account", home))
    return (home, *sorted(region for region in found if region != home)) if home in found else tuple(sorted(found))


def _described(client: Any) -> list[str]:
    """Without more said, those that need no opting in, and those that were opted in (Amazon EC2 API reference,
    "DescribeRegions", 2026-11)."""
    return [str(one["RegionName"]) for one in client.describe_regions()["Regions"]]


def _listed(client: Any) -> list[str]:
    pages = client.get_paginator("list_regions").paginate(RegionOptStatusContains=["ENABLED", "ENABLED_BY_DEFAULT"])
    return [str(one["RegionName"]) for page in pages for one in page["Regions"]]


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _told(error: Exception, asked: Asked) -> str:
    """An error in a line, with the next step."""
    match error:
        case ProfileNotFound():
            return _no_profile(asked.profile)
        case SSOError() | TokenRetrievalError():
            more = f" --profile {asked.profile}" if asked.profile else ""
            return f"the session of single sign-on has ended: `aws sso login{more}` begins a new one"
        case NoCredentialsError() | PartialCredentialsError():
            return f"the credentials aren't complete ({error}): sign in, or say another --profile"
        case HTTPClientError() | SDKConnectionError():
            where = asked.endpoint or "AWS"
            step = (
                "is it running there?" if asked.endpoint else "look at the network, and at HTTPS_PROXY if there is one"
            )
            return f"{where} couldn't be reached ({type(error).__name__}): {step}"
        case ClientError():
            return _refused(error, asked)
    return re.sub(r"\s+", " ", str(error))


def _no_profile(asked: str) -> str:
    """That there is no such profile, and who names it: the option, or a variable (botocore, ``configprovider.py``,
    2026-11, which takes these in this order)."""
    variable = next((name for name in ("AWS_DEFAULT_PROFILE", "AWS_PROFILE") if os.environ.get(name)), "")
    name, origin = (asked, "--profile") if asked else (os.environ.get(variable, ""), variable)
    said = f"there is no profile {name!r}, which {origin} names" if origin else "there is no such profile"
    other = "" if asked else f"; `unset {origin}`, or say another --profile" if origin else ""
    return f"{said}: `aws configure list-profiles` tells which there are{other}"


def _refused(error: ClientError, asked: Asked) -> str:
    code, operation = _code(error), error.operation_name
    if code in _EXPIRED:
        return "the credentials have expired: sign in again, or renew the session token"
    if code in _NOT_TAKEN:
        return f"AWS doesn't take these credentials ({code}): are they of another partition, disabled or mistyped?"
    if operation == "AssumeRole":
        more = " and --external-id" if asked.external_id else ", and an --external-id if it wants one"
        return f"AWS didn't give the role {asked.role} ({code}): look at its trust policy{more}"
    if code in _DENIED and operation in ("DescribeRegions", "ListRegions"):
        return "AWS denied the list of regions (ec2:DescribeRegions or account:ListRegions): name them by --region"
    if code in _DENIED:
        return f"AWS denied {operation} ({code}): an SCP or a VPC endpoint may forbid it; say another --profile"
    return f"AWS refused {operation} ({code})"
