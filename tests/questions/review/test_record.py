"""The signed-off file: what is written is read back, damage is told, and an edit shows."""

import re
import tomllib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.questions.review.matters import KINDS
from hauberk.questions.review.record import Decision, Record, RecordError, read_record, written
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source
from tests.questions.review.strategies import records

ONE = Decision(
    "unused-role",
    "arn:aws:iam::123456789012:role/worker",
    "remove",
    "the worker is gone",
    "Ann",
    date(2026, 11, 30),
    date(2026, 12, 24),
    "ae7e875eab7a9b9150d2",
    ('it says "no"', "it's so"),
)
TWO = ONE._replace(kind="policy", decision="keep")
RECORD = Record("123456789012", 90, (ONE, TWO))


def read(text: str) -> Record:
    return read_record(Source("review.toml", text.encode()))


def arranged(record: Record) -> Record:
    """The record with its decisions in the order of a file."""
    return record._replace(
        decisions=tuple(sorted(record.decisions, key=lambda one: (KINDS.index(one.kind), one.subject)))
    )


@given(records)
def test_what_is_written_is_read_back(record: Record) -> None:
    text = written(record)
    assert read(text) == arranged(record)
    assert tomllib.loads(text)["review"]["account"] == record.account


@given(records)
def test_the_file_is_the_same_whatever_the_order(record: Record) -> None:
    again = record._replace(decisions=tuple(reversed(record.decisions)))
    assert written(again) == written(record) == written(read(written(record)))


def test_the_file_is_plain() -> None:
    """A block for each matter, sorted; texts as they are where they can be."""
    text = written(RECORD)
    assert text.count("[[decision]]") == 2
    assert text.index('kind = "unused-role"') < text.index('kind = "policy"')
    assert "on = 2026-11-30\nuntil = 2026-12-24\n" in text
    assert """told = [\n  'it says "no"',\n  "it's so",\n]""" in text


def test_what_cannot_be_seen_is_written_as_its_escape() -> None:
    text = written(RECORD._replace(decisions=(ONE._replace(reason="a\u202eb\x1b[2J\n\ud800"),)))
    assert 'reason = "a\\u202Eb\\u001B[2J\\u000A\\uFFFD"' in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-12-24", "2027-12-24"),
        ('"remove"', '"keep"'),
        ('by = "Ann"', 'by = "Bob"'),
        ("every = 90", "every = 360"),
        ("ae7e875eab7a9b9150d2", "ae7e875eab7a9b9150d3"),
        ("sha256:", "sha256:0"),
    ],
)
def test_an_edit_shows(old: str, new: str) -> None:
    text = written(RECORD)
    assert not read(text).edited
    assert read(text.replace(old, new, 1)).edited


def test_a_comment_or_another_layout_is_no_edit() -> None:
    text = written(RECORD).replace("every = 90", "every   =   90 # a quarter")
    assert not read(text).edited


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[review]\n", "", "has no [review]"),
        ("version = 1", "version = 2", "is of version 2"),
        ('account = "123456789012"', 'account = "1234"', "no account's number"),
        ("every = 90", "every = 0", "no number of days"),
        ("every = 90", 'every = "90"', "no number of days"),
        ('kind = "unused-role"', 'kind = "unused-rule"', "no known kind"),
        ('decision = "remove"', 'decision = "destroy"', "none of keep, remove, ask"),
        ("on = 2026-11-30", 'on = "yesterday"', "no day"),
        ("on = 2026-11-30\n", "", "has no on"),
        ('reason = "the worker is gone"', "reason = 5", "has no reason"),
        ('kind = "policy"', 'kind = "unused-role"', "two decisions about unused-role arn"),
        ('by = "Ann"', 'by = "Ann"\nbye = "x"', "'bye', which means nothing"),
        ("[signed]", "[sealed]", "'sealed', which means nothing"),
        ("[[decision]]", "<<<<<<< ours\n[[decision]]", "not valid TOML"),
        ('"it\'s so"', "5", "that are no texts"),
    ],
)
def test_damage_is_told_with_the_file(old: str, new: str, says: str) -> None:
    text = written(RECORD)
    assert old in text
    with pytest.raises(RecordError, match=re.escape(says)) as raised:
        read(text.replace(old, new, 1))
    assert str(raised.value).startswith("review.toml")


def test_a_file_that_is_cut_off_is_damaged() -> None:
    text = written(RECORD)
    for end in range(0, len(text) - 3, 7):
        with pytest.raises(RecordError):
            read(text[:end])


@given(st.text(max_size=200), st.integers(0, 400))
def test_whatever_stands_there_is_read_or_told(noise: str, at: int) -> None:
    text = written(RECORD)
    with suppress(ReadingError, RecordError):
        source = Source("review.toml", f"{text[:at]}{noise}{text[at:]}".encode("utf-8", "surrogatepass"))
        found = read_record(source)
        assert found.edited or found == arranged(RECORD)
