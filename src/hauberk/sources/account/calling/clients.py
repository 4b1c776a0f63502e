"""Clients of the SDK: one for each service and region, which all threads share. Sessions can't be shared, clients can
(boto3 documentation, "Multithreading or multiprocessing with clients", 2026-11).
"""

import gc
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from hauberk.sources.account.calling.errors import NotHereError, StrangeAnswerError, trouble
from hauberk.sources.account.calling.kept import METADATA, plain
from hauberk.sources.account.calling.paging import NO_END, Paging, paging_of
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, Unread
from hauberk.sources.account.reads import Read

if TYPE_CHECKING:
    import boto3

HOME = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
"""Where services that have no region are asked, by partition ("IAM endpoints and quotas", AWS General Reference,
2026-11)."""
_TRIES = 3
"""Attempts of single calls, which no plan paces."""
CONNECTIONS = 16
"""Requests that may be under way at once, of one client and of all."""


class Clients:
    """The clients of one account. ``endpoint`` replaces AWS's own, for the embedded account."""

    def __init__(self, session: "boto3.Session", partition: str, endpoint: str = "") -> None:
        self._session = session
        self._partition = partition
        self._endpoint = endpoint
        self._made: dict[tuple[str, str, int], Any] = {}
        self._paging: dict[str, Paging] = {}
        self._making = Lock()

    @property
    def endpoint(self) -> str:
        """What answers in the place of AWS, if anything does."""
        return self._endpoint

    @property
    def of_aws(self) -> bool:
        """Whether it is AWS who answers, so that its limits hold."""
        return not self._endpoint

    def client(self, service: str, region: str) -> Any:
        """The client of a service in a region, for single calls: the SDK tries again by itself."""
        return self._client(service, region, _TRIES)

    def release(self) -> None:
        """Closes the clients, and forgets what the SDK has loaded for them: its models of services take more memory
        than what thousands of functions are told in. Whoever asks afterwards loads them again."""
        with self._making:
            for client in self._made.values():
                client.close()
            self._made.clear()
            self._paging.clear()
            loaded = getattr(getattr(self._session, "_loader", None), "_cache", None)
            if isinstance(loaded, dict):
                loaded.clear()
        gc.collect()  # a client refers to itself in circles

    def caller(self, region: str) -> tuple[str, str]:
        """The ARN of who is calling, and the account. Raises what the SDK raises."""
        found = self.client("sts", region).get_caller_identity()
        return str(found["Arn"]), str(found["Account"])

    def _client(self, service: str, region: str, tries: int) -> Any:
        where = HOME.get(self._partition, region) if region == GLOBAL else region
        with self._making:
            found = self._made.get((service, where, tries))
            if found is None:
                config = Config(
                    retries={"mode": "standard", "total_max_attempts": tries},
                    connect_timeout=10,
                    read_timeout=60,
                    max_pool_connections=CONNECTIONS,
                    # another endpoint has one name for all accounts and buckets
                    inject_host_prefix=not self._endpoint,
                    s3={"addressing_style": "path"} if self._endpoint else {},
                )
                found = self._made[service, where, tries] = self._session.client(
                    service, region_name=where, endpoint_url=self._endpoint or None, config=config
                )
                if self._endpoint:
                    found.meta.events.register("request-created.s3-control", self._at_the_endpoint)
        return found

    def _at_the_endpoint(self, request: Any, **more: Any) -> None:  # noqa: ARG002 - how the SDK calls it
        """S3 Control puts the account in front of the host's name, whatever the host is."""
        scheme, _, authority = self._endpoint.partition("://")
        start, _, rest = str(request.url).partition(f".{authority.rstrip('/')}")
        if start.removeprefix(f"{scheme}://").isdigit():
            request.url = f"{scheme}://{authority.rstrip('/')}{rest}"

    def answer(self, call: Call, read: Read) -> Answer:
        """What comes of a call outside of a plan, all its pages put together. Never raises what AWS or the network
        says."""
        whole: dict[str, Any] = {}
        cursor: Mapping[str, Any] = {}
        seen: list[Mapping[str, Any]] = []
        try:
            while True:
                page = plain({name: value for name, value in self.page(call, cursor).items() if name != METADATA})
                page = read.digest(page) if read.digest is not None else page
                paging = self.paging(call)
                whole, cursor = paging.joined(whole, page), paging.after(page)
                if not cursor:
                    return Data(paging.without_tokens(whole))
                if cursor in seen:
                    return Unread("invalid", f"{call.api}: {NO_END}")
                seen.append(cursor)
        except (BotoCoreError, ClientError, NotHereError, StrangeAnswerError) as error:
            return trouble(error, call, read).answer

    def paging(self, call: Call) -> Paging:
        """How the pages of a call follow each other."""
        found = self._paging.get(call.api)
        if found is None:
            client = self._client(call.service, call.region, 1)
            model = client.meta.service_model.operation_model(call.operation)
            found = self._paging[call.api] = paging_of(call.service, model, self._paginator(call))
        return found

    def _paginator(self, call: Call) -> Mapping[str, Any] | None:
        from botocore.exceptions import UnknownServiceError
        from botocore.loaders import Loader

        try:
            known = Loader().load_service_model(call.service, "paginators-1")["pagination"]
        except UnknownServiceError:
            return None
        found: Mapping[str, Any] | None = known.get(call.operation)
        return found

    def _is_here(self, call: Call) -> bool:
        """Whether the SDK knows of the service in the region. Its list may be behind, so that it counts only where
        nobody answers."""
        if call.region == GLOBAL or not self.of_aws:
            return True
        return call.region in self._session.get_available_regions(call.service, self._partition)

    def page(self, call: Call, cursor: Mapping[str, Any]) -> Mapping[str, Any]:
        """One request: the page of a call that ``cursor`` leads to, the first one without.

        The SDK doesn't try again by itself here: each attempt takes a token of our own buckets, which know the limits,
        and is counted. Its adaptive mode would pace each client by what AWS refuses, so it starts too fast and, with a
        client for each region and service, knows nothing of what they share.

        Raises what the SDK does, :class:`StrangeAnswerError` for what it can make nothing of, and
        :class:`NotHereError` for a service that the region hasn't.
        """
        from botocore import xform_name

        arguments = call.parameters
        sizes = self.paging(call).most if call.service != "ec2" or not arguments else {}
        method = getattr(self._client(call.service, call.region, 1), xform_name(call.operation))
        try:
            found: Mapping[str, Any] = method(**{**sizes, **arguments, **cursor})
        except EndpointConnectionError:
            if self._is_here(call):
                raise
            raise NotHereError(call.region) from None
        except (BotoCoreError, ClientError):
            raise
        except Exception as error:  # what its parsers raise for an answer that no AWS would give
            raise StrangeAnswerError(type(error).__name__) from error
        if _is_page(found):
            raise StrangeAnswerError("a page for a browser")
        return found


_EMPTY = 2
"""Bytes of an answer in JSON that has nothing in it."""


def _is_page(answer: Mapping[str, Any]) -> bool:
    """Whether it is somebody else who answered: a portal or a proxy, which the SDK takes for an empty answer."""
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    html = str(headers.get("content-type", "")).startswith("text/html")
    return html and set(answer) == {"ResponseMetadata"} and int(headers.get("content-length", 0)) > _EMPTY
