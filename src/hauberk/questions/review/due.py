"""What is due: matters that nobody decided about, that changed since, or whose time is over."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hauberk.questions.review.matters import Matter, Matters
from hauberk.questions.review.record import ASK, REMOVE, Decision, Record


class Why(StrEnum):
    """Why a matter is due."""

    NEW = "new"
    CHANGED = "changed since"
    OVERDUE = "overdue"
    STILL_THERE = "still there"
    UNANSWERED = "unanswered"


class Due(NamedTuple):
    """A matter to decide about, and the decision that doesn't hold any longer."""

    matter: Matter
    why: Why
    before: Decision | None = None

    @property
    def said(self) -> str:
        """Why it is due, in words."""
        before = self.before
        match self.why, before:
            case Why.CHANGED, Decision() if {sign for sign, _ in self.changes} == {" ", "-"}:
                return f"less is left of it since {before.by} decided on {before.on} to {before.decision} it"
            case Why.CHANGED, Decision():
                return f"changed since {before.by} decided on {before.on} to {before.decision} it"
            case Why.OVERDUE, Decision():
                return f"due again since {before.until}, when what {before.by} decided ended"
            case Why.STILL_THERE, Decision():
                return f"still there, and was to go by {before.until} ({before.by})"
            case Why.UNANSWERED, Decision():
                return f"{before.owner} was to answer by {before.until} ({before.by})"
        return "new"

    @property
    def changes(self) -> Iterator[tuple[str, str]]:
        """The lines of what there is to read, each with ``+`` if it is new, ``-`` if it is gone, or a blank."""
        told = self.matter.told
        before = self.before.told if self.before is not None else told
        yield from (("-", line) for line in before if line not in told)
        yield from ((" " if line in before else "+", line) for line in told)


def due(matters: Matters, record: Record, today: date) -> tuple[Due, ...]:
    """What is due on a day, in the order of the matters."""
    decided = {one.name: one for one in record.decisions}
    found = ((one, decided.get(one.name)) for one in matters.found)
    return tuple(Due(one, why, before) for one, before in found if (why := _why(one, before, today)) is not None)


def _why(matter: Matter, before: Decision | None, today: date) -> Why | None:
    if before is None:
        return Why.NEW
    if before.decision == REMOVE and before.until < today:
        return Why.STILL_THERE
    if before.seen != matter.seen:
        return Why.CHANGED
    if before.until < today:
        return Why.UNANSWERED if before.decision == ASK else Why.OVERDUE
    return None


def without_gone(matters: Matters, record: Record) -> Record:
    """The record without decisions about what is no longer there. What couldn't be read may be there still."""
    there = {one.name for one in matters.found}
    kept = tuple(one for one in record.decisions if one.name in there or one.kind in matters.unread)
    return record._replace(decisions=kept)
