"""Calls of the SDK, with what comes of them told as answers. boto3 is imported here, and nowhere above.

A client is made once for each service and region, and used by one thread at a time or by several: clients are safe to
share, sessions aren't (boto3 documentation, "Multithreading or multiprocessing with clients", 2026-11).
"""

from collections.abc import Callable, Mapping
from threading import Lock
from time import sleep
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, PaginationError
from botocore.parsers import ResponseParserError

from hauberk.sources.account.calling.errors import told
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, Unread
from hauberk.sources.account.reads import Read

HOME = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
"""Where services that have no region are asked, by partition ("IAM endpoints and quotas", AWS General Reference,
2026-11)."""

ATTEMPTS, PAUSE, LONGEST_PAUSE = 40, 0.25, 5.0
"""How often something is asked for that AWS has to make first, such as the credential report, and how long apart in
seconds: three minutes in all. A report takes seconds as a rule, and longer of an account with thousands of users."""


class Clients:
    """The clients of one account. ``endpoint`` replaces AWS's own, for the embedded account."""

    def __init__(self, session: "boto3.Session", partition: str, endpoint: str = "") -> None:
        self._session = session
        self._partition = partition
        self._endpoint = endpoint
        self._made: dict[tuple[str, str], Any] = {}
        self._making = Lock()

    def client(self, service: str, region: str) -> Any:
        """The client of a service in a region."""
        where = HOME.get(self._partition, region) if region == GLOBAL else region
        with self._making:
            found = self._made.get((service, where))
            if found is None:
                config = Config(
                    retries={"mode": "adaptive", "total_max_attempts": 8},
                    connect_timeout=10,
                    read_timeout=60,
                    inject_host_prefix=not self._endpoint,
                )
                found = self._made[service, where] = self._session.client(
                    service, region_name=where, endpoint_url=self._endpoint or None, config=config
                )
                if self._endpoint:
                    found.meta.events.register("request-created.s3-control", self._at_the_endpoint)
        return found

    def _at_the_endpoint(self, request: Any, **_told: Any) -> None:
        """S3 Control puts the account in front of the host's name, whatever the host is."""
        scheme, _, authority = self._endpoint.partition("://")
        start, _, rest = request.url.partition(f".{authority.rstrip('/')}")
        if start.removeprefix(f"{scheme}://").isdigit():
            request.url = f"{scheme}://{authority.rstrip('/')}{rest}"

    def answer(self, call: Call, read: Read) -> Answer:
        """What comes of a call, all pages of it put together. Never raises what AWS or the network says."""
        try:
            client = self.client(call.service, call.region)
            return _ready(lambda: _whole(client, call.operation, call.parameters), call, read)
        except PaginationError as error:
            return Unread("invalid", f"its pages have no end ({error})")
        except (BotoCoreError, ClientError, ResponseParserError) as error:
            return told(error, call, read)


def _ready(ask: Callable[[], dict[str, Any]], call: Call, read: Read) -> Answer:
    """An answer, once AWS has done what it was asked for."""
    for attempt in range(ATTEMPTS):
        if attempt:
            sleep(min(PAUSE * 2**attempt, LONGEST_PAUSE))
        found = ask()
        if read.until is None or read.until(found):
            return Data(found)
    return Unread("not-ready", f"{call.api} wasn't ready after {ATTEMPTS} attempts")


def _whole(client: Any, operation: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    from botocore import xform_name

    method = xform_name(operation)
    if client.can_paginate(method):
        found = dict(client.get_paginator(method).paginate(**arguments).build_full_result())
    else:
        found = dict(getattr(client, method)(**arguments))
    found.pop("ResponseMetadata", None)
    return found
