"""Bugs planted in the algebra, one at a time: questions with known answers have to notice each of them.

A bug is a name of a module and what stands in for it. The same questions pass without it, in ``test_containment.py``.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from hauberk.iam import containment
from hauberk.iam.algebra import (
    actions,
    boxes,
    formats,
    intervals,
    keys,
    lines,
    machine,
    place,
    principals,
    product,
    refining,
    rows,
    scalars,
    search,
    words,
)
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.machine import Letters, Step
from hauberk.iam.containment import excess
from hauberk.iam.language.operators import Order, Qualifier
from hauberk.iam.language.text import ANY, ONE
from tests.iam.language.documents import Plain, allow, deny, policy


class Case(NamedTuple):
    """``one ⊆ other``, and whether that is so."""

    name: str
    one: tuple[Plain, ...]
    other: tuple[Plain, ...]
    held: bool

    def answered(self) -> bool:
        """Whether the algebra gives the known answer."""
        try:
            return (excess([policy(*self.one)], [policy(*self.other)]) is None) is self.held
        except UndecidedError:
            return False


S3 = "arn:aws:s3:::"
MANY = [f"{S3}{a}{b}*{b}{c}*{c}{a}{b}/" for a in "abcd" for b in "abcd" for c in "abcd"][:40]
"""So much alike that they can't be parted all at once."""
HALVES = [
    MANY[0].replace("*", "?*", 1),
    *(half for one in MANY for half in (one.replace("*", "", 1), one.replace("*", "?*", 1))),
]


def _if(operator: str, key: str, *values: str, **more: Any) -> Plain:
    return allow("s3:GetObject", "*", Condition={operator: {key: list(values)}}, **more)


def _when(operator: str, key: str, *values: str) -> dict[str, Any]:
    return {"Condition": {operator: {key: list(values)}}}


def _but(action: str, resource: str) -> Plain:
    return {"Effect": "Allow", "NotAction": action, "NotResource": resource}


def _both(name: str, narrow: Plain | tuple[Plain, ...], wide: Plain | tuple[Plain, ...]) -> list[Case]:
    """The narrow one is held by the wide one, which isn't held by it."""
    one = narrow if isinstance(narrow, tuple) else (narrow,)
    other = wide if isinstance(wide, tuple) else (wide,)
    return [Case(name, one, other, True), Case(f"{name}, the other way", other, one, False)]


GET = "s3:GetObject"
_TAGGED = "arn:aws:logs:${aws:PrincipalTag/a}?:*:log-group:x:log-stream:y"
CASES: tuple[Case, ...] = (
    *_both("actions by pattern", allow("s3:Get*"), allow("s3:*")),
    Case("the first action of a pattern", (allow("s3:AbortMultipartUpload"),), (allow("s3:Abort*"),), True),
    *_both("one letter of an action", allow("s3:GetObject"), allow("s3:?etObject*")),
    *_both("all but some actions", {"Effect": "Allow", "NotAction": ["s3:*", "iam:*"], "Resource": "*"}, allow("*")),
    *_both(
        "all but some of one service", allow("iam:PassRole"), {"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}
    ),
    Case(
        "a resource of another region",
        (
            allow(
                "lambda:InvokeFunction",
                "arn:aws:lambda:us-east-1:*:function:f",
                **_when("StringEquals", "aws:RequestedRegion", "eu-west-1"),
            ),
        ),
        (),
        True,
    ),
    Case(
        "a tag that isn't among the keys",
        (
            allow(
                GET,
                "*",
                Condition={
                    "StringEquals": {"aws:RequestTag/b": "x"},
                    "ForAllValues:StringEquals": {"aws:TagKeys": "a"},
                },
            ),
        ),
        (),
        True,
    ),
    *_both(
        "dozens of patterns with several stars",
        allow("s3:GetObject", MANY),
        allow("s3:GetObject", [f"{one}*" for one in MANY]),
    ),
    Case(
        "dozens of patterns, each held by two",
        (allow("s3:GetObject", [f"{o}k" for o in MANY]),),
        (allow("s3:GetObject", [f"{o}?" for o in HALVES]),),
        True,
    ),
    Case(
        "dozens of patterns, of which one is held by half",
        (allow("s3:GetObject", [f"{o}k" for o in MANY]),),
        (allow("s3:GetObject", [f"{o}?" for o in (*HALVES[:-2], HALVES[-1])]),),
        False,
    ),
    Case("an action that isn't known", (allow("s3:NewToday"),), (allow("s3:Get*"),), False),
    Case("an action that isn't known, by pattern", (allow("s3:NewToday"),), (allow("s3:New*"),), True),
    *_both("resources by prefix", allow(GET, S3 + "b/a*"), allow(GET, S3 + "b/*")),
    *_both("one letter of a resource", allow(GET, S3 + "b/a?"), allow(GET, S3 + "b/a*")),
    *_both("a star in the middle", allow(GET, S3 + "b/a*c"), allow(GET, S3 + "b/a*")),
    *_both("two of one pattern", allow(GET, [S3 + "b/x", S3 + "b/y"]), allow(GET, S3 + "b/?")),
    *_both("all but some resources", {"Effect": "Allow", "Action": GET, "NotResource": S3 + "b/*"}, allow(GET, "*")),
    *_both(
        "all but fewer resources",
        {"Effect": "Allow", "Action": GET, "NotResource": [S3 + "b/*", S3 + "c/*"]},
        {"Effect": "Allow", "Action": GET, "NotResource": S3 + "b/*"},
    ),
    *_both(
        "a variable within a value",
        _if("StringLike", "aws:PrincipalTag/a", "${aws:userid}/x"),
        _if("StringLike", "aws:PrincipalTag/a", "${aws:userid}/*"),
    ),
    Case("buckets aren't objects", (allow("s3:ListBucket", S3 + "b/*"),), (allow("sqs:*"),), True),
    Case("queues aren't objects", (allow(GET, "arn:aws:sqs:*:*:*"),), (), True),
    Case("what acts on no resource", (allow("s3:ListAllMyBuckets"),), (allow("s3:ListAllMyBuckets", S3 + "*"),), False),
    Case(
        "a star stays within its part",
        (allow("sqs:SendMessage", "arn:aws:sqs:*a:*:q"),),
        (allow("sqs:SendMessage", "arn:aws:sqs:*:*:q"),),
        True,
    ),
    Case(
        "a star at a part's end goes on",
        (allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:*:q"),),
        (allow("sqs:SendMessage", "arn:aws:sqs:*:q"),),
        True,
    ),
    Case("an account is digits", (allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:*:q"),), (), False),
    Case("an account of one digit and more", (allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:?*:q"),), (), False),
    Case("two patterns make one", (allow(GET, S3 + "b/?*"),), (allow(GET, [S3 + "b/?", S3 + "b/??*"]),), True),
    Case(
        "each of several actions is looked at",
        (
            allow([GET, "s3:PutObject"], S3 + "b/*"),
            deny(GET, S3 + "b*"),
            deny("s3:PutObject", S3 + "b/c*"),
            deny("s3:PutObject", S3 + "b/d*"),
        ),
        (),
        False,
    ),
    *_both("a Deny takes away", (allow(GET), deny(GET, S3 + "b/*")), allow(GET)),
    *_both(
        "two Denies take away more",
        (allow(GET), deny(GET, S3 + "b/*"), deny(GET, S3 + "c/*")),
        (allow(GET), deny(GET, S3 + "b/*")),
    ),
    *_both(
        "a Deny with a test takes away less",
        (allow(GET), deny(GET)),
        (allow(GET), deny(GET, "*", **_when("Bool", "aws:SecureTransport", "false"))),
    ),
    *_both(
        "a Deny of what isn't so",
        (allow(GET), deny(GET, "*", **_when("StringNotEquals", "s3:a", "x"))),
        (allow(GET), deny(GET, "*", **_when("StringNotEquals", "s3:a", "x", "y"))),
    ),
    *_both("a value", _if("StringEquals", "s3:a", "x"), _if("StringEquals", "s3:a", "x", "y")),
    *_both("a value is there", _if("StringEquals", "s3:a", "x"), _if("Null", "s3:a", "false")),
    *_both("a key is absent", _if("Null", "s3:a", "true"), _if("StringNotEquals", "s3:a", "x")),
    *_both("not one value", _if("StringNotEquals", "s3:a", "x", "y"), _if("StringNotEquals", "s3:a", "x")),
    *_both("if it exists", _if("StringEquals", "s3:a", "x"), _if("StringEqualsIfExists", "s3:a", "x")),
    *_both(
        "without regard to case", _if("StringEquals", "s3:a", "x", "X"), _if("StringEqualsIgnoreCase", "s3:a", "x", "y")
    ),
    Case(
        "letters of either case",
        (_if("StringEqualsIgnoreCase", "s3:a", "x"),),
        (_if("StringEquals", "s3:a", "x", "X"),),
        True,
    ),
    *_both("by pattern", _if("StringLike", "s3:a", "x?"), _if("StringLike", "s3:a", "x*")),
    *_both("not by pattern", _if("StringNotLike", "s3:a", "x*"), _if("StringNotLike", "s3:a", "x?")),
    *_both(
        "an ARN by parts",
        _if("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:t"),
        _if("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:t"),
    ),
    Case(
        "an ARN's star stays within its part",
        (_if("StringLike", "aws:SourceArn", "arn:aws:sns:*:t"),),
        (_if("ArnLike", "aws:SourceArn", "arn:aws:sns:*:t"),),
        False,
    ),
    *_both("less", _if("NumericLessThan", "s3:n", "5"), _if("NumericLessThanEquals", "s3:n", "5")),
    *_both("greater", _if("NumericGreaterThan", "s3:n", "5"), _if("NumericGreaterThanEquals", "s3:n", "5")),
    *_both("numbers between", (_if("NumericEquals", "s3:n", "2.5")), _if("NumericGreaterThan", "s3:n", "2")),
    *_both("not a number", _if("NumericNotEquals", "s3:n", "1", "2"), _if("NumericNotEquals", "s3:n", "1")),
    *_both(
        "before",
        _if("DateLessThan", "aws:CurrentTime", "2026-01-01"),
        _if("DateLessThan", "aws:CurrentTime", "2026-06-01"),
    ),
    Case(
        "the same moment elsewhere",
        (_if("DateEquals", "aws:CurrentTime", "2026-06-01T02:00:00+02:00"),),
        (_if("DateEquals", "aws:CurrentTime", "2026-06-01"),),
        True,
    ),
    *_both(
        "a block in a block",
        _if("IpAddress", "aws:SourceIp", "10.1.0.0/16"),
        _if("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
    ),
    *_both(
        "outside a block",
        _if("NotIpAddress", "aws:SourceIp", "10.0.0.0/8"),
        _if("NotIpAddress", "aws:SourceIp", "10.1.0.0/16"),
    ),
    Case(
        "both halves of a block",
        (_if("IpAddress", "aws:SourceIp", "10.0.0.0/8"),),
        (_if("IpAddress", "aws:SourceIp", "10.0.0.0/9", "10.128.0.0/9"),),
        True,
    ),
    Case(
        "an address of the other version",
        (_if("IpAddress", "aws:SourceIp", "::a"),),
        (_if("IpAddress", "aws:SourceIp", "0.0.0.10"),),
        False,
    ),
    Case(
        "a number that is another text",
        (allow(GET, "*", Condition={"NumericEquals": {"s3:n": "5"}, "StringEquals": {"s3:n": "6"}}),),
        (),
        True,
    ),
    Case(
        "addresses of both versions",
        (_if("NotIpAddress", "aws:SourceIp", "0.0.0.0/0"),),
        (_if("NotIpAddress", "aws:SourceIp", "::/0"),),
        False,
    ),
    Case(
        "true or false",
        (_if("Null", "aws:SecureTransport", "false"),),
        (_if("Bool", "aws:SecureTransport", "true", "false"),),
        True,
    ),
    Case(
        "true isn't false",
        (_if("Bool", "aws:SecureTransport", "true"),),
        (_if("Bool", "aws:SecureTransport", "false"),),
        False,
    ),
    *_both(
        "every value",
        _if("ForAllValues:StringEquals", "aws:TagKeys", "a"),
        _if("ForAllValues:StringEquals", "aws:TagKeys", "a", "b"),
    ),
    *_both(
        "some value",
        _if("ForAnyValue:StringEquals", "aws:TagKeys", "a"),
        _if("ForAnyValue:StringEquals", "aws:TagKeys", "a", "b"),
    ),
    Case(
        "every value isn't some value",
        (_if("ForAllValues:StringEquals", "aws:TagKeys", "a"),),
        (_if("ForAnyValue:StringEquals", "aws:TagKeys", "a"),),
        False,
    ),
    Case(
        "every value of none",
        (_if("ForAllValues:NumericEquals", "s3:n", "5"),),
        (_if("Null", "s3:n", "false"),),
        False,
    ),
    Case(
        "some value is that and another isn't",
        (
            allow(GET, "*", Condition={"ForAnyValue:StringEquals": {"s3:a": "x"}, "Null": {"s3:a": "false"}}),
            deny(GET, "*", **_when("ForAllValues:StringEquals", "s3:a", "x")),
        ),
        (),
        False,
    ),
    Case(
        "some value isn't every value",
        (_if("ForAnyValue:StringEquals", "aws:TagKeys", "a"),),
        (_if("ForAllValues:StringEquals", "aws:TagKeys", "a"),),
        False,
    ),
    Case(
        "two values at once",
        (
            _if("ForAnyValue:StringEquals", "aws:TagKeys", "a"),
            deny(GET, "*", **_when("ForAnyValue:StringEquals", "aws:TagKeys", "a")),
        ),
        (),
        True,
    ),
    *_both("a variable", allow(GET, S3 + "b/${aws:username}/*"), allow(GET, S3 + "b/*")),
    Case(
        "the same variable", (allow(GET, S3 + "b/${aws:username}/*"),), (allow(GET, S3 + "b/${aws:username}/*"),), True
    ),
    Case("a variable isn't a name", (allow(GET, S3 + "b/${aws:username}/*"),), (allow(GET, S3 + "b/alice/*"),), False),
    Case(
        "a variable's default",
        (allow(GET, S3 + "b/${aws:username, 'none'}"),),
        (allow(GET, [S3 + "b/${aws:username}", S3 + "b/none"]),),
        True,
    ),
    Case(
        "a role has no user name",
        (_if("StringEquals", "aws:username", "a"),),
        (_if("StringEquals", "aws:PrincipalType", "User"),),
        True,
    ),
    *(
        Case(f"a principal is {text}", (allow(GET, "*", **_when("StringLike", "aws:PrincipalArn", text)),), (), False)
        for text in (
            "arn:aws:iam::111122223333:role/${aws:PrincipalTag/x}",
            "arn:aws:iam::${aws:PrincipalAccount}:role/x",
            "${aws:PrincipalTag/x}",
            "arn:aws:iam::111122223333:user/${aws:username}",
            "arn:aws:iam::111122223333:user/${aws:PrincipalTag/x, 'bob'}",
        )
    ),
    Case(
        "resources of one's own account",
        (_if("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"),),
        (),
        False,
    ),
    Case("a variable is a kind", (_if("StringEquals", "aws:PrincipalType", "${s3:x}"),), (), False),
    Case("a variable is an account", (allow("sqs:SendMessage", "arn:aws:sqs:*:${aws:PrincipalTag/a}:q"),), (), False),
    Case(
        "one text of two patterns",
        (_if("StringLike", "s3:a", "x${aws:PrincipalTag/a}"), _if("StringLike", "s3:a", "y${aws:PrincipalTag/a}")),
        (_if("StringLike", "s3:a", "x*"), _if("StringLike", "s3:a", "y*")),
        True,
    ),
    Case(
        "a user's own folder is left out",
        (allow(GET, S3 + "b/a*"),),
        (allow(GET, S3 + "b/a*", **_when("Null", "s3:a", "true")), _but("s3:PutObject", S3 + "b/${aws:username}*")),
        False,
    ),
    Case(
        "what two patterns with variables have in common",
        (allow(GET, S3 + "b/x${aws:PrincipalTag/a}"), deny(GET, S3 + "b/y*")),
        (allow(GET, S3 + "b/x*"),),
        True,
    ),
    Case(
        "no text begins as both",
        (
            {
                "Effect": "Allow",
                "Action": GET,
                "Resource": "*",
                "Condition": {
                    "StringLike": {"s3:a": "x${aws:PrincipalTag/a}"},
                    "StringEquals": {"s3:a": "y${aws:PrincipalTag/a}"},
                },
            },
        ),
        (),
        True,
    ),
    Case(
        "no resource ends as both",
        (allow(GET, S3 + "b/${aws:PrincipalTag/a}/x"),),
        (
            allow(GET, S3 + "b/*", **_when("Null", "s3:a", "true")),
            {"Effect": "Allow", "Action": GET, "NotResource": S3 + "b/${aws:PrincipalTag/b}/y"},
        ),
        True,
    ),
    Case(
        "a colon may stand for a variable",
        (allow("logs:GetLogEvents", "arn:aws:logs:${aws:PrincipalTag/a}*stream:x"),),
        (allow("logs:GetLogEvents", "arn:aws:logs:us-east-1:*"),),
        False,
    ),
    Case(
        "the same pattern in another list",
        (allow("logs:GetLogEvents", [_TAGGED, "arn:aws:logs:*:*:log-group:y:log-stream:z"]),),
        (
            allow("logs:GetLogEvents", _TAGGED),
            allow("logs:GetLogEvents", "arn:aws:logs:*:*:log-group:y:*"),
        ),
        True,
    ),
    Case("a number with an exponent", (_if("NumericEquals", "s3:n", "1e3"),), (), False),
    Case("the same number", (_if("NumericEquals", "s3:n", "1000"),), (_if("NumericEquals", "s3:n", "1e3"),), True),
    Case(
        "half a second later",
        (_if("DateEquals", "aws:CurrentTime", "2026-01-01T00:00:00.5Z"),),
        (_if("DateEquals", "aws:CurrentTime", "2026-01-01T00:00:00Z"),),
        False,
    ),
    Case("the same bytes", (_if("BinaryEquals", "s3:a", "YQ=="),), (_if("BinaryEquals", "s3:a", "YR=="),), True),
    Case(
        "a key's policy leaves it to others",
        (allow("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/a"),),
        (),
        False,
    ),
    Case(
        "a role's policy leaves it to others", (allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/a"),), (), False
    ),
    Case("two keys at once", (_if("StringEquals", "s3:a", "x"),), (_if("StringEquals", "s3:a", "x"),), True),
    Case("a test of another key", (_if("StringEquals", "s3:a", "x"),), (_if("StringEquals", "s3:b", "x"),), False),
)


class Bug(NamedTuple):
    """What stands in for a name of a module or a class."""

    name: str
    owner: Any
    attribute: str
    planted: Callable[[Any], Any]


def _always(answer: Any) -> Callable[[Any], Any]:
    return lambda _: lambda *args, **named: answer


def _swapped(order: Order, by: Order) -> Callable[[Any], Any]:
    def plant(line: Any) -> Any:
        return line._replace(matched=lambda value, asked: line.matched(value, by if asked == order else asked))

    return plant


def _lines(change: Callable[[Any], Any], family: str) -> Callable[[Any], Any]:
    return lambda lines: {name: change(line) if name == family else line for name, line in lines.items()}


def _asked(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a test gets a changed one."""
    return lambda ask: lambda test, *args: ask(change(test), *args)


def _without_suffix(test: Any) -> Any:
    return test._replace(operator=test.operator._replace(if_exists=False))


def _unqualified(test: Any) -> Any:
    return test._replace(operator=test.operator._replace(qualifier=Qualifier.NONE))


def _flipped(qualifier: Qualifier, by: Qualifier) -> Callable[[Any], Any]:
    def change(wanted: Any) -> Any:
        asked = wanted.test.operator
        if asked.qualifier is not qualifier:
            return wanted
        return wanted._replace(test=wanted.test._replace(operator=asked._replace(qualifier=by)))

    return lambda possible: lambda wanted, *args: possible(tuple(map(change, wanted)), *args)


_ZONELESS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)())?.*?())?)?)?")
"""Six parts of a date as :mod:`hauberk.iam.algebra.scalars` reads it; the zone is passed over."""

BUGS: tuple[Bug, ...] = (
    Bug("a star takes at least one", machine.Machine, "_closed", lambda _: lambda self, state: state),
    Bug(
        "nothing is ever repeated",
        machine.Machine,
        "_moved",
        lambda moved: lambda self, state, symbol: moved(self, state, symbol) & ~self.star or 0,
    ),
    Bug("a text may end anywhere", machine.Machine, "accepts", _always(True)),
    Bug("a look says that everything is covered", machine.Machine, "covers", _always(True)),
    Bug("every state is certain", machine.Machine, "_least", lambda _: lambda self, state: state | self.certain),
    Bug(
        "? takes a run",
        rows,
        "_step",
        lambda _: lambda part, wild: Step(wild, True) if part in (ANY, ONE) else Step(frozenset((part,))),
    ),
    Bug(
        "* takes one character",
        rows,
        "_step",
        lambda _: lambda part, wild: Step(wild, False) if part in (ANY, ONE) else Step(frozenset((part,))),
    ),
    Bug("case is never folded", rows, "_letter", lambda letter: lambda char, folded=False: letter(char)),
    Bug("case is always folded", rows, "_letter", lambda letter: lambda char, folded=False: letter(char, True)),
    Bug("a resource's star crosses nothing", rows, "_resource", lambda _: lambda *a: rows._arn(*a) or ()),
    Bug("ArnLike crosses colons", rows, "_arn", lambda _: lambda pattern, wide: rows._plain(pattern, False)),
    Bug("a class takes any character", machine, "_takes", _always(True)),
    Bug("no other character exists", product, "_others", _always(())),
    Bug("the first character of a class speaks for all", product, "_TOLD_APART", lambda told: dict.fromkeys(told, ())),
    Bug(
        "a union is its first pattern",
        refining,
        "_singles",
        lambda singles: lambda machine: singles(machine)[:1] if len(machine.rows) == len(MANY) else singles(machine),
    ),
    Bug("the first text that is in one pattern is in all", refining, "_left_of", _always(None)),
    Bug("what a pattern suggests is out of nothing", words, "_accepting", lambda _: lambda word: lambda machine: False),
    Bug(
        "a class of characters is no step",
        machine.Machine,
        "open",
        lambda _: property(lambda self: 0, lambda self, value: None),
    ),
    Bug("live steps aren't named", machine.Machine, "named", _always(())),
    Bug(
        "no text is out of a language",
        place,
        "some",
        lambda some: lambda inside, out, budget: some(inside, (), budget),
    ),
    Bug(
        "no text is of a language",
        place,
        "some",
        lambda some: lambda inside, out, budget: some((), out, budget),
    ),
    Bug("no text at all", place, "some", _always(None)),
    Bug("the complement keeps ends", intervals, "_inner", lambda inner: lambda *a: (inner(*a)[0], True)),
    Bug("nothing is out of a set of numbers", lines, "complement", _always(intervals.WHOLE)),
    Bug("an intersection is the first", lines, "intersection", lambda _: lambda one, other: one),
    Bug("less is at most", lines, "_LINES", _lines(_swapped(Order.LESS, Order.AT_MOST), "numeric")),
    Bug("at least is greater", lines, "_LINES", _lines(_swapped(Order.AT_LEAST, Order.GREATER), "numeric")),
    Bug("dates before are dates after", lines, "_LINES", _lines(_swapped(Order.LESS, Order.GREATER), "date")),
    Bug("dates have no zone", scalars, "_DATE", lambda _: _ZONELESS),
    Bug(
        "a block is its first address",
        lines,
        "_LINES",
        _lines(
            lambda line: line._replace(
                matched=lambda v, o: tuple(one._replace(high=one.low) for one in line.matched(v, o))
            ),
            "ip",
        ),
    ),
    Bug("IPv6 lies upon IPv4", scalars, "_place", lambda _: lambda found: Fraction(int(found))),
    Bug("a key is never absent", keys, "_absent", _always(False)),
    Bug("a key is always absent", keys, "_absent", _always(True)),
    Bug("IfExists is nothing", keys, "_absent", _asked(_without_suffix)),
    Bug("ForAllValues fails on an absent key", keys, "_absent", _asked(_unqualified)),
    Bug("Null is about presence", keys, "_present", lambda present: lambda test: not present(test)),
    Bug(
        "negation is lost",
        keys,
        "_atom",
        lambda atom: lambda test, passes: atom(test, passes)._replace(positive=passes),
    ),
    Bug("failing is passing", keys, "_atom", lambda atom: lambda test, passes: atom(test, True)),
    Bug("every value means some", search, "possible", _flipped(Qualifier.ALL, Qualifier.ANY)),
    Bug("some value means every", search, "possible", _flipped(Qualifier.ANY, Qualifier.ALL)),
    Bug("every key is free", search.Scene, "domain", _always(keys.FREE)),
    Bug(
        "NotAction is Action",
        actions.Actions,
        "mask",
        lambda mask: lambda self, *a: mask(self._replace(excepted=False), *a),
    ),
    Bug("NotAction forgets the other services", actions.Actions, "others", lambda _: property(lambda self: False)),
    Bug("an unknown action doesn't exist", actions.Actions, "extras", _always(frozenset())),
    Bug(
        "a pattern of actions is a prefix",
        actions,
        "_by_pattern",
        lambda mask: lambda prefix, extras, pattern: mask(prefix, extras, (ANY,)),
    ),
    Bug("the first action with a beginning is left out", actions, "bisect_left", lambda find: lambda *a: find(*a) + 1),
    Bug(
        "NotResource is Resource",
        search,
        "outside",
        lambda outside: lambda place, *some: outside(place, *(one._replace(excepted=False) for one in some)),
    ),
    Bug(
        "NotResource holds everything",
        boxes.Resources,
        "everything",
        lambda _: property(lambda self: self.excepted or any(g.everything for g in self.globs)),
    ),
    Bug("a Deny is never avoided by resource", search, "outside", lambda _: lambda place, *resources: place),
    Bug("each box is apart", search, "_apart", _always(True)),
    Bug("what is avoided is elsewhere", search._Choice, "apart", _always(True)),
    Bug("each choice is covered", search, "_covers", _always(True)),
    Bug("each choice is held", search._Choice, "held", _always(True)),
    Bug("tests don't matter to what is held", boxes.Box, "lines", lambda _: property(lambda self: frozenset())),
    Bug("every box holds whatever resource", boxes.Box, "total", lambda _: property(lambda self: True)),
    Bug("no boxes have an action in common", search, "_strangers", _always(True)),
    Bug("no context is possible", search._Choice, "possible", lambda _: property(lambda self: False)),
    Bug("tests of a choice are lost", search, "_tests", _always({})),
    Bug("only the first cell", search, "_cells", lambda cells: lambda *a: list(cells(*a))[:1]),
    Bug("formats take everything", formats, "_row", _always((Step(Letters.ALL, True),))),
    Bug("formats take nothing but the star", formats, "_row", lambda row: lambda _: row("*")),
    Bug("an absent variable is its name", boxes, "_settled", lambda _: lambda patterns, absent, present: patterns),
    Bug("only sessions ask", containment, "insiders", _always((principals.session(),))),
    Bug(
        "patterns aren't compared where one is left out",
        place.Place,
        "left",
        _always(boxes.Resources((), False)),
    ),
    Bug("a resource is of any region", search, "of_region", _always(machine.Machine([(Step(Letters.ALL, True),)]))),
    Bug("tags have no keys", search, "of_tags", _always(())),
    Bug("all resources are away", boxes.Resources, "away", _always(True)),
    Bug("no pattern is left out", place.Place, "left", lambda _: lambda self, resources: resources),
    Bug("only one pattern is strict", place.Place, "hosts", lambda hosts: lambda self: hosts(self)[:1]),
    Bug("only one value is strict", keys, "_hosted", lambda hosted: lambda atoms, _, *rest: hosted(atoms, None, *rest)),
    Bug(
        "what stands for a variable is none of a key's values", machine.Machine, "_reach", lambda _: lambda self, at: 0
    ),
)


def _forget() -> None:
    """Empties what the algebra remembers: a bug must not answer from what was found without it, nor leave anything."""
    words._REMEMBERED.clear()
    words._SUGGESTED.clear()
    boxes._MADE.clear()
    for module in (actions, formats, machine, principals, rows):
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__:
                value.cache_clear()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_noticed(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bug.owner, bug.attribute, bug.planted(vars(bug.owner)[bug.attribute]))
    _forget()
    try:
        assert any(_fails(case) for case in CASES)
    finally:
        monkeypatch.undo()
        _forget()


def _fails(case: Case) -> bool:
    try:
        return not case.answered()
    except Exception:
        return True
