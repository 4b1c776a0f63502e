"""Answers about edges that AWS would never give: readers take them, and what they can't make sense of isn't clean."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.model.values import Value
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import Answer, Answers, Call, Data
from hauberk.sources.account.snapshot import Snapshot
from tests.sources.account.services.edges import RECORDED, answers_of, region_of
from tests.sources.account.services.recordings import REGION, recorded

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(("", "\x1b[2J\n\x00", "arn:aws:", "https://", "{", "{}", "#", "a" * 5_000, "(none)", "~1~1/"))
    | st.text(max_size=12)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FAMILY = pytest.mark.parametrize("family", RECORDED)


def _ways(content: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in an answer."""
    yield way
    entries = content.items() if isinstance(content, dict) else enumerate(content if isinstance(content, list) else ())
    for name, inner in entries:
        yield from _ways(inner, (*way, name))


def _put(content: Any, way: tuple[Any, ...], value: Any) -> Any:
    """An answer with something else at a place."""
    if not way:
        return value
    copy = dict(content) if isinstance(content, dict) else list(content)
    copy[way[0]] = _put(content[way[0]], way[1:], value)
    return copy


@st.composite
def strange(draw: st.DrawFn, family: str) -> dict[Call, Answer]:
    """What was recorded of a family, with anything at some places."""
    answers = answers_of(family)
    for call, answer in answers.items():
        if not isinstance(answer, Data):
            continue
        content: Any = json.loads(json.dumps(answer.content))
        for _ in range(draw(st.integers(0, 3))):
            content = _put(content, draw(st.sampled_from(list(_ways(content)))), draw(JSON))
        answers[call] = Data(content if isinstance(content, dict) else {})
    return answers


def _snapshot(answers: dict[Call, Answer]) -> Snapshot:
    return recorded(*answers.items())


@FAMILY
def test_no_answer_is_too_strange(family: str) -> None:
    reader = RECORDED[family][0]

    @settings(max_examples=20)
    @given(strange(family))
    def check(answers: dict[Call, Answer]) -> None:
        snapshot = _snapshot(answers)
        seen = Answers(snapshot.answers, region_of(family))
        for read in reader.READS:
            list(read.each(seen) if read.each else ())
        made = list(reader.resources(seen, snapshot.place(REGION)))
        assert all(isinstance(one.id, str) and one.id and isinstance(one.name, str) for one in made)
        (read_,) = applications(snapshot)
        for resource in read_.application.resources.values():
            assert all(value.trail for _, value in resource.properties.items())

    check()


@FAMILY
def test_depth_is_no_matter(family: str) -> None:
    deep: Any = "end"
    for _ in range(400):
        deep = {"items": [deep]}
    for call, answer in answers_of(family).items():
        content = answer.content if isinstance(answer, Data) else {}
        answers = {**answers_of(family), call: Data(dict.fromkeys(content, deep))}
        (read,) = applications(_snapshot(answers))
        for resource in read.application.resources.values():
            assert all(isinstance(value, Value) for _, value in resource.properties.items())


@FAMILY
def test_many_are_read_as_one_is(family: str) -> None:
    """Many in each list, of which each is the same as the first."""
    answers: dict[Call, Answer] = {}
    for call, answer in answers_of(family).items():
        content = answer.content if isinstance(answer, Data) else {}
        many = {name: value * 20 if isinstance(value, list) else value for name, value in content.items()}
        answers[call] = Data(many) if isinstance(answer, Data) else answer
    (once,) = applications(_snapshot(answers_of(family)))
    (often,) = applications(_snapshot(answers))
    assert set(once.application.resources) <= set(often.application.resources)


@FAMILY
def test_names_with_control_characters_stay_in_their_place(family: str) -> None:
    """A resource is told as a text, in which they are escaped."""
    evil = json.dumps("x\n\x1b[31m\x00y")
    answers: dict[Call, Answer] = {}
    for call, answer in answers_of(family).items():
        text = json.dumps(answer.content) if isinstance(answer, Data) else ""
        for name in ("shop", "web", "orders", "users", "functions"):
            text = text.replace(f'"{name}"', evil)
        answers[call] = Data(json.loads(text)) if text else answer
    (read,) = applications(_snapshot(answers))
    for source in read.sources.values():
        assert not {0x1B, 0x00, 0x0D} & set(source.data)
