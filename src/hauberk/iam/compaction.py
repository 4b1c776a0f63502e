"""Lists of actions as patterns that mean the same today."""

from collections.abc import Iterator
from re import finditer

from hauberk.iam.catalogue.services import names, prefixes
from hauberk.iam.language.text import ANY, Glob, glob


def compacted(actions: tuple[Glob, ...]) -> tuple[Glob, ...]:
    """The same actions, those of the catalogue as few patterns: each stands where the first of its actions stood.

    A pattern is a service's ``*``, or the first words of names with a star (``s3:Get*``). It has to mean actions of the
    list and no others, and to be shorter than they are.
    """
    literal = {text: index for index, one in enumerate(actions) if (text := one.literal) is not None}
    by_service: dict[str, set[str]] = {}
    for text in literal:
        prefix, _, name = text.partition(":")
        if prefix in prefixes() and name in names(prefix):
            by_service.setdefault(prefix, set()).add(name)
    replaced: dict[int, Glob] = {}
    gone: set[int] = set()
    for prefix, wanted in by_service.items():
        for beginning, members in _patterns(prefix, frozenset(wanted)):
            places = sorted(literal[f"{prefix}:{name}"] for name in members)
            replaced[places[0]] = glob(f"{prefix}:{beginning}", ANY)
            gone.update(places[1:])
    return tuple(replaced.get(index, one) for index, one in enumerate(actions) if index not in gone)


def _patterns(prefix: str, wanted: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Beginnings of names, the shortest first, that only wanted actions have, with those actions; no action twice."""
    left = set(wanted)
    for beginning in _beginnings(prefix, wanted):
        members = frozenset(name for name in names(prefix) if name.startswith(beginning))
        if len(members) > 1 and members <= left:
            left -= members
            yield beginning, members


def _beginnings(prefix: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """The first words of names, as capitals begin them; the empty beginning first."""
    found = {""}
    for name in wanted:
        bare = names(prefix)[name].partition(":")[2]
        found.update(bare[: match.start()].lower() for match in finditer(r"(?<=[a-z0-9])[A-Z]", bare))
    return tuple(sorted(found, key=lambda beginning: (len(beginning), beginning)))
