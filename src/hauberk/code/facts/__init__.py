"""Facts of code: what is wrong whatever an event brings.

Each fact has a module that computes it on what was met (:class:`hauberk.code.facts.met.Met`); lists of calls and of
what they are given are data (``calls.toml``).
"""

from hauberk.code.facts import (
    ciphers,
    clients,
    configuration,
    credentials,
    debug,
    endpoints,
    environment,
    files,
    hashes,
    logs,
    randomness,
    responses,
    state,
    tls,
    tokens,
)
from hauberk.code.facts.met import Fact, Met
from hauberk.code.flow.record import Record
from hauberk.code.flow.taint import Site

_ALL = (
    tls.found,
    endpoints.found,
    credentials.found,
    configuration.found,
    logs.found,
    responses.found,
    state.found,
    files.found,
    hashes.found,
    ciphers.found,
    randomness.found,
    tokens.found,
    debug.found,
    environment.found,
    clients.found,
)


def facts(record: Record) -> tuple[Fact, ...]:
    """Every fact of what was met, each place once for a kind."""
    met = Met(record)
    found: dict[tuple[str, Site], Fact] = {}
    for each in _ALL:
        for fact in each(met):
            found.setdefault((fact.kind, fact.site), fact)
    return tuple(found.values())


def needed(record: Record) -> tuple[Fact, ...]:
    """What a function needs of its environment, which only a template tells whether it is there."""
    return tuple({fact.what: fact for fact in reversed(list(environment.needed(Met(record))))}.values())[::-1]


__all__ = ["Fact", "facts", "needed"]
