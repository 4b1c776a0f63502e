"""Secrets and data that are sent for everyone on the way to read."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hauberk.code.facts.met import Fact, Met, Option, is_off, options, texts, within
from hauberk.code.facts.tables import listed, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Environment, Literal, Member, Result, Text, Value
from hauberk.model.regex import regex
from hauberk.model.secret_words import names_secret

KIND = "clear-text-endpoint"
_HERE = regex(
    r"http://(?:localhost|127\.|\[::1\]|0\.0\.0\.0|169\.254\.|host\.docker\.internal|\[fd00:ec2)", re.IGNORECASE
)
"""The same machine, and what AWS has at the machine's own addresses."""
_SCHEME = regex(r"(?:redis|mqtt|amqp|ws|ldap|stomp|nats|tcp)://", re.IGNORECASE)
_LOCAL = regex(r"\w+://(?:[^@/]*@)?(?:localhost|127\.|\[::1\]|0\.0\.0\.0|host\.docker\.internal)", re.IGNORECASE)
_QUERY = regex(r"[?&]([\w.-]+)=")
_RUNTIME = (
    *("AWS_LAMBDA_RUNTIME_API", "ECS_CONTAINER_METADATA_URI", "ECS_CONTAINER_METADATA_URI_V4"),
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
"""Variables that name something on the same machine."""
_UNENCRYPTED = ("ftplib.FTP().login", "telnetlib.Telnet")
_AWS = ("boto3.client", "boto3.resource", "boto3.Session().client", "boto3.Session().resource")


def found(met: Met) -> Iterator[Fact]:
    """Requests over HTTP that carry something, endpoints of AWS's services, and logins before anything is encrypted."""
    paths = {called.callee.path for called in met.record.calls}
    for called in met.record.calls:
        path = called.callee.path
        if _is_request(path):
            if _is_in_clear(called) and _carries(called):
                yield Fact(KIND, called.site, "everyone on the way reads what goes there over http")
        elif within(path, listed("endpoint", "connections")):
            if any(map(_is_unencrypted, _addresses(called))):
                yield Fact(KIND, called.site, "everyone on the way reads what goes over this connection")
        elif path in _AWS or (path.startswith(("@aws-sdk/client-", "aws-sdk.")) and called.new):
            yield from _of_aws(met, called)
        elif path == "smtplib.SMTP().login" and "smtplib.SMTP().starttls" not in paths:
            yield Fact(KIND, called.site, "the password goes to the mail server before anything is encrypted")
        elif path in _UNENCRYPTED or (path == "ftplib.FTP" and len(called.arguments.plain) > 2):
            yield Fact(KIND, called.site, "everyone on the way reads the password and the data")


@lru_cache(maxsize=4096)  # the same few things are called again and again
def _is_request(path: str) -> bool:
    if path in those("endpoint", "plain"):
        return True
    return within(path, listed("endpoint", "clients")) and path.rpartition(".")[2] not in those("endpoint", "making")


def _is_in_clear(called: Called) -> bool:
    """Whether a request goes over HTTP to another machine: by its address, or by a client that knows nothing else."""
    if any(map(_is_clear, _addresses(called))):
        return True
    return called.callee.path in those("endpoint", "plain") and _is_elsewhere(called)


def _of_aws(met: Met, called: Called) -> Iterator[Fact]:
    for option in options(called.arguments):
        clear = option.name in those("endpoint", "endpoints") and _is_clear(option.value)
        if clear or (option.name in ("use_ssl", "sslEnabled") and is_off(option.value)):
            yield Fact(KIND, met.written(option, called.site), "everyone on the way reads what goes to this endpoint")


def _addresses(called: Called) -> Iterator[Value]:
    """Where a request may go: by its first arguments, by its options, by those of the client."""
    one: object = called.callee
    yield from _of_arguments(called.arguments.plain[:2], options(called.arguments))
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result):
            yield from _of_arguments(one.arguments.plain[:1], options(one.arguments))
        one = one.of


def _of_arguments(plain: "tuple[Value, ...]", given: Sequence[Option]) -> Iterator[Value]:
    for value in plain:
        yield value
        for atom in value.atoms:
            if isinstance(atom, Result):  # a request or an address that is made first
                yield from atom.arguments.plain[:2]
                yield from _named(options(atom.arguments))
    yield from _named(given)


def _named(given: Sequence[Option]) -> Iterator[Value]:
    return (option.value for option in given if option.name in those("endpoint", "addresses"))


def _is_elsewhere(called: Called) -> bool:
    """Whether a client that speaks plain HTTP is told of a host that isn't this machine."""
    hosts = [text for value in _addresses(called) for text in texts(value)]
    here = any(_HERE.match(text if "://" in text else f"http://{text}") for text in hosts)
    return bool(hosts) and not here and not any(text.startswith("https://") for text in hosts)


def _is_clear(value: Value) -> bool:
    for atom in value.atoms:
        if isinstance(atom, Text) and any(
            isinstance(one, Environment) and one.name in _RUNTIME
            for piece in atom.pieces[1:2]
            if isinstance(piece, Value)
            for one in piece.atoms
        ):
            continue
        if any(text.lower().startswith("http://") and not _HERE.match(text) for text in texts(Value((atom,)))):
            return True
    return False


def _is_unencrypted(value: Value) -> bool:
    """Whether an address that is written down is of a protocol without encryption, on another machine."""
    return any(_SCHEME.match(text) and not _LOCAL.match(text) for text in texts(value))


def _carries(called: Called) -> bool:
    """Whether a request brings something that isn't for everyone."""
    if called.callee.path.rpartition(".")[2] in those("endpoint", "sending") and len(called.arguments.plain) > 1:
        return True
    for value in _addresses(called):
        for text in texts(value):
            if (
                any(names_secret(name) for name in _QUERY.findall(text))
                or "@" in text.partition("://")[2].partition("/")[0]
            ):
                return True
    return any(map(_is_carried, _everything(called)))


def _everything(called: Called) -> Iterator[Option]:
    yield from options(called.arguments)
    for value in called.arguments.plain:
        for atom in value.atoms:
            if isinstance(atom, Result):
                yield from options(atom.arguments)
                if atom.of.path == "urllib.request.Request" and len(atom.arguments.plain) > 1:
                    yield Option("data", atom.arguments.plain[1])
    one: object = called.callee
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result):
            yield from options(one.arguments)
        one = one.of


def _is_carried(option: Option) -> bool:
    name = option.name.lower()
    nothing = all(isinstance(atom, Literal) and not atom.value for atom in option.value.atoms)
    if name in those("endpoint", "bodies"):
        return not nothing
    if name in those("endpoint", "headers") or names_secret(option.name):
        return not nothing
    return False
