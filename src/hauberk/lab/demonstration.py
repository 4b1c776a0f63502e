"""A demonstration: the shipped vulnerable application in an account of its own, audited, and changed by hand.

Everything in it is real but for the account: the same readers, controls and comparison as for an account of AWS's.
"""

import os
from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryDirectory
from typing import NamedTuple

import hauberk
from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import Deployed, deploy
from hauberk.lab.account.server import embedded_account
from hauberk.model.concealed import Key
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.questions.drift.asking import drift
from hauberk.questions.drift.results import Drift
from hauberk.questions.drift.sides import Part, Side
from hauberk.reading.jail import Root
from hauberk.reports.grouping import rank
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import Reading, carry_out, plan_for, whose
from hauberk.sources.account.snapshot import Snapshot

FOLDER = os.path.join(os.path.dirname(hauberk.__file__), "demo", "vulnerable")
TEMPLATE = "template.yaml"
CHANGED = "Bookings"
"""The function that somebody opens by hand."""
STATEMENT = "quick-test"
_NO_SUCH_CALL = "not-supported"
"""The reason for what the emulator doesn't tell."""
NEAR = "AWS::Lambda::"
"""What is read again after that: nothing else was changed."""


class Deployment(NamedTuple):
    """How much of the application the account holds."""

    held: int
    of: int


class Audit(NamedTuple):
    """What the audit found, and by how many calls."""

    ledger: Ledger
    calls: int
    worst: Entry

    @property
    def lacking(self) -> tuple[int, int]:
        """How much wasn't read since the emulator has no such call, and how many answers are unknown by that."""
        gaps = sum(1 for gap in self.ledger.gaps if gap.code == _NO_SUCH_CALL)
        reasons = (entry.reason for entry in self.ledger.entries if entry.state is State.UNKNOWN)
        return gaps, sum(1 for reason in reasons if reason is not None and reason.code == _NO_SUCH_CALL)


class Change(NamedTuple):
    """What somebody changed by hand, and what the account then has otherwise than the template."""

    function: str
    drift: Drift


Step = Deployment | Audit | Change


def steps() -> Iterator[Step]:
    """The demonstration, a step at a time; the account is gone when it ends, however it does.

    Raises :class:`hauberk.lab.account.server.ServerError` where the account can't be started.
    """
    with embedded_account() as account:
        root = Root(FOLDER, "demo")
        deployed = deploy(account, root, TEMPLATE, code=True)
        held = deployed.provisioned.held
        yield Deployment(len(held), deployed.provisioned.wanted)
        key = Key.fresh()
        with TemporaryDirectory(prefix="hauberk-demo-") as code:
            reading = _read(account, key, code)
            ledger = check_snapshot(reading.snapshot, _asking(), Root(code, "code"))
        yield Audit(ledger, len(reading.snapshot.answers), _worst(ledger))
        before = _compared(deployed, root, reading.snapshot)
        name = held[CHANGED].physical
        account.client("lambda").add_permission(
            FunctionName=name, StatementId=STATEMENT, Action="lambda:InvokeFunction", Principal="*"
        )
        again = _read(account, key, of=NEAR).snapshot
        now = reading.snapshot._replace(answers={**reading.snapshot.answers, **again.answers})
        yield Change(name, _new(_compared(deployed, root, now), before))


def _asking() -> Asking:
    return Asking(all_controls(), date.today(), heed=False, mapped=False)


def _read(account: Account, key: Key, code: str = "", of: str = "") -> Reading:
    """Everything that can be read, or what is of a service alone."""
    clients = Clients(account.session(), "aws", account.endpoint)
    reads = (read for read in ALL_READS if not read.wished)
    facts = frozenset(fact for read in reads for fact in read.facts if fact.startswith(of))
    return carry_out(clients, whose(clients, account.region), plan_for(facts, (account.region,)), key=key, code=code)


def _worst(ledger: Ledger) -> Entry:
    """The worst finding that anyone on the internet gets to, by the way that an event takes through code."""
    ordered = sorted(ledger.findings(), key=rank)
    told = (entry for entry in ordered if entry.flow and any("anyone" in place.says for place in entry.locations))
    return next(told, ordered[0])


def _compared(deployed: Deployed, root: Root, snapshot: Snapshot) -> Drift:
    (found,) = applications(snapshot)
    template = Side(root.show(TEMPLATE), (Part(deployed.application, root.opened),))
    part = Part(found.application, found.sources, snapshot.home)
    return drift(template, Side("the account", (part,), snapshot.account, snapshot.taken))


def _new(after: Drift, before: Drift) -> Drift:
    """What wasn't otherwise before: what the emulator holds in another form was."""
    known = {(one.subject, one.property, one.says) for one in before.differences}
    differences = (one for one in after.differences if (one.subject, one.property, one.says) not in known)
    return after._replace(differences=tuple(differences), doubts=(), others=())
