"""From what the search found to a request that one could send."""

from collections.abc import Sequence

import pytest

from hauberk.iam.algebra.boxes import Box, box, parts
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import confirmed, hole_text, holes, requests, spelt, telling, witnessed
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, session, user
from hauberk.iam.algebra.search import Found, Scene, findings, search, universe_of
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Effect, Statement
from hauberk.iam.language.text import EVERYTHING, Hole, glob
from hauberk.iam.request import Request
from tests.iam.algebra.short import written
from tests.iam.language.documents import Plain, allow, policy

THEM = "444455556666"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bucket", "Bucket"),
        ("Bucket.Arn", "Bucket-Arn"),
        ("Name (template.yaml:3:5)", "Name-template-yaml-3-5"),
        ("AWS::AccountId", ACCOUNT),
        ("AWS::Partition", "aws"),
        ("…", "unknown"),
    ],
)
def test_what_stands_for_a_hole(name: str, text: str) -> None:
    assert hole_text(Hole(name)) == text
    assert holes([glob("a", Hole(name)), glob("b")]) == {name: text}


def test_a_pattern_keeps_its_wildcards_and_variables() -> None:
    assert (
        spelt(written("arn:<AWS::Partition>:s3:::<Bucket>/${aws:username}/?*"))
        == "arn:aws:s3:::Bucket/${aws:username}/?*"
    )


def test_the_action_by_which_a_reader_sees_what_is_at_stake() -> None:
    assert telling(("sqs:getqueueurl", "sqs:sendmessage")) == "sqs:sendmessage"
    assert telling(("sqs:getqueueurl", "sqs:purgequeue")) == "sqs:getqueueurl"


def found(boxes: Sequence[Box], scene: Scene) -> Found:
    one = search([boxes], [], scene, Budget())
    assert one is not None
    return one


def first(statement: Plain, who: Somebody | None = None, **more: object) -> Request:
    """The first request that is tried for a statement."""
    who = who or session()
    boxes = [box(one) for one in policy(statement).statements]
    scene = Scene(universe_of(boxes), who.domains, owner=ACCOUNT, **more)  # type: ignore[arg-type]
    return next(requests(found(boxes, scene), who, scene))


@pytest.mark.parametrize(
    ("resource", "shown"),
    [
        ("arn:aws:sqs:*:*:*", f"arn:aws:sqs:us-east-1:{ACCOUNT}:example"),
        ("arn:aws-cn:sqs:cn-north-1:*:jobs", f"arn:aws-cn:sqs:cn-north-1:{ACCOUNT}:jobs"),
        (f"arn:aws:sqs:*:{THEM}:jobs*", f"arn:aws:sqs:us-east-1:{THEM}:jobsa"),
        ("arn:aws:sqs:eu-west-1:*:orders-?", f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders-a"),
        ("arn:aws:sqs:*:*:a", f"arn:aws:sqs:us-east-1:{ACCOUNT}:example"),
        ("arn:aws:sqs:*:*:${aws:username, 'none'}", f"arn:aws:sqs:us-east-1:{ACCOUNT}:none"),
    ],
)
def test_made_up_parts_are_made_readable(resource: str, shown: str) -> None:
    """A name of one letter may be of the policy's making: the letter itself comes behind, if the readable one fails."""
    assert first(allow("sqs:SendMessage", resource)).resource == shown


def test_the_text_that_was_found_comes_last() -> None:
    boxes = [box(one) for one in policy(allow("sqs:SendMessage", "arn:aws:sqs:*:*:a")).statements]
    scene = Scene(universe_of(boxes), owner=ACCOUNT)
    *_, last = requests(found(boxes, scene), session(), scene)
    assert last.resource == "arn:aws:sqs:us-east-1:000000000000:a"


def test_the_action_is_written_as_aws_writes_it() -> None:
    assert first(allow("sqs:sendmessage", "arn:aws:sqs:*:*:q")).action == "sqs:SendMessage"
    assert first(allow("newthing:doit")).action == "newthing:doit"


def test_whose_the_resource_is_where_its_arn_doesnt_say() -> None:
    assert first(allow("s3:GetObject", "arn:aws:s3:::b/k")).resource_account == ACCOUNT


def test_principal_and_resource_may_be_of_another_account_together() -> None:
    elsewhere = allow("sqs:SendMessage", f"arn:aws:sqs:us-east-1:{THEM}:q")
    assert f":{THEM}:" in first(elsewhere, anywhere=True).principal
    assert f":{ACCOUNT}:" in first(elsewhere).principal


@pytest.mark.parametrize(
    ("condition", "principal"),
    [
        ({"StringEquals": {"aws:username": "bob"}}, f"arn:aws:iam::{ACCOUNT}:user/bob"),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/dev/bob"}}, f"arn:aws:iam::{ACCOUNT}:user/dev/bob"),
        (
            {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/dev/*"}, "StringEquals": {"aws:username": "bob"}},
            f"arn:aws:iam::{ACCOUNT}:user/dev/bob",
        ),
    ],
)
def test_what_is_told_of_the_caller_goes_together(condition: Plain, principal: str) -> None:
    request = first(allow("sqs:SendMessage", Condition=condition), user())
    assert request.principal == principal


@pytest.mark.parametrize(
    ("resource", "condition", "key", "value", "shown"),
    [
        # one that the search chose, one that nothing asks for, one that has to be what a text tells
        ("docs/${s3:prefix}", {"StringEquals": {"s3:prefix": "xx"}}, "s3:prefix", "xx", "docs/xx"),
        ("docs/${s3:prefix}", {}, "s3:prefix", "example", "docs/example"),
        ("docs/${s3:prefix}", {"StringLike": {"s3:prefix": "?y*"}}, "s3:prefix", "ay", "docs/ay"),
    ],
)
def test_a_variable_is_the_value_of_its_key(resource: str, condition: Plain, key: str, value: str, shown: str) -> None:
    request = first(allow("s3:GetObject", f"arn:aws:s3:::{resource}", Condition=condition))
    assert (request.context[key], request.resource) == ((value,), f"arn:aws:s3:::{shown}")


class TestConfirmed:
    """Each request is held against the evaluator; if none is one, the reason is told."""

    SCENE = Scene(owner=ACCOUNT)

    def of(self, statement: Statement | Plain) -> Found:
        said = statement if isinstance(statement, Statement) else policy(statement).statements[0]
        return found([*parts(said)], self.SCENE)

    def test_the_first_that_holds(self) -> None:
        queue = self.of(allow("sqs:SendMessage", "arn:aws:sqs:*:*:a"))
        request = confirmed(queue, session(), self.SCENE, lambda one: one.resource.endswith(":a"))
        assert request.resource == f"arn:aws:sqs:us-east-1:{ACCOUNT}:a"

    def test_one_that_contradicts_itself_isnt_one(self) -> None:
        def holds(request: Request) -> bool:
            if not request.resource.endswith(":a"):
                raise ContradictionError("aws:username", ("eve",), None)
            return True

        queue = self.of(allow("sqs:SendMessage", "arn:aws:sqs:*:*:a"))
        assert confirmed(queue, session(), self.SCENE, holds).resource.endswith(":a")

    @pytest.mark.parametrize(
        ("statement", "code"),
        [
            (allow("s3:GetObject", "arn:aws:s3:::b/k"), "unconfirmed"),
            (allow("s3:GetObject", "arn:aws:s3:::b/${s3:prefix}"), "policy-variable"),
            (
                Statement(Effect.ALLOW, (glob("s3:getobject"),), resources=(written("arn:aws:s3:::<Bucket>/${v}"),)),
                "unknown-part",
            ),
            (Statement(Effect.ALLOW, (EVERYTHING,), unread=(Hole("Buckets"),)), "unread"),
        ],
    )
    def test_why_none_is(self, statement: Statement | Plain, code: str) -> None:
        with pytest.raises(UndecidedError) as raised:
            confirmed(self.of(statement), session(), self.SCENE, lambda _: False)
        assert raised.value.code == code

    def test_one_without_a_request_is_raised_after_those_that_have_one(self) -> None:
        boxes = [box(one) for one in policy(allow("sns:Publish"), allow("sqs:SendMessage")).statements]
        scene = Scene(universe_of(boxes), owner=ACCOUNT)
        every = findings([boxes], [], scene, Budget())
        told = witnessed(every, session(), scene, lambda _, one: one.action == "sqs:SendMessage")
        assert next(told)[1].action == "sqs:SendMessage"
        with pytest.raises(UndecidedError):
            next(told)


def test_a_value_that_a_key_may_not_hold_isnt_tried() -> None:
    who = user(THEM)
    boxes = [box(one) for one in policy(allow("s3:GetObject", "arn:aws:s3:::docs/${aws:PrincipalAccount}")).statements]
    scene = Scene(universe_of(boxes), who.domains, owner=ACCOUNT)
    tried = [*requests(found(boxes, scene), who, scene)]
    assert tried[0].resource == f"arn:aws:s3:::docs/{THEM}"
    assert {one.context.get("aws:principalaccount", (THEM,)) for one in tried} == {(THEM,)}
