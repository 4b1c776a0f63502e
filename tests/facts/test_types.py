"""Types and places that Hauberk's source names are CloudFormation's, or of SAM, or of a service that has ended."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hauberk
from hauberk.facts.services import ended_service
from hauberk.model.policies import HOLDERS
from hauberk.study.queues import FAILURES
from tests.schemas import TYPES, has

SOURCE = Path(hauberk.__file__).parent
TYPE = re.compile(r"(?:AWS|Alexa)::\w+::\w+")
SAM = "AWS::Serverless::"
EVENTS = {"AWS::S3::Object"}
"""What trails call the things whose events they record (CloudFormation Template Reference,
"AWS::CloudTrail::Trail DataResource", 2026-11)."""


def named() -> Iterator[str]:
    """The types that literals of the source are."""
    for path in SOURCE.rglob("*.py"):
        if "demo" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and TYPE.fullmatch(node.value):
                    yield node.value


def test_types() -> None:
    found = frozenset(named())
    assert len(found) > 150
    assert {
        type_ for type_ in found - TYPES - EVENTS if not type_.startswith(SAM) and not ended_service(type_)
    } == set()


INSIDE_JSON = ("Body.x-amazon-apigateway-policy", "RedrivePolicy.deadLetterTargetArn")
"""Places in properties that take any JSON, as far as CloudFormation is concerned."""
PLACES = [(type_, f"{one.path}.{one.document}".rstrip(".")) for type_, held in HOLDERS.items() for one in held]


@pytest.mark.parametrize(("type_", "path"), [*PLACES, *FAILURES.items()])
def test_places(type_: str, path: str) -> None:
    assert has(type_, path.partition(".")[0] if path in INSIDE_JSON else path)
