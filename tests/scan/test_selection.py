"""Which controls are asked."""

import pytest

from hauberk.model.verdict import Severity
from hauberk.practices import all_controls
from hauberk.scan.selection import UnknownNameError, existing, select

ALL = {control.name for control in all_controls()}


def test_everything_is_asked_unless_someone_says_otherwise() -> None:
    assert select() == ALL


def test_a_practice_stands_for_its_controls() -> None:
    assert select(["15"]) == {control.name for control in all_controls() if control.practice == 15}
    assert select(["15", "function-url-without-auth"]) == select(["15"]) | {"function-url-without-auth"}


def test_what_is_ignored_is_left_out_even_where_it_is_chosen() -> None:
    assert select(ignored=["3"]) == ALL - select(["3"])
    assert select(["3"], ["secret-in-environment"]) == select(["3"]) - {"secret-in-environment"}


def test_a_practice_without_controls_is_no_choice() -> None:
    with pytest.raises(UnknownNameError, match="practice 18 has no control to ask"):
        select(["18"])
    assert select(["18", "15"]) == select(["15"])
    assert select(ignored=["18"]) == ALL


@pytest.mark.parametrize("severity", Severity)
def test_severity_is_the_least_that_is_asked(severity: Severity) -> None:
    chosen = select(severity=severity)
    assert {control.name for control in all_controls() if control.severity >= severity} == chosen
    assert chosen


@pytest.mark.parametrize("word", ["0", "20", "²", "9" * 5_000, "no-such-control", "", "-1", "3.0"])
def test_a_name_that_nothing_has_is_refused(word: str) -> None:
    with pytest.raises(UnknownNameError):
        select([word])
    with pytest.raises(UnknownNameError):
        select(ignored=[word])


def test_a_mistyped_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean function-url-without-auth"):
        existing("function-url-wihout-auth")


def test_a_name_like_no_other_says_where_the_names_are() -> None:
    with pytest.raises(UnknownNameError, match=r"`hauberk controls` lists them all"):
        existing("qqqq")
