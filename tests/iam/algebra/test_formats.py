"""The ARNs that actions act on, as languages, and why a question is cut by them first."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from hauberk.iam.algebra.actions import formats_of
from hauberk.iam.algebra.budget import Budget, ExhaustedError
from hauberk.iam.algebra.formats import STAR, language, owners
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.product import shortest_in
from hauberk.iam.algebra.rows import Reading, row_of
from tests.iam.algebra.short import written

_QUEUE = "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"
_OBJECT = "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
_FUNCTION = "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}"
_API = "arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/${Stage}/${Method}/${ApiSpecificResourcePath}"
_STREAM = "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:log-stream:${LogStreamName}"


@pytest.mark.parametrize(
    ("format_", "arns", "others"),
    [
        (
            _QUEUE,
            ["arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws-cn:sqs:cn-north-1:111122223333:q.fifo"],
            [
                "arn:aws:sqs:eu-west-1:111122223333:",  # a name has a character
                "arn:aws:sqs:eu-west-1:111122223333:q/x",
                "arn:aws:sqs:eu-west-1:111122223333:q:x",
                "arn:aws:sqs:eu-west-1:1111:q",  # an account has twelve digits
                "arn:aws:sqs::111122223333:q",
                "arn:aws:sqs:EU:111122223333:q",
                "arn:AWS:sqs:eu-west-1:111122223333:q",
                "arn:aws:sns:eu-west-1:111122223333:q",
                "*",
                "",
            ],
        ),
        (
            _OBJECT,
            ["arn:aws:s3:::b/k", "arn:aws:s3:::b/k/l:m", "arn:aws:s3:::b//"],
            ["arn:aws:s3:::b", "arn:aws:s3:::b/", "arn:aws:s3:::b:c/k", "arn:aws:s3:::/k"],
        ),
        # what may follow a function's name isn't in the reference: too wide a language hides nothing
        (
            _FUNCTION,
            ["arn:aws:lambda:a:111122223333:function:f", "arn:aws:lambda:a:111122223333:function:f:1"],
            ["arn:aws:lambda:a:111122223333:layer:f"],
        ),
        # a path may hold nothing; what comes before a slash holds none
        (
            _API,
            ["arn:aws:execute-api:a:111122223333:i/s/GET/", "arn:aws:execute-api:a:111122223333:i/s/GET/p/q"],
            ["arn:aws:execute-api:a:111122223333:i/s/GET", "arn:aws:execute-api:a:111122223333:i//GET/"],
        ),
        # what comes before a colon holds none, but slashes
        (
            _STREAM,
            ["arn:aws:logs:a:111122223333:log-group:/aws/lambda/f:log-stream:s:t"],
            ["arn:aws:logs:a:111122223333:log-group:g:h:log-stream:s"],
        ),
        ("arn:${Partition}:iam::aws:policy/*", ["arn:aws:iam::aws:policy/", "arn:aws:iam::aws:policy/a:b"], []),
        (STAR, ["*"], ["", "**", "arn:aws:s3:::b"]),
    ],
    ids=["queue", "object", "function", "API", "stream", "any", "star"],
)
def test_the_arns_of_a_format(format_: str, arns: list[str], others: list[str]) -> None:
    machine = language((format_,))
    assert list(filter(machine.accepts, (*arns, *others))) == arns


def test_several_formats_are_a_union() -> None:
    both = language((_QUEUE, STAR))
    assert both.accepts("*")
    assert both.accepts("arn:aws:sqs:eu-west-1:111122223333:q")
    assert not language(()).accepts("*")


@pytest.mark.parametrize(
    ("formats", "found"),
    [
        ((_QUEUE, _OBJECT), {"sqs", "s3"}),
        ((_QUEUE, STAR), {"sqs", STAR}),
        ((), set()),
        (("arn:${Partition}:${Vendor}:::${Name}",), None),
        (("arn:aws:s*:::x",), None),
        (("*",), {STAR}),
    ],
)
def test_the_services_in_the_arns(formats: tuple[str, ...], found: set[str] | None) -> None:
    assert owners(formats) == found


def test_a_stage_of_an_api_has_one_arn_of_either_kind() -> None:
    """The reference writes both into one cell, parted by a comma."""
    stages = language(formats_of("apigateway", "delete") or ())
    assert stages.accepts("arn:aws:apigateway:eu-west-1::/restapis/i/stages/s")
    assert stages.accepts("arn:aws:apigateway:eu-west-1::/apis/i/stages/s")
    assert not stages.accepts("arn:aws:apigateway:eu-west-1::/stages/s")


# -- why a question is cut by formats

_MOST = 20_000


def states(one: Sequence[str], other: Sequence[str], formats: tuple[str, ...] = ()) -> int | None:
    """The states that it takes to see that some patterns hold no more than others, of all texts or of some formats;
    ``None`` if they are too many. The machines are new, so that nothing is remembered."""
    budget = Budget(_MOST)
    inside, out = (Machine([row_of(written(text), Reading.RESOURCE) or () for text in texts]) for texts in (one, other))
    try:
        assert shortest_in((*([language(formats)] if formats else []), inside), (out,), budget) is None
    except ExhaustedError:
        return None
    return budget.steps - budget.left


def _paths(start: str, count: int) -> tuple[list[str], list[str]]:
    """Patterns with several stars each, and for each two that together take the same: no look at single ones tells."""
    starts = [f"{start}*/{one}/*/{other}/" for one, other in zip("abcdefghij", "bcdefghijk", strict=True)][:count]
    return [f"{begun}?*" for begun in starts], [f"{begun}{end}" for begun in starts for end in ("?", "??*")]


def test_what_a_format_has_nothing_of_costs_nothing_however_many_patterns_there_are() -> None:
    """Each pattern more doubles the states of all texts. A queue's name has no slash: with its format the search ends
    at the first."""
    questions = [_paths("arn:aws:sqs:*:*:", count) for count in (2, 4, 6, 8)]
    cut = [states(*question, (_QUEUE,)) for question in questions]
    assert len({*cut}) == 1
    assert (cut[0] or _MOST) < 40
    whole = [states(*question) or _MOST for question in questions]
    assert whole[0] > 40
    assert all(more > 3 * fewer for fewer, more in pairwise(whole))


def test_a_format_that_cuts_nothing_costs_little_more() -> None:
    question = _paths("arn:aws:iam::*:role/", 6)
    cut, whole = states(*question, ("arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",)), states(*question)
    assert cut is not None
    assert whole is not None
    assert whole < cut < whole + 50


def test_patterns_that_blow_up_are_parted_with_the_format_and_not_without() -> None:
    question = _paths("arn:aws:sqs:*:*:", 10)
    assert states(*question) is None
    assert (states(*question, (_QUEUE,)) or _MOST) < 40
