"""What a check finds, and what a check is."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hauberk.iam.language.policy import Statement
from hauberk.model.span import Span

if TYPE_CHECKING:
    from hauberk.iam.validation.view import View


class Severity(StrEnum):
    """How much it matters. Access Analyzer's "security warning" is a warning here whose check says ``security``."""

    ERROR = "error"
    """AWS refuses it, or a part of the policy does nothing."""
    WARNING = "warning"
    """It works, though hardly as it was meant."""
    SUGGESTION = "suggestion"
    """It can be said better; access stays as it is."""


class Problem(NamedTuple):
    """Something wrong with a policy: a stable ``code`` to count and to silence by, a sentence, and the place."""

    code: str
    severity: Severity
    text: str
    span: Span | None = None
    """The nearest place that is known: the very entry of a list where the document was given, else its statement."""
    statement: Statement | None = None
    """``None`` where the matter is the document."""


class Told(NamedTuple):
    """A problem as its check tells it: what the check is called and how much it matters is the same for all of them."""

    text: str
    span: Span | None = None
    statement: Statement | None = None


Run: TypeAlias = "Callable[[View], Iterator[Told]]"


class Check(NamedTuple):
    """A question about a policy. Its function's docstring is its documentation: what it finds, why that is a problem,
    and the page of AWS's documentation that says so."""

    code: str
    severity: Severity
    run: Run
    security: bool = False
    """Whether it is about access that is wider than it looks."""
    aws: tuple[str, ...] = ()
    """What IAM Access Analyzer's policy validation calls it, where it does."""

    @property
    def title(self) -> str:
        """The first line of its documentation."""
        return (self.run.__doc__ or "").partition("\n")[0].rstrip(".")

    def problems(self, view: "View") -> Iterator[Problem]:
        """What it finds."""
        for text, span, statement in self.run(view):
            yield Problem(self.code, self.severity, text, span, statement)


def check(code: str, severity: Severity, *aws: str, security: bool = False) -> Callable[[Run], Check]:
    """Makes a check of a function."""

    def made(run: Run) -> Check:
        return Check(code, severity, run, security, aws)

    return made
