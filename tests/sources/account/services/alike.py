"""The same application twice: as a template says it, and as an account holds it after it was deployed."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import deploy
from hauberk.lab.account.provisioning.loss import Loss
from hauberk.model.ledger import Entry
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking, check_application
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.reading import read_account, whose
from tests.sources.account.services.recordings import TODAY

States = Mapping[str, Counter[str]]
"""How often each control gives which answer."""


class Both(NamedTuple):
    """What there is to say of a template, and of the account that it was deployed into; and what that doesn't hold."""

    template: States
    account: States
    losses: tuple[Loss, ...]

    def differences(self, controls: Iterable[str]) -> set[str]:
        """The controls that don't say the same of both."""
        return {name for name in controls if self.template.get(name) != self.account.get(name)}


def both(folder: Path, template: str, account: Account, names: Iterable[str]) -> Both:
    """Asks some controls of a template and, after it was deployed, of the account, as far as these need it."""
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    checked = check_application(Root(folder), "template.yaml", _controls(names), {}, TODAY).entries
    done = deploy(account, Root(folder), "template.yaml").provisioned
    held = [one.physical for one in done.held.values()]
    return Both(_states(checked), audited(account, names, held), done.losses)


def audited(account: Account, names: Iterable[str], networks: Container[str] = ()) -> States:
    """Asks some controls of an account, as far as these need it. ``networks`` are the ids of those of EC2's networks
    and subnets that are asked about; every account has some from the start."""
    controls = _controls(names)
    clients = Clients(account.session(), "aws", account.endpoint)
    facts = {fact for control in controls for fact in needs_of(control.name)}
    snapshot = read_account(clients, whose(clients, account.region), (account.region,), facts)
    entries = check_snapshot(snapshot, Asking(controls, TODAY, False, False, False)).entries
    return _states(
        entry for entry in entries if entry.kind not in _GIVEN or entry.subject.rpartition("/")[2] in networks
    )


def _controls(names: Iterable[str]) -> tuple[Control, ...]:
    wanted = frozenset(names)
    return tuple(control for control in all_controls() if control.name in wanted)


_GIVEN = ("AWS::EC2::VPC", "AWS::EC2::Subnet")
"""What every account has from the start."""


def _states(entries: Iterable[Entry]) -> States:
    found: dict[str, Counter[str]] = {}
    for entry in entries:
        found.setdefault(entry.control, Counter())[entry.state.value] += 1
    return found
