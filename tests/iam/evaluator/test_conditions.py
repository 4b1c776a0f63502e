"""Lines of conditions: every operator with every qualifier and suffix, and the examples of the documentation.

Sources (IAM user guide, 2026-11): "Condition operators", "Set operators for multivalued context keys", "Single-valued
vs. multivalued context keys", "Variables and tags".
"""

import pytest

from hauberk.iam.evaluator.conditions import passes
from hauberk.iam.evaluator.matching import Filling
from hauberk.iam.evaluator.truth import Doubt, Truth
from hauberk.iam.language.operators import OPERATORS, Operator, Qualifier, operator
from hauberk.iam.language.patterns import pattern, takes
from hauberk.iam.language.policy import Test as Line
from hauberk.iam.language.text import Glob, Hole, glob

CONTEXT = {"aws:username": "bob", "empty": "", "star": "*"}
FILLING = Filling(CONTEXT.get, {})


def ask(name: str, values: object, given_values: tuple[str, ...] | Doubt | None, filling: Filling = FILLING) -> Truth:
    """Whether a line of a condition passes."""
    asked = operator(name)
    assert asked is not None
    variables, wild = takes(asked, True)
    listed: list[object] = values if isinstance(values, list) else [values]
    globs = [one if isinstance(one, Glob) else pattern(str(one), variables=variables, wild=wild) for one in listed]
    return passes(Line(asked, "k", tuple(globs)), given_values, filling)


SAMPLES: dict[str, tuple[str, str, str]] = {
    "StringEquals": ("a", "a", "A"),
    "StringNotEquals": ("a", "a", "A"),
    "StringEqualsIgnoreCase": ("a", "A", "b"),
    "StringNotEqualsIgnoreCase": ("a", "A", "b"),
    "StringLike": ("a*", "abc", "Abc"),
    "StringNotLike": ("a*", "abc", "Abc"),
    "ArnEquals": ("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:aws:s3:::b"),
    "ArnLike": ("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:aws:s3:::b"),
    "ArnNotEquals": ("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:aws:s3:::b"),
    "ArnNotLike": ("arn:aws:s3:::a*", "arn:aws:s3:::ab", "arn:aws:s3:::b"),
    "NumericEquals": ("10", "10.0", "9"),
    "NumericNotEquals": ("10", "10.0", "9"),
    "NumericLessThan": ("10", "9.9", "10"),
    "NumericLessThanEquals": ("10", "10", "10.1"),
    "NumericGreaterThan": ("10", "10.1", "10"),
    "NumericGreaterThanEquals": ("10", "10", "9.9"),
    "DateEquals": ("2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "2020-01-01T00:00:01Z"),
    "DateNotEquals": ("2020-01-01T00:00:00Z", "1577836800", "2020-01-01T00:00:01Z"),
    "DateLessThan": ("2020-01-01", "2019-12-31T23:59:59Z", "2020-01-01"),
    "DateLessThanEquals": ("2020-01-01", "2020-01-01", "2020-01-02"),
    "DateGreaterThan": ("2020-01-01", "2020-01-01T00:00:01Z", "2020-01-01"),
    "DateGreaterThanEquals": ("2020-01-01", "2020", "2019"),
    "Bool": ("true", "True", "false"),
    "BinaryEquals": ("QmluYXJ5", "QmluYXJ5", "QmluYXJ6"),
    "IpAddress": ("203.0.113.0/24", "203.0.113.7", "203.0.114.7"),
    "NotIpAddress": ("203.0.113.0/24", "203.0.113.7", "203.0.114.7"),
}
"""For each operator a value of the policy, a value that matches it, and one that doesn't."""

TESTING = [one for one in OPERATORS if one.name != "Null"]


def test_every_operator_has_samples() -> None:
    assert set(SAMPLES) == {one.name for one in TESTING}


@pytest.mark.parametrize("one", TESTING, ids=lambda one: one.name)
@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_without_qualifier(one: Operator, suffix: str) -> None:
    """ "If the key … is not present in the request context, the values do not match and the condition is false. If the
    policy condition requires that the key is not matched … the condition is true"; IfExists: "If the key is not
    present, evaluate the condition element as true"."""
    value, match, other = SAMPLES[one.name]
    name = one.name + suffix
    assert ask(name, value, (match,)) is not one.negated
    assert ask(name, value, (other,)) is one.negated
    assert ask(name, value, None) is (one.negated or bool(suffix))
    assert ask(name, value, ()) is (one.negated or bool(suffix))
    assert isinstance(ask(name, value, (match, other)), Doubt)
    assert ask(name, [], (match,)) is one.negated


@pytest.mark.parametrize("one", TESTING, ids=lambda one: one.name)
@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_for_any_value(one: Operator, suffix: str) -> None:
    """At least one value of the request passes; "for no matching context key or if the key does not exist, the
    condition returns false"."""
    value, match, other = SAMPLES[one.name]
    name = f"ForAnyValue:{one.name}{suffix}"
    assert ask(name, value, (match, other)) is True
    assert ask(name, value, (match, match)) is not one.negated
    assert ask(name, value, (other,)) is one.negated
    assert ask(name, value, None) is bool(suffix)
    assert ask(name, value, ()) is bool(suffix)
    assert ask(name, value, ("",)) is False


@pytest.mark.parametrize("one", TESTING, ids=lambda one: one.name)
@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_for_all_values(one: Operator, suffix: str) -> None:
    """Every value of the request passes; "it also returns true if there are no context keys in the request, or if the
    context key value resolves to a null dataset, such as an empty string"."""
    value, match, other = SAMPLES[one.name]
    name = f"ForAllValues:{one.name}{suffix}"
    assert ask(name, value, (match, other)) is False
    assert ask(name, value, (match, match)) is not one.negated
    assert ask(name, value, (other,)) is one.negated
    assert ask(name, value, None) is True
    assert ask(name, value, ()) is True
    assert ask(name, value, ("",)) is True


@pytest.mark.parametrize("one", TESTING, ids=lambda one: one.name)
def test_several_values_of_the_policy(one: Operator) -> None:
    """ "For negated matching condition operators … the effective permissions work like a logical AND"."""
    value, match, other = SAMPLES[one.name]
    if one.family in ("numeric", "date") and one.order != "=":
        return
    never = {"string": "never", "arn": "arn:aws:s3:::never", "ip": "10.0.0.0/8"}.get(one.family, "never")
    assert ask(one.name, [never, value], (match,)) is not one.negated
    assert ask(one.name, [never, value], (other,)) is one.negated


@pytest.mark.parametrize("qualifier", ["", *(f"{one.value}:" for one in Qualifier if one)])
@pytest.mark.parametrize(
    ("value", "given_values", "expected"),
    [
        ("true", None, True),
        ("true", (), True),
        ("true", ("",), True),
        ("true", ("x",), False),
        ("true", ("", "x"), False),
        ("false", None, False),
        ("false", ("",), False),
        ("false", ("x",), True),
        ("TRUE", None, True),
        ("yes", None, False),
        ("yes", ("x",), False),
        (["true", "false"], None, True),
        (["true", "false"], ("x",), True),
        ([], None, False),
    ],
)
def test_null(qualifier: str, value: object, given_values: tuple[str, ...] | None, expected: bool) -> None:
    """ "Either true (the key doesn't exist — it is null) or false (the key exists and its value is not null)"."""
    assert ask(f"{qualifier}Null", value, given_values) is expected


@pytest.mark.parametrize(
    ("name", "values", "given_values", "expected"),
    [
        # "Condition operators", StringLike with a policy variable
        ("StringLike", ["", "home/", "home/${aws:username}/"], ("",), True),
        ("StringLike", ["", "home/", "home/${aws:username}/"], ("home/",), True),
        ("StringLike", ["", "home/", "home/${aws:username}/"], ("home/bob/",), True),
        ("StringLike", ["", "home/", "home/${aws:username}/"], ("home/eve/",), False),
        # IfExists: t1.*, t2.*, m3.* of ec2:InstanceType
        ("StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], ("t2.micro",), True),
        ("StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], ("c5.large",), False),
        ("StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], None, True),
        ("StringLike", ["t1.*", "t2.*", "m3.*"], None, False),
        # Sets: the attributes of the table Thread
        ("ForAllValues:StringEquals", ["ID", "Message", "Tags"], ("Message", "Tags"), True),
        ("ForAllValues:StringEquals", ["ID", "Message", "Tags"], ("Message", "UserName"), False),
        ("ForAnyValue:StringEquals", ["ID", "PostDateTime"], ("PostDateTime", "Message"), True),
        ("ForAnyValue:StringEquals", ["ID", "PostDateTime"], ("UserName",), False),
        ("ForAllValues:StringEquals", ["PostDateTime", "Message", "Tags"], ("PostDateTime", "UserName"), False),
        # Addresses of both kinds
        ("IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], ("2001:db8:1234:5678::1",), True),
        ("IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], ("2001:db8:1234:5679::1",), False),
        ("NumericLessThanEquals", "10", ("10",), True),
    ],
)
def test_examples(name: str, values: object, given_values: tuple[str, ...] | None, expected: bool) -> None:
    assert ask(name, values, given_values) is expected


@pytest.mark.parametrize(
    ("name", "value", "given_value", "expected"),
    [
        # What can't be read matches nothing, so that a negated operator passes on it.
        ("NumericEquals", "ten", "10", False),
        ("NumericEquals", "10", "ten", False),
        ("NumericNotEquals", "10", "ten", True),
        ("NumericLessThan", "10", "", False),
        ("NumericEquals", "1e1", "10", True),
        ("NumericEquals", "nan", "nan", False),
        ("NumericLessThan", "Infinity", "1", False),
        ("NumericEquals", "\u0661", "1", False),
        ("DateEquals", "yesterday", "yesterday", False),
        ("DateNotEquals", "2020-01-01", "yesterday", True),
        ("Bool", "yes", "yes", False),
        ("Bool", "false", "FALSE", True),
        ("Bool", "t*", "true", False),
        ("BinaryEquals", "not base64!", "not base64!", False),
        ("BinaryEquals", "YQ==", "YQ", False),
        ("IpAddress", "10.0.0.1", "10.0.0.1", True),
        ("IpAddress", "10.0.0.1", "10.0.0.2", False),
        ("IpAddress", "::1", "::1", True),
        ("IpAddress", "10.1.2.3/8", "10.9.9.9", True),
        ("IpAddress", "0.0.0.0/0", "::1", False),
        ("NotIpAddress", "0.0.0.0/0", "::1", True),
        ("IpAddress", "::/0", "10.0.0.1", False),
        ("IpAddress", "10.0.0.0/33", "10.0.0.0", False),
        ("IpAddress", "0.0.0.0/0", "somewhere", False),
        ("NotIpAddress", "10.0.0.0/8", "somewhere", True),
        ("StringEquals", "a*", "a*", True),
        ("StringEquals", "a*", "ab", False),
        ("StringLike", "a${*}", "ab", False),
        ("StringLike", "${star}", "ab", False),
        ("StringEquals", "${empty}", "", True),
    ],
)
def test_values(name: str, value: str, given_value: str, expected: bool) -> None:
    assert ask(name, value, (given_value,)) is expected


@pytest.mark.parametrize("given_values", [("x",), ("",)])
def test_a_variable_without_value_is_equal_to_nothing(given_values: tuple[str, ...]) -> None:
    """ "There is no equal or like value … Inverted condition operators like StringNotEquals or StringNotLike do match
    against a null value"."""
    for positive in ("StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnLike"):
        assert ask(positive, "${nobody}", given_values) is False
    for negated in ("StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase", "ArnNotLike"):
        assert ask(negated, "${nobody}", given_values) is True
    assert ask("StringEquals", ["${nobody}", given_values[0]], given_values) is True
    assert ask("StringEquals", "${nobody, 'x'}", given_values) is (given_values == ("x",))


UNKNOWN_PART = Doubt("what H stands for isn't known")


@pytest.mark.parametrize("one", TESTING, ids=lambda one: one.name)
def test_a_hole_is_a_doubt_only_where_it_decides(one: Operator) -> None:
    value, match, _ = SAMPLES[one.name]
    hole = glob(Hole("H"))
    # A matching value beside it decides by itself.
    assert ask(one.name, hole, (match,)) == UNKNOWN_PART
    assert ask(one.name, [hole, value], (match,)) is not one.negated
    told = Filling(CONTEXT.get, {"H": value.replace("*", "b") if "*" in value else value})
    assert not isinstance(ask(one.name, hole, (match,), told), Doubt)
    assert ask(one.name, hole, None) is one.negated


def test_a_key_of_unknown_value() -> None:
    why = Doubt("why")
    assert ask("StringEquals", "a", why) is why
    assert ask("Null", "true", why) is why
