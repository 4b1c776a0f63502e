"""Places in functions' code that hostile data reaches, as subjects."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hauberk.model.values import Annotation
from hauberk.model.verdict import Verdict, satisfied, violated
from hauberk.study.code.findings import InCode, span_of
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.weaknesses.hostile import Finding
    from hauberk.study.code.following import Followed

MAX_STEPS = 12
"""Steps of a way that are told."""


class Reached(InCode):
    """A place that hostile data reaches and can do harm in; of a function without any, the function."""

    finding: "Finding | None"
    __slots__ = ()

    @classmethod
    def among(cls, followed: "Followed") -> "Sequence[Finding]":
        """The places of the kind of sink."""
        return [finding for finding in followed.found if finding.kind == cls.OF]

    def judged(self, study: Study, says: str) -> Verdict:
        """Violated where there is such a place, with the way from the event to it. ``says`` is what happens there; in
        it ``{what}`` stands for what is called and ``{source}`` for the part of the event."""
        finding = self.finding
        if finding is None:
            return satisfied()
        told = says.format(what=called(finding.what), source=finding.source)
        if finding.validated:
            told += "; the schema that it was checked by lets any text through"
        steps = [
            Annotation(span_of(study, step.site), step.says)
            for step in finding.way[:MAX_STEPS]
            if step.site.at.end and step.site != finding.site
        ]
        return violated(Annotation(span_of(study, finding.site), told), *steps, self.says(_invoked(self, study)))


def reached(sink: str) -> type[Reached]:
    """The places of a kind of sink, as a class of subjects."""
    return Reached.of(sink)


def called(path: str) -> str:
    """What is called, as a reader knows it: the last names of its path."""
    names = path.replace("()", "").removeprefix("builtins.").split(".")
    return ".".join(names[-2:]) if len(names) > 1 and names[0] != "?" else names[-1]


def _invoked(reach: Reached, study: Study) -> str:
    kinds = list(dict.fromkeys(trigger.kind for trigger in study.triggers(reach.function)))
    if not kinds:
        return "who invokes this function isn't in the template"
    return f"invoked by {', '.join(kinds)}"
