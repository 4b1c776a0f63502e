"""Automata against expressions: the same steps are written as a regular expression, which shares nothing with them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.machine import Letters, Machine, Step, Symbol
from hauberk.iam.language.text import Hole, Variable
from tests.iam.algebra.short import texts

_CLASSES = {
    Letters.ALL: r"[\s\S]",
    Letters.NOT_COLON: r"[^:]",
    Letters.NAME: r"[^:/]",
    Letters.DIGIT: r"[0-9]",
    Letters.REGION: r"[a-z0-9-]",
}
_NAMED = st.sets(st.sampled_from("a:/"), min_size=1).map(frozenset)
_STEPS = st.builds(Step, st.sampled_from(list(Letters)), st.booleans()) | _NAMED.map(Step)
"""Only classes repeat, in whatever is made of patterns and formats."""
_ROWS = st.lists(_STEPS, max_size=4).map(tuple)
_UNIONS = st.lists(_ROWS, min_size=1, max_size=3)
_TEXTS = texts("a:/0Z", 4)

HOLE, OTHER, VARIABLE = Hole("Name"), Hole("Other"), Variable("aws:username")


def expression(row: tuple[Step, ...]) -> str:
    def one(step: Step) -> str:
        takes = step.takes
        made = _CLASSES[takes] if isinstance(takes, Letters) else f"[{''.join(sorted(map(str, takes)))}]"
        return made + "*" * step.star

    return "".join(map(one, row))


def row(*parts: str | Letters | Hole | Variable) -> tuple[Step, ...]:
    """A row of single symbols, with a star for each class."""
    steps: list[Step] = []
    for part in parts:
        if isinstance(part, Letters):
            steps.append(Step(part, True))
        elif isinstance(part, str):
            steps += [Step(frozenset((char,))) for char in part]
        else:
            steps.append(Step(frozenset((part,))))
    return tuple(steps)


@settings(derandomize=True, max_examples=150)
@given(_UNIONS)
def test_a_machine_accepts_what_the_expressions_of_its_rows_do(rows: list[tuple[Step, ...]]) -> None:
    machine = Machine(rows)
    says = re.compile("|".join(f"(?:{expression(one)})" for one in rows))
    assert [text for text in _TEXTS if machine.accepts(text)] == [text for text in _TEXTS if says.fullmatch(text)]


@pytest.mark.parametrize(
    ("letters", "taken"),
    [
        (Letters.ALL, "aZ0-:/é"),
        (Letters.NOT_COLON, "aZ0-/é"),
        (Letters.NAME, "aZ0-é"),
        (Letters.REGION, "a0-"),
        (Letters.DIGIT, "0"),
    ],
)
def test_what_a_class_takes(letters: Letters, taken: str) -> None:
    machine = Machine([(Step(letters),)])
    assert "".join(filter(machine.accepts, "aZ0-:/é")) == taken


class TestTokens:
    """Holes and variables: letters that equal only themselves."""

    @pytest.mark.parametrize(
        ("parts", "word", "taken"),
        [
            ((HOLE,), (HOLE,), True),
            ((HOLE,), (OTHER,), False),
            ((HOLE,), ("n",), False),
            (("a", HOLE), ("a", HOLE), True),
            ((Letters.ALL,), (HOLE, VARIABLE), True),
            # a hole is a name, which has no colon; what a variable is the request says
            ((Letters.NOT_COLON,), (HOLE,), True),
            ((Letters.NOT_COLON,), (VARIABLE,), False),
            ((Letters.NAME,), (HOLE,), False),
        ],
    )
    def test_a_strict_machine(
        self, parts: tuple[str | Letters | Hole, ...], word: tuple[Symbol, ...], taken: bool
    ) -> None:
        assert Machine([row(*parts)]).accepts(word) is taken

    def test_one_character_is_no_token(self) -> None:
        """It may stand for two, or for none."""
        assert not Machine([(Step(Letters.ALL),)]).accepts((HOLE,))

    @pytest.mark.parametrize(
        ("word", "taken"),
        [
            (("a", "b", "c"), True),
            ((HOLE, "c"), True),
            (("a", HOLE), True),
            ((HOLE,), True),
            ((VARIABLE, "b", OTHER), True),
            ((HOLE, "d"), False),
            (("b", HOLE), False),
            (("a", "b", "c", HOLE), True),  # it may be empty
        ],
    )
    def test_a_lenient_machine_takes_a_token_as_any_text(self, word: tuple[Symbol, ...], taken: bool) -> None:
        assert Machine([row("abc")], lenient=True).accepts(word) is taken


@settings(derandomize=True, max_examples=200)
@given(_UNIONS, _ROWS)
def test_what_is_covered_is_accepted(rows: list[tuple[Step, ...]], other: tuple[Step, ...]) -> None:
    machine = Machine(rows)
    if machine.covers(other):
        assert all(map(machine.accepts, filter(re.compile(expression(other)).fullmatch, _TEXTS)))


@pytest.mark.parametrize(
    ("rows", "other", "covered"),
    [
        ([row("a", Letters.ALL)], row("ab"), True),
        ([row("a", Letters.ALL)], row("ab", Letters.NAME, "c"), True),
        ([row("a", Letters.NAME)], row("a", Letters.ALL), False),
        ([row(Letters.NAME)], row(Letters.DIGIT), True),
        ([row("ab"), row("ac")], (*row("a"), Step(frozenset("bc"))), False),  # it is, but one look doesn't see it
        ([row("ab", Letters.ALL), row("b")], row("ab"), True),
        ([row("a")], row("ab"), False),
        ([row("ab")], row("a"), False),
    ],
)
def test_what_one_look_sees(rows: list[tuple[Step, ...]], other: tuple[Step, ...], covered: bool) -> None:
    assert Machine(rows).covers(other) is covered


@settings(derandomize=True, max_examples=200)
@given(_UNIONS, _UNIONS)
def test_machines_whose_beginnings_differ_have_no_text_in_common(
    one: list[tuple[Step, ...]], other: list[tuple[Step, ...]]
) -> None:
    first, second = Machine(one), Machine(other)
    if first.apart(second):
        assert not any(first.accepts(text) and second.accepts(text) for text in _TEXTS)


@pytest.mark.parametrize(
    ("parts", "head"),
    [(("abc",), "abc"), (("ab", Letters.ALL, "c"), "ab"), (("ab", HOLE, "c"), "ab"), ((Letters.NAME, "c"), "")],
)
def test_the_beginning_of_a_row(parts: tuple[str | Letters | Hole, ...], head: str) -> None:
    assert Machine([row(*parts)]).heads == (head,)


def test_the_symbols_that_matter_next_are_those_that_a_live_step_names() -> None:
    machine = Machine([row("ab"), row("ac", HOLE), row("x", Letters.ALL)])
    after = machine.move(machine.start, "a")
    assert set(machine.named(machine.start)) == {"a", "x"}
    assert set(machine.named(after)) == {"b", "c"}
    assert machine.named(machine.move(after, "c")) == (HOLE,)
    assert machine.named(machine.move(machine.start, "x")) == ()


def test_stars_add_to_the_states_of_a_row_rather_than_multiply_them() -> None:
    """What lies before a star that was reached leads to nothing more. Each part of ``*a???*b???*c???`` has a state for
    every place where its letter was among the last four characters: sixteen, not sixteen to the power of three."""
    parts = ((Step(Letters.ALL, True), *row(char), *[Step(Letters.ALL)] * 3) for char in "abc")
    machine = Machine([tuple(step for part in parts for step in part)])
    seen = grown = {machine.start}
    while grown:
        grown = {machine.move(state, char) for state in grown for char in "abcx"} - seen
        seen = seen | grown
    assert len(seen) <= 3 * 16
