"""The ARN of a queue that a call names by its address.

Sources: Amazon SQS developer guide, "Queue and message identifiers" (``https://sqs.REGION.amazonaws.com/ACCOUNT/NAME``);
AWS General Reference, "Amazon SQS endpoints and quotas", with the legacy endpoints (2026-11).
"""

import re

from hauberk.iam.language.text import ANY, Glob, Hole, Part, glob

_START = re.compile(r"https?://")
_LEGACY = re.compile(r"(?:([a-z0-9-]+)\.)?queue\.amazonaws\.com(?:\.cn)?")
_ENDS = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws")
_ACCOUNT = re.compile(r"\d{12}")


def queue_at(address: Glob) -> Glob | None:
    """The ARN of the queue at an address of Amazon SQS, in the account and region that it says; what it leaves to the
    deployment is its own. ``None`` for any other address."""
    first = address.parts[0] if address.parts else ""
    start = _START.match(first) if isinstance(first, str) else None
    if start is None:
        return None
    pieces = _pieces((str(first)[start.end() :], *address.parts[1:]))
    if len(pieces) != 3:
        return None
    host, account, name = pieces
    region = _region(host)
    if region is None or not name:
        return None
    return glob("arn:", Hole("AWS::Partition"), ":sqs:", *region, ":", *_account(account), ":", *name)


def _pieces(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """The parts of a text between its slashes."""
    found: list[list[Part]] = [[]]
    for part in parts:
        texts = part.split("/") if isinstance(part, str) else [part]
        for number, text in enumerate(texts):
            if number:
                found.append([])
            if text != "":
                found[-1].append(text)
    return [tuple(piece) for piece in found]


def _region(host: tuple[Part, ...]) -> tuple[Part, ...] | None:
    """The region of a host of Amazon SQS."""
    text = host[0] if len(host) == 1 else None
    legacy = _LEGACY.fullmatch(text) if isinstance(text, str) else None
    if legacy is not None:
        return (legacy[1] or "us-east-1",)
    first, last = (host[0], host[-1]) if host else ("", "")
    if not isinstance(first, str) or not isinstance(last, str):
        return None
    start = next((one for one in ("sqs.", "sqs-fips.") if first.startswith(one)), None)
    end = next((one for one in _ENDS if last.endswith(one)), None)
    if start is None or end is None:
        return None
    if len(host) == 1:
        return (first[len(start) : -len(end)],)
    inner = tuple(part for part in (first[len(start) :], *host[1:-1], last[: -len(end)]) if part != "")
    return inner if ANY not in inner else (Hole("AWS::Region"),)


def _account(piece: tuple[Part, ...]) -> tuple[Part, ...]:
    """The account that an address says, or that of the deployment where only a run tells."""
    text = piece[0] if len(piece) == 1 else None
    if isinstance(text, Hole) or (isinstance(text, str) and _ACCOUNT.fullmatch(text)):
        return piece
    return (Hole("AWS::AccountId"),)
