"""Whether access is granted that must not be."""

from collections.abc import Sequence

from hauberk.questions.answers import Grants, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import heading, note
from hauberk.reports.iam.changes import Words, lines_of, member
from hauberk.reports.iam.document import document, witness
from hauberk.reports.style import Style

_GRANTED = Words("granted", "bold red", "this allows it", "")


def text(found: Sequence[Grants], notes: Sequence[str], locate: Locate, style: Style) -> str:
    """The answer for a person: each statement that grants something of it, with a request."""
    granting = [one for one in found if one.granted]
    lines: list[str] = []
    for one in granting:
        if len(found) > 1:
            lines += [*heading(door.line(one.name), style), ""]
        for change in one.granted:
            lines.extend(lines_of(change, _GRANTED, locate, style))
    for one in found:
        lines += [
            f"{style.paint('bold yellow', 'unknown')}: {door.line(f'{one.name}: {text}')}" for text in one.undecided
        ]
    if not lines:
        lines.append(f"{style.paint('bold green', 'denied')}: nothing of it is granted")
    lines += [note(style, "note", door.line(text)) for text in notes]
    return "\n".join(lines) + "\n"


def json(found: Sequence[Grants], notes: Sequence[str], locate: Locate) -> str:
    """The answer as JSON."""
    grants = [change for one in found for change in one.granted]
    undecided = [f"{one.name}: {text}" for one in found for text in one.undecided]
    return document(
        {
            "granted": True if grants else "unknown" if undecided else False,
            "witness": witness(grants[0].added.witness) if grants else None,
            "grants": [member(change, locate) for change in grants],
            "undecided": undecided,
            "notes": list(notes),
        }
    )
