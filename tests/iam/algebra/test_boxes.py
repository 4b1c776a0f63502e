"""Statements as boxes: what one look at their parts tells, and what becomes of them where keys are absent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.boxes import UNREAD, Resources, box, boxes, parts, without
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import EVERYTHING, Hole, glob
from tests.iam.algebra.short import texts, written
from tests.iam.language.documents import allow, deny, policy


def resources(*patterns: str, excepted: bool = False) -> Resources:
    return Resources(tuple(map(written, patterns)), excepted)


_TRIED = texts("abz", 4)


def taken(of: Resources) -> set[str]:
    return {text for text in _TRIED if of.machine().accepts(text) is not of.excepted}


_ANY = st.builds(
    lambda patterns, excepted: resources(*patterns, excepted=excepted),
    st.lists(st.text("ab*?", max_size=3), max_size=3),
    st.booleans(),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_ANY, _ANY)
def test_what_one_look_tells_of_two_lists_is_so(one: Resources, other: Resources) -> None:
    first, second = taken(one), taken(other)
    if one.everything:
        assert first == {*_TRIED}
    if one.nothing:
        assert not first
    if one.holds(other):
        assert first >= second
    if one.apart(other):
        assert not first & second


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (resources("a", "b"), resources("a"), True),
        (resources("a"), resources("a", "b"), False),
        (resources("a*"), resources("ab"), False),  # it does, but by equal patterns nothing tells
        (resources("*"), resources("a", excepted=True), True),
        (resources("a", excepted=True), resources("a", "b", excepted=True), True),
        (resources("a", "b", excepted=True), resources("a", excepted=True), False),
        (resources("a", excepted=True), resources("b"), False),
        (resources("b"), resources("a", excepted=True), False),
    ],
)
def test_what_holds_by_equal_patterns(one: Resources, other: Resources, holds: bool) -> None:
    assert one.holds(other) is holds


@pytest.mark.parametrize(
    ("of", "owners"),
    [
        (resources("arn:aws:s3:::b", "arn:*:sqs:*:*:q"), None),
        (resources("arn:aws:s3:::b", "arn:aws:sqs:*"), {"s3", "sqs"}),
        (resources("arn:<AWS::Partition>:sqs:<AWS::Region>:1:q"), {"sqs"}),
        (resources("arn:aws:s*:::b"), None),
        (resources("arn:aws:${v}:::b"), None),
        (resources("*"), None),
        (resources("no:aws:s3:::b"), None),
        (resources("arn:aws:s3:::b", excepted=True), None),
        (resources(), set()),
    ],
)
def test_the_services_that_patterns_spell_out(of: Resources, owners: set[str] | None) -> None:
    assert of.owners == owners
    assert of.away(frozenset(("kms",))) is (owners is not None)
    assert not of.away(None)
    assert not of.away(frozenset(("s3", "sqs"))) or not owners


class TestAbsentKeys:
    """A box where some keys are absent and others present."""

    MADE = box(
        policy(
            allow(
                "s3:GetObject",
                ["arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/${aws:userid, 'none'}", "arn:aws:s3:::c"],
                Condition={"StringEquals": {"s3:prefix": ["${aws:username}", "x"]}},
            )
        ).statements[0]
    )

    @pytest.mark.parametrize(
        ("absent", "present", "said", "values"),
        [
            ("aws:username", "", ["b/${aws:userid, 'none'}", "c"], ["x"]),
            ("aws:userid", "", ["b/${aws:username}", "b/none", "c"], ["${aws:username}", "x"]),
            ("", "aws:userid", ["b/${aws:username}", "b/${aws:userid}", "c"], ["${aws:username}", "x"]),
            ("aws:username", "aws:userid", ["b/${aws:userid}", "c"], ["x"]),
        ],
    )
    def test_what_is_left(self, absent: str, present: str, said: list[str], values: list[str]) -> None:
        settled = without(self.MADE, frozenset((absent,)), frozenset((present,)))
        assert [str(one).removeprefix("arn:aws:s3:::") for one in settled.resources.globs] == said
        assert [str(value) for value in settled.tests[0].values] == values
        assert without(self.MADE, frozenset((absent,)), frozenset((present,))) is settled

    def test_a_box_without_the_keys_is_the_same(self) -> None:
        assert without(self.MADE, frozenset(("aws:sourceip",)), frozenset(("s3:prefix",))) is self.MADE


class TestUnread:
    """What can't be read is a key of the request that nobody knows: the same for what says the same."""

    SAID = Statement(Effect.ALLOW, (glob("s3:getobject"),), except_principals=True, unread=(Hole("Buckets"),))

    def test_it_may_be_anything(self) -> None:
        (one,) = parts(self.SAID)
        assert one.resources.everything
        assert one.actions.others
        (test,) = one.tests
        assert test.key.startswith(f"{UNREAD}Buckets\n")

    def test_the_same_said_elsewhere_is_the_same_key(self) -> None:
        keys = [
            one.tests[0].key
            for statement in (
                self.SAID,
                self.SAID._replace(sid="Other", place=3, effect=Effect.DENY),
                self.SAID._replace(actions=(glob("s3:putobject"),)),
            )
            for one in parts(statement)
        ]
        assert keys[0] == keys[1] != keys[2]

    def test_of_actions_what_is_told_holds_for_sure_and_the_rest_as_wide_as_it_may_be(self) -> None:
        actions = (glob("s3:getobject"), glob("sqs:", Hole("Name")))
        sure, maybe = parts(Statement(Effect.ALLOW, actions, resources=(EVERYTHING,)))
        assert (sure.actions.globs, sure.tests) == (actions[:1], ())
        assert maybe.actions.globs == (written("sqs:*"),)
        assert maybe.tests[0].key.startswith(UNREAD)
        (but,) = parts(Statement(Effect.ALLOW, actions, True, (EVERYTHING,)))
        assert but.actions.globs == actions[:1]
        assert but.tests[0].key.startswith(UNREAD)

    def test_a_policy_of_which_nothing_is_known_may_allow_and_may_deny(self) -> None:
        made = boxes(Policy((), unread=(Hole("Document"),)))
        (allowed,), (denied,) = made.allow, made.deny
        assert allowed.tests[0].key != denied.tests[0].key


def test_a_policys_boxes_are_made_once_for_the_very_one() -> None:
    one = policy(allow("s3:*"), deny("sqs:*"))
    same = one._replace()
    assert boxes(one) is boxes(one)
    assert boxes(same) is not boxes(one)
    assert [len(boxes(one).allow), len(boxes(one).deny)] == [1, 1]


def test_what_a_policys_boxes_have_in_common() -> None:
    made = boxes(
        policy(
            allow("s3:NewToday", "arn:aws:s3:::${aws:username}", Condition={"Bool": {"aws:SecureTransport": "true"}}),
            deny("sqs:*"),
        )
    )
    assert made.services == {"s3", "sqs"}
    assert made.keys == {"aws:username", "aws:securetransport"}
    assert made.extras("s3") == {"s3:newtoday"}
    assert made.extras("sqs") == frozenset()


def test_lines_are_the_same_in_whatever_order_their_values_are() -> None:
    one, other, less = (
        box(policy(allow(Condition={"StringEquals": {"s3:a": values}})).statements[0])
        for values in (["x", "y"], ["y", "x"], ["x"])
    )
    assert one.lines == other.lines != less.lines
    assert box(policy(allow()).statements[0]).total
    assert not one.total
