"""Connections whose other end isn't asked for a certificate that somebody vouches for."""

from collections.abc import Iterator
from typing import Any

from hauberk.code.facts.met import Fact, Met, Option, literals, options, within
from hauberk.code.facts.tables import rows, rows_by_name, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Closure, Foreign, Literal, Result, Value

KIND = "tls-verification-off"
_HOSTNAMES = "check_hostname"
_DSN = ("sslmode=disable", "sslmode=allow", "sslmode=prefer", "sslaccept=accept_invalid_certs", "ssl_cert_reqs=none")


def found(met: Met) -> Iterator[Fact]:
    """Options, settings and calls that switch the check off."""
    settings = list(_stores(met))
    whole = any(fact.what != _HOSTNAMES for fact in settings)
    yield from (fact for fact in settings if fact.what != _HOSTNAMES or not whole)
    for called in met.record.calls:
        yield from _options(met, called)
        if called.callee.path in those("tls", "calls"):
            yield Fact(KIND, called.site, f"{called.callee.path} makes connections to anyone who answers")


def _options(met: Met, called: Called) -> Iterator[Fact]:
    path = called.callee.path
    for option in options(called.arguments):
        for row in rows_by_name("tls", "options").get(option.name, ()):
            if row["of"] and not within(path, tuple(row["of"])):
                continue
            if is_one_of(option.value, row["off"]) or _looks_at_nothing(option):
                says = f"{option.name} lets the connection go to anyone who answers"
                yield Fact(KIND, met.written(option, called.site), says, option.name)
    for value in called.arguments.plain[:1]:
        for text in literals(value):
            if "://" in text and any(one in text for one in _DSN):
                yield Fact(KIND, met.place(text, called.site), "the connection goes to anyone who answers")


def _looks_at_nothing(option: Option) -> bool:
    """Whether a check of the application's own takes nothing that it could look at."""
    return option.name == "checkServerIdentity" and any(
        isinstance(atom, Closure) and not atom.function.parameters for atom in option.value.atoms
    )


def _stores(met: Met) -> Iterator[Fact]:
    for stored in met.record.stores:
        for row in rows("tls", "stores"):
            if stored.key.only != Literal(row["key"]) or not is_one_of(stored.value, row["off"]):
                continue
            paths = [atom.path for atom in stored.of.atoms if isinstance(atom, Foreign)]
            if not row["of"] or any(within(path, tuple(row["of"])) for path in paths):
                says = f"{row['key']} lets connections go to anyone who answers"
                yield Fact(KIND, stored.site, says, row["key"])


def is_one_of(value: Value, wanted: list[Any]) -> bool:
    """Whether a value may be one of those that are written down, or has one of the names."""
    for atom in value.atoms:
        if isinstance(atom, Literal) and any(type(atom.value) is type(one) and atom.value == one for one in wanted):
            return True
        if isinstance(atom, Literal) and atom.value is None and "None" in wanted:
            return True
        if isinstance(atom, Foreign) and not isinstance(atom, Result) and atom.path in wanted:
            return True
    return False
