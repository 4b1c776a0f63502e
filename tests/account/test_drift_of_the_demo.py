"""The shipped application in an embedded account: nothing has drifted but what the emulator lost, and one change by
hand is one sentence more."""

from pathlib import Path
from typing import Any

import hauberk
from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.lab.account.server import embedded_account
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.sides import read_side
from hauberk.reading.jail import Root
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.reading import carry_out, plan_for, whose
from hauberk.sources.account.snapshot import Snapshot
from tests.account.lines import valid

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


def read(account: Account) -> Snapshot:
    """What the account holds now."""
    clients = Clients(account.session(), "aws", account.endpoint)
    return carry_out(clients, whose(clients, account.region), plan_for(FACTS, (account.region,))).snapshot


def test_one_change_by_hand_is_one_sentence(tmp_path: Path) -> None:
    with embedded_account() as account:
        deployed = deploy(account, Root(DEMO), "template.yaml", stack="demo")
        template = read_side(str(DEMO / "template.yaml"), dict(deployed.parameters), "default")
        assert says(template, read(account), tmp_path) == []
        account.client("iam").put_role_policy(
            RoleName="demo-QuoteRole",
            PolicyName="by-hand",
            PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole",'
            ' "Resource": "*"}]}',
        )
        (one,) = says(template, read(account), tmp_path)
        assert one == "demo-QuoteRole may now do iam:PassRole on *"
