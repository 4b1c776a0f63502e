"""Whole applications say the same as templates and as accounts, by every control, with their code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import hauberk
from hauberk.lab.account.deploying import deploy
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application
from tests.account.meaning.comparing import Difference, differences, explained_by_loss
from tests.account.meaning.desk import TODAY, Desk
from tests.account.meaning.table import explaining, rows

HERE = Path(__file__).parent
DEMO = Path(hauberk.__file__).parent / "demo"
APPLICATIONS = {
    **{f"demo-{name}": DEMO / name / "template.yaml" for name in ("vulnerable", "repaired")},
    **{path.stem: path for path in sorted((HERE / "applications").glob("*.yaml"))},
}


def test_there_are_enough_of_them() -> None:
    assert len(APPLICATIONS) >= 15


@pytest.mark.parametrize("name", APPLICATIONS)
def test_an_account_says_what_its_template_says(name: str, desk: Desk) -> None:
    unexplained = list(_unexplained(APPLICATIONS[name], desk))
    known = [(told, list(explaining("application", told.control, name))) for told in unexplained]
    assert [told for told, found in known if not found] == [], "no row explains it"
    needed = [row for _, found in known for row in found]
    for row in rows("application"):
        if name in row.where:
            assert row in needed, f"nothing differs any more: {row.because}"


def _unexplained(path: Path, desk: Desk) -> Iterator[Difference]:
    """Where both sides differ, and the account lost nothing that would explain it."""
    controls = all_controls()
    with desk.account() as account:
        deployed = deploy(account, Root(path.parent), path.name, code=True)
        written = check_application(
            Root(path.parent), path.name, controls, deployed.parameters, TODAY, heed=False, mapped=False
        ).entries
        told = desk.asked(account, controls)
    resources = deployed.application.resources
    for one in differences(written, told.entries, resources, told.types, deployed.provisioned.held):
        if not explained_by_loss(one, resources, deployed.provisioned.losses):
            yield one
