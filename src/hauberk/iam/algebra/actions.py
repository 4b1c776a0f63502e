"""Sets of actions, a service at a time: one bit for each action.

The universe is the catalogue and, beyond it, the actions that a question's policies name and the catalogue lacks: what
is newer than the catalogue is still an action.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.formats import STAR
from hauberk.iam.catalogue import facts, prefixes, resource_formats
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.catalogue.services import names
from hauberk.iam.language.text import ANY, ONE, Glob


class Universe(NamedTuple):
    """Actions that the catalogue lacks, ``service:name`` in lower case, ordered."""

    extras: tuple[str, ...] = ()

    def actions(self, prefix: str) -> tuple[str, ...]:
        """The names of a service's actions after the colon, in lower case; bit *i* stands for the *i*-th."""
        return _names(prefix, self.of(prefix))

    def of(self, prefix: str) -> tuple[str, ...]:
        """The extra actions of one service."""
        return tuple(name for name in self.extras if name.startswith(prefix + ":")) if self.extras else ()

    def services(self) -> tuple[str, ...]:
        """Every service."""
        extra = {name.partition(":")[0] for name in self.extras}
        return (*prefixes(), *sorted(extra.difference(prefixes())))


@lru_cache(maxsize=1024)
def _names(prefix: str, extras: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(names(prefix)) if prefix in prefixes() else ()
    return (*known, *(extra.partition(":")[2] for extra in extras))


@lru_cache(maxsize=1024)
def _index(prefix: str, extras: tuple[str, ...]) -> dict[str, int]:
    return {name: bit for bit, name in enumerate(_names(prefix, extras))}


def extras_of(globs: Iterable[Glob]) -> Iterator[str]:
    """The actions that patterns without wildcards name and the catalogue lacks."""
    for glob in globs:
        text = glob.literal
        if text is None:
            continue
        prefix, colon, name = text.partition(":")
        if colon and name and prefix and (prefix not in prefixes() or name not in names(prefix)):
            yield text


class Actions(NamedTuple):
    """What ``Action`` or ``NotAction`` selects."""

    globs: tuple[Glob, ...]
    excepted: bool

    @property
    def named(self) -> frozenset[str] | None:
        """The services whose actions it treats one by one; ``None`` if that may be any service."""
        return _named(self.globs)

    @property
    def others(self) -> bool:
        """Whether it selects all actions of the services that it doesn't name."""
        return any(glob.everything or str(glob) == "*:*" for glob in self.globs) is not self.excepted

    def whole(self, prefix: str) -> bool:
        """Whether it selects all actions of a service, as far as one look tells."""
        names = self.named
        return self.others and names is not None and prefix not in names

    def mask(self, prefix: str, universe: Universe) -> int:
        """The actions of one service that it selects."""
        return _mask(prefix, universe.of(prefix), self.globs, self.excepted)


@lru_cache(maxsize=8192)
def _named(globs: tuple[Glob, ...]) -> frozenset[str] | None:
    found: set[str] = set()
    for glob in globs:
        if glob.everything or str(glob) == "*:*":
            continue
        first = glob.parts[0] if glob.parts else ""
        if not isinstance(first, str):
            return None
        prefix, colon, _ = first.partition(":")
        if colon:
            found.add(prefix)
        elif len(glob.parts) > 1:
            return None
    return frozenset(found)


@lru_cache(maxsize=32768)
def _mask(prefix: str, extras: tuple[str, ...], globs: tuple[Glob, ...], excepted: bool) -> int:
    mask = 0
    for glob in globs:
        mask |= _glob_mask(prefix, extras, glob)
    return ~mask & _whole(prefix, extras) if excepted else mask


def _whole(prefix: str, extras: tuple[str, ...]) -> int:
    return (1 << len(_names(prefix, extras))) - 1


@lru_cache(maxsize=65536)
def _glob_mask(prefix: str, extras: tuple[str, ...], glob: Glob) -> int:
    text = glob.literal
    if text is not None:
        service, colon, name = text.partition(":")
        bit = _index(prefix, extras).get(name) if colon and service == prefix else None
        return 0 if bit is None else 1 << bit
    if glob.everything:
        return _whole(prefix, extras)
    if any(part is not ANY and part is not ONE and not isinstance(part, str) for part in glob.parts):
        return 0  # a hole: the statement is told apart before it comes here
    matches = matcher(str(glob))
    mask = 0
    for bit, name in enumerate(_names(prefix, extras)):
        if matches(f"{prefix}:{name}"):
            mask |= 1 << bit
    return mask


@lru_cache(maxsize=1024)
def by_format(prefix: str, extras: tuple[str, ...]) -> tuple[tuple[tuple[str, ...] | None, int], ...]:
    """A service's actions grouped by the ARNs that they act on; ``None`` where nothing is known of that."""
    groups: dict[tuple[str, ...] | None, int] = {}
    service = facts(prefix)
    for bit, name in enumerate(_names(prefix, extras)):
        known = service.actions.get(name) if service else None
        formats: tuple[str, ...] | None = None
        if known is not None:
            formats = resource_formats(known)
            if known.unscoped:
                formats = (*formats, STAR)
        groups[formats] = groups.get(formats, 0) | 1 << bit
    return tuple(groups.items())


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
