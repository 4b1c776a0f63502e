"""boto3, botocore and their asynchronous kin: clients, resources, collections, paginators, waiters.

What an atom is, is found by how it came about: ``boto3.resource("s3").Bucket(x).objects.all()`` is a collection of S3's
resource, whatever variables, containers and functions it went through.

Sources: boto3's documentation, "Resources", "Paginators", "Waiters", "S3 customization reference"; those of aiobotocore
and aioboto3 (2026-11).
"""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.texts import glued
from hauberk.code.flow.values import Arguments, Atom, Foreign, Member, Result, Value, literal, text_of, unknown
from hauberk.code.sdk.models import resource, waited
from hauberk.code.sdk.operation import Operation, Through, Unknown, fields_of, texts_of
from hauberk.iam.catalogue.operations import permissions


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
_OF_CLIENTS = frozenset(
    [
        "can_paginate",
        "close",
        "exceptions",
        "meta",
        "waiter_names",
        "get_paginator",
        "get_waiter",
        "__aenter__",
        "__aexit__",
        "__enter__",
        "__exit__",
        "generate_db_auth_token",
        "register_event",
    ]
)
"""Methods of clients that ask AWS for nothing by themselves."""
_OF_COLLECTIONS = frozenset(("all", "filter", "limit", "page_size", "pages"))


_ROOT, _TRACER = "boto", "aws_lambda_powertools.tracing.Tracer()"
"""One of them is in the path of everything that comes of a session, or of a client made without one."""
_PARTIALS = ("functools.partial", "functools.partialmethod")
_CALLING = frozenset(("submit", "to_thread", "run_in_executor", "run_sync", "apply_async", "apply", "call_soon"))
"""What calls the function that it is given, with the arguments behind it."""


class Boto:
    """Tells what calls of boto3 are. ``sites`` tells where a value was made."""

    def __init__(self, sites: Callable[[Foreign], tuple[Site, ...]]) -> None:
        self._sites = sites
        self._things: dict[Atom, Thing | None] = {}

    # -- what something is

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
            case Is.COLLECTION if name in _OF_COLLECTIONS:
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

    # -- what is called

    def operations(self, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that a call comes to."""
        callee = called.callee
        made = self.thing(Result(callee, called.arguments)) if isinstance(callee, (Member, Foreign)) else None
        if made is not None and made.kind in (Is.CLIENT, Is.RESOURCE) and not made.service and not made.type:
            yield Unknown("computed-service", "which service a client is of is computed", called.site)
        if callee.path == "builtins.getattr":
            yield from self._computed(called)
        partial = _partial(callee)
        if partial is not None:
            yield from self._handed(partial, called, self._sites(callee) or (called.site,))
        elif callee.path not in _PARTIALS:
            yield from self._given_on(called)
        if not isinstance(callee, Member):
            return
        on = self.thing(callee.of)
        if on is None or not on.service:
            return
        match on.kind:
            case Is.CLIENT:
                yield from self._of_client(on, callee.name, called)
            case Is.PAGINATOR if callee.name == "paginate":
                yield from self._named(on, on.name, called, on.of)
            case Is.WAITER if callee.name == "wait":
                yield from self._named(on, waited(on.service, on.name) or "", called, on.of)
            case Is.RESOURCE:
                yield from self._of_resource(on, callee.name, called)
            case Is.COLLECTION:
                yield from self._of_collection(on, callee, called)
            case Is.BATCH if callee.name in ("put_item", "delete_item"):
                yield Operation(
                    "dynamodb",
                    "batch_write_item",
                    (("TableName", dict(on.ids).get("name", unknown("a table"))),),
                    self._sites(on.of) if on.of is not None else (called.site,),
                    on.through,
                    word="batch_writer",
                )

    def _handed(self, partial: Arguments, called: Called, sites: tuple[Site, ...]) -> Iterator[Operation | Unknown]:
        """``partial(client.operation, …)(…)``."""
        first = partial.at(0)
        more = partial.more if partial.more is not None else called.arguments.more
        given = Arguments(
            (*partial.plain[1:], *called.arguments.plain), (*partial.named, *called.arguments.named), more
        )
        for atom in first.atoms if first is not None else ():
            if isinstance(atom, Member) and self._is_operation(atom):
                for one in self.operations(Called(atom, given, sites[0])):
                    yield one._replace(sites=sites) if isinstance(one, Operation) else one

    def _given_on(self, called: Called) -> Iterator[Operation | Unknown]:
        """An operation that is given to something that will call it: ``executor.submit(client.operation, …)``."""
        name = called.callee.path.rpartition(".")[2]
        for number, value in enumerate(called.arguments.plain):
            for atom in value.atoms:
                if not (isinstance(atom, Member) and self._is_operation(atom)):
                    continue
                given = Arguments(more=unknown("what it is called with"))
                if name in _CALLING:
                    given = Arguments(called.arguments.plain[number + 1 :], called.arguments.named)
                yield from self.operations(Called(atom, given, called.site))

    def _is_operation(self, atom: Member) -> bool:
        on = self.thing(atom.of)
        if on is None or not on.service:
            return False
        if on.kind is Is.CLIENT:
            return atom.name in _TRANSFERS or permissions(on.service, atom.name) is not None
        return on.kind is Is.RESOURCE and atom.name in (resource(on.service, on.type) or {}).get("actions", {})

    def _computed(self, called: Called) -> Iterator[Unknown]:
        first = called.arguments.at(0)
        name = called.arguments.at(1)
        if text_of(name) is not None:
            return
        for atom in first.atoms if first is not None else ():
            on = self.thing(atom)
            if on is not None and on.kind in (Is.CLIENT, Is.RESOURCE):
                yield Unknown("computed-operation", "which operation is called is computed", called.site)
                return

    def _of_client(self, on: Thing, name: str, called: Called) -> Iterator[Operation | Unknown]:
        if name in _OF_CLIENTS:
            return
        if on.service == "s3" and name in _TRANSFERS:
            yield from _transferred(on, name, called, {})
            return
        if name in ("generate_presigned_url", "generate_presigned_post"):
            yield from self._presigned(on, name, called)
            return
        yield from self._named(on, name, called, None)

    def _presigned(self, on: Thing, name: str, called: Called) -> Iterator[Operation | Unknown]:
        if name == "generate_presigned_post":
            given = _given(("Bucket", "Key"), called.arguments)
            yield Operation(on.service, "put_object", given, (called.site,), on.through)
            return
        operations = texts_of(called.arguments.at(0, "ClientMethod"))
        if operations is None:
            yield Unknown("computed-operation", "which operation is signed is computed", called.site)
            return
        fields, more = fields_of(called.arguments.at(1, "Params"))
        for operation in operations:
            yield Operation(on.service, operation, fields, (called.site,), on.through, more)

    def _named(self, on: Thing, name: str, called: Called, named_at: Foreign | None) -> Iterator[Operation | Unknown]:
        sites = self._sites(named_at) if named_at is not None else (called.site,)
        if not name or name == "*" or permissions(on.service, name) is None:
            text = (
                f"{on.service} has no operation {name}"
                if name and name != "*"
                else "which operation it is, is computed"
            )
            code = "unknown-operation" if name and name != "*" else "computed-operation"
            for site in sites:
                yield Unknown(code, text, site)
            return
        arguments = called.arguments
        word = named_at.path.removesuffix("()").rpartition(".")[2] if named_at is not None else ""
        yield Operation(on.service, name, arguments.named, sites, on.through, arguments.more, word)

    def _of_resource(self, on: Thing, name: str, called: Called) -> Iterator[Operation | Unknown]:
        model = resource(on.service, on.type)
        if model is None:
            return
        if on.service == "s3" and name in _TRANSFERS and on.type in ("Bucket", "Object", "ObjectSummary"):
            yield from _transferred(on, name, called, dict(on.ids))
            return
        if on.service == "s3" and on.type == "Bucket" and name == "load":
            yield Operation("s3", "list_buckets", (), (called.site,), on.through)
            return
        if on.service == "s3" and on.type == "ObjectSummary" and name == "load":
            yield _requested(on, ["HeadObject", "Bucket=bucket_name", "Key=key"], called)
            return
        if on.service == "ec2" and not on.type and name in ("create_tags", "delete_tags"):
            yield from self._named(on, name, called, None)
            return
        if name in ("load", "reload") and "load" in model:
            yield _requested(on, model["load"], called)
        for kind in ("actions", "waiters"):
            action = model.get(kind, {}).get(name)
            if action is not None:
                yield _requested(on, action if kind == "waiters" else action[0], called)

    def _of_collection(self, on: Thing, callee: Member, called: Called) -> Iterator[Operation | Unknown]:
        """A collection's call asks for what it lists when it is gone through; actions of a whole one ask twice."""
        owner, name = callee.of, callee.name
        listed = owner
        while isinstance(listed, Result) or (isinstance(listed, Member) and listed.name in _OF_COLLECTIONS):
            listed = listed.of
        if not isinstance(listed, Member):
            return
        parent = self.thing(listed.of)
        model = (resource(parent.service, parent.type) or {}) if parent is not None else {}
        request = model.get("many", {}).get(on.name)
        if parent is None or request is None:
            return
        yield _requested(parent, request[0], called)
        batch = (resource(on.service, on.type) or {}).get("batch", {}).get(name)
        if batch is not None:
            yield _requested(on, batch[0], called)

    def identity(self, atom: Member) -> Value | None:
        """What an attribute is by which a resource is told from others: ``bucket.name``."""
        on = self.thing(atom.of)
        if on is None or on.kind is not Is.RESOURCE:
            return None
        name = _ALIASES.get((on.service, on.type, atom.name), atom.name)
        return dict(on.ids).get(name)

    def read(self, atom: Member, site: Site) -> Iterator[Operation]:
        """The operation that fills a resource's attributes when one of them is read."""
        on = self.thing(atom.of)
        if on is None or on.kind is not Is.RESOURCE or on.loaded:
            return
        model = resource(on.service, on.type) or {}
        if atom.name in model.get("attributes", "").split():
            yield _requested(on, model["load"], Called(atom, Arguments(), site))


_ALIASES = {("dynamodb", "Table", "table_name"): "name", ("ec2", "Instance", "instance_id"): "id"}


def _partial(callee: Foreign) -> Arguments | None:
    """What a function was given beforehand."""
    return callee.arguments if isinstance(callee, Result) and callee.of.path in _PARTIALS else None


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


def _requested(on: Thing, request: list[str], called: Called) -> Operation:
    ids = dict(on.ids)
    found: dict[str, Value] = {}
    for part in request[1:]:
        target, _, source = part.partition("=")
        if source in ids:
            found[target.replace("[]", "").replace("[0]", "")] = ids[source]
    found.update(called.arguments.named)
    return Operation(on.service, request[0], tuple(found.items()), (called.site,), on.through, called.arguments.more)


# -- S3's transfers

_TRANSFERS = {
    "upload_file": ("Filename", "Bucket", "Key"),
    "upload_fileobj": ("Fileobj", "Bucket", "Key"),
    "download_file": ("Bucket", "Key", "Filename"),
    "download_fileobj": ("Bucket", "Key", "Fileobj"),
    "copy": ("CopySource", "Bucket", "Key"),
}


def _transferred(on: Thing, name: str, called: Called, ids: dict[str, Value]) -> Iterator[Operation]:
    bucket = ids.get("bucket_name") or (ids.get("name") if on.type == "Bucket" else None)
    known = {"Bucket": bucket, "Key": ids.get("key")}
    names = tuple(one for one in _TRANSFERS[name] if known.get(one) is None)
    found = {one: value for one, value in known.items() if value is not None}
    found |= dict(_given(names, called.arguments))
    parameters = tuple(found.items())
    extra, _ = fields_of(found.get("ExtraArgs"))
    site = (called.site,)
    if name == "copy":
        yield Operation(on.service, "copy_object", (*parameters, *extra), site, on.through)
    elif name.startswith("upload"):
        yield Operation(on.service, "put_object", (*parameters, *extra), site, on.through)
    else:
        yield Operation(on.service, "get_object", (*parameters, *extra), site, on.through)


def _given(names: tuple[str, ...], arguments: Arguments) -> tuple[tuple[str, Value], ...]:
    return (*zip(names, arguments.plain, strict=False), *arguments.named)
