"""A policy that is longer than IAM takes, as several: each within its limit, together as much as the whole."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import glob as written
from hauberk.questions import parts as asked
from hauberk.questions.parts import VERSION, Grant, TooLongError, checked, grants, managed_parts, parts, size, statement
from hauberk.study.needs.needed import Condition, Needed, Origin
from tests.iam.language.documents import read

ACTIONS = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging")
RESOURCES = tuple(
    f"arn:aws:s3:::{name}/{folder}*" for name in ("orders", "orders-archive") for folder in ("", "a/", "b/")
)
CONDITIONS = ((), (Condition("StringEquals", "aws:RequestedRegion", ("eu-west-1",)),))

ANY_GRANT = st.builds(
    Grant,
    st.lists(st.sampled_from(ACTIONS), min_size=1, unique=True).map(tuple),
    st.lists(st.sampled_from(RESOURCES), min_size=1, unique=True).map(tuple),
    st.sampled_from(CONDITIONS),
)


def document(found: Iterable[Grant]) -> str:
    return json.dumps({"Version": VERSION, "Statement": [statement(one) for one in found]}, separators=(",", ":"))


def policy(found: Iterable[Grant]) -> Policy:
    made = read(document(found)).policy
    assert made is not None
    return made


def written_out(found: Iterable[Grant]) -> list[tuple[str, str, tuple[Condition, ...]]]:
    """What some statements allow, piece by piece."""
    return [(action, text, one.conditions) for one in found for action in one.actions for text in one.resources]


@given(st.lists(ANY_GRANT, min_size=1, max_size=6), st.integers(230, 700))
def test_parts_say_what_the_whole_says_each_within_the_limit(whole: list[Grant], limit: int) -> None:
    found = parts(whole, limit)
    assert all(len(document(one)) <= limit for one in found)
    mine, theirs = [policy(one) for one in found], [policy(whole)]
    assert excess(mine, theirs) is excess(theirs, mine) is None
    assert parts(whole, limit) == found


@given(st.lists(ANY_GRANT, min_size=1, max_size=6), st.integers(230, 700))
def test_no_part_is_needless_and_none_is_said_twice(whole: list[Grant], limit: int) -> None:
    found = parts(whole, limit)
    said = [piece for one in found for piece in written_out(one)]
    assert sorted(said) == sorted(written_out(whole))
    for one, other in pairwise(found):
        assert size([*one, *other]) > limit or len(found) > 2


@given(st.integers(1, 900), st.integers(1, 300))
def test_there_are_as_few_as_there_can_be(resources: int, actions: int) -> None:
    """A long statement is cut where the limit comes: only what heads each part is said again."""
    grant = Grant(
        tuple(f"s3:Action{number:04}" for number in range(actions)),
        tuple(f"arn:aws:s3:::orders-{number:04}/*" for number in range(resources)),
    )
    found = managed_parts([grant])
    assert all(len(document(one)) <= 6_144 for one in found)
    assert len({piece for one in found for piece in written_out(one)}) == resources * actions
    head = size([grant._replace(resources=grant.resources[:1])])
    if 2 * head < 6_144:
        assert len(found) <= 1 + (size([grant]) - head) // (6_144 - head - 50)


def test_a_statement_stays_whole_where_that_makes_no_more_policies() -> None:
    whole = [
        Grant(("s3:GetObject",), tuple(f"arn:aws:s3:::{name}-{number:02}/*" for number in range(9))) for name in "abc"
    ]
    found = parts(whole, size(whole[:2]))
    assert found == (tuple(whole[:2]), tuple(whole[2:]))


def test_the_limits_are_those_of_iam() -> None:
    assert (asked.managed().limit, asked.managed().attached, asked.inline().limit) == (6_144, 10, 10_240)


@pytest.mark.parametrize(("longer", "count"), [(0, 1), (1, 2)])
def test_the_last_character_counts(longer: int, count: int) -> None:
    one = Grant(("s3:GetObject",), ("arn:aws:s3:::a/*", "arn:aws:s3:::b/"))
    filled = one._replace(resources=(one.resources[0], one.resources[1] + "x" * (6_144 - size([one]) + longer)))
    assert len(managed_parts([filled])) == count


def test_what_only_the_deployment_knows_counts_as_much_as_it_may_have() -> None:
    def of(text: str) -> int:
        return size([Grant(("s3:GetObject",), (text,))]) - size([Grant(("s3:GetObject",), ("",))])

    assert of("${AWS::AccountId}") == 12
    assert of("arn:${AWS::Partition}:s3:::${Files}/*") == len("arn::s3:::/*") + 10 + 64
    assert of("${Files.Arn}/*") == 128 + 2
    assert of("${!Literal}") == len("${!Literal}")


def test_one_action_on_one_resource_cant_be_divided() -> None:
    with pytest.raises(TooLongError, match="s3:GetObject on one resource"):
        managed_parts([Grant(("s3:GetObject",), ("arn:aws:s3:::b/" + "x" * 7_000,))])


@pytest.mark.parametrize(("count", "attached", "fits"), [(9, 0, True), (9, 1, True), (9, 2, False), (12, 0, False)])
def test_a_role_has_ten_managed_policies(count: int, attached: int, fits: bool) -> None:
    each = tuple(f"arn:aws:s3:::{number:06}{'x' * 970}/*" for number in range(6 * count))
    whole: Sequence[Grant] = [Grant(("s3:GetObject",), each)]
    assert len(managed_parts(whole)) == (-(-len(each) // 6))
    if fits:
        checked(whole, attached)
    else:
        with pytest.raises(TooLongError, match="a role has 10 at most"):
            checked(whole, attached)


def test_statements_are_joined_before() -> None:
    needs = [
        Needed("s3:GetObject", (written("a"), written("b")), Origin.STATIC),
        Needed("s3:PutObject", (written("b"),), Origin.STATIC),
        Needed("s3:PutObject", (written("a"),), Origin.OBSERVED),
        Needed("sqs:SendMessage", (written("c"),), Origin.STATIC),
    ]
    made = grants(needs, str)
    assert [(set(one.actions), set(one.resources)) for one in made] == [
        ({"s3:GetObject"}, {"a", "b"}),
        ({"s3:PutObject"}, {"a", "b"}),
        ({"sqs:SendMessage"}, {"c"}),
    ]
