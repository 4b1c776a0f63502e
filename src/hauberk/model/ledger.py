"""The ledger: one entry for each control and subject, in plain data that any process or report can carry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.practice import EDUCATION, PRACTICES
from hauberk.model.values import Reason
from hauberk.model.verdict import Severity, State

if TYPE_CHECKING:
    from hauberk.model.foreign import Foreign


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1, columns in characters, the end is exclusive.

    ``text`` are the lines' contents, as they stand, for an excerpt. ``role`` is ``primary`` or ``related``.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    role: str
    says: str
    text: str = ""


class Suppression(NamedTuple):
    """Who switched a finding off: ``how`` (``comment``, ``metadata``, ``configuration``, ``baseline``), and why."""

    how: str
    reason: str
    until: str = ""
    place: str = ""


class Identity:
    """Control, file and subject as they are written, which may hold secrets: what comes out is a hash of them.

    The file is named from a place that stays where it is, and the subject without places in lists; see
    :mod:`hauberk.scan.identity`.
    """

    __slots__ = ("_parts",)

    def __init__(self, control: str, file: str, subject: str) -> None:
        self._parts = (control, file, subject)

    @property
    def file(self) -> str:
        """The application's main file."""
        return self._parts[1]

    @property
    def fingerprint(self) -> str:
        """The first 20 hexadecimal digits of SHA-256."""
        import hashlib

        return hashlib.sha256("\0".join(self._parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)


class Entry(NamedTuple):
    """What one control says about one subject.

    ``kind`` and ``subject`` name the subject (a resource type, or a word such as ``statement``; an id that is unique in
    the application); ``name`` is what to call it. ``functions`` are the functions it belongs to, ``labels`` what to
    call them (the CDK's construct paths where there are some). ``condition`` says under which parameters the verdict
    holds and is empty where it always does. ``flow`` are the steps from an event to what it does, in their order.
    ``weight`` orders entries of one severity, the greatest first. ``identity`` tells the entry from all others.
    """

    control: str
    practice: int
    severity: Severity
    state: State
    application: str
    kind: str
    subject: str
    name: str
    message: str
    identity: Identity
    functions: tuple[str, ...] = ()
    reason: Reason | None = None
    condition: str = ""
    locations: tuple[Location, ...] = ()
    flow: tuple[Location, ...] = ()
    help: str = ""
    suppressed: Suppression | None = None
    labels: tuple[str, ...] = ()
    weight: int = 0

    @property
    def counts(self) -> bool:
        """Whether the entry is a finding that nobody switched off."""
        return self.state is State.VIOLATED and self.suppressed is None

    @property
    def fingerprint(self) -> str:
        """20 hexadecimal digits that stay the same as long as control, file and subject do, whatever moves around
        them. Where nothing is violated or unknown, an element of a list is known by its place."""
        return self.identity.fingerprint


class Gap(NamedTuple):
    """Something found and not read, with the place if there is one."""

    path: str
    code: str
    text: str
    line: int = 0
    column: int = 0


class Node(NamedTuple):
    """A box of an application's map.

    ``kind`` is ``function``, ``trigger``, ``store``, ``internet`` (anyone), ``account`` (what a policy opens beyond the
    application) or ``unknown`` (what a function can reach isn't known).
    """

    id: str
    kind: str
    label: str
    detail: str = ""


class Edge(NamedTuple):
    """An arrow of an application's map.

    ``kind`` is ``open`` where anyone gets in, ``perhaps`` where that isn't known, ``wide`` where a policy opens all of
    a service, else empty. ``because`` is the fingerprint of the entry that says so, where one does.
    """

    source: str
    target: str
    says: str = ""
    kind: str = ""
    because: str = ""


class Seen(NamedTuple):
    """One application as it was read. ``handlers`` counts, where no template tells of its functions, by what they were
    found: frameworks, or their ``shape``. ``taken`` is when an account was read, in ISO 8601."""

    path: str
    format: str
    functions: int
    resources: int
    parameters: int
    files: tuple[str, ...]
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    handlers: Mapping[str, int] = {}
    taken: str = ""


class Fact(NamedTuple):
    """A set of facts that comes with Hauberk, and its date."""

    name: str
    date: str


class Ledger(NamedTuple):
    """The result of a check.

    ``asked`` are the practices of which a control was asked. ``foreign`` are the findings of AWS's own services in a
    live account. ``switched_off`` counts by means what was silenced:
    findings, ``controls`` that the target's own configuration leaves out, ``files`` that weren't looked at.
    ``requests`` counts those that were made to AWS, by API (``lambda:GetPolicy``), for what was read of an account;
    ``endpoint`` is what answered them in the place of AWS, if so.
    """

    applications: tuple[Seen, ...] = ()
    entries: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    files: int = 0
    switched_off: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()
    data: tuple[Fact, ...] = ()
    asked: frozenset[int] = frozenset(PRACTICES) - {EDUCATION}
    foreign: "tuple[Foreign, ...]" = ()
    requests: Mapping[str, int] = {}
    endpoint: str = ""

    def findings(self) -> list[Entry]:
        """What is violated and not switched off."""
        return [entry for entry in self.entries if entry.counts]

    def total(self, state: State) -> int:
        """How many entries have a verdict, switched-off ones left out."""
        return sum(1 for entry in self.entries if entry.state is state and entry.suppressed is None)
