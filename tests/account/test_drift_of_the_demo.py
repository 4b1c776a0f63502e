"""The shipped application in an embedded account: nothing has drifted but what the emulator lost, and one change by
hand is one sentence more."""

from pathlib import Path
from typing import Any

import pytest

import hauberk
from hauberk.lab.account.deploying import deploy
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.sides import read_side
from hauberk.reading.jail import Root
from hauberk.sources.account.snapshot import Snapshot
from tests.account.lines import valid
from tests.account.meaning.desk import Desk, desk

DEMO = Path(hauberk.__file__).parent / "demo" / "repaired"
LOST = {
    "parcels-photographs: where requests are logged",
    "demo-auditbucket: whether objects can be locked",
}
"""What the emulator doesn't hold of the application's buckets, by the beginning of the sentence."""
FACTS = {fact for one in all_controls() for fact in needs_of(one.name) if "AccessAnalyzer" not in fact}
"""All but what the emulator has no answer to."""


def says(template: Any, snapshot: Snapshot, folder: Path) -> list[str]:
    path = folder / "account.hauberk"
    path.write_bytes(valid(snapshot).packed())
    found = drift(template, read_side(str(path), {}, "default"), "demo")
    return [one.says for one in found.differences if not any(_is_of(one.says, lost) for lost in LOST)]


def _is_of(text: str, lost: str) -> bool:
    name, _, what = lost.partition(": ")
    return text.startswith(name) and what in text


@pytest.fixture(scope="module")
def account_desk() -> Any:
    with desk() as found:
        yield found


def test_one_change_by_hand_is_one_sentence(account_desk: Desk, tmp_path: Path) -> None:
    with account_desk.account() as account:
        deployed = deploy(account, Root(DEMO), "template.yaml", stack="demo")
        template = read_side(str(DEMO / "template.yaml"), dict(deployed.parameters), "default")
        before = account_desk.snapshot(account, FACTS)
        assert says(template, before, tmp_path) == []
        account.client("iam").put_role_policy(
            RoleName="demo-QuoteRole",
            PolicyName="by-hand",
            PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole",'
            ' "Resource": "*"}]}',
        )
        (one,) = says(template, account_desk.snapshot(account, FACTS), tmp_path)
        assert one == "demo-QuoteRole may now do iam:PassRole on *"
