"""Subjects that aren't in a template: what an engine found."""

from collections.abc import Iterator

from hauberk.model.subject import Seed, Subject
from hauberk.study.study import Study


class Found(Subject):
    """A subject that comes from a study of the application rather than from the application itself."""

    __slots__ = ()

    @classmethod
    def seeds_in(cls, study: Study) -> Iterator[Seed]:
        """Every subject of this class."""
        raise NotImplementedError
