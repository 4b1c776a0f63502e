"""A moto server on a loopback port, and what is read of it.

moto holds most of IAM. What it hasn't (the root user, last accessed information) is told by recorded answers, in the
shapes of the API, which take the place of those that were read.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.request import Request, urlopen

from hauberk.model.ledger import Entry
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import GLOBAL, Answer, Call, Data, call
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.reading import Account, read_account
from hauberk.sources.account.reads import Read
from hauberk.sources.account.snapshot import Snapshot, read_snapshot
from tests.account.lines import valid

REGION = "eu-west-1"
ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}"
_KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_EC2_METADATA_DISABLED": "true"}


class Emulated(NamedTuple):
    """The server, and clients of it."""

    url: str
    session: Any
    clients: Any

    def client(self, service: str) -> Any:
        """A client of boto3's, for building."""
        return self.clients.client(service, REGION)

    @property
    def iam(self) -> Any:
        """IAM's."""
        return self.client("iam")

    @property
    def backend(self) -> Any:
        """What moto holds of IAM, for what no call sets: when something was used."""
        from moto.iam.models import iam_backends

        return iam_backends[ACCOUNT]["aws"]

    def empty(self) -> None:
        """Takes everything away that was built."""
        with urlopen(Request(f"{self.url}/moto-api/reset", method="POST")) as answer:
            assert answer.status == 200


@contextmanager
def emulated() -> Iterator[Emulated]:
    """Starts a server, and stops it."""
    import logging

    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with patch.dict(os.environ, _KEYS):
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        try:
            import boto3

            from hauberk.sources.account.calling.clients import Clients

            _, port = server.get_host_and_port()
            url = f"http://127.0.0.1:{port}"
            session = boto3.Session(region_name=REGION)
            yield Emulated(url, session, Clients(session, "aws", url))
        finally:
            server.stop()


def control_of(name: str) -> Control:
    """A control by its name."""
    return next(control for control in all_controls() if control.name == name)


def facts_of(control: Control) -> frozenset[str]:
    """What a control looks at."""
    return frozenset((*control.subject.TYPES, *needs_of(control.name)))


def read(account: Emulated | None, facts: Iterable[str], ask: Any = None) -> Snapshot:
    """What is read of some facts; ``ask`` answers calls in another way than by making them."""
    owner = Account("aws", ACCOUNT, f"{ROOT}:user/auditor")
    if ask is None:
        assert account is not None
        return valid(read_account(account.clients, owner, (REGION,), facts))
    reads = reads_for(facts)
    asked = frozenset(read.name for read in reads)
    answers = collect(reads, (REGION,), ask)
    return valid(Snapshot("aws", ACCOUNT, (REGION,), "2026-11-30T00:00:00+00:00", asked, answers))


def with_recorded(snapshot: Snapshot, recorded: Mapping[Call, Answer]) -> Snapshot:
    """A snapshot some of whose answers are recorded ones."""
    asked = snapshot.asked | {made.api for made in recorded}
    return snapshot._replace(answers={**snapshot.answers, **recorded}, asked=asked)


def kept(snapshot: Snapshot) -> Snapshot:
    """A snapshot after it was a file."""
    return read_snapshot(snapshot.packed())


def answers(snapshot: Snapshot, control: Control, today: date) -> list[Entry]:
    """What a control says of a snapshot of some day: the same of what was read and of what was kept."""
    snapshot = snapshot._replace(taken=f"{today}T12:00:00+00:00")
    asking = Asking((control,), today, heed=False, mapped=False)
    live = check_snapshot(snapshot, asking).entries
    assert check_snapshot(kept(snapshot), asking).entries == live
    return list(live)


def reads_of(control: Control) -> tuple[Read, ...]:
    """The reads that a control's facts lead to."""
    return reads_for(facts_of(control))


def iam(operation: str, content: Mapping[str, Any], **arguments: Any) -> dict[Call, Answer]:
    """A recorded answer of IAM's."""
    return {call("iam", operation, GLOBAL, **arguments): Data(content)}


def today(later: int = 0) -> date:
    """The day on which a world is asked about, some days after it was built."""
    return datetime.now(UTC).date() + timedelta(days=later)


def ago(days: int) -> datetime:
    """A moment some days before now."""
    return datetime.now(UTC) - timedelta(days=days)
