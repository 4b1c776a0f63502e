"""Decisions from a file, and what none can be made of."""

from datetime import date

import pytest

from hauberk.questions.review.deciding import Wish, apply, fitting_nothing, read_wishes
from hauberk.questions.review.due import due
from hauberk.questions.review.matters import Matters, matter
from hauberk.questions.review.record import Record, RecordError
from hauberk.reading.source import Source
from tests.questions.review.strategies import TODAY

ROLES = tuple(matter("unused-role", f"arn:aws:iam::123456789012:role/{name}", ("idle",), (name,)) for name in "abc")
MATTERS = Matters(ROLES)
NEW = Record("123456789012")


def wishes(text: str) -> tuple[Wish, ...]:
    return read_wishes(Source("decide.toml", text.encode()))


def applied(text: str, record: Record = NEW, by: str = "Ann") -> Record:
    return apply(wishes(text), MATTERS, due(MATTERS, record, TODAY), record, by, TODAY)


def test_a_pattern_that_no_matter_has_is_told() -> None:
    """It may be mistyped. One that fits what isn't due is as it should be: files of wishes are used again."""
    given = [Wish(pattern, "keep", "all read") for pattern in ("unused-rule *", "unused-role *", ROLES[0].name)]
    assert fitting_nothing(given, MATTERS) == ("unused-rule *",)


def test_the_first_that_fits_decides() -> None:
    record = applied(
        f"""
[[decide]]
matter = "{ROLES[1].name}"
decision = "remove"
reason = "b goes"
until = 2026-12-24
by = "Bob"
[[decide]]
matter = "unused-role *"
decision = "keep"
reason = "the rest stays"
"""
    )
    told = {one.subject[-1]: (one.decision, one.by, one.until) for one in record.decisions}
    assert told == {
        "a": ("keep", "Ann", date(2027, 2, 28)),
        "b": ("remove", "Bob", date(2026, 12, 24)),
        "c": ("keep", "Ann", date(2027, 2, 28)),
    }


def test_a_pattern_leaves_what_is_not_due_and_a_name_does_not() -> None:
    first = applied('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = "all"')
    text = f'[[decide]]\nmatter = "%s"\ndecision = "ask"\nowner = "Ops"\nreason = "{ROLES[0].subject}?"'
    assert applied(text % "unused-role *", first) == first
    again = applied(text % ROLES[0].name, first)
    assert [one.decision for one in sorted(again.decisions)] == ["ask", "keep", "keep"]


def test_a_block_without_a_decision_is_none_yet() -> None:
    assert applied('[[decide]]\nmatter = "unused-role *"\ndecision = ""\nreason = ""') == NEW


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[decide]]\ndecision = "keep"', "names no matter"),
        ('[[decide]]\nmatter = "unused-role *"\nverdict = "keep"', "'verdict', which means nothing"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = 5', "no text"),
        ('keep = "all"', "consists of blocks"),
        ("[[decide]\n", "not valid TOML"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "burn"\nreason = "x"', "'burn' is none of"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = " "', "needs a reason"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "ask"\nreason = "x"', "nobody is named"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = "x"\nuntil = 2026-11-29', "is over"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = "x"\nuntil = 2099-01-01', "a year at most"),
        ('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = "x"\nuntil = "soon"', "no day"),
        (
            '[[decide]]\nmatter = "unused-role z"\ndecision = "keep"\nreason = "x"',
            "nothing to decide about unused-role z",
        ),
    ],
)
def test_what_makes_no_decision_is_told(text: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        applied(text)


def test_a_decision_needs_a_name() -> None:
    with pytest.raises(RecordError, match="needs the name"):
        applied('[[decide]]\nmatter = "unused-role *"\ndecision = "keep"\nreason = "x"', by="")
