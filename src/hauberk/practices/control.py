"""A control: one question about one kind of subject, with the words that explain it."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from hauberk.model.subject import Subject
from hauberk.model.verdict import Severity, Verdict
from hauberk.study.study import Study

S = TypeVar("S", bound=Subject)


class Control(NamedTuple):
    """``ask`` answers for a subject of type ``subject``; ``text`` is the control's documentation."""

    name: str
    practice: int
    severity: Severity
    subject: type[Subject]
    ask: "Callable[[Subject, Study], Verdict]"
    text: str
    module: str

    def __hash__(self) -> int:
        return hash(self.name)


def control(
    name: str, *, practice: int, severity: Severity, subject: type[S]
) -> Callable[[Callable[[S, Study], Verdict]], Control]:
    """Makes a control of a function. Its docstring is what users read: a title, why, the attack, the fix, references.

    Registers nothing: a module lists its controls in ``CONTROLS``.
    """

    def make(ask: Callable[[S, Study], Verdict]) -> Control:
        # The pipeline asks with subjects of the control's own type only; a narrower parameter can't be said otherwise.
        asked: Callable[..., Verdict] = ask
        return Control(name, practice, severity, subject, asked, ask.__doc__ or "", ask.__module__)

    return make
