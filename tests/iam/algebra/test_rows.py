"""Patterns in each of IAM's readings, against the evaluator's matching, which shares nothing with automata."""

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.machine import Step, Symbol
from hauberk.iam.algebra.rows import Reading, row_of, union
from hauberk.iam.evaluator.matching import Filling, Pieces, matches, matches_arn, matches_resource, pieces
from hauberk.iam.evaluator.truth import Doubt, Truth
from hauberk.iam.language.text import Glob, Hole, Variable, Wild
from tests.iam.algebra.short import NOTHING, texts, written

_MATCHING: dict[Reading, Callable[[Pieces, str], Truth]] = {
    Reading.PLAIN: matches,
    Reading.FOLDED: lambda pattern, text: matches(pattern, text.lower()),
    Reading.RESOURCE: matches_resource,
    Reading.ARN: matches_arn,
}


def takes(glob: Glob, reading: Reading, text: str, filling: Filling = NOTHING) -> bool:
    """Whether the evaluator says that a pattern takes a text."""
    made = pieces(glob, filling, fold=reading is Reading.FOLDED)
    assert made is not None
    assert not isinstance(made, Doubt)
    return _MATCHING[reading](made, text) is True


_PIECES = {
    Reading.PLAIN: "aB*?:",
    Reading.FOLDED: "aB*?:",
    Reading.RESOURCE: "a*?:",
    Reading.ARN: "a*?:",
}
_BEGUN = {Reading.RESOURCE: "arn:", Reading.ARN: "arn:"}
_TRIED = {
    Reading.PLAIN: texts("aAbB:", 4),
    Reading.FOLDED: texts("aAbB:", 4),
    Reading.RESOURCE: [begun + text for begun in ("arn:", "arn:a:", "") for text in texts("ax:", 6)],
    Reading.ARN: [begun + text for begun in ("arn:", "arn:::", "") for text in texts("ax:", 6)],
}


@pytest.mark.parametrize("reading", list(Reading), ids=lambda reading: reading.name)
@settings(derandomize=True, max_examples=60, deadline=None)
@given(data=st.data())
def test_a_pattern_takes_what_the_evaluator_says(reading: Reading, data: st.DataObject) -> None:
    begun = data.draw(st.sampled_from((_BEGUN.get(reading, ""), "")))
    glob = written(begun + data.draw(st.text(_PIECES[reading], max_size=8)))
    machine = union((glob,), reading)
    assert [text for text in _TRIED[reading] if machine.accepts(text)] == [
        text for text in _TRIED[reading] if takes(glob, reading, text)
    ]


@pytest.mark.parametrize(
    ("reading", "glob", "text", "taken"),
    [
        (Reading.PLAIN, "a*c", "a:b:c", True),
        (Reading.PLAIN, "A*", "ab", False),
        (Reading.FOLDED, "A*", "ab", True),
        (Reading.RESOURCE, "arn:aws:sqs:*a:1:q", "arn:aws:sqs:b:a:1:q", False),  # within a part
        (Reading.RESOURCE, "arn:aws:sqs:*:q", "arn:aws:sqs:b:1:q", True),  # at a part's end
        (Reading.RESOURCE, "arn:aws:s3:::b/*/c", "arn:aws:s3:::b/x:y/c", True),  # in the sixth part
        (Reading.RESOURCE, "arn:aws:s3:?::b", "arn:aws:s3::::b", False),
        (Reading.RESOURCE, "a*:c", "a:b:c", True),  # no ARN
        (Reading.ARN, "arn:aws:sqs:*:q", "arn:aws:sqs:b:1:q", False),
        (Reading.ARN, "arn:aws:sqs:*:*:q", "arn:aws:sqs:b:1:q", True),
        (Reading.ARN, "arn:aws:sns:*:*:*", "arn:aws:sns:b:1:t:s", True),
        (Reading.ARN, "arn:*", "arn:aws:sqs:b:1:q", False),
        (Reading.ARN, "*", "x", True),  # the lone star has no parts
    ],
)
def test_what_a_star_crosses(reading: Reading, glob: str, text: str, taken: bool) -> None:
    assert union((written(glob),), reading).accepts(text) is taken


def test_arnlike_with_fewer_than_six_parts_matches_nothing() -> None:
    assert row_of(written("arn:aws:s3:*"), Reading.ARN) is None
    assert row_of(written("<Topic>"), Reading.ARN) is not None  # it may be an ARN


@pytest.mark.parametrize(
    ("reading", "glob", "for_sure", "maybe"),
    [
        # a variable may bring colons along, so that what follows is of the sixth part
        (Reading.RESOURCE, "arn:aws:s3:${v}a*x", False, True),
        (Reading.RESOURCE, "arn:aws:s3:*${v}a*x", False, True),
        (Reading.ARN, "arn:aws:s3:${v}a*x:::", False, True),
        # a hole is a name, but in a condition it may be a whole ARN
        (Reading.RESOURCE, "arn:aws:s3:<N>a*x", False, False),
        (Reading.ARN, "arn:aws:s3:<N>a*x:::", False, True),
        (Reading.RESOURCE, "arn:aws:s3:::<N>a*x", True, True),
    ],
)
def test_what_a_star_behind_a_token_crosses(reading: Reading, glob: str, for_sure: bool, maybe: bool) -> None:
    begun, _, rest = glob.rpartition("*")
    word = tuple(part for piece in written(begun).parts for part in (piece if isinstance(piece, str) else (piece,)))
    crossing = (*(one for one in word if not isinstance(one, Wild)), ":", *rest)
    assert union((written(glob),), reading).accepts(crossing) is for_sure
    assert union((written(glob),), reading, wide=True).accepts(crossing) is maybe


def test_a_star_before_a_variable_may_be_the_last_of_its_part() -> None:
    word = ("arn:aws:s3:", "x:y", Variable("v"))
    symbols = tuple(one for part in word for one in (part if isinstance(part, str) else (part,)))
    glob = written("arn:aws:s3:*${v}")
    assert not union((glob,), Reading.RESOURCE).accepts(symbols)
    assert union((glob,), Reading.RESOURCE, wide=True).accepts(symbols)


def test_a_letter_whose_other_case_is_two_has_none() -> None:
    assert row_of(written("ß"), Reading.FOLDED) == (Step(frozenset("ß")),)


def test_a_union_takes_what_any_of_its_patterns_takes() -> None:
    machine = union((written("a*"), written("?b")), Reading.PLAIN)
    assert list(filter(machine.accepts, texts("abc", 2))) == ["a", "aa", "ab", "ac", "bb", "cb"]
    assert not union((), Reading.PLAIN).accepts("")


_WITH_TOKENS = st.lists(st.sampled_from(("a", ":", "*", "?", "<N>", "${v}")), max_size=6).map("".join)
_FILLED = texts("a:", 2)
_ARN = "arn:::"
"""With two colons more, what follows is of the sixth part."""


@pytest.mark.parametrize("reading", list(Reading), ids=lambda reading: reading.name)
@settings(derandomize=True, max_examples=60, deadline=None)
@given(data=st.data())
def test_a_lenient_union_takes_whatever_its_tokens_stand_for(reading: Reading, data: st.DataObject) -> None:
    begun = data.draw(st.sampled_from((_ARN if reading in _BEGUN else "", "")))
    glob = written(begun + data.draw(_WITH_TOKENS))
    name, value = data.draw(st.sampled_from(("", "a", "aa"))), data.draw(st.sampled_from(_FILLED))
    filling = Filling(lambda _: value, {"N": name})
    machine = union((glob,), reading, lenient=True)
    assert all(machine.accepts(text) for text in _TRIED[reading] if takes(glob, reading, text, filling))


_SYMBOLS: tuple[Symbol, ...] = ("a", ":", Hole("N"), Variable("v"))
_WORDS = [word for length in range(7) for word in product(_SYMBOLS, repeat=length)]


def filled(word: Sequence[Symbol], name: str, value: str) -> str:
    """The text of a word where the hole has a name and the variable a value."""
    return "".join(value if isinstance(one, Variable) else name if isinstance(one, Hole) else one for one in word)


@pytest.mark.parametrize("reading", list(Reading), ids=lambda reading: reading.name)
@settings(derandomize=True, max_examples=100, deadline=None)
@given(data=st.data())
def test_a_text_made_of_tokens_is_taken_whatever_they_stand_for(reading: Reading, data: st.DataObject) -> None:
    """What is left out for sure: a request that is said to be in a policy has to be in it."""
    begun = data.draw(st.sampled_from((_ARN if reading in _BEGUN else "", "")))
    glob = written(begun + data.draw(_WITH_TOKENS))
    name, value = data.draw(st.sampled_from(("", "a", "aa"))), data.draw(st.sampled_from(_FILLED))
    machine = union((glob,), reading)
    filling = Filling(lambda _: value, {"N": name})
    for symbols in product(_SYMBOLS, repeat=3):
        word = (*begun, *symbols)
        if machine.accepts(word):
            text = "".join(
                value if isinstance(one, Variable) else name if isinstance(one, Hole) else one for one in word
            )
            isnt_an_arn = reading is Reading.ARN and text.count(":") < 5  # which a key that is compared as one holds
            assert isnt_an_arn or takes(glob, reading, text, filling), word


@pytest.mark.parametrize("reading", list(Reading), ids=lambda reading: reading.name)
@settings(derandomize=True, max_examples=25, deadline=None)
@given(data=st.data())
def test_every_text_of_a_pattern_is_made_of_its_tokens(reading: Reading, data: st.DataObject) -> None:
    """What is left for sure: where a wide union has no word, there is no text whatever its tokens stand for."""
    begun = data.draw(st.sampled_from((_ARN if reading in _BEGUN else "", "")))
    glob = written(
        begun + data.draw(st.lists(st.sampled_from(("a", ":", "*", "?", "<N>", "${v}")), max_size=3).map("".join))
    )
    name, value = data.draw(st.sampled_from(("", "a", "aa"))), data.draw(st.sampled_from(_FILLED))
    machine = union((glob,), reading, wide=True)
    made = {begun + filled(word, name, value) for word in _WORDS if machine.accepts((*begun, *word))}
    filling = Filling(lambda _: value, {"N": name})
    assert {begun + text for text in texts("a:", 3) if takes(glob, reading, begun + text, filling)} <= made
