"""What functions need and are granted, for a reader."""

from collections.abc import Iterable, Iterator

from hauberk.iam.spelling import action_as_documented
from hauberk.questions.policy import Least, OfApplication, OfFunction
from hauberk.reports import door
from hauberk.reports.fitting import counted
from hauberk.reports.style import Style
from hauberk.study.needs.needed import Needed, Origin

_SHOWN = 3
"""Places that are told of one need; the others are counted."""


def text(found: Least, style: Style) -> str:
    """Function by function: what is missing, in excess and unknown, then what is needed and where."""
    lines: list[str] = []
    for application in found.applications:
        lines.append(style.paint("bold", f"{door.line(application.path)}: {counted(len(application.functions), 'function')}"))
        for function in application.functions:
            lines += ["", *_function(function, application, style)]
        lines.append("")
    for gap in found.gaps:
        lines.append(f"{style.paint('bold yellow', 'not read')}: {door.line(gap.path)}: {door.line(gap.text)}")
    lines.append(_sum(found))
    return "\n".join(lines) + "\n"


def _sum(found: Least) -> str:
    functions = [function for one in found.applications for function in one.functions]
    missing = sum(len(one.compared.missing) for one in functions if one.compared)
    excess = sum(len(one.compared.excess) for one in functions if one.compared)
    unused = sum(len(one.compared.unused) for one in functions if one.compared)
    unknown = sum(len(one.unknown) for one in functions)
    needed = sum(len(one.needed) for one in functions)
    return (
        f"{counted(len(functions), 'function')}: {needed} needed, {missing} missing, {excess} in excess"
        f" ({unused} unused), {unknown} unknown."
    )


def _function(function: OfFunction, of: OfApplication, style: Style) -> Iterator[str]:
    name = door.line(function.name)
    yield f"── {style.paint('bold', name)} " + "─" * max(0, style.columns - len(name) - 4)
    compared = function.compared
    if compared is not None:
        for one in compared.missing:
            yield from _entry("missing", "bold red", one.needed._replace(resources=one.resources), of, style)
        for excess in compared.excess:
            place = of.places.line(excess.span)
            where = f" ({door.line(place.path)}:{place.line})" if place.line else ""
            because = "calls need less" if excess.used else "no call found"
            word = style.paint("bold yellow", "excess")
            action = door.line(action_as_documented(excess.action))
            yield f"{word}   {action}: {because}{where}"
            yield from _resources(excess.resources, of)
    for doubt in function.unknown:
        where = f" ({door.line(doubt.place.path)}:{doubt.place.line})" if doubt.place.line else ""
        yield f"{style.paint('bold cyan', 'unknown')}  {door.line(doubt.text)}{where}"
    for one in function.needed:
        yield from _entry("needed", "green", one, of, style)


def _entry(word: str, look: str, one: Needed, of: OfApplication, style: Style) -> Iterator[str]:
    where = _where(one, of)
    yield f"{style.paint(look, word.ljust(7))}  {door.line(one.action)}{where}"
    yield from _resources(one.resources, of)
    for condition in one.conditions:
        yield f"         if {door.line(condition.key)} is {door.line(' or '.join(condition.values))}"
    if one.why and any(resource.everything or "*" in str(resource) for resource in one.resources) and word == "needed":
        yield f"         {style.paint('dim', f'no narrower: {door.line(one.why)}')}"


def _resources(resources: Iterable[object], of: OfApplication) -> Iterator[str]:
    for resource in resources:
        yield f"         {door.line(of.spelling.sub(resource))}"  # type: ignore[arg-type]


def _where(one: Needed, of: OfApplication) -> str:
    places = list(dict.fromkeys(of.places.of(place) for place in one.evidence))
    told = ", ".join(f"{door.line(place.path)}:{place.line}" for place in places[:_SHOWN] if place.line)
    left = len(places) - _SHOWN
    more = f" and {left} more" if left > 0 else ""
    kind = "" if one.origin is Origin.STATIC else " by the template"
    return f"{kind} ({told}{more})" if told else kind
