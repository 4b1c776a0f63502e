"""The search against every request of a small world: few actions, short resources, one key."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.boxes import Box, box, parts
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.keys import ABSENT, Domain
from hauberk.iam.algebra.principals import exactly
from hauberk.iam.algebra.search import Found, Scene, findings, search, universe_of
from hauberk.iam.evaluator.conditions import passes
from hauberk.iam.evaluator.matching import Filling, matches_resource, pieces
from hauberk.iam.evaluator.truth import Doubt
from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Effect, Statement
from hauberk.iam.language.policy import Test as Line
from hauberk.iam.language.text import Glob, Hole, glob
from tests.iam.algebra.short import NOTHING, texts, written
from tests.iam.language.documents import Plain, allow, policy

ACTIONS = ("sqs:sendmessage", "sqs:receivemessage", "sqs:getqueueurl", "sns:publish", "kms:decrypt")
RESOURCES = [*texts("abz", 2), "aab", "abb", "abz", "azb", "zab", "bzb"]
CONTEXTS: tuple[tuple[str, ...] | None, ...] = (None, ("a",), ("b",), ("z",))
Asked = tuple[str, str, tuple[str, ...] | None]


def holds(said: Statement, request: Asked, filling: Filling = NOTHING) -> bool:
    """Whether a statement is about a request: by Python's and the evaluator's matching."""
    action, resource, context = request
    acts = any(fnmatchcase(action, str(one)) for one in said.actions)
    on = any(_takes(one, resource, filling) for one in said.resources)
    return (
        acts is not said.except_actions
        and on is not said.except_resources
        and all(passes(test, context, filling) is True for test in said.tests)
    )


def _takes(one: Glob, resource: str, filling: Filling) -> bool:
    made = pieces(one, filling)
    return made is not None and not isinstance(made, Doubt) and matches_resource(made, resource) is True


def _requests() -> Iterator[Asked]:
    yield from product(ACTIONS, RESOURCES, CONTEXTS)


def _line(name: str, value: str) -> Line:
    asked = operator(name)
    assert asked is not None
    return Line(asked, "k", (glob(value),))


_LINES = st.builds(
    _line, st.sampled_from(("StringEquals", "StringNotEquals", "StringEqualsIfExists")), st.sampled_from("ab")
)


def _statements(resource: st.SearchStrategy[str]) -> st.SearchStrategy[Statement]:
    return st.builds(
        lambda actions, but, resources, none, tests: Statement(
            Effect.ALLOW, tuple(map(written, actions)), but, tuple(map(written, resources)), none, tests=tuple(tests)
        ),
        st.lists(
            st.sampled_from(("sqs:*", "sqs:*message", "sns:publish", "*", "s?s:*", "kms:d*")), min_size=1, max_size=2
        ),
        st.booleans(),
        st.lists(resource, min_size=1, max_size=2),
        st.booleans(),
        st.lists(_LINES, max_size=1),
    )


_PLAIN = _statements(st.sampled_from(("*", "a*", "*b", "ab", "?", "a?")))
_GROUPS = st.lists(st.lists(_PLAIN, min_size=1, max_size=2), min_size=1, max_size=3)


def asked(meet: Sequence[Sequence[Statement]], avoid: Sequence[Statement], cut: bool = False) -> Found | None:
    groups, against = [[box(one) for one in group] for group in meet], [box(one) for one in avoid]
    return search(groups, against, Scene(universe_of(*groups, against), cut=cut), Budget())


@settings(derandomize=True, max_examples=60, deadline=None)
@given(_GROUPS, st.lists(_PLAIN, max_size=3))
def test_what_is_found_is_a_request_and_where_nothing_is_found_there_is_none(
    meet: list[list[Statement]], avoid: list[Statement]
) -> None:
    def fits(request: Asked) -> bool:
        return all(any(holds(one, request) for one in group) for group in meet) and not any(
            holds(one, request) for one in avoid
        )

    found = asked(meet, avoid)
    if found is None:
        assert not list(filter(fits, _requests()))
        return
    values = found.context.get("k", ABSENT)
    context = None if values is ABSENT else tuple("".join(map(str, word)) for word in values)
    for action, word in product(found.actions, found.resources):
        assert fits((action, "".join(map(str, word)), context))


_WITH_TOKENS = _statements(st.sampled_from(("*", "a<N>", "<N>", "a${v}", "${v}*", "*b", "a*", "ab")))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_WITH_TOKENS, min_size=1, max_size=2), min_size=1, max_size=2),
    st.lists(_WITH_TOKENS, max_size=2),
    st.sampled_from(("a", "b", "zb")),
    st.sampled_from(("", "a", "b", "bz")),
)
def test_where_nothing_is_found_there_is_nothing_whatever_holes_and_variables_stand_for(
    meet: list[list[Statement]], avoid: list[Statement], name: str, value: str
) -> None:
    if asked(meet, avoid) is None:
        filling = Filling(lambda _: value, {"N": name})
        assert not [
            request
            for request in _requests()
            if all(any(holds(one, request, filling) for one in group) for group in meet)
            and not any(holds(one, request, filling) for one in avoid)
        ]


def made(*statements: Plain) -> list[Box]:
    return [box(one) for one in policy(*statements).statements]


def told(meet: Sequence[Sequence[Box]], avoid: Sequence[Box] = (), **scene: object) -> list[tuple[set[str], str]]:
    """Each group of actions that is found, with a resource."""
    within = Scene(universe_of(*meet, avoid), **scene)  # type: ignore[arg-type]
    return [
        ({name.partition(":")[2] for name in found.actions}, "".join(map(str, found.resources[0])))
        for found in findings(meet, avoid, within, Budget())
    ]


class TestFindings:
    """Actions that all boxes treat alike are found together."""

    SEND = made(allow(["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:ListQueues"], "arn:aws:sqs:*:*:q"))

    def test_once_for_what_acts_on_the_same(self) -> None:
        (actions, resource), *others = told([self.SEND])
        assert actions >= {"sendmessage", "receivemessage"}
        assert resource == "arn:aws:sqs:us-east-1:000000000000:q"
        assert not others

    def test_apart_where_a_box_to_avoid_tells_them_apart(self) -> None:
        found = told([self.SEND], made(allow("sqs:SendMessage", "arn:aws:sqs:eu-*:*:*")))
        assert sorted(sorted(actions & {"sendmessage", "receivemessage"}) for actions, _ in found) == [
            ["receivemessage"],
            ["sendmessage"],
        ]

    def test_a_box_that_holds_whatever_resource_leaves_nothing_of_its_actions(self) -> None:
        ((actions, _),) = told([self.SEND], made(allow(["sqs:SendMessage", "sqs:List*"])))
        assert actions == {"receivemessage"}

    def test_without_cutting_an_action_acts_on_anything(self) -> None:
        bucket = made(allow("sqs:SendMessage", "arn:aws:s3:::b"))
        assert told([bucket]) == []
        assert told([bucket], cut=False) == [({"sendmessage"}, "arn:aws:s3:::b")]

    def test_no_groups_ask_for_nothing(self) -> None:
        assert told([self.SEND, []]) == []


def test_a_domain_is_what_a_key_may_hold() -> None:
    asks = made(allow("sqs:SendMessage", Condition={"StringLike": {"aws:PrincipalType": "A*"}}))
    assert told([asks], domains={"aws:principaltype": exactly("AssumedRole")})
    assert not told([asks], domains={"aws:principaltype": exactly("User")})
    assert not told([asks], domains={"aws:principaltype": Domain(absent=True)})


def test_a_variable_whose_key_is_absent_has_its_default_or_matches_nothing() -> None:
    asks = made(allow("s3:GetObject", ["arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::c/${aws:username, 'none'}"]))
    assert told([asks], domains={"aws:username": Domain(absent=True)}) == [({"getobject"}, "arn:aws:s3:::c/none")]


@pytest.mark.parametrize(
    ("statement", "certain"),
    [
        (allow("s3:GetObject", "arn:aws:s3:::b/*"), True),
        (allow("s3:GetObject", "*", Condition={"StringEquals": {"s3:prefix": "a"}}), True),
        (allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}"), False),
        (allow("s3:GetObject", "*", Condition={"StringEquals": {"aws:PrincipalAccount": "111122223333"}}), False),
    ],
)
def test_what_hangs_on_nothing_is_certain(statement: Plain, certain: bool) -> None:
    boxes = made(statement)
    found = search([boxes], [], Scene(universe_of(boxes)), Budget())
    assert found is not None
    assert found.certain is certain


def test_what_cant_be_read_is_named() -> None:
    unread = Statement(Effect.ALLOW, (glob("s3:getobject"),), except_principals=True, unread=(Hole("Buckets"),))
    found = search([[*parts(unread)]], [], Scene(), Budget())
    assert found is not None
    assert (found.unread, found.certain) == ("Buckets", False)
