"""The values that one key may have, against the evaluator's word on every short list of values."""

from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.keys import ABSENT, FREE, Domain, Values, Wanted, possible
from hauberk.iam.algebra.rows import Reading, union
from hauberk.iam.evaluator.conditions import passes
from hauberk.iam.evaluator.matching import Filling
from hauberk.iam.language.operators import operator
from hauberk.iam.language.patterns import takes
from hauberk.iam.language.policy import Test as Line
from hauberk.iam.language.text import Glob, glob
from tests.iam.algebra.short import NOTHING, written

Context = tuple[str, ...] | None
"""The values of the key; ``None`` where it is absent."""


def line(name: str, *values: str) -> Line:
    """A line of a condition as a policy writes it; ``<name>`` is a hole."""
    asked = operator(name)
    assert asked is not None
    _, wild = takes(asked, version_has_variables=True)
    return Line(asked, "k", tuple(written(value) if wild else _tame(value) for value in values))


def _tame(value: str) -> Glob:
    """Without wildcards: a star is a star."""
    return glob(*(part if isinstance(part, (str, tuple)) else part.value for part in written(value).parts))


def found(*wanted: tuple[Line, bool], domain: Domain = FREE) -> Context | str:
    """The values that are found, or ``"none"``."""
    values = possible(tuple(Wanted(*one) for one in wanted), domain, Budget())
    return "none" if values is None else _plain(values)


def _plain(values: Values) -> Context:
    return None if values is ABSENT else tuple("".join(map(str, word)) for word in values)


def contexts(values: Sequence[str], most: int = 2) -> Iterator[Context]:
    yield None
    for count in range(1, most + 1):
        yield from permutations(values, count)


def agrees(wanted: Sequence[tuple[Line, bool]], context: Context, filling: Filling = NOTHING) -> bool:
    """Whether the evaluator is sure that each test does what is wanted."""
    return all(passes(test, context, filling) is says for test, says in wanted)


class TestTables:
    """What the key is, where a test is to pass and where it is to fail."""

    @pytest.mark.parametrize(
        ("test", "passing", "failing"),
        [
            (line("StringEquals", "a"), ("a",), None),
            (line("StringNotEquals", "a"), None, ("a",)),
            (line("StringEqualsIfExists", "a"), None, ("b",)),
            (line("StringLike", "a?"), ("ab",), None),
            (line("StringEquals", "a?"), ("a?",), None),
            (line("StringLike", "*"), ("a",), None),
            (line("StringEqualsIfExists", ""), None, ("a",)),
            (line("Null", "true"), None, ("a",)),
            (line("Null", "false"), ("a",), None),
            (line("Null", "true", "false"), None, "none"),
            (line("Null", "True"), None, ("a",)),
            (line("ForAnyValue:StringLikeIfExists", "*"), None, ("",)),  # a value that is none, and yet there
            (line("Bool", "true"), ("true",), None),
            (line("BoolIfExists", "true"), None, ("false",)),
            (line("NumericLessThan", "5"), ("0",), None),
            (line("NumericLessThan", "-5"), ("-6",), None),
            (line("NumericLessThanIfExists", "5"), None, ("5",)),
            (line("DateGreaterThan", "2026-06-01"), ("2026-06-01T00:00:00.000001Z",), None),
            (line("IpAddress", "10.0.0.0/8"), ("10.0.0.0",), None),
            (line("IpAddressIfExists", "0.0.0.0/0"), None, ("::",)),
            (line("BinaryEquals", "YR=="), ("YQ==",), None),  # the same byte, as all write it
            (line("ForAllValues:StringEquals", "a"), None, ("b",)),
            (line("ForAnyValue:StringEquals", "a"), ("a",), None),
            (line("ForAllValues:StringNotEquals", "a"), None, ("a",)),
            (line("ForAnyValue:StringNotEquals", "a"), ("b",), None),
        ],
        ids=lambda value: f"{value.operator} {[*map(str, value.values)]}" if isinstance(value, Line) else None,
    )
    def test_one_test(self, test: Line, passing: Context | str, failing: Context | str) -> None:
        assert (found((test, True)), found((test, False))) == (passing, failing)

    @pytest.mark.parametrize(
        ("wanted", "values"),
        [
            ([("StringLike", "a*", True), ("StringLike", "*b", True)], ("ab",)),
            ([("StringLike", "a*", True), ("StringNotLike", "a?*", True)], ("a",)),
            ([("StringEquals", "a", True), ("StringEquals", "b", True)], "none"),
            ([("StringEquals", "A", True), ("StringEqualsIgnoreCase", "a", False)], "none"),
            ([("NumericLessThan", "5", True), ("NumericGreaterThan", "4", True)], ("4.5",)),
            ([("NumericLessThan", "4", True), ("NumericGreaterThan", "4", True)], "none"),
            ([("NumericEquals", "5", True), ("StringEquals", "5.0", True)], ("5.0",)),
            ([("IpAddress", "10.0.0.0/8", True), ("NotIpAddress", "10.0.0.0/9", True)], ("10.128.0.0",)),
            ([("IpAddress", "10.0.0.0/8", True), ("IpAddress", "10.0.0.0/8", False)], "none"),
            # several values: each a witness of its own, all of them bound by ForAllValues
            ([("ForAnyValue:StringEquals", "a", True), ("ForAnyValue:StringEquals", "b", True)], ("a", "b")),
            ([("ForAnyValue:StringLike", "a*", True), ("ForAllValues:StringLike", "*b", True)], ("ab",)),
            ([("ForAnyValue:StringLike", "a*", True), ("ForAllValues:StringLike", "b*", True)], "none"),
            ([("ForAllValues:StringEquals", "a", False), ("ForAllValues:StringEquals", "b", False)], ("b", "a")),
            ([("Null", "false", True), *[("ForAnyValue:StringEquals", value, True) for value in "ab"]], ("a", "b")),
            ([("ForAllValues:StringNotEquals", "", False)], ("", "a")),  # the empty text alone is no value
            ([("Null", "true", True), ("StringEqualsIfExists", "a", False)], ("",)),
            # one that says no qualifier is about the one value that there is
            ([("StringLike", "*", True), ("ForAnyValue:StringLike", "a*", True)], ("a",)),
            ([("StringEquals", "b", True), ("ForAnyValue:StringEquals", "a", True)], "none"),
            ([("StringLike", "*", True), *[("ForAnyValue:StringEquals", value, True) for value in "ab"]], "none"),
            # whatever stands for a hole or a variable
            ([("StringLike", "x${v}", True), ("StringEquals", "y${v}", True)], "none"),
            ([("NumericEquals", "<N>", True), ("NumericEquals", "<N>", False)], "none"),
            ([("Null", "true", True), ("StringEquals", "${v}", True)], ("",)),
        ],
    )
    def test_several_tests(self, wanted: list[tuple[str, str, bool]], values: Context | str) -> None:
        assert found(*((line(name, value), says) for name, value, says in wanted)) == values

    @pytest.mark.parametrize(
        ("domain", "test", "values"),
        [
            (Domain(absent=True), line("StringEquals", "a"), "none"),
            (Domain(absent=True), line("StringNotEquals", "a"), None),
            (Domain(present=True), line("StringNotEquals", "a"), ("b",)),
            (Domain(present=True), line("Null", "true"), "none"),
            (Domain(within=(union((written("b*"),), Reading.PLAIN),)), line("StringLike", "?a"), ("ba",)),
            (Domain(within=(union((written("b*"),), Reading.PLAIN),)), line("StringLike", "a*"), "none"),
            (Domain(within=(union((written("1?"),), Reading.PLAIN),)), line("NumericEquals", "12"), ("12",)),
        ],
        ids=lambda value: None,
    )
    def test_what_a_key_may_hold_at_all(self, domain: Domain, test: Line, values: Context | str) -> None:
        assert found((test, True), domain=domain) == values


_QUALIFIED = st.sampled_from(("", "", "ForAllValues:", "ForAnyValue:"))
_SUFFIX = st.sampled_from(("", "", "IfExists"))


def lines(names: Sequence[str], values: Sequence[str]) -> st.SearchStrategy[Line]:
    """Lines of some operators, with any qualifier and suffix."""
    listed = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    asked = st.builds(
        lambda qualifier, name, suffix, some: line(f"{qualifier}{name}{suffix}", *some),
        _QUALIFIED,
        st.sampled_from(names),
        _SUFFIX,
        listed,
    )
    null = st.builds(lambda qualifier, value: line(f"{qualifier}Null", value), _QUALIFIED, st.sampled_from(_TRUTH))
    return asked | asked | asked | null


_TRUTH = ("true", "false")


def _wanted(of: st.SearchStrategy[Line], most: int = 3) -> st.SearchStrategy[list[tuple[Line, bool]]]:
    return st.lists(st.tuples(of, st.booleans()), min_size=1, max_size=most)


STRINGS = ("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
PATTERNS = ("StringLike", "StringNotLike")
ARNS = ("ArnLike", "ArnNotLike", "ArnEquals", "StringEquals", "StringLike")
NUMBERS = tuple(f"Numeric{order}" for order in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan"))
DATES = tuple(name.replace("Numeric", "Date") for name in (*NUMBERS, "NumericGreaterThanEquals"))

_KINDS: dict[str, tuple[st.SearchStrategy[Line], tuple[str, ...]]] = {
    "strings": (
        lines(STRINGS, ("", "a", "A", "b")) | lines(PATTERNS, ("a*", "?", "*b")),
        ("", "a", "A", "b", "ab", "z"),
    ),
    "ARNs": (
        lines(ARNS, ("arn:a:s:*::x", "arn:a:s:::*", "arn:a:s:r:1:x", "*")),
        ("arn:a:s:r::x", "arn:a:s:::x", "arn:a:s:r:1:x", "arn:a:s:::y:z", "arn:a:s:b:c::x"),
    ),
    "numbers": (lines((*NUMBERS, "NumericGreaterThanEquals"), ("1", "2", "2.0")), ("0", "1", "1.5", "2", "3")),
    "dates": (
        lines(DATES, ("2026", "2026-01-02", "2026-01-01T01:00:00+01:00")),
        ("2025", "2026", "2026-01-01T12:00:00Z", "1767312000", "2027"),
    ),
    "addresses": (
        lines(("IpAddress", "NotIpAddress"), ("10.0.0.0/8", "10.0.0.0/9", "10.0.0.1", "::/1")),
        ("9.255.255.255", "10.0.0.0", "10.0.0.1", "10.128.0.0", "11.0.0.0", "::1", "8000::"),
    ),
    "truth": (lines(("Bool",), (*_TRUTH, "True", "x")), _TRUTH),
    "bytes": (lines(("BinaryEquals",), ("YQ==", "YR==", "YWI=", "?")), ("YQ==", "YWI=", "YWJj")),
}
"""Lines about one kind of value, and values on and beside the edges that they draw."""


@pytest.mark.parametrize("kind", _KINDS)
@settings(derandomize=True, max_examples=80, deadline=None)
@given(data=st.data())
def test_what_is_found_does_it_and_where_nothing_is_found_nothing_does(kind: str, data: st.DataObject) -> None:
    of, values = _KINDS[kind]
    wanted = data.draw(_wanted(of))
    context = found(*wanted)
    if context == "none":
        assert not [one for one in contexts(values) if agrees(wanted, one)]
    else:
        assert not isinstance(context, str)
        assert agrees(wanted, context)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(_wanted(lines((*STRINGS, *NUMBERS, "IpAddress"), ("1", "1.0", "10.0.0.1", "a"))))
def test_operators_of_several_kinds_on_one_key_are_decided_rightly_or_not_at_all(
    wanted: list[tuple[Line, bool]],
) -> None:
    try:
        context = found(*wanted)
    except UndecidedError:
        return
    if context == "none":
        assert not [one for one in contexts(("1", "1.0", "2", "10.0.0.1", "a", "b")) if agrees(wanted, one)]
    else:
        assert not isinstance(context, str)
        assert agrees(wanted, context)


_TOLD = lines((*STRINGS, "StringLike", "StringNotLike"), ("a", "<N>", "${v}", "a<N>", "a${v}*", "<N>b", "*"))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_wanted(_TOLD), st.sampled_from(("a", "b", "ab")), st.sampled_from(("", "a", "b", "b*")))
def test_where_nothing_is_found_nothing_does_whatever_holes_and_variables_stand_for(
    wanted: list[tuple[Line, bool]], name: str, value: str
) -> None:
    if found(*wanted) == "none":
        filling = Filling(lambda _: value, {"N": name})
        tried = ("", "a", "A", "b", "aa", "ab", "aab", "bb", "b*", "ab*")
        assert not [one for one in contexts(tried) if agrees(wanted, one, filling)]


def test_a_number_that_a_key_may_not_hold_is_no_answer() -> None:
    with pytest.raises(UndecidedError) as raised:
        found((line("NumericEquals", "5"), True), domain=Domain(within=(union((written("b*"),), Reading.PLAIN),)))
    assert raised.value.code == "mixed-operators"


@pytest.mark.parametrize("name", ["NumericEquals", "DateLessThan", "IpAddress", "Null"])
def test_a_number_that_isnt_known_is_undecided(name: str) -> None:
    with pytest.raises(UndecidedError) as raised:
        found((line(name, "<N>"), True))
    assert raised.value.code == "unknown-value"
