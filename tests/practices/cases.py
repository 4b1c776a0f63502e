"""The cases of the controls: small real applications in ``tests/practices/<practice>/<control>/``.

``failing*.yaml`` have the fault: each line that a finding has to point at ends in the comment ``# violated``.
``passing*.yaml`` don't have it. In ``unknown*.yaml`` what decides can't be known; lines end in ``# unknown``.
Files that a template takes definitions from stand in the folder ``files`` beside it, marked in the same way.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hauberk.model.ledger import Entry
from hauberk.model.people import Deployed
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from hauberk.sources.pins import pins_beside

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)


class Case(NamedTuple):
    """One template of one control; ``kind`` is the first word of its name."""

    control: Control
    kind: str
    path: Path

    @property
    def id(self) -> str:
        """A name for the test's output."""
        return f"{self.control.name}/{self.path.stem}"


def folder(control: Control) -> Path:
    """Where a control's cases are: beside those of its practice."""
    return HERE / control.module.split(".")[2] / control.name


def only_in_accounts(control: Control) -> bool:
    """Whether a control asks about nothing that a template has: its worlds stand in ``tests/account``."""
    types = control.subject.TYPES
    return issubclass(control.subject, Deployed) or bool(types and all(one.startswith("Account::") for one in types))


def cases(*kinds: str) -> Iterator[Case]:
    """The cases of every control, of some kinds."""
    for control in all_controls():
        for path in sorted(folder(control).glob("*.yaml")):
            kind = path.stem.partition("-")[0]
            if kind in kinds:
                yield Case(control, kind, path)


def asked(case: Case, path: Path | None = None) -> list[Entry]:
    """What the case's control says about its template, or about another one in its place."""
    place = path or case.path
    root = Root(place.parent)
    beside = pins_beside(root, place.name)
    return list(check_application(root, place.name, (case.control,), beside, TODAY, beside=beside).entries)


def lines(entries: list[Entry], state: State) -> list[tuple[str, int]]:
    """The files and lines of the primary places of one verdict."""
    return sorted((entry.locations[0].path, entry.locations[0].line) for entry in entries if entry.state is state)


def marked(case: Case, word: str) -> list[tuple[str, int]]:
    """The lines of a case that end in a comment of one word: of its template, code within it included, and of the files
    that it names."""
    text = case.path.read_text(encoding="utf-8")
    files = case.path.parent / "files"
    beside = [path for path in sorted(files.rglob("*")) if path.is_file() and _is_named(path.relative_to(files), text)]
    return sorted(
        (path.relative_to(case.path.parent).as_posix(), number)
        for path in (case.path, *beside)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip().endswith((f" # {word}", f" // {word}"))
    )


def _is_named(path: Path, template: str) -> bool:
    """Whether a template names a file, or the folder of code that it is in."""
    return f"files/{path.parts[0]}" in template


def judged(folder: Path, name: str, template: str, today: date = TODAY) -> list[State]:
    """What one control says about a template that is given as text, a state for each subject that it applies to."""
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    control = next(control for control in all_controls() if control.name == name)
    entries = check_application(Root(folder), "template.yaml", (control,), {}, today).entries
    return [entry.state for entry in entries if entry.state is not State.NOT_APPLICABLE]
