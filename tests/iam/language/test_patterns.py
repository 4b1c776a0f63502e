"""Texts of policies as patterns.

Expectations from the IAM user guide, "IAM policy elements: Variables and tags" (2026-11).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.language.operators import OPERATORS, Asked, operator
from hauberk.iam.language.patterns import pattern, takes, written
from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Part, Variable, glob
from tests.iam.language.documents import TEXTS

USERNAME = Variable("aws:username")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("*", (ANY,)),
        ("**", (ANY,)),
        ("a*b?c", ("a", ANY, "b", ONE, "c")),
        ("${aws:username}", (USERNAME,)),
        ("${AWS:UserName}/*", (USERNAME, "/", ANY)),
        ("${aws:PrincipalTag/Team, 'company-wide'}", (Variable("aws:principaltag/team", "company-wide"),)),
        ("${a,'b c'}", (Variable("a", "b c"),)),
        ("${a, ''}", (Variable("a", ""),)),
        # The special characters' own variables.
        ("${*}x${?}y${$}", ("*x?y$",)),
        ("${$}{aws:username}", ("${aws:username}",)),
        ("$${aws:username}", ("$", USERNAME)),
        # What begins no variable is a literal: a missing brace, a missing quote, a space, nothing in it.
        ("${aws:username", ("${aws:username",)),
        ("${a, 'b}", ("${a, 'b}",)),
        ("${a, b}", ("${a, b}",)),
        ("${a b}", ("${a b}",)),
        ("${}", ("${}",)),
        ("${a${aws:username}", ("${a", USERNAME)),
        ("${a*", ("${a", ANY)),
    ],
)
def test_what_a_text_says(text: str, parts: tuple[Part, ...]) -> None:
    assert pattern(text, variables=True, wild=True) == Glob(parts)


def test_without_variables_and_wildcards_a_text_is_itself() -> None:
    text = "${aws:username}*?${*}"
    assert pattern(text, variables=False, wild=False) == Glob((text,))
    assert pattern(text, variables=False, wild=True) == Glob(("${aws:username}", ANY, ONE, "${", ANY, "}"))
    assert pattern(text, variables=True, wild=False) == Glob((USERNAME, "*?*"))


@given(TEXTS, st.booleans(), st.booleans())
def test_a_pattern_is_written_as_a_text_that_says_it(text: str, variables: bool, wild: bool) -> None:
    found = pattern(text, variables=variables, wild=wild)
    again = written(found, variables=variables, wild=wild)
    assert again is not None
    assert pattern(again, variables=variables, wild=wild) == found


@pytest.mark.parametrize(
    ("parts", "variables", "wild"),
    [
        (("a*",), False, True),  # nothing escapes a star without variables
        ((USERNAME,), False, True),
        ((Variable("a b"),), True, True),
        ((Variable("a", "it's"),), True, True),
        (("${aws:username}",), False, False),
    ],
)
def test_what_no_text_says(parts: tuple[Part, ...], variables: bool, wild: bool) -> None:
    expected = "${aws:username}" if parts == ("${aws:username}",) else None
    assert written(glob(*parts), variables=variables, wild=wild) == expected


def test_a_hole_is_written_as_no_policy_can() -> None:
    assert written(glob("arn:", Hole("Bucket.Arn"), ANY), variables=True, wild=True) == "arn:<Bucket.Arn>*"


def test_which_operators_take_variables_and_wildcards() -> None:
    """ "You can use a policy variable for Condition values in any condition that involves the string operators or the
    ARN operators"; wildcards by "Condition operators"."""
    variables = {one.name for one in OPERATORS if takes(Asked(one), True)[0]}
    wild = {one.name for one in OPERATORS if takes(Asked(one), True)[1]}
    assert variables == {one.name for one in OPERATORS if one.name.startswith(("String", "Arn"))}
    assert wild == {"StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"}
    like = operator("ForAnyValue:StringLikeIfExists")
    assert like is not None
    assert takes(like, False) == (False, True)
