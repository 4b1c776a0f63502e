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
LINK = re.compile(r"\]\((?!https?:)([\w./-]+)(?:#[\w-]+)?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
INTO = re.compile(r"\]\((?!https?:)([\w./-]*)#([\w-]+)\)")
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


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_lines_of_prose_fit(document: Path) -> None:
    prose = re.sub(r"^ *```.*?^ *```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert [line for line in prose.splitlines() if len(line) > 120 and not line.startswith("|")] == []


def test_every_document_is_reached_from_the_readme() -> None:
    reached, ahead = set(), [PROJECT / "README.md"]
    while ahead:
        document = ahead.pop().resolve()
        if document.suffix == ".md" and document not in reached:
            reached.add(document)
            ahead += [document.parent / path for path in LINK.findall(document.read_text(encoding="utf-8"))]
    assert reached == {path.resolve() for path in DOCUMENTS}


def headings(document: Path) -> set[str]:
    """What a link into a document may name, as GitHub makes it of headings."""
    found = HEADING.findall(document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_into_a_document_leads_to_a_heading(document: Path) -> None:
    for path, heading in INTO.findall(document.read_text(encoding="utf-8")):
        assert heading in headings(document.parent / path if path else document), (path, heading)


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
