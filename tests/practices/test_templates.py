"""The cases are templates that CloudFormation would take: a control that asks for a property that there isn't finds
nothing in anyone's application."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hauberk.facts.services import ended_service
from hauberk.model.compute import HANDLER
from hauberk.model.values import Fields, Items, Known, Value, alternatives
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from tests.practices.cases import Case, cases
from tests.schemas import TYPES, Schema, parts, schema_of

OWN = ("AWS::CloudFormation::CustomResource", "Custom::")
"""Types whose properties are the author's."""
WRONG = """Resources:
  Stream:
    Type: AWS::MSK::Cluster
    Properties:
      BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Kind: DISABLED } } }
  Integration: { Type: AWS::ApiGateway::Integration }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { SecurityGroupIngress: [{ Cidr: 0.0.0.0/0 }] }
"""


def strangers(path: Path) -> Iterator[str]:
    """The types and properties of a template that CloudFormation doesn't know."""
    for resource in read_application(Root(path.parent), path.name).resources.values():
        if resource.type.startswith(OWN) or ended_service(resource.type):
            continue
        if resource.type not in TYPES:
            yield resource.type
            continue
        whole = schema_of(resource.type)
        yield from _below(whole, [whole], Known(resource.properties), resource.type)


def _below(whole: Schema, schemas: list[Schema], value: Value, place: str) -> Iterator[str]:
    """What is strange below a value that several schemas describe in turn."""
    described = list(parts(whole, schemas))
    for _, choice in alternatives(value):
        match choice:
            case Known(Fields() as fields):
                if not any("properties" in part for part in described) or any(
                    "patternProperties" in part for part in described
                ):
                    continue  # a mapping with names of the author's choice
                for name, child in fields.items():
                    found = [part["properties"][name] for part in described if name in part.get("properties", ())]
                    if found:
                        yield from _below(whole, found, child, f"{place}.{name}")
                    else:
                        yield f"{place}.{name}"
            case Known(Items() as items):
                elements = [part["items"] for part in described if "items" in part]
                for item in items if elements else ():
                    yield from _below(whole, elements, item, f"{place}[]")


def test_a_wrong_name_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(WRONG, encoding="utf-8")
    assert list(strangers(tmp_path / "t.yaml")) == [
        "AWS::MSK::Cluster.BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Kind",
        "AWS::ApiGateway::Integration",
        "AWS::EC2::SecurityGroup.SecurityGroupIngress[].Cidr",
    ]


@pytest.mark.parametrize("case", list(cases("failing", "passing", "unknown", "account")), ids=lambda case: case.id)
def test_every_name_in_a_case_is_one_of_cloudformation(case: Case) -> None:
    assert list(strangers(case.path)) == []


@pytest.mark.parametrize("type_", sorted({type_ for control in all_controls() for type_ in control.subject.TYPES}))
def test_every_type_that_is_asked_about_is_one_of_cloudformation(type_: str) -> None:
    custom = type_.startswith(("Account::", "Custom::"))  # Hauberk gives the name, or whoever makes it
    assert custom or type_ == HANDLER or type_ in TYPES or ended_service(type_)
