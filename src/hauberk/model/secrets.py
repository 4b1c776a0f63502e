"""What a secret looks like in text. Used to find secrets, and to keep them out of everything that Hauberk prints.

Formats from their issuers' documentation, as of 2026-11: AWS ("IAM identifiers", unique ids), GitHub ("token formats"),
GitLab ("token overview"), Slack ("token types"), Stripe ("API keys"), Google Cloud ("API keys"), npm ("about access
tokens"), SendGrid, PyPI ("API tokens": a macaroon that begins with the place it is for), Discord ("webhook resource"),
Twilio ("what is a SID"), Telegram ("authorizing your bot"), Azure Storage and Service Bus ("connection strings"),
RFC 7519 (JWT), RFC 7468 (PEM), RFC 6750 (Bearer), RFC 7617 (Basic). OpenAI and Anthropic show the beginnings of their
keys and publish no form; theirs are as GitHub's and GitGuardian's lists of secrets have them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from hauberk.model.secret_words import (
    MARKS,
    Noun,
    holds_secret,
    is_placeholder,
    is_wordy,
    may_hold_secret,
    names_no_secret,
    names_secret,
    noun_of,
)
from hauberk.model.span import Span

__all__ = ["Hidden", "Secret", "assigned", "by_format", "mask", "names_no_secret", "names_secret", "speaks_of_secrets"]


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
    """A kind of secret that its format gives away. No text has one that has none of the ``marks``.

    Where the pattern alone doesn't tell, ``is_one`` does.
    """

    kind: str
    marks: tuple[str, ...]
    pattern: str
    is_one: Callable[[str], bool] | None = None


def _is_token(text: str) -> bool:
    return any(map(str.isdigit, text)) and not is_wordy(text)


def _is_login(text: str) -> bool:
    """Whether a text is the base64 form of a name, a colon and a password."""
    return ":" in (_decoded(text) or "")


def _decoded(text: str) -> str | None:
    from base64 import b64decode  # seldom needed

    try:
        decoded = b64decode(text, validate=True).decode("utf-8")
    except ValueError:
        return None
    return decoded if decoded.replace("\n", "").replace("\t", "").replace("\r", "").isprintable() else None


_FORMATS = (
    Format("AWS access key", ("AKIA", "ASIA"), r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9](?![a-z]))"),
    Format(
        "private key",
        ("-----BEGIN",),
        r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----(?:(?!-----)[\s\S]){0,16384}+(?:-----END)?",
    ),
    Format(
        "GitHub token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        r"gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{22,255}",
    ),
    Format("GitLab token", ("glpat-",), r"glpat-[A-Za-z0-9_-]{20,64}"),
    Format("Slack token", ("xox", "xapp-"), r"(?:xox[abeoprs]|xapp-[0-9])-[A-Za-z0-9-]{10,255}"),
    Format("Slack webhook", ("hooks.slack",), r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,80}"),
    Format("Stripe key", ("k_live_", "k_test_"), r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}"),
    Format("Google API key", ("AIza",), r"AIza[A-Za-z0-9_-]{35}"),
    Format("npm token", ("npm_",), r"npm_[A-Za-z0-9]{36}"),
    Format("SendGrid key", ("SG.",), r"\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}"),
    Format(
        "JSON Web Token",
        ("eyJ",),
        r"(?<![\w-])eyJ[A-Za-z0-9_-]{10,2048}\.eyJ[A-Za-z0-9_-]{10,4096}\.[A-Za-z0-9_-]{10,1024}",
    ),
    Format(
        "password in a URL",
        ("://",),
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@'\"{}$]{0,64}:(?P<secret>(?:[^\s/@'\"{}$]|\$(?!\{)|'(?=\w)){3,128})@",
    ),
    Format(
        "OpenAI key",
        ("sk-",),
        r"\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,255}|\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
    ),
    Format("Anthropic key", ("sk-",), r"\bsk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{32,255}"),
    Format("PyPI token", ("pypi-AgE",), r"pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{16,1024}"),
    Format("Twilio key", ("SK",), r"(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])"),
    Format(
        "Discord webhook",
        ("/webhooks/",),
        r"discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{15,21}/[A-Za-z0-9_-]{20,128}",
    ),
    Format("Telegram token", (":AA",), r"(?<![A-Za-z0-9_])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])"),
    Format(
        "Azure key",
        ("Key=",),
        r"(?:AccountKey|SharedAccessKey)=(?P<secret>[A-Za-z0-9+/]{40,128}={0,2})",
    ),
    Format("bearer token", ("earer ",), r"\b[Bb]earer {1,4}(?P<secret>[A-Za-z0-9._~+/-]{16,4096}={0,2})", _is_token),
    Format("login of Basic", ("asic ",), r"\b[Bb]asic {1,4}(?P<secret>[A-Za-z0-9+/]{8,1024}={0,2})", _is_login),
)
"""What of a match is secret is its group ``secret``, or all of it. Patterns are compiled when a mark is first met.

Letters may be glued before a secret that a resource's id can hold (``NameAKIA…``), not before one whose beginning may
well end a word (``task_live_…``). No pattern looks at a character more often than some hundred times,
whatever a file repeats."""
_FORMAT_MARKS = tuple(dict.fromkeys(mark for kind in _FORMATS for mark in kind.marks))

_ASSIGNED = (
    r"(?P<name>[A-Za-z0-9_.-]{0,64}(?:pass|pwd|pw|secret|token|key|cred)[A-Za-z0-9_-]{0,64})\\{0,3}[\"']?\s{0,8}[:=]\s{0,8}"
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


_SPEAKING = tuple(mark for mark in MARKS if mark not in ("key", "auth", "salt"))
_NAMES = r"[A-Za-z0-9_-]{0,64}(?:key|auth|salt)[A-Za-z0-9_-]{0,64}"


def speaks_of_secrets(text: str) -> bool:
    """Whether a file may have a secret in it at all: by a name, by a format, or hidden behind escapes."""
    lower = text.lower()
    if "\\" in text or "noecho" in lower or any(mark in lower for mark in _SPEAKING) or _marks(text):
        return True
    names = (match[0] for match in _compiled(_NAMES, re.IGNORECASE).finditer(text))
    return any(noun_of(name) is not Noun.NOTHING for name in names)


def _marks(text: str) -> list[str]:
    """The marks of formats that are in a text. An address has a password only before an ``@``."""
    marked = [mark for mark in _FORMAT_MARKS if mark in text]
    return [] if marked == ["://"] and "@" not in text else marked


def by_format(text: str) -> Iterator[Secret]:
    """Secrets whose format gives them away, in the order in which they stand."""
    marked = _marks(text)
    if not marked:
        return
    kinds = [kind for kind in _FORMATS if any(mark in marked for mark in kind.marks)]
    found: list[Secret] = []
    for kind in kinds:
        pattern, is_one = _compiled(kind.pattern), kind.is_one
        group = "secret" if "secret" in pattern.groupindex else 0
        matches = pattern.finditer(text)
        found.extend(
            Secret(kind.kind, *match.span(group)) for match in matches if is_one is None or is_one(match[group])
        )
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
    return (secret for secret, _ in _named(text, quoted))


def _named(text: str, quoted: bool) -> Iterator[tuple[Secret, str]]:
    """Values that names say are secret, each with its name."""
    lower = text.lower()
    if not [mark for mark in MARKS if mark in lower]:
        return
    if "{{" in text or "arn:" in text:
        text = _compiled(_NAMED).sub(lambda name: " " * len(name[0]), text)
    pattern, at = _compiled(_ASSIGNED, re.IGNORECASE), 0
    while match := pattern.search(text, at):
        group = "quoted" if match["quote"] else "bare"
        name, value = match["name"], match[group]
        at = match.start(group)  # what isn't taken may have names and secrets in it
        if (quoted and group == "bare") or name.endswith(_FILES) or not may_hold_secret(name, value):
            continue
        if group == "quoted" and (_compiled(_LEADS).match(value) or value.isspace()):
            continue
        if not _compiled(_PLACEHOLDER, re.IGNORECASE).match(value):
            at = match.end()
            yield Secret(f"value of {name}", *match.span(group)), name


def found_in(text: str, *, code: bool = False) -> list[Secret]:
    """What in a text is held for a secret, in the order in which it stands: much less than what isn't shown.

    In ``code`` only what is in quotes is a value. A text that is base64 as a whole is looked into.
    """
    found = [secret for secret in by_format(text) if not is_placeholder(text[secret.start : secret.end])]
    for secret, name in _named(text, code):
        value = text[secret.start : secret.end]
        if holds_secret(name, value) and not (code and _same(name, value)) and not _covered(secret, found):
            found.append(secret)
    if not found and _LONG_ENOUGH <= len(text) <= _TOO_LONG and _compiled(_BASE64).fullmatch(text):
        inner = _decoded(text)
        if inner is not None and (within := found_in(inner)):
            return [Secret(within[0].kind, 0, len(text))]
    return sorted(found, key=_place)


_BASE64 = r"[A-Za-z0-9+/]+={0,2}"
_LONG_ENOUGH = 16
_TOO_LONG = 16_384


def _same(name: str, value: str) -> bool:
    """Whether a value only repeats its name, as in a table of names."""
    said = re.sub(r"[^a-z]", "", name.lower())
    return said.endswith(re.sub(r"[^a-z0-9]", "", value.lower()))


def _covered(secret: Secret, others: list[Secret]) -> bool:
    return any(secret.start < other.end and other.start < secret.end for other in others)


def mask(text: str) -> str:
    """``text`` with every secret in it replaced by as many stars, so that places in a line stay what they are."""
    found = [(secret.start, secret.end) for secret in (*by_format(text), *assigned(text))]
    if "@" in text and ":" in text:
        found.extend(match.span("secret") for match in _compiled(_LOGIN).finditer(text))
    for start, end in found:
        text = text[:start] + "*" * (end - start) + text[end:]
    return text
