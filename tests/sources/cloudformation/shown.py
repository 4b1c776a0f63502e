"""Values in a form that a table can hold, and the template that most tables share."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

from hauberk.model.application import Application
from hauberk.model.guards import describe
from hauberk.model.span import Span
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    OneOf,
    Pattern,
    Reference,
    Unknown,
    Value,
    alternatives,
)
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Free: {Type: String, Default: here}
  Bare: {Type: String}
  Silent: {Type: String, NoEcho: true, Default: hush}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Some: {Type: CommaDelimitedList, Default: "a,b", AllowedValues: [a, b, c]}
  Ids: {Type: "List<AWS::EC2::Subnet::Id>"}
  Count: {Type: Number, Default: 3}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/key}
  StoredList: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /shop/keys}
Mappings:
  Zones:
    us-east-1: {Name: virginia, List: [x, y]}
    eu-west-1: {Name: ireland, List: [z]}
  Stages:
    dev: {Level: debug, Keep: 1, Deep: true}
    prod: {Level: error, Keep: 30, Deep: false}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Always: !Equals [a, a]
  Never: !Not [!Condition Always]
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Url: {Type: AWS::Lambda::Url}
  Subject:
    Type: Custom::Subject
    Properties:
      Value:
"""
DEV, PROD = "while Stage keeps its default (dev)", "when Stage is prod"
NOTHING = "(nothing)"


class When(dict[str, Any]):
    """A value by the condition under which it holds."""


def shown(value: Value) -> Any:
    """A value as plain data: ``<Bucket.Arn>`` is a reference, ``?no-echo`` unknown with its reason's code."""
    match value:
        case Known(Fields() as fields):
            tree = {name: shown(child) for name, child in fields.items()}
            return tree if fields.rest is None else {**tree, "…": shown(fields.rest)}
        case Known(Items() as items):
            return [shown(item) for item in items]
        case Known(scalar):
            return scalar
        case Absent():
            return NOTHING
        case Reference(resource, attribute):
            return f"<{resource}.{attribute}>" if attribute else f"<{resource}>"
        case Pattern(parts):
            return "".join(part if isinstance(part, str) else shown(part) for part in parts)
        case Unknown(reason):
            return f"?{reason.code}"
        case OneOf():
            return When({describe(guard): shown(choice) for guard, choice in alternatives(value)})
    raise AssertionError(value)


def application_of(folder: Path, text: str, pins: Mapping[str, str] | None = None) -> Application:
    """The application of a template's text, written into ``folder``."""
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    return read_application(Root(folder), "template.yaml", pins)


def value_of(folder: Path, written: str, pins: Mapping[str, str] | None = None) -> Value:
    """What the shared template makes of a property that is ``written`` so."""
    application = application_of(folder, text_with(written), pins)
    return application.resources["Subject"].properties.value("Value")


def text_with(written: str) -> str:
    """The shared template with a property in it."""
    return TEMPLATE + indent(written.strip("\n"), 8 * " ") + "\n"


def cut(text: str, span: Span | None) -> str:
    """The part of a text that a span stands for, on one line."""
    assert span is not None
    return " ".join(text.encode()[span.start : span.end].decode().split())


def places(text: str, value: Value) -> dict[str, tuple[str, str]]:
    """By condition, the text where a value is used and the text that it comes from."""
    return {
        describe(guard): (cut(text, choice.span), cut(text, choice.origin)) for guard, choice in alternatives(value)
    }
