"""What was sent is compared with what is told."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.lab.account.provisioning.comparing import forgotten

NAMES = st.text("abcXYZ", min_size=1, max_size=4)
SCALARS = st.booleans() | st.integers(0, 99) | st.text("pqrs", min_size=1, max_size=5)


def unlike(names: dict[str, Any]) -> bool:
    """Whether no two names differ in case alone."""
    return len({name.lower() for name in names}) == len(names)


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3).filter(unlike),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_told_as_it_was_sent_is_not_lost(value: Any) -> None:
    assert list(forgotten(value, value)) == []


@given(st.dictionaries(NAMES, VALUES, min_size=1).filter(unlike), st.data())
def test_what_is_told_as_json_or_in_another_case_is_not_lost(value: dict[str, Any], data: st.DataObject) -> None:
    assert list(forgotten(json.dumps(value), value)) == []
    assert list(forgotten(value, json.dumps(value))) == []
    assert list(forgotten(value, {name.swapcase(): one for name, one in value.items()})) == []
    more = {**value, **data.draw(st.dictionaries(st.just("more"), SCALARS))}
    assert list(forgotten(value, more)) == [], "what is told beyond is no loss"


@given(st.dictionaries(NAMES, SCALARS, min_size=1).filter(unlike), st.data())
def test_whatever_is_dropped_or_changed_is_lost_and_nothing_else(value: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(value)))
    assert list(forgotten(value, {key: one for key, one in value.items() if key != name})) == [name]
    assert list(forgotten(value, {**value, name: "another"})) == [name]


@given(st.lists(st.integers(0, 99), min_size=1, unique=True), st.randoms())
def test_lists_have_no_order(items: list[int], random: Any) -> None:
    told = list(items)
    random.shuffle(told)
    assert list(forgotten({"Items": items}, {"Items": told})) == []
    assert list(forgotten({"Items": items}, {"Items": items[1:]})) == ["Items[0]"]


@pytest.mark.parametrize(
    ("sent", "told", "lost"),
    [
        ({"Timeout": "3"}, {"Timeout": 3}, []),
        ({"Enabled": "true"}, {"Enabled": True}, []),
        ({"Enabled": True}, {"Enabled": False}, ["Enabled"]),
        ({"Rate": 10}, {"Rate": 10.0}, []),
        ({"Rate": 10}, {"Rate": 100}, ["Rate"]),
        ({"Tags": {"a": "b"}}, {"Tags": [{"Key": "a", "Value": "b"}]}, []),
        ({"Tags": [{"Key": "a", "Value": "b"}]}, {"tags": {"a": "b"}}, []),
        ({"Tags": [{"Key": "a", "Value": "b"}]}, {"Tags": {"a": "c"}}, ["Tags.a"]),
        ({"Rules": [{"Name": "x", "A": 1}]}, {"Rules": [{"Name": "y", "A": 1}, {"Name": "x"}]}, ["Rules[0].A"]),
        ({"Deep": {"Er": {"Est": 1}}}, {"Deep": {}}, ["Deep.Er"]),
        ({"Nothing": []}, {}, []),
        ({"Allow": {}}, {}, ["Allow"]),
        ({"Policy": '{"a": [1]}'}, {"Policy": '{"a":[1]}'}, []),
        ({"Text": "{not json"}, {"Text": "{not json"}, []),
        ({"Items": [1]}, {}, ["Items"]),
        ({"Items": [1]}, None, ["Items"]),
    ],
)
def test_how_apis_say_the_same(sent: Any, told: Any, lost: list[str]) -> None:
    assert list(forgotten(sent, told)) == lost
