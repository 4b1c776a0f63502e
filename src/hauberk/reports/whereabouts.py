"""Where in AWS a subject of a live account is."""

from typing import NamedTuple

from hauberk.model.ledger import Entry, Location
from hauberk.model.regex import regex

_APPLICATION = regex(r"(\d{12})/([a-z]{2}(?:-[a-z]+)+-\d)")
"""How the applications of an account are called: by account and region."""


class Whereabouts(NamedTuple):
    """``arn`` is the resource's, as far as AWS gives it one: what stands behind a ``#`` is Hauberk's, for a part."""

    arn: str
    partition: str
    account: str
    region: str


def whereabouts(application: str, subject: str) -> Whereabouts | None:
    """Where a subject is; nothing for one of a template. What is global is in the region that it was asked about in."""
    found = _APPLICATION.fullmatch(application)
    if found is None:
        return None
    account, region = found.groups()
    parts = subject.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":
        return Whereabouts("", partition_of(region), account, region)
    arn = subject.partition("#")[0]
    return Whereabouts(arn, parts[1], parts[4] if parts[4].isdigit() else account, parts[3] or region)


def of_entry(entry: Entry) -> Whereabouts | None:
    """Where the subject of an entry is."""
    return whereabouts(entry.application, entry.subject)


def is_deployed(path: str) -> bool:
    """Whether a path is the name of a resource of a live account. What is shown of it is no file, so that a line's
    number would lead nowhere."""
    return path.startswith("arn:") and path.count(":") >= _COLONS


def where(place: Location, *, column: bool = False) -> str:
    """A place in a word: a file with its line, and its column if that is wished; a resource by its ARN."""
    if is_deployed(place.path):
        return place.path
    return f"{place.path}:{place.line}:{place.column}" if column else f"{place.path}:{place.line}"


_COLONS = 5
"""In an ARN, at least (AWS General Reference, "Amazon Resource Names (ARNs)", 2026-11)."""


def partition_of(region: str) -> str:
    """The partition of a region (AWS General Reference, "AWS service endpoints", 2026-11)."""
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"
