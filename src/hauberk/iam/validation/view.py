"""A policy as the checks look at it: with what the catalogue knows of its actions, worked out once."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget
from hauberk.iam.catalogue import Action, action, actions, facts, prefixes
from hauberk.iam.language.policy import Effect, Kind, Policy, Principal, Statement
from hauberk.iam.language.text import Glob
from hauberk.iam.validation.holders import Holder
from hauberk.iam.validation.written import Written
from hauberk.model.span import Span

PAIRWISE = 1_000
"""Statements past which they aren't held against each other."""


class Entry(NamedTuple):
    """One entry of a statement's actions, and the actions of the catalogue that it means."""

    glob: Glob
    at: int
    names: tuple[str, ...]
    """Their full names; empty for one that the catalogue lacks, and for one with holes."""

    @property
    def service(self) -> str:
        """The service that it names, in lower case, maybe with wildcards or holes; empty without a colon."""
        service, colon, _ = str(self.glob).partition(":")
        return service if colon else ""

    @property
    def whole(self) -> bool:
        """Whether it may be of any service: then what its actions have in common says little."""
        service = self.service
        return self.glob.everything or "*" in service or "?" in service or bool(self.glob.holes)

    def facts(self) -> Iterator[Action]:
        """What is known of the actions."""
        for name in self.names:
            found = action(name)
            if found is not None:
                yield found


class View:
    """A policy with its kind, what holds it if that is known, and the document that it was read from if there is one.

    Checks go through all statements, those with unknown parts too. What can't be read silences what depends on it:
    :meth:`whole` tells where a list may hold more than is seen.
    """

    def __init__(
        self, policy: Policy, kind: Kind, holder: Holder | None = None, written: Written | None = None
    ) -> None:
        self.policy = policy
        self.kind = kind
        self.holder = holder
        self.written = written or Written()
        self.budget = Budget()
        """For the check that is asked: each has its own."""
        self._entries: dict[int, tuple[Entry, ...]] = {}

    @property
    def trust(self) -> bool:
        """Whether it says who may assume a role."""
        return self.holder is not None and self.holder.trust

    @cached_property
    def with_principals(self) -> bool:
        """Whether its statements name principals."""
        return self.kind in (Kind.RESOURCE, Kind.RCP)

    def statements(self, effect: Effect | None = None) -> Iterator[Statement]:
        """Its statements, of one effect if asked."""
        return (one for one in self.policy.statements if effect is None or one.effect is effect)

    @staticmethod
    def whole(statement: Statement) -> bool:
        """Whether all of a statement was read. Holes inside its texts are another matter."""
        return not statement.unread

    def entries(self, statement: Statement) -> tuple[Entry, ...]:
        """The entries of its actions."""
        key = id(statement)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = tuple(
                Entry(glob, index, _names(glob)) for index, glob in enumerate(statement.actions)
            )
        return found

    def acts(self, statement: Statement) -> tuple[Action, ...] | None:
        """The actions of a statement, each once; ``None`` where it may be about others than those that are seen, or
        about actions that the catalogue lacks."""
        if statement.except_actions or not self.whole(statement):
            return None
        entries = self.entries(statement)
        if not entries or any(entry.whole or not entry.names for entry in entries):
            return None
        found = {one.name: one for entry in entries for one in entry.facts()}
        return tuple(found.values())

    def services(self, statement: Statement) -> tuple[str, ...] | None:
        """The services of a statement's actions; ``None`` if they may be of any."""
        if statement.except_actions or not self.whole(statement):
            return None
        entries = self.entries(statement)
        if any(entry.whole for entry in entries):
            return None
        return tuple(dict.fromkeys(entry.service for entry in entries if entry.service in prefixes()))

    # -- places

    def action_place(self, statement: Statement, index: int) -> Span | None:
        """Where one of a statement's actions stands."""
        return self.written.entry(statement.place, "Action", index, len(statement.actions)) or statement.span

    def resource_place(self, statement: Statement, index: int) -> Span | None:
        """Where one of a statement's resources stands."""
        return self.written.entry(statement.place, "Resource", index, len(statement.resources)) or statement.span

    def principal_place(self, statement: Statement, principal: Principal) -> Span | None:
        """Where a principal stands."""
        found = self.written.principal(statement.place, principal.kind.value, str(principal.id))
        return found or statement.span

    def label_place(self, statement: Statement, name: str) -> Span | None:
        """Where an element of a statement stands."""
        return self.written.label(statement.place, name) or statement.span


def _names(glob: Glob) -> tuple[str, ...]:
    if glob.holes:
        return ()
    return actions(str(glob))


def known_service(prefix: str) -> bool:
    """Whether AWS has a service of this prefix."""
    return facts(prefix) is not None
