"""Parts of an event that somebody vouches for who has a key: what a signature was checked of, and tokens."""

from collections.abc import Iterator

from hauberk.code.facts.met import parts
from hauberk.code.facts.tokens import verifies
from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Taint
from hauberk.code.flow.values import Member, Result, Value, taint_of

_COMPARING = ("hmac.compare_digest", "crypto.timingSafeEqual", "secrets.compare_digest")
_KEYED = ("hmac.new", "hmac.digest", "crypto.createHmac")
_TOKENS = ("event.authorizationToken", "event.headers.authorization", "request.headers.authorization")


def vouched(record: Record) -> frozenset[str]:
    """The sources of what is compared with a signature made with a key, and of tokens if they are verified. Whoever has
    the key decides what is in there, and may."""
    found = {
        source
        for called in record.calls
        if called.callee.path in _COMPARING
        for value in called.arguments.every()
        for source in _signed(value)
    }
    if any(map(_verifies_token, record.calls)):
        found.update(_TOKENS)
    return frozenset(found)


def is_vouched(taint: Taint, sources: frozenset[str]) -> bool:
    """Whether it is one of some parts of the event, or inside one."""
    return any(
        taint.source == one or taint.source.startswith(f"{one}.") or taint.source.lower() == one for one in sources
    )


def _signed(value: Value) -> Iterator[str]:
    """What a signature was made of."""
    for atom in parts(value):
        if not isinstance(atom, Result):
            continue
        made: object = atom
        while isinstance(made, (Result, Member)):
            if isinstance(made, Result) and made.of.path in _KEYED:
                given = (*made.arguments.every(), *atom.arguments.every())
                yield from (taint.source for one in given for taint in taint_of(one))
                break
            made = made.of


def _verifies_token(called: Called) -> bool:
    return called.callee.path not in _KEYED and verifies(called)
