"""What is wrong with policies."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from hauberk.iam.validation import CHECKS, Check, Severity
from hauberk.questions.answers import Locate, Wrong
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import counted, wrapped
from hauberk.reports.iam.document import document, place
from hauberk.reports.style import Style

_LOOKS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.SUGGESTION: "bold cyan"}


@cache
def _checks() -> dict[str, Check]:
    return {check.code: check for check in CHECKS}


def text(found: Sequence[Wrong], policies: int, locate: Locate, style: Style) -> str:
    """The findings for a person, those of one policy together, each at its place."""
    lines = [line for wrong in found for line in _lines(wrong, locate, style)]
    return "\n".join((*lines, _counts(found, policies))) + "\n"


def _lines(wrong: Wrong, locate: Locate, style: Style) -> Iterator[str]:
    problem = wrong.problem
    look = _LOOKS[problem.severity]
    name = f"{problem.severity}[{problem.code}]"
    check = _checks().get(problem.code)
    location = locate(problem.span, door.line(problem.text), "primary")
    title = check.title.replace("``", "`") if check and location else door.line(problem.text)
    head, *more = wrapped(f"{name}: {title}", style.columns - 2)
    yield f"{style.paint(look, name)}: {style.paint('bold', head[len(name) + 2 :])}"
    yield from (style.paint("bold", f"  {line}") for line in more)
    if location is not None:
        yield from places([location._replace(path=door.line(location.path))], style, look)
    else:
        yield note(style, "in", door.line(wrong.policy))
    if check and check.security:
        yield note(style, "security", "access is wider than it looks")
    if wrong.condition:
        yield note(style, "holds", door.line(wrong.condition))


def _counts(found: Sequence[Wrong], policies: int) -> str:
    looked = counted(policies, "policy") if policies == 1 else f"{policies} policies"
    if not found:
        return f"nothing is wrong with {looked}"
    each = [counted(sum(wrong.problem.severity is one for wrong in found), str(one)) for one in Severity]
    return f"{', '.join(each)} in {looked}"


def json(found: Sequence[Wrong], policies: int, locate: Locate) -> str:
    """The findings as JSON."""
    return document({"findings": [_member(wrong, locate) for wrong in found], "policies": policies})


def _member(wrong: Wrong, locate: Locate) -> dict[str, Any]:
    problem = wrong.problem
    check = _checks().get(problem.code)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "security": bool(check and check.security),
        "text": problem.text,
        "policy": wrong.policy,
        "statement": problem.statement.name if problem.statement else None,
        "location": place(locate(problem.span, "", "primary")),
        "when": wrong.condition or None,
        "aws": list(check.aws) if check else [],
    }
