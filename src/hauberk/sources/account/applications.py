"""From a snapshot to applications: one for each region of the account that was read.

What is global (roles, users, distributions) stands in each application that refers to it, or that has what it stands
beside, and in that of the home region if there is none: the first region that was read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Reason
from hauberk.reading.source import Source
from hauberk.sources.account.calls import GLOBAL, Answers, Unread
from hauberk.sources.account.documents import document_of
from hauberk.sources.account.elsewhere import Elsewhere
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place
from hauberk.sources.account.planning import loose_ends, unlisted, untold
from hauberk.sources.account.services import READERS
from hauberk.sources.account.snapshot import Snapshot

FORMAT = "a live account"


class Read(NamedTuple):
    """An application, and the texts that its spans are in, by the path that these carry."""

    application: Application
    sources: Mapping[str, Source]


def applications(snapshot: Snapshot, named: Collection[str] = ()) -> Iterator[Read]:
    """The applications of an account, in the order of its regions. ``named`` are facts that somebody asks about by
    name, so that it is to be told if nobody wished to have them read."""
    common = _made(snapshot, GLOBAL)
    regional = {region: _made(snapshot, region) for region in snapshot.regions}
    wanted = {region: _wanted(made, common, snapshot.place(region)) for region, made in regional.items()}
    anywhere = frozenset[str]().union(*wanted.values())
    elsewhere = Elsewhere(regional, _unknown_functions(snapshot))
    unread = any(isinstance(answer, Unread) for answer in snapshot.answers.values())
    for region, made in regional.items():
        home = region == snapshot.home
        held = (
            elsewhere.told(one, region)
            for one in common
            if one.id in wanted[region] or (home and one.id not in anywhere)
        )
        told = frozenset(_told([*made, *common])) if unread else frozenset()
        missing = {**untold(snapshot, region, told), **unlisted(snapshot, region, named)}
        yield _read([*made, *held], snapshot, region, missing)


def _unknown_functions(snapshot: Snapshot) -> Mapping[str, Unread]:
    """The regions of which it was asked which functions there are, and isn't known."""
    asked = snapshot.regions if "lambda:ListFunctions" in snapshot.asked else ()
    found = {region: Answers(snapshot.answers, region).of("lambda", "ListFunctions") for region in asked}
    return {region: answer for region, answer in found.items() if isinstance(answer, Unread)}


def _made(snapshot: Snapshot, region: str) -> list[Made]:
    answers, place = Answers(snapshot.answers, region), snapshot.place(region)
    return [made for reader in READERS for made in reader.resources(answers, place)]


def _wanted(made: Sequence[Made], common: Sequence[Made], place: Place) -> frozenset[str]:
    """The global resources that some refer to, or that stand beside them, by themselves or through others."""
    by_id = {one.id: one for one in common}
    found: set[str] = set()
    pending = list(made)
    waiting = [one for one in common if one.beside]
    names = Names(made, place) if waiting else None
    while pending:
        for text in _texts(pending.pop()):
            if text in by_id and text not in found:
                found.add(text)
                pending.append(by_id[text])
        if not pending and names is not None:
            arriving = [one for one in waiting if any(text in found or names.tells_of(text) for text in one.beside)]
            waiting = [one for one in waiting if one not in arriving]
            pending.extend(one for one in arriving if one.id not in found)
            found.update(one.id for one in arriving)
    return frozenset(found)


def _texts(made: Made) -> Iterator[str]:
    """Every text of a resource, and what it links to."""
    yield from (target.partition("#")[0] for target in made.links.values())
    pending: list[Any] = [made.properties, made.account]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            pending.extend(one.values())
        elif isinstance(one, (list, tuple)):
            pending.extend(one)


def _told(made: Iterable[Made]) -> Iterator[tuple[str, Unread]]:
    """What the resources say wasn't read, of themselves and of their properties."""
    for one in made:
        pending: list[Any] = [one.properties, one.account]
        if one.unread is not None:
            yield one.type, one.unread
        while pending:
            inner = pending.pop()
            if isinstance(inner, Unread):
                yield one.type, inner
            elif isinstance(inner, Mapping):
                pending.extend(inner.values())
            elif isinstance(inner, (list, tuple)):
                pending.extend(inner)


def _read(made: Sequence[Made], snapshot: Snapshot, region: str, missing: Mapping[str, Reason]) -> Read:
    place = snapshot.place(region)
    names = Names(made, place)
    resources = {one.id: document_of(one, names, one.region or region).resource for one in made}
    application = Application(
        id=f"{place.account}/{region}",
        format=FORMAT,
        resources=resources,
        unlisted=missing,
        unread_parts=_unread_parts(made, resources),
        loose=loose_ends(snapshot, region),
        some=bool(snapshot.filters),
    )
    return Read(application, _Texts(made, names, region))


class _Texts(Mapping[str, Source]):
    """The texts of the documents, by the ids of their resources. They are written again for whoever looks into one:
    few are looked into, some of them often, and all of them together are as large as the account."""

    def __init__(self, made: Iterable[Made], names: Names, region: str) -> None:
        self._made = {one.id: one for one in made}
        self._names, self._region = names, region
        self._written = lru_cache(maxsize=_KEPT)(self._write)

    def _write(self, id_: str) -> Source:
        one = self._made[id_]
        return document_of(one, self._names, one.region or self._region).source

    def __getitem__(self, id_: str) -> Source:
        return self._written(id_)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


_KEPT = 256


def _unread_parts(made: Iterable[Made], resources: Mapping[str, Resource]) -> Mapping[str, Mapping[str, Reason]]:
    """What stands for parts that couldn't be read, by the resource that it says they belong to."""
    found: dict[str, dict[str, Reason]] = {}
    for one in made:
        if one.unread is not None:
            for owner in _texts(one):
                if owner in resources and owner != one.id:
                    found.setdefault(owner, {}).setdefault(one.type, one.unread.reason)
    return found
