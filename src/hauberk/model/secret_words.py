"""Whether a name speaks of a secret, by its words, and whether a text has the shape of one.

A name is judged by what it is the name of: its last noun. ``DB_PASSWORD`` is a password; ``PASSWORD_LENGTH`` is a
length, ``SecretArn`` an ARN, ``TokensPerBucket`` a number. A text is judged by what makes such things: people make up
passwords, machines make tokens, and a key that isn't said to be secret is one if it looks like chance.
"""

import re
from collections import Counter
from enum import Enum
from functools import cache, lru_cache
from math import log2

from hauberk.model.tokens import token_of

MARKS = ("pass", "pwd", "pw", "secret", "token", "key", "cred", "auth", "salt", "pepper", "_sk")
"""One of these, in lower case, is in each name of a secret: looking for them first is much cheaper than words."""


class Noun(Enum):
    """What a name says that it is the name of."""

    NOTHING = "nothing that is secret"
    PASSWORD = "made up by a person"  # noqa: S105 - what it says of a name
    SHARED = "made by a machine, or made up by a person"
    TOKEN = "made by a machine"  # noqa: S105
    KEY = "a key of some kind: secret if it was made by chance"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PASSWORDS = _words("pass passcode passcodes passphrase passphrases passwd password passwords passwort pswd pw pwd")
_TOKENS = _words("apikey apikeys cred credential credentials creds token tokens")
_KEYS = _words("auth authorization key keys pepper salt sk")
_OF_TOKENS = _words("access account api private secret subscription")
"""What before "key" makes it a token."""
_OF_PEOPLE = _words(
    "api app application auth client consumer cookie django flask hash hmac jwt master nextauth oauth session shared "
    "signing token user webhook"
)
"""What before "secret" makes it one that people make up."""
_OPEN_KEYS = _words(
    "archive artifact artifacts asset attribute bucket cache cmk code composite data dedup deduplication distribution "
    "event field file foreign group hash header idempotency index input item jar json kms log lookup map message "
    "metric object output package partition path primary public query range reference region registry resource "
    "routing row s schema sort source tag template translation unique zip"
)
"""What before "key" makes it no secret; digits aren't in words, so "s" is S3."""
_SWITCHES = _words(
    "allow allowed disable disabled enable enabled generate has ignore is max maximum min minimum num number public "
    "require required requires skip total use uses with without"
)
"""What before a secret makes the name that of a switch or a number."""
_OF_PAGES = _words("continuation next page pagination paging starting")
"""What before "token" makes it a place in a list."""
_OF_REPEATS = _words("idempotence idempotency idempotent")
"""What before "token" makes it a mark by which a repeated request is known (AWS's ``ClientRequestToken``)."""
_COUNTED = _words(
    "available bucket cached completion consumed count generated input llm new output prompt reasoning remaining "
    "thinking used"
)
"""What before "tokens" makes them words of a model, or places in a bucket, that are counted."""
_OTHERS = _words(
    "account age alarm alg algo algorithm alias amount api arn arns attempt attempts attribute audience backend based "
    "branch bucket budget cache case cert certificate changed char characters chars check class cmk column complexity "
    "cost count created customer date day days description dir directory domain duration email enabled endpoint error "
    "event events exclude exists expiration expires expiry extension fail fallback field file filename folder form "
    "format function generator group handler header hint history host hostname hour hours id identifier ids index "
    "info input interval issuer kind kms label lambda last layer length lifetime limit list location login lookup "
    "manager message method minutes mode ms name names number numbers origin owner page parameter parameters param "
    "params path paths pattern per period permission permissions policy port prefix prompt property protection "
    "provider query queue quota rate recovery ref reference regex region repository required requirement "
    "requirements reset resource response retries reuse role rotation rule schedule schema scheme scope scopes "
    "seconds section selector service size source ssm stack stage state status store strategy strength suffix symbols "
    "table tag template text through time timeout timestamp title topic ttl type types unit updated uri url usage use "
    "used user username validation validator validity var variable verifier version window"
)
"""What behind a secret is the thing itself: a secret's name, a token's lifetime."""

_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+"
_GLUED = (
    *("password", "passwd", "passphrase", "passcode", "pwd", "credential", "apikey", "accesskey", "accountkey"),
    *(
        "privatekey",
        "secretkey",
        "signingkey",
        "encryptionkey",
        "hmackey",
        "masterkey",
        "sessionkey",
        "secret",
        "token",
    ),
)
"""What stands in words that nothing parts: ``dbpassword``, ``tokenurl``."""
_BEFORE_PASS = _words("admin app db ftp ldap mail my mysql pg redis root smtp sql user")
_NOT_GLUED = ("ari", "ary", "e", "i", "less", "ion")
"""How words go on that only begin like one for a secret: tokenizer, secretary."""


@cache
def _made(pattern: str) -> re.Pattern[str]:
    """A pattern, when it is first needed."""
    return re.compile(pattern)


@lru_cache(maxsize=8192)  # the same names come again and again
def noun_of(name: str) -> Noun:
    """What a name says of secrets."""
    lower = name.lower()
    if not [mark for mark in MARKS if mark in lower]:
        return Noun.NOTHING
    words = [part for word in _made(_WORD).findall(name) for part in _parted(word.lower())]
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in _OTHERS:
            return Noun.NOTHING
        if word in _PASSWORDS or word in _TOKENS or word in _KEYS or word in ("secret", "secrets"):
            return Noun.NOTHING if _SWITCHES.intersection(words[:at]) else _noun(words, at)
    return Noun.NOTHING


def _noun(words: list[str], at: int) -> Noun:
    word, before = words[at], words[at - 1] if at else ""
    if word in _PASSWORDS:
        return Noun.PASSWORD
    if word in _TOKENS:
        if before in _OF_REPEATS or words[:at] == ["client", "request"]:
            return Noun.NOTHING
        return Noun.NOTHING if before in _OF_PAGES or (word == "tokens" and before in _COUNTED) else Noun.TOKEN
    if word in ("secret", "secrets"):
        return Noun.SHARED if before in _OF_PEOPLE else Noun.TOKEN
    if word in ("key", "keys"):
        if not before or before in _OPEN_KEYS:
            return Noun.NOTHING
        return Noun.SHARED if before == "secret" else Noun.TOKEN if before in _OF_TOKENS else Noun.KEY
    return Noun.KEY


def _parted(word: str) -> list[str]:
    """A word, or those that it is glued from."""
    if len(word) < 4 or word in _TOKENS or word in _PASSWORDS or word in _OTHERS:
        return [word]
    for noun in _GLUED:
        before, found, after = word.partition(noun)
        if found and not after.startswith(_NOT_GLUED):
            nouns = [noun[:-3], "key"] if noun.endswith("key") else [noun]
            return [part for part in (before, *nouns, after.removeprefix("s")) if part]
    for short in ("pass", "pw"):
        if word.endswith(short) and word.removesuffix(short) in _BEFORE_PASS:
            return [short]
    key = word.removesuffix("s").removesuffix("key")
    return [key, "key"] if key in _OPEN_KEYS and "key" in word else [word]


def names_secret(name: str) -> bool:
    """Whether a name says that what it holds is a secret, and not, say, a secret's name or a token's lifetime."""
    return noun_of(name) in (Noun.PASSWORD, Noun.SHARED, Noun.TOKEN)


def names_no_secret(name: str) -> bool:
    """Whether a name says that what it holds isn't secret itself: a secret's ARN, a token's lifetime."""
    words = _made(_WORD).findall(name)
    return bool(words) and words[-1].lower() in _OTHERS


SHORTEST = 6
_LONG = 16
_PLACEHOLDER = (
    r"(?i)<[^>]*>|\$\{|\b(?:enter|insert|paste|your)[ _-]|(?:change|replace|update|fill)[ _-]?(?:me|this|in|with)\b"
    r"|[ _-]here\b|dummy|placeholder|example|redacted|todo|fixme|to[ _-]be[ _-]|x{5,}|^x{3,}$|\*{3,}|\.{3}"
    r"|\b(?:not|un)[ _-]?(?:set|used|needed)\b|^(?:default|null|none|true|false|undefined|empty)$"
)
_NAME_OF_SOMETHING = r"[A-Z]+(?:_[A-Z]+)+"
_SAID_OF = _words("key secret string text token value")
"""Words that stand for a value in a description of it."""
_LEADING = (
    *("arn:", "/", "http://", "https://", "{{", "${", "$.", "$(", "^", "[", "s3://", "alias/", "sqs:", "AWS::"),
    *("./", "../", "file:", "ssm:", "env:", "projects/", "!"),
)
"""How a text begins that leads to something or describes it."""
_WORDY = r"[A-Z]{0,8}[a-z]*(?:[A-Z][a-z]+)*[0-9]{0,3}|[0-9]{1,3}"
_BETWEEN = r"[-_./: ]"
_FILES = tuple(
    f".{kind}"
    for kind in _words("cer crt csv env htm html jar jks js json key mjs p12 pem py toml ts txt yaml yml zip")
)
_UUID = r"(?i)(?:mrk-)?[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_HEX = r"(?:[0-9a-f]+|[0-9A-F]+)"
_CHANCE = r"[A-Za-z0-9+/_=~!@#%^&*.-]+"
_RUNS = r"[A-Z]+|[a-z]+|[0-9]+|[^A-Za-z0-9]+"
_FORTY = r"[A-Za-z0-9+/]{40}"


def is_placeholder(text: str) -> bool:
    """Whether a text only keeps a secret's place: ``<password>``, ``Enter your token here``, ``API_KEY``."""
    if token := token_of(text):
        return token.is_placeholder
    short = text.strip()
    if _made(_NAME_OF_SOMETHING).fullmatch(short) or short.lower() in _SAID_OF or _made(_PLACEHOLDER).search(short):
        return True
    return len(set(short)) < 3


def _keeps_place(text: str, noun: Noun) -> bool:
    """Whether what a name is given is a placeholder: "secret" describes a token, and is a password that people take."""
    return is_placeholder(text) and not (noun is Noun.PASSWORD and text.lower() == "secret")


def is_wordy(text: str) -> bool:
    """Whether a text is made of words and small numbers, as the names of things are: ``tokens-table``, ``RS256``."""
    pieces = _made(_BETWEEN).split(text)
    many = len(pieces) > 2 and _reads(text)  # among words one may be a letter with a number: of a form, of a version
    return all(
        _made(_WORDY).fullmatch(piece) and (_reads(piece) or (many and piece[0].isalpha() and piece[1:].isdigit()))
        for piece in pieces
    )


def _reads(piece: str) -> bool:
    """Whether capitals in a word begin words."""
    runs = _made(_WORD).findall(piece)
    return not runs or sum(map(len, runs)) >= 2 * len(runs)


def is_random(text: str) -> bool:
    """Whether a text looks as if it were made by chance: long, and of letters and digits in no order."""
    if len(text) < _LONG or not _made(_CHANCE).fullmatch(text) or is_wordy(text) or text.lower().endswith(_FILES):
        return False
    if not any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
        return False
    if _made(_HEX).fullmatch(text):
        return len(text) >= 2 * _LONG and entropy(text) > 3
    return entropy(text) > 3 and len(_made(_RUNS).findall(text)) >= len(text) / 4


def entropy(text: str) -> float:
    """Bits for each character, by how often each stands in the text (Shannon)."""
    return -sum(n / len(text) * log2(n / len(text)) for n in Counter(text).values())


def is_aws_secret(text: str) -> bool:
    """Whether a text can hardly be anything but a secret access key: 40 characters of base64 (IAM user guide, "Manage
    access keys for IAM users", 2026-11), in which letters, capitals and digits change as chance has it."""
    return (
        bool(_made(_FORTY).fullmatch(text))
        and not _made(_HEX).fullmatch(text)
        and any(map(str.isdigit, text))
        and entropy(text) > 4.2
        and len(_made(_RUNS).findall(text)) >= _LONG
        and not is_placeholder(text)
    )


def holds_secret(name: str, text: str) -> bool:
    """Whether what a name is given is a secret, by the name and by its shape. Both have to say so."""
    noun = noun_of(name)
    if noun is Noun.NOTHING:
        return False
    if token := token_of(text):
        return token.is_secret
    short = text.strip()
    if noun is Noun.KEY:
        return is_random(short) and not (_made(_UUID).fullmatch(short) and "-" in short) and not _leads(short)
    return looks_secret(short, noun)


def may_hold_secret(name: str, text: str) -> bool:
    """Whether what a name is given had better not be shown: much more than is held for a secret."""
    noun = noun_of(name)
    if token_of(text):
        return False
    if noun is Noun.KEY:
        short = text.strip()
        return len(short) >= 8 and not is_wordy(short) and not short.startswith(("arn:", "http://", "https://"))
    return noun is not Noun.NOTHING


def looks_secret(text: str, noun: Noun = Noun.PASSWORD) -> bool:
    """Whether a text has the shape of a secret of a kind: no word of a kind, no path, ARN, address or name."""
    if token := token_of(text):
        return token.is_secret
    short = text.strip()
    if len(short) < SHORTEST or any(map(str.isspace, short)) or _leads(short) or _keeps_place(short, noun):
        return False
    if noun is Noun.TOKEN:
        return not is_wordy(short) and not short.isdigit()
    if "/" in short and is_wordy(short):
        return False
    last = _made(_WORD).findall(short)
    return noun is Noun.PASSWORD or not last or last[-1].lower() not in _OTHERS


def _leads(text: str) -> bool:
    return text.startswith(_LEADING) or text.lower().endswith(_FILES)
