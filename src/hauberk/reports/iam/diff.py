"""What access a change adds, and what it removes."""

from hauberk.questions.answers import Difference, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import heading
from hauberk.reports.fitting import counted
from hauberk.reports.iam.changes import Words, lines_of, member
from hauberk.reports.iam.document import document
from hauberk.reports.style import Style


def text(found: Difference, locate: Locate, style: Style) -> str:
    """The answer for a person: each change with the statement that makes it and a request that tells the two apart."""
    changes = [(_ADDED, one) for one in found.added] + [(_REMOVED, one) for one in found.removed]
    names = list(dict.fromkeys(one.of for _, one in changes))
    lines: list[str] = []
    for name in names:
        if len(names) > 1:
            lines += [*heading(door.line(name), style), ""]
        for words, change in changes:
            if change.of == name:
                lines.extend(lines_of(change, words, locate, style))
    if len(names) > 1:
        lines.append("")
    lines += [f"{style.paint('bold yellow', 'unknown')}: {door.line(text)}" for text in found.undecided]
    return "\n".join((*lines, _counts(found))) + "\n"


_ADDED = Words("added", "bold red", "this allows it", "this denied it")
_REMOVED = Words("removed", "bold green", "this allowed it", "this denies it now")


def _counts(found: Difference) -> str:
    if not (found.added or found.removed):
        return "what is known of it allows the same" if found.undecided else "no access is added and none is removed"
    added, removed = len(found.added), len(found.removed)
    return f"access is added {_times(added)} and removed {_times(removed)}"


def _times(number: int) -> str:
    return "nowhere" if not number else f"in {counted(number, 'place')}"


def json(found: Difference, locate: Locate) -> str:
    """The answer as JSON."""
    return document(
        {
            "added": [member(change, locate) for change in found.added],
            "removed": [member(change, locate) for change in found.removed],
            "decided": not found.undecided,
            "undecided": list(found.undecided),
        }
    )
