"""Accounts as they were recorded: what AWS answered, as the lines of a snapshot, and what is made of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from hauberk.model.application import Application
from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, Data, Missing, Unread, call
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import Reader
from hauberk.sources.account.snapshot import Snapshot, answer_line, header_line, read_snapshot

TODAY = date(2026, 11, 30)
ACCOUNT, REGION = "123456789012", "eu-west-1"
_ASKING = Asking(tuple(all_controls()), TODAY, False, False, False)
Told = tuple[Call, Answer]
Verdicts = Mapping[str, Mapping[str, str]]
"""The states of subjects by control, and by the name of each subject."""


def answered(api: str, content: Mapping[str, Any] | Missing | Unread, region: str = REGION, **arguments: Any) -> Told:
    """What AWS answered to a call: ``answered("apigateway:GetStages", {"item": []}, restApiId="a1")``."""
    service, _, operation = api.partition(":")
    answer = content if isinstance(content, (Missing, Unread)) else Data(content)
    return call(service, operation, region, **arguments), answer


def recorded(*told: Told, region: str = REGION) -> Snapshot:
    """A snapshot with some answers, and empty ones to every other list.

    It goes through the lines of a file, as a recorded account does.
    """
    answers: dict[Call, Answer] = {}
    for read in ALL_READS:
        where = GLOBAL if read.anywhere else region
        asked_for = ({},) if read.each is None else () if read.after else read.each(Answers({}, where))
        answers.update(
            (call(read.service, read.operation, where, **read.arguments, **more), Data({})) for more in asked_for
        )
    answers.update(told)
    asked = frozenset(read.name for read in ALL_READS)
    header = header_line(Snapshot("aws", ACCOUNT, (region,), "2026-11-30T00:00:00+00:00", asked, {}))
    lines = (answer_line(made, answer) for made, answer in answers.items())
    return read_snapshot("".join((header, *lines)).encode())


class Together(NamedTuple):
    """Several readers as one."""

    readers: tuple[Reader, ...]

    @property
    def READS(self) -> Sequence[Read]:  # noqa: N802 - the name of a constant
        """What all of them can call."""
        return tuple(read for reader in self.readers for read in reader.READS)

    def resources(self, answers: Answers, place: Place) -> Iterator[Made]:
        """What all of them make."""
        for reader in self.readers:
            yield from reader.resources(answers, place)


def made_by(reader: Reader, *told: Told, region: str = REGION) -> list[Made]:
    """What a reader makes of some answers."""
    snapshot = recorded(*told)
    return list(reader.resources(Answers(snapshot.answers, region), snapshot.place(region)))


def audited(snapshot: Snapshot) -> Ledger:
    """What there is to say of an account."""
    return check_snapshot(snapshot, _ASKING)


def application(*told: Told) -> Application:
    """The application that some answers make."""
    (read,) = applications(recorded(*told))
    return read.application


def states(*told: Told) -> Verdicts:
    """The states that every control finds in some answers, by control and subject."""
    found: dict[str, dict[str, str]] = {control.name: {} for control in all_controls()}
    for entry in audited(recorded(*told)).entries:
        found[entry.control][entry.subject] = entry.state.value
    return found
