"""The findings of AWS's own services, where a report has them: beside Hauberk's that say the same, or in a list."""

from collections.abc import Iterable
from typing import NamedTuple

from hauberk.model.foreign import Foreign
from hauberk.model.ledger import Entry, Ledger

TITLE = "AWS's own findings"


class Others(NamedTuple):
    """``beside`` are findings by the fingerprint of the entry that says the same, ``apart`` those that none says."""

    beside: dict[str, list[Foreign]]
    apart: list[Foreign]

    def of(self, *entries: Entry) -> list[Foreign]:
        """What AWS's services say with some entries, each finding once."""
        return list(dict.fromkeys(one for entry in entries for one in self.beside.get(entry.fingerprint, ())))


def others(ledger: Ledger, in_full: Iterable[Entry] | None = None) -> Others:
    """The findings of a ledger by where they are told: at the first finding that says the same and is shown
    ``in_full``, as all are unless something else is said."""
    if not ledger.foreign:
        return Others({}, [])
    shown = {entry.fingerprint: entry.subject for entry in (ledger.findings() if in_full is None else in_full)}
    found = Others({}, [])
    for one in ledger.foreign:
        place = next((fingerprint for fingerprint in one.told_by if fingerprint in shown), None)
        if place is None:
            found.apart.append(one)
        elif shown[place] != one.id:  # an entry that is about the finding itself says it already
            found.beside.setdefault(place, []).append(one)
    return found


def also(one: Foreign) -> str:
    """What a service says, to stand with the finding that says the same: ``AWS Config also says: rule x (since …)``."""
    return f"{one.service} also says: {_said(one)}"


def alone(one: Foreign) -> str:
    """What a service says of a resource, to stand for itself."""
    return f"{one.name}: {one.service}: {_said(one)}"


def _said(one: Foreign) -> str:
    named = not one.title or not (one.rule in one.title or one.rule.startswith("arn:"))
    title = (f"{one.rule}: {one.title}" if one.title else one.rule) if named else one.title
    more = ", ".join(filter(None, (one.severity.lower(), f"since {one.since[:10]}" if one.since else "")))
    return f"{title} ({more})" if more else title
