"""What a review decides about: one matter for each thing that nobody uses, that lets someone in, or that says what
somebody may do."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hauberk.model.values import Reason

ACCESS = "external-access"
POLICY = "policy"
KINDS = ("unused-user", "unused-password", "unused-key", "unused-role", "unused-permission", ACCESS, POLICY)
"""In the order in which a reviewer meets them: what can go first, then what stays to be read."""

MOST_LINES = 40
LONGEST_LINE = 300
"""Of what is told of a matter. What is longer is cut where it is shown; the fingerprint is of all of it."""


class Matter(NamedTuple):
    """``subject`` names it among those of its kind: an ARN, or who gets in. ``told`` is what there is to read, and
    ``seen`` a fingerprint of what was reviewed: another one means that it has changed."""

    kind: str
    subject: str
    told: tuple[str, ...]
    seen: str

    @property
    def name(self) -> str:
        """Kind and subject, as files and patterns name it."""
        return f"{self.kind} {self.subject}"


class Matters(NamedTuple):
    """All matters of an account, in order; and the kinds of which some may be missing, with the reasons."""

    found: tuple[Matter, ...]
    unread: Mapping[str, Reason] = {}


def matter(kind: str, subject: str, told: Iterable[str], seen: Iterable[str]) -> Matter:
    """A matter with the fingerprint of what was seen of it."""
    lines = [line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…" for line in told]
    more = [f"… and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return Matter(kind, subject, (*lines[:MOST_LINES], *more), fingerprint(seen))


def fingerprint(texts: Iterable[str]) -> str:
    """Twenty hexadecimal digits that tell texts from others."""
    told = hashlib.sha256()
    for text in texts:
        told.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return told.hexdigest()[:20]


def ordered(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """Matters by kind and subject, each once: what is global may stand in several regions."""
    found = {(KINDS.index(one.kind), one.subject): one for one in matters}
    return tuple(found[key] for key in sorted(found))
