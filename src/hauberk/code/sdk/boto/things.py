"""What a value of boto3 is, found by how it came about.

``boto3.resource("s3").Bucket(x).objects.all()`` is a collection of S3's resource, whatever variables, containers and
functions it went through.

Sources: boto3's documentation, "Resources" and "S3 customization reference"; those of aiobotocore and aioboto3
(2026-11).
"""

from enum import Enum
from typing import NamedTuple

from hauberk.code.flow.texts import glued
from hauberk.code.flow.values import Arguments, Atom, Foreign, Member, Result, Value, literal, text_of, unknown
from hauberk.code.sdk.models import resource
from hauberk.code.sdk.operation import Through


class Is(Enum):
    """What a value of boto3 is."""

    SESSION = "session"
    CLIENT = "client"
    RESOURCE = "resource"
    COLLECTION = "collection"
    PAGINATOR = "paginator"
    WAITER = "waiter"
    BATCH = "batch"


class Thing(NamedTuple):
    """A value of boto3. ``service`` is empty where it is computed."""

    kind: Is
    service: str = ""
    through: Through = Through()
    type: str = ""
    """The type of a resource, or of those in a collection; empty for the service itself."""
    ids: tuple[tuple[str, Value], ...] = ()
    name: str = ""
    """The operation of a paginator, the name of a waiter, the collection's own."""
    loaded: bool = False
    """Whether a resource came with its data."""
    of: Foreign | None = None
    """What a paginator or waiter came from: where the operation is named."""


_SESSIONS = frozenset(
    (
        "boto3.Session()",
        "boto3.session.Session()",
        "boto3._get_default_session()",
        "botocore.session.get_session()",
        "botocore.session.Session()",
        "aiobotocore.session.get_session()",
        "aiobotocore.session.AioSession()",
        "aiobotocore.get_session()",
        "aioboto3.Session()",
        "aioboto3.session.Session()",
        "aws_lambda_powertools.tracing.Tracer()",
    )
)
_MAKERS = {"client": Is.CLIENT, "create_client": Is.CLIENT, "resource": Is.RESOURCE}
_CREDENTIALS = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token", "profile_name")
OF_COLLECTIONS = frozenset(("all", "filter", "limit", "page_size", "pages"))
"""Methods of collections that give one again."""
_ROOT, _TRACER = "boto", "aws_lambda_powertools.tracing.Tracer()"
"""One of them is in the path of everything that comes of a session, or of a client made without one."""


class Things:
    """Tells what atoms are to boto3, each once."""

    def __init__(self) -> None:
        self._things: dict[Atom, Thing | None] = {}

    def thing(self, atom: Atom) -> Thing | None:
        """What an atom is, if it is boto3's."""
        if not isinstance(atom, (Member, Result)) or not (_ROOT in atom.path or _TRACER in atom.path):
            return None
        if atom not in self._things:
            self._things[atom] = None
            self._things[atom] = self._result(atom) if isinstance(atom, Result) else self._member(atom)
        return self._things[atom]

    def _result(self, atom: Result) -> Thing | None:
        of = atom.of
        if atom.path in _SESSIONS:
            return Thing(Is.SESSION, through=_through(atom.arguments, Through()))
        name = of.path.rpartition(".")[2]
        if name in _MAKERS and (of.path in (f"boto3.{name}", f"aioboto3.{name}")):
            return _made(_MAKERS[name], atom.arguments, Through())
        if not isinstance(of, Member):
            return None
        on = self.thing(of.of)
        if on is None:
            return None
        match on.kind:
            case Is.SESSION:
                return _made(_MAKERS[name], atom.arguments, on.through) if name in _MAKERS else None
            case Is.CLIENT if name in ("get_paginator", "get_waiter"):
                argument = atom.arguments.at(0, "operation_name" if name == "get_paginator" else "waiter_name")
                kind = Is.PAGINATOR if name == "get_paginator" else Is.WAITER
                return on._replace(kind=kind, name=text_of(argument) or "", of=atom)
            case Is.RESOURCE if name in ("batch_writer", "batch_writer_"):
                return on._replace(kind=Is.BATCH, of=atom)
            case Is.RESOURCE:
                return self._made_by(on, name, atom.arguments)
            case Is.COLLECTION if name in OF_COLLECTIONS:
                return _narrowed(on, atom.arguments)
        return None

    def _made_by(self, on: Thing, name: str, arguments: Arguments) -> Thing | None:
        """The resource that a method of another gives."""
        model = resource(on.service, on.type) or {}
        if name in model.get("has", {}):
            return self._below(on, model["has"][name], arguments, loaded=False)
        own = resource(on.service, name) if name and not on.type else None
        if own is not None:  # a service has every type that it knows below it
            return self._below(on, [name, *(f"{one}=^" for one in own.get("ids", ()))], arguments, loaded=False)
        action = model.get("actions", {}).get(name)
        if action is not None and len(action) > 1:
            return self._below(on, action[1], arguments, loaded=False)
        return None

    def _member(self, atom: Member) -> Thing | None:
        on = self.thing(atom.of)
        if on is None:
            return self._client_of(atom)
        match on.kind:
            case Is.RESOURCE:
                model = resource(on.service, on.type) or {}
                if atom.name in model.get("many", {}):
                    action = model["many"][atom.name]
                    below = self._below(on, action[1], Arguments(), loaded=True)
                    return below._replace(kind=Is.COLLECTION, name=atom.name, of=None) if below else None
                if atom.name in model.get("has", {}):
                    return self._below(on, model["has"][atom.name], Arguments(), loaded=False)
            case Is.COLLECTION if atom.name == "*":
                return on._replace(kind=Is.RESOURCE, name="")
            case Is.SESSION if atom.name == "*":
                return on
        return None

    def _client_of(self, atom: Member) -> Thing | None:
        """``resource.meta.client``."""
        inner = atom.of
        if atom.name == "client" and isinstance(inner, Member) and inner.name == "meta":
            on = self.thing(inner.of)
            if on is not None and on.kind is Is.RESOURCE:
                return Thing(Is.CLIENT, on.service, on.through)
        return None

    def _below(self, on: Thing, made: list[str], arguments: Arguments, *, loaded: bool) -> Thing:
        ids: list[tuple[str, Value]] = []
        own = dict(on.ids)
        given = 0
        for part in made[1:]:
            name, _, source = part.partition("=")
            if source == "^":
                value = arguments.at(given, name)
                given += 1
            elif source.startswith("?"):
                value = arguments.at(-1, source[1:])
                value = value if value is not None else next((v for k, v in own.items() if k == name), None)
            elif source in own:
                value = own[source]
            else:
                value = None
            ids.append((name, value if value is not None else self._told(on, made[0], name, arguments)))
        return on._replace(kind=Is.RESOURCE, type=made[0], ids=tuple(ids), loaded=loaded)

    def _told(self, on: Thing, type_: str, name: str, arguments: Arguments) -> Value:
        """What identifies a resource that a response tells: a queue's address has the name that was asked for."""
        if on.service == "sqs" and type_ == "Queue" and not on.type:
            found = arguments.at(-1, "QueueName")
            if found is not None:
                return found
        if on.service == "sns" and type_ == "Topic" and not on.type:
            found = arguments.at(-1, "Name")
            if found is not None:
                return found
        return unknown(f"the {name} that {on.service} tells")

    def identity(self, atom: Member) -> Value | None:
        """What an attribute is by which a resource is told from others: ``bucket.name``."""
        on = self.thing(atom.of)
        if on is None or on.kind is not Is.RESOURCE:
            return None
        name = _ALIASES.get((on.service, on.type, atom.name), atom.name)
        return dict(on.ids).get(name)


_ALIASES = {("dynamodb", "Table", "table_name"): "name", ("ec2", "Instance", "instance_id"): "id"}


def _made(kind: Is, arguments: Arguments, through: Through) -> Thing:
    service = text_of(arguments.at(0, "service_name"))
    return Thing(kind, service or "", _through(arguments, through))


def _through(arguments: Arguments, before: Through) -> Through:
    named = dict(arguments.named)
    region = named.get("region_name") or (arguments.at(1) if len(arguments.plain) > 1 else None) or before.region
    own = before.own and not any(name in named and not _is_none(named[name]) for name in _CREDENTIALS)
    return Through(region, named.get("endpoint_url") or before.endpoint, own)


def _narrowed(on: Thing, arguments: Arguments) -> Thing:
    """A collection of S3's objects whose keys begin with what is asked for."""
    prefix = arguments.at(-1, "Prefix")
    if prefix is None or on.service != "s3":
        return on
    keys = glued((prefix, unknown("the rest of a key that S3 tells")))
    return on._replace(ids=tuple((name, keys if name in ("key", "object_key") else value) for name, value in on.ids))


def _is_none(value: Value) -> bool:
    return value == literal(None)
