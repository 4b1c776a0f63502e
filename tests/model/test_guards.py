"""Conditions in words."""

from hauberk.model.guards import Fact, Guard, Literal, describe


def guard(*literals: tuple[str, str, bool, bool]) -> Guard:
    return frozenset(Literal(Fact(subject, value, default), holds) for subject, value, default, holds in literals)


def test_a_default_and_other_values_are_told_apart() -> None:
    words = describe(
        guard(("Stage", "dev", True, True), ("Region", "eu", False, True), ("Debug", "true", False, False))
    )
    assert words == "while Stage keeps its default (dev) and when Region is eu and not (Debug)"


def test_an_empty_value_has_a_word() -> None:
    assert describe(guard(("Bucket", "", False, False))) == "when Bucket is not empty"
    assert describe(guard(("Bucket", "", True, True))) == "while Bucket keeps its default (empty)"


def test_the_value_of_a_secret_is_not_shown() -> None:
    assert describe(guard(("ClientSecret", "47C98BD15C48", True, True))) == "while ClientSecret keeps its default (***)"
    assert describe(guard(("DbPassword", "hunter2", False, False))) == "when DbPassword is not ***"
    assert describe(guard(("UseToken", "true", False, True))) == "when UseToken is true"
