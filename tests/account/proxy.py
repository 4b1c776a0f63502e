"""Stands between Hauberk and the embedded account, and misbehaves as a network and an account do.

What happens to a request is a function of it: it is passed on, refused as the service itself would refuse it, dropped,
delayed, or answered with what was answered before. Every request is counted, with the moment at which it came.
"""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.session import Session

_SCOPE = re.compile(r"Credential=[^/]+/\d+/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")


class Request(NamedTuple):
    """A request as AWS would see it: ``operation`` is the API's name, ``body`` and ``path`` tell requests apart."""

    service: str
    operation: str
    region: str
    path: str
    body: bytes
    number: int
    """How many requests of the operation came before."""

    @property
    def api(self) -> str:
        """The operation with its service, as a plan has it."""
        return f"{self.service}:{self.operation}"


class Refuse(NamedTuple):
    """An error of the service's own."""

    code: str
    status: int = 400


class Drop(NamedTuple):
    """The connection ends without an answer."""


class Wait(NamedTuple):
    """The answer comes late."""

    seconds: float


class Do(NamedTuple):
    """Something happens first, and then the request is passed on."""

    what: Callable[[], None]


class Again(NamedTuple):
    """What was answered to the first request of the operation is answered once more, its token included."""


Fate = Refuse | Drop | Wait | Do | Again | None
Decide = Callable[[Request], Fate]

THROTTLED, DENIED = Refuse("ThrottlingException"), Refuse("AccessDeniedException", 403)


class Proxy:
    """``seen`` are the requests with their moments. ``decide`` may be replaced at any time."""

    def __init__(self, upstream: str, decide: Decide) -> None:
        self.upstream = urlsplit(upstream)
        self.decide = decide
        self.seen: list[tuple[float, Request]] = []
        self.url = ""
        self._first: dict[str, tuple[int, list[tuple[str, str]], bytes]] = {}
        self._numbers: Counter[str] = Counter()
        self._lock = threading.Lock()

    def counted(self) -> Counter[str]:
        """How many requests came, by operation."""
        with self._lock:
            return Counter(request.api for _, request in self.seen)

    def take(self, service: str, operation: str, region: str, path: str, body: bytes) -> Request:
        """Notes a request."""
        with self._lock:
            api = f"{service}:{operation}"
            request = Request(service, operation, region, path, body, self._numbers[api])
            self._numbers[api] += 1
            self.seen.append((monotonic(), request))
            return request

    def answered(self, request: Request, answer: tuple[int, list[tuple[str, str]], bytes]) -> None:
        """Keeps the first answer of an operation."""
        with self._lock:
            self._first.setdefault(request.api, answer)

    def first(self, request: Request) -> tuple[int, list[tuple[str, str]], bytes] | None:
        """The first answer of an operation."""
        with self._lock:
            return self._first.get(request.api)


@contextmanager
def between(upstream: str, decide: Decide = lambda _: None) -> Iterator[Proxy]:
    """A proxy for the time of a ``with``."""
    proxy = Proxy(upstream, decide)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(proxy))
    server.daemon_threads = True
    proxy.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            scope = _SCOPE.search(self.headers.get("Authorization", ""))
            region, signed = (scope[1], scope[2]) if scope else ("", "")
            service, operation = _named(signed, self.command, self.path, self.headers, body)
            request = proxy.take(service, operation, region, self.path, body)
            fate = proxy.decide(request)
            if isinstance(fate, Drop):
                self.close_connection = True
                self.connection.close()
                return
            if isinstance(fate, Refuse):
                self.send(*_refusal(service, fate))
                return
            if isinstance(fate, Wait):
                sleep(fate.seconds)
            if isinstance(fate, Do):
                fate.what()
            before = proxy.first(request) if isinstance(fate, Again) else None
            if before is not None:
                self.send(*before)
                return
            answer = self.passed_on(body)
            proxy.answered(request, answer)
            self.send(*answer)

        def passed_on(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
            connection = HTTPConnection(str(proxy.upstream.hostname), proxy.upstream.port, timeout=60)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
            connection.close()
            kept = ("content-length", "transfer-encoding", "connection")
            return answer.status, [(n, v) for n, v in answer.getheaders() if n.lower() not in kept], data

        def send(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"):
        setattr(Handler, f"do_{method}", Handler.answer)
    return Handler


# -- what a request asks for, by botocore's models


_LOADER = Loader()
_MODELS: dict[str, ServiceModel] = {}
_BY_SIGNING: dict[str, list[str]] = {}
_LOADING = threading.Lock()
_SORTING = threading.Lock()


def model_of(service: str) -> ServiceModel:
    """botocore's model of a service."""
    with _LOADING:
        if service not in _MODELS:
            _MODELS[service] = Session().get_service_model(service)
        return _MODELS[service]


USED = (
    "accessanalyzer",
    "acm",
    "apigateway",
    "apigatewayv2",
    "appsync",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codedeploy",
    "cognito-identity",
    "cognito-idp",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "efs",
    "elasticache",
    "elbv2",
    "es",
    "events",
    "firehose",
    "guardduty",
    "iam",
    "inspector2",
    "kafka",
    "kinesis",
    "kms",
    "lambda",
    "logs",
    "opensearch",
    "organizations",
    "pipes",
    "rds",
    "redshift",
    "resourcegroupstaggingapi",
    "s3",
    "s3control",
    "scheduler",
    "secretsmanager",
    "securityhub",
    "sns",
    "sqs",
    "ssm",
    "stepfunctions",
    "sts",
    "wafv2",
    "xray",
    "docdb",
    "neptune",
    "memorydb",
    "mq",
    "account",
)
"""The services whose requests can be told."""


def _services(signed: str) -> list[str]:
    """The services that sign with a name: API Gateway's two do with the same."""
    with _SORTING:  # another thread must not take the table while it is half full
        if not _BY_SIGNING:
            for service in USED:
                _BY_SIGNING.setdefault(model_of(service).signing_name, []).append(service)
        return _BY_SIGNING.get(signed, [signed])


def _named(signed: str, method: str, path: str, headers: Any, body: bytes) -> tuple[str, str]:
    target = headers.get("X-Amz-Target", "")
    for service in _services(signed):
        if target and target.rpartition(".")[2] in model_of(service).operation_names:
            return service, target.rpartition(".")[2]
    asked = parse_qs(body.decode("utf-8", "replace")).get("Action") or parse_qs(urlsplit(path).query).get("Action")
    for service in _services(signed):
        if asked and asked[0] in model_of(service).operation_names:
            return service, asked[0]
    for service in _services(signed):
        found = _by_path(service, method, path)
        if found:
            return service, found
    return signed, f"{method} {path}"


def _by_path(service: str, method: str, path: str) -> str:
    """The operation whose path has the most of its own words in it."""
    asked = urlsplit(path)
    query = parse_qs(asked.query, keep_blank_values=True)
    best: tuple[int, str] = (-1, "")
    for name in model_of(service).operation_names:
        http = model_of(service).operation_model(name).http
        if http.get("method") != method:
            continue
        wanted = urlsplit(http["requestUri"])
        needed = parse_qs(wanted.query, keep_blank_values=True)
        pattern = re.sub(r"\\\{[^}]*\\\+\\\}", ".+", re.escape(wanted.path))
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", pattern)
        if re.fullmatch(pattern.rstrip("/") + "/?", asked.path) and needed.keys() <= query.keys():
            score = len(re.sub(r"\{[^}]*\}", "", wanted.path)) + 100 * len(needed)
            best = max(best, (score, name))
    return best[1]


def _refusal(service: str, refuse: Refuse) -> tuple[int, list[tuple[str, str]], bytes]:
    """An error in the protocol of a service."""
    protocol = model_of(service).metadata["protocol"] if service in USED else "json"
    code = refuse.code
    if protocol in ("query", "ec2", "rest-xml"):
        code = {"AccessDeniedException": "AccessDenied", "ThrottlingException": "Throttling"}.get(code, code)
        error = f"<Error><Code>{code}</Code><Message>refused</Message></Error>"
        text = {
            "query": f"<ErrorResponse>{error}<RequestId>r</RequestId></ErrorResponse>",
            "ec2": f"<Response><Errors>{error}</Errors><RequestID>r</RequestID></Response>",
            "rest-xml": error if service in ("s3", "s3control") else f"<ErrorResponse>{error}</ErrorResponse>",
        }[protocol]
        return refuse.status, [("Content-Type", "text/xml")], text.encode()
    told = json.dumps({"__type": code, "message": "refused", "Message": "refused"}).encode()
    return refuse.status, [("Content-Type", "application/json"), ("x-amzn-ErrorType", code)], told
