"""Decisions, made for one matter or, from a file, for all that patterns name."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import NamedTuple

from hauberk.questions.review.due import Due
from hauberk.questions.review.matters import Matter, Matters
from hauberk.questions.review.record import (
    ANSWERS,
    ASK,
    BYTES,
    KEEP,
    LONGEST,
    REMOVE,
    Decision,
    Record,
    RecordError,
    day,
)
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from hauberk.reading.toml import read_toml

MONTH, FORTNIGHT = 30, 14
"""Days after which something is to be gone, or answered, where nobody says another day."""


_WORDS = ("matter", "decision", "reason", "owner", "by")


class Wish(NamedTuple):
    """What is to be decided about the matters that a pattern fits, such as ``unused-role *``."""

    pattern: str
    decision: str
    reason: str
    owner: str = ""
    until: date | None = None
    by: str = ""


def decide(matter: Matter, wish: Wish, by: str, today: date, every: int) -> Decision:
    """The decision that a wish makes about a matter. Raises :class:`RecordError` if it can't be one."""
    if wish.decision not in ANSWERS:
        raise RecordError(f"{wish.decision!r} is none of {', '.join(ANSWERS)}")
    if not wish.reason.strip():
        raise RecordError("a decision needs a reason")
    if not by.strip():
        raise RecordError("a decision needs the name of who made it")
    if wish.decision == ASK and not wish.owner.strip():
        raise RecordError("nobody is named who is to be asked")
    days = {KEEP: every, REMOVE: MONTH, ASK: FORTNIGHT}[wish.decision]
    until = wish.until or today + timedelta(days=days)
    if until < today:
        raise RecordError(f"{until} is over")
    if (until - today).days > LONGEST:
        raise RecordError(f"a decision holds for a year at most, not until {until}")
    owner = wish.owner.strip() if wish.decision == ASK else ""
    return Decision(
        matter.kind,
        matter.subject,
        wish.decision,
        wish.reason.strip(),
        by.strip(),
        today,
        until,
        matter.seen,
        matter.told,
        owner,
    )


def read_wishes(source: Source) -> tuple[Wish, ...]:
    """The wishes in a file: blocks ``[[decide]]`` with ``matter``, ``decision``, ``reason``, and maybe ``owner``,
    ``until`` and ``by``. A block without a decision is none yet. Raises :class:`RecordError`."""
    try:
        content = read_toml(source, most=BYTES)
    except ReadingError as error:
        raise RecordError(f"{source.path}: {error.text}") from None
    blocks = content.pop("decide", [])
    if content or not isinstance(blocks, list):
        raise RecordError(f"{source.path}: it consists of blocks [[decide]]")
    found = []
    for number, block in enumerate(blocks, 1):
        where = f"{source.path}: block {number}"
        if not isinstance(block, dict) or not all(isinstance(value, str) for value in block.values()):
            raise RecordError(f"{where} has something that is no text")
        texts = {name: str(value) for name, value in block.items()}
        strange = sorted(set(texts) - {*_WORDS, "until"})
        if strange:
            raise RecordError(f"{where} has {strange[0]!r}, which means nothing here")
        if not texts.get("matter"):
            raise RecordError(f"{where} names no matter")
        if texts.get("decision"):
            until = day(texts["until"], where) if texts.get("until") else None
            matter, decision, reason, owner, by = (texts.get(name, "") for name in _WORDS)
            found.append(Wish(matter, decision, reason, owner, until, by))
    return tuple(found)


def apply(wishes: Iterable[Wish], matters: Matters, due: Iterable[Due], record: Record, by: str, today: date) -> Record:
    """A record with what wishes decide: the first that fits each matter that is due, and those that are named in full
    whether they are due or not. Raises :class:`RecordError`, and then nothing is decided."""
    wanted = tuple(wishes)
    there = {one.name: one for one in matters.found}
    for wish in wanted:
        if "*" not in wish.pattern and wish.pattern not in there:
            raise RecordError(f"there is nothing to decide about {wish.pattern}")
    open_ = {one.matter.name for one in due}
    made = []
    for matter, wish in _fitting(wanted, matters, open_):
        try:
            made.append(decide(matter, wish, wish.by or by, today, record.every))
        except RecordError as error:
            raise RecordError(f"{wish.pattern}: {error}") from None
    return record.with_decisions(made)


def fitting_nothing(wishes: Iterable[Wish], matters: Matters) -> tuple[str, ...]:
    """The patterns that no matter has, due or not: they may be mistyped."""
    names = [matter.name for matter in matters.found]
    return tuple(wish.pattern for wish in wishes if not any(fnmatchcase(name, wish.pattern) for name in names))


def _fitting(wishes: tuple[Wish, ...], matters: Matters, due: set[str]) -> Iterator[tuple[Matter, Wish]]:
    for matter in matters.found:
        for wish in wishes:
            exact = wish.pattern == matter.name
            if exact or (matter.name in due and fnmatchcase(matter.name, wish.pattern)):
                yield matter, wish
                break
