"""What a text that a regular expression matches is harmless for."""

import pytest

from hauberk.code.flow.patterns import class_of, kinds_of_match, kinds_of_part, kinds_without, read

SQL, HTML, SSRF, PATH = "sql-injection", "html-response", "ssrf", "path-traversal"


def harmless(pattern: str, **how: bool) -> set[str]:
    kinds = kinds_of_match(pattern, **how)
    return {kind for kind in (SQL, HTML, SSRF, PATH) if kind in kinds or "*" in kinds}


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        (r"^[\w-]+$", {SQL, HTML, SSRF, PATH}),
        (r"^[\w-]+", set()),
        (r"[\w-]+$", set()),
        (r"\A[a-z]+\Z", {SQL, HTML, SSRF, PATH}),
        (r"^(?:a|b|c-\d{2,4})$", {SQL, HTML, SSRF, PATH}),
        (r"^[a-z]+|x$", set()),
        (r"(^[a-z]+$)", {SQL, HTML, SSRF, PATH}),
        (r"^[^<>\"]*$", {HTML}),
        (r"^[a-z/]+$", {SQL, HTML, PATH}),  # no quote, and no star for a comment
        (r"^[a-z0-9.-]+$", {SQL, HTML, PATH}),  # any host
        (r"^[a-z0-9-]+\.example\.com$", {SQL, HTML, SSRF, PATH}),
        (r"^(?:[a-z0-9]+\.)+com$", {SQL, HTML, PATH}),
        (r"^.*$", set()),
        (r"^\S+$", set()),
        (r"^[\p{L} ]+$", {SQL, HTML, SSRF, PATH}),
        (r"^https://a\.example\.com/", {SSRF}),
        (r"^https?://(?:a|b)\.example\.com(?::443)?(?:/|$)", {SSRF}),
        (r"^https://[a-z]+\.example\.com/", {SSRF}),
        (r"^https://a\.example\.com", set()),
        (r"^https://a.example.com/", set()),
        (r"^https://.*\.example\.com/", set()),
        (r"^/(?!/)", {SSRF}),
        (r"^/[a-z]", {SSRF}),
        (r"^/", set()),
        ("(", set()),
        ("[", set()),
        ("", set()),
        ("^$", {SQL, HTML, SSRF, PATH}),
    ],
)
def test_a_text_that_fits(pattern: str, kinds: set[str]) -> None:
    assert harmless(pattern) == kinds


def test_a_match_of_the_whole_or_from_the_start_on_needs_fewer_anchors() -> None:
    assert harmless("[a-z]+", whole=True) == {SQL, HTML, SSRF, PATH}
    assert harmless("[a-z]+$", begins=True) == {SQL, HTML, SSRF, PATH}
    assert harmless("[a-z]+", begins=True) == set()


def test_what_is_taken_out_of_a_text_needs_none() -> None:
    assert kinds_of_part(r"name=([a-z]+)") == {"*"}
    assert SQL not in kinds_of_part(r"name=(.*)")


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("[<>&]", {HTML}),
        (r"[\r\n]+", {"log-injection", "header-injection"}),
        (r"[\\*()\0]", {"ldap-injection"}),
        (r"[.*+?^${}()|[\]\\]", {"regex-injection", "ldap-injection"}),
        ("a|b", set()),
    ],
)
def test_what_is_left_without_some_letters(pattern: str, kinds: set[str]) -> None:
    letters = class_of(pattern)
    assert letters is not None
    assert kinds_without(letters) == kinds


def test_what_takes_more_than_a_letter_is_no_class() -> None:
    assert class_of("ab") is None
    assert class_of("(?:a)") is None


def test_long_and_deep_patterns_are_read() -> None:
    assert read("(" * 40 + "a" + ")" * 40).letters == {"a"}
    assert "'" in read("(" * 20_000 + "a" + ")" * 20_000).letters
    assert len(read("[a-z]" * 20_000).letters) == 26
