"""What calls of boto3 ask of AWS: of clients, resources, collections, paginators, waiters and batches.

Sources: boto3's documentation, "Resources", "Paginators", "Waiters" (2026-11).
"""

from collections.abc import Callable, Iterator

from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Arguments, Foreign, Member, Result, Value, text_of, unknown
from hauberk.code.sdk.boto.requests import TRANSFERS, given, requested, transferred
from hauberk.code.sdk.boto.things import OF_COLLECTIONS, Is, Thing, Things
from hauberk.code.sdk.models import resource, waited
from hauberk.code.sdk.operation import Operation, Unknown, fields_of, texts_of
from hauberk.iam.catalogue.operations import permissions

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
_PARTIALS = ("functools.partial", "functools.partialmethod")
_CALLING = frozenset(("submit", "to_thread", "run_in_executor", "run_sync", "apply_async", "apply", "call_soon"))
"""What calls the function that it is given, with the arguments behind it."""


class Boto:
    """Tells what calls of boto3 are. ``sites`` tells where a value was made."""

    def __init__(self, sites: Callable[[Foreign], tuple[Site, ...]]) -> None:
        self._sites = sites
        self._things = Things()

    def identity(self, atom: Member) -> Value | None:
        """What an attribute is by which a resource is told from others: ``bucket.name``."""
        return self._things.identity(atom)

    def operations(self, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that a call comes to."""
        callee = called.callee
        made = self._things.thing(Result(callee, called.arguments)) if isinstance(callee, (Member, Foreign)) else None
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
        on = self._things.thing(callee.of)
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
        on = self._things.thing(atom.of)
        if on is None or not on.service:
            return False
        if on.kind is Is.CLIENT:
            return atom.name in TRANSFERS or permissions(on.service, atom.name) is not None
        return on.kind is Is.RESOURCE and atom.name in (resource(on.service, on.type) or {}).get("actions", {})

    def _computed(self, called: Called) -> Iterator[Unknown]:
        first = called.arguments.at(0)
        name = called.arguments.at(1)
        if text_of(name) is not None:
            return
        for atom in first.atoms if first is not None else ():
            on = self._things.thing(atom)
            if on is not None and on.kind in (Is.CLIENT, Is.RESOURCE):
                yield Unknown("computed-operation", "which operation is called is computed", called.site)
                return

    def _of_client(self, on: Thing, name: str, called: Called) -> Iterator[Operation | Unknown]:
        if name in _OF_CLIENTS:
            return
        if on.service == "s3" and name in TRANSFERS:
            yield from transferred(on, name, called, {})
            return
        if name in ("generate_presigned_url", "generate_presigned_post"):
            yield from self._presigned(on, name, called)
            return
        yield from self._named(on, name, called, None)

    def _presigned(self, on: Thing, name: str, called: Called) -> Iterator[Operation | Unknown]:
        if name == "generate_presigned_post":
            parameters = given(("Bucket", "Key"), called.arguments)
            yield Operation(on.service, "put_object", parameters, (called.site,), on.through)
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
        if on.service == "s3" and name in TRANSFERS and on.type in ("Bucket", "Object", "ObjectSummary"):
            yield from transferred(on, name, called, dict(on.ids))
            return
        if on.service == "s3" and on.type == "Bucket" and name == "load":
            yield Operation("s3", "list_buckets", (), (called.site,), on.through)
            return
        if on.service == "s3" and on.type == "ObjectSummary" and name == "load":
            yield requested(on, ["HeadObject", "Bucket=bucket_name", "Key=key"], called)
            return
        if on.service == "ec2" and not on.type and name in ("create_tags", "delete_tags"):
            yield from self._named(on, name, called, None)
            return
        if name in ("load", "reload") and "load" in model:
            yield requested(on, model["load"], called)
        for kind in ("actions", "waiters"):
            action = model.get(kind, {}).get(name)
            if action is not None:
                yield requested(on, action if kind == "waiters" else action[0], called)

    def _of_collection(self, on: Thing, callee: Member, called: Called) -> Iterator[Operation | Unknown]:
        """A collection's call asks for what it lists when it is gone through; actions of a whole one ask twice."""
        owner, name = callee.of, callee.name
        listed = owner
        while isinstance(listed, Result) or (isinstance(listed, Member) and listed.name in OF_COLLECTIONS):
            listed = listed.of
        if not isinstance(listed, Member):
            return
        parent = self._things.thing(listed.of)
        model = (resource(parent.service, parent.type) or {}) if parent is not None else {}
        request = model.get("many", {}).get(on.name)
        if parent is None or request is None:
            return
        yield requested(parent, request[0], called)
        batch = (resource(on.service, on.type) or {}).get("batch", {}).get(name)
        if batch is not None:
            yield requested(on, batch[0], called)

    def read(self, atom: Member, site: Site) -> Iterator[Operation]:
        """The operation that fills a resource's attributes when one of them is read."""
        on = self._things.thing(atom.of)
        if on is None or on.kind is not Is.RESOURCE or on.loaded:
            return
        model = resource(on.service, on.type) or {}
        if atom.name in model.get("attributes", "").split():
            yield requested(on, model["load"], Called(atom, Arguments(), site))


def _partial(callee: Foreign) -> Arguments | None:
    """What a function was given beforehand."""
    return callee.arguments if isinstance(callee, Result) and callee.of.path in _PARTIALS else None
