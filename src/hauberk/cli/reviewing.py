"""A reviewer at a terminal, walked through what is due; each decision is written when it is made."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hauberk.questions.review.deciding import MONTH, Wish, decide
from hauberk.questions.review.due import Due
from hauberk.questions.review.record import ASK, KEEP, REMOVE, Record, RecordError, day
from hauberk.reports import door

MENU = "[k]eep, [K]eep all of this kind, [r]emove, [a]sk somebody, [s]kip, [q]uit: "
_ANSWERS = {"k": KEEP, "K": KEEP, "r": REMOVE, "a": ASK}


class _EnoughError(Exception):
    """The reviewer stops here."""


def walk(
    due: Sequence[Due],
    record: Record,
    by: str,
    today: date,
    save: Callable[[Record], None],
    ask: Callable[[str], str] = input,
    tell: Callable[[str], None] = print,
) -> Record:
    """The record with what a reviewer decides. The end of the input, like ``q``, ends the walk and loses nothing."""
    rest = list(due)
    try:
        by = by or _answer(ask, "Your name, for the record: ")
        while rest:
            one = rest.pop(0)
            _show(one, len(rest), tell)
            alike, wish = _wish(ask, tell, today)
            if wish is None:
                continue
            these = [other for other in rest if alike and other.matter.kind == one.matter.kind]
            try:
                made = [decide(each.matter, wish, by, today, record.every) for each in (one, *these)]
            except RecordError as error:
                tell(f"  {error}")
                rest.insert(0, one)
                continue
            rest = [other for other in rest if not alike or other.matter.kind != one.matter.kind]
            record = record.with_decisions(made)
            save(record)
    except _EnoughError:
        pass
    return record


def _show(one: Due, left: int, tell: Callable[[str], None]) -> None:
    tell(f"\n{door.line(one.matter.name)}  ({left} more)")
    tell(f"  {door.line(one.said)}")
    for sign, line in one.changes:
        tell(f"  {sign} {door.line(line)}")


def _wish(ask: Callable[[str], str], tell: Callable[[str], None], today: date) -> tuple[bool, Wish | None]:
    """What to do, and whether with all of the kind; nothing where it is skipped."""
    while True:
        answer = _line(ask, MENU)
        if answer == "q":
            raise _EnoughError
        if answer == "s":
            return False, None
        if answer not in _ANSWERS:
            tell("  one of the letters in brackets")
            continue
        decision = _ANSWERS[answer]
        owner = _answer(ask, "Whom to ask: ") if decision == ASK else ""
        until = _until(ask, tell, today) if decision != KEEP else None
        return answer == "K", Wish("", decision, _answer(ask, "Why: "), owner, until)


def _until(ask: Callable[[str], str], tell: Callable[[str], None], today: date) -> date | None:
    """By when; nothing for the usual time."""
    while True:
        text = _line(ask, f"By when, such as {today + timedelta(days=MONTH)} (the usual time if empty): ")
        if not text:
            return None
        try:
            return day(text, "this")
        except RecordError as error:
            tell(f"  {error}")


def _answer(ask: Callable[[str], str], prompt: str) -> str:
    """A line that isn't empty."""
    while True:
        text = _line(ask, prompt)
        if text:
            return text


def _line(ask: Callable[[str], str], prompt: str) -> str:
    try:
        return ask(prompt).strip()
    except EOFError:
        raise _EnoughError from None
