"""What access a change adds, and what it removes."""

from collections.abc import Iterator
from typing import Any

from hauberk.iam.catalogue import spelling
from hauberk.iam.language.policy import Test
from hauberk.questions.answers import Change, Difference, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import counted, listed
from hauberk.reports.iam.document import document, statement, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_MOST = 8
"""Actions, resources or values that a line names."""


def text(found: Difference, locate: Locate, style: Style) -> str:
    """The answer for a person: each change with the statement that makes it and a request that tells the two apart."""
    lines: list[str] = []
    for word, look, changes in (("added", "bold red", found.added), ("removed", "bold green", found.removed)):
        for change in changes:
            lines.extend(_change(change, word, look, locate, style))
    lines.extend(f"{style.paint('bold yellow', 'unknown')}: {door.line(text)}" for text in found.undecided)
    counts = f"{counted(len(found.added), 'statement')} adds access, {len(found.removed)} removes some"
    if not (found.added or found.removed or found.undecided):
        counts = "no access is added and none removed"
    return "\n".join((*lines, counts)) + "\n"


def _change(change: Change, word: str, look: str, locate: Locate, style: Style) -> Iterator[str]:
    added = change.added
    actions = listed(added.actions, _MOST)
    on = f" on {listed(_resources(change), _MOST)}" if _resources(change) != ["*"] else ""
    yield f"{style.paint(look, word)}: {style.paint('bold', door.line(f'{change.of}: {actions}{on}'))}"
    if change.lifted:
        says = "this denied it" if word == "added" else "this denies it now"
    else:
        says = "this allows it" if word == "added" else "this allowed it"
    yield from places(placed([(added.policy, added.statement)], locate, says), style, look)
    for test in added.conditions:
        yield note(style, "if", door.line(_condition(test)))
    yield note(style, "such as", told(added.witness))
    if change.condition:
        yield note(style, "holds", door.line(change.condition))


def _resources(change: Change) -> list[str]:
    """The resources in words."""
    found = change.added
    if not found.resources:
        return ["*"]
    return [f"all but {' and '.join(found.resources)}"] if found.statement.except_resources else list(found.resources)


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
    excepted = added.statement.except_resources
    return {
        "of": change.of,
        "actions": list(added.actions),
        "resources": ["*"] if excepted or not added.resources else list(added.resources),
        "not_resources": list(added.resources) if excepted else [],
        "conditions": [
            {"operator": str(test.operator), "key": spelling(test.key), "values": list(map(str, test.values))}
            for test in added.conditions
        ],
        "lifted": change.lifted,
        "when": change.condition or None,
        "by": statement(added.policy, added.statement, locate),
        "witness": witness(added.witness),
    }
