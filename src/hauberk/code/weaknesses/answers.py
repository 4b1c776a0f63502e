"""What an answer to a request carries: HTML, headers, addresses to go to."""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site, Taint
from hauberk.code.flow.values import Atom, Literal, Sequence, Text, Value, just, taint_of
from hauberk.code.flow.values import Record as Fields

HTML = "html-response"
HEADER = "header-injection"
REDIRECT = "open-redirect"


Part = tuple[str, Site, str, Value]
"""A kind, where the answer is given, the name of a part of it, and its value."""


def of_answer(record: Record) -> Iterator[tuple[str, Site, str, list[Taint]]]:
    """Hostile data in answers: the kind, where the answer is given, what carries it, and where it comes from."""
    for answer in record.answers:
        for atom in answer.value.atoms:
            if isinstance(atom, Fields):
                yield from _placed(record, _of_response(atom, answer.site))
            elif answer.by.startswith("flask.") and isinstance(atom, Text):
                taints = _left(just(atom, answer.value.taint), HTML)
                if taints:
                    yield HTML, answer.site, "body", taints
    for called in record.calls:
        if called.callee.path in _RESPONSES:
            yield from _placed(record, _of_response(_as_response(called), called.site))
        if called.callee.path in ("express.response.send", "express.response.end", "express.response.write"):
            for value in called.arguments.plain[:1]:
                if _is_html(value):
                    taints = _left(value, HTML)
                    if taints:
                        yield HTML, called.site, "body", taints
        if called.callee.path == "express.response.redirect":
            value = called.arguments.plain[-1] if called.arguments.plain else Value(())
            taints = _left(value, REDIRECT) if not is_own_site(value) else []
            if taints:
                yield REDIRECT, called.site, "Location", taints


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
        taints = _left(value, kind)
        if not taints:
            continue
        atoms = set(_flat(value))
        places = [
            place
            for written, place in record.written.get(name.lower(), ())
            if _left(written, kind) and not atoms.isdisjoint(_flat(written))
        ]
        for place in places or [site]:
            yield kind, place, name, taints


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
            continue
        for name, value in atom.fields:
            if name.lower() == "content-type":
                html = html or _says_html(value)
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
    if body is not None and (html or _is_html(body)):
        yield HTML, site, "body", body


def _left(value: Value, kind: str) -> list[Taint]:
    return [taint for taint in taint_of(value) if kind not in taint.cleaned]


def _says_html(value: Value) -> bool:
    return any(
        isinstance(atom, Literal) and isinstance(atom.value, str) and "html" in atom.value.lower()
        for atom in value.atoms
    ) or any(isinstance(atom, Sequence) and _says_html(atom.every()) for atom in value.atoms)


def _is_html(value: Value) -> bool:
    """A text with a tag of HTML in it."""
    return any(_has_tag(atom) for atom in value.atoms)


def _has_tag(atom: Atom) -> bool:
    if not isinstance(atom, Text):
        return False
    text = "".join(piece if isinstance(piece, str) else "x" for piece in atom.pieces).lower()
    return "<html" in text or "<!doctype" in text or "<body" in text or "</" in text


def is_own_site(value: Value) -> bool:
    """An address whose host, or whose being one of the own site, is written out."""
    for atom in value.atoms:
        if isinstance(atom, Literal):
            continue
        if not isinstance(atom, Text):
            return False
        first = atom.pieces[0]
        if isinstance(first, str):
            if not (first.startswith("/") and len(first) > 1 and first[1] not in "/\\") and "://" not in first:
                return False
            if "://" in first and "/" not in first.partition("://")[2]:
                return False
        elif taint_of(first):
            return False
    return True
