"""Secrets that are written into the code."""

import re
from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, literals, options
from hauberk.code.facts.tables import rows_of, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Environment, Result, Value
from hauberk.code.flow.values import Sequence as Items
from hauberk.model.regex import regex
from hauberk.model.secret_words import (
    Noun,
    holds_secret,
    is_aws_secret,
    is_placeholder,
    is_wordy,
    looks_secret,
    noun_of,
)
from hauberk.model.secrets import by_format

KIND = "hard-coded-credentials"
_PRIVATE = regex(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=]{16}")
_NAME_OF_KEY = regex(r"A[KS]IA[A-Z0-9]{16}")
"""The half of an access key that isn't secret."""
_SCHEME = regex(r"^(?:Bearer|Basic|Token|ApiKey|Bot|Key)\s+(\S+)$", re.IGNORECASE)
_ADDRESS = regex(r"^[a-z][a-z0-9+.-]*://[^/?#\s:@]*:([^/?#\s@]+)@", re.IGNORECASE)
_PARTS = regex(r"(?:^|[;\s])(?:password|pwd)\s*=\s*'?([^;'\s]+)", re.IGNORECASE)
_FORMS = ("Buffer.from", ".encode", "bytes", "b64decode", "fromhex")
_OF_TESTS = regex(r"(?:^|/)(?:tests?|specs?|__tests__|testdata|fixtures?|mocks?|__mocks__|stubs?)/|\.(?:test|spec)\.")
"""Files that stand in for something else while it is tested."""
MAX_ADDRESS = 400
"""Characters of what may be an address with a password in it."""
_LOCAL = frozenset(("postgres", "root", "admin", "guest", "test", "password", "user"))


def found(met: Met) -> Iterator[Fact]:
    """Texts of the code that are given a secret's name or place, and aren't a test's."""
    for fact in _found(met):
        if not _OF_TESTS.search(fact.site.path):
            yield fact


def _found(met: Met) -> Iterator[Fact]:
    for text, site in met.notes.texts.items():
        if _PRIVATE.search(text) or (any(by_format(text)) and not _NAME_OF_KEY.fullmatch(text)):
            yield _fact(met, text, site)
    for named in met.notes.named:
        yield from _of_name(met, named.name, named.value, named.site)
    for called in met.record.calls:
        for name, value in called.arguments.named:
            yield from _of_name(met, name, value, called.site)
        for option in options(called.arguments):
            yield from _of_name(met, option.name, option.value, called.site)
            if option.name in those("credentials", "pairs"):
                yield from _of_pair(met, option.value, called.site)
        yield from _of_place(met, called)
        for value in called.arguments.every():
            yield from _of_address(met, value, called.site)


def _of_name(met: Met, name: str, value: Value, site: Site) -> Iterator[Fact]:
    written = literals(value)
    variable = next((atom.name for atom in value.atoms if isinstance(atom, Environment)), "") if written else ""
    for text in written:
        scheme = _SCHEME.match(text)
        if scheme is not None and name.lower().endswith(("authorization", "auth")):
            if looks_secret(scheme[1], Noun.TOKEN):
                yield _fact(met, text, site)
        elif text == name or (
            noun_of(text) is not Noun.NOTHING and is_wordy(text)
        ):  # the name of a field, or its label
            continue
        elif holds_secret(name, text) or (variable and holds_secret(variable, text)) or is_aws_secret(text):
            yield _fact(met, text, site)


def _of_place(met: Met, called: Called) -> Iterator[Fact]:
    """Arguments that are secrets by their place."""
    for row in rows_of("credentials", "arguments", called.callee.path):
        value = called.arguments.at(row["at"])
        for text in (*literals(value), *_inside(value)):
            if looks_secret(text, Noun.PASSWORD) and not text.startswith("-----BEGIN PUBLIC"):
                yield _fact(met, text, called.site)


def _inside(value: Value | None) -> Iterator[str]:
    """Texts that only change their form: ``Buffer.from("…")``, ``"…".encode()``."""
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Result) and atom.of.path.endswith(_FORMS):
            for inner in atom.arguments.plain[:1]:
                yield from literals(inner)


def _of_pair(met: Met, value: Value, site: Site) -> Iterator[Fact]:
    for atom in value.atoms:
        if isinstance(atom, Items) and len(atom.items) == 2:
            for text in literals(atom.items[1]):
                if looks_secret(text):
                    yield _fact(met, text, site)


def _of_address(met: Met, value: Value, site: Site) -> Iterator[Fact]:
    for text in literals(value):
        match = _ADDRESS.match(text) or (_PARTS.search(text) if "=" in text and len(text) < MAX_ADDRESS else None)
        if match is None or "localhost" in text:
            continue
        if not is_placeholder(match[1]) and match[1].lower() not in _LOCAL:
            yield _fact(met, text, site)


def _fact(met: Met, text: str, site: Site) -> Fact:
    return Fact(KIND, met.place(text, site), "a secret is written into the code", part=text)
