"""Sets of actions, a service at a time: one bit for each action.

The universe is the catalogue and, beyond it, the actions that a question's policies name and the catalogue lacks: what
is newer than the catalogue is still an action.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from hauberk.iam.algebra.formats import STAR, owners
from hauberk.iam.catalogue import facts, prefixes, resource_formats
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.catalogue.services import names
from hauberk.iam.language.text import ANY, Glob, Hole, Part, Variable, Wild


class Named(Protocol):
    """What names actions."""

    @property
    def services(self) -> Iterable[str]:
        """The prefixes of the services that it speaks of."""

    def extras(self, prefix: str) -> frozenset[str]:
        """The actions of a service, ``service:name``, that it names and the catalogue lacks."""


class Universe:
    """The catalogue's actions, and those that a question's policies name and the catalogue lacks.

    A service's are read when they are asked for: the catalogue is large, most questions are about a few services.
    """

    def __init__(self, named: Iterable[Named] = ()) -> None:
        self._named = tuple(named)
        self._of: dict[str, tuple[str, ...]] = {}

    def actions(self, prefix: str) -> tuple[str, ...]:
        """The names of a service's actions after the colon, in lower case; bit *i* stands for the *i*-th."""
        return _names(prefix, self.of(prefix))

    def of(self, prefix: str) -> tuple[str, ...]:
        """The extra actions of one service, ``service:name`` in lower case, ordered."""
        known = self._of.get(prefix)
        if known is None:
            known = self._of[prefix] = tuple(sorted({name for one in self._named for name in one.extras(prefix)}))
        return known

    def services(self) -> tuple[str, ...]:
        """Every service."""
        extra = {prefix for one in self._named for prefix in one.services if prefix not in prefixes()}
        return (*prefixes(), *sorted(prefix for prefix in extra if self.of(prefix)))


@lru_cache(maxsize=1024)
def _names(prefix: str, extras: tuple[str, ...]) -> tuple[str, ...]:
    return (*_known(prefix), *(extra.partition(":")[2] for extra in extras))


@lru_cache(maxsize=1024)
def _known(prefix: str) -> tuple[str, ...]:
    """The catalogue's actions in the order of their names, so that those with one beginning are neighbours."""
    return tuple(sorted(names(prefix))) if prefix in prefixes() else ()


@lru_cache(maxsize=1024)
def _index(prefix: str, extras: tuple[str, ...]) -> dict[str, int]:
    return {name: bit for bit, name in enumerate(_names(prefix, extras))}


_EVERYTHING = ((ANY,), (ANY, ":", ANY))


class Selection(NamedTuple):
    """What an element of a statement and its opposite select: what some patterns mean, or all else."""

    globs: tuple[Glob, ...]
    excepted: bool


class Actions(Selection):
    """What ``Action`` or ``NotAction`` selects."""

    @cached_property
    def _everything(self) -> bool:
        return any(glob.parts in _EVERYTHING for glob in self.globs)

    @cached_property
    def _by_service(self) -> tuple[Mapping[str, list[Glob]], list[Glob]]:
        """Its patterns by the service that they name, and those that may mean several."""
        found: dict[str, list[Glob]] = {}
        others: list[Glob] = []
        for glob in self.globs:
            parts = glob.parts
            first = parts[0] if parts else ""
            if isinstance(first, str):
                prefix, colon, _ = first.partition(":")
                if colon:
                    if prefix in found:
                        found[prefix].append(glob)
                    else:
                        found[prefix] = [glob]
                elif len(parts) > 1:
                    others.append(glob)
            elif parts not in _EVERYTHING:
                others.append(glob)
        return found, others

    @cached_property
    def named(self) -> frozenset[str] | None:
        """The services whose actions it treats one by one; ``None`` if that may be any service."""
        found, others = self._by_service
        return None if others else frozenset(found)

    @property
    def services(self) -> Iterable[str]:
        """The prefixes of the services that its patterns name."""
        return self._by_service[0]

    def extras(self, prefix: str) -> frozenset[str]:
        """The actions of a service that its patterns without wildcards name and the catalogue lacks."""
        globs = self._by_service[0].get(prefix)
        if not globs:
            return frozenset()
        known = names(prefix) if prefix in prefixes() else {}
        texts = (glob.literal for glob in globs)
        return frozenset(text for text in texts if text and text[len(prefix) + 1 :] not in known and text[-1] != ":")

    @cached_property
    def others(self) -> bool:
        """Whether it selects all actions of the services that it doesn't name."""
        return self._everything is not self.excepted

    def whole(self, prefix: str) -> bool:
        """Whether it selects all actions of a service, as far as one look tells."""
        return self.others and self.named is not None and prefix not in self.named

    def mask(self, prefix: str, universe: Universe) -> int:
        """The actions of one service that it selects."""
        extras = universe.of(prefix)
        known = self._masks.get((prefix, extras))
        if known is None:
            known = self._masks[prefix, extras] = self._mask(prefix, extras)
        return known

    @cached_property
    def _masks(self) -> dict[tuple[str, tuple[str, ...]], int]:
        return {}

    def _mask(self, prefix: str, extras: tuple[str, ...]) -> int:
        whole = (1 << len(_names(prefix, extras))) - 1
        if self._everything:
            return 0 if self.excepted else whole
        by_service, others = self._by_service
        mask = 0
        for glob in by_service.get(prefix, ()):
            mask |= _own(prefix, extras, glob)
        for glob in others:
            mask |= _anywhere(prefix, extras, glob)
        return ~mask & whole if self.excepted else mask


def _own(prefix: str, extras: tuple[str, ...], glob: Glob) -> int:
    """The actions of a service that a pattern means which names the service."""
    first, *rest = glob.parts
    name = str(first)[len(prefix) + 1 :]
    if not rest:
        bit = _index(prefix, extras).get(name)
        return 0 if bit is None else 1 << bit
    return _by_pattern(prefix, extras, (name, *rest) if name else tuple(rest))


@lru_cache(maxsize=65536)
def _by_pattern(prefix: str, extras: tuple[str, ...], pattern: tuple[Part, ...]) -> int:
    """The actions of a service whose names after the colon a pattern means."""
    listed = _names(prefix, extras)
    match pattern:
        case (Wild.ANY,):
            return (1 << len(listed)) - 1
        case (str() as start, Wild.ANY) if not extras:
            return (1 << bisect_left(listed, start + _LAST)) - (1 << bisect_left(listed, start))
    return _matching(listed, pattern)


_LAST = "\U0010ffff"
"""What sorts behind any character of an action."""


@lru_cache(maxsize=16384)
def _anywhere(prefix: str, extras: tuple[str, ...], glob: Glob) -> int:
    """The actions of a service that a pattern means which may mean those of others as well."""
    return _matching(tuple(f"{prefix}:{name}" for name in _names(prefix, extras)), glob.parts)


def _matching(listed: tuple[str, ...], pattern: tuple[Part, ...]) -> int:
    written: list[str] = []
    for part in pattern:
        if isinstance(part, (Hole, Variable)):
            return 0  # a hole: the statement is told apart before it comes here
        written.append(part.value if isinstance(part, Wild) else part)
    matches = matcher("".join(written))
    mask = 0
    for bit, name in enumerate(listed):
        if matches(name):
            mask |= 1 << bit
    return mask


def by_format(prefix: str, extras: tuple[str, ...], mask: int) -> Iterator[tuple[tuple[str, ...] | None, int]]:
    """Some actions of a service grouped by the ARNs that they act on; ``None`` where nothing is known of that."""
    if mask.bit_count() > _MANY:
        for formats, members in _grouped(prefix, extras):
            if members & mask:
                yield formats, members & mask
        return
    listed = _names(prefix, extras)
    groups: dict[tuple[str, ...] | None, int] = {}
    for bit in bits(mask):
        formats = formats_of(prefix, listed[bit])
        groups[formats] = groups.get(formats, 0) | 1 << bit
    yield from groups.items()


_MANY = 24
"""With more actions it is quicker to group all of the service's, once."""


@lru_cache(maxsize=1024)
def _grouped(prefix: str, extras: tuple[str, ...]) -> tuple[tuple[tuple[str, ...] | None, int], ...]:
    groups: dict[tuple[str, ...] | None, int] = {}
    for bit, name in enumerate(_names(prefix, extras)):
        formats = formats_of(prefix, name)
        groups[formats] = groups.get(formats, 0) | 1 << bit
    return tuple(groups.items())


@lru_cache(maxsize=32768)
def formats_of(prefix: str, name: str) -> tuple[str, ...] | None:
    """The ARNs that an action acts on, :data:`STAR` among them where it may act on none."""
    service = facts(prefix)
    known = service.actions.get(name) if service else None
    if known is None:
        return None
    formats = resource_formats(known)
    return (*formats, STAR) if known.unscoped else formats


@lru_cache(maxsize=1024)
def owners_of(prefix: str, extras: tuple[str, ...]) -> frozenset[str] | None:
    """The services in the ARNs that a service's actions act on; ``None`` if that isn't known of all of them."""
    found: set[str] = set()
    for formats, _ in _grouped(prefix, extras):
        theirs = None if formats is None else owners(formats)
        if theirs is None:
            return None
        found |= theirs
    return frozenset(found)


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
