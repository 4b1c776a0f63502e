"""What questions are answered with, whoever tells it: plain data of the engine, without the files it came from."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hauberk.model.ledger import Location
from hauberk.model.span import Span

if TYPE_CHECKING:  # each question loads its own part of the engine
    from hauberk.iam.difference import Added
    from hauberk.iam.escalation.results import Path, Undecided
    from hauberk.iam.language.policy import Policy, Statement
    from hauberk.iam.minimise import Minimised
    from hauberk.iam.public import Reachable
    from hauberk.iam.request import Answer, Request
    from hauberk.iam.validation.holders import Holder
    from hauberk.iam.validation.problem import Problem

Locate: TypeAlias = Callable[[Span | None, str, str], Location | None]
"""Where a span is, with what is to be said of it and its role (``primary`` or ``related``)."""


class Asked(NamedTuple):
    """A request, and what becomes of it."""

    request: "Request"
    answer: "Answer"
    notes: tuple[str, ...] = ()
    """What a reader should know besides: what was taken for granted, what looks mistyped."""


class Unasked(NamedTuple):
    """A request of many that can't be asked, and why."""

    error: str


class Change(NamedTuple):
    """Access that one side gives and the other doesn't, by the statement that makes the difference."""

    of: str
    """Whose policies it is about: a file's, or a template's resource."""
    added: "Added"
    condition: str = ""
    """Under which parameters of a template it is so, where it isn't under all."""


class Difference(NamedTuple):
    """What one side adds to another and what it takes away."""

    added: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    undecided: tuple[str, ...] = ()
    """What couldn't be decided, and why: there may be more."""


class Grants(NamedTuple):
    """What of some access one thing grants."""

    name: str
    granted: tuple[Change, ...] = ()
    undecided: tuple[str, ...] = ()
    """Why it isn't known whether it grants more."""
    missing: tuple[str, ...] = ()
    """Whose policies have to allow it too and aren't given, in words."""


class Smaller(NamedTuple):
    """A policy, what became of it, and the limits of what it may be written on."""

    policy: "Policy"
    result: "Minimised"
    limits: "tuple[Holder, ...]"
    spelt: Mapping[str, str] = {}
    """Texts of the file as they are written, by themselves in lower case."""


class Wrong(NamedTuple):
    """Something wrong with a policy."""

    policy: str
    problem: "Problem"
    condition: str = ""
    """Under which parameters of a template it is so, where it isn't under all."""


class Gained(NamedTuple):
    """A way in which a principal gains more than it has."""

    path: "Path"
    by: "tuple[tuple[str, Statement], ...]"
    """The statements by which its first step is allowed, each with the name of its policy."""
    condition: str = ""
    """Under which parameters of a template it is so, where it isn't under all."""


class Escalations(NamedTuple):
    """Who can gain what in an account."""

    principals: int
    ways: tuple[Gained, ...]
    undecided: "tuple[Undecided, ...]"
    unread: tuple[str, ...] = ()
    """What of the account couldn't be read."""


class Way(NamedTuple):
    """A way in for somebody outside: whom a statement lets in, for what, with a request by which it is tried."""

    reachable: "Reachable"
    policy: str
    statement: "Statement"
    actions: tuple[str, ...]
    request: "Request"


class Exposure(NamedTuple):
    """Who outside may use one thing."""

    name: str
    ways: tuple[Way, ...] = ()
    undecided: str = ""
    """Why it isn't known whether there are others."""
    condition: str = ""
    """Under which parameters it is so, where others differ."""

    @property
    def public(self) -> bool | None:
        """Whether anyone outside may; ``None`` if that isn't known."""
        return True if self.ways else None if self.undecided else False
