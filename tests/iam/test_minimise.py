"""The same policy in fewer statements: it says the same, it is never longer, and once is enough."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Effect, Kind, Policy, Statement
from hauberk.iam.language.printing import to_json
from hauberk.iam.language.text import Hole, glob
from hauberk.iam.minimise import Minimised, Why, minimise
from hauberk.iam.request import Policies, Request
from hauberk.iam.validation.size import characters
from tests.iam.validation.cases import ACCOUNT, ROLE, Case, allow, deny
from tests.iam.validation.reading import policy as read

Document = dict[str, Any]

USER = f"arn:aws:iam::{ACCOUNT}:user/a"
ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetObjectAcl", "sqs:SendMessage", "sqs:Nothing")
PATTERNS = ("s3:Get*", "s3:*", "*", "sqs:*")
RESOURCES = ("arn:aws:s3:::a", "arn:aws:s3:::a/b", "arn:aws:s3:::ab/c", f"arn:aws:sqs:eu-west-1:{ACCOUNT}:q")
GLOBS = ("*", "arn:aws:s3:::a*", "arn:aws:s3:::*/*", "arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::a?/c")
CONTEXTS: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"aws:securetransport": ("true",), "s3:prefix": ("a",)},
    {"aws:securetransport": ("false",), "s3:prefix": ("b",), "aws:tagkeys": ("x", "y")},
    {"s3:prefix": ("ab",), "aws:tagkeys": ("x",)},
)


def some(*options: object) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(options), min_size=1, max_size=3)


CONDITIONS: st.SearchStrategy[Document] = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"Bool": st.fixed_dictionaries({"aws:SecureTransport": st.sampled_from(["true", "false"])})}),
    st.fixed_dictionaries({"StringEquals": st.fixed_dictionaries({"s3:prefix": some("a", "b", "ab")})}),
    st.fixed_dictionaries({"StringLike": st.fixed_dictionaries({"s3:prefix": some("a", "a*", "*b")})}),
    st.fixed_dictionaries({"StringNotEquals": st.fixed_dictionaries({"s3:prefix": some("a", "b")})}),
    st.fixed_dictionaries({"StringEqualsIfExists": st.fixed_dictionaries({"s3:prefix": some("a", "b")})}),
    st.fixed_dictionaries({"ForAllValues:StringEquals": st.fixed_dictionaries({"aws:TagKeys": some("x", "y")})}),
    st.fixed_dictionaries({"ForAnyValue:StringEquals": st.fixed_dictionaries({"aws:TagKeys": some("x", "y")})}),
    st.fixed_dictionaries({"Null": st.fixed_dictionaries({"s3:prefix": some("true", "false")})}),
)


@st.composite
def statements(draw: st.DrawFn, principals: bool = False) -> Document:
    made: Document = {"Effect": draw(st.sampled_from(["Allow", "Allow", "Deny"]))}
    made[draw(st.sampled_from(["Action", "Action", "NotAction"]))] = draw(some(*ACTIONS, *PATTERNS))
    made[draw(st.sampled_from(["Resource", "Resource", "NotResource"]))] = draw(some(*RESOURCES, *GLOBS))
    if condition := draw(CONDITIONS):
        made["Condition"] = condition
    if principals:
        named = draw(st.sampled_from(["*", {"AWS": ROLE}, {"AWS": USER}, {"AWS": [ROLE, USER]}, {"AWS": ACCOUNT}]))
        made[draw(st.sampled_from(["Principal", "Principal", "Principal", "NotPrincipal"]))] = named
    return made


def policies(principals: bool = False) -> st.SearchStrategy[Policy]:
    kind = Kind.RESOURCE if principals else Kind.IDENTITY
    listed = st.lists(statements(principals), min_size=1, max_size=6)
    return listed.map(lambda one: read(Case(one, kind)))


def decisions(policy: Policy) -> list[object]:
    """What becomes of every request there is between the texts that policies are made of."""
    return [
        decide(Request(USER, action, resource, context), Policies(identity=(policy,))).decision
        for action, resource, context in product((*ACTIONS, "ec2:RunInstances"), RESOURCES, CONTEXTS)
    ]


def shared_decisions(policy: Policy) -> list[object]:
    return [
        decide(Request(who, action, resource, context, ACCOUNT), Policies(resource=policy)).decision
        for who, action, resource, context in product(
            (USER, ROLE, f"arn:aws:iam::{ACCOUNT}:user/b", "arn:aws:iam::999999999999:user/c"),
            ACTIONS[:3],
            RESOURCES,
            CONTEXTS[:3],
        )
    ]


@given(policies(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_request_is_decided_as_before(policy: Policy, wildcards: bool) -> None:
    assert decisions(minimise(policy, wildcards=wildcards).policy) == decisions(policy)


@given(policies(principals=True))
@settings(max_examples=25, deadline=None)
def test_every_principal_may_do_the_same(policy: Policy) -> None:
    assert shared_decisions(minimise(policy).policy) == shared_decisions(policy)


@given(policies(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_it_never_grows_and_once_is_enough(policy: Policy, wildcards: bool) -> None:
    once = minimise(policy, wildcards=wildcards)
    again = minimise(once.policy, wildcards=wildcards)
    assert len(once.policy.statements) <= len(policy.statements)
    assert once.before == characters(policy)
    assert characters(once.policy) == once.after <= once.before
    assert again.policy == once.policy
    assert once == minimise(policy, wildcards=wildcards)


@given(policies())
@settings(max_examples=80, deadline=None)
def test_what_is_gone_is_named_once_and_with_what_says_it(policy: Policy) -> None:
    done = minimise(policy)
    gone = [change for change in done.changes if not change.kept]
    left = {statement.place for statement in done.policy.statements}
    assert sorted(change.statement.place for change in gone) == sorted(
        statement.place for statement in policy.statements if statement.place not in left
    )
    assert all(change.by or change.why is Why.DEAD for change in gone)
    assert all(by in policy.statements for change in gone for by in change.by)


def done(*statements: Document, kind: Kind = Kind.IDENTITY, **options: Any) -> Minimised:
    return minimise(read(Case(list(statements), kind)), **options)


def said(result: Minimised) -> Any:
    return to_json(result.policy)["Statement"]


def whys(result: Minimised) -> list[tuple[str, Why, list[str]]]:
    return [(change.statement.name, change.why, [by.name for by in change.by]) for change in result.changes]


def test_statements_that_differ_in_one_thing_are_joined() -> None:
    result = done(
        allow("s3:GetObject", "arn:aws:s3:::a/*", Sid="A"),
        allow("s3:PutObject", "arn:aws:s3:::a/*", Sid="B"),
        allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::b/*", Sid="C"),
    )
    assert said(result) == [
        {
            "Sid": "A",
            "Effect": "Allow",
            "Action": ["s3:getobject", "s3:putobject"],
            "Resource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
        }
    ]
    assert whys(result) == [("B", Why.JOINED, ["A"]), ("C", Why.JOINED, ["A", "B"])]


def test_statements_that_differ_in_two_things_are_not_joined() -> None:
    result = done(allow("s3:GetObject", "arn:aws:s3:::a/*"), allow("s3:PutObject", "arn:aws:s3:::b/*"))
    assert len(result.policy.statements) == 2


@pytest.mark.parametrize(
    ("operator", "joined"),
    [
        ("StringEquals", True),
        ("StringLike", True),
        ("StringEqualsIfExists", True),
        ("ForAnyValue:StringEquals", True),
        ("ForAllValues:StringEquals", False),
        ("StringNotEquals", False),
    ],
)
def test_values_are_joined_where_one_of_them_is_enough(operator: str, joined: bool) -> None:
    result = done(
        *(allow("s3:ListBucket", "arn:aws:s3:::a", Condition={operator: {"s3:prefix": value}}) for value in ("a", "b"))
    )
    assert len(result.policy.statements) == (1 if joined else 2)


def test_principals_are_joined() -> None:
    result = done({**allow(), "Principal": {"AWS": ROLE}}, {**allow(), "Principal": {"AWS": USER}}, kind=Kind.RESOURCE)
    assert len(result.policy.statements) == 1
    assert len(result.policy.statements[0].principals) == 2


def test_a_grant_by_name_does_more_than_one_to_everyone() -> None:
    result = done({**allow(), "Principal": {"AWS": USER}}, {**allow(Sid="All"), "Principal": "*"}, kind=Kind.RESOURCE)
    assert {principal for statement in result.policy.statements for principal in statement.principals} == {
        principal
        for statement in read(Case([{**allow(), "Principal": {"AWS": [USER, "*"]}}], Kind.RESOURCE)).statements
        for principal in statement.principals
    }


def test_what_others_say_is_left_out_and_they_are_named() -> None:
    result = done(
        allow(["s3:GetObject", "sqs:SendMessage"], "*", Sid="A"),
        allow("s3:*", "*", Condition={"Bool": {"aws:SecureTransport": "true"}}, Sid="B"),
        allow("s3:*", "*", Condition={"BoolIfExists": {"aws:SecureTransport": "false"}}, Sid="C"),
        allow("sqs:*", "*", Sid="D"),
    )
    assert whys(result) == [("A", Why.HELD, ["B", "C", "D"])]


def test_what_is_denied_is_left_out_and_the_denial_stays() -> None:
    result = done(allow("s3:GetObject", "*", Sid="A"), deny("s3:*", "*", Sid="B"), allow("sqs:*", "*", Sid="C"))
    assert whys(result) == [("A", Why.DENIED, ["B"])]
    assert [statement.effect for statement in result.policy.statements] == [Effect.DENY, Effect.ALLOW]


def test_a_denial_that_denies_nothing_here_stays() -> None:
    result = done(allow("sqs:*", "*"), deny("s3:*", "*"))
    assert result.policy == read(Case([allow("sqs:*", "*"), deny("s3:*", "*")]))


def test_what_no_request_meets_is_left_out() -> None:
    dead = allow(Condition={"StringEquals": {"aws:username": "a"}, "Null": {"aws:username": "true"}}, Sid="Dead")
    assert whys(done(dead, allow("s3:*", "*"))) == [("Dead", Why.DEAD, [])]


def test_what_only_the_reference_says_has_no_effect_is_named_and_stays() -> None:
    result = done(allow("s3:ListAllMyBuckets", "arn:aws:s3:::a", Sid="A"))
    assert [(change.statement.name, change.why, change.kept) for change in result.changes] == [("A", Why.DEAD, True)]
    assert len(result.policy.statements) == 1


def test_a_policy_keeps_a_statement() -> None:
    dead = allow(Condition={"StringEquals": {"aws:username": "a"}, "Null": {"aws:username": "true"}})
    assert len(done(dead, dead).policy.statements) == 1


def test_actions_stay_as_they_are_named_unless_patterns_are_asked_for() -> None:
    names = ["sqs:SendMessage", "sqs:ListQueues", "sqs:ListQueueTags", "sqs:ListDeadLetterSourceQueues"]
    names.append("sqs:ListMessageMoveTasks")
    assert said(done(allow(names, "*")))[0]["Action"] == [name.lower() for name in names]
    assert said(done(allow(names, "*"), wildcards=True))[0]["Action"] == ["sqs:sendmessage", "sqs:list*"]


def test_a_pattern_means_no_action_more() -> None:
    result = done(allow(["s3:GetObject", "s3:GetObjectAcl"], "*"), wildcards=True)
    assert said(result)[0]["Action"] == ["s3:getobject", "s3:getobjectacl"]


@pytest.mark.parametrize(
    "statement",
    [
        Statement(Effect.ALLOW, (glob("s3:", Hole("a")),), resources=(glob("*"),), place=1),
        Statement(Effect.ALLOW, (glob("s3:getobject"),), resources=(), place=1, unread=(Hole("a"),)),
        Statement(Effect.DENY, (), place=1, unread=(Hole("a"),)),
    ],
)
def test_what_isn_t_known_stays_as_it_is(statement: Statement) -> None:
    known = read(Case([allow("s3:*", "*")])).statements[0]
    policy = Policy((known, statement, known._replace(place=2)))
    assert minimise(policy).policy.statements == (known, statement)


def test_an_unknown_resource_is_held_by_one_that_takes_everything() -> None:
    known = read(Case([allow("s3:*", "*")])).statements[0]
    hole = known._replace(resources=(glob(Hole("Bucket.Arn"), "/a"),), place=1)
    assert minimise(Policy((known, hole))).policy.statements == (known,)


@pytest.mark.parametrize("policy", [Policy(()), Policy((Statement(Effect.ALLOW),))])
def test_policies_without_anything_stay_as_they_are(policy: Policy) -> None:
    assert minimise(policy).policy == policy


def test_without_steps_the_policy_stays_and_the_reason_is_told() -> None:
    statements = [allow("s3:GetObject", f"arn:aws:s3:::{'*a' * 9}{n}/*", Sid=f"S{n}") for n in range(8)]
    conditions = [{**one, "Condition": {"Bool": {"aws:SecureTransport": "true"}}} for one in statements]
    result = minimise(read(Case([*statements, *conditions])), steps=1)
    assert result.undecided
    assert result.policy == read(Case([*statements, *conditions]))


def test_thousands_of_statements_are_joined() -> None:
    result = done(*(allow("s3:GetObject", f"arn:aws:s3:::{number}/*") for number in range(1_100)))
    assert len(result.policy.statements) == 1
