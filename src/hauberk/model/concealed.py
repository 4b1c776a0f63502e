"""Conceals values, so that a snapshot of an account holds no secret and every control says of it what it would have
said of the account.

What a control asks of a value is asked here, once, under the name that the value has; the answers go into the value's
token (:mod:`hauberk.model.tokens`), and the value goes nowhere. Words that a control compares with are kept
(:mod:`hauberk.model.plain`).

A value that few could have (``orders``, ``4711``) can be guessed from its token by who has the key, since anyone may
make the HMAC of a guess with it; without the key a token tells no more than what is written in it. So a key is kept as
a secret is, and apart from its snapshots.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from hauberk.model.plain import is_plain
from hauberk.model.regex import regex
from hauberk.model.secret_formats import decoded
from hauberk.model.secret_words import is_placeholder
from hauberk.model.secrets import Secret, by_format, found_in, held, shadows
from hauberk.model.tokens import (
    FORMED,
    GIVEN,
    PLACEHOLDER,
    PREFIX,
    SECRET,
    TOO_LONG,
    VALUE,
    Place,
    Token,
    blanked,
    slug_of,
    tokens_in,
)

SIZE = 32
"""Bytes of a key."""
MAX_TEXT = 1 << 20
"""Characters of a text that is looked into. No text of an account is longer but the bodies of large APIs."""
_MAX_DEPTH = 4
"""Texts in texts that are looked into."""
_MANY = 100
"""Secrets at one place; no more than a few kinds overlap."""
_MAX_ROUNDS = 6
"""Looks at a text for what came to light when something else was concealed."""
_BASE64 = regex(r"[A-Za-z0-9+/]{16,}={0,2}")
_LITERAL = regex(r'"(?:[^"\\]|\\[\s\S])*+(?:"|\Z)')
"""One that is never closed ends with the text, and is no JSON; so each character is looked at once."""
_BARE = regex(r"[^\s,:\[\]{}]+")
_ESCAPE = regex(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


Keep: TypeAlias = Callable[[str], bool]
"""Says of a text that it needn't be concealed: it is the name of something that the snapshot holds anyway."""


def nothing(_: str) -> bool:
    """Keeps nothing but what is plain."""
    return False


class Key:
    """What HMACs are made with. ``id`` tells keys apart, and is no help in finding one."""

    __slots__ = ("_digest", "_secret", "id")

    def __init__(self, secret: bytes) -> None:
        from hmac import digest  # seldom needed

        if len(secret) != SIZE:
            raise ValueError(f"a key has {SIZE} bytes, and this has {len(secret)}")
        self._digest = digest
        self._secret = secret
        self.id = self._made("key", "")[:16]

    @classmethod
    def fresh(cls) -> "Key":
        """A key that nobody else has: what it concealed compares with nothing that is read at another time."""
        from secrets import token_bytes  # seldom needed

        return cls(token_bytes(SIZE))

    def __repr__(self) -> str:
        return f"<key {self.id}>"

    def _made(self, what: str, text: str) -> str:
        message = f"{what}:{text}".encode("utf-8", "surrogatepass")
        return self._digest(self._secret, message, "sha256").hex()[:32]

    def token(self, text: str, kind: str, facts: str = "") -> str:
        """The token of a value."""
        return str(Token(slug_of(kind), facts, self.id, self._made("value", text)))


def conceal(name: str, value: str, key: Key, keep: Keep = nothing) -> str:
    """A value that may be secret as a whole, such as a variable's, concealed under its name.

    It is kept if it is plain, or ``keep`` says so, as of what names a resource that the snapshot holds anyway.
    """
    if is_plain(name, value) or keep(value):
        return value
    found = held(name, value)
    formed = next(by_format(value), None)
    kind = found.kind if found else formed.kind if formed else VALUE
    return key.token(value, _kind(kind), _facts(value, formed is not None, found is not None))


def _kind(kind: str) -> str:
    return GIVEN if kind.startswith("value of") else kind  # what follows is a name in the value itself


def _facts(text: str, formed: bool, secret: bool) -> str:
    marks = ((FORMED, formed), (PLACEHOLDER, is_placeholder(text)), (SECRET, secret))
    return "".join(mark for mark, holds in marks if holds)


def conceal_within(text: str, key: Key, keep: Keep = nothing) -> str:
    """A text in which every secret, and whatever else reports don't show, is concealed in its place.

    What was JSON is JSON afterwards. Nobody looks into a text that is too long; it is concealed as a whole.
    """
    if len(text) > MAX_TEXT:
        return key.token(text, TOO_LONG)
    if PREFIX not in text and "\\" not in text and not _BASE64.fullmatch(text) and not shadows(text):
        return text  # as nearly all are; what is found in a text is hidden in it, too
    within = _Within(key, keep)
    found, formed = (
        [one for one in some if not keep(text[one.start : one.end])] for some in (found_in(text), by_format(text))
    )
    return within.conceal(text, found, formed, forged=list(tokens_in(text)))


class _Within:
    """Conceals within texts. ``found`` and ``formed`` are what controls find in a text as it is: what stands behind
    escapes, or comes to light by what was concealed around it, is concealed too, and held for nothing."""

    __slots__ = ("_keep", "_key")

    def __init__(self, key: Key, keep: Keep) -> None:
        self._key = key
        self._keep = keep

    def conceal(
        self,
        text: str,
        found: list[Secret],
        formed: list[Secret],
        forged: Sequence[Place] = (),
        depth: int = 0,
    ) -> str:
        """A text without what is secret in it. What is ``forged`` looks like a token, and is none of ours."""
        places = [*self._left(text), *((one.start, one.end) for one in (*found, *formed))]
        places += [(one.start, one.end) for one in forged]
        coded = self._is_coded(text, depth)
        made = None if coded else self._searched(text, places, found, formed) if places else text
        if made is None or not _tells(made, found, formed):
            return self._token(text, found, formed)
        return self._unfolded(made, depth)

    def _searched(
        self, text: str, places: list[tuple[int, int]], found: list[Secret], formed: list[Secret]
    ) -> str | None:
        """A text with tokens in its places, and in those that come to light then; ``None`` if there is no end to it."""
        made = self._replaced(text, places, found, formed)
        for _ in range(_MAX_ROUNDS):
            left = self._left(made)
            if not left:
                return made
            made = self._replaced(made, left, [], [])
        return None

    def _left(self, text: str) -> list[tuple[int, int]]:
        """What of a text is still to be concealed."""
        plain, tokens = blanked(text), list(tokens_in(text))
        places = [*shadows(plain), *((one.start, one.end) for one in found_in(plain))]
        pieces = [piece for start, end in places for piece in _beside(tokens, text, start, end)]
        return [(start, end) for start, end in pieces if not self._keep(text[start:end])]

    def _is_coded(self, text: str, depth: int) -> bool:
        """Whether a text is the base64 form of one with secrets in it."""
        if depth > _MAX_DEPTH or not _BASE64.fullmatch(text):
            return False
        inner = decoded(text)
        return inner is not None and self.conceal(inner, [], [], depth=depth + 1) != inner

    def _unfolded(self, text: str, depth: int) -> str:
        """A text that is JSON without what is secret behind the escapes of its literals."""
        if "\\" not in text or not _is_json(text):
            return text
        return _LITERAL.sub(lambda match: self._literal(match[0], depth), text)

    def _literal(self, literal: str, depth: int) -> str:
        """A literal of JSON without what is secret behind its escapes."""
        if "\\" not in literal:
            return literal
        from json import dumps  # seldom needed

        inner = _ESCAPE.sub(_unescaped, literal[1:-1])
        made = self._key.token(inner, VALUE) if depth == _MAX_DEPTH else self.conceal(inner, [], [], depth=depth + 1)
        return literal if made == inner else dumps(made)

    def _replaced(
        self,
        text: str,
        places: list[tuple[int, int]],
        found: list[Secret],
        formed: list[Secret],
    ) -> str:
        """A text with a token in each of the places."""
        pieces: list[str] = []
        at = 0
        for start, end, quote in _pieces(text, _merged(places)):
            pieces += (
                text[at:start],
                quote,
                self._token(text[start:end], _over(found, start, end), _over(formed, start, end)),
                quote,
            )
            at = end
        return "".join((*pieces, text[at:]))

    def _token(self, text: str, found: list[Secret], formed: list[Secret]) -> str:
        kind = next((one.kind for one in (*found, *formed)), VALUE)
        return self._key.token(text, _kind(kind), _facts(text, bool(formed), bool(found)))


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[", '"')


def _tells(text: str, found: list[Secret], formed: list[Secret]) -> bool:
    """Whether the tokens of a text tell what controls found in it before."""
    tokens = [place.token for place in tokens_in(text)]
    return (not found or any(token.is_secret for token in tokens)) and (
        not formed or any(token.is_formed for token in tokens)
    )


def _beside(tokens: list[Place], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a place is beside the tokens in it, if that is more than signs."""
    first = bisect_right(tokens, start, key=lambda place: place.end)
    inside = tokens[first : bisect_left(tokens, end, key=lambda place: place.start)]
    if not inside:
        yield start, end
        return
    for place in inside:
        if any(map(str.isalnum, text[start : place.start])):
            yield start, place.start
        start = place.end
    if any(map(str.isalnum, text[start:end])):
        yield start, end


def _merged(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in their order; what overlaps is one."""
    ordered = sorted(places)
    first, last = ordered[0]
    for start, end in ordered[1:]:
        if start >= last:
            yield first, last
            first, last = start, end
        last = max(last, end)
    yield first, last


def _over(secrets: list[Secret], start: int, end: int) -> list[Secret]:
    """Which of some secrets, in their order, a place has a part of."""
    before = bisect_left(secrets, end, key=lambda one: one.start)
    return [one for one in secrets[max(0, before - _MANY) : before] if start < one.end]


def _pieces(text: str, places: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Places as they can be replaced, each with the quote that a token needs there: in JSON a place ends with the
    literal that it is in, an escape isn't cut, and what isn't in quotes gets some."""
    if not _is_json(text):
        yield from ((start, end, "") for start, end in places)
        return
    literals = [match.span() for match in _LITERAL.finditer(text)]
    at = 0
    for start, end in places:
        while at < len(literals) and literals[at][1] <= start:
            at += 1
        opened, closed = literals[at] if at < len(literals) else (end, end)
        if opened < start:
            end = min(end, closed - 1)
            first, last, quote = start + _is_cut(text, start, opened), end - _is_cut(text, end, opened), ""
        else:
            end = min(end, opened)
            bare = _BARE.search(text, start, end)
            first, last, quote = (*bare.span(), '"') if bare else (start, start, "")
        if first < last:
            yield first, last, quote


def _is_cut(text: str, at: int, opened: int) -> bool:
    """Whether a place in a literal is between a backslash and what it escapes."""
    first = at
    while first > opened + 1 and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPED.get(match[2], match[2])
