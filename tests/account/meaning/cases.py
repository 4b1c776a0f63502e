"""The cases of the controls, deployed: each into an account of its own."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hauberk.lab.account.deploying import deploy
from hauberk.lab.account.provisioning.loss import Loss
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from tests.account.meaning.comparing import Difference, differences
from tests.account.meaning.desk import CODE, TODAY, Desk
from tests.account.meaning.surroundings import surrounded
from tests.account.meaning.templates import loaded
from tests.practices.cases import Case, cases
from tests.sources.account.denying import wrong

CASES = tuple(cases("failing", "passing"))
_OF_ROLES = regex(r"(?:[Rr]ole|RoleArn|RoleARN|[Cc]redentials): \"?arn:aws:iam::(\d{12}):role/")


class Compared(NamedTuple):
    """Where both sides differ, what both said in all, and what the account doesn't hold; and what the account's side
    says that isn't so where less was read."""

    differences: tuple[Difference, ...]
    template: dict[str, int]
    account: dict[str, int]
    resources: dict[str, Resource]
    losses: tuple[Loss, ...]
    reasons: list[str]
    wrong: tuple[str, ...]


def compared(desk: Desk, case: Case) -> Compared:
    """A case with its surroundings, deployed, and asked on both sides."""
    with desk.account() as account, TemporaryDirectory() as folder:
        template, surroundings = surrounded(loaded(_at_home(case.path.read_text(encoding="utf-8"), account.id)))
        Path(folder, "template.json").write_text(json.dumps(template), encoding="utf-8")
        _copy_files(case.path, Path(folder))
        deployed = deploy(account, Root(folder), "template.json", code=CODE in needs_of(case.control.name))
        root = Root(folder)
        written = check_application(
            root, "template.json", (case.control,), deployed.parameters, TODAY, heed=False, mapped=False
        ).entries
        told = desk.asked(account, (case.control,))
    resources = dict(deployed.application.resources)
    found = differences(written, told.entries, resources, told.types, deployed.provisioned.held, surroundings)
    return Compared(
        tuple(found),
        _tally(entry.state.value for entry in written),
        _tally(entry.state.value for entry in told.entries),
        resources,
        deployed.provisioned.losses,
        sorted({entry.reason.text for entry in told.entries if entry.reason}),
        tuple(wrong(told.snapshot, (case.control,), singly=True)),
    )


def _copy_files(case: Path, into: Path) -> None:
    """The files beside a case that it names: code, and definitions."""
    text = case.read_text(encoding="utf-8")
    for path in sorted((case.parent / "files").glob("*")):
        if f"files/{path.name}" in text and path.is_dir():
            shutil.copytree(path, into / "files" / path.name)
        elif f"files/{path.name}" in text:
            (into / "files").mkdir(exist_ok=True)
            shutil.copy(path, into / "files")


def _at_home(text: str, account: str) -> str:
    """A case in an account: that of the functions' roles, where it names them."""
    found = _OF_ROLES.search(text)
    return text.replace(found[1], account) if found else text


def _tally(states: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in states:
        found[state] = found.get(state, 0) + 1
    return found
