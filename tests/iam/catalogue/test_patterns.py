"""Which actions a pattern means: as IAM compares, and whatever the pattern."""

import re
from fnmatch import translate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.catalogue.patterns import _LONGEST, action, actions, matcher
from hauberk.iam.catalogue.services import names, prefixes

EVERYTHING = sum(len(names(prefix)) for prefix in prefixes())


def slow(pattern: str, text: str) -> bool:
    """Whether a pattern matches a text, straight from what the two wildcards mean."""
    reached = [True] + [False] * len(text)
    for character in pattern:
        if character == "*":
            reached = [any(reached[: at + 1]) for at in range(len(reached))]
        else:
            steps = (reached[at] and character in ("?", text[at]) for at in range(len(text)))
            reached = [False, *steps]
    return reached[-1]


texts = st.text("ab:*?", max_size=8)


@given(texts, st.text("ab:", max_size=10))
def test_a_matcher_does_what_the_wildcards_mean(pattern: str, text: str) -> None:
    assert bool(matcher(pattern)(text)) == slow(pattern, text)


@given(st.text("ab.[!]\\n\n+$^(){}|*?", max_size=10), st.text("ab.[!]\\n\n+$^(){}|", max_size=10))
def test_nothing_else_is_special(pattern: str, text: str) -> None:
    assert bool(matcher(pattern)(text)) == slow(pattern, text)
    as_files = re.compile(translate(re.sub(r"[\[\]]", "[\\g<0>]", pattern)))
    assert bool(matcher(pattern)(text)) == bool(as_files.match(text))


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 5000, "*a?" * 5000 + "b", "?*" * 5000, "*" * 100_000 + "!", "a*" * 200 + "b", "(a+)+$" * 500],
    ids=lambda pattern: f"{pattern[:6]}… {len(pattern)}",
)
def test_a_hostile_pattern_ends(pattern: str) -> None:
    """With backtracking, most of these would run for longer than anyone waits."""
    assert not matcher(pattern)("a" * 64 + "c")
    assert actions(f"s3:{pattern}") == ()
    assert actions(f"{pattern}:getobject") == ()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("s3:GetObject", ("s3:GetObject",)),
        ("S3:getobject", ("s3:GetObject",)),
        ("S3:get?bject", ("s3:GetObject",)),
        ("s?:GetObject", ("s3:GetObject",)),
        ("sq*:SendMessage", ("sqs:SendMessage",)),
        ("sqs:***Message", ("sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage")),
        ("sqs:send*", ("sqs:SendMessage",)),
        ("sqs:", ()),
        (":SendMessage", ()),
        ("sqs:SendMessage:x", ()),
        ("sqs:SendMessages", ()),
        ("sqs", ()),
        ("sqs*", ()),
        ("*SendMessage", ()),
        ("", ()),
        ("?", ()),
        ("nothing:*", ()),
        ("../s3:*", ()),
        ("sqs:SendMessage\n", ()),
    ],
)
def test_what_a_pattern_means(pattern: str, found: tuple[str, ...]) -> None:
    assert tuple(sorted(actions(pattern))) == found


@pytest.mark.parametrize("pattern", ["*", "*:*", "**", "**:***", "*:?*"])
def test_all_actions(pattern: str) -> None:
    found = actions(pattern)
    assert len(found) == len(set(found)) == EVERYTHING > 20_000
    assert found == tuple(full for prefix in prefixes() for full in names(prefix).values())


def test_a_pattern_with_more_than_any_name_has_means_nothing() -> None:
    """Unless stars are all there is more of."""
    assert max(len(name) for prefix in prefixes() for name in (prefix, *names(prefix))) <= _LONGEST
    assert actions("sqs:" + "?" * 300) == ()
    assert actions("sqs:" + "*" * 10_000 + "Message") == actions("sqs:*Message")
    padded = "*".join("SendMessage")
    assert actions(f"sqs:*{padded}*") == ("sqs:SendMessage",)


def test_a_pattern_is_answered_once() -> None:
    assert actions("*:Get*") is actions("*:get**")


def test_every_action_means_itself() -> None:
    for full in actions("lambda:*"):
        assert actions(full) == (full,)
        found = action(full.upper())
        assert found is not None
        assert found.name == full


@pytest.mark.parametrize("name", ["", "s3", "s3:", "s3:Get*", "s3:Nothing", "nothing:GetObject", "s3:GetObject:x"])
def test_what_is_no_action(name: str) -> None:
    assert action(name) is None


@given(st.sampled_from(actions("sqs:*")), st.data())
def test_a_pattern_made_of_an_action_means_it(full: str, data: st.DataObject) -> None:
    """Any run of characters may become a star, any character a question mark, any letter another case."""
    start = data.draw(st.integers(4, len(full)))
    end = data.draw(st.integers(start, len(full)))
    at = data.draw(st.integers(4, len(full) - 1))
    assert full in actions(full[:start] + "*" + full[end:])
    assert full in actions(full[:at] + "?" + full[at + 1 :])
    assert full in actions("".join(data.draw(st.sampled_from((c.lower(), c.upper()))) for c in full))
