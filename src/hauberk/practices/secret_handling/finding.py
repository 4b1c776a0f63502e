"""What makes a written value a secret: its format, or the name of what holds it. And where a reader finds it."""

from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.secret_words import looks_secret
from hauberk.model.secrets import Secret, by_format, held, names_secret
from hauberk.model.span import Span
from hauberk.model.tokens import with_article
from hauberk.model.values import Annotation, Known, Pattern, Unknown, Value, parts_of

OF_PARAMETERS = frozenset(("no-echo", "parameter-set-at-deployment", "parameter-without-default"))
"""Reasons for which a value isn't known: whoever deploys the template gives it."""
RESOLVED = frozenset(("no-echo", "dynamic-secretsmanager", "dynamic-ssm-secure"))
"""Reasons for which a value isn't known: it is a secret that deployment puts there."""


class Written(NamedTuple):
    """A secret that a value holds: its kind, for a sentence, and its own characters."""

    kind: str
    text: str


def written(name: str, value: Value, application: Application) -> Written | None:
    """The secret that a value holds, or ``None``. References, names of parameters and ARNs are none."""
    match value:
        case Known(str() as text):
            if value.origin in application.confided and looks_secret(text):
                return Written("what a NoEcho parameter is given in plain text", text)
            found = held(name, text)
        case Known(bool() | int() | float() as scalar):
            text = str(scalar)
            found = held(name, text)
        case Pattern():
            text = value.text()
            found = next((secret for secret in by_format(text) if "*" not in text[secret.start : secret.end]), None)
        case _:
            return None
    return Written(article(found), text[found.start : found.end]) if found else None


def article(secret: Secret) -> str:
    """A kind of secret within a sentence."""
    return with_article(secret.kind)


def told(value: Value, text: str, says: str) -> tuple[Annotation, ...]:
    """What to say of a secret, whose own characters are ``text``: at the line where it is written, since that has to
    change, and then where that is used, if it is elsewhere."""
    where = Annotation(value.origin, says, text)
    if value.span is None or value.span == value.origin or _within(value.origin, value.span):
        return (where,)
    return where, Annotation(value.span, "it is used here")


def _within(inner: Span | None, outer: Span) -> bool:
    return inner is not None and inner.path == outer.path and outer.start <= inner.start and inner.end <= outer.end


def each(value: Value, found: list[Secret], whole: str, what: str) -> tuple[Annotation, ...]:
    """A remark pinned to the very place of each secret in a long text, whose content is ``whole``."""
    texts = {whole[secret.start : secret.end]: secret for secret in reversed(found)}
    first = [Annotation(value.origin, f"{what} holds {article(secret)}", text) for text, secret in texts.items()]
    return tuple(reversed(first))[:MAX_PLACES]


MAX_PLACES = 20
"""Secrets of one text that are pointed at; whoever takes these out finds the others next."""


def given_secret(value: Value) -> Unknown | None:
    """The part of a value that is a secret put there by deployment, or a hole where an address has its password."""
    parts = parts_of(value)
    for part in parts:
        if isinstance(part, Unknown) and part.reason.code in RESOLVED:
            return part
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        if (
            isinstance(part, Unknown)
            and part.reason.code in OF_PARAMETERS
            and isinstance(before, str)
            and isinstance(after, str)
            and any(by_format(f"{before[-200:]}password{after[:200]}"))
        ):
            return part
    return None


def is_default(value: Value, application: Application) -> bool:
    """Whether a value is the default of a parameter for a secret, of which secret-as-parameter-default tells."""
    origin = value.origin
    return origin is not None and any(
        given.default.origin == origin and (given.no_echo or names_secret(given.name)) for given in application.inputs
    )
