"""The ledger: one entry for each control and subject, in plain data that any process or report can carry."""

from dataclasses import dataclass, field
from typing import NamedTuple

from hauberk.model.practice import EDUCATION, PRACTICES
from hauberk.model.values import Reason
from hauberk.model.verdict import Severity, State


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


@dataclass(frozen=True, slots=True)
class Entry:
    """What one control says about one subject.

    ``kind`` and ``subject`` name the subject (a resource type, or a word such as ``statement``; an id that is unique in
    the application); ``name`` is what to call it. ``functions`` are the functions it belongs to. ``condition`` says
    under which parameters the verdict holds and is empty where it always does. ``fingerprint`` is the same as long as
    control, file and subject are, whatever lines move.
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
    fingerprint: str
    functions: tuple[str, ...] = ()
    reason: Reason | None = None
    condition: str = ""
    locations: tuple[Location, ...] = ()
    flow: tuple[Location, ...] = ()
    help: str = ""
    suppressed: Suppression | None = None

    @property
    def counts(self) -> bool:
        """Whether the entry is a finding that nobody switched off."""
        return self.state is State.VIOLATED and self.suppressed is None


class Gap(NamedTuple):
    """Something found and not read, with the place if there is one."""

    path: str
    code: str
    text: str
    line: int = 0
    column: int = 0


class Node(NamedTuple):
    """A box of an application's map. ``kind`` is ``function``, ``trigger``, ``store`` or ``internet``."""

    id: str
    kind: str
    label: str
    detail: str = ""


class Edge(NamedTuple):
    """An arrow of an application's map."""

    source: str
    target: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One application as it was read."""

    path: str
    format: str
    functions: int
    resources: int
    parameters: int
    files: tuple[str, ...]
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


class Fact(NamedTuple):
    """A set of facts that comes with Hauberk, and its date."""

    name: str
    date: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The result of a check.

    ``asked`` are the practices of which a control was asked. ``switched_off`` counts by means what was silenced:
    findings, ``controls`` that the target's own configuration leaves out, ``files`` that weren't looked at.
    """

    applications: tuple[Seen, ...] = ()
    entries: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    files: int = 0
    switched_off: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    data: tuple[Fact, ...] = ()
    asked: frozenset[int] = frozenset(PRACTICES) - {EDUCATION}

    def findings(self) -> list[Entry]:
        """What is violated and not switched off."""
        return [entry for entry in self.entries if entry.counts]

    def count(self, state: State) -> int:
        """How many entries have a verdict, switched-off ones left out."""
        return sum(1 for entry in self.entries if entry.state is state and entry.suppressed is None)
