"""Tokens: texts that stand for values that were concealed, in snapshots of accounts.

A token says what its value was held for, and nothing else of it::

    hauberk:concealed:1:github-token:fs:0f3a5c7e9b1d2468:5d41402abc4b2a76b9719d911017c592
                      │ │            │  │                └ HMAC-SHA-256 of the value, its first 16 bytes
                      │ │            │  └ the key that the HMAC was made with: its fingerprint
                      │ │            └ what controls ask of a value: FORMED, PLACEHOLDER, SECRET, in this order
                      │ └ what the value is, for people: a kind of secret_formats, or one of the kinds below
                      └ the version of this format

Every part has a fixed alphabet and, but for the kind, a fixed length, so that a token ends where it ends, whatever
stands behind it; none of its characters needs an escape in JSON, YAML or an address.

That a text is a token doesn't prove that Hauberk made it: in a snapshot it does, since every text of an account that
looks like a token is concealed as any other value on its way in. Whoever writes a token into a template has written no
secret there, and is believed.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hauberk.model.regex import regex

PREFIX = "hauberk:concealed:"
"""How each token begins: looking for this first costs next to nothing."""

FORMED, PLACEHOLDER, SECRET = "f", "p", "s"
"""What a token says of its value: a format of an issuer is in it; it only keeps the place of a secret; it is held for
a secret, by what it is or by the name that it was found under."""

VALUE = "value"
BY_NAME = "secret, by its name"
AWS = "AWS secret access key"
GIVEN = "value of something secret"
TOO_LONG = "text too long to look into"
OTHERS = (VALUE, BY_NAME, AWS, GIVEN, TOO_LONG)
"""Kinds of values that no issuer has given a format; what is given to a secret's name inside a text is ``GIVEN``."""

_TOKEN = regex(
    r"hauberk:concealed:1:(?P<kind>[a-z0-9][a-z0-9-]{0,39}):(?P<facts>f?p?s?):(?P<key>[0-9a-f]{16}):(?P<mac>[0-9a-f]{32})"
)
_NO_LETTER = regex(r"[^a-z0-9]+")
_AN = ("AWS", "Anthropic", "Azure", "OpenAI", "npm")


class Token(NamedTuple):
    """What a token says: the slug of a kind, facts, the fingerprint of the key, and the HMAC under it."""

    slug: str
    facts: str
    key: str
    mac: str

    def __str__(self) -> str:
        return f"{PREFIX}1:{self.slug}:{self.facts}:{self.key}:{self.mac}"

    @property
    def kind(self) -> str:
        """What the value was, in words. A kind that only a later Hauberk knows is told by its slug."""
        return _kinds().get(self.slug) or self.slug.replace("-", " ")

    @property
    def is_secret(self) -> bool:
        """Whether the value was held for a secret."""
        return SECRET in self.facts

    @property
    def is_formed(self) -> bool:
        """Whether the value has the format of some secret in it, be it a placeholder's."""
        return FORMED in self.facts

    @property
    def is_placeholder(self) -> bool:
        """Whether the value only keeps the place of a secret."""
        return PLACEHOLDER in self.facts

    @property
    def is_unread(self) -> bool:
        """Whether nobody looked into the value, since it is too long: nothing is known of it."""
        return self.kind == TOO_LONG


class Place(NamedTuple):
    """A token and where it stands in a text."""

    token: Token
    start: int
    end: int


def slug_of(kind: str) -> str:
    """A kind as tokens have it."""
    return _NO_LETTER.sub("-", kind.lower()).strip("-")


@cache
def _kinds() -> dict[str, str]:
    from hauberk.model.secret_formats import FORMATS  # the formats' module looks at words, and words at tokens

    return {slug_of(kind): kind for kind in (*OTHERS, *(known.kind for known in FORMATS))}


def token_of(text: str) -> Token | None:
    """The token that a text is, as a whole."""
    if not text.startswith(PREFIX):
        return None
    match = _TOKEN.fullmatch(text)
    return Token(*match.groups()) if match else None


def tokens_in(text: str) -> Iterator[Place]:
    """The tokens in a text, in their order."""
    if PREFIX in text:
        for match in _TOKEN.finditer(text):
            yield Place(Token(*match.groups()), *match.span())


def blanked(text: str) -> str:
    """A text with as many line breaks in place of each token, which no value goes over: for whatever looks for secrets
    that weren't concealed."""
    return _TOKEN.sub(lambda match: "\n" * len(match[0]), text) if PREFIX in text else text


def told(text: str) -> str:
    """A text with its tokens in words, for reports: ``(concealed: a GitHub token)``."""
    return _TOKEN.sub(lambda match: said(Token(*match.groups())), text) if PREFIX in text else text


def told_in_place(text: str) -> str:
    """The same, with spaces behind the words, so that what follows stands where it stood."""
    if PREFIX not in text:
        return text
    return _TOKEN.sub(lambda match: said(Token(*match.groups())).ljust(len(match[0])), text)


def said(token: Token) -> str:
    """A token in words."""
    return f"(concealed: {with_article(token.kind)})"


def with_article(kind: str) -> str:
    """A kind of secret within a sentence."""
    return f"the {kind}" if kind.startswith("value of") else f"an {kind}" if kind.startswith(_AN) else f"a {kind}"


def same(left: str, right: str) -> bool | None:
    """Whether two texts, tokens in them or not, stand for the same; ``None`` where that can't be told.

    It can't between tokens of different keys, and between a token and a text that may have been left as it was.
    """
    if left == right:
        return True
    ours, theirs = list(tokens_in(left)), list(tokens_in(right))
    if not ours and not theirs:
        return False
    if (token_of(left) is None) != (token_of(right) is None):
        return None
    if _around(left, ours) != _around(right, theirs):
        return False
    pairs = [(one.token, other.token) for one, other in zip(ours, theirs, strict=True)]
    if any(one.mac != other.mac for one, other in pairs if one.key == other.key):
        return False
    return None if any(one.key != other.key for one, other in pairs) else True


def _around(text: str, places: list[Place]) -> list[str]:
    """What of a text stands before, between and behind its tokens."""
    starts = [0, *(place.end for place in places)]
    ends = [*(place.start for place in places), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
