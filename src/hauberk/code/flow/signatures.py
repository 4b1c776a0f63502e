"""What a signature vouches for that was made with a key of one's own: whoever has the key said it.

Sources: docs.python.org/3 (hmac; pickle, "Restricting Globals" and the warning at its top; 2026-11).
"""

from hauberk.code.flow.items import parts
from hauberk.code.flow.places import Told
from hauberk.code.flow.values import Arguments, Foreign, Member, Result, just

SIGNED = frozenset(("sdk-parameter", "signed", "unsafe-deserialisation"))
"""What data may do that was signed, and that it was."""
_CODING = frozenset(("encode", "decode"))
_COMPARING = frozenset(("hmac.compare_digest", "secrets.compare_digest", "crypto.timingSafeEqual"))
_KEYED = frozenset(("hmac.new", "hmac.digest"))


def signed(callee: Foreign, arguments: Arguments, holds: bool) -> Told:
    """A comparison with a signature of some data gave something true."""
    if not holds or callee.path not in _COMPARING:
        return
    for value in arguments.every():
        for atom in parts(value):
            if isinstance(atom, Result) and atom.of.path in _KEYED:
                for given in atom.arguments.every():
                    yield given, SIGNED
                    for one in given.atoms:  # ``data.encode()``
                        if isinstance(one, Result) and isinstance(one.of, Member) and one.of.name in _CODING:
                            yield just(one.of.of, given.taint), SIGNED
