"""The same policy in fewer statements, and what became of those that aren't there any more."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hauberk.iam.language.policy import Statement
from hauberk.iam.language.printing import is_whole, to_json
from hauberk.iam.minimise import Change, Why
from hauberk.iam.spelling import as_documented
from hauberk.iam.validation.holders import Holder
from hauberk.model.secrets import mask
from hauberk.questions.answers import Locate, Smaller
from hauberk.reports import door
from hauberk.reports.excerpt import note, places
from hauberk.reports.fitting import counted
from hauberk.reports.iam.document import document, dumped, statement
from hauberk.reports.iam.words import placed
from hauberk.reports.style import Style


class _Words(NamedTuple):
    word: str
    says: str
    other: str = ""
    """What is said of the statements that are the reason."""


_WORDS = {
    Why.DEAD: _Words("dead", "no request is one that it speaks of"),
    Why.HELD: _Words("shadowed", "all that it says is said elsewhere", "here"),
    Why.DENIED: _Words("shadowed", "all that it allows is denied", "here"),
    Why.JOINED: _Words("joined", "it differs in one thing from another", "it goes into this one"),
}
_IDLE = _Words("idle", "by AWS's reference it has no effect; it stays, since that isn't complete")


def text(found: Smaller, locate: Locate, style: Style) -> str:
    """What was left out or joined and why, the sizes, and the policy."""
    lines: list[str] = []
    for change in sorted(found.result.changes, key=lambda change: change.statement.place):
        lines.extend(_change(change, found, locate, style))
    lines.extend(_sizes(found, style))
    if found.result.undecided:
        why = door.line(found.result.undecided)
        lines.append(f"{style.paint('bold yellow', 'unknown')}: whether more can go: {why}")
    lines += ["", policy(found).rstrip("\n")]
    return "\n".join(lines) + "\n"


def policy(found: Smaller) -> str:
    """The policy alone, as JSON; unknown parts are written as ``<name>``, for a reader."""
    return mask(dumped(_printed(found), indent=2)) + "\n"


def _printed(found: Smaller) -> dict[str, Any]:
    return as_documented(to_json(found.result.policy, draft=True), found.spelt)


def _change(change: Change, found: Smaller, locate: Locate, style: Style) -> Iterator[str]:
    words = _IDLE if change.kept else _WORDS[change.why]
    look = "bold cyan" if change.why is Why.JOINED or change.kept else "bold yellow"
    yield f"{style.paint(look, words.word)}: {style.paint('bold', door.line(change.statement.name))}"
    name = found.policy.name
    located = placed([(name, change.statement)], locate, words.says)
    others = placed(((name, one) for one in change.by), locate, words.other)
    yield from places((*located, *(one._replace(role="related") for one in others)), style, look)
    if not located:
        yield note(style, "why", words.says)


def _sizes(found: Smaller, style: Style) -> Iterator[str]:
    before, after = len(found.policy.statements), len(found.result.policy.statements)
    if before == after and found.result.before == found.result.after:
        yield f"{counted(after, 'statement')}{_characters(found.result.after)}: nothing can go"
    else:
        yield (
            f"{counted(before, 'statement')}{_characters(found.result.before)} become {after}"
            f"{_characters(found.result.after)}"
        )
    if found.result.after:
        for word, fits in (("fits", True), ("too large for", False)):
            holders = [one for one in found.limits if (found.result.after <= one.limit) is fits]
            if holders:
                yield note(style, word, ", ".join(map(_limit, holders)))


def _characters(number: int) -> str:
    return f" of {number:,} characters" if number else ""


def _limit(holder: Holder) -> str:
    return f"{holder.what} ({holder.limit:,}{' bytes' if holder.bytes else ''})"


def json(found: Smaller, locate: Locate) -> str:
    """The answer as JSON."""
    result = found.result
    return document(
        {
            "policy": _printed(found),
            "complete": is_whole(result.policy),
            "changed": result.policy.statements != found.policy.statements,
            "changes": [_member(change, found.policy.name, locate) for change in result.changes],
            "before": {"statements": len(found.policy.statements), "characters": result.before},
            "after": {"statements": len(result.policy.statements), "characters": result.after},
            "limits": [
                {"of": one.name, "limit": one.limit, "unit": "bytes" if one.bytes else "characters"}
                for one in found.limits
            ],
            "undecided": result.undecided or None,
        }
    )


def _member(change: Change, name: str, locate: Locate) -> dict[str, Any]:
    def told(one: Statement) -> dict[str, Any]:
        return statement(name, one, locate)

    return {
        "statement": told(change.statement),
        "why": change.why.value,
        "by": [told(one) for one in change.by],
        "kept": change.kept,
    }
