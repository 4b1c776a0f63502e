"""Hashes that are too quick for what they hash, or broken."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, is_off, named_texts
from hauberk.code.facts.tables import listed, those
from hauberk.code.facts.words import names_of, words_of
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Foreign, Member, Result, Value
from hauberk.model.secret_words import names_secret

KIND = "weak-hash"
_NAMED_FIRST = ("hashlib.new", "crypto.hash", "crypto.subtle.digest", "crypto.webcrypto.subtle.digest")
"""Calls that are given the algorithm's name, and then what is hashed."""
_TAKING_NAMES = (".new", "createHash", "createHmac", ".hash", "hmac.digest", "subtle.digest")
_NAMES = ("", "name", "digestmod", "digest")
_SLOW = "hashes of passwords have to be slow; this one is tried by the billion"
_BROKEN = "others can be found that have this hash"


def found(met: Met) -> Iterator[Fact]:
    """Passwords that are hashed quickly, and what is to prove something by a hash that is broken."""
    for called in met.record.calls:
        maker = _maker(called)
        if maker is None:
            continue
        path, arguments, hashed = maker
        algorithm = _algorithm(path, arguments)
        if path in those("hashes", "keyed"):
            if "md5" in algorithm:
                yield Fact(KIND, called.site, _BROKEN)
            continue
        switch = next((value for name, value in arguments if name == "usedforsecurity"), None)
        if switch is not None and is_off(switch):
            continue
        names = {name for value in hashed for name in names_of(met, value, listed("hashes", "calls"))}
        becomes = _becomes(met, called)
        if any(map(_is_password, names)) and not _is_asked_elsewhere(met):
            yield Fact(KIND, called.site, _SLOW)
        elif algorithm in those("hashes", "broken") and (
            any(map(names_secret, names)) or any(map(_proves, becomes)) or any(map(_is_password, becomes))
        ):
            yield Fact(KIND, called.site, _BROKEN)


_Maker = tuple[str, list[tuple[str, Value]], list[Value]]


def _maker(called: Called) -> _Maker | None:
    """What makes the hash, how it is called, and what is hashed here."""
    path, given = called.callee.path, list(called.arguments.named)
    plain = called.arguments.plain
    known = (*listed("hashes", "calls"), *listed("hashes", "keyed"))
    if path in known:
        named = path.endswith((".new", "createHash", "createHmac", "digest", ".hash"))
        at = 1 if path in _NAMED_FIRST else 0
        first = [("", value) for value in plain[:1]] if named else []
        if path in those("hashes", "keyed"):
            first = [("", value) for value in plain[2:3] or plain[:1]] if path.startswith("hmac") else first
            return path, first + given, list(plain[1:])
        hashed = [] if path == "crypto.createHash" else list(plain[at : at + 1])
        return path, first + given, hashed
    if isinstance(called.callee, Member) and called.callee.name == "update":
        one: Atom = called.callee.of
        while isinstance(one, (Member, Result)):
            if isinstance(one, Result) and one.of.path in known:
                first = [("", value) for value in one.arguments.plain[:1]]
                return one.of.path, first + list(one.arguments.named), list(plain[:1])
            one = one.of
    return None


def _algorithm(path: str, arguments: list[tuple[str, Value]]) -> str:
    if path.endswith(_TAKING_NAMES) and "Hash." not in path:
        named = [text for name, value in arguments if name in _NAMES for text in named_texts(value)]
        return next((text.rpartition(".")[2].lower() for text in named), "")
    last = path.removesuffix(".new").replace("/", ".").rpartition(".")[2].lower()
    return last.removeprefix("js-").removeprefix("blueimp-")


def _becomes(met: Met, called: Called) -> set[str]:
    """What the hash is called, once it is one."""
    result = Result(called.callee, called.arguments)
    return {
        name
        for atom, names in met.names.items()
        if isinstance(atom, Foreign) and _is_of(atom, result)
        for name in names
    }


def _is_of(atom: Atom, result: Result) -> bool:
    for _ in range(8):
        if atom == result:
            return True
        if not isinstance(atom, (Member, Result)):
            return False
        atom = atom.of
    return False


def _is_password(name: str) -> bool:
    words = words_of(name)
    if len(words) > 1 and words[-1] in ("hash", "digest"):
        words = words[:-1]
    return bool(words) and words[-1] in those("hashes", "passwords")


def _proves(name: str) -> bool:
    words = words_of(name)
    return bool(words) and (words[-1] in those("hashes", "signatures") or names_secret(name))


def _is_asked_elsewhere(met: Met) -> bool:
    """Whether the beginning of a password's hash is looked up among those that leaked, as that service wants it."""
    return any("pwnedpasswords" in text for text in met.notes.texts)
