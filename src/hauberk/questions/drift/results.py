"""What two sides of a comparison differ in, in plain data."""

from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.ledger import Location
from hauberk.model.verdict import Severity

if TYPE_CHECKING:
    from hauberk.iam.request import Request


class Difference(NamedTuple):
    """One difference that matters, told in a sentence.

    ``kind`` is ``changed``, ``appeared``, ``gone``, ``access-added`` or ``access-removed``; ``subject`` is the
    resource's id on the side that has it, the later one first, and ``name`` what to call it. ``property`` is the way to
    what differs, if it is one. ``before`` and ``after`` are its places on the two sides, and ``witness`` is a request
    that tells them apart.
    """

    severity: Severity
    kind: str
    type: str
    subject: str
    name: str
    property: str
    says: str
    before: Location | None = None
    after: Location | None = None
    witness: "Request | None" = None


class Doubt(NamedTuple):
    """Something that can't be compared. ``unread`` says that a side wasn't read, rather than that nobody can tell."""

    name: str
    property: str
    text: str
    unread: bool = False


class Other(NamedTuple):
    """A difference that doesn't matter to security."""

    name: str
    property: str


class Drift(NamedTuple):
    """The whole comparison. ``compared`` counts the resources that both sides have."""

    before: str
    after: str
    compared: int
    differences: tuple[Difference, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether both sides were read as far as the comparison looks."""
        return not any(doubt.unread for doubt in self.doubts)
