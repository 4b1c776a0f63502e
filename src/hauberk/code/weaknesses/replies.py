"""Answers that are given by methods: of Express, Fastify, Hono, Koa and lambda-api.

Sources: expressjs.com (5.x API), fastify.dev (Reply), hono.dev (Context), koajs.com, github.com/jeremydaly/lambda-api
(2026-11).
"""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site, Taint
from hauberk.code.flow.values import Atom, Literal, Member, Result, Text, Value, is_there, without
from hauberk.code.flow.values import Record as Fields
from hauberk.code.weaknesses.pages import HEADER, HTML, REDIRECT, has_markup, is_own_site, left, says_html
from hauberk.model.regex import regex

_REPLY = regex(
    r"^(express\.response|fastify\.reply|hono\.context|koa\.context|lambda-api\.response)(?:\.\w+(?:\(\))?)*?\.(\w+)$"
)
_BODIES = frozenset(("send", "end", "write", "html", "body"))
_TYPES = frozenset(("type", "contentType", "set", "header", "setHeader", "headers", "writeHead"))
_HEADERS = frozenset(("set", "header", "headers", "writeHead"))
Part = tuple[str, Site, str, list[Taint]]


def of_reply(called: Called, record: Record) -> Iterator[Part]:
    """Hostile data in an answer that a method gives."""
    found = _REPLY.match(called.callee.path)
    if not found:
        return
    kind, name = found[1], found[2]
    plain = called.arguments.plain
    if name == "redirect" and plain:
        value = plain[0] if kind == "hono.context" else _address(plain)
        yield from _part(REDIRECT, called, "Location", value if not is_own_site(value) else Value(()))
    elif name in ("location", "html") and plain:
        value = plain[0]
        what = REDIRECT if name == "location" else HTML
        if what == HTML or not is_own_site(value):
            yield from _part(what, called, "Location" if what == REDIRECT else "body", value)
    elif name in _HEADERS and any(isinstance(atom, Fields) for value in plain for atom in value.atoms):
        for atom in (one for value in plain for one in value.atoms):
            yield from _of_headers(atom, called)
    elif name in ("set", "header", "setHeader", "append") and len(plain) > 1:
        header = plain[0].only
        if isinstance(header, Literal) and str(header.value).lower() == "location":
            yield from _part(REDIRECT, called, "Location", plain[1] if not is_own_site(plain[1]) else Value(()))
        else:
            yield from _part(HEADER, called, "header", plain[1])
    elif name in _BODIES and plain and _is_page(called, kind, name, plain[0], record):
        yield from _part(HTML, called, "body", plain[0])


def _of_headers(headers: Atom, called: Called) -> Iterator[Part]:
    """``set({name: value})``, ``writeHead(302, {Location: address})``."""
    if not isinstance(headers, Fields):
        return
    for name, value in headers.fields:
        if name.lower() == "location":
            yield from _part(REDIRECT, called, name, value if not is_own_site(value) else Value(()))
        else:
            yield from _part(HEADER, called, name, value)
    if headers.rest is not None:
        yield from _part(HEADER, called, "headers", headers.rest)


def _part(kind: str, called: Called, name: str, value: Value) -> Iterator[Part]:
    taints = left(value, kind)
    if taints:
        yield kind, called.site, name, taints


def _address(plain: tuple[Value, ...]) -> Value:
    """``redirect(address)``, ``redirect(302, address)``, ``redirect(address, 302)``."""
    for value in plain:
        if not all(isinstance(atom, Literal) and isinstance(atom.value, int) for atom in value.atoms):
            return value
    return plain[0]


def _is_page(called: Called, kind: str, name: str, body: Value, record: Record) -> bool:
    """Whether a body is HTML: by the type that is told, else by what a text has in it, or is taken for."""
    body = without(body, is_there, False)
    told = [*_told(called), *_told_before(called, kind, record)]
    if told:
        return any(told)
    if has_markup(body):
        return True
    is_text = any(isinstance(atom, Text) for atom in body.atoms)
    return kind == "express.response" and name == "send" and is_text


def _told(called: Called) -> Iterator[bool]:
    """What the methods before it in the chain say of the type."""
    one: Atom = called.callee
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result) and isinstance(one.of, Member) and one.of.name in _TYPES:
            yield from _type(one.of.name, one.arguments.plain)
        one = one.of


def _told_before(called: Called, kind: str, record: Record) -> Iterator[bool]:
    """What calls beside it in the same function say."""
    for other in record.calls:
        if other is called:
            return
        path, _, name = other.callee.path.rpartition(".")
        if path == kind and name in _TYPES and other.way == called.way:
            yield from _type(name, other.arguments.plain)


def _type(name: str, plain: tuple[Value, ...]) -> Iterator[bool]:
    if name in ("type", "contentType") and plain:
        yield says_html(plain[0])
    for headers in (atom for value in plain for atom in value.atoms if isinstance(atom, Fields)):
        yield from (says_html(value) for key, value in headers.fields if key.lower() == "content-type")
    if len(plain) > 1 and isinstance(plain[0].only, Literal) and str(plain[0].only.value).lower() == "content-type":
        yield says_html(plain[1])
