"""How much speaks for a text being a secret, by its shape and by where it stands.

The numbers are tenths of certainty; what has :data:`ENOUGH` is told. They were set by hand on a labelled list
(``tests/code/secrets/planted.py``) and by reading what was found in public applications.
"""

from functools import cache

from hauberk.code.secrets.files import Form, Kind
from hauberk.model.regex import regex
from hauberk.model.secret_words import Noun, entropy, is_placeholder, is_random, is_wordy

ENOUGH = 5

_OF_KIND = {
    "private key": 7,
    "JSON Web Token": 6,
    "bearer token": 6,
    "login of Basic": 6,
    "password in a URL": 6,
    "Twilio key": 7,
    "Mailgun key": 7,
    "Mailchimp key": 7,
}
_OF_FORM = 9
"""A form that nothing else has."""
_BOUND = 6

_COMMENT = -3
_MADE_UP = -3
_PROSE = -3
_LOOSE = -1
_WORD = -2
_WORD_WITH_NUMBER = -1
_CHANCE = 3
_MIXED = 1
_VARIABLES = 1

_DOCUMENTED = (
    "EXAMPLE",
    "eyJzdWIiOiIxMjM0NTY3ODkw",  # the token on jwt.io
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq",  # of Azure's emulator, the same for everyone
    "C2y6yDjf5",  # of Cosmos DB's emulator
    "4eC39HqLyjWDarjtT1zdp7dc",  # in Stripe's documentation
    "BQokikJOvBiI2HlWgH4olfQ2",
    "AbCdEf",
    "abcdef",
    "ABCDEF",
    "123456789",
    "987654321",
)
"""What vendors show in their documentation, and what hands type that keep the place of something."""
_SAID = regex(
    r"(?i)(?:test|fake|dummy|mock|sample|example|foo|bar|baz|lorem|some|my|your|the|a|not|invalid|wrong|bad|expired|"
    r"valid|new|old|unit|local|dev|demo|super|top|secret|token|password|passwort|pass|key|api|access|value|string|id|"
    r"user|admin|root|change|me|db|temp|replaced?|it|this|here|only|for|in|production|x|client|auth|jwt|s)+[0-9]{0,3}"
)
"""Words that a made-up value is made of."""
_TYPED = regex(r"(.{1,4}?)\1{3,}")
_BETWEEN = regex(r"[-_.:/ ]+")
_CODE = regex(
    r"^[({\[<#.@/:+]|\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|\w\([\w'\"., ]*\)|\.\w+\(|\w\($|\\[dwsbDWSB.]|"
    r"\$\w|%[sdr(]|=>|::|\|\||&&|&[a-z]+;|^(?:https?|arn|s3|ssm|env|urn)\b|[?]$|^[<>=^~]=?[0-9]"
)
"""What a template's hole, a selector, a pattern or a path has, and hardly any secret."""
_VARIABLE = regex(r"\$(?:[A-Za-z_{(]|\Z)")
_CONSTANT = regex(r"[A-Z][A-Z0-9]{0,13}(?:_[A-Z0-9]{1,14})+")
_UUID = regex(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = regex(r"[A-Z]?[a-z]{3,}")
_QUERY = regex(r"&[\w.-]+=")
_OPEN = ("websocket", "xsrf", "csrf")
"""Keys and tokens that live as long as a page."""
_OF_REQUESTS = ("client", "request", "change", "idempot", "upload", "lifecycle", "postman")
"""What makes a token one that tells a request from others."""
_HASH = regex(r"(?i)hash|digest|checksum|(?<![a-z])(?:md5|sha)")
_DIGEST = regex(r"(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}")
"""What a hash leaves of a secret that was made by chance: it can't be used."""
_IDENTIFIER = regex(r"[A-Za-z_$][\w$]{0,63}(?:(?:\.|->|::)[A-Za-z_$][\w$]{0,63})+")


def of_format(kind: str, text: str) -> int:
    """What the form of a secret weighs; nothing where it is shown in documentation or typed by hand."""
    if kind == "private key":
        return _OF_KIND[kind] if _is_key(text) else 0
    if is_documented(text) or is_placeholder(text):
        return 0
    if kind == "password in a URL":
        return _OF_KIND[kind] + _shape(text) if len(text) > 3 and not _made_of_words(text) else 0
    if kind != "login of Basic" and _even(text):
        return 0
    return _OF_KIND.get(kind, _OF_FORM)


def of_binding(name: str, noun: Noun, text: str, *, quoted: bool, loose: bool, form: Form) -> int:
    """What it weighs that a text is bound to a name that speaks of a secret."""
    if is_documented(text) or _made_of_words(text) or _TYPED.search(text):
        return 0
    if form is not Form.VARIABLES and _CODE.search(text):
        return 0
    if _VARIABLE.match(text) or _CONSTANT.fullmatch(text):
        return 0
    if not quoted and (_IDENTIFIER.fullmatch(text) or "(" in text or _CODE.search(text)):
        return 0
    if any(word in name.lower() for word in _OPEN) or (noun is Noun.KEY and form is Form.PROSE):
        return 0  # what documentation shows of an answer has keys of many kinds
    if not quoted and _QUERY.search(text):
        return 0
    if _HASH.search(name) and _DIGEST.fullmatch(text):
        return 0
    if _UUID.fullmatch(text) and any(word in name.lower() for word in _OF_REQUESTS):
        return 0
    weight = _BOUND + _shape(text) + (_LOOSE if loose else 0)
    if form is Form.VARIABLES:
        weight += _VARIABLES
    return weight if noun is not Noun.KEY or is_random(text) else 0


def of_place(kind: Kind, *, comment: bool) -> int:
    """What the place takes away."""
    made_up = _MADE_UP if kind.made_up else 0
    return made_up + (_COMMENT if comment else 0) + (_PROSE if kind.form is Form.PROSE else 0)


def _shape(text: str) -> int:
    """What the shape adds: a word is less than chance."""
    if (text.isalpha() and not is_random(text)) or is_wordy(text) or _reads(text):
        return _WORD_WITH_NUMBER if any(map(str.isdigit, text)) else _WORD
    return _CHANCE if _is_chance(text) else _MIXED


def _is_chance(text: str) -> bool:
    return is_random(text) and not _UUID.fullmatch(text)


def _reads(text: str) -> bool:
    """Whether most of a longer text are words of three letters and more, as in a name of something."""
    return len(text) > 9 and sum(map(len, _WORDS.findall(text))) > 0.7 * len(text)


@cache
def is_documented(text: str) -> bool:
    """Whether a text is one that documentation shows, or a row of the alphabet or of digits."""
    return any(part in text for part in _DOCUMENTED)


def _made_of_words(text: str) -> bool:
    """Whether a text says itself that it is invented."""
    pieces = _BETWEEN.split(text.rstrip("!.?#$"))
    return all(_SAID.fullmatch(piece) or len(piece) < 2 or piece.isdigit() for piece in pieces)


def _even(text: str) -> bool:
    """Whether a text has less chance in it than a key has: a row of one character, or of a few."""
    body = text[-32:]
    return entropy(body) < 2.6 or bool(_TYPED.search(body))


_MARGINS = regex(r"-----[A-Z ]*-*|\\[nrt]|[\s\"'+,\\|>.]")
_HEADERS = regex(r"(?:Proc-Type|DEK-Info|Version|Comment): ?[^\n\\]{0,200}")


def _is_key(text: str) -> bool:
    """Whether there is a key behind the line that begins one."""
    body = _MARGINS.sub("", _HEADERS.sub("", text))
    return len(body) >= 40 and entropy(body[:400]) > 4 and not is_documented(body[:200])
