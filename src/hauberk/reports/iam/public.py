"""Who outside may use a resource."""

from collections.abc import Iterator, Sequence
from typing import Any

from hauberk.iam.public import Reachable
from hauberk.questions.answers import Exposure, Locate, Way
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import listed
from hauberk.reports.iam.document import document, statement, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_MOST = 6
"""Actions that a line names."""
_WHO = {
    Reachable.ANYONE: "anyone outside can",
    Reachable.NAMED: "somebody outside whom the policy names can",
}


def text(exposures: Sequence[Exposure], locate: Locate, style: Style) -> str:
    """The answer for a person: each way in, with the statement that opens it and a request that goes through."""
    return "\n".join(line for exposure in exposures for line in _lines(exposure, locate, style)) + "\n"


def _lines(exposure: Exposure, locate: Locate, style: Style) -> Iterator[str]:
    name = door.line(exposure.name)
    for way in exposure.ways:
        yield from _way(way, name, exposure.condition, locate, style)
    if exposure.undecided and exposure.ways:
        yield note(style, "and", door.line(f"whether there are other ways in isn't known: {exposure.undecided}"))
    elif exposure.undecided:
        yield f"{style.paint('bold yellow', 'unknown')}: {style.paint('bold', name)}"
        yield note(style, "why", door.line(exposure.undecided))
    elif not exposure.ways:
        yield f"{style.paint('bold green', 'not public')}: {style.paint('bold', name)}"


def _way(way: Way, name: str, condition: str, locate: Locate, style: Style) -> Iterator[str]:
    look = "bold magenta" if way.reachable is Reachable.ANYONE else "bold red"
    actions = door.line(listed(way.actions, _MOST))
    yield f"{style.paint(look, 'public')}: {style.paint('bold', f'{name}: {_WHO[way.reachable]} {actions}')}"
    yield from places(placed([(way.policy, way.statement)], locate, "this lets them in"), style, look)
    yield note(style, "such as", told(way.request))
    if condition:
        yield note(style, "holds", door.line(condition))


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
