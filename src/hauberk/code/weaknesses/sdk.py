"""Which operation of AWS a call is, by what it is called on: boto3's clients and resources, AWS SDK for JavaScript's
commands, aggregated clients and the older version's methods.

Sources: boto3 documentation; AWS SDK for JavaScript v3 and v2 developer guides (2026-11).
"""

import re
from typing import NamedTuple

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Arguments, Atom, Foreign, Literal, Member, Record, Result, Symbol, Value


class Operation(NamedTuple):
    """A call of an operation: service as boto3 names it, operation in its spelling too, parameters by name."""

    service: str
    operation: str
    parameters: tuple[tuple[str, Value], ...]

    def get(self, name: str) -> Value | None:
        """A parameter."""
        return next((value for given, value in self.parameters if given == name), None)


_V3 = re.compile(r"@aws-sdk/(?:client|lib)-([a-z0-9-]+)\.(\w+)$")
_V2 = re.compile(r"aws-sdk(?:\.clients\.[a-z0-9]+|\.|/clients/)\.?(\w+)\(\)")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SERVICES = {
    "lib-dynamodb": "dynamodb",
    "dynamodb": "dynamodb",
    "documentclient": "dynamodb",
    "sfn": "stepfunctions",
    "secrets-manager": "secretsmanager",
    "cloudwatch-logs": "logs",
    "eventbridge": "events",
    "cognito-identity-provider": "cognito-idp",
    "cloudwatchlogs": "logs",
    "rdsdataservice": "rds-data",
    "rdsdata": "rds-data",
    "s3-presigned-post": "s3",
    "storage": "s3",
}
_SHORT = {
    "get": "get_item",
    "put": "put_item",
    "update": "update_item",
    "delete": "delete_item",
    "query": "query",
    "scan": "scan",
    "batchget": "batch_get_item",
    "batchwrite": "batch_write_item",
    "transactwrite": "transact_write_items",
    "transactget": "transact_get_items",
}
_BOTO = (
    "boto3.client()",
    "boto3.resource()",
    "boto3.Session().client()",
    "boto3.Session().resource()",
    "boto3.session.Session().client()",
    "boto3.session.Session().resource()",
    "aioboto3.Session().client()",
    "aiobotocore.session.get_session().create_client()",
    "botocore.session.get_session().create_client()",
)


def operation(called: Called) -> Operation | None:
    """The operation that a call is; ``None`` if it is none."""
    return _boto(called.callee, called.arguments) or _command(called) or _older(called.callee, called.arguments)


def _boto(callee: Foreign, arguments: Arguments) -> Operation | None:
    if not isinstance(callee, Member):
        return None
    one: Atom = callee.of
    inherited: list[tuple[str, Value]] = []
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result):
            if one.path in _BOTO:
                service = _text(one.arguments.at(0, "service_name"))
                if service is None:
                    return None
                return Operation(service, callee.name, (*_boto_named(callee.name, arguments), *inherited))
            if isinstance(one.of, Member) and one.of.name in ("Table", "Bucket", "Queue", "Topic", "Object"):
                first = one.arguments.at(0, "name")
                key = {
                    "Table": "TableName",
                    "Bucket": "Bucket",
                    "Queue": "QueueUrl",
                    "Topic": "TopicArn",
                    "Object": "Bucket",
                }
                if first is not None:
                    inherited.append((key[one.of.name], first))
                second = one.arguments.at(1, "key")
                if one.of.name == "Object" and second is not None:
                    inherited.append(("Key", second))
        one = one.of
    return None


_PLAIN = {
    "upload_file": ("Filename", "Bucket", "Key"),
    "download_file": ("Bucket", "Key", "Filename"),
    "upload_fileobj": ("Fileobj", "Bucket", "Key"),
    "download_fileobj": ("Bucket", "Key", "Fileobj"),
    "generate_presigned_url": ("ClientMethod", "Params"),
    "generate_presigned_post": ("Bucket", "Key"),
    "Table": ("TableName",),
    "Bucket": ("Bucket",),
    "Object": ("Bucket", "Key"),
}


def _boto_named(name: str, arguments: Arguments) -> tuple[tuple[str, Value], ...]:
    found = [*zip(_PLAIN.get(name, ()), arguments.plain, strict=False), *arguments.named]
    params = next((value for given, value in found if given == "Params"), None)
    for atom in params.atoms if params is not None else ():
        if isinstance(atom, Record):
            found += atom.fields
    return tuple(found)


def _command(called: Called) -> Operation | None:
    """``new GetObjectCommand({…})``, and ``client.getObject({…})`` of an aggregated client."""
    path = called.callee.path
    found = _V3.match(path)
    if found and found[2].endswith("Command") and called.new:
        name = _snake(found[2].removesuffix("Command"))
        service = _service(found[1])
        if "lib-dynamodb" in path:
            service, name = "dynamodb", _SHORT.get(name.replace("_", ""), name)
        return Operation(service, name, _fields(called.arguments.at(0)))
    if isinstance(called.callee, Member) and isinstance(called.callee.of, Result):
        of = _V3.match(called.callee.of.of.path.removesuffix(".from"))
        if of and called.callee.name not in ("send", "destroy") and not of[2].endswith("Client"):
            name = _snake(called.callee.name)
            name = _SHORT.get(name.replace("_", ""), name) if of[1] == "dynamodb" and "lib-" in of[0] else name
            return Operation(_service(of[1]), name, _fields(called.arguments.at(0)))
    return None


def _older(callee: Foreign, arguments: Arguments) -> Operation | None:
    """``new AWS.S3().getObject({…})`` of the SDK's version 2."""
    if not isinstance(callee, Member) or not callee.path.startswith("aws-sdk"):
        return None
    made = callee.of
    if not isinstance(made, Result):
        return None
    name = made.of.path.rpartition(".")[2]
    if name in ("promise", "aws-sdk"):
        return None
    service = _service(name.lower())
    operation_ = _snake(callee.name)
    if name == "DocumentClient":
        operation_ = _SHORT.get(callee.name.lower(), operation_)
    return Operation(service, operation_, _fields(arguments.at(0)))


def _fields(value: Value | None) -> tuple[tuple[str, Value], ...]:
    found: list[tuple[str, Value]] = []
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Record):
            found += atom.fields
            if atom.rest is not None:
                found.append(("*", atom.rest))
        elif value is not None and value.taint:
            found.append(("*", value))
    return tuple(found)


def _service(name: str) -> str:
    return _SERVICES.get(name, name)


def _snake(name: str) -> str:
    return "_".join(part.lower() for part in _WORD.split(name))


def _text(value: Value | None) -> str | None:
    only = value.only if value is not None else None
    return only.value if isinstance(only, Literal) and isinstance(only.value, str) else None


__all__ = ["Operation", "Symbol", "operation"]
