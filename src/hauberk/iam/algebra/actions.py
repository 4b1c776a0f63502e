"""Sets of actions, a service at a time: one bit for each action.

The universe is the catalogue and, beyond it, the actions that a question's policies name and the catalogue lacks: what
is newer than the catalogue is still an action.
"""

from bisect import bisect_left
from collections import defaultdict
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
    """The bit of each action of a service, by ``service:name``."""
    return {f"{prefix}:{name}": 1 << bit for bit, name in enumerate(_names(prefix, extras))}


_EVERYTHING = ((ANY,), (ANY, ":", ANY))


class Selection(NamedTuple):
    """What an element of a statement and its opposite select: what some patterns mean, or all else."""

    globs: tuple[Glob, ...]
    excepted: bool


class _Said(NamedTuple):
    """What patterns say of services."""

    texts: Mapping[str, list[str]]
    """Those that are nothing but text, by the service that they name."""
    patterns: Mapping[str, list[tuple[Part, ...]]]
    """Likewise, what those with wildcards say after the colon."""
    services: frozenset[str]
    """The services that they name."""
    others: list[Glob]
    """Those that may mean several services."""
    everything: bool
    """Whether one means every action."""
    holes: bool
    """Whether something unknown is in one."""
    listed: dict[str, tuple[int, frozenset[str]]]
    """What was asked of them before; see :meth:`Actions._listed`."""
    masks: dict[tuple[str, tuple[str, ...]], int]
    """Likewise; see :meth:`Actions.mask`."""


class Actions(Selection):
    """What ``Action`` or ``NotAction`` selects."""

    @cached_property
    def _said(self) -> _Said:
        """Its patterns by what they mean. One look at each has to do: there are hundreds of them in a policy."""
        texts: defaultdict[str, list[str]] = defaultdict(list)
        wild: list[tuple[Part, ...]] = []
        start = ""
        same: list[str] | None = None
        for (parts,) in self.globs:
            if len(parts) != 1 or not isinstance(text := parts[0], str):
                wild.append(parts)
                continue
            if same is None or not text.startswith(start):  # a list is mostly in the order of its services
                prefix, colon, _ = text.partition(":")
                start = prefix + colon
                same = texts[prefix] if colon else None
            if same is not None:
                same.append(text)
        if not wild:
            return _Said(texts, {}, frozenset(texts), [], False, False, {}, {})
        patterns: defaultdict[str, list[tuple[Part, ...]]] = defaultdict(list)
        others: list[Glob] = []
        everything = False
        for parts in wild:
            first = parts[0] if parts else ""
            prefix, colon, name = first.partition(":") if isinstance(first, str) else ("", "", "")
            if colon:
                patterns[prefix].append((name, *parts[1:]) if name else parts[1:])
            elif parts in _EVERYTHING:
                everything = True
            elif parts:
                others.append(Glob(parts))
        services = frozenset((*texts, *patterns))
        holes = any(Hole in map(type, parts) for parts in wild)
        return _Said(texts, patterns, services, others, everything, holes, {}, {})

    @property
    def holes(self) -> bool:
        """Whether something unknown is in its patterns."""
        return self._said.holes

    @property
    def named(self) -> frozenset[str] | None:
        """The services whose actions it treats one by one; ``None`` if that may be any service."""
        return None if self._said.others else self._said.services

    @property
    def services(self) -> Iterable[str]:
        """The prefixes of the services that its patterns name."""
        return self._said.services

    def extras(self, prefix: str) -> frozenset[str]:
        """The actions of a service that its patterns without wildcards name and the catalogue lacks."""
        return self._listed(prefix)[1] if prefix in self._said.texts else frozenset()

    def _listed(self, prefix: str) -> tuple[int, frozenset[str]]:
        """The actions of a service that its patterns without wildcards name: the catalogue's, and those it lacks."""
        known = self._said.listed.get(prefix)
        if known is None:
            index = _index(prefix, ())
            mask = 0
            extras: list[str] = []
            for text in self._said.texts[prefix]:
                bit = index.get(text)
                if bit is not None:
                    mask |= bit
                elif text[-1] != ":":
                    extras.append(text)
            known = self._said.listed[prefix] = mask, frozenset(extras)
        return known

    @property
    def others(self) -> bool:
        """Whether it selects all actions of the services that it doesn't name."""
        return self._said.everything is not self.excepted

    def whole(self, prefix: str) -> bool:
        """Whether it selects all actions of a service, as far as one look tells."""
        return self.others and not self._said.others and prefix not in self._said.services

    def mask(self, prefix: str, universe: Universe) -> int:
        """The actions of one service that it selects."""
        said = self._said
        if prefix not in said.services and not said.others and not self.others:
            return 0
        extras = universe.of(prefix)
        known = said.masks.get((prefix, extras))
        if known is None:
            known = said.masks[prefix, extras] = self._mask(prefix, extras)
        return known

    def _mask(self, prefix: str, extras: tuple[str, ...]) -> int:
        whole = (1 << len(_names(prefix, extras))) - 1
        said = self._said
        if said.everything:
            return 0 if self.excepted else whole
        mask = 0
        if prefix in said.texts:
            mask, lacked = self._listed(prefix)
            if lacked:
                index = _index(prefix, extras)
                for text in lacked.intersection(extras):
                    mask |= index[text]
        for pattern in said.patterns.get(prefix, ()):
            mask |= _by_pattern(prefix, extras, pattern)
        for glob in said.others:
            mask |= _anywhere(prefix, extras, glob)
        return ~mask & whole if self.excepted else mask


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
