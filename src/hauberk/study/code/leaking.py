"""Secrets in the files of an application, as subjects."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from hauberk.model.compute import Coded
from hauberk.model.deployment import whole_of
from hauberk.model.guards import ALWAYS
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed
from hauberk.model.values import Reason
from hauberk.model.world import World
from hauberk.study.found import Found
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.study.code.searching import Told


class LeakingFile(Found):
    """A secret in a file; a file that couldn't be looked into; the application where there is neither."""

    TYPES = Coded.TYPES
    KIND = "file"
    __slots__ = ("_id", "found", "left")

    def __init__(self, resource: Resource, id_: str, found: "Told | None", left: Reason | None, world: World) -> None:
        super().__init__(resource, world)
        self._id = id_
        self.found = found
        self.left = left

    @property
    def id(self) -> str:
        """The file, and the kind of the secret."""
        return self._id

    @property
    def name(self) -> str:
        """The same."""
        return self._id

    @classmethod
    def seeds_in(cls, study: Study) -> Iterator[Seed]:
        """Every secret, every file that wasn't looked into; the application where there is none of them. Nothing where
        another application looks into the files."""
        code = study.application.code
        if code is not None and not code.searched:
            return
        searched = study.searched
        whole = whole_of(study.application)
        met: dict[str, int] = {}
        for told in searched.found:
            name = f"{told.path}: {told.leak.kind}"
            met[name] = number = met.get(name, 0) + 1
            id_ = name if number == 1 else f"{name} #{number}"
            yield Seed(id_, ALWAYS, whole, partial(cls, whole, id_, told, None))
        for path, reason in dict(reversed(searched.left)).items():
            yield Seed(path, ALWAYS, whole, partial(cls, whole, path, None, reason))
        if not searched.found and not searched.left:
            yield Seed(study.application.id, ALWAYS, whole, partial(cls, whole, study.application.id, None, None))
