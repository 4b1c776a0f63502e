"""Who outside may use a resource."""

from collections.abc import Iterator, Sequence
from typing import Any

from hauberk.iam.implied import Calls, caller
from hauberk.iam.public import Reachable
from hauberk.questions.answers import Exposure, Locate, Way
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import listed, wrapped
from hauberk.reports.iam.document import document, statement, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_MOST_WAYS = 10
"""Ways in that are told in full."""
_MOST = 6
"""Actions that a line names."""


def text(exposures: Sequence[Exposure], locate: Locate, style: Style) -> str:
    """The answer for a person: each way in, with the statement that opens it and a request that goes through."""
    open_ = [one for one in exposures if one.public is not False]
    closed = [door.line(one.name) for one in exposures if one.public is False]
    lines = [line for exposure in open_ for line in _lines(exposure, locate, style)]
    if closed:
        first, *more = wrapped(", ".join(closed), style.columns - 14)
        lines.append(f"{style.paint('bold green', 'not public')}: {first}")
        lines += [f"            {line}" for line in more]
    return "\n".join(lines) + "\n"


def _lines(exposure: Exposure, locate: Locate, style: Style) -> Iterator[str]:
    name = door.line(exposure.name)
    for way in exposure.ways[:_MOST_WAYS]:
        yield from _way(way, name, exposure.condition, locate, style)
    if len(exposure.ways) > _MOST_WAYS:
        yield note(style, "and", f"{len(exposure.ways) - _MOST_WAYS} more ways in (all of them: --format json)")
    if exposure.undecided and exposure.ways:
        yield note(style, "and", door.line(f"whether there are other ways in isn't known: {exposure.undecided}"))
    elif exposure.undecided:
        yield f"{style.paint('bold yellow', 'unknown')}: {style.paint('bold', name)}"
        yield note(style, "why", door.line(exposure.undecided))


def _way(way: Way, name: str, condition: str, locate: Locate, style: Style) -> Iterator[str]:
    look = "bold magenta" if way.reachable is Reachable.ANYONE else "bold red"
    actions = door.line(listed(way.actions, _MOST))
    yield f"{style.paint(look, 'public')}: {style.paint('bold', f'{name}: {_whom(way)} can {actions}')}"
    yield from places(placed([(way.policy, way.statement)], locate, "this lets them in"), style, look)
    yield note(style, "such as", told(way.request))
    if condition:
        yield note(style, "holds", door.line(condition))


def _whom(way: Way) -> str:
    """Whom a way lets in, in words."""
    who = caller(way.request.principal)
    through = door.line(who.text)
    match way.reachable, who.calls:
        case Reachable.ANYONE, Calls.ANONYMOUS:
            return "anyone"
        case Reachable.ANYONE, Calls.SERVICE:
            return f"anyone who has {through} do it"
        case Reachable.ANYONE, Calls.PROVIDER:
            return f"anyone with an identity of {through}"
        case Reachable.ANYONE, _:
            return "any AWS account"
        case _, Calls.SERVICE:
            return f"somebody outside whom the policy names, by {through},"
        case _, Calls.PROVIDER:
            return f"somebody with an identity of {through}"
    return f"account {who.account}" if who.account else through


def json(exposures: Sequence[Exposure], locate: Locate) -> str:
    """The answer as JSON: as for the worst of the resources, and for each of them."""
    first = next((way for one in exposures for way in one.ways), None)
    return document(
        {
            "public": _public([one.public for one in exposures]),
            "witness": witness(first.request) if first else None,
            "resources": [_resource(one, locate) for one in exposures],
        }
    )


def _public(found: Sequence[bool | None]) -> bool | str:
    return True if True in found else "unknown" if None in found else False


def _resource(exposure: Exposure, locate: Locate) -> dict[str, Any]:
    first = exposure.ways[0] if exposure.ways else None
    return {
        "name": exposure.name,
        "public": _public([exposure.public]),
        "reachable": first.reachable.value if first else None,
        "reason": exposure.undecided or None,
        "condition": exposure.condition or None,
        "ways": [
            {
                "reachable": way.reachable.value,
                "actions": list(way.actions),
                "by": statement(way.policy, way.statement, locate),
                "witness": witness(way.request),
            }
            for way in exposure.ways
        ],
    }
