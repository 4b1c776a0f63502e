"""Facts of functions' code, as subjects."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hauberk.model.values import Annotation
from hauberk.model.verdict import Verdict, satisfied, violated
from hauberk.study.code.findings import InCode, callers_unknown, span_of
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.facts.met import Fact
    from hauberk.study.code.following import Followed


class Stated(InCode):
    """A fact of a function's code; of a function of which it doesn't hold, the function."""

    finding: "Fact | None"
    __slots__ = ()

    @classmethod
    def among(cls, followed: "Followed") -> "Sequence[Fact]":
        """The facts of the kind."""
        return [fact for fact in followed.facts if fact.kind == cls.OF]

    def judged(self, study: Study) -> Verdict:
        """Violated where the fact holds."""
        fact = self.finding
        if fact is None:
            return satisfied()
        caller = () if fact.by is None else (Annotation(span_of(study, fact.by), "it is called from here"),)
        return violated(self.remark(study, fact), *caller, *callers_unknown(self.function))

    def remark(self, study: Study, fact: "Fact") -> Annotation:
        """What the fact says, at its place; a secret in it isn't shown."""
        return Annotation(span_of(study, fact.site), fact.says, fact.part)


def stated(fact: str) -> type[Stated]:
    """The facts of a kind, as a class of subjects."""
    return Stated.of(fact)
