"""Policies from plain data, and plain data for policies of every element."""

import json

from hypothesis import strategies as st

from hauberk.iam.language.operators import OPERATORS, Family, Qualifier
from hauberk.iam.language.parse import Parsed, parse
from hauberk.iam.language.policy import Kind, Policy
from hauberk.reading.json import read_json
from hauberk.reading.source import Source

Plain = dict[str, object]


def read(data: object, kind: Kind = Kind.IDENTITY, name: str = "p") -> Parsed:
    """What the parser makes of a document that is written as JSON."""
    text = data if isinstance(data, str) else json.dumps(data)
    return parse(read_json(Source("p.json", text.encode())), name=name, kind=kind)


def policy(*statements: Plain, kind: Kind = Kind.IDENTITY, name: str = "", version: str = "2012-10-17") -> Policy:
    """A policy of some statements."""
    parsed = read({"Version": version, "Statement": list(statements)}, kind, name or kind.value)
    assert parsed.policy is not None, parsed.faults
    return parsed.policy


def allow(action: object = "*", resource: object = "*", **more: object) -> Plain:
    """A statement that allows."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: object = "*", resource: object = "*", **more: object) -> Plain:
    """A statement that denies."""
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def placeless(found: Policy) -> Policy:
    """A policy without the places of its source."""
    return found._replace(
        span=None,
        statements=tuple(
            statement._replace(span=None, tests=tuple(test._replace(span=None) for test in statement.tests))
            for statement in found.statements
        ),
    )


TEXTS = st.text(st.sampled_from("ab:/*?${}',. ") | st.sampled_from('é\U0001f512\\"'), max_size=12) | st.sampled_from(
    [
        "*",
        "arn:aws:s3:::bucket/*",
        "arn:aws:s3:::bucket/${aws:username}/*",
        "${aws:PrincipalTag/team, 'company-wide'}",
        "${*}${?}${$}",
        "${$}{aws:username}",
        "$${aws:username}",
        "${",
        "${}",
        "${a b}",
        "${a, 'b}",
    ]
)
KEYS = st.sampled_from(["aws:SourceArn", "aws:PrincipalTag/Team", "s3:prefix", "AWS:SourceIp"])


def _some(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return texts | st.lists(texts, min_size=1, max_size=3)


@st.composite
def _operators(draw: st.DrawFn) -> str:
    operator = draw(st.sampled_from(OPERATORS))
    qualifier = draw(st.sampled_from(list(Qualifier)))
    suffix = "" if operator.family is Family.NULL else draw(st.sampled_from(["", "IfExists"]))
    return (f"{qualifier.value}:" if qualifier else "") + operator.name + suffix


VALUES = TEXTS | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2)
CONDITIONS = st.dictionaries(
    _operators(),
    st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=3), min_size=1, max_size=2),
    max_size=2,
)
PRINCIPALS = st.just("*") | st.dictionaries(
    st.sampled_from(["AWS", "Service", "Federated", "CanonicalUser"]),
    _some(st.sampled_from(["*", "123456789012", "arn:aws:iam::123456789012:root", "sns.amazonaws.com"])),
    min_size=1,
    max_size=3,
)


@st.composite
def _statements(draw: st.DrawFn, kind: Kind) -> Plain:
    made: Plain = {"Effect": draw(st.sampled_from(["Allow", "Deny"]))}
    if draw(st.booleans()):
        made["Sid"] = draw(st.sampled_from(["One", "Two"]))
    made[draw(st.sampled_from(["Action", "NotAction"]))] = draw(
        _some(st.sampled_from(["*", "s3:Get*", "SQS:SendMessage", "s3:?etObject", "a${b}"]))
    )
    made[draw(st.sampled_from(["Resource", "NotResource"]))] = draw(_some(TEXTS))
    if kind is Kind.RESOURCE:
        made[draw(st.sampled_from(["Principal", "NotPrincipal"]))] = draw(PRINCIPALS)
    if draw(st.booleans()):
        made["Condition"] = draw(CONDITIONS)
    return made


@st.composite
def documents(draw: st.DrawFn) -> tuple[Plain, Kind]:
    """A document of any elements, and its kind."""
    kind = draw(st.sampled_from([Kind.IDENTITY, Kind.RESOURCE]))
    made: Plain = {"Statement": draw(st.lists(_statements(kind), max_size=3))}
    if draw(st.integers(0, 3)):
        made["Version"] = draw(st.sampled_from(["2012-10-17", "2008-10-17"]))
    if draw(st.booleans()):
        made["Id"] = "id"
    return made, kind
