"""What a secret looks like in text. Used to find secrets, and to keep them out of everything that Hauberk prints.

Formats from their issuers' documentation, as of 2026-11: AWS ("IAM identifiers", unique ids), GitHub ("token formats"),
GitLab ("token overview"), Slack ("token types"), Stripe ("API keys"), Google Cloud ("API keys"), npm ("about access
tokens"), SendGrid, RFC 7519 (JWT), RFC 7468 (PEM).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from hauberk.model.span import Span


class Secret(NamedTuple):
    """A secret in a text: what it is, and the characters from ``start`` to ``end`` that hold it."""

    kind: str
    start: int
    end: int


class Hidden(NamedTuple):
    """What nobody is shown of an application: the places where secrets are written, the parameters (as guards name
    them) that hold one, and the secrets themselves where they are long enough to be told from a word."""

    spans: tuple[Span, ...] = ()
    parameters: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


NOTHING_HIDDEN = Hidden()


class Format(NamedTuple):
    """A kind of secret that its format gives away. No text has one that has none of the ``marks``, told as words."""

    kind: str
    marks: str
    pattern: str


_FORMATS = (
    Format("AWS access key", "AKIA ASIA", r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9](?![a-z]))"),
    Format(
        "private key",
        "-----BEGIN",
        r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----(?:(?!-----)[\s\S]){0,16384}+(?:-----END)?",
    ),
    Format(
        "GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{22,255}",
    ),
    Format("GitLab token", "glpat-", r"glpat-[A-Za-z0-9_-]{20,64}"),
    Format("Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    Format("Slack webhook", "hooks.slack", r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,80}"),
    Format("Stripe key", "k_live_ k_test_", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}"),
    Format("Google API key", "AIza", r"AIza[A-Za-z0-9_-]{35}"),
    Format("npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    Format("SendGrid key", "SG.", r"\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"),
    Format(
        "JSON Web Token",
        "eyJ",
        r"(?<![\w-])eyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}",
    ),
    Format(
        "password in a URL",
        "://",
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@'\"{}$]{0,64}:(?P<secret>(?:[^\s/@'\"{}$]|\$(?!\{)|'(?=\w)){3,128})@",
    ),
)
"""What of a match is secret is its group ``secret``, or all of it. Patterns are compiled when a mark is first met.

Letters may be glued before a secret that a resource's id can hold (``NameAKIA…``), not before one whose beginning may
well end a word (``task_live_…``). No pattern looks at a character more often than some hundred times,
whatever a file repeats."""
_FORMAT_MARKS = tuple(mark for kind in _FORMATS for mark in kind.marks.split())

_WORDS = r"passw(?:or)?d|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"
_NAME = rf"(?:{_WORDS})"
_HARMLESS = (
    r"(?:arn|name|id|ids|path|url|uri|endpoint|length|ttl|expir\w*|rotation|policy|enabled|type|version|region|table|"
    r"ref|kms|file|minutes|seconds|days|header|param(?:eter)?|prefix|suffix|source|use|issuer|audience|manager)s?$"
)
_ASSIGNED = (
    rf"(?P<name>[A-Za-z0-9_.-]{{0,64}}(?:{_WORDS})[A-Za-z0-9_-]{{0,64}})\\{{0,3}}[\"']?\s{{0,8}}[:=]\s{{0,8}}"
    r"(?:(?P<quote>\\{0,3}[\"'])(?P<quoted>(?:(?!(?P=quote))(?:\\.|[^\\\n])){3,255})"
    r"|(?P<bare>(?:[^\s\"'`,;:={}\[\]()!$&*\\]|\$(?!(?-i:[{(A-Z_.]))|!(?!(?-i:[A-Z=])))(?:[^\s\"'`,;]|[\"'](?=\w)){2,255}))"
)
"""What is in quotes goes to the other quote, escaped ones left out; what isn't ends with the word."""
_FILES = (".json", ".template", ".toml", ".yaml", ".yml")
"""How the name of a file ends, behind which a line's number or a remark stands."""
_LEADS = r"\$\{[^{}]*\}$|\$\$?\.|\{\{|!|\$\("
"""What in quotes leads to a value, and is none."""
_LOGIN = (
    r"(?<![\w.+-])(?!(?:mailto|email|e-mail|sips?|xmpp|acct):)[\w.+-]{1,64}:"
    r"(?P<secret>[^\s:/@'\"{}$]{3,128})@[\w-]{1,63}\.\w"
)
"""A name, a password and a host without a scheme before them. It may as well be an address after a colon: that is
reason enough to hide it, and not enough for a finding."""
_NAMED = r"\{\{resolve:[^\s{}]{1,2048}\}\}|\barn:[\w-]{0,32}:secretsmanager:[^\s\"'`,;=]{0,2048}"
"""What names a secret of Secrets Manager, and holds none."""
_PLACEHOLDER = (
    r"(?:true|false|null|none|yes|no|string|number|optional|required|change[_-]?me|todo|xxx+|\*+|<.*|\.\.\.|"
    r"AWS::.*|arn:.*|[A-Za-z]+\.[A-Za-z.]+)$"
)


_MARKS = ("passw", "passphrase", "pwd", "secret", "token", "key", "credential")
"""One of these is in each of the words, in lower case: looking for them first is much cheaper than the pattern."""


_SPEAKING = (
    *("passw", "passphrase", "pwd", "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key"),
    *("access-key", "privatekey", "private_key", "private-key", "credential", "noecho", "\\"),
)
"""One of these, in lower case, is in each file that gives something to a secret's name, if not behind an escape."""


def may_hold_secret(text: str) -> bool:
    """Whether a file may have a secret in it at all: by a name, by a format, or hidden behind escapes."""
    lower = text.lower()
    return any(mark in lower for mark in _SPEAKING) or bool(_marks(text))


def _marks(text: str) -> list[str]:
    """The marks of formats that are in a text. An address has a password only before an ``@``."""
    marked = [mark for mark in _FORMAT_MARKS if mark in text]
    return [] if marked == ["://"] and "@" not in text else marked


def _may_name_secret(text: str) -> bool:
    lower = text.lower()
    return bool([mark for mark in _MARKS if mark in lower])


@lru_cache(maxsize=8192)  # the same names come again and again
def names_secret(name: str) -> bool:
    """Whether a name says that what it holds is a secret, and not, say, a secret's name or a token's lifetime."""
    return (
        _may_name_secret(name)
        and bool(_compiled(_NAME, re.IGNORECASE).search(name))
        and not _compiled(_HARMLESS, re.IGNORECASE).search(re.sub(r"[^A-Za-z]+", "", name))
    )


def names_no_secret(name: str) -> bool:
    """Whether a name says that what it holds isn't secret itself: a secret's ARN, a token's lifetime."""
    return bool(_compiled(_HARMLESS, re.IGNORECASE).search(re.sub(r"[^A-Za-z]+", "", name)))


def by_format(text: str) -> Iterator[Secret]:
    """Secrets whose format gives them away, in the order in which they stand."""
    marked = _marks(text)
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
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def assigned(text: str, *, quoted: bool = False) -> Iterator[Secret]:
    """Values given to something whose name says that it is a secret.

    In code only what is ``quoted`` is a value; the rest are names of variables and calls.
    """
    if not _may_name_secret(text):
        return
    if "{{" in text or "arn:" in text:
        text = _compiled(_NAMED).sub(lambda name: " " * len(name[0]), text)
    for match in _compiled(_ASSIGNED, re.IGNORECASE).finditer(text):
        group = "quoted" if match["quote"] else "bare"
        if (quoted and group == "bare") or match["name"].endswith(_FILES):
            continue
        value = match[group]
        if group == "quoted" and (_compiled(_LEADS).match(value) or value.isspace()):
            continue
        if names_secret(match["name"]) and not _compiled(_PLACEHOLDER, re.IGNORECASE).match(value):
            yield Secret(f"value of {match['name']}", *match.span(group))


def mask(text: str) -> str:
    """``text`` with every secret in it replaced by as many stars, so that places in a line stay what they are."""
    found = [(secret.start, secret.end) for secret in (*by_format(text), *assigned(text))]
    if "@" in text and ":" in text:
        found.extend(match.span("secret") for match in _compiled(_LOGIN).finditer(text))
    for start, end in found:
        text = text[:start] + "*" * (end - start) + text[end:]
    return text
