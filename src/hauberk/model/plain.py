"""Values that a snapshot keeps as they are: they are of a closed vocabulary, or name a thing of AWS by its ARN.

What switches something on or off, how much is logged, where and in which stage something runs: controls ask for these
words themselves, and nobody learns a secret from them. Under the name of a secret nothing is plain, since people take
such words for passwords too.
"""

from hauberk.model.regex import regex
from hauberk.model.secret_words import Noun, noun_of
from hauberk.model.secrets import by_format, found_in

_SWITCHES = "true false yes no on off enabled disabled enable disable y n t f null none undefined nil *"
_LEVELS = "trace debug verbose info information notice warn warning error critical fatal silent all json text"
_STAGES = (
    "dev develop development test tests testing qa uat int integration sandbox stage staging beta preprod pre-prod "
    "prod production live local main master default $default demo preview"
)
_OPTIONS = "--inspect --inspect-brk --enable-source-maps utc utf-8 utf8"
WORDS = frozenset(f"{_SWITCHES} {_LEVELS} {_STAGES} {_OPTIONS}".split())
"""Kept in capitals and in small letters."""

_NUMBER = regex(r"-?[0-9]{1,5}(?:\.[0-9]{1,3})?")
"""Seconds, sizes, ports: too few for a secret but a PIN, and that has a secret's name."""
_REGION = regex(
    r"(?:af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us|us-gov|us-iso[a-z]?)"
    r"-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-[1-9][a-f]?"
)
"""The form of all regions and their zones (AWS, "Regions and Availability Zones", 2026-11)."""
_ARN = regex(
    r"arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:(?:[a-z]{2,4}(?:-[a-z]{2,10}){1,2}-[1-9])?:(?:[0-9]{12}|aws)?:[\w+=,.@:/*$-]{1,1024}"
)
"""An ARN names a thing and opens nothing (IAM user guide, "IAM identifiers", 2026-11)."""


def is_plain(name: str, text: str) -> bool:
    """Whether a value is kept as it is under a name."""
    if not text:
        return True
    if _ARN.fullmatch(text):
        return not found_in(text) and not any(by_format(text))
    if noun_of(name) is not Noun.NOTHING:
        return False
    return text.lower() in WORDS or bool(_NUMBER.fullmatch(text) or _REGION.fullmatch(text))
