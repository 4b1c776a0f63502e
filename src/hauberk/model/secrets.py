"""What a secret looks like in text. Used to find secrets, and to keep them out of everything that Hauberk prints.

Formats from their issuers' documentation, as of 2026-11: AWS ("IAM identifiers", unique ids), GitHub ("token formats"),
GitLab ("token overview"), Slack ("token types"), Stripe ("API keys"), Google Cloud ("API keys"), npm ("about access
tokens"), SendGrid, RFC 7519 (JWT), RFC 7468 (PEM).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Secret(NamedTuple):
    """A secret in a text: what it is, and the characters from ``start`` to ``end`` that hold it."""

    kind: str
    start: int
    end: int


_FORMATS = {
    "aws_key": ("AWS access key", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|\bAKIAIOSFODNN7EXAMPLE\b"),
    "private_key": ("private key", r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----[^-]{0,8192}+(?:-----END)?"),
    "github": ("GitHub token", r"\bgh[pousr]_[A-Za-z0-9]{36,251}\b|\bgithub_pat_[A-Za-z0-9_]{22,255}\b"),
    "gitlab": ("GitLab token", r"\bglpat-[A-Za-z0-9_-]{20,64}"),
    "slack": ("Slack token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    "slack_hook": ("Slack webhook", r"\bhooks\.slack\.com/services/[A-Za-z0-9/]{20,80}"),
    "stripe": ("Stripe key", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}"),
    "google": ("Google API key", r"\bAIza[A-Za-z0-9_-]{35}\b"),
    "npm": ("npm token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    "sendgrid": ("SendGrid key", r"\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"),
    "jwt": ("JSON Web Token", r"\beyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}"),
    "url": (
        "password in a URL",
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@'\"{}$]{0,64}:(?P<password>[^\s:/@'\"{}$]{3,128})@",
    ),
}
_FORMAT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _FORMATS.items()))
_HINT = re.compile(r"AKIA|ASIA|-----BEGIN|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|[rs]k_|AIza|npm_|SG\.|eyJ|://")

_WORDS = r"passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"
_NAME = re.compile(rf"(?:{_WORDS})", re.IGNORECASE)
_NOT_SECRET = re.compile(
    r"(?:arn|name|id|ids|path|url|uri|endpoint|length|ttl|expir\w*|rotation|policy|enabled|type|version|region|table|"
    r"ref|kms|file|minutes|seconds|days|header|param(?:eter)?|prefix|suffix|source|use|issuer|audience|manager)s?$",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    rf"(?P<name>[A-Za-z0-9_.-]{{0,64}}(?:{_WORDS})[A-Za-z0-9_-]{{0,64}})[\"']?\s{{0,8}}[:=]\s{{0,8}}"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'`,;{}\[\]()!$&*][^\s\"'`,;]{2,255})",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\{\{resolve:[^\s{}]{1,2048}\}\}|\barn:[\w-]{0,32}:secretsmanager:[^\s\"'`,;=]{0,2048}")
"""What names a secret of Secrets Manager, and holds none."""
_PLACEHOLDER = re.compile(
    r"(?:true|false|null|none|yes|no|string|number|optional|required|change[_-]?me|todo|xxx+|\*+|<.*|\.\.\.|"
    r"AWS::.*|arn:.*|[A-Za-z]+\.[A-Za-z.]+)$",
    re.IGNORECASE,
)


def names_secret(name: str) -> bool:
    """Whether a name says that what it holds is a secret, and not, say, a secret's name or a token's lifetime."""
    return bool(_NAME.search(name)) and not _NOT_SECRET.search(re.sub(r"[^A-Za-z]+", "", name))


def by_format(text: str) -> Iterator[Secret]:
    """Secrets whose format gives them away."""
    if not _HINT.search(text):
        return
    for match in _FORMAT.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span("password") if match["password"] else match.span()
        yield Secret(_FORMATS["url" if kind == "password" or match["password"] else kind][0], start, end)


def assigned(text: str) -> Iterator[Secret]:
    """Values given to something whose name says that it is a secret."""
    if not _NAME.search(text):
        return
    if "{{" in text or "arn:" in text:
        text = _NAMED.sub(lambda name: " " * len(name[0]), text)
    for match in _ASSIGNED.finditer(text):
        if names_secret(match["name"]) and not _PLACEHOLDER.match(match["value"]):
            yield Secret(f"value of {match['name']}", *match.span("value"))


def mask(text: str) -> str:
    """``text`` with every secret in it replaced by as many stars, so that places in a line stay what they are."""
    for secret in (*by_format(text), *assigned(text)):
        text = text[: secret.start] + "*" * (secret.end - secret.start) + text[secret.end :]
    return text
