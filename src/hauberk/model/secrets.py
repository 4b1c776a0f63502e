"""What a secret looks like in text. Used to find secrets, and to keep them out of everything that Hauberk prints.

Formats from their issuers' documentation, as of 2026-11: AWS ("IAM identifiers", unique ids), GitHub ("token formats"),
GitLab ("token overview"), Slack ("token types"), Stripe ("API keys"), Google Cloud ("API keys"), npm ("about access
tokens"), SendGrid, RFC 7519 (JWT), RFC 7468 (PEM).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Secret(NamedTuple):
    """A secret in a text: what it is, and the characters from ``start`` to ``end`` that hold it."""

    kind: str
    start: int
    end: int


class Format(NamedTuple):
    """A kind of secret that its format gives away. No text has one that has none of the ``marks``, told as words."""

    kind: str
    marks: str
    pattern: str


_FORMATS = (
    Format("AWS access key", "AKIA ASIA", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    Format(
        "private key",
        "-----BEGIN",
        r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----[^-]{0,8192}+(?:-----END)?",
    ),
    Format(
        "GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\bgh[pousr]_[A-Za-z0-9]{36,251}\b|\bgithub_pat_[A-Za-z0-9_]{22,255}\b",
    ),
    Format("GitLab token", "glpat-", r"\bglpat-[A-Za-z0-9_-]{20,64}"),
    Format("Slack token", "xox", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    Format("Slack webhook", "hooks.slack", r"\bhooks\.slack\.com/services/[A-Za-z0-9/]{20,80}"),
    Format("Stripe key", "k_live_ k_test_", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}"),
    Format("Google API key", "AIza", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    Format("npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b"),
    Format("SendGrid key", "SG.", r"\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"),
    Format(
        "JSON Web Token",
        "eyJ",
        r"\beyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}",
    ),
    Format(
        "password in a URL",
        "://",
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@'\"{}$]{0,64}:(?P<secret>[^\s:/@'\"{}$]{3,128})@",
    ),
)
"""What of a match is secret is its group ``secret``, or all of it. Patterns are compiled when a mark is first met."""
_FORMAT_MARKS = tuple(mark for kind in _FORMATS for mark in kind.marks.split())

_WORDS = r"passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"
_NAME = re.compile(rf"(?:{_WORDS})", re.IGNORECASE)
_NOT_SECRET = re.compile(
    r"(?:arn|name|id|ids|path|url|uri|endpoint|length|ttl|expir\w*|rotation|policy|enabled|type|version|region|table|"
    r"ref|kms|file|minutes|seconds|days|header|param(?:eter)?|prefix|suffix|source|use|issuer|audience|manager)s?$",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    rf"(?P<name>[A-Za-z0-9_.-]{{0,64}}(?:{_WORDS})[A-Za-z0-9_-]{{0,64}})[\"']?\s{{0,8}}[:=]\s{{0,8}}"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'`,;:={}\[\]()!$&*][^\s\"'`,;]{2,255})",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\{\{resolve:[^\s{}]{1,2048}\}\}|\barn:[\w-]{0,32}:secretsmanager:[^\s\"'`,;=]{0,2048}")
"""What names a secret of Secrets Manager, and holds none."""
_PLACEHOLDER = re.compile(
    r"(?:true|false|null|none|yes|no|string|number|optional|required|change[_-]?me|todo|xxx+|\*+|<.*|\.\.\.|"
    r"AWS::.*|arn:.*|[A-Za-z]+\.[A-Za-z.]+)$",
    re.IGNORECASE,
)


_MARKS = ("passw", "passphrase", "pwd", "secret", "token", "key", "credential")
"""One of these is in each of the words, in lower case: looking for them first is much cheaper than the pattern."""


def _may_name_secret(text: str) -> bool:
    lower = text.lower()
    return bool([mark for mark in _MARKS if mark in lower])


def names_secret(name: str) -> bool:
    """Whether a name says that what it holds is a secret, and not, say, a secret's name or a token's lifetime."""
    return (
        _may_name_secret(name) and bool(_NAME.search(name)) and not _NOT_SECRET.search(re.sub(r"[^A-Za-z]+", "", name))
    )


def by_format(text: str) -> Iterator[Secret]:
    """Secrets whose format gives them away, in the order in which they stand."""
    marked = [mark for mark in _FORMAT_MARKS if mark in text]
    if not marked:
        return
    kinds = [kind for kind in _FORMATS if any(mark in marked for mark in kind.marks.split())]
    found: list[Secret] = []
    for kind in kinds:
        pattern = _compiled(kind.pattern)
        group = "secret" if "secret" in pattern.groupindex else 0
        found.extend(Secret(kind.kind, *match.span(group)) for match in pattern.finditer(text))
    yield from sorted(found, key=_place) if len(kinds) > 1 else found


def _place(secret: Secret) -> tuple[int, int]:
    return secret.start, secret.end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def assigned(text: str, *, quoted: bool = False) -> Iterator[Secret]:
    """Values given to something whose name says that it is a secret.

    In code only what is ``quoted`` is a value; the rest are names of variables and calls.
    """
    if not _may_name_secret(text):
        return
    if "{{" in text or "arn:" in text:
        text = _NAMED.sub(lambda name: " " * len(name[0]), text)
    for match in _ASSIGNED.finditer(text):
        if quoted and not match["quote"]:
            continue
        if names_secret(match["name"]) and not _PLACEHOLDER.match(match["value"]):
            yield Secret(f"value of {match['name']}", *match.span("value"))


def mask(text: str) -> str:
    """``text`` with every secret in it replaced by as many stars, so that places in a line stay what they are."""
    for secret in (*by_format(text), *assigned(text)):
        text = text[: secret.start] + "*" * (secret.end - secret.start) + text[secret.end :]
    return text
