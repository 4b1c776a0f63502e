"""Elements of identity policies' statements, as controls look at them before they ask the engine.

What is seen here at a glance may be too much, never too little: the engine tells whether it is so.
"""

from collections.abc import Iterator

from hauberk.model.policies import IdentityStatement, pattern_text
from hauberk.model.regex import regex
from hauberk.model.subject import listed
from hauberk.model.values import Pattern, Unknown, Value
from hauberk.model.verdict import Verdict, not_applicable, unknown
from hauberk.study.study import Study

_PIECES = 6
_CHUNK = regex(r"[:/]")
_WORD = regex(r"[A-Za-z-]*")


def actions(statement: IdentityStatement) -> Iterator[tuple[Value, str]]:
    """The actions with their text in lower case; those of which nothing is known are left out."""
    for value in statement.actions:
        text = pattern_text(value)
        if text is not None:
            yield value, text.lower()


def is_every(text: str) -> bool:
    """Whether a pattern fits everything: nothing but wildcards, and a star among them."""
    return "*" in text and not text.strip("*?")


def allows_everything(text: str) -> bool:
    """Whether a pattern fits every action."""
    service, separator, name = text.partition(":")
    return is_every(service) and (not separator or is_every(name))


def stars(statement: IdentityStatement) -> tuple[Value, ...]:
    """The elements of ``Resource`` that may stand for every resource of a type."""
    return tuple(value for value in listed(statement.resources) if _may_be_every(value))


def _may_be_every(value: Value) -> bool:
    """Whether a pattern may name nothing: its parts are wildcards and kinds of resources, such as ``table/*``."""
    text = value.text("\0") if isinstance(value, Pattern) else pattern_text(value) or ""
    if "*" not in text and "?" not in text:
        return False
    pieces = text.split(":", _PIECES - 1)
    if len(pieces) < _PIECES:
        return True
    chunks = _CHUNK.split(pieces[-1])
    if pieces[2] == "s3" and not pieces[3] and not is_every(chunks[0]):
        return False  # it begins with the name of a bucket
    return any(map(is_every, chunks)) and all(is_every(chunk) or _WORD.fullmatch(chunk) for chunk in chunks)


def in_question(statement: IdentityStatement, study: Study) -> Verdict | None:
    """Why there is nothing to say about a statement, if so: it denies, gives nothing, or can't be read."""
    cause = statement.undecided
    if cause is not None:
        return unknown(cause)
    if not statement.allows:
        return unknown(statement.effect) if isinstance(statement.effect, Unknown) else not_applicable("it denies")
    if statement.resource.id in study.limits.boundaries:
        from hauberk.study.holders import is_only_a_boundary

        if is_only_a_boundary(statement, study):
            return not_applicable("it is in a permissions boundary, which gives nothing")
    return None


def first_unknown(values: Iterator[Value]) -> Value | None:
    """The first value of which nothing is known. A reference is one thing, whatever its name turns out to be."""
    return next((value for value in values if isinstance(value, Unknown)), None)


def value_text(value: Value) -> str:
    """An action as it is written."""
    return pattern_text(value) or "the action"
