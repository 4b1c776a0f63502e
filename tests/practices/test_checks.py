"""The shapes that most controls have, value by value."""

import pytest

from hauberk.model.given import is_given
from hauberk.model.values import NO_FIELDS, NO_ITEMS, Absent, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.model.verdict import State
from hauberk.practices.checks import must_be_among, must_be_given, must_be_off, must_be_on, plain

REFERENCE = Reference("Table", "Arn")
PATTERN = Pattern(("orders-", REFERENCE))


def unknown(code: str) -> Unknown:
    return Unknown(Reason(code, "nobody knows"))


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (Absent(), State.VIOLATED),
        (Absent(default="AWS_OWNED"), State.VIOLATED),
        (Known(None), State.VIOLATED),
        (Known(""), State.VIOLATED),
        (Known(False), State.VIOLATED),
        (Known(NO_FIELDS), State.VIOLATED),
        (Known(NO_ITEMS), State.VIOLATED),
        (Known("orders"), State.SATISFIED),
        (Known(True), State.SATISFIED),
        (REFERENCE, State.SATISFIED),
        (PATTERN, State.SATISFIED),
        (unknown("availability-zones"), State.SATISFIED),
        (unknown("import-value"), State.SATISFIED),
        (unknown("no-echo"), State.SATISFIED),
        (unknown("parameter-set-at-deployment"), State.SATISFIED),
        (unknown("parameter-store"), State.SATISFIED),
        (unknown("parameter-without-default"), State.SATISFIED),
        (unknown("dynamic-secret"), State.SATISFIED),
        (unknown("part-of-unknown"), State.UNKNOWN),
        (unknown("macro"), State.UNKNOWN),
    ],
)
def test_what_is_given(value: Value, state: State) -> None:
    assert must_be_given(value, "it isn't there").state is state
    assert is_given(value) is (state is State.SATISFIED)


@pytest.mark.parametrize(
    ("value", "on", "off"),
    [
        (Known(True), State.SATISFIED, State.VIOLATED),
        (Known(False), State.VIOLATED, State.SATISFIED),
        (Absent(default=True), State.SATISFIED, State.VIOLATED),
        (Absent(default=False), State.VIOLATED, State.SATISFIED),
        (Absent(), State.UNKNOWN, State.UNKNOWN),
        (REFERENCE, State.UNKNOWN, State.UNKNOWN),
        (unknown("no-echo"), State.UNKNOWN, State.UNKNOWN),
    ],
)
def test_a_switch_is_on_or_off(value: Value, on: State, off: State) -> None:
    assert must_be_on(value, "it is off").state is on
    assert must_be_off(value, "it is on").state is off


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (Known("Enabled"), State.SATISFIED),
        (Known("Suspended"), State.VIOLATED),
        (Absent(default="Enabled"), State.SATISFIED),
        (Absent(default="Suspended"), State.VIOLATED),
        (Known(NO_FIELDS), State.UNKNOWN),
        (PATTERN, State.UNKNOWN),
    ],
)
def test_a_word_is_one_of_some(value: Value, state: State) -> None:
    assert must_be_among(value, ("Enabled",), "it isn't").state is state


def test_a_default_is_as_good_as_what_is_written() -> None:
    assert plain(Absent(default=0)) == (True, 0)
    assert plain(Known(None)) == (True, None)
    assert plain(Absent()) == (False, None)
    assert plain(Known(NO_ITEMS)) == (False, None)
