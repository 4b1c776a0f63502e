"""What becomes of a request."""

from collections.abc import Iterator
from typing import Any

from hauberk.iam.request import Decision
from hauberk.questions.answers import Asked, Locate, Unasked
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.iam.document import Members, document, line, statements, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_LOOKS = {
    Decision.ALLOW: "bold green",
    Decision.EXPLICIT_DENY: "bold red",
    Decision.IMPLICIT_DENY: "bold red",
    Decision.UNKNOWN: "bold yellow",
}
_SAYS = {Decision.ALLOW: "this allows it", Decision.EXPLICIT_DENY: "this denies it"}


def text(asked: Asked, locate: Locate, style: Style) -> str:
    """The answer for a person: the request, the statement that decides, and why."""
    return "\n".join(_lines(asked, locate, style)) + "\n"


def _lines(asked: Asked, locate: Locate, style: Style) -> Iterator[str]:
    decision = asked.answer.decision
    look = _LOOKS[decision]
    yield f"{style.paint(look, decision.value)}: {style.paint('bold', told(asked.request))}"
    yield from places(placed(asked.answer.by, locate, _SAYS.get(decision, "")), style, look)
    yield note(style, "why", door.line(asked.answer.reason))
    yield from (note(style, "note", door.line(one)) for one in asked.notes)


def brief(asked: Asked | Unasked, style: Style) -> str:
    """The answer to one of many in a line."""
    if isinstance(asked, Unasked):
        return f"{style.paint('bold yellow', 'not asked')}      {door.line(asked.error)}\n"
    decision = asked.answer.decision
    mark = style.paint(_LOOKS[decision], f"{decision.value:13}")
    return f"{mark}  {told(asked.request)} ({door.line(asked.answer.reason)})\n"


def json(asked: Asked, locate: Locate) -> str:
    """The answer as JSON."""
    return document(_members(asked, locate))


def json_line(asked: Asked | Unasked, locate: Locate) -> str:
    """The answer to one of many as a line of JSON."""
    if isinstance(asked, Unasked):
        unknown: dict[str, Any] = {"decision": Decision.UNKNOWN.value, "by": [], "reason": "the request can't be read"}
        return line({**unknown, "request": None, "notes": [], "error": asked.error})
    return line(_members(asked, locate))


def _members(asked: Asked, locate: Locate) -> Members:
    answer = asked.answer
    return {
        "decision": answer.decision.value,
        "by": statements(answer.by, locate),
        "reason": answer.reason,
        "request": witness(asked.request),
        "notes": list(asked.notes),
    }
