"""What an engine found in functions' code, as subjects."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from hauberk.model.compute import Coded, Function
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Seed
from hauberk.model.values import Annotation
from hauberk.model.world import World
from hauberk.study.found import Found
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.flow.taint import Site
    from hauberk.study.code.following import Followed


class Placed(Protocol):
    """Something that an engine found at a place."""

    @property
    def site(self) -> "Site":
        """Where."""

    @property
    def what(self) -> str:
        """What it is about: a call, a variable."""


class InCode(Found):
    """One thing that was found in a function's code; of a function in which nothing was, the function."""

    TYPES = Coded.TYPES
    KIND = "function code"
    OF: ClassVar[str] = ""
    """The kind of what is found."""
    __slots__ = ("finding", "number")

    def __init__(self, resource: Resource, finding: Placed | None, number: int, world: World) -> None:
        super().__init__(resource, world)
        self.finding = finding
        self.number = number

    @classmethod
    def among(cls, followed: "Followed") -> Sequence[Placed]:
        """What was found of the kind."""
        raise NotImplementedError

    @classmethod
    def seeds_in(cls, study: Study) -> Iterator[Seed]:
        """Everything of the kind, and every function that was followed and has nothing of it."""
        for seed, followed in study.followed_functions:
            seen: dict[str, int] = {}
            for finding in cls.among(followed):
                number = seen[finding.what] = seen.get(finding.what, -1) + 1
                see = partial(cls, seed.resource, finding, number)
                yield Seed(see(World(seed.guard)).id, seed.guard, seed.resource, see)
            if not seen:
                yield Seed(seed.resource.id, seed.guard, seed.resource, partial(cls, seed.resource, None, 0))

    @property
    def id(self) -> str:
        """The function, and what the finding is about."""
        if self.finding is None:
            return self.resource.id
        about = f"{self.resource.id}/{self.finding.what}" if self.finding.what else self.resource.id
        return f"{about}{'' if self.number == 0 else f'#{self.number + 1}'}"

    @property
    def function(self) -> Function:
        """The function whose code it is."""
        return Function(self.resource, self.world)

    @classmethod
    def of(cls, kind: str) -> type[Self]:
        """What was found of a kind, as a class of subjects."""
        return type(f"{cls.__name__}_{kind.replace('-', '_')}", (cls,), {"OF": kind, "__slots__": ()})


UNKNOWN_CALLER = "no template tells who calls this handler: its event is taken as hostile, and its role isn't known"


def callers_unknown(function: Function) -> tuple[Annotation, ...]:
    """What to say of whoever calls a handler that no template tells of; nothing of others."""
    return (function.says(UNKNOWN_CALLER),) if function.is_bare else ()


def span_of(study: Study, site: "Site") -> Span:
    """A place in code as spans have it."""
    return study.span(site.path, site.at.start, site.at.end)
