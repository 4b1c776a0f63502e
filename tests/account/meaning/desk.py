"""One server and one set of clients for all comparisons of a worker: each has an account id of its own.

Making clients takes longer than all calls of a case, so they are shared; a header says with each call whose it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from hauberk.model.ledger import Entry
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.reading import carry_out, plan_for, whose
from hauberk.sources.account.services.function_reads import ARCHIVE
from hauberk.sources.account.snapshot import Snapshot

CODE = "AWS::Lambda::Function.Code"
TODAY = date(2026, 11, 24)


class _Shared:
    """Clients as boto3 makes them, each only once, that speak for one account at a time."""

    def __init__(self, account: Account) -> None:
        self.speaks_for = account.id
        self._session = account.session()
        self._session.events.register_last("before-call", self._tell)
        self._made: dict[tuple[str, str], Any] = {}

    def client(self, service: str, region_name: str = "", **options: Any) -> Any:
        found = self._made.get((service, region_name))
        if found is None:
            region = {"region_name": region_name} if region_name else {}
            found = self._made[service, region_name] = self._session.client(service, **region, **options)
        return found

    def _tell(self, params: dict[str, Any], **_: Any) -> None:
        params["headers"]["x-moto-account-id"] = self.speaks_for


class _SharedAccount(Account):
    """An account whose clients are those of all of them."""

    def session(self, region: str = "") -> Any:
        found = _SHARED[self.endpoint]
        found.speaks_for = self.id
        return found


_SHARED: dict[str, _Shared] = {}


class Told(NamedTuple):
    """What an account says, and the types of the resources that it has by their ids, by what was read of it."""

    entries: tuple[Entry, ...]
    types: Mapping[str, str]
    snapshot: Snapshot


class Desk:
    """Gives accounts, and reads them."""

    def __init__(self, server: Account) -> None:
        self._server = server
        self._ids = count(300_000_000_001)
        self._open = 0
        _SHARED[server.endpoint] = _Shared(server)
        self._reading = Clients(_SHARED[server.endpoint], "aws", server.endpoint)
        self._from_the_start: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}

    @contextmanager
    def account(self) -> Iterator[Account]:
        """An account that holds nothing yet. With the outermost one everything goes that any account held: each has
        all policies that AWS manages, and names of buckets are taken for all accounts."""
        self._open += 1
        try:
            yield _SharedAccount(self._server.endpoint, str(next(self._ids)), self._server.region)
        finally:
            self._open -= 1
            if not self._open:
                with urlopen(Request(f"{self._server.endpoint}/moto-api/reset", method="POST")):
                    pass

    def asked(self, account: Account, controls: tuple[Control, ...]) -> Told:
        """What some controls say of an account, without what they say of one that nobody put anything into."""
        told = self._read(account, controls)
        start = self._said_at_the_start(controls)
        kept = tuple(one for one in told.entries if (one.control, _place(one.subject)) not in start)
        return told._replace(entries=kept)

    def _read(self, account: Account, controls: tuple[Control, ...]) -> Told:
        facts = {fact for one in controls for fact in (*one.subject.TYPES, *needs_of(one.name))}
        with TemporaryDirectory() as folder:
            code = folder if CODE in facts else ""
            snapshot = self.snapshot(account, facts | {ARCHIVE} if code else facts, code)
            root = Root(code) if code else None
            entries = check_snapshot(snapshot, Asking(controls, TODAY, heed=False, mapped=False), root).entries
        types = {
            resource.id: resource.type
            for read in applications(snapshot)
            for resource in read.application.resources.values()
        }
        return Told(entries, types, snapshot)

    def snapshot(self, account: Account, facts: Iterable[str], code: str = "") -> Snapshot:
        """What is read of some facts; ``code`` is the folder into which code is brought, if any."""
        account.session()
        plan = plan_for(facts, (account.region,))
        return carry_out(self._reading, whose(self._reading, account.region), plan, code=code).snapshot

    def _said_at_the_start(self, controls: tuple[Control, ...]) -> frozenset[tuple[str, str]]:
        names = tuple(one.name for one in controls)
        if names not in self._from_the_start:
            with self.account() as account:
                entries = self._read(account, controls).entries
            self._from_the_start[names] = frozenset((one.control, _place(one.subject)) for one in entries)
        return self._from_the_start[names]


def _place(subject: str) -> str:
    """A subject without the account that it is in."""
    parts = subject.split(":", 5)
    return ":".join((*parts[:4], *parts[5:])) if len(parts) == 6 else subject


@contextmanager
def desk() -> Iterator[Desk]:
    """A desk with a server that lives as long."""
    with embedded_account() as server:
        yield Desk(server)
