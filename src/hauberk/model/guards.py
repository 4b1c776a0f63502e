"""Guards: under which deployment parameters a value or a resource is there.

A guard is a conjunction of facts about parameters ("Stage is prod", "Debug is not true"). The empty guard always
holds. A contradictory conjunction is no guard at all: :func:`both` answers ``None`` and the branch vanishes.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from hauberk.model.secrets import NOTHING_HIDDEN, Hidden, names_secret


class Fact(NamedTuple):
    """``subject`` (a parameter, or a comparison that can't be decided) equals ``value``.

    ``default`` says that ``value`` is what the parameter is when nobody sets it.
    """

    subject: str
    value: str
    default: bool = False


class Literal(NamedTuple):
    """A fact that holds, or one that doesn't."""

    fact: Fact
    holds: bool


# A guard is nothing but a frozenset of literals: hashable, comparable, cheap.
Guard = frozenset[Literal]

ALWAYS: Guard = frozenset()


def when(fact: Fact, holds: bool = True) -> Guard:
    """The guard of one literal."""
    return frozenset((Literal(fact, holds),))


@lru_cache(maxsize=1 << 15)
def both(left: Guard, right: Guard) -> Guard | None:
    """The conjunction of two guards, or ``None`` when they contradict each other."""
    if left <= right:
        return right
    if right <= left:
        return left
    return None if _contradicts(left | right) else left | right


def _contradicts(literals: Iterable[Literal]) -> bool:
    values: dict[str, str] = {}
    refused: set[tuple[str, str]] = set()
    for fact, holds in literals:
        if not holds:
            refused.add((fact.subject, fact.value))
        elif values.setdefault(fact.subject, fact.value) != fact.value:
            return True
    return any((subject, value) in refused for subject, value in values.items())


def entails(guard: Guard, other: Guard) -> bool:
    """Whether all that ``other`` says follows from ``guard``: a parameter that has a value has no other one."""
    values = {fact.subject: fact.value for fact, holds in guard if holds}
    return all(
        literal in guard
        or (not literal.holds and values.get(literal.fact.subject, literal.fact.value) != literal.fact.value)
        for literal in other
    )


def simplify(guards: Iterable[Guard]) -> tuple[Guard, ...]:
    """The same disjunction with fewer words: absorbed guards go, and ``A and x`` or ``A and not x`` becomes ``A``."""
    pool = set(guards)
    merged = True
    while merged:
        merged = False
        pool = {g for g in pool if not any(other < g for other in pool)}
        for guard in sorted(pool, key=_order):
            for literal in sorted(guard):
                twin = (guard - {literal}) | {Literal(literal.fact, not literal.holds)}
                if twin in pool:
                    pool -= {guard, twin}
                    pool.add(guard - {literal})
                    merged = True
                    break
            if merged:
                break
    return tuple(sorted(pool, key=_order))


def _order(guard: Guard) -> tuple[int, list[Literal]]:
    return len(guard), sorted(guard)


def describe(guard: Guard, hidden: Hidden = NOTHING_HIDDEN) -> str:
    """A guard in words: ``while Stage keeps its default (dev) and Debug is true``; empty for the guard that holds.

    What is ``hidden`` doesn't show.
    """
    defaults, holds, fails = [], [], []
    for fact, positive in sorted(guard):
        subject, value = _without(fact.subject, hidden), _shown(fact, hidden)
        if not positive:
            fails.append(f"{subject} is not {value}")
        elif fact.default:
            defaults.append(f"{subject} keeps its default ({value})")
        else:
            holds.append(f"{subject} is {value}")
    words = []
    if defaults:
        words.append("while " + " and ".join(defaults))
    if holds or fails:
        words.append("when " + " and ".join(holds + fails))
    return " and ".join(words)


def _shown(fact: Fact, hidden: Hidden) -> str:
    """A fact's value for a reader, who sees no secret: a parameter's name may tell that its value is one."""
    if fact.value in ("true", "false"):
        return fact.value
    if fact.value and (fact.subject in hidden.parameters or names_secret(fact.subject)):
        return "***"
    return _without(fact.value, hidden) or "empty"


def _without(text: str, hidden: Hidden) -> str:
    for secret in hidden.texts:
        if secret in text:
            text = text.replace(secret, "***")
    return text
