"""What a control answers about one subject."""

from enum import Enum, StrEnum
from functools import lru_cache, total_ordering
from typing import NamedTuple

from hauberk.model.values import Absent, Annotation, Pattern, Reason, Reference, Unknown, Value


class State(StrEnum):
    """The four verdicts."""

    VIOLATED = "violated"
    SATISFIED = "satisfied"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@total_ordering
class Severity(Enum):
    """How bad a violated control is; ordered."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return _RANK[self] < _RANK[other]

    def __str__(self) -> str:
        return self.value


_RANK = {severity: rank for rank, severity in enumerate(Severity)}
LOW, MEDIUM, HIGH, CRITICAL = Severity


class Verdict(NamedTuple):
    """One answer.

    ``primary`` is the line that decides; ``related`` are lines that belong to the story, in the order in which to tell
    it. ``reason`` says why something isn't known or doesn't apply. ``help`` is advice for this very case, where the
    control's own isn't precise enough. ``flow`` are the steps from an event to what it does, in their order, and
    ``weight`` tells how much worse the fault is here than elsewhere: 0, unless something about it was found.
    """

    state: State
    primary: Annotation | None = None
    related: tuple[Annotation, ...] = ()
    reason: Reason | None = None
    help: str = ""
    flow: tuple[Annotation, ...] = ()
    weight: int = 0


_SATISFIED = Verdict(State.SATISFIED)


def violated(
    primary: Annotation,
    *related: Annotation,
    help: str = "",  # noqa: A002 - the report's word
    flow: tuple[Annotation, ...] = (),
    weight: int = 0,
) -> Verdict:
    """The fault is there. ``primary`` says what is wrong at the line that has to change."""
    return Verdict(State.VIOLATED, primary, related, None, help, flow, weight)


def satisfied() -> Verdict:
    """The practice is followed."""
    return _SATISFIED


@lru_cache(maxsize=1024)  # a control says the same of most subjects
def not_applicable(text: str, code: str = "not-applicable") -> Verdict:
    """The control has nothing to say about this subject, because ``text``; ``code`` counts what has one cause."""
    return Verdict(State.NOT_APPLICABLE, reason=Reason(code, text))


def unknown(cause: Value | Reason, *related: Annotation) -> Verdict:
    """It can't be told, because of a value that isn't known or for a reason of its own."""
    if isinstance(cause, Reason):
        return Verdict(State.UNKNOWN, None, related, cause)
    reason = why_unknown(cause)
    return Verdict(State.UNKNOWN, cause.says(reason.text), related, reason)


def why_unknown(value: Value) -> Reason:
    """Why a value doesn't decide."""
    match value:
        case Unknown(reason):
            return reason
        case Reference(resource, attribute):
            whole = f"{resource}.{attribute}" if attribute else resource
            return Reason("resource-attribute", f"{whole} is known after deployment only")
        case Pattern(parts):
            for part in parts:
                if isinstance(part, (Unknown, Reference)):
                    return why_unknown(part)
        case Absent():
            return Reason("absent", "it isn't written down, and what AWS does then depends on more than the template")
    return Reason("unexpected-value", "its value is none that Hauberk knows here")
