"""What is written into a snapshot is what comes out of it, and what is damaged says so."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.reading.errors import ReadingError
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, Missing, Unread, call
from hauberk.sources.account.snapshot import (
    BUDGET,
    Snapshot,
    answer_line,
    header_line,
    looks_like_snapshot,
    read_snapshot,
)
from tests.account.lines import valid, validator

SNAPSHOT = Snapshot(
    partition="aws",
    account="123456789012",
    regions=("eu-west-1", "us-east-1"),
    taken="2026-11-30T12:00:00+00:00",
    asked=frozenset(("lambda:ListFunctions", "lambda:GetPolicy")),
    answers={
        call("lambda", "ListFunctions", "eu-west-1"): Data({"Functions": [{"FunctionName": "größe"}]}),
        call("lambda", "GetPolicy", "eu-west-1", FunctionName="größe"): Missing("ResourceNotFoundException"),
        call("iam", "GetAccountAuthorizationDetails", GLOBAL, Filter=("User", "Role")): Unread(
            "access-denied", "AWS denied it", "iam:GetAccountAuthorizationDetails"
        ),
    },
    key="abc",
    filters={"functions": "orders-*"},
)


def test_it_comes_out_as_it_went_in() -> None:
    assert read_snapshot(SNAPSHOT.packed()) == SNAPSHOT
    assert read_snapshot("".join(SNAPSHOT.lines()).encode()) == SNAPSHOT


def test_the_same_content_is_the_same_bytes() -> None:
    assert SNAPSHOT.packed() == SNAPSHOT._replace(asked=frozenset(sorted(SNAPSHOT.asked, reverse=True))).packed()


def test_times_are_written_in_iso_8601() -> None:
    line = answer_line(call("iam", "GetUser", GLOBAL), Data({"At": datetime(2026, 11, 30, tzinfo=UTC)}))
    assert json.loads(line)["data"] == {"At": "2026-11-30T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed"),
        (b"{}\n", "not-a-snapshot"),
        (b"[1]\n", "malformed"),
        (b"[" * 100_000 + b"\n", "malformed"),
        (SNAPSHOT.packed()[:-20], "unreadable"),
        ("".join(SNAPSHOT.lines()).encode()[:-1], "malformed"),
        (header_line(SNAPSHOT).replace('"version":1', '"version":2').encode(), "newer-version"),
        (header_line(SNAPSHOT._replace(regions=())).encode(), "malformed"),
        (header_line(SNAPSHOT._replace(taken="")).encode(), "malformed"),
        (header_line(SNAPSHOT._replace(taken="tomorrow")).encode(), "malformed"),
        (header_line(SNAPSHOT._replace(taken="0001-01-01T00:00:00+23:00")).encode(), "malformed"),
        ((header_line(SNAPSHOT) + "{}\n").encode(), "malformed"),
        ((header_line(SNAPSHOT) + '{"call":"lambda:GetPolicy","region":"r"}\n').encode(), "malformed"),
        ((header_line(SNAPSHOT) + '{"call":"lambda","region":"r","data":{}}\n').encode(), "malformed"),
        ((header_line(SNAPSHOT) + '{"call":"a:b","region":"r","with":[],"data":{}}\n').encode(), "malformed"),
        (gzip.compress(b"\xff\xfe\n"), "malformed"),
    ],
    ids=range(16),
)
def test_what_is_damaged_says_so(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_snapshot(data)
    assert error.value.code == code


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(ReadingError) as error:
        read_snapshot(gzip.compress(b"0" * 1_000_000, 9) * 1_000, BUDGET._replace(bytes=10_000_000))
    assert error.value.code == "too-large"


def test_it_is_known_by_its_first_bytes() -> None:
    assert looks_like_snapshot(SNAPSHOT.packed()[:40])
    assert looks_like_snapshot("".join(SNAPSHOT.lines()).encode()[:40])
    assert not looks_like_snapshot(b'{"Resources": {}}')


CALLS = st.builds(
    lambda service, operation, region, named: call(service, operation, region, **named),
    st.sampled_from(("lambda", "iam", "sqs")),
    st.from_regex(r"[A-Za-z]+", fullmatch=True),
    st.sampled_from((GLOBAL, "eu-west-1")),
    st.dictionaries(st.text(min_size=1), st.text() | st.tuples(st.text(), st.text()), max_size=3),
)
INNER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ANSWERS = st.one_of(
    st.builds(Data, st.dictionaries(st.text(), INNER, max_size=3)),
    st.builds(Missing, st.text()),
    st.builds(Unread, st.text(), st.text(), st.text()),
)


@given(st.dictionaries(CALLS, ANSWERS, max_size=5))
def test_any_answer_comes_out_as_it_went_in(answers: dict[Call, Answer]) -> None:
    snapshot = SNAPSHOT._replace(answers=answers)
    assert read_snapshot(valid(snapshot).packed()) == snapshot


def test_the_schema_would_notice() -> None:
    header, *lines = (json.loads(line) for line in SNAPSHOT.lines())
    assert not validator().is_valid({**header, "version": 2})
    assert not validator().is_valid({**lines[0], "missing": "too"})
    assert not validator().is_valid({"call": "lambda:GetPolicy", "region": "eu-west-1"})


def test_half_a_character_is_none() -> None:
    line = answer_line(call("sqs", "ListQueues", "eu-west-1"), Data({"QueueUrls": ["x"]})).replace("x", "\\ud800")
    with pytest.raises(ReadingError) as error:
        read_snapshot((header_line(SNAPSHOT) + line).encode())
    assert error.value.code == "malformed"
    whole = line.replace("\\ud800", "\\ud83d\\ude00")
    assert len(read_snapshot((header_line(SNAPSHOT) + whole).encode()).answers) == 1


def test_of_several_answers_to_one_call_the_last_holds() -> None:
    made = call("sqs", "ListQueues", "eu-west-1")
    lines = [answer_line(made, Unread("throttled", "too often")), answer_line(made, Data({"QueueUrls": []}))]
    assert read_snapshot((header_line(SNAPSHOT) + "".join(lines)).encode()).answers == {made: Data({"QueueUrls": []})}
