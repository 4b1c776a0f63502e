"""Worlds: accounts that boto3 builds in an emulator, and what controls say of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3
import requests
from moto.server import ThreadedMotoServer

from hauberk.model.ledger import Entry
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking, check_application
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import read_account, whose
from hauberk.sources.account.snapshot import Snapshot, read_snapshot

REGION = "eu-west-1"
TODAY = date(2026, 11, 30)
Client = Callable[[str], Any]
"""A client of a service in the emulator, by its name."""


class Emulator:
    """A moto server on the loopback interface."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION)

    def client(self, service: str) -> Any:
        """A client of a service."""
        return self.session.client(service, endpoint_url=self.endpoint)

    def forget(self) -> None:
        """Takes everything away that was built."""
        requests.post(f"{self.endpoint}/moto-api/reset", timeout=10)

    def snapshot(self, *services: str) -> Snapshot:
        """The account as it is now, of some services or of all, as its file has it."""
        clients = Clients(self.session, "aws", self.endpoint)
        facts = {fact for read in ALL_READS if not services or read.service in services for fact in read.facts}
        taken = read_account(clients, whose(clients, REGION), (REGION,), facts)
        return read_snapshot(taken.packed())


@contextmanager
def emulator() -> Iterator[Emulator]:
    """An emulator for as long as it is needed."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield Emulator(f"http://{host}:{port}")
    finally:
        server.stop()


def asked(snapshot: Snapshot) -> tuple[Entry, ...]:
    """What all controls say of an account."""
    return check_snapshot(snapshot, Asking(all_controls(), TODAY, False, False, False)).entries


def asked_of_template(template: str) -> tuple[Entry, ...]:
    """What all controls say of a template."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "template.yaml").write_text(template, encoding="utf-8")
        return tuple(check_application(Root(Path(folder)), "template.yaml", all_controls(), None, TODAY).entries)


def verdicts(entries: tuple[Entry, ...], *controls: str) -> Mapping[str, Counter[State]]:
    """How often some controls give which verdict."""
    found: dict[str, Counter[State]] = {name: Counter() for name in controls}
    for entry in entries:
        if entry.control in found:
            found[entry.control][entry.state] += 1
    return found
