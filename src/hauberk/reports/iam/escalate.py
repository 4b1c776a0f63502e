"""Who can gain more than he has."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from hauberk.iam.escalation.methods import Method, methods
from hauberk.iam.escalation.results import ADMINISTRATOR, EVERY_METHOD, Taken, Undecided
from hauberk.questions.answers import Escalations, Gained, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import heading, note, places
from hauberk.reports.fitting import counted, listed, wrapped
from hauberk.reports.iam.document import document, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_WAYS = 12
"""Ways of one principal that are told in full."""
_NAMES = 5
"""Targets or methods that a line names."""
_REASONS = 8
"""Reasons for what is undecided that are told of one principal."""


@cache
def _methods() -> dict[str, Method]:
    return {method.id: method for method in methods()}


def text(found: Escalations, locate: Locate, style: Style) -> str:
    """The answer for a person: each principal with its ways, the shortest first, and what isn't known."""
    names = dict.fromkeys((*(way.path.principal for way in found.ways), *(one.principal for one in found.undecided)))
    lines: list[str] = []
    for name in names:
        ways = [way for way in found.ways if way.path.principal == name]
        open_ = [one for one in found.undecided if one.principal == name]
        lines += [*heading(door.line(name), style), ""]
        for way in ways[:_WAYS]:
            lines.extend(_way(way, locate, style))
        if len(ways) > _WAYS:
            lines.append(f"and {len(ways) - _WAYS} more ways (all of them: --format json)")
        lines.extend(_undecided(open_, style))
    if names:
        lines.append("")
    lines += [f"{style.paint('bold yellow', 'not read')}: {door.line(text)}" for text in found.unread]
    return "\n".join((*lines, _counts(found))) + "\n"


def _counts(found: Escalations) -> str:
    able = len({way.path.principal for way in found.ways})
    of = counted(found.principals, "principal")
    if not able:
        return f"none of {of} is known to gain anything" if found.undecided else f"none of {of} can gain anything"
    has = "it has" if able == 1 else "they have"
    return f"{able} of {of} can gain more than {has}, in {counted(len(found.ways), 'way')}"


def _way(way: Gained, locate: Locate, style: Style) -> Iterator[str]:
    path = way.path
    look = "bold magenta" if path.administrator else "bold red"
    name = f"gains[{path.method.replace(' > ', ', ')}]"
    what = "everything" if path.administrator else "more"
    by = "" if path.target == ADMINISTRATOR else f", by {path.target}"
    head, *more = wrapped(door.line(f"{name}: {what}{by}"), style.columns - 2)
    yield f"{style.paint(look, name)}{style.paint('bold', head[len(name) :])}"
    yield from (style.paint("bold", f"  {line}") for line in more)
    yield from places(placed(way.by, locate, "this allows the first step"), style, look)
    for number, step in enumerate(path.steps, 1):
        yield note(style, f"step {number}", _step(step, path.principal))
    if path.also:
        yield note(style, "also", door.line(listed(path.also, _NAMES)))
    for id_ in path.method.split(" > "):
        method = _methods()[id_]
        yield note(style, "method", door.line(f"{method.title} ({method.references[0].url})"))
    if way.condition:
        yield note(style, "holds", door.line(way.condition))


def _step(step: Taken, principal: str) -> str:
    """A step in words; the principal is named where it is another one."""
    line = told(step.witness)
    return line.partition(": ")[2] if step.principal == principal else line


def _undecided(found: Sequence[Undecided], style: Style) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for one in found:
        by_reason.setdefault(one.reason, []).append("all methods" if one.method == EVERY_METHOD else one.method)
    for reason, names in list(by_reason.items())[:_REASONS]:
        which = listed(dict.fromkeys(names), _NAMES)
        yield f"{style.paint('bold yellow', 'unknown')}: {door.line(f'{reason} ({which})')}"
    if len(by_reason) > _REASONS:
        yield f"and {len(by_reason) - _REASONS} more reasons (all of them: --format json)"


def json(found: Escalations) -> str:
    """The answer as JSON."""
    return document(
        {
            "paths": [_path(way) for way in found.ways],
            "undecided": [one._asdict() for one in found.undecided],
            "principals": found.principals,
            "unread": list(found.unread),
        }
    )


def _path(way: Gained) -> dict[str, Any]:
    path = way.path
    used = [_methods()[id_] for id_ in path.method.split(" > ")]
    return {
        "principal": path.principal,
        "method": path.method,
        "title": ", then: ".join(method.title for method in used),
        "actions": list(path.actions),
        "target": path.target,
        "also": list(path.also),
        "administrator": path.administrator,
        "when": way.condition or None,
        "steps": [
            {
                "principal": step.principal,
                "action": step.action,
                "resource": step.resource,
                "witness": witness(step.witness),
            }
            for step in path.steps
        ],
        "witness": witness(path.witness),
        "references": [reference.url for method in used for reference in method.references],
    }
