"""Access that a statement gives, where another policy doesn't or nothing should."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hauberk.iam.catalogue import spelling
from hauberk.iam.difference import Added
from hauberk.iam.language.policy import Test
from hauberk.questions.answers import Change, Locate
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import listed, wrapped
from hauberk.reports.iam.document import statement, witness
from hauberk.reports.iam.words import placed, told
from hauberk.reports.style import Style

_MOST = 8
"""Actions, resources or values that a line names."""


class Words(NamedTuple):
    """How access is spoken of: the word at the head, its look, and what is said beside an Allow and a Deny."""

    word: str
    look: str
    allows: str
    denies: str


def lines_of(change: Change, words: Words, locate: Locate, style: Style) -> Iterator[str]:
    """A change for a person: the statement that makes it, on what and in which cases, and a request."""
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


def member(change: Change, locate: Locate) -> dict[str, Any]:
    """A change in JSON."""
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
