"""What an answer to a request carries: HTML, headers, addresses to go to."""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import CLEAN, Site, Taint, Taints
from hauberk.code.flow.values import (
    Atom,
    Literal,
    Member,
    Result,
    Sequence,
    Symbol,
    Text,
    Value,
    just,
    text_of,
    truthiness,
)
from hauberk.code.flow.values import Record as Fields
from hauberk.code.weaknesses.pages import HEADER, HTML, REDIRECT, has_markup, is_own_site, left, says_html
from hauberk.code.weaknesses.replies import of_reply

Part = tuple[str, Site, str, Value]
"""A kind, where the answer is given, the name of a part of it, and its value."""


def of_answer(record: Record) -> Iterator[tuple[str, Site, str, list[Taint]]]:
    """Hostile data in answers: the kind, where the answer is given, what carries it, and where it comes from."""
    for answer in record.answers:
        for atom in answer.value.atoms:
            if isinstance(atom, Fields):
                yield from _placed(record, _of_response(atom, answer.site))
            elif answer.page and isinstance(atom, (Text, Sequence)):
                body = atom.items[0] if isinstance(atom, Sequence) and atom.items else just(atom, answer.value.taint)
                taints = left(body, HTML) if any(isinstance(one, Text) for one in body.atoms) else []
                if taints:
                    yield HTML, answer.site, "body", taints
    for stored in record.stores:
        of, key = stored.of.only, stored.key.only
        if isinstance(of, Symbol) and of.path == "koa.context" and isinstance(key, Literal) and key.value == "body":
            taints = left(stored.value, HTML) if has_markup(stored.value) else []
            if taints:
                yield HTML, stored.site, "body", taints
    for called in record.calls:
        if called.callee.path in _RESPONSES:
            yield from _placed(record, _of_response(_as_response(called), called.site))
        yield from of_reply(called, record)


_RESPONSES = frozenset(
    (
        "aws_lambda_powertools.event_handler.Response",
        "aws_lambda_powertools.event_handler.api_gateway.Response",
        "chalice.Response",
        "flask.Response",
        "fastapi.Response",
        "fastapi.responses.Response",
        "starlette.responses.Response",
    )
)
"""Classes of frameworks for answers."""


def _as_response(called: Called) -> Fields:
    """The headers that an answer of a framework's is made with."""
    return Fields(tuple((name, value) for name, value in called.arguments.named if name == "headers"))


def _placed(record: Record, parts: Iterator[Part]) -> Iterator[tuple[str, Site, str, list[Taint]]]:
    """Parts of answers that are hostile, each where it is written."""
    for kind, site, name, value in parts:
        taints = left(value, kind)
        if not taints:
            continue
        atoms = set(_flat(value))
        places = [
            place
            for written, place in record.written.get(name.lower(), ())
            if left(written, kind)
            and not (kind == REDIRECT and is_own_site(written))
            and not atoms.isdisjoint(_flat(written))
        ]
        for place in places or [site]:
            yield kind, place, name, taints


def _taint(headers: tuple[Value | None, ...], atom: Atom) -> Taints:
    """Who is behind headers that are no mapping of the program's own: those of the request, or of its body."""
    return next((value.taint for value in headers if value is not None and atom in value.atoms), CLEAN)


def _flat(value: Value) -> Iterator[Atom]:
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            yield from _flat(atom.every())
        elif not isinstance(atom, Literal):
            yield atom


def _of_response(response: Fields, site: Site) -> Iterator[Part]:
    headers = response.get("headers"), response.get("multiValueHeaders")
    body = response.get("body")
    html = False
    for atom in (one for value in headers if value is not None for one in value.atoms):
        if not isinstance(atom, Fields):
            if not isinstance(atom, Literal):
                yield HEADER, site, "headers", just(atom, _taint(headers, atom))
            continue
        for name, value in atom.fields:
            if name.lower() == "content-type":
                html = html or says_html(value)
            if name.lower() == "location":
                if not is_own_site(value):
                    yield REDIRECT, site, name, value
            else:
                yield HEADER, site, name, value
        if atom.rest is not None:
            yield HEADER, site, "headers", atom.rest
    cookies = response.get("cookies")
    if cookies is not None:
        yield HEADER, site, "cookies", cookies
    encoded = response.get("isBase64Encoded")
    if body is not None and encoded is not None and truthiness(encoded) is not False:
        body = _unencoded(body)
    if body is not None and (html or has_markup(body)):
        yield HTML, site, "body", body


def _unencoded(body: Value) -> Value:
    """What a text is made of in Base64: ``Buffer.from(page).toString("base64")``."""
    only = body.only
    if not isinstance(only, Result) or not isinstance(only.of, Member) or text_of(only.arguments.at(0)) != "base64":
        return body
    made = only.of.of
    if isinstance(made, Result) and made.of.path == "Buffer.from" and made.arguments.plain:
        return made.arguments.plain[0]
    return body
