"""Tokens that are believed without a look at their signature."""

from collections.abc import Iterator
from functools import lru_cache

from hauberk.code.facts.met import Fact, Met, is_off, literals, options, parts
from hauberk.code.facts.tables import listed, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Member, Result, Value
from hauberk.code.flow.values import Sequence as Items
from hauberk.code.weaknesses.sdk import operation

KIND = "unverified-token"
_SAYS = "anyone can make such a token, since nothing looks at its signature"

_CIPHERS = ".Cipher."
"""What PyCryptodome's ciphers are called by: ``new`` makes one, and verifies nothing."""


def found(met: Met) -> Iterator[Fact]:
    """Tokens that are decoded, by a library or by hand, and verified nowhere."""
    if any(map(verifies, met.record.calls)):
        return
    for called in met.record.calls:
        if _believes(called):
            yield Fact(KIND, called.site, _SAYS)


def _believes(called: Called) -> bool:
    """Whether a call decodes a token and does nothing more."""
    path = called.callee.path
    if path in ("json.loads", "JSON.parse"):
        return any(map(_is_middle, called.arguments.plain[:1]))
    return path in those("tokens", "decoding") or (path in those("tokens", "checked") and _is_unchecked(called))


def verifies(called: Called) -> bool:
    """Whether a call looks at the signature of a token, or at one that a key of KMS made."""
    known = operation(called)
    if known is not None:
        return (known.service, known.operation) in (("kms", "verify"), ("kms", "verify_mac"))
    path = called.callee.path
    if path in those("tokens", "checked"):
        return not _is_unchecked(called)
    return _is_verifying(path)


@lru_cache(maxsize=4096)  # the same few things are called again and again
def _is_verifying(path: str) -> bool:
    """Whether something looks at the signature of a token, by its path."""
    if path in those("tokens", "verifying"):
        return True
    if _CIPHERS in path:
        return False
    of_tokens = any(word in path.lower() for word in listed("tokens", "verifiers"))
    return of_tokens and path.rpartition(".")[2] in those("tokens", "verifying")


def _is_unchecked(called: Called) -> bool:
    """Whether a call that verifies is told not to."""
    for option in options(called.arguments):
        if option.name in ("verify_signature", "verify") and is_off(option.value):
            return True
        if option.name in ("algorithms", "algorithm"):
            values = [atom.every() if isinstance(atom, Items) else Value((atom,)) for atom in option.value.atoms]
            texts = [text for value in values for text in literals(value)]
            if any(text.lower() == "none" for text in texts):
                return True
    path = called.callee.path
    if path == "jwt.decode":
        third = called.arguments.at(1, "verify")
        return third is not None and is_off(third)
    if path == "jwt-simple.decode":
        third = called.arguments.at(2)
        return third is not None and not is_off(third)
    return False


def _is_middle(value: Value) -> bool:
    """Whether it is the decoded middle of a text that was parted at its dots."""
    for atom in parts(value):
        if isinstance(atom, Result) and (atom.of.path in those("tokens", "decoders")):
            return any(map(_is_parted, (inner for one in atom.arguments.plain[:1] for inner in parts(one))))
    return False


def _is_parted(atom: Atom) -> bool:
    return (
        isinstance(atom, Result)
        and isinstance(atom.of, Member)
        and atom.of.name in ("split", "partition", "rsplit")
        and any(text == "." for value in atom.arguments.plain[:1] for text in literals(value))
    )
