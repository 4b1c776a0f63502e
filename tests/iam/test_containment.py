"""Whether one policy allows more than another: known answers, and the evaluator's word on generated cases."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.budget import Budget, ExhaustedError, UndecidedError
from hauberk.iam.containment import exceeds, excess
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import EVERYTHING, Hole, glob
from hauberk.iam.regions import REGIONS
from tests.iam.agreement import held
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import drawn, pairs, statements
from tests.iam.test_planted import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_with_a_known_answer(case: Case) -> None:
    assert case.answered()


def test_what_both_leave_out_by_the_same_pattern_isnt_asked_again() -> None:
    apart: Plain = {
        "Effect": "Allow",
        "NotAction": "iam:*",
        "NotResource": ["arn:aws:s3:::b/${aws:username}*", "arn:aws:s3:::c"],
    }
    assert excess([policy(apart)], [policy(allow("iam:*"), apart)], Budget(20_000)) is None


def test_a_finding_without_a_request_doesnt_hide_one_that_has_a_request() -> None:
    one = policy(
        allow("sqs:SendMessage", "arn:aws:sqs:*:444455556666:q"), deny("sqs:*", "arn:aws:sqs:*:111122223333:*")
    )
    found = excess([one], [])
    assert found is not None
    assert ":444455556666:" in found.witness.principal


def test_the_resources_of_ones_own_account_have_a_witness() -> None:
    own = {"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}
    assert excess([policy(allow("s3:GetObject", Condition=own))], []) is not None


def test_a_variable_that_one_side_reads_in_any_case_is_no_excuse() -> None:
    """A tag that is the user's name in other letters; the long run's case 34031 was told to be no excess."""
    both = "arn:aws:s3:::*/c"
    tag = "aws:PrincipalTag/team"
    one = policy(allow("s3:*", both, Condition={"StringNotEquals": {tag: ["r*", "${aws:username}"]}}))
    other = policy(allow("s3:*", both, Condition={"StringNotEqualsIgnoreCase": {tag: "${aws:username}"}}))
    try:
        found = excess([one], [other])
    except UndecidedError:
        return  # there is such a request, though none is found: honest, if not clever
    assert found is not None


_UNREAD = Statement(Effect.ALLOW, (glob("s3:getobject"),), except_principals=True, unread=(Hole("Buckets"),))
"""A statement whose resources aren't told."""


def _policy(*statements: Statement) -> Policy:
    return Policy(statements, name="p")


class TestUnread:
    """Parts of policies that can't be read."""

    def test_what_may_be_allowed_is_undecided(self) -> None:
        with pytest.raises(UndecidedError, match="what Buckets says") as raised:
            excess([_policy(_UNREAD)], [])
        assert raised.value.code == "unread"
        with pytest.raises(UndecidedError):
            exceeds([_policy(_UNREAD)], [])

    def test_what_may_be_denied_is_undecided(self) -> None:
        everything = policy(allow())
        narrowed = _policy(*everything.statements, _UNREAD._replace(effect=Effect.DENY))
        with pytest.raises(UndecidedError):
            excess([everything], [narrowed])
        assert excess([narrowed], [everything]) is None

    def test_a_policy_that_cant_be_read_may_say_anything(self) -> None:
        with pytest.raises(UndecidedError):
            excess([Policy((), unread=(Hole("Document"),))], [policy(allow("s3:*"))])

    def test_the_same_is_the_same(self) -> None:
        sure = policy(allow("sqs:*")).statements
        assert excess([_policy(*sure, _UNREAD)], [_policy(_UNREAD._replace(place=3), *sure)]) is None
        assert not exceeds([_policy(_UNREAD)], [_policy(_UNREAD._replace(sid="Other"))])

    def test_what_is_allowed_anyway_isnt_asked(self) -> None:
        assert excess([_policy(_UNREAD)], [policy(allow())]) is None

    def test_what_is_allowed_for_sure_is_found(self) -> None:
        found = excess([_policy(*policy(allow("sqs:SendMessage")).statements, _UNREAD)], [])
        assert found is not None
        assert found.witness.action == "sqs:SendMessage"

    def test_an_action_that_isnt_told_may_be_any_of_its_pattern(self) -> None:
        actions = (glob("s3:getobject"), glob("sqs:", Hole("Name")))
        unclear = _policy(Statement(Effect.ALLOW, actions, resources=(EVERYTHING,), except_principals=True))
        assert excess([unclear], [policy(allow(["s3:GetObject", "sqs:*"]))]) is None
        assert excess([unclear], [unclear]) is None
        with pytest.raises(UndecidedError):
            excess([unclear], [policy(allow("s3:GetObject"))])
        found = excess([unclear], [policy(allow("sqs:*"))])
        assert found is not None

    def test_all_but_an_action_that_isnt_told(self) -> None:
        actions = (glob("s3:*"), glob(Hole("Name")))
        unclear = _policy(Statement(Effect.ALLOW, actions, True, (EVERYTHING,), except_principals=True))
        with pytest.raises(UndecidedError):
            excess([unclear], [policy(allow("s3:*"))])
        assert excess([unclear], [unclear]) is None


def test_a_part_that_isnt_told_may_be_what_decides() -> None:
    bucket = (glob("arn:aws:s3:::", Hole("Bucket"), "/x"),)
    others = _policy(Statement(Effect.ALLOW, (glob("s3:getobject"),), False, bucket, True, except_principals=True))
    with pytest.raises(UndecidedError) as raised:
        excess([policy(allow("s3:GetObject", "arn:aws:s3:::b/x"))], [others])
    assert raised.value.code == "unknown-part"


def test_past_the_budget_the_question_is_undecided() -> None:
    one, other = (
        policy(allow("s3:GetObject", "arn:aws:s3:::costly/a?*")),
        policy(allow("s3:*", ["arn:aws:s3:::costly/a?", "arn:aws:s3:::costly/a??*"])),
    )
    with pytest.raises(ExhaustedError):
        excess([one], [other], Budget(5))


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov", "aws-iso"])
def test_partitions_are_alike(partition: str) -> None:
    narrow = policy(allow("sqs:SendMessage", f"arn:{partition}:sqs:*:*:a*"))
    assert excess([narrow], [policy(allow("sqs:*", f"arn:{partition}:sqs:*:*:*"))]) is None
    found = excess([narrow], [policy(allow("sqs:*", "arn:aws-other:sqs:*:*:*"))])
    assert found is not None
    assert found.witness.resource.startswith(f"arn:{partition}:sqs:")


def test_a_service_that_isnt_known_is_a_service() -> None:
    assert excess([policy(allow("newthing:DoIt"))], [policy(allow("newthing:*"))]) is None
    found = excess([policy(allow("newthing:DoIt", "arn:aws:newthing:::x"))], [])
    assert found is not None
    assert found.witness.action == "newthing:doit"


def _counted(one: Policy, other: Policy, steps: int) -> bool:
    """Whether a question ends within some steps, decided or not."""
    budget = Budget(steps)
    try:
        excess([one], [other], budget)
    except UndecidedError:
        return budget.left >= -steps
    return budget.left >= 0


def test_five_thousand_statements_which_are_all_that_are_read_end() -> None:
    many = policy(*(allow("s3:GetObject", f"arn:aws:s3:::b{number}/*") for number in range(5_000)))
    assert _counted(policy(allow("s3:GetObject", "arn:aws:s3:::b4999/x")), many, 200_000)
    assert excess([policy(allow("s3:GetObject", "arn:aws:s3:::b4999/x"))], [many]) is None


@pytest.mark.parametrize("count", [10, 40, 80])
def test_patterns_made_to_explode_end(count: int) -> None:
    one = policy(allow("s3:*", ["arn:aws:s3:::" + "*a?b" * (index % 9 + 1) + f"{index}*" for index in range(count)]))
    other = policy(allow("s3:*", ["arn:aws:s3:::" + "*b?a" * (index % 9 + 1) + f"{index}*" for index in range(count)]))
    assert _counted(one, other, 20_000)


@settings(max_examples=150, derandomize=True)
@given(drawn(pairs), st.randoms(use_true_random=False))
def test_the_evaluator_says_the_same(two: tuple[Policy, Policy], chance: Random) -> None:
    try:
        held(chance.choice, *two)
    except UndecidedError:
        return


@settings(max_examples=60, derandomize=True)
@given(drawn(pairs), drawn(statements))
def test_an_allow_never_shrinks_and_a_deny_never_grows(two: tuple[Policy, Policy], more: Statement) -> None:
    one, _ = two
    try:
        wider = Policy((*one.statements, more._replace(effect=Effect.ALLOW)))
        narrower = Policy((*one.statements, more._replace(effect=Effect.DENY)))
        assert excess([one], [wider]) is None
        assert excess([narrower], [one]) is None
    except UndecidedError:
        return


@settings(max_examples=60, derandomize=True)
@given(drawn(pairs))
def test_an_allow_without_its_tests_allows_no_less(two: tuple[Policy, Policy]) -> None:
    one, _ = two
    bare = Policy(tuple(s._replace(tests=()) if s.effect is Effect.ALLOW else s for s in one.statements))
    try:
        assert excess([one], [bare]) is None
    except UndecidedError:
        return


def _asked_in(region: str) -> Plain:
    return {"Condition": {"StringEquals": {"aws:RequestedRegion": region}}}


@pytest.mark.parametrize(
    ("statements", "there"),
    [
        ((allow("lambda:*", **_asked_in("eu-west-1")),), True),
        ((allow("lambda:*", "arn:aws:lambda:us-east-1:*:function:*", **_asked_in("eu-west-1")),), False),
        ((allow("lambda:*", "arn:aws:lambda:eu-*:*:function:*", **_asked_in("eu-west-1")),), True),
        ((allow("lambda:*", "arn:aws:lambda:us-*:*:function:*", **_asked_in("eu-west-1")),), False),
        ((allow("s3:GetObject", **_asked_in("eu-west-1")),), True),
        ((allow("iam:CreateUser", **_asked_in("eu-west-1")),), False),
        ((allow("iam:CreateUser", **_asked_in("us-east-1")),), True),
        (
            (
                allow("lambda:*", "arn:aws:lambda:us-east-1:*:function:*"),
                deny("*", Condition={"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}),
            ),
            False,
        ),
        (
            (
                allow("lambda:*", "arn:aws:lambda:*:*:function:*"),
                deny("*", Condition={"StringNotLike": {"aws:RequestedRegion": "eu-*"}}),
            ),
            True,
        ),
    ],
)
def test_a_resource_is_of_the_region_that_is_asked(statements: tuple[Plain, ...], there: bool) -> None:
    found = excess([policy(*statements)], [])
    assert (found is not None) is there


@pytest.mark.parametrize(
    ("tag", "keys", "there"), [("a", "a", True), ("A", "a", True), ("b", "a", False), ("b", ["a", "b"], True)]
)
def test_tags_that_are_asked_for_are_among_their_keys(tag: str, keys: Any, there: bool) -> None:
    tagged = {"StringEquals": {f"aws:RequestTag/{tag}": "x"}, "ForAllValues:StringEquals": {"aws:TagKeys": keys}}
    found = excess([policy(allow("ec2:CreateTags", Condition=tagged))], [])
    assert (found is not None) is there


@pytest.mark.parametrize(
    ("resource", "tests", "where"),
    [
        ("arn:aws-cn:sqs:*:*:q*", {}, "arn:aws-cn:sqs:cn-north-1:"),
        ("arn:aws-iso-b:sqs:*:*:q", {}, "arn:aws-iso-b:sqs:us-isob-east-1:"),
        ("arn:aws-*:sqs:*:*:q", {}, "arn:aws-cn:sqs:cn-north-1:"),
        ("arn:aws-us-gov:sqs:us-gov-e*:*:q", {}, "arn:aws-us-gov:sqs:us-gov-east-1:"),
        ("arn:*:sqs:cn-northwest-1:*:q", {}, "arn:aws-cn:sqs:cn-northwest-1:"),
        (
            "arn:aws-us-gov:sqs:*:*:q",
            {"StringNotEquals": {"aws:RequestedRegion": "us-gov-west-1"}},
            "arn:aws-us-gov:sqs:us-gov-east-1:",
        ),
        (
            "arn:aws-cn:sqs:*:*:q",
            {"StringEquals": {"aws:RequestedRegion": ["us-east-1", "cn-north-1"]}},
            "arn:aws-cn:sqs:cn-north-1:",
        ),
        ("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws-cn:iam::*:role/x"}}, "arn:aws-cn:sqs:cn-north-1:"),
    ],
)
def test_a_request_that_shows_it_can_be_made_in_its_partition(
    resource: str, tests: dict[str, object], where: str
) -> None:
    found = excess([policy(allow("sqs:SendMessage", resource, Condition=tests))], [])
    assert found is not None
    assert found.witness.resource.startswith(where)
    assert found.witness.principal.split(":")[1] == where.split(":")[1]
    region = where.split(":")[3]
    assert found.witness.context.get("aws:requestedregion", (region,)) == (region,)


def test_a_region_is_one_that_there_is_if_it_may_be() -> None:
    shaped = allow("s3:GetObject", Condition={"StringLike": {"aws:RequestedRegion": "*-?"}})
    found = excess([policy(shaped)], [])
    assert found is not None
    assert found.witness.context["aws:requestedregion"][0] in REGIONS


def test_nobody_is_shown_to_call_from_one_partition_into_another() -> None:
    abroad = {"ArnLike": {"aws:PrincipalArn": "arn:aws-cn:iam::*:role/x"}}
    crossing = allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:q", Condition=abroad)
    with pytest.raises(UndecidedError):
        excess([policy(crossing)], [])
