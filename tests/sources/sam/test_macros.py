"""A macro inside of a serverless resource may add anything: nothing is taken for left out, and nothing made up."""

from pathlib import Path

from hauberk.model.application import Application
from hauberk.model.values import Unknown
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Fn::Transform: { Name: Company }
      Runtime: python3.13
  Plain:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      FunctionUrlConfig: { Fn::Transform: { Name: Company } }
"""


def application(folder: Path) -> Application:
    (folder / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    return read_application(Root(folder), "template.yaml")


def test_what_a_macro_may_add_is_unknown(tmp_path: Path) -> None:
    function = application(tmp_path).resources["Orders"]
    tracing = function.properties.value("TracingConfig")
    assert isinstance(tracing, Unknown)
    assert tracing.reason.code == "macro"


def test_no_url_is_made_up(tmp_path: Path) -> None:
    made = application(tmp_path)
    assert "OrdersUrl" not in made.resources
    auth = made.resources["PlainUrl"].properties.value("AuthType")
    assert isinstance(auth, Unknown)
    assert auth.reason.code == "macro"


def test_what_sam_makes_of_it_is_said_to_be_unread(tmp_path: Path) -> None:
    (gap,) = application(tmp_path).unread
    assert gap.code == "macro"
    assert gap.text.startswith("Company runs at deployment: a macro may add to Orders")
