"""Where hostile data comes from, and the way that it took."""

from typing import NamedTuple

from hauberk.code.ir import Place


class Site(NamedTuple):
    """A place in a file of the application."""

    path: str
    at: Place


class Step:
    """A step on the way of hostile data, behind the steps before it."""

    __slots__ = ("before", "says", "site")

    def __init__(self, site: Site, says: str, before: "Step | None" = None) -> None:
        self.site = site
        self.says = says
        self.before = before

    def all(self) -> "tuple[Step, ...]":
        """The steps from the source on."""
        found: list[Step] = []
        step: Step | None = self
        while step is not None:
            found.append(step)
            step = step.before
        return tuple(reversed(found))


class Taint:
    """That a value is as somebody outside wants it.

    ``source`` is the part of the event that it comes from, such as "body"; ``cleaned`` names the kinds of sinks that it
    can do no harm in any more. Two are equal whatever way they took: the first way found is told.
    """

    __slots__ = ("_hash", "cleaned", "source", "way")

    def __init__(self, source: str, cleaned: frozenset[str] = frozenset(), way: Step | None = None) -> None:
        self.source = source
        self.cleaned = cleaned
        self.way = way
        self._hash = hash((source, cleaned))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Taint) and self.source == other.source and self.cleaned == other.cleaned
        )

    def __repr__(self) -> str:
        return f"Taint({self.source!r}{', ' + '+'.join(sorted(self.cleaned)) if self.cleaned else ''})"

    def without(self, kinds: frozenset[str]) -> "Taint":
        """The same, cleaned for some kinds of sinks more."""
        return self if kinds <= self.cleaned else Taint(self.source, self.cleaned | kinds, self.way)

    def by(self, site: Site, says: str) -> "Taint":
        """The same, a step further."""
        return Taint(self.source, self.cleaned, Step(site, says, self.way))


Taints = frozenset[Taint]
CLEAN: Taints = frozenset()
MAX_TAINTS = 8
"""Sources that one value is told to come from."""


_KEPT = frozenset(("validated", "sdk-parameter"))
_SIGNED = frozenset(("signed", "unsafe-deserialisation"))
"""Whoever signed a text signed what is encoded in it."""


def decoded(taints: Taints) -> Taints:
    """The sources of what was decoded: what was done to the encoded text does nothing to it."""
    return frozenset(Taint(one.source, one.cleaned & _kept(one.cleaned), one.way) for one in taints)


def _kept(cleaned: frozenset[str]) -> frozenset[str]:
    return _KEPT | _SIGNED if "signed" in cleaned else _KEPT


def together(one: Taints, other: Taints) -> Taints:
    """The sources of what is made of both; of many only some, in an order that doesn't hang on the run."""
    if not other or one is other:
        return one
    if not one:
        return other
    both = one | other
    if len(both) <= MAX_TAINTS:
        return both
    return frozenset(sorted(both, key=lambda taint: (len(taint.cleaned), taint.source))[:MAX_TAINTS])
