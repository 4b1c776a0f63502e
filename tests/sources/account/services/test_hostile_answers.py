"""Answers that AWS would never give: readers take them, and nothing becomes clean by them."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.services import READERS, Reader, history
from tests.sources.account.services.samples import ACCOUNT, REGION, sampled, snapshot_of

_PLACE = snapshot_of({}, ()).place(REGION)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ("", "x", "arn:", f"arn:aws:sqs:{REGION}:{ACCOUNT}:q", "{", '{"Statement": 7}', "[]", "a" * 5_000)
    )
    | st.text(max_size=20)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
REFUSED: st.SearchStrategy[Answer] = st.sampled_from(
    (Missing("ResourceNotFoundException"), Unread("access-denied", "denied", "x:Y"))
)


def _reads(reader: Reader) -> tuple[Any, ...]:
    """The reads of a reader, what others have to read before, and what tells AWS's own keys."""
    wanted = {read.api for read in reader.READS} | {"kms:ListAliases"}
    while more := {api for read in ALL_READS if read.api in wanted for api in read.after} - wanted:
        wanted |= more
    return tuple(read for read in ALL_READS if read.api in wanted)


def _changed(draw: st.DrawFn, content: Any) -> Any:
    """An answer in which something is something else."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(JSON)
    if isinstance(content, dict) and content:
        names = draw(st.sets(st.sampled_from(sorted(content)), max_size=3))
        return {
            name: _changed(draw, value) if name in names else value
            for name, value in content.items()
            if kind != 1 or name not in names
        }
    if isinstance(content, list):
        return [_changed(draw, one) for one in content] if kind < 8 else [draw(JSON), *content]
    return draw(SCALARS)


@st.composite
def worlds(draw: st.DrawFn, reader: Reader) -> dict[Call, Answer]:
    """One of everything, of which some answers are anything."""
    found: dict[Call, Answer] = {}
    for call, answer in sampled(_reads(reader)).items():
        assert isinstance(answer, Data)
        changed = _changed(draw, answer.content)
        told: Answer = Data(changed if isinstance(changed, dict) else {})
        found[call] = told if draw(st.integers(0, 5)) else draw(REFUSED)
    return found


EVERY = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
MAKING = pytest.mark.parametrize(
    "reader",
    [reader for reader in READERS if reader is not history],
    ids=lambda reader: reader.__name__.rpartition(".")[2],
)
"""But for the one that makes nothing, whose answers `hauberk policy` alone asks for."""


@EVERY
def test_no_answer_is_too_strange(reader: Reader) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(worlds(reader))
    def check(answers: dict[Call, Answer]) -> None:
        for read in reader.READS:
            list(read.each(Answers(answers, GLOBAL if read.anywhere else REGION)) if read.each else ())
        made = list(_made(reader, answers))
        assert all(one.id and isinstance(one.id, str) and isinstance(one.name, str) for one in made)
        for read_ in applications(snapshot_of(answers, _reads(reader))):
            for resource in read_.application.resources.values():
                assert list(resource.properties.items()) is not None

    check()


def _made(reader: Reader, answers: dict[Call, Answer]) -> Iterator[Made]:
    """What there is in a region, and what is global."""
    for region in (REGION, GLOBAL):
        yield from reader.resources(Answers(answers, region), _PLACE)


def _lists(reader: Reader) -> set[str]:
    """The operations of a reader that ask about nothing in particular, and the one that tells AWS's own keys."""
    lists = {read.api for read in _reads(reader) if read.each is None or not read.after}
    return lists | {"kms:ListAliases"}


@MAKING
def test_what_was_denied_is_unknown(reader: Reader) -> None:
    """Where nothing but lists was answered, something of each resource isn't known."""
    denied = Unread("access-denied", "denied", "x:Y")
    lists = _lists(reader)
    answers: dict[Call, Answer] = {
        call: answer if call.api in lists else denied for call, answer in sampled(_reads(reader)).items()
    }
    made = list(_made(reader, answers))
    assert made
    unknown = [one for one in made if one.unread == denied or _is_in(denied, [one.properties, one.account])]
    assert bool(unknown) == bool({read.api for read in reader.READS} - lists)


def _is_in(what: Unread, content: Any) -> bool:
    if isinstance(content, Mapping):
        return any(_is_in(what, one) for one in content.values())
    return content == what or (isinstance(content, list) and any(_is_in(what, one) for one in content))


@MAKING
def test_many_are_read_as_one_is(reader: Reader) -> None:
    """Thousands in the lists of a region, of which each is asked about alike."""
    answers: dict[Call, Answer] = {}
    for call, answer in sampled(_reads(reader)).items():
        assert isinstance(answer, Data)
        times = 1_000 if call.api in _lists(reader) else 1
        answers[call] = Data({k: v * times if isinstance(v, list) else v for k, v in answer.content.items()})
    assert any(True for _ in _made(reader, answers))
