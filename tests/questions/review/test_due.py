"""When a matter is due: by what was decided, what was seen, and the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.values import Reason
from hauberk.questions.review.deciding import Wish, apply, decide
from hauberk.questions.review.due import Why, due, without_gone
from hauberk.questions.review.matters import Matter, Matters, matter
from hauberk.questions.review.record import Record
from tests.questions.review.strategies import TODAY, found, records

ROLE = matter("unused-role", "arn:aws:iam::123456789012:role/worker", ("it lies idle",), ("2026-01-01",))
POLICY = matter("policy", "arn:aws:iam::123456789012:role/worker", ("Allow a", "Allow b"), ("Allow a", "Allow b"))
ALONE, BOTH = Matters((ROLE,)), Matters((ROLE, POLICY))
NEW = Record("123456789012")
KEEP = Wish("", "keep", "needed")
REMOVE = Wish("", "remove", "useless", until=TODAY + timedelta(days=10))
ASK = Wish("", "ask", "whose is it?", "Ops")


def decided(wish: Wish, about: Matter = ROLE) -> Record:
    return NEW.with_decisions([decide(about, wish, "Ann", TODAY, NEW.every)])


def why(record: Record, days: int, now: Matters = ALONE) -> list[Why]:
    return [one.why for one in due(now, record, TODAY + timedelta(days=days))]


def test_all_is_new_at_first() -> None:
    assert why(NEW, 0, BOTH) == [Why.NEW, Why.NEW]


def test_what_is_kept_is_due_after_a_quarter() -> None:
    assert why(decided(KEEP), 90) == []
    assert why(decided(KEEP), 91) == [Why.OVERDUE]


def test_what_was_to_go_is_due_while_it_is_there() -> None:
    assert why(decided(REMOVE), 10) == []
    assert why(decided(REMOVE), 11) == [Why.STILL_THERE]
    assert why(decided(REMOVE), 11, Matters(())) == []


def test_who_was_asked_has_a_fortnight() -> None:
    assert why(decided(ASK), 14) == []
    assert why(decided(ASK), 15) == [Why.UNANSWERED]


@pytest.mark.parametrize("wish", [KEEP, REMOVE, ASK])
def test_what_changed_is_due_at_once(wish: Wish) -> None:
    other = matter(ROLE.kind, ROLE.subject, ("it lies idle again",), ("2026-11-29",))
    assert why(decided(wish), 0, Matters((other,))) == [Why.CHANGED]


def test_a_changed_policy_shows_its_lines() -> None:
    now = matter("policy", POLICY.subject, ("Allow a", "Allow iam:*"), ("Allow a", "Allow iam:*"))
    (one,) = due(Matters((now,)), decided(KEEP, POLICY), TODAY)
    assert list(one.changes) == [("-", "Allow b"), (" ", "Allow a"), ("+", "Allow iam:*")]
    assert "Ann" in one.said


def test_what_is_less_than_before_is_told_as_that() -> None:
    now = matter("policy", POLICY.subject, ("Allow a",), ("Allow a",))
    (one,) = due(Matters((now,)), decided(KEEP, POLICY), TODAY)
    assert (one.why, one.said) == (Why.CHANGED, f"less is left of it since Ann decided on {TODAY} to keep it")


def test_the_fingerprint_is_of_what_is_cut_off_too() -> None:
    long = [f"Allow s3:Get{number}" for number in range(100)]
    first, second = (matter("policy", "x", lines, lines) for lines in (long, [*long[:-1], "Allow *"]))
    assert first.told == second.told
    assert first.seen != second.seen


def test_what_is_gone_is_taken_out_unless_it_was_not_read() -> None:
    record = decided(KEEP)
    assert without_gone(Matters(()), record).decisions == ()
    assert without_gone(Matters((), {"unused-role": Reason("access-denied", "no")}), record) == record


@given(found, records, st.integers(0, 300))
def test_a_decision_about_all_leaves_nothing_due(matters: Matters, record: Record, later: int) -> None:
    wish = Wish("*", "keep", "all read")
    after = apply([wish], matters, due(matters, record, TODAY), record, "Ann", TODAY)
    assert due(matters, after, TODAY) == ()
    over = due(matters, after, TODAY + timedelta(days=record.every + 1 + later))
    assert {one.matter.name for one in over} >= {one.name for one in after.decisions if one.on == TODAY}


@given(found, records)
def test_nothing_that_was_decided_is_lost(matters: Matters, record: Record) -> None:
    """Whatever is decided about what is due, decisions about other things stay as they were."""
    open_ = due(matters, record, TODAY)
    after = apply([Wish("*", "keep", "all read")], matters, open_, record, "Ann", TODAY)
    touched = {one.matter.name for one in open_}
    before = {one for one in record.decisions if one.name not in touched}
    assert before <= set(after.decisions)


def test_days_are_those_of_the_calendar() -> None:
    assert decide(ROLE, KEEP, "Ann", date(2026, 11, 30), 90).until == date(2027, 2, 28)
