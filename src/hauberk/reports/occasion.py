"""When and for whom a report is made, which formats of findings want to know."""

from datetime import UTC, datetime
from typing import NamedTuple

from hauberk.model.ledger import Entry
from hauberk.reports.whereabouts import Whereabouts, of_entry, partition_of


class NoAccountError(Exception):
    """A format needs an account, and the ledger is of a template."""


class Occasion(NamedTuple):
    """``at`` is the time of the check. ``account`` and ``region`` are those that a template is deployed to, if someone
    says so: an application of a live account knows its own."""

    at: datetime
    account: str = ""
    region: str = ""

    @property
    def milliseconds(self) -> int:
        """The time since 1970."""
        return int(self.at.timestamp() * 1000)

    @property
    def timestamp(self) -> str:
        """The time in ISO 8601 and UTC, to the millisecond."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{self.at.microsecond // 1000:03d}Z"

    def place(self, entry: Entry) -> Whereabouts | None:
        """Where the subject of an entry is, or will be."""
        found = of_entry(entry)
        if found is not None or not self.account or not self.region:
            return found
        return Whereabouts("", partition_of(self.region), self.account, self.region)


def now() -> Occasion:
    """An occasion of this moment."""
    return Occasion(datetime.now(UTC))
