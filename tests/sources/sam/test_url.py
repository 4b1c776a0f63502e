"""The URL of a function, where what asks for it differs by branch."""

from pathlib import Path

from hauberk.model.application import Application
from hauberk.model.guards import Guard
from hauberk.model.values import Absent, Known, Value, alternatives
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.handler
      CodeUri: ./orders
      FunctionUrlConfig: !If [IsProd, %s, {AuthType: NONE}]
"""


def read(folder: Path, in_production: str) -> Application:
    """The application whose URL in production is as given."""
    (folder / "template.yaml").write_text(TEMPLATE % in_production, encoding="utf-8")
    return read_application(Root(folder), "template.yaml")


def by_branch(value: Value) -> dict[Guard, object]:
    """What a value is in each branch."""
    return {
        guard: choice.value if isinstance(choice, Known) else type(choice).__name__
        for guard, choice in alternatives(value)
    }


def test_a_url_is_there_where_its_configuration_is(tmp_path: Path) -> None:
    url = read(tmp_path, "!Ref AWS::NoValue").resources["OrdersUrl"]
    assert sorted(map(str, by_branch(url.presence).values())) == ["False", "True"]
    there = [guard for guard, held in by_branch(url.presence).items() if held]
    asked = dict(alternatives(url.properties.value("AuthType")))
    assert [asked[guard] for guard in there] == [Known("NONE")]
    assert [choice for guard, choice in asked.items() if guard not in there] == [Absent()]


def test_a_url_has_what_each_branch_says(tmp_path: Path) -> None:
    url = read(tmp_path, "{AuthType: AWS_IAM}").resources["OrdersUrl"]
    assert set(by_branch(url.properties.value("AuthType")).values()) == {"AWS_IAM", "NONE"}


def test_nothing_is_opened_for_a_configuration_that_sam_cannot_read(tmp_path: Path) -> None:
    made = read(tmp_path, "!Ref AWS::NoValue").resources
    assert not [one.id for one in made.values() if one.type == "AWS::Lambda::Permission"]
