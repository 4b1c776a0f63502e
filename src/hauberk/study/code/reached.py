"""Places in functions' code that hostile data reaches, as subjects."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Seed
from hauberk.model.values import Annotation, Reason
from hauberk.model.verdict import Verdict, satisfied, violated
from hauberk.model.world import World
from hauberk.study.found import Found
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.weaknesses.hostile import Finding

MAX_STEPS = 12
"""Steps of a way that are told."""


class Reached(Found):
    """A place that hostile data reaches and can do harm in; of a function without any, the function."""

    TYPES = ("AWS::Lambda::Function",)
    KIND = "function code"
    SINK: ClassVar[str] = ""
    __slots__ = ("finding", "number")

    def __init__(self, resource: Resource, finding: "Finding | None", number: int, world: World) -> None:
        super().__init__(resource, world)
        self.finding = finding
        self.number = number

    @classmethod
    def seeds_in(cls, study: Study) -> Iterator[Seed]:
        """Every such place of the kind, and every function that was followed and has none."""
        for seed in Function.seeds(study.application):
            function = seed.see(World(seed.guard))
            assert isinstance(function, Function)
            followed = study.code(function)
            if isinstance(followed, Reason):
                continue
            mine = [finding for finding in followed.found if finding.kind == cls.SINK]
            for number, finding in enumerate(mine):
                beside = "" if number == 0 else f"#{number + 1}"
                id_ = f"{seed.resource.id}/{finding.what}{beside}"
                yield Seed(id_, seed.guard, seed.resource, partial(cls, seed.resource, finding, number))
            if not mine:
                yield Seed(seed.resource.id, seed.guard, seed.resource, partial(cls, seed.resource, None, 0))

    @property
    def id(self) -> str:
        """The function, and what is reached."""
        if self.finding is None:
            return self.resource.id
        return f"{self.resource.id}/{self.finding.what}{'' if self.number == 0 else f'#{self.number + 1}'}"

    def judged(self, study: Study, says: str) -> Verdict:
        """Violated where there is such a place, with the way from the event to it. ``says`` is what happens there; in
        it ``{what}`` stands for what is called and ``{source}`` for the part of the event."""
        finding = self.finding
        if finding is None:
            return satisfied()
        told = says.format(what=_called(finding.what), source=finding.source)
        if finding.validated:
            told += "; the schema that it was checked by lets any text through"
        at = Span(study.shown(finding.site.path), finding.site.at.start, finding.site.at.end)
        steps = [
            Annotation(Span(study.shown(step.site.path), step.site.at.start, step.site.at.end), step.says)
            for step in finding.way[:MAX_STEPS]
            if step.site.at.end and step.site != finding.site
        ]
        return violated(Annotation(at, told), *steps, self.says(_invoked(self, study)))


def reached(sink: str) -> type[Reached]:
    """The places of a kind of sink, as a class of subjects."""
    return type(f"Reached_{sink.replace('-', '_')}", (Reached,), {"SINK": sink, "__slots__": ()})


def _called(path: str) -> str:
    """What is called, as a reader knows it: the last names of its path."""
    names = path.replace("()", "").removeprefix("builtins.").split(".")
    return ".".join(names[-2:]) if len(names) > 1 and names[0] != "?" else names[-1]


def _invoked(reach: Reached, study: Study) -> str:
    function = Function(reach.resource, reach.world)
    kinds = list(dict.fromkeys(trigger.kind for trigger in study.triggers(function)))
    if not kinds:
        return "who invokes this function isn't in the template"
    return f"invoked by {', '.join(kinds)}"
