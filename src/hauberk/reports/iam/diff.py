"""What access a change adds, and what it removes."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hauberk.iam.catalogue import spelling
from hauberk.iam.difference import Added
from hauberk.iam.language.policy import Test
from hauberk.questions.answers import Change, Difference, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import heading, note, places
from hauberk.reports.fitting import counted, listed, wrapped
from hauberk.reports.iam.document import document, statement, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_MOST = 8
"""Actions, resources or values that a line names."""


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
                lines.extend(_change(change, words, locate, style))
    if len(names) > 1:
        lines.append("")
    lines += [f"{style.paint('bold yellow', 'unknown')}: {door.line(text)}" for text in found.undecided]
    return "\n".join((*lines, _counts(found))) + "\n"


class _Words(NamedTuple):
    word: str
    look: str
    allows: str
    denies: str


_ADDED = _Words("added", "bold red", "this allows it", "this denied it")
_REMOVED = _Words("removed", "bold green", "this allowed it", "this denies it now")


def _counts(found: Difference) -> str:
    if not (found.added or found.removed):
        return "what is known of it allows the same" if found.undecided else "no access is added and none is removed"
    added, removed = len(found.added), len(found.removed)
    return f"access is added {_times(added)} and removed {_times(removed)}"


def _times(number: int) -> str:
    return "nowhere" if not number else f"in {counted(number, 'place')}"


def _change(change: Change, words: _Words, locate: Locate, style: Style) -> Iterator[str]:
    added = change.added
    head, *more = wrapped(door.line(listed(added.actions, _MOST)), style.columns - len(words.word) - 2)
    yield f"{style.paint(words.look, words.word)}: {style.paint('bold', head)}"
    yield from (style.paint("bold", f"  {line}") for line in more)
    allowing = [added.by] if added.by != added.lifted else []
    denying = [added.lifted] if added.lifted else []
    located = [*placed(allowing, locate, words.allows), *placed(denying, locate, words.denies)]
    yield from places(located, style, words.look)
    for one in (*allowing, *denying):
        if locate(one.statement.span, "", "primary") is None:
            yield note(style, "by", door.line(f"{one.statement.name} of {one.policy}"))
    if _resources(added) != ["*"]:
        yield note(style, "on", door.line(listed(_resources(added), _MOST)))
    for test in added.conditions:
        yield note(style, "if", door.line(_condition(test)))
    yield note(style, "such as", told(added.witness))
    if change.condition:
        yield note(style, "holds", door.line(change.condition))


def _resources(added: Added) -> list[str]:
    """The resources in words."""
    if not added.resources:
        return ["*"]
    return [f"all but {' and '.join(added.resources)}"] if added.except_resources else list(added.resources)


def _condition(test: Test) -> str:
    return f"{test.operator} {spelling(test.key)} {listed(map(str, test.values), _MOST)}".rstrip()


def json(found: Difference, locate: Locate) -> str:
    """The answer as JSON."""
    return document(
        {
            "added": [_member(change, locate) for change in found.added],
            "removed": [_member(change, locate) for change in found.removed],
            "decided": not found.undecided,
            "undecided": list(found.undecided),
        }
    )


def _member(change: Change, locate: Locate) -> dict[str, Any]:
    added = change.added
    return {
        "of": change.of,
        "actions": list(added.actions),
        "resources": ["*"] if added.except_resources or not added.resources else list(added.resources),
        "not_resources": list(added.resources) if added.except_resources else [],
        "conditions": [
            {"operator": str(test.operator), "key": spelling(test.key), "values": list(map(str, test.values))}
            for test in added.conditions
        ],
        "when": change.condition or None,
        "by": statement(*added.by, locate),
        "lifted": statement(*added.lifted, locate) if added.lifted else None,
        "witness": witness(added.witness),
    }
