"""Patterns that others of a list hold, against every short text; the evaluator says what a pattern takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra import lists
from hauberk.iam.algebra.lists import held_by, is_within
from hauberk.iam.algebra.rows import Reading
from hauberk.iam.evaluator.matching import Filling, matches, matches_resource, pieces
from hauberk.iam.evaluator.truth import Doubt
from hauberk.iam.language.text import Glob
from tests.iam.algebra.short import NOTHING, texts, written

_PATTERNS = st.text("ab*?", max_size=4)
_TRIED = texts("abz", 6)


def taken(glob: Glob, tried: list[str], filling: Filling = NOTHING, resource: bool = False) -> set[str]:
    """The texts that the evaluator says a pattern takes."""
    made = pieces(glob, filling)
    assert made is not None
    assert not isinstance(made, Doubt)
    matching = matches_resource if resource else matches
    return {text for text in tried if matching(made, text)}


@settings(derandomize=True, max_examples=150, deadline=None)
@given(_PATTERNS, _PATTERNS)
def test_between_two_patterns_of_wildcards_one_look_is_all_there_is(one: str, other: str) -> None:
    first, second = written(one), written(other)
    assert is_within(first, second, Reading.PLAIN) is (taken(first, _TRIED) <= taken(second, _TRIED))


@pytest.mark.parametrize(
    ("one", "other", "reading", "within"),
    [
        ("a", "a", Reading.PLAIN, True),
        ("ab", "a*", Reading.PLAIN, True),
        ("a?", "a*", Reading.PLAIN, True),
        ("a*", "a?*", Reading.PLAIN, False),
        ("*", "?*", Reading.PLAIN, False),
        ("?*", "*?", Reading.PLAIN, True),
        ("AB", "a*", Reading.PLAIN, False),
        ("AB", "a*", Reading.FOLDED, True),
        # whatever holes and variables stand for
        ("a/${aws:username}", "a/*", Reading.PLAIN, True),
        ("a/${aws:username}", "a/${aws:username}*", Reading.PLAIN, True),
        ("a/${aws:username}", "a/?*", Reading.PLAIN, False),
        ("a/b", "a/${aws:username}", Reading.PLAIN, False),
        ("a/<Name>", "a/<Other>", Reading.PLAIN, False),
        # part by part
        ("arn:aws:sqs:a:1:q", "arn:aws:sqs:*:q", Reading.RESOURCE, True),
        ("arn:aws:sqs:a:1:q", "arn:aws:sqs:*:q", Reading.ARN, False),
        ("arn:aws:sqs:*:1:q", "arn:aws:sqs:*:*:*", Reading.ARN, True),
        ("arn:aws:sqs:<R>:1:q", "arn:aws:sqs:*:1:q", Reading.RESOURCE, True),
        ("arn:aws:sqs:${v}:1:q", "arn:aws:sqs:*:1:q", Reading.ARN, False),  # it may bring colons along
        ("arn:aws:sqs:*", "arn:aws:sqs:*", Reading.ARN, True),
        ("arn:aws:sqs:*", "arn:aws:sqs:*:*:q", Reading.ARN, False),  # it takes nothing, which isn't looked at
    ],
)
def test_two_patterns(one: str, other: str, reading: Reading, within: bool) -> None:
    assert is_within(written(one), written(other), reading) is within


_WITH_TOKENS = st.lists(st.sampled_from(("a", ":", "*", "?", "<N>", "${v}")), max_size=5).map("".join)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_WITH_TOKENS, _WITH_TOKENS, st.sampled_from(("", "a")), st.sampled_from(("", "a", ":", "a:a")))
def test_a_resource_within_another_is_so_whatever_tokens_stand_for(one: str, other: str, name: str, value: str) -> None:
    first, second = written(f"arn:::{one}"), written(f"arn:::{other}")
    if is_within(first, second, Reading.RESOURCE):
        filling = Filling(lambda _: value, {"N": name})
        tried = [f"arn:::{text}" for text in texts("ax:", 5)]
        assert taken(first, tried, filling, True) <= taken(second, tried, filling, True)


def held(*patterns: str) -> dict[str, str]:
    """Each pattern that another holds, with that one."""
    return {patterns[one]: patterns[other] for one, other in held_by([*map(written, patterns)], Reading.PLAIN)}


def test_a_list() -> None:
    assert held("a*", "ab", "b", "ab?", "b*c", "bc") == {"ab": "a*", "ab?": "a*", "bc": "b*c"}
    assert held("a", "b") == {}
    assert held("*", "?*", "a") == {"?*": "*", "a": "*"}


def test_of_two_that_are_alike_the_later_is_held() -> None:
    assert [*held_by([written("b"), written("a*"), written("b"), written("a*")], Reading.PLAIN)] == [(2, 0), (3, 1)]


def test_of_two_that_hold_each_other_one_stays() -> None:
    assert len(held("?*", "*?")) == 1


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(_PATTERNS.map(written), max_size=6))
def test_what_is_left_of_a_list_takes_the_same_and_none_of_it_is_held(globs: list[Glob]) -> None:
    found = dict(held_by(globs, Reading.PLAIN))
    left = [glob for index, glob in enumerate(globs) if index not in found]
    said = {index: taken(glob, _TRIED) for index, glob in enumerate(globs)}
    assert all(said[one] <= said[other] for one, other in found.items())
    assert {text for index in said if index not in found for text in said[index]} == set().union(*said.values())
    assert not [one for one in left for other in left if one is not other and is_within(one, other, Reading.PLAIN)]


def test_a_list_that_is_made_to_be_slow_is_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    globs = [written(f"a*{number}") for number in range(100)] + [written("a*9?"), written("a*")]
    assert len([*held_by(globs, Reading.PLAIN)]) == 101
    monkeypatch.setattr(lists, "MOST_COMPARED", 500)
    compared = 0

    def count(*of: object) -> bool:
        nonlocal compared
        compared += 1
        return is_within(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(lists, "is_within", count)
    assert len([*held_by(globs, Reading.PLAIN)]) < 10
    assert compared < 500 + len(globs)
