"""Policies that are deep and meet, and requests on their edges.

One generator with two drivers: Hypothesis draws in the suite, a seeded ``random`` in the long run. ``Pick`` is what
they share: to choose one of a few. Every element, operator, qualifier and suffix is in it. Texts are few, so that
policies meet.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from ipaddress import ip_address, ip_network
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from hauberk.iam.language.operators import OPERATORS, Asked, Family, Operator, Qualifier
from hauberk.iam.language.patterns import pattern, takes
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import Glob, Hole, Part, Variable, Wild, glob
from hauberk.iam.request import Request

T = TypeVar("T")


class Pick(Protocol):
    """Chooses one of a few."""

    def __call__(self, among: Sequence[T], /) -> T: ...


ACTIONS = ("s3:getobject", "s3:*", "s3:get*", "s3:putobject", "s3:listbucket", "s3:*object", "s3:?etobject")
MORE_ACTIONS = ("sqs:sendmessage", "sqs:*", "iam:passrole", "*", "sqs:s*", "sqs:?*e")
RESOURCES = (
    "*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b/a*",
    "arn:aws:s3:::*/c",
    "arn:aws:s3:::b?/x*",
    "arn:aws:s3:::a*b/*",
    "arn:aws:s3:::<name>/*",
    "arn:aws:s3:::b/${aws:username}/*",
    "arn:aws:s3:::b/${aws:username, 'none'}*",
    "arn:aws:s3:::${aws:principaltag/team}/*",
    "arn:aws:sqs:*:${aws:principaltag/team}:q",
    "arn:*",
    "arn:aws:sqs:*:*:q",
    "arn:aws:sqs:*:111122223333:*",
    "arn:aws:iam::*:role/x*",
)
VALUES: dict[str, tuple[str, ...]] = {
    "aws:username": ("alice", "bob", "a*", "*e", "Alice"),
    "aws:sourcearn": ("arn:aws:s3:::b", "arn:aws:sns:*:111122223333:*", "arn:aws:s3:::*", "arn:*:s3:::?", "*"),
    "aws:principalarn": (
        "arn:aws:iam::111122223333:role/r",
        "arn:aws:iam::*:user/*",
        "arn:aws:iam::111122223333:user/${aws:username}",
        "arn:aws:iam::${aws:principaltag/team}:role/*",
    ),
    "aws:principaltag/team": ("red", "111122223333", "${aws:username}", "r*"),
    "s3:x": ("1", "5", "2.5", "1e1", "10", "-3", ".5", "many"),
    "aws:currenttime": (
        "2026-01-01",
        "2026-06-01T00:00:00Z",
        "2026-06-01T02:00:00+02:00",
        "2026-06-01T00:00:00.5Z",
        "1767225600",
        "soon",
    ),
    "aws:sourceip": ("10.0.0.0/8", "10.1.0.0/16", "192.0.2.1", "10.1.0.9/255.255.0.0", "2001:db8::/32", "here"),
    "aws:securetransport": ("true", "false"),
    "aws:tagkeys": ("a", "b", "c*", "A", "ab"),
    "aws:requesttag/team": ("${aws:username}", "x", "${aws:username}*", "<name>", "?x", "X"),
    "s3:blob": ("YQ==", "YR==", "YWI=", "?"),
}
_TEXT = (Family.STRING, Family.LIKE, Family.STRING_IGNORE_CASE, Family.NULL)
FAMILIES: dict[str, tuple[Family, ...]] = {
    "aws:username": _TEXT,
    "aws:sourcearn": (Family.ARN, Family.LIKE, Family.STRING, Family.NULL),
    "aws:principalarn": (Family.ARN, Family.LIKE, Family.STRING, Family.NULL),
    "aws:principaltag/team": _TEXT,
    "s3:x": (*(Family.NUMERIC,) * 4, Family.NULL),
    "aws:currenttime": (*(Family.DATE,) * 4, Family.NULL),
    "aws:sourceip": (*(Family.IP,) * 4, Family.NULL),
    "aws:securetransport": (*(Family.BOOL,) * 4, Family.NULL),
    "aws:tagkeys": _TEXT,
    "aws:requesttag/team": _TEXT,
    "s3:blob": (*(Family.BINARY,) * 4, Family.NULL),
}
KEYS = tuple(VALUES)
_FEW = (1, 1, 2)


def _pattern(text: str, variables: bool = True, wild: bool = True) -> Glob:
    """A pattern; ``<name>`` in it is a hole."""
    parts: list[Part] = []
    for index, piece in enumerate(text.split("<name>")):
        parts += [Hole("name")] if index else []
        parts += pattern(piece, variables=variables, wild=wild).parts
    return glob(*parts)


def _several(pick: Pick, among: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pick(among) for _ in range(pick(_FEW))))


def tests(pick: Pick) -> Test:
    """A line of a condition."""
    key = pick(KEYS)
    family = pick(FAMILIES[key])
    operator = pick([one for one in OPERATORS if one.family is family])
    if family is Family.NULL:
        return Test(Asked(operator), key, (glob(pick(("true", "false"))),))
    qualifier = pick((Qualifier.ANY, Qualifier.ALL)) if key == "aws:tagkeys" else Qualifier.NONE
    asked = Asked(operator, qualifier, pick((False, False, False, True)))
    variables, wild = takes(asked, version_has_variables=True)
    return Test(asked, key, tuple(_pattern(text, variables, wild) for text in _several(pick, VALUES[key])))


def statements(pick: Pick, effect: Effect | None = None) -> Statement:
    """A statement of an identity policy."""
    found = {(test.key, str(test.operator)): test for test in (tests(pick) for _ in range(pick((0, 0, 1, 1, 2))))}
    return Statement(
        effect or pick((Effect.ALLOW, Effect.ALLOW, Effect.ALLOW, Effect.DENY)),
        tuple(map(_pattern, _several(pick, pick((ACTIONS, ACTIONS, MORE_ACTIONS))))),
        pick((True, *[False] * 8)),
        tuple(map(_pattern, _several(pick, RESOURCES))),
        pick((True, *[False] * 8)),
        (),
        True,
        tuple(found.values()),
    )


def policies(pick: Pick) -> Policy:
    """An identity policy."""
    broad = statements(pick, Effect.ALLOW)._replace(
        actions=tuple(map(_pattern, _several(pick, ("s3:*", "s3:get*", "s3:*object", "*")))),
        except_actions=False,
        resources=tuple(map(_pattern, _several(pick, RESOURCES[:7]))),
        except_resources=False,
    )
    return Policy((broad, *(statements(pick) for _ in range(pick((1, 2, 2, 3))))), name="p")


def neighbour(pick: Pick, of: Policy) -> Policy:
    """A policy that has something in common with another."""
    own = policies(pick)
    match pick(("apart", "apart", "apart", "fewer", "swapped", "swapped", "one changed", "more")):
        case "more":
            return Policy(of.statements + own.statements[:1], name="p")
        case "fewer":
            return Policy(of.statements[:-1] + own.statements[:1], name="p")
        case "swapped":
            return Policy((*of.statements[1:], *own.statements[:2]), name="p")
        case "one changed":
            first, *rest = of.statements
            test = tests(pick)
            kept = tuple(one for one in first.tests if (one.key, one.operator) != (test.key, test.operator))
            return Policy((first._replace(tests=(*kept, test)), *rest), name="p")
    return own


def pairs(pick: Pick) -> tuple[Policy, Policy]:
    """Two policies that may say much of the same."""
    one = policies(pick)
    return one, neighbour(pick, one)


# -- requests on the edges of what policies say

_OBJECTS = re.compile(r"arn:aws:s3:::[^:/*?]+/[^*?]+")
_BUCKETS = re.compile(r"arn:aws:s3:::[^:/*?]+")
_QUEUES = re.compile(r"arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:[^:/*?]+")
_ROLES = re.compile(r"arn:aws:iam::[0-9]{12}:role/[^:*?]+")
ACTED_ON: dict[str, re.Pattern[str]] = {
    "s3:GetObject": _OBJECTS,
    "s3:PutObject": _OBJECTS,
    "s3:GetObjectAcl": _OBJECTS,
    "s3:ListBucket": _BUCKETS,
    "s3:ListAllMyBuckets": re.compile(r"\*"),
    "sqs:SendMessage": _QUEUES,
    "iam:PassRole": _ROLES,
}
"""What actions act on, by hand from the Service Authorization Reference (2026-11): the catalogue isn't asked."""
HOLE = "hole-name"
"""The text of the one hole in the evaluator's world."""
_OF_THE_CALLER = ("aws:username", "aws:principalarn", "aws:principaltag/team")
_CALLERS = (
    ("arn:aws:sts::111122223333:assumed-role/r/s", ""),
    ("arn:aws:iam::111122223333:user/alice", "alice"),
    ("arn:aws:iam::111122223333:user/bob", "bob"),
    ("arn:aws:iam::111122223333:user/Alice", "Alice"),
)


def _instance(pick: Pick, found: Glob, values: Mapping[str, str]) -> str:
    """A text that a pattern may take."""
    text = "".join(_part(pick, part, values) for part in found.parts)
    return re.sub(r"[*?]", lambda wild: pick(("z", "a", "c", "ab", "") if wild[0] == "*" else ("a", "z")), text)


def _part(pick: Pick, part: Part, values: Mapping[str, str]) -> str:
    match part:
        case Variable(key, default):
            return values.get(key) or default or "none"
        case Hole():
            return HOLE
        case Wild():
            return part.value
    return part


def _edges(key: str, text: str) -> tuple[str, ...]:
    """Values on and beside the edge that one value of a policy draws."""
    if text in ("many", "here", "soon", "?"):
        return (text,)
    if key == "s3:x":
        return text, f"{float(text) + 0.5}", f"{float(text) - 1}", f"{float(text):e}"
    if key == "aws:sourceip":
        block = ip_network(text, strict=False)
        last = block[-1]
        return str(block[0]), str(last), str(ip_address(int(last) + 1) if block.version == 4 else last + 1)
    if key == "aws:currenttime":
        return text, "2026-05-31T23:59:59Z", "2027-01-01", "2026-06-01T00:00:00.5Z", "1767225599"
    if key == "aws:securetransport":
        return "true", "false"  # AWS gives nothing else
    return text, text.swapcase(), text + "z"


def _globs(policy: Policy) -> Iterator[Glob]:
    for statement in policy.statements:
        yield from statement.resources


def requests(pick: Pick, *of: Policy) -> Request:
    """A request on the edges of some policies."""
    principal, user = pick(_CALLERS)
    team = pick(("", "red", "111122223333", "alice"))
    told = {"aws:username": user, "aws:principaltag/team": team}
    action = pick(tuple(ACTED_ON))
    shape = ACTED_ON[action]
    made = [_instance(pick, found, told) for policy in of for found in _globs(policy)]
    spare = {
        _OBJECTS: "arn:aws:s3:::b/a",
        _BUCKETS: "arn:aws:s3:::b",
        _QUEUES: "arn:aws:sqs:us-east-1:111122223333:q",
        _ROLES: "arn:aws:iam::111122223333:role/x1",
    }.get(shape, "*")
    fits = [text for text in made if shape.fullmatch(text)]
    if shape is _OBJECTS:
        fits += [f"{text}/alice/k" for text in made if _BUCKETS.fullmatch(text)]
    resource = pick((*fits, spare))
    context: dict[str, tuple[str, ...]] = {"aws:principaltag/team": (team,)} if team else {}
    by_key: dict[str, list[Glob]] = {}
    for policy in of:
        for statement in policy.statements:
            for test in statement.tests:
                by_key.setdefault(test.key, []).extend(test.values)
    for key, values in by_key.items():
        if key in _OF_THE_CALLER or pick((True, False, False)):
            continue
        literal = [value for value in values if str(value) not in ("true", "false") or key == "aws:securetransport"]
        some = literal or [glob(VALUES[key][0])]
        count = pick((1, 2)) if key == "aws:tagkeys" else 1
        context[key] = tuple(pick(_edges(key, _instance(pick, pick(some), told))) for _ in range(count))
    return Request(principal, action, resource, context, "111122223333")


# -- the drivers


def seeded(seed: int) -> Pick:
    """The driver of the long run."""
    return random.Random(seed).choice


def drawn(make: Callable[..., T], *fixed: Any) -> st.SearchStrategy[T]:
    """A generator as Hypothesis's strategy."""

    @st.composite
    def strategy(draw: st.DrawFn) -> T:
        def pick(among: Sequence[Any]) -> Any:
            return draw(st.sampled_from(among))

        return make(pick, *fixed)

    return strategy()


def operators(*of: Policy) -> Iterator[Operator]:
    """The operators that policies ask with."""
    return (test.operator.operator for policy in of for one in policy.statements for test in one.tests)
