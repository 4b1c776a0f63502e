"""Values: what is found faster is what was found before."""

from hypothesis import given
from hypothesis import strategies as st

from hauberk.code.flow.taint import CLEAN, Taint
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Symbol,
    Text,
    Unknown,
    Value,
    is_there,
    joined,
    taint_of,
    taint_of_all,
    without,
)

_TAINTS = st.frozensets(st.builds(Taint, st.sampled_from(("body", "query"))), max_size=2)
_PLAIN: st.SearchStrategy[Atom] = st.one_of(
    st.builds(Literal, st.sampled_from((None, 0, "a"))),
    st.builds(Input, st.just("event"), st.sampled_from(("a", "b"))),
    st.builds(Unknown, st.just("why")),
    st.builds(Symbol, st.sampled_from(("boto3", "os"))),
)


def _of(atoms: st.SearchStrategy[Atom]) -> st.SearchStrategy[Value]:
    return st.builds(Value, st.lists(atoms, max_size=3).map(tuple), _TAINTS)


def _holding(atoms: st.SearchStrategy[Atom]) -> st.SearchStrategy[Atom]:
    values = _of(atoms)
    return st.one_of(
        st.builds(lambda value: Record((("name", value),)), values),
        st.builds(lambda value: Sequence((value,)), values),
        st.builds(lambda value: Text(("a", value)), values),
        st.builds(Member, atoms, st.sampled_from(("get", "put"))),
        st.builds(lambda value: Result(Symbol("call"), Arguments((value,))), values),
    )


_VALUES = _of(st.recursive(_PLAIN, _holding, max_leaves=6))


@given(st.lists(_VALUES, max_size=4))
def test_the_sources_of_several_are_those_of_what_they_are_joined_to(values: list[Value]) -> None:
    assert taint_of_all(values) == taint_of(joined(values))


@given(_VALUES)
def test_a_value_without_alternatives_is_asked_each(value: Value) -> None:
    left = tuple(atom for atom in value.atoms if is_there(Value((atom,))) is not False)
    expected = Value(left, value.taint) if left else value
    assert without(value, is_there, False) == expected


@given(_VALUES, _VALUES)
def test_equal_values_have_equal_hashes_and_stay_equal(one: Value, other: Value) -> None:
    same = one == other
    assert same == (one.atoms == other.atoms and one.taint == other.taint)
    assert not same or hash(one) == hash(other)
    assert (one == other) == same
    assert Value(one.atoms, CLEAN) == Value(one.atoms)
