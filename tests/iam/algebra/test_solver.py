"""The second opinion: it says what the automata say where they can tell, and tells where they can't."""

import sys
from collections import Counter
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra import solver
from hauberk.iam.algebra.budget import APPEALS, Budget, ExhaustedError
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.algebra.product import shortest_in
from hauberk.iam.algebra.refining import found_in
from hauberk.iam.algebra.rows import Reading, row_of, union
from hauberk.iam.algebra.solver import SilentError, opinion
from tests.iam.algebra.short import written

needs_cvc5 = pytest.mark.skipif(find_spec("cvc5") is None, reason="the extra 'solver' isn't installed")

TAIL = "?" * 17
"""So many that the automaton of ``*a`` and they has more states than any budget has steps."""
INSTANCE = "arn:aws:ec2:*:*:instance/"
WHOLE = f"{INSTANCE}*a{TAIL}"
THIRDS = [f"{INSTANCE}{first}a{TAIL}" for first in ("", "?", "??*")]
"""What the first star of the whole takes: nothing, one character, or more. Only all three hold it."""


def machine(*texts: str) -> Machine:
    """A new one, so that nothing is remembered."""
    return Machine([row_of(written(text), Reading.RESOURCE) or () for text in texts])


_STEPS = st.builds(
    Step,
    st.sampled_from(Letters) | st.sets(st.sampled_from("aB0:/\\"), min_size=1, max_size=2).map(frozenset),
    st.booleans(),
)
_MACHINES = st.builds(Machine, st.lists(st.lists(_STEPS, max_size=3), min_size=1, max_size=2))


@needs_cvc5
def test_it_says_what_the_plain_search_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_WORK", 10_000)  # enough for most of such languages
    told: Counter[str] = Counter()

    @settings(derandomize=True, max_examples=120, deadline=None)
    @given(st.tuples(_MACHINES) | st.tuples(_MACHINES, _MACHINES), st.just(()) | st.tuples(_MACHINES))
    def agree(positives: tuple[Machine, ...], negatives: tuple[Machine, ...]) -> None:
        plain = shortest_in(positives, negatives, Budget())
        try:
            word = opinion(positives, negatives)
        except SilentError:
            told["silent"] += 1
            return
        told["none" if word is None else "a text"] += 1
        assert (word is None) is (plain is None)

    agree()
    assert told["none"] >= 15
    assert told["a text"] >= 15
    assert told["silent"] <= 20


@needs_cvc5
@pytest.mark.parametrize(
    ("positives", "negatives", "empty"),
    [
        ([[WHOLE]], [THIRDS], True),
        ([[WHOLE]], [THIRDS[::2]], False),
        ([[WHOLE], [f"{INSTANCE}*b{TAIL}"]], [], True),
    ],
    ids=["three together hold it", "two of the three don't", "no text of both"],
)
def test_it_decides_what_the_budget_cant(positives: list[list[str]], negatives: list[list[str]], empty: bool) -> None:
    inside, out = tuple(machine(*one) for one in positives), tuple(machine(*one) for one in negatives)
    with pytest.raises(ExhaustedError):
        found_in(inside, out, Budget(20_000, appeals=0))
    budget = Budget(20_000, appeals=1)
    word = found_in(inside, out, budget)
    assert (word is None) is empty
    if word is not None:
        assert all(one.accepts(word) for one in inside)
        assert not any(one.accepts(word) for one in out)
    assert budget.appeals == 0
    assert budget.left == 5_000, "the search can go on"


def test_without_the_package_it_is_as_without_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cvc5", None)
    budget = Budget(5_000, appeals=1)
    with pytest.raises(ExhaustedError, match="more than 5000 steps"):
        found_in((machine(WHOLE),), (machine(*THIRDS),), budget)
    assert budget.left < 0


@pytest.mark.parametrize("wrong", ["", f"arn:aws:ec2:::instance/a{TAIL}", "\ud800"])
def test_a_text_that_the_machines_refuse_is_not_believed(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_solved", lambda positives, negatives: wrong)
    with pytest.raises(ExhaustedError):
        found_in((machine(WHOLE),), (machine(*THIRDS),), Budget(5_000, appeals=1))


def test_a_question_asks_a_few_times_at_most_and_its_steps_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(solver, "_solved", lambda positives, negatives: asked.append(positives))
    budget = Budget(4_000, appeals=APPEALS)
    for _ in range(APPEALS):
        assert found_in((machine(WHOLE),), (machine(*THIRDS),), budget) is None
    with pytest.raises(ExhaustedError):
        found_in((machine(WHOLE),), (machine(*THIRDS),), budget)
    assert len(asked) == APPEALS


@pytest.mark.parametrize("steps", [2_000, 60_000])
def test_a_glance_is_not_worth_asking(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_solved", lambda positives, negatives: pytest.fail("asked"))
    with pytest.raises(ExhaustedError):
        found_in((machine(WHOLE),), (machine(*THIRDS),), Budget(steps))
    assert Budget().appeals == APPEALS


def test_languages_with_tokens_are_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_solved", lambda positives, negatives: pytest.fail("asked"))
    for text in ("<Name>*a", "${aws:username}*a"):
        with pytest.raises(SilentError):
            opinion((machine("*"), machine(text)), ())


@pytest.mark.parametrize("text", ["\U00030000*", "?" * 6_000], ids=["no letter of SMT-LIB's", "too large"])
def test_what_it_cant_be_told_is_not_asked(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "_solved", lambda positives, negatives: pytest.fail("asked"))
    with pytest.raises(SilentError):
        opinion((machine("*"),), (machine(text),))


@needs_cvc5
@pytest.mark.parametrize("out", ["<Name>", "a<Name>", "${aws:username}"])
def test_tokens_that_are_left_out_or_meant_leniently_are_as_in_the_plain_search(out: str) -> None:
    lenient = union((written("a<Name>c"),), Reading.PLAIN, lenient=True)
    for positives, negatives in (((machine("a*c"),), (machine(out),)), ((lenient,), (machine(out), machine("a?*c")))):
        word = opinion(positives, negatives)
        assert word is not None
        assert shortest_in(positives, negatives, Budget()) is not None


@needs_cvc5
def test_no_character_means_anything_else_to_it() -> None:
    for text in ("\\u{61}", "\x00\n", "é\ud800", "[a-z]+"):
        assert opinion((machine(text), machine("*")), ()) == tuple(text)
        assert opinion((machine(text),), (machine(text),)) is None


@needs_cvc5
@pytest.mark.parametrize("letters", Letters)
def test_a_class_holds_the_same_characters_for_both(letters: Letters) -> None:
    one = Machine([[Step(letters)]])
    for char in "\0-./09:;@A_`az{é":
        held = opinion((one, Machine([[Step(frozenset(char))]])), ())
        assert held == ((char,) if one.accepts(char) else None), char
