"""What a secret looks like in text. Used to find secrets, and to keep them out of everything that Hauberk prints.

The forms that issuers give their secrets are rows of :mod:`hauberk.model.secret_formats`; the words of names are in
:mod:`hauberk.model.secret_words`.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from hauberk.model.secret_formats import ALONE, FORMATS, RUN, Format, decoded
from hauberk.model.secret_words import (
    MARKS,
    Noun,
    holds_secret,
    is_aws_secret,
    is_placeholder,
    may_hold_secret,
    names_no_secret,
    names_secret,
    noun_of,
)
from hauberk.model.span import Span
from hauberk.model.tokens import AWS, BY_NAME, PREFIX, blanked, tokens_in

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


_KINDS = {mark: [kind for kind in FORMATS if mark in kind.marks] for kind in FORMATS for mark in kind.marks}
_BEFORE_RUN = tuple(mark for mark in _KINDS if mark[-1] in "_-." and mark not in ALONE)
_OTHER_MARKS = tuple(mark for mark in _KINDS if mark not in _BEFORE_RUN)
_RUN = rf"[_.-](?=[A-Za-z0-9_-]{{{RUN}}})"
_ENDS = frozenset(mark[-3:] for mark in _BEFORE_RUN)
"""The last characters of the marks before a run: a look at these is cheaper than one for each mark."""

_BEFORE_MARK = 64
"""Characters of a name before what in it speaks of a secret."""
_MARKED = r"(?:pass|pwd|pw|secret|token|key|cred)[A-Za-z0-9_-]{0,64}\\{0,3}[\"']?\s{0,8}[:=]"
"""The end of a name that is given something. It is looked for first, since most texts have none, and the beginning of
a name may be anywhere."""
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
_NAMED = (
    r"\{\{resolve:[^\s{}]{1,2048}\}\}|\barn:(?:[\w-]{0,32}|\$\{[\w:]{1,64}\}):secretsmanager:[^\s\"'`,;=\\]{0,2048}"
)
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


def _marks(text: str) -> dict[str, list[int]]:
    """The marks of formats that are in a text, with their places. An address has a password only before an ``@``."""
    found = {mark: list(_places(mark, text)) for mark in _OTHER_MARKS if mark in text}
    if "@" not in text:
        found.pop("://", None)
    if len(text) > RUN:
        for match in _compiled(_RUN).finditer(text):
            end = match.end()
            if text[end - 3 : end] in _ENDS:
                for mark in _BEFORE_RUN:
                    if text.endswith(mark, 0, end):
                        found.setdefault(mark, []).append(end - len(mark))
    return found


def _places(mark: str, text: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def by_format(text: str) -> Iterator[Secret]:
    """Secrets whose format gives them away, in the order in which they stand; a token is judged as its value was."""
    if PREFIX in text:
        concealed = [Secret(token.kind, start, end) for token, start, end in tokens_in(text) if token.is_formed]
        yield from sorted((*concealed, *_by_format(blanked(text))), key=_place)
    else:
        yield from _by_format(text)


def _by_format(text: str) -> Iterator[Secret]:
    marked = _marks(text)
    if not marked:
        return
    kinds = dict.fromkeys(kind for mark in marked for kind in _KINDS[mark])
    found = [secret for kind in kinds for secret in _of_kind(kind, marked, text)]
    yield from sorted(found, key=_place) if len(kinds) > 1 else found


def _of_kind(kind: Format, marked: dict[str, list[int]], text: str) -> Iterator[Secret]:
    """The secrets of one kind. Only what begins around a mark is looked at."""
    pattern, is_one, before = _compiled(kind.pattern), kind.is_one, kind.before
    group = "secret" if "secret" in pattern.groupindex else 0
    behind = 0
    for at in sorted(place for mark in kind.marks for place in marked.get(mark, ())):
        if at < behind:
            continue
        match = pattern.match(text, at) if not before else _around(pattern, text, max(at - before, behind), at)
        if match is not None:
            behind = match.end()
            if is_one is None or is_one(match[group]):
                yield Secret(kind.kind, *match.span(group))


def _around(pattern: re.Pattern[str], text: str, first: int, last: int) -> re.Match[str] | None:
    """The first match that begins in a stretch of a text."""
    return next(filter(None, (pattern.match(text, at) for at in range(first, last + 1))), None)


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
    """Values that names say are secret, each with its name. A token isn't secret, whatever it stands for."""
    text = blanked(text)
    lower = text.lower()
    if not [mark for mark in MARKS if mark in lower]:
        return
    if "{{" in text or "arn:" in text:
        text = _compiled(_NAMED).sub(lambda name: " " * len(name[0]), text)
    at = 0
    while match := _next_assigned(text, at):
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


def held(name: str, text: str) -> Secret | None:
    """What of a value is held for a secret, by what it is or by the name that it is given."""
    if found := found_in(text):
        return found[0]
    if holds_secret(name, text):
        return Secret(BY_NAME, 0, len(text))
    return Secret(AWS, 0, len(text)) if is_aws_secret(text) and not names_no_secret(name) else None


def _next_assigned(text: str, at: int) -> re.Match[str] | None:
    """The first match of :data:`_ASSIGNED` from a place on: what ``search`` finds, where there can be one."""
    marked, assigned_ = _compiled(_MARKED, re.IGNORECASE), _compiled(_ASSIGNED, re.IGNORECASE)
    end = at
    while mark := marked.search(text, end):
        first, end = max(at, mark.start() - _BEFORE_MARK), mark.start() + 1
        if match := _around(assigned_, text, first, mark.start()):
            return match
        at = end
    return None


def found_in(text: str, *, code: bool = False) -> list[Secret]:
    """What in a text is held for a secret, in the order in which it stands: much less than what isn't shown.

    In ``code`` only what is in quotes is a value. A text that is base64 as a whole is looked into. A token is held for
    what its value was held for.
    """
    found = [Secret(token.kind, start, end) for token, start, end in tokens_in(text) if token.is_secret]
    text = blanked(text)
    found += [secret for secret in _by_format(text) if not is_placeholder(text[secret.start : secret.end])]
    found.sort(key=_place)
    starts, ends = [secret.start for secret in found], list(accumulate((secret.end for secret in found), max))
    for secret, name in _named(text, code):
        value = text[secret.start : secret.end]
        if holds_secret(name, value) and not (code and _same(name, value)) and not _covered(secret, starts, ends):
            found.append(secret)
    if not found and _LONG_ENOUGH <= len(text) <= _TOO_LONG and _compiled(_BASE64).fullmatch(text):
        inner = decoded(text)
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


def _covered(secret: Secret, starts: list[int], ends: list[int]) -> bool:
    """Whether one of others, whose places are in order, is where a secret is. ``ends`` has the last end so far."""
    from bisect import bisect_left  # seldom needed

    before = bisect_left(starts, secret.end)
    return before > 0 and ends[before - 1] > secret.start


def mask(text: str) -> str:
    """``text`` with every secret in it replaced by as many stars, so that places in a line stay what they are."""
    for start, end in shadows(text):
        text = text[:start] + "*" * (end - start) + text[end:]
    return text


def shadows(text: str) -> list[tuple[int, int]]:
    """The places of whatever in a text had better not be shown: more than what is held for a secret, and no token."""
    text = blanked(text)
    found = [(secret.start, secret.end) for secret in (*_by_format(text), *assigned(text))]
    if "@" in text and ":" in text:
        found.extend(match.span("secret") for match in _compiled(_LOGIN).finditer(text))
    return found
