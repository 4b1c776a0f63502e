"""What every hostile input has beside it, and what has to be left of that: nothing is lost to a bad neighbour."""

from pathlib import Path
from typing import NamedTuple

from hauberk.model.ledger import Entry, Gap, Ledger
from hauberk.model.verdict import State
from hauberk.scan.pipeline import Plan, check

CONTROL = "function-url-without-auth"
"""A control that the template below violates."""

GOOD = "Resources:\n  Url:\n    Type: AWS::Lambda::Url\n    Properties: { AuthType: NONE }\n"

HEAD = "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n"
"""The beginning of a template: what follows are properties of a queue, indented by six."""


class Refused(NamedTuple):
    """A file that isn't read: its content, the reason's code, and words that the reader is told."""

    content: bytes
    code: str
    says: str


def refused(content: str | bytes, code: str, says: str) -> Refused:
    """The same from a text."""
    return Refused(content.encode() if isinstance(content, str) else content, code, says)


def checked(folder: Path, name: str, content: bytes) -> Ledger:
    """What a check says of a file and of its neighbour, which is as good with it as without it."""
    (folder / name).write_bytes(content)
    (folder / "template.yaml").write_text(GOOD, encoding="utf-8")
    found = check(Plan(paths=(".",), base=str(folder)))
    neighbour = [entry for entry in found.findings() if entry.application == "template.yaml"]
    assert CONTROL in {entry.control for entry in neighbour}
    return found


def refusal(folder: Path, name: str, content: bytes) -> Gap:
    """Why a file isn't read: the one thing that is said of it."""
    found = checked(folder, name, content)
    (gap,) = found.gaps
    assert gap.path == name
    assert [seen.path for seen in found.applications] == ["template.yaml"]
    return gap


def read(folder: Path, name: str, content: bytes) -> Ledger:
    """What a check says of a file that is read, odd as it is."""
    found = checked(folder, name, content)
    assert name in {seen.path for seen in found.applications}
    assert "internal-error" not in codes(found)
    return found


def codes(found: Ledger) -> set[str]:
    """Every reason for which something is unread or unknown."""
    return {gap.code for gap in found.gaps} | {entry.reason.code for entry in found.entries if entry.reason}


def verdicts(found: Ledger, name: str, control: str = CONTROL) -> list[State]:
    """What a control says of each of its subjects in a file."""
    return [entry.state for entry in of(found, name) if entry.control == control]


def of(found: Ledger, name: str) -> list[Entry]:
    """The entries about a file."""
    return [entry for entry in found.entries if entry.application == name]
