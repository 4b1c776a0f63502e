"""What is known where ways meet is weaker than on each of them; what two checks tell is stronger than each."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.code.flow.frames import MEETING, Facts
from hauberk.code.usage.limits import Choice, Known, Limits, Touched, part, touch

BOUNDS = st.none() | st.tuples(st.integers(-3, 3).map(float), st.booleans())
LENGTHS = st.none() | st.integers(0, 4)
CHOICES = st.sampled_from((Choice(str, "a"), Choice(str, "b"), Choice(int, 1)))
LIMITS = st.builds(
    Limits,
    there=st.booleans(),
    types=st.none() | st.frozensets(st.sampled_from(("string", "number", "null")), min_size=1),
    choices=st.none()
    | st.frozensets(st.sampled_from((Choice(str, "a"), Choice(str, "b"), Choice(int, 1))), min_size=1),
    least=BOUNDS,
    most=BOUNDS,
    shortest=LENGTHS,
    longest=LENGTHS,
    patterns=st.frozensets(st.sampled_from(("^a", "b$"))),
    formats=st.just(frozenset()),
    declared=st.just(frozenset()),
    evidence=st.just(frozenset()),
)


def holds(limits: Limits, value: object) -> bool:
    """Whether a value is as it has to be. What isn't there is ``...``."""
    if value is ...:
        return not limits.there
    kind = "null" if value is None else "string" if isinstance(value, str) else "number"
    if limits.types is not None and kind not in limits.types:
        return False
    if limits.choices is not None and all(one != (type(value), value) for one in limits.choices):
        return False
    if isinstance(value, int):
        least, most = limits.least, limits.most
        if least is not None and (value < least[0] or (least[1] and value == least[0])):
            return False
        if most is not None and (value > most[0] or (most[1] and value == most[0])):
            return False
    if isinstance(value, str):
        if limits.shortest is not None and len(value) < limits.shortest:
            return False
        if limits.longest is not None and len(value) > limits.longest:
            return False
        if ("^a" in limits.patterns and not value.startswith("a")) or (
            "b$" in limits.patterns and not value.endswith("b")
        ):
            return False
    return True


VALUES = st.sampled_from((..., None, "", "a", "b", "ab", "aab", "abcab", -3, 0, 1, 3))


@given(LIMITS, LIMITS, VALUES)
def test_either_takes_what_one_of_them_takes(one: Limits, other: Limits, value: object) -> None:
    if holds(one, value) or holds(other, value):
        assert holds(one.either(other), value)


@given(LIMITS, LIMITS, VALUES)
def test_both_takes_what_both_take(one: Limits, other: Limits, value: object) -> None:
    if holds(one, value) and holds(other, value):
        assert holds(one.both(other), value)


@given(LIMITS)
def test_a_way_that_meets_itself_knows_what_it_knew(one: Limits) -> None:
    assert one.either(one) == one == one.both(one)


@given(LIMITS, LIMITS)
def test_where_ways_meet_the_order_doesnt_matter(one: Limits, other: Limits) -> None:
    assert one.either(other) == other.either(one)


BODY = part(("event", "body", "{}", "id"))


def facts(limits: Limits | None, *touched: str) -> Facts:
    found: Facts = {BODY: Known(limits)} if limits is not None else {}
    touch(found, *touched)
    return found


def test_a_way_that_doesnt_use_the_body_says_nothing_of_it() -> None:
    known, untouched = facts(Limits(there=True), "event.body.{}"), facts(None, "event")
    for met in (Touched().meet(known, untouched), Touched().meet(untouched, known)):
        assert met[BODY] == Known(Limits(there=True))
        assert met[MEETING] == {"event", "event.body.{}"}


def test_a_way_that_uses_the_body_and_asks_for_nothing_takes_the_asking_back() -> None:
    met = Touched().meet(facts(Limits(there=True), "event.body.{}"), facts(None, "event.body.{}"))
    assert BODY not in met
