"""Requests and answers of one operation, as the layer sees them."""

import json
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import parse_qs, unquote

from hauberk.model.regex import regex

Application: TypeAlias = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""WSGI's."""
_SCOPE = regex(r"Credential=([^/]+)/[0-9]+/([^/]+)/([^/]+)/aws4_request")


class Request(NamedTuple):
    """A signed request: who it is for, what it asks, and the environment that holds it."""

    account: str
    region: str
    service: str
    method: str
    path: str
    query: dict[str, str]
    body: Any
    environ: dict[str, Any]

    def other(self, method: str, path: str, query: str = "") -> dict[str, Any]:
        """The environment of another request by the same caller, without a body."""
        changed = {"REQUEST_METHOD": method, "PATH_INFO": path, "RAW_URI": path, "REQUEST_URI": path}
        return {**self.environ, **changed, "QUERY_STRING": query, "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}


class Answer(NamedTuple):
    """A status, a body, and headers."""

    status: str
    body: bytes
    headers: list[tuple[str, str]]

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status.startswith("2")

    def json(self) -> Any:
        """The body, read; nothing where it isn't JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return {}

    def saying(self, said: Any) -> "Answer":
        """The same with another body."""
        body = json.dumps(said).encode()
        kept = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        return Answer(self.status, body, [*kept, ("Content-Length", str(len(body)))])


def answer(said: Any, status: str = "200 OK") -> Answer:
    """An answer in JSON."""
    body = b"" if said is None else json.dumps(said).encode()
    return Answer(status, body, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])


def missing(what: str, kind: str = "ResourceNotFoundException") -> Answer:
    """The answer for something that isn't there."""
    found = answer({"Type": "User", "Message": what, "message": what}, "404 Not Found")
    return found._replace(headers=[*found.headers, ("x-amzn-ErrorType", kind)])


_XML = ("cloudfront", "route53", "s3")
"""Services that answer in XML without being asked in forms."""


_AMENDED = ("apigateway", "cognito-identity", "iot", "lambda", "wafv2", "xray")
"""Services of which the layer has something to say."""


def amended(environ: dict[str, Any]) -> bool:
    """Whether a request is of a service of which the layer has something to say."""
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return scope is not None and scope[3] in _AMENDED


def lacking(environ: dict[str, Any]) -> Answer:
    """The answer for an operation that there is none of, in the form of the service that was asked."""
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    service = scope[3] if scope is not None else ""
    code, text = "NotImplemented", "the embedded account has no such call"
    if service in _XML or "form-urlencoded" in environ.get("CONTENT_TYPE", ""):
        error = f"<Error><Code>{code}</Code><Message>{text}</Message></Error>"
        outer = ("Response><Errors", "Errors></Response") if service == "ec2" else ("ErrorResponse", "ErrorResponse")
        body = f"<{outer[0]}>{error}</{outer[1]}>".encode()
        return Answer("501 Not Implemented", body, [("Content-Type", "text/xml"), ("Content-Length", str(len(body)))])
    said = answer({"__type": code, "code": code, "message": text}, "501 Not Implemented")
    return said._replace(headers=[*said.headers, ("x-amzn-ErrorType", code)])


def signer(environ: dict[str, Any]) -> str:
    """The access key with which a request is signed; empty if it isn't."""
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return "" if scope is None else str(scope[1])


def read(environ: dict[str, Any]) -> Request | None:
    """A request of an environment, which can be read again; ``None`` if it isn't signed."""
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    if scope is None:
        return None
    length = environ.get("CONTENT_LENGTH") or "0"
    body = environ["wsgi.input"].read(int(length)) if length.isdecimal() else b""
    environ["wsgi.input"] = BytesIO(body)
    query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", ""), True).items()}
    account = str(environ.get("HTTP_X_MOTO_ACCOUNT_ID", scope[1]))
    path = unquote(environ.get("PATH_INFO", ""))
    return Request(account, scope[2], scope[3], environ["REQUEST_METHOD"], path, query, _read(body), environ)


def ask(application: Application, environ: dict[str, Any]) -> Answer:
    """What an application answers, kept."""
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        said[:] = [status, headers]

    body = b"".join(application(environ, start))
    return Answer(said[0], body, said[1])


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else {}
    except ValueError:
        return {}
