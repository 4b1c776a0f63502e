"""Each control says the same of its cases and of the accounts that these were deployed into, or that it doesn't know
where any call was denied.

What differs has lost something of its resources on the way, as the provisioner tells, or a row in the table. Every
fifth control is tried in each run, and all of them where ``HAUBERK_EVERY_CASE`` is set, which takes nine minutes.
"""

import os
from collections.abc import Iterable

import pytest

from hauberk.practices import all_controls
from hauberk.practices.control import Control
from tests.account.meaning.cases import Compared, compared
from tests.account.meaning.comparing import explained_by_loss
from tests.account.meaning.desk import Desk
from tests.account.meaning.proven import unproven
from tests.account.meaning.table import KINDS, explaining, rows
from tests.practices.cases import Case, cases, folder, only_in_accounts

ALL = tuple(
    control for control in all_controls() if not only_in_accounts(control) and any(folder(control).glob("*.yaml"))
)
CONTROLS = ALL if os.environ.get("HAUBERK_EVERY_CASE") else ALL[::5]


def _cases(control: Control) -> Iterable[Case]:
    return (case for case in cases("failing", "passing") if case.control is control)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_an_account_says_what_its_template_says(control: Control, desk: Desk) -> None:
    found = {case: compared(desk, case) for case in _cases(control)}
    assert {case.id: one.wrong for case, one in found.items() if one.wrong} == {}, "it says so where less was read"
    unlike = {case.id: _unexplained(one) for case, one in found.items()}
    known = {id_: list(explaining("case", control.name, id_)) for id_ in unlike}
    assert {id_: told for id_, told in unlike.items() if told and not known[id_]} == {}, "no row explains it"
    needed = [row for id_, told in unlike.items() if told for row in known[id_]]
    for row in (row for row in rows("case") if control.name in row.controls):
        assert row in needed, f"nothing differs any more: {row.because}"
        own = {id_ for id_ in row.where if id_.startswith(f"{control.name}/")}
        assert {id_ for id_ in own if not unlike[id_]} == set(), "these don't differ any more"
    equal = {case.kind for case, one in found.items() if _is_equal(one)}
    assert ({"failing", "passing"} <= equal) == (control.name not in unproven()), (
        f"docs/account.md says otherwise of what was proven; equal here: {sorted(equal)}"
    )


def _unexplained(one: Compared) -> list[str]:
    return [str(told) for told in one.differences if not explained_by_loss(told, one.resources, one.losses)]


def _is_equal(one: Compared) -> bool:
    """Whether both sides say the same, and do say something."""
    return not one.differences and bool({"violated", "satisfied"} & set(one.template))


@pytest.mark.parametrize("part", ["case", "application"])
def test_rows_are_of_a_kind_and_give_a_reason(part: str) -> None:
    names = {control.name for control in all_controls()}
    for row in rows(part):
        assert row.kind in KINDS
        assert set(row.controls) <= names
        assert len(row.because) > 30
        assert row.because.endswith(".")
