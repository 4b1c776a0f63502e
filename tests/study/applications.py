"""Small applications, and the study of them."""

from datetime import date
from pathlib import Path

from hauberk.model.compute import Function
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.study import Study

ORDERS = """
Resources:
  Orders: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "" } } }
"""


def studied(folder: Path, template: str) -> Study:
    """The study of a template that is given as text."""
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    return Study(read_application(Root(folder), "template.yaml", {}), date(2026, 11, 24))


def function(study: Study, name: str = "Orders") -> Function:
    """A function of the application."""
    return Function(study.application.resources[name], World())
