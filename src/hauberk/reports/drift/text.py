"""What differs, for a person: a sentence each, with the lines of both sides."""

from collections import Counter
from collections.abc import Iterator

from hauberk.model.ledger import Location
from hauberk.questions.drift.results import Difference, Drift
from hauberk.reports import door
from hauberk.reports.drift.words import sentence
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import counted, wrapped
from hauberk.reports.iam.words import told
from hauberk.reports.style import SEVERITY, Style


def render(found: Drift, style: Style, *, verbose: bool = False) -> str:
    """The whole answer. ``verbose`` lists what can't be compared and what doesn't matter, which else is counted."""
    lines: list[str] = []
    for one in found.differences:
        lines += [*_difference(one, style), ""]
    if verbose:
        lines += _doubts(found, style)
        lines += [_line(f"also otherwise: {one.name}: {one.property}", style) for one in found.others]
    else:
        lines += _counted(found, style)
    lines.append(_summary(found))
    return "\n".join(lines) + "\n"


def _difference(one: Difference, style: Style) -> Iterator[str]:
    look = SEVERITY[one.severity]
    word = f"{one.severity}:"
    head, *more = wrapped(f"{word} {sentence(one.says)}", style.columns - 2)
    yield f"{style.paint(look, word)}{style.paint('bold', head[len(word) :])}"
    yield from (style.paint("bold", f"  {line}") for line in more)
    yield from places([_safe(place) for place in (one.before, one.after) if place is not None], style, look)
    if one.witness is not None:
        yield note(style, "such as", told(one.witness))


def _safe(place: Location) -> Location:
    return place._replace(path=door.line(place.path), says=door.line(place.says), text=door.text(place.text))


def _doubts(found: Drift, style: Style) -> Iterator[str]:
    for doubt in found.doubts:
        yield _line(f"{style.paint('bold yellow', 'unknown')}: {sentence(f'{doubt.name}: {doubt.text}')}", style)


def _counted(found: Drift, style: Style) -> Iterator[str]:
    """What isn't listed, in numbers: what couldn't be read comes by its reason."""
    unread = Counter(doubt.text.rpartition(": ")[2] for doubt in found.doubts if doubt.unread)
    for text, number in unread.items():
        yield _line(f"{style.paint('bold yellow', 'not read')}: {door.line(text)} ({counted(number, 'time')})", style)
    left = sum(1 for doubt in found.doubts if not doubt.unread)
    if left:
        yield f"{counted(left, 'thing')} can't be compared: -v"
    if found.others:
        yield f"{counted(len(found.others), 'other difference')}: -v"


def _line(text: str, style: Style) -> str:
    first, *more = wrapped(text, style.columns - 6)
    return "\n".join((first, *(f"      {line}" for line in more)))


def _summary(found: Drift) -> str:
    number = len(found.differences)
    said = "nothing differs that matters" if not number else f"{counted(number, 'difference')} that matter"
    if number == 1:
        said += "s"
    return f"{said}, in {counted(found.compared, 'resource')} that both have"
