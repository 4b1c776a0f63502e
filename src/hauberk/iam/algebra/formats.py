"""The ARNs that an action can act on, as languages.

A resource pattern means no more than what it cuts out of them: ``arn:aws:s3:::bucket/*`` holds no bucket, and nothing
for an action that acts on queues. To cut by them first also keeps the automata small.
"""

from functools import lru_cache

from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.model.regex import regex

_HOLE = regex(r"\$\{([^}]*)\}")
_SIMPLE_NAMES = frozenset(("BucketName", "LayerName", "QueueName", "StreamName", "TableName")) | {
    "TopicName",
    "EventBusName",
    "KeyId",
    "RestApiId",
    "ApiId",
    "UserPoolId",
    "SecretName",
}
"""Parts that end an ARN and hold neither colon nor slash. From the naming rules of each service's API reference
(2026-11). What isn't here may hold anything: too wide a language never hides access. A function's name and a state
machine's aren't: a version or an alias may follow them, which the reference doesn't show for most actions."""
_MAYBE_EMPTY = frozenset(("ApiSpecificResourcePath",))
"""Parts that may hold nothing: the path of an API's root (API Gateway developer guide, "Control access for invoking an
API", 2026-11)."""
_ACCOUNT = tuple(Step(Letters.DIGIT) for _ in range(12))
STAR = "*"
"""The resource of a request whose action doesn't act on resources: IAM compares the pattern with this text."""


@lru_cache(maxsize=4096)
def language(formats: tuple[str, ...]) -> Machine:
    """The ARNs of some formats of the Service Authorization Reference, :data:`STAR` being one."""
    return Machine([_row(format_) for format_ in formats], lenient=True)


@lru_cache(maxsize=4096)
def owners(formats: tuple[str, ...]) -> frozenset[str] | None:
    """The services in the ARNs of some formats, :data:`STAR` for itself; ``None`` if one doesn't tell."""
    found = {STAR if one == STAR else _owner(one) for one in formats}
    return None if None in found else frozenset(one for one in found if one is not None)


def _owner(format_: str) -> str | None:
    parts = format_.split(":", 3)
    return parts[2] if len(parts) == 4 and not set("$*") & set(parts[2]) else None


def _row(format_: str) -> tuple[Step, ...]:
    if format_ == STAR:
        return (Step(frozenset("*")),)
    steps: list[Step] = []
    at = 0
    for found in _HOLE.finditer(format_):
        steps += _literal(format_[at : found.start()])
        at = found.end()
        name = found[1]
        if name == "Account":
            steps += _ACCOUNT
            continue
        letters = _letters(name, format_[at : at + 1], format_.count(":", 0, at))
        steps += (Step(letters, True),) if name in _MAYBE_EMPTY else (Step(letters), Step(letters, True))
    return (*steps, *_literal(format_[at:]))


def _letters(name: str, following: str, colons: int) -> Letters:
    if name in ("Partition", "Region"):
        return Letters.REGION
    if following == "/" or name in _SIMPLE_NAMES:
        return Letters.NAME
    return Letters.NOT_COLON if following or colons < 5 else Letters.ALL


def _literal(text: str) -> list[Step]:
    return [Step(Letters.ALL, True) if char == "*" else Step(frozenset((char,))) for char in text]
