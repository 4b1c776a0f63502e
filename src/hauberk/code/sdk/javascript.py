"""AWS SDK for JavaScript: version 3's commands that are sent, its aggregated clients, paginators, waiters, presigned
addresses and libraries; version 2's clients.

Sources: AWS SDK for JavaScript v3 developer guide and API reference; v2 API reference (2026-11).
"""

import re
from collections.abc import Callable, Iterator

from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Foreign, Literal, Member, Result, Value
from hauberk.code.sdk.models import waiters
from hauberk.code.sdk.operation import Operation, Through, Unknown, fields_of, texts_of
from hauberk.iam.catalogue.operations import permissions
from hauberk.model.regex import regex

_V3 = regex(r"@aws-sdk/(?:client|lib)-([a-z0-9-]+)\.(\w+)$")
_MADE_V3 = regex(r"@aws-sdk/(?:client|lib)-([a-z0-9-]+)\.(\w+)(?:\.from)?\(\)$")
_V2 = regex(r"aws-sdk\.(?:clients\.)?(\w+)(?:\.(DocumentClient))?\(\)$", re.IGNORECASE)
_WORD = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DOCUMENTS = {
    "get": "get_item",
    "put": "put_item",
    "update": "update_item",
    "delete": "delete_item",
    "batch_get": "batch_get_item",
    "batch_write": "batch_write_item",
    "transact_get": "transact_get_items",
    "transact_write": "transact_write_items",
}
"""Names of DynamoDB's document clients, for operations that DynamoDB calls otherwise."""
_WRAPPERS = ("captureAWSv3Client", "captureAWSClient", "captureAWS")
_OF_CLIENTS_V3 = frozenset(("send", "destroy", "config", "middlewareStack", "*"))
_OF_CLIENTS_V2 = frozenset(
    [
        "getSignedUrl",
        "getSignedUrlPromise",
        "createPresignedPost",
        "waitFor",
        "makeRequest",
        "makeUnauthenticatedRequest",
        "config",
        "endpoint",
        "setupRequestListeners",
        "createSet",
        "on",
        "off",
        "customizeRequests",
        "defineService",
        "DocumentClient",
        "Converter",
        "setPromisesDependency",
        "ManagedUpload",
    ]
)
_CREDENTIALS = ("credentials", "accessKeyId", "secretAccessKey", "sessionToken")
_PROVIDERS = ("fromNodeProviderChain()", "defaultProvider()", "fromEnv()", "fromContainerMetadata()")
"""What gives the credentials that a client has anyhow."""


class JavaScript:
    """Tells what calls of AWS SDK for JavaScript are. ``sites`` tells where a value was made."""

    def __init__(self, sites: Callable[[Foreign], tuple[Site, ...]]) -> None:
        self._sites = sites
        self.told: set[Site] = set()
        """Where a client sends a command that is known."""
        self.untold: dict[Site, None] = {}
        """Where one sends something that isn't."""

    def unknown(self) -> Iterator[Unknown]:
        """Where no command is known that a client sends. Of a loop's later rounds less is known than of its first."""
        for site in self.untold:
            if site not in self.told:
                yield Unknown("computed-operation", "which command is sent is computed", site)

    def operations(self, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that a call comes to."""
        callee = called.callee
        yield from self._function(called)
        if not isinstance(callee, Member):
            return
        if callee.name == "send":
            yield from self._sent(called)
            return
        made = _unwrapped(callee.of)
        third = _MADE_V3.match(made.path) if isinstance(made, Result) else None
        if third is not None and isinstance(made, Result) and not third[2].endswith("Command"):
            yield from self._third(third, made, called)
            return
        second = _V2.match(made.path) if isinstance(made, Result) else None
        if second is not None and isinstance(made, Result):
            yield from self._second(second, made, called)

    # -- version 3

    def _function(self, called: Called) -> Iterator[Operation | Unknown]:
        """``paginateX({client}, input)``, ``waitUntilX({client}, input)``, ``getSignedUrl(client, command)``,
        ``new Upload({client, params})``."""
        path = called.callee.path
        if not path.startswith("@aws-sdk/"):
            return
        if path == "@aws-sdk/s3-request-presigner.getSignedUrl":
            yield from self.commands(called.arguments.at(1), _client(called.arguments.at(0)), called)
            return
        if path == "@aws-sdk/s3-presigned-post.createPresignedPost":
            fields, more = fields_of(called.arguments.at(1))
            yield Operation("s3", "put_object", fields, (called.site,), _client(called.arguments.at(0)), more)
            return
        if path == "@aws-sdk/lib-storage.Upload" and called.new:
            options, _ = fields_of(called.arguments.at(0))
            fields, more = fields_of(dict(options).get("params"))
            yield Operation("s3", "put_object", fields, (called.site,), _client(dict(options).get("client")), more)
            return
        found = _V3.match(path)
        if found is None:
            return
        name = found[2]
        options, _ = fields_of(called.arguments.at(0))
        through = _client(dict(options).get("client"))
        fields, more = fields_of(called.arguments.at(1))
        if name.startswith("paginate"):
            yield from self._named(found[1], name.removeprefix("paginate"), fields, more, (called.site,), through)
        elif name.startswith(("waitUntil", "waitFor")):
            waiter = _snake(re.sub("^(waitUntil|waitFor)", "", name))
            operation = _waiters(found[1]).get(waiter)
            if operation is None:
                yield Unknown("unknown-operation", f"{found[1]} has no waiter {waiter}", called.site)
            else:
                yield from self._named(found[1], operation, fields, more, (called.site,), through)

    def _sent(self, called: Called) -> Iterator[Operation | Unknown]:
        """``client.send(new XCommand(…))``."""
        callee = called.callee
        assert isinstance(callee, Member)
        argument = called.arguments.at(0)
        through = _of_config(_unwrapped(callee.of))
        found = list(self.commands(argument, through, called))
        yield from found
        made = _unwrapped(callee.of)
        client = isinstance(made, Result) and _MADE_V3.match(made.path) is not None
        if found:
            self.told.add(called.site)
        elif client:
            self.untold[called.site] = None

    def commands(self, value: Value | None, through: Through, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that a value's commands are."""
        for atom in value.atoms if value is not None else ():
            if not isinstance(atom, Result):
                continue
            found = _V3.match(atom.of.path)
            if found is None or not found[2].endswith("Command"):
                if atom.of.path.startswith("@aws-sdk/client-") and atom.of.path.endswith(".*"):
                    yield Unknown("computed-operation", "which command is sent is computed", called.site)
                continue
            fields, more = fields_of(atom.arguments.at(0))
            sites = self._sites(atom) or (called.site,)
            for one in self._named(found[1], found[2].removesuffix("Command"), fields, more, sites, through):
                yield one._replace(word=found[2]) if isinstance(one, Operation) else one

    def _third(self, found: "re.Match[str]", made: Result, called: Called) -> Iterator[Operation | Unknown]:
        callee = called.callee
        assert isinstance(callee, Member)
        if callee.name == "*":
            yield Unknown("computed-operation", "which operation is called is computed", called.site)
        if callee.name in _OF_CLIENTS_V3 or found[2] == "Upload":
            return
        fields, more = fields_of(called.arguments.at(0))
        yield from self._named(found[1], callee.name, fields, more, (called.site,), _of_config(made))

    def _named(
        self,
        package: str,
        name: str,
        fields: tuple[tuple[str, Value], ...],
        more: Value | None,
        sites: tuple[Site, ...],
        through: Through,
    ) -> Iterator[Operation | Unknown]:
        operation = _snake(name)
        client = package
        if package == "dynamodb" and operation in _DOCUMENTS:
            operation = _DOCUMENTS[operation]
        known = permissions(client, operation)
        if known is None:
            for site in sites:
                yield Unknown("unknown-operation", f"{package} has no operation {name}", site)
            return
        yield Operation(known.client, known.name, fields, sites, through, more)

    # -- version 2

    def _second(self, found: "re.Match[str]", made: Result, called: Called) -> Iterator[Operation | Unknown]:
        callee = called.callee
        assert isinstance(callee, Member)
        service, name = found[1], callee.name
        if service in _NO_SERVICES:
            return
        through = _of_config(made)
        arguments = called.arguments
        if name == "*":
            yield Unknown("computed-operation", "which operation is called is computed", called.site)
            return
        if name in ("getSignedUrl", "getSignedUrlPromise", "waitFor", "makeRequest"):
            names = texts_of(arguments.at(0))
            if names is None:
                yield Unknown("computed-operation", "which operation is called is computed", called.site)
                return
            fields, more = fields_of(arguments.at(1))
            for one in names:
                operation = _waiters(service).get(_snake(one), "") if name == "waitFor" else one
                yield from self._named(_second_client(service), operation, fields, more, (called.site,), through)
            return
        fields, more = fields_of(arguments.at(0))
        if name == "createPresignedPost":
            form, _ = fields_of(dict(fields).get("Fields"))
            bucket = tuple((one, value) for one, value in fields if one == "Bucket")
            key = tuple(("Key", value) for one, value in form if one.lower() == "key")
            yield Operation("s3", "put_object", (*bucket, *key), (called.site,), through, more)
            return
        if name == "upload" and service.lower() == "s3":
            yield Operation("s3", "put_object", fields, (called.site,), through, more)
            return
        if name in _OF_CLIENTS_V2:
            return
        if found[2]:
            name = _DOCUMENTS.get(_snake(name), name)
        yield from self._named(_second_client(service), name, fields, more, (called.site,), through)


_SECOND = {
    "augmentedairuntime": "sagemaker-a2i-runtime",
    "cloudwatchevents": "events",
    "cloudwatchlogs": "logs",
    "cognitoidentityserviceprovider": "cognito-idp",
    "costexplorer": "ce",
    "directoryservice": "ds",
    "documentclient": "dynamodb",
    "eventbridge": "events",
    "forecastqueryservice": "forecastquery",
    "forecastservice": "forecast",
    "iotjobsdataplane": "iot-jobs-data",
    "kinesisvideosignalingchannels": "kinesis-video-signaling",
    "lexmodelbuildingservice": "lex-models",
    "lexmodelsv2": "lexv2-models",
    "lexruntimev2": "lexv2-runtime",
    "marketplaceentitlementservice": "marketplace-entitlement",
    "marketplacemetering": "meteringmarketplace",
    "migrationhub": "mgh",
    "rdsdataservice": "rds-data",
    "sagemakerfeaturestoreruntime": "sagemaker-featurestore-runtime",
    "serverlessapplicationrepository": "serverlessrepo",
    "transcribeservice": "transcribe",
}
"""Version 2's classes whose services boto3 names otherwise (API reference of version 2, 2026-11). What differs by case
and dashes alone isn't listed."""
_NO_SERVICES = frozenset(
    (
        "ChainableTemporaryCredentials",
        "CognitoIdentityCredentials",
        "Config",
        "CredentialProviderChain",
        "Credentials",
        "EC2MetadataCredentials",
        "ECSCredentials",
        "Endpoint",
        "EnvironmentCredentials",
        "FileSystemCredentials",
        "HttpClient",
        "HttpRequest",
        "MetadataService",
        "NodeHttpClient",
        "ProcessCredentials",
        "RemoteCredentials",
        "SAMLCredentials",
        "SharedIniFileCredentials",
        "TemporaryCredentials",
        "TokenFileWebIdentityCredentials",
        "WebIdentityCredentials",
    )
)
"""Version 2's classes that are no services: their methods call none (ibid.)."""


def _second_client(service: str) -> str:
    return _SECOND.get(service.lower(), service.lower())


def _waiters(package: str) -> dict[str, str]:
    """The waiters of a client, whatever its SDK calls it."""
    for name in (package, _second_client(package.replace("-", ""))):
        found = dict(waiters(name))
        if found:
            return found
    return {}


def _unwrapped(atom: Atom) -> Atom:
    """A client inside what traces it: ``tracer.captureAWSv3Client(client)``."""
    for _ in range(4):
        if isinstance(atom, Result) and atom.of.path.rpartition(".")[2] in _WRAPPERS:
            first = atom.arguments.at(0)
            only = first.only if first is not None else None
            if only is not None:
                atom = only
                continue
        break
    return atom


def _client(value: Value | None) -> Through:
    only = value.only if value is not None else None
    return _of_config(_unwrapped(only)) if only is not None else Through()


def _of_config(made: Atom) -> Through:
    """What a client was made with."""
    if not isinstance(made, Result):
        return Through()
    first = made.arguments.at(0)
    if made.path.endswith(".from()"):
        return _client(first)
    options, _ = fields_of(first)
    given = dict(options)
    own = not any(name in given and not _is_default(given[name]) for name in _CREDENTIALS)
    return Through(given.get("region"), given.get("endpoint"), own)


def _is_default(value: Value) -> bool:
    return all(
        (isinstance(atom, Literal) and atom.value is None)
        or (isinstance(atom, Foreign) and atom.path.endswith(_PROVIDERS))
        for atom in value.atoms
    )


def _snake(name: str) -> str:
    return "_".join(part.lower() for part in _WORD.split(name))
