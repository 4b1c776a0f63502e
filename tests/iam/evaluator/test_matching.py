"""One text against one pattern: the documentation's examples, and expressions as a second opinion.

Sources (IAM user guide, 2026-11): "IAM JSON policy elements: Resource", "Condition operators", "Variables and tags".
"""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.evaluator.matching import Filling, Pieces, matches, matches_arn, matches_resource, pieces
from hauberk.iam.evaluator.truth import Doubt, Truth
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.text import ANY, Hole, Variable, glob

NOTHING = Filling(lambda _: None, {})


def made(text: str, filling: Filling = NOTHING) -> Pieces:
    """A pattern for one request."""
    found = pieces(pattern(text, variables=True, wild=True), filling)
    assert found is not None
    assert not isinstance(found, Doubt)
    return found


BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket/*/test/*"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1/test/object.jpg", True),
        ("1/2/test/object.jpg", True),
        ("1/2/test/3/object.jpg", True),
        ("1/2/3/test/4/object.jpg", True),
        ("1///test///object.jpg", True),
        ("1/test/.jpg", True),
        ("/test/object.jpg", True),
        ("1/test/", True),
        ("1-test/object.jpg", False),
        ("test/object.jpg", False),
        ("1/2/test.jpg", False),
    ],
)
def test_the_objects_of_the_page_on_resources(key: str, expected: bool) -> None:
    assert matches_resource(made(BUCKET), f"arn:aws:s3:::amzn-s3-demo-bucket/{key}") is expected


@pytest.mark.parametrize(
    ("wanted", "resource", "expected"),
    [
        ("*", "*", True),
        ("*", "arn:aws:s3:::a", True),
        ("arn:aws:sqs:us-east-2:1:queue1", "arn:aws:sqs:us-east-2:1:queue1", True),
        ("arn:aws:sqs:us-east-2:1:queue1", "arn:aws:sqs:us-east-2:1:Queue1", False),
        ("arn:aws:sqs:us-east-2:1:queue", "arn:aws:sqs:us-east-2:1:queue1", False),
        ("arn:aws:sqs:*:1:q", "arn:aws:sqs:us-east-2:1:q", True),
        # "If the * wildcard is the last character of a resource ARN segment, it can expand … beyond the colon"
        ("arn:aws:sqs:*:q", "arn:aws:sqs:us-east-2:1:q", True),
        ("arn:aws:sqs:us-*", "arn:aws:sqs:us-east-2:1:q", True),
        ("arn:*", "arn:aws:sqs:us-east-2:1:q", True),
        ("arn:aws:sqs:us-*:q", "arn:aws:sqs:us-east-2:1:q", True),
        # Elsewhere it stays within its segment.
        ("arn:aws:sqs:us*-2:1:q", "arn:aws:sqs:us-east-2:1:q", True),
        ("arn:aws:sqs:*2:q", "arn:aws:sqs:us-east-2:12:q", False),
        ("arn:aws:sqs:us*1:q", "arn:aws:sqs:us-east-2:1:q", False),
        ("arn:aws:sqs:us-east-2?1:q", "arn:aws:sqs:us-east-2:1:q", False),
        ("arn:aws:sqs:us-east-?:1:q", "arn:aws:sqs:us-east-2:1:q", True),
        # Behind the fifth colon a colon is a character like any other.
        ("arn:aws:s3:::b/*/x", "arn:aws:s3:::b/a:c/x", True),
        ("arn:aws:s3:::b/a?c", "arn:aws:s3:::b/a:c", True),
        ("arn:aws:logs:*:*:log-group:*:log-stream:x", "arn:aws:logs:r:1:log-group:a:b:log-stream:x", True),
        # What doesn't begin as an ARN has no segments.
        ("a*b", "a:b:b", True),
        ("a?b", "a:b", True),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_resources(wanted: str, resource: str, expected: bool) -> None:
    assert matches_resource(made(wanted), resource) is expected


def test_colons_are_counted_once_variables_stand_in() -> None:
    filling = Filling({"k": "s3:::"}.get, {})
    assert matches_resource(made("arn:aws:${k}b/*/x", filling), "arn:aws:s3:::b/a:c/x") is True


FINANCE = "arn:aws:someservice:*:111122223333:finance/*"
STORE = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt"


def test_where_a_text_operator_matches_and_an_arn_operator_does_not() -> None:
    """The example of "Amazon Resource Name (ARN) condition operators"."""
    assert matches(made(FINANCE), STORE) is True
    assert matches_arn(made(FINANCE), STORE) is False


@pytest.mark.parametrize(
    ("wanted", "value", "expected"),
    [
        ("arn:aws:sns:*:1:t", "arn:aws:sns:r:1:t", True),
        ("arn:aws:sns:*:t", "arn:aws:sns:r:1:t", False),
        ("arn:aws:*:*:*:*", "arn:aws:sns:r:1:t", True),
        ("arn:aws:sns:r:1:*", "arn:aws:sns:r:1:a:b:c", True),
        ("arn:aws:sns:r:1:a?b", "arn:aws:sns:r:1:a:b", True),
        ("arn:aws:sns:?:1:t", "arn:aws:sns:r:1:t", True),
        ("arn:aws:sns:r:1:t", "arn:aws:sns:r:1:T", False),
        ("*:*:*:*:*:*", "arn:aws:sns:r:1:t", True),
        # Six components are checked: what has fewer can't pass, but for the lone star.
        ("arn:aws:sns:*", "arn:aws:sns:r:1:t", False),
        ("*", "arn:aws:sns:r:1:t", True),
        ("*", "no ARN", True),
        ("arn:aws:sns:*:*:*", "arn:aws:sns:r", False),
    ],
)
def test_arns(wanted: str, value: str, expected: bool) -> None:
    assert matches_arn(made(wanted), value) is expected


def test_what_a_variable_stands_for_is_text() -> None:
    filling = Filling({"aws:username": "a*?"}.get, {})
    assert matches(made("${aws:username}", filling), "a*?") is True
    assert matches(made("${aws:username}", filling), "abc") is False


def test_a_variable_without_value() -> None:
    plain, fallback = glob("x", Variable("k")), glob("x", Variable("k", "d"))
    assert pieces(plain, NOTHING) is None
    assert pieces(fallback, NOTHING) == ["xd"]
    assert pieces(fallback, Filling({"k": "v"}.get, {})) == ["xv"]
    assert pieces(plain, Filling({"k": ""}.get, {})) == ["x"]
    doubt = Doubt("why")
    assert pieces(fallback, Filling(lambda _: doubt, {})) is doubt


def test_case_is_folded_on_demand() -> None:
    assert pieces(glob("aB", ANY, Hole("H")), Filling(lambda _: None, {"H": "C"}), True) == ["ab", ANY, "c"]


class TestHoles:
    """Parts that aren't known."""

    WANTED = glob("arn:aws:s3:::", Hole("Name"), "/x")

    def ask(self, how: Callable[[Pieces, str], Truth], text: str, holes: dict[str, str]) -> Truth:
        found = pieces(self.WANTED, Filling(lambda _: None, holes))
        assert found is not None
        assert not isinstance(found, Doubt)
        return how(found, text)

    @pytest.mark.parametrize("how", [matches, matches_resource, matches_arn])
    def test_a_match_hangs_on_it(self, how: Callable[[Pieces, str], Truth]) -> None:
        assert self.ask(how, "arn:aws:s3:::b/x", {}) == Doubt("what Name stands for isn't known")
        assert self.ask(how, "arn:aws:s3:::b/x", {"Name": "b"}) is True
        assert self.ask(how, "arn:aws:s3:::b/x", {"Name": "c"}) is False

    @pytest.mark.parametrize("how", [matches, matches_resource, matches_arn])
    def test_what_no_text_could_make_match(self, how: Callable[[Pieces, str], Truth]) -> None:
        assert self.ask(how, "arn:aws:sqs:::b/x", {}) is False
        assert self.ask(how, "arn:aws:s3:::b/y", {}) is False


ALPHABET = "ab:"
PATTERNS = st.text(st.sampled_from("ab:*?"), max_size=10) | st.text(st.sampled_from("a:*?"), max_size=10).map(
    "arn:".__add__
)
VALUES = st.text(st.sampled_from("ab:*"), max_size=12) | st.text(st.sampled_from("a:"), max_size=12).map("arn:".__add__)


def expression(wanted: str, one: str, run: Callable[[int], str]) -> re.Pattern[str]:
    """A pattern as a regular expression; ``run`` tells what the star at a place takes."""
    parts = [run(at) if char == "*" else one if char == "?" else re.escape(char) for at, char in enumerate(wanted)]
    return re.compile("".join(parts), re.DOTALL)


@settings(max_examples=500)
@given(PATTERNS, VALUES)
def test_texts_against_expressions(wanted: str, value: str) -> None:
    found = expression(wanted, ".", lambda _: ".*").fullmatch(value)
    assert matches(made(wanted), value) is bool(found)


@settings(max_examples=500)
@given(PATTERNS, VALUES)
def test_arns_against_expressions(wanted: str, value: str) -> None:
    parts = wanted.split(":", 5)
    if re.fullmatch(r"\*+", wanted):
        assert matches_arn(made(wanted), value) is True
        return
    given_parts = value.split(":", 5)
    expected = len(parts) == len(given_parts) == 6 and all(
        expression(want, ".", lambda _: ".*").fullmatch(part) for want, part in zip(parts, given_parts, strict=True)
    )
    assert matches_arn(made(wanted), value) is expected


@settings(max_examples=500)
@given(PATTERNS, VALUES)
def test_resources_against_expressions(wanted: str, value: str) -> None:
    wanted = re.sub(r"\*+", "*", wanted)
    free = not wanted.startswith("arn:")
    head = len(wanted) if free else [*re.finditer(":", wanted), *[None] * 5][4]
    cut = head if isinstance(head, int) else head.end() if head else len(wanted)

    def run(at: int) -> str:
        last = at + 1 == len(wanted) or wanted[at + 1] == ":"
        return ".*" if free or at >= cut or last else "[^:]*"

    parts = []
    for at, char in enumerate(wanted):
        one = "." if free or at >= cut else "[^:]"
        parts.append(run(at) if char == "*" else one if char == "?" else re.escape(char))
    assert matches_resource(made(wanted), value) is bool(re.fullmatch("".join(parts), value, re.DOTALL))


@given(st.lists(st.sampled_from("ab*?"), max_size=6).map("".join), st.text("ab", max_size=6), st.text("ab", max_size=3))
def test_a_doubt_is_a_match_for_some_text_and_never_for_none(wanted: str, value: str, text: str) -> None:
    with_hole = glob(Hole("H"), *pattern(wanted, variables=False, wild=True).parts)
    unknown, told = (pieces(with_hole, Filling(lambda _: None, holes)) for holes in ({}, {"H": text}))
    assert unknown is not None
    assert told is not None
    assert not isinstance(unknown, Doubt)
    assert not isinstance(told, Doubt)
    if matches(told, value) is True:
        assert isinstance(matches(unknown, value), Doubt)


def test_stars_do_not_explode() -> None:
    assert matches(made("*a" * 1_000), "a" * 1_999 + "b") is False
    assert matches_resource(made("arn:aws:s3:::" + "*a" * 500), "arn:aws:s3:::" + "a" * 1_500 + "b") is False
