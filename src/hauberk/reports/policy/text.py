"""What functions need and are granted, for a reader."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from hauberk.iam.language.text import Glob
from hauberk.iam.spelling import action_as_documented
from hauberk.questions.least import Least, OfApplication, OfFunction, Row
from hauberk.questions.used import Use
from hauberk.reports import door
from hauberk.reports.fitting import counted
from hauberk.reports.style import Style
from hauberk.study.needs.comparison import Excess
from hauberk.study.needs.needed import Needed, Origin

_SPACE = " " * 9
_ACTIONS = 12
"""Actions of one statement that are told; the others are counted."""
_ORIGINS = {
    Origin.STATIC: "",
    Origin.INFRASTRUCTURE: " by its deployment",
    Origin.OBSERVED: " as observed, without a call that was found",
    Origin.BOTH: ", observed too",
}
_SHOWN = 3
"""Places that are told of one need; the others are counted."""


def text(found: Least, style: Style) -> str:
    """Function by function: what is missing, in excess and unknown, then what is needed and where."""
    lines: list[str] = []
    for application in found.applications:
        lines.append(
            style.paint("bold", f"{door.line(application.path)}: {counted(len(application.functions), 'function')}")
        )
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
        missing = [one.needed._replace(resources=one.resources) for one in compared.missing]
        for group in _grouped(missing, of):
            yield from _needs("missing", "bold red", group, of, style)
        yield from _excess(compared.excess, of, style)
    for doubt in function.unknown:
        where = f" ({door.line(doubt.place.path)}:{doubt.place.line})" if doubt.place.line else ""
        yield from _told(style.paint("bold cyan", "unknown"), f"{door.line(doubt.text)}{where}", style)
    for group in _grouped(function.needed, of):
        yield from _needs("needed", "green", group, of, style)
    if function.used is not None:
        yield from _table(list(function.rows), style)


def _table(rows: list[Row], style: Style) -> Iterator[str]:
    """Granted, needed and used, a line for each action."""
    if not rows:
        return
    actions = [door.line(action_as_documented(row.action)) for row in rows]
    wide = max(map(len, (*actions, "action")))
    yield style.paint("dim", f"{_SPACE}{'action'.ljust(wide)}  granted  needed  used")
    for row, action in zip(rows, actions, strict=True):
        granted = "?" if row.granted is None else _word(row.granted)
        yield f"{_SPACE}{action.ljust(wide)}  {granted.ljust(7)}  {_word(row.needed).ljust(6)}  {_use(row.used)}"


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


def _use(used: Use | None) -> str:
    if used is None:
        return "not told"
    ago = "never" if used.days is None else "today" if used.days < 1 else f"{counted(used.days, 'day')} ago"
    return f"{ago} (its service)" if used.service else ago


def _grouped(found: Iterable[Needed], of: OfApplication) -> list[list[Needed]]:
    """Needs that are told together: on the same resources, at the same places."""
    groups: dict[object, list[Needed]] = {}
    for one in found:
        places = tuple(dict.fromkeys(of.place(place) for place in one.evidence))
        groups.setdefault((one.resources, one.origin, one.conditions, one.why, places), []).append(one)
    return sorted(groups.values(), key=lambda group: group[0].origin is Origin.INFRASTRUCTURE)


def _needs(word: str, look: str, group: list[Needed], of: OfApplication, style: Style) -> Iterator[str]:
    one = group[0]
    actions = ", ".join(door.line(each.action) for each in group)
    yield from _told(style.paint(look, word.ljust(7)), f"{actions}{_where(one, of)}", style)
    yield from _resources(one.resources, of)
    for condition in one.conditions:
        yield f"{_SPACE}if {door.line(condition.key)} is {door.line(' or '.join(condition.values))}"
    if one.why and word == "needed":
        yield f"{_SPACE}{style.paint('dim', f'no narrower: {door.line(one.why)}')}"


def _excess(found: Iterable[Excess], of: OfApplication, style: Style) -> Iterator[str]:
    """What is in excess, statement by statement."""
    groups: dict[object, list[Excess]] = {}
    for one in found:
        groups.setdefault((one.policy, one.statement, one.resources, one.used), []).append(one)
    for group in groups.values():
        first = group[0]
        place = of.line(first.span)
        where = f" ({door.line(place.path)}:{place.line})" if place.line else ""
        because = "calls need less" if first.used else "no call found"
        actions = [door.line(action_as_documented(one.action)) for one in group]
        told = ", ".join(actions[:_ACTIONS])
        more = f" and {len(actions) - _ACTIONS} more" if len(actions) > _ACTIONS else ""
        yield from _told(style.paint("bold yellow", "excess "), f"{told}{more}: {because}{where}", style)
        yield from _resources(first.resources, of)


def _told(word: str, text: str, style: Style) -> Iterator[str]:
    """A word and a text behind it, over as many lines as it takes."""
    for number, line in enumerate(wrap(text, max(style.columns - len(_SPACE), 20), break_long_words=False)):
        yield f"{word}  {line}" if not number else f"{_SPACE}  {line}"


def _resources(resources: Iterable[Glob], of: OfApplication) -> Iterator[str]:
    for resource in resources:
        yield f"{_SPACE}{door.line(of.spelled(resource))}"


def _where(one: Needed, of: OfApplication) -> str:
    places = list(dict.fromkeys(of.place(place) for place in one.evidence))
    told = ", ".join(door.line(str(place)) for place in places[:_SHOWN] if place.path)
    left = len(places) - _SHOWN
    more = f" and {left} more" if left > 0 else ""
    kind = _ORIGINS[one.origin]
    return f"{kind} ({told}{more})" if told else kind
