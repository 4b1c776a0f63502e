"""What makes a written value a secret: its format, or the name of what holds it."""

import re

from hauberk.model.application import Application
from hauberk.model.secrets import Secret, by_format, names_secret
from hauberk.model.values import Annotation, Known, Pattern, Value

_NO_SECRET = frozenset(("", "true", "false", "none", "null", "default", "changeme", "-", "0", "1"))
_SHORTEST = 6
_AN = ("AWS", "npm")
OF_PARAMETERS = frozenset(("no-echo", "parameter-set-at-deployment", "parameter-without-default"))
"""Reasons for which a value isn't known: whoever deploys the template gives it."""
_PLACEHOLDER = re.compile(
    r"<[^>]+>|\b(?:enter|insert|paste|replace|your)[ _-]|(?:change|replace|update|fill)[ _-]?(?:me|this)\b|[ _-]here\b"
    r"|\b(?:dummy|placeholder)\b",
    re.IGNORECASE,
)
_NAME_OF_SOMETHING = re.compile(r"[A-Z]+(?:_[A-Z]+)+")


def secret_kind(name: str, value: Value) -> str | None:
    """What kind of secret a value is, or ``None``. References, names of parameters and ARNs are none."""
    match value:
        case Known(str() as text):
            pass
        case Pattern(parts):
            text = "".join(part for part in parts if isinstance(part, str))
            return next((article(found) for found in by_format(text)), None)
        case _:
            return None
    found = next(iter(by_format(text)), None)
    if found is not None:
        return article(found)
    return "a secret, by its name" if names_secret(name) and looks_secret(text) else None


def article(secret: Secret) -> str:
    """A kind of secret within a sentence."""
    kind = secret.kind
    return f"the {kind}" if kind.startswith("value of") else f"an {kind}" if kind.startswith(_AN) else f"a {kind}"


def points_into(text: Value, secret: Secret, whole: str, says: str) -> Annotation:
    """A remark pinned to the very place of a secret in a long text, whose content is ``whole``."""
    return Annotation(text.origin, says, whole[secret.start : secret.end])


def is_placeholder(text: str) -> bool:
    """Whether a text only keeps a secret's place: ``<password>``, ``Enter your token here``, ``API_KEY``."""
    return bool(_PLACEHOLDER.search(text) or _NAME_OF_SOMETHING.fullmatch(text.strip()))


def is_default(value: Value, application: Application) -> bool:
    """Whether a value is the default of a parameter for a secret, of which secret-as-parameter-default tells."""
    origin = value.origin
    return origin is not None and any(
        given.default.origin == origin and (given.no_echo or names_secret(given.name)) for given in application.inputs
    )


def looks_secret(text: str) -> bool:
    """Whether a text may be a secret at all: no word of a kind, no path, ARN, address or name of a parameter."""
    short = text.strip()
    if len(short) < _SHORTEST or short.lower() in _NO_SECRET:
        return False
    if short.startswith(("arn:", "/", "http://", "https://", "{{resolve:", "${", "s3://", "alias/", "sqs:")):
        return False
    return not any(char.isspace() for char in short) and not is_placeholder(short)
