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
from hauberk.study.principals import role_of
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.flow.taint import Site
    from hauberk.code.weaknesses.hostile import Finding

MAX_STEPS = 12
"""Steps of a way that are told: the first and the last ones."""
MAX_WAYS = 2
"""Ways in for anyone that are told."""
MAX_POWERS = 3
"""Things that a role may do that are told."""
OPEN = 4
"""How much worse a place is that anyone gets to; what the role may do comes on top."""
_SHORT = 3
"""Names of a path that is told as it is."""


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
            met: dict[str, int] = {}
            for finding in mine:
                number = met[finding.what] = met.get(finding.what, 0) + 1
                made = partial(cls, seed.resource, finding, number)
                yield Seed(made(World(seed.guard)).id, seed.guard, seed.resource, made)
            if not mine:
                yield Seed(seed.resource.id, seed.guard, seed.resource, partial(cls, seed.resource, None, 0))

    @property
    def id(self) -> str:
        """The function, what is reached, and which of several alike: no line, so that code may move."""
        if self.finding is None:
            return self.resource.id
        return f"{self.resource.id}/{self.finding.what}{'' if self.number == 1 else f'#{self.number}'}"

    def judged(self, study: Study, says: str) -> Verdict:
        """Violated where there is such a place, with the way from the event to it, who gets there and what the
        function's role may do. ``says`` is what happens there; in it ``{what}`` stands for what is called and
        ``{source}`` for the part of the event."""
        finding = self.finding
        if finding is None:
            return satisfied()
        told = says.format(what=_called(finding.what), source=_source(finding.source))
        if finding.validated:
            told += "; the schema that it was checked by lets any text through"
        sink = Annotation(_span(finding.site, study), told)
        steps = [
            Annotation(_span(step.site, study), _told(step.says))
            for step in finding.way
            if step.site.at.end and step.site != finding.site
        ]
        if len(steps) > MAX_STEPS:
            steps[MAX_STEPS // 2 : -MAX_STEPS // 2] = []
        story, weight = _story(Function(self.resource, self.world), study)
        return violated(sink, *story, flow=(*steps, sink), weight=weight)


def reached(sink: str) -> type[Reached]:
    """The places of a kind of sink, as a class of subjects."""
    return type(f"Reached_{sink.replace('-', '_')}", (Reached,), {"SINK": sink, "__slots__": ()})


def _span(site: "Site", study: Study) -> Span:
    return Span(study.shown(site.path), site.at.start, site.at.end)


def _called(path: str) -> str:
    """What is called, as a reader knows it: its own path, or its last name and whose it is."""
    names = path.removeprefix("builtins.").replace("/", ".").split(".")
    last = names[-1].removesuffix("()")
    if names[0].startswith("?") or len(names) == 1 or path.startswith("@"):
        return last
    if len(names) <= _SHORT and not any(name.endswith("()") for name in names):
        return ".".join(names)
    return f"{names[0].removesuffix('()')}'s {last}"


def _source(source: str) -> str:
    """A part of the event as one would write it; what was decoded is still the same part."""
    return ".".join(part for part in source.split(".") if part != "{}").replace(".*", "[]")


def _told(says: str) -> str:
    return " ".join(_source(word) for word in says.split(" "))


def _story(function: Function, study: Study) -> tuple[list[Annotation], int]:
    """Who gets there, and what the function's role may do besides: what makes the place worse than another of its
    kind, and by how much."""
    from hauberk.study.openings import openings
    from hauberk.study.powers import Powers, powers

    ways = study.once(openings, function)
    role = role_of(function, study)
    may = study.once(powers, role) if role is not None else Powers()
    entry = ways[:MAX_WAYS] or (function.says(_invoked(function, study)),)
    return [*entry, *may.told[:MAX_POWERS]], (OPEN if ways else 0) + may.weight


def _invoked(function: Function, study: Study) -> str:
    kinds = list(dict.fromkeys(trigger.kind for trigger in study.triggers(function)))
    if not kinds:
        return "who invokes this function isn't in the template"
    return f"invoked by {', '.join(kinds)}"
