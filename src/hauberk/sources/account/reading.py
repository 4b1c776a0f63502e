"""An account as it is now: who is asked, by what plan, and the snapshot that comes of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.snapshot import Snapshot

if TYPE_CHECKING:
    from hauberk.sources.account.calling.clients import Clients


class Account(NamedTuple):
    """The account that credentials lead to, by what STS says of the caller."""

    partition: str
    id: str
    caller: str


def whose(clients: "Clients", region: str) -> Account:
    """Who is calling. Raises what the SDK raises: without an answer to this there is nobody to ask."""
    found = clients.client("sts", region).get_caller_identity()
    arn = str(found["Arn"])
    return Account(arn.split(":")[1], str(found["Account"]), arn)


def read_account(clients: "Clients", account: Account, regions: tuple[str, ...], facts: Iterable[str]) -> Snapshot:
    """What the account holds of some facts, in some regions."""
    from hauberk.sources.account.calling.collecting import collect

    reads = reads_for(facts)
    return Snapshot(
        partition=account.partition,
        account=account.id,
        regions=regions,
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
        asked=frozenset(read.api for read in reads),
        answers=collect(reads, regions, clients.answer),
    )
