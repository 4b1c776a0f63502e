"""Places in functions' code that hostile data reaches, as subjects."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hauberk.model.compute import Function
from hauberk.model.subject import Subject
from hauberk.model.values import Annotation
from hauberk.model.verdict import Verdict, satisfied, violated
from hauberk.study.code.findings import InCode, callers_unknown, span_of
from hauberk.study.principals import role_of
from hauberk.study.producers.reach import Reach
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.weaknesses.hostile import Finding
    from hauberk.study.code.following import Followed
    from hauberk.study.producers.ways import Way

MAX_STEPS = 12
"""Steps of a way that are told: the first and the last ones."""
MAX_WAYS = 2
"""Ways in for anyone that are told."""
MAX_POWERS = 3
"""Things that a role may do that are told."""
OPEN = 3
"""How much worse each step of :class:`Reach` makes a place; what the role may do comes on top, and is less."""
_SHORT = 3
"""Names of a path that is told as it is."""


class Reached(InCode):
    """A place that hostile data reaches and can do harm in; of a function without any, the function."""

    finding: "Finding | None"
    __slots__ = ()

    @classmethod
    def among(cls, followed: "Followed") -> "Sequence[Finding]":
        """The places of the kind of sink."""
        return [finding for finding in followed.found if finding.kind == cls.OF]

    def judged(self, study: Study, says: str) -> Verdict:
        """Violated where there is such a place, with the way from the event to it, who gets there and what the
        function's role may do. ``says`` is what happens there; in it ``{what}`` stands for what is called and
        ``{source}`` for the part of the event."""
        finding = self.finding
        if finding is None:
            return satisfied()
        told = says.format(
            what=finding.what if finding.declared else _called(finding.what), source=_source(finding.source)
        )
        if finding.validated:
            told += "; the schema that it was checked by lets any text through"
        sink = Annotation(span_of(study, finding.site), told)
        steps = [
            Annotation(span_of(study, step.site), _told(step.says))
            for step in finding.way
            if step.site.at.end and step.site != finding.site
        ]
        if len(steps) > MAX_STEPS:
            steps[MAX_STEPS // 2 : -MAX_STEPS // 2] = []
        story, weight = study.telling.once(story_of, self.function)
        return violated(sink, *story, flow=(*steps, sink), weight=weight)


def reached(sink: str) -> type[Reached]:
    """The places of a kind of sink, as a class of subjects."""
    return Reached.of(sink)


def _called(path: str) -> str:
    """What is called, as a reader knows it: its own path, or its last name and whose it is."""
    names = path.removeprefix("builtins.").replace("/", ".").split(".")
    last = names[-1].removesuffix("()")
    if names[0].startswith(("?", "missing:")) or len(names) == 1 or path.startswith("@"):
        return last
    if len(names) <= _SHORT and not any(name.endswith("()") for name in names):
        return ".".join(names)
    return f"{names[0].removesuffix('()')}'s {last}"


def _source(source: str) -> str:
    """A part of the event as one would write it; what was decoded is still the same part."""
    return ".".join(part for part in source.split(".") if part != "{}").replace(".*", "[]")


def _told(says: str) -> str:
    return " ".join(_source(word) for word in says.split(" "))


def story_of(subject: Subject, study: Study) -> tuple[list[Annotation], int]:
    """Who gets to a place in a function's code, and what the function's role may do besides: what makes the place worse
    than another of its kind, and by how much."""
    function = Function(subject.resource, subject.world)
    if function.is_bare:
        return list(callers_unknown(function)), OPEN * Reach.UNKNOWN
    from hauberk.study.openings import openings
    from hauberk.study.powers import Powers, powers

    opened = study.once(openings, function)
    role = role_of(function, study)
    may = study.once(powers, role) if role is not None else Powers()
    way = next(iter(study.producers.of(function.resource)), None)
    entry = opened[:MAX_WAYS] or (_entry(function, way, study),)
    reach = Reach.ANYONE if opened else way.root.reach if way is not None else Reach.UNKNOWN
    return [*entry, *may.told[:MAX_POWERS]], OPEN * reach + may.weight


def _entry(function: Function, way: "Way | None", study: Study) -> Annotation:
    """Who begins the way to a function that not anyone calls; what invokes it, where that isn't known."""
    if way is not None and way.root.reach > Reach.UNKNOWN and way.through:
        return Annotation(way.root.place, f"{way.says} → this function")
    kinds = list(dict.fromkeys(trigger.kind for trigger in study.triggers(function)))
    if way is not None and way.root.reach is Reach.ANYONE:
        return Annotation(way.root.place, f"invoked by {way.says}")
    if not kinds:
        if way is not None and way.through:
            return Annotation(way.root.place, f"{way.says} → this function")
        return function.says("who invokes this function isn't told, so what it is called with is hostile")
    told = f"invoked by {', '.join(kinds)}"
    if way is not None and way.root.reach is Reach.UNKNOWN and not _SAYING.issuperset(kinds):
        told += ", as hostile as its producers, who aren't known"
    return function.says(told)


_SAYING = frozenset(("API Gateway", "function URL", "AppSync", "Cognito", "load balancer", "Alexa skill", "CloudFront"))
"""Triggers whose events are what a caller says: there are no other producers."""
