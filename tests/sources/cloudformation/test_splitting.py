"""``Fn::Split`` of a text with holes: what is said of the pieces holds whatever the holes turn out to be."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hauberk.model.joining import glued
from hauberk.model.values import Items, Known, Pattern, Reason, Reference, Unknown, Value
from hauberk.sources.cloudformation.alphabets import NAMES, PSEUDO
from hauberk.sources.cloudformation.splitting import cut
from tests.schemas import TYPES, schema_of

TYPE = {"Bucket": "AWS::S3::Bucket", "Api": "AWS::ApiGateway::RestApi"}
ANY = "-:/,.a1"
"""What a hole of which nothing is known is made of here: characters that delimiters are made of, too."""

Hole = Reference | Unknown
BUCKET, ZONE = Reference("Bucket"), Reference("AWS::Region")
SECRET = Unknown(Reason("no-echo", "Secret is a NoEcho parameter"))
CLOSED: dict[Hole, frozenset[str]] = {
    **{Reference(name): NAMES[type_] for name, type_ in TYPE.items()},
    **{Reference(name): characters for name, characters in PSEUDO.items()},
}
BUCKET_ARN = Reference("Bucket", "Arn")
OPEN: tuple[Hole, ...] = (Reference("Nobody"), BUCKET_ARN, SECRET)


@st.composite
def deployments(draw: st.DrawFn) -> dict[Hole, str]:
    """What each hole turns out to be."""
    known = {hole: draw(st.text("".join(sorted(of)), min_size=1, max_size=4)) for hole, of in CLOSED.items()}
    found = known | {hole: draw(st.text(ANY, max_size=4)) for hole in OPEN}
    found[BUCKET_ARN] = f"arn:{found[Reference('AWS::Partition')]}:s3:::{found[BUCKET]}"
    return found


PARTS = st.lists(st.text(ANY, min_size=1, max_size=6) | st.sampled_from([*CLOSED, *CLOSED, *OPEN]), max_size=6)


def filled(value: Value, deployment: dict[Hole, str]) -> str:
    """A text as it is in one deployment."""
    match value:
        case Known(str() as text):
            return text
        case Pattern(parts):
            return "".join(part if isinstance(part, str) else deployment[part] for part in parts)
        case Reference() | Unknown():
            return deployment[value]
    raise AssertionError(value)


@given(PARTS, st.text(ANY, min_size=1, max_size=2), deployments())
@example([ZONE, "-a"], "--", {ZONE: "x-"})
@example([SECRET], "1", {SECRET: "a1"})
@example(["a-", SECRET, "-b"], "--", {SECRET: ""})
@example(["a:", BUCKET, ":b"], ":", {BUCKET: "x"})
def test_the_pieces_are_those_of_every_deployment(
    parts: list[str | Hole], delimiter: str, deployment: dict[Hole, str]
) -> None:
    text = glued(parts)
    real = filled(text, deployment).split(delimiter)
    match cut(text, delimiter, lambda name: TYPE.get(name, ""), ()):
        case None:
            assert any(part in OPEN or set(delimiter) & CLOSED[part] for part in parts if not isinstance(part, str))
        case Known(Items() as items):
            sure = [filled(piece, deployment) for piece in items.sure]
            assert sure == real[: len(sure)]
            assert items.rest is not None or len(sure) == len(real)
        case other:
            raise AssertionError(other)


NAMED_BY = {
    "AWS::IAM::Role": "RoleName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::S3::Bucket": "BucketName",
}
"""Where a name is a property whose schema has a pattern."""


def test_every_type_is_there() -> None:
    assert {type_ for type_ in NAMES if not type_.startswith("AWS::Serverless::")} <= TYPES


@pytest.mark.parametrize(("type_", "name"), NAMED_BY.items())
def test_a_name_has_the_characters_of_its_schema(type_: str, name: str) -> None:
    pattern = schema_of(type_)["properties"][name]["pattern"]
    assert {c for c in map(chr, range(32, 127)) if re.search(pattern, f"a{c}a", re.ASCII)} == NAMES[type_]
