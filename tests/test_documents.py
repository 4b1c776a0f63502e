"""What the documents say of the project is so."""

import re
from pathlib import Path

import pytest

from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Known
from hauberk.model.verdict import State
from hauberk.practices.control import Control
from hauberk.scan.asking import ask
from hauberk.scan.topic import topics_of
from hauberk.study.study import Study
from tests.scan.places import TODAY

PROJECT = Path(__file__).parents[1]
DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]
PATH = re.compile(r"`((?:src|tests|tools|docs)/[\w./-]+)`")
LINK = re.compile(r"\]\((?!https?:)([\w./-]+)\)")
FLOOR = re.compile(r"^\| `(\w+)/` \|", re.MULTILINE)

EXAMPLE = """
from hauberk.model.subject import Subject, Whole
from hauberk.model.verdict import MEDIUM, Verdict
from hauberk.practices.checks import must_be_given
from hauberk.practices.control import control
from hauberk.study.study import Study
"""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_named_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path in PATH.findall(text):
        assert (PROJECT / path).exists(), path
    for path in LINK.findall(text):
        assert (document.parent / path).exists(), path


def test_every_floor_is_described() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    source = PROJECT / "src" / "hauberk"
    assert set(FLOOR.findall(text)) == {path.parent.name for path in source.glob("*/__init__.py")}


def test_the_example_of_a_control_is_one() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    names: dict[str, object] = {}
    exec(EXAMPLE + re.sub(r"^ {3}", "", found[1], flags=re.MULTILINE), names)
    made = names["queue_without_redrive"]
    assert isinstance(made, Control)
    for properties, state in (({}, State.VIOLATED), ({"RedrivePolicy": Known("{}")}, State.SATISFIED)):
        queue = Resource("Orders", "AWS::SQS::Queue", Fields(properties))
        application = Application("t.yaml", "CloudFormation", {queue.id: queue})
        (topic,) = topics_of(made.subject.seeds(application))
        assert ask(made, topic, Study(application, TODAY)).verdict.state is state
