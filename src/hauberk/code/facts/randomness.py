"""Secrets from a generator whose next numbers can be told."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, options, parts
from hauberk.code.facts.tables import those
from hauberk.code.facts.words import words_of
from hauberk.code.flow.values import Drawn, Value
from hauberk.model.secret_words import names_secret

KIND = "weak-randomness"


def found(met: Met) -> Iterator[Fact]:
    """Draws that become, by a name on the way, something that nobody may guess."""
    drawn = [called for called in met.record.calls if called.callee.path in those("randomness", "calls")]
    if not drawn:
        return
    becomes: dict[object, set[str]] = {}
    for name, value in _named(met):
        if is_guarded(name):
            for atom in parts(value):
                if isinstance(atom, Drawn):
                    becomes.setdefault(atom.site, set()).add(name)
    for called in drawn:
        names: set[str] = becomes.get(called.site, set())
        if names:
            secret = min(names)
            yield Fact(KIND, called.site, f"who has seen some of its numbers can tell the next {secret}", secret)


def _named(met: Met) -> Iterator[tuple[str, Value]]:
    for named in met.notes.named:
        yield named.name, named.value
    for called in met.record.calls:
        for option in options(called.arguments):
            yield option.name, option.value


def is_guarded(name: str) -> bool:
    """Whether a name is that of something that nobody may guess."""
    words = words_of(name)
    if not words or any(word in those("randomness", "others") for word in words):
        return False
    return names_secret(name) or any(word in those("randomness", "words") for word in words)
