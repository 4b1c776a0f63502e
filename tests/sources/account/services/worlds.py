"""The same application twice: as a template says it, and as an account holds it after it was deployed."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hauberk.lab.account.account import Account
from hauberk.lab.account.deploying import Deployed, deploy
from hauberk.model.application import Application
from hauberk.model.ledger import Entry, Ledger
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking, check_application
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, Data, Missing, Unread, call
from hauberk.sources.account.made import Made
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import read_account, whose
from hauberk.sources.account.services import Reader
from hauberk.sources.account.snapshot import Snapshot, answer_line, header_line, read_snapshot

TODAY = date(2026, 11, 30)
ACCOUNT, REGION = "123456789012", "eu-west-1"
EVERY_FACT = frozenset(fact for read in ALL_READS for fact in read.facts)
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
        if read.each is None:
            where = GLOBAL if read.anywhere else region
            answers[call(read.service, read.operation, where, **read.arguments)] = Data({})
    answers.update(told)
    asked = frozenset(read.api for read in ALL_READS)
    header = header_line(Snapshot("aws", ACCOUNT, (region,), "2026-11-30T00:00:00+00:00", asked, {}))
    lines = (answer_line(made, answer) for made, answer in answers.items())
    return read_snapshot("".join((header, *lines)).encode())


def made_by(reader: Reader, *told: Told, region: str = REGION) -> list[Made]:
    """What a reader makes of some answers."""
    snapshot = recorded(*told)
    return list(reader.resources(Answers(snapshot.answers, region), snapshot.place(region)))


def read(account: Account, facts: Iterable[str] = EVERY_FACT) -> Snapshot:
    """What an embedded account holds."""
    clients = Clients(account.session(), "aws", account.endpoint)
    return read_account(clients, whose(clients, account.region), (account.region,), facts)


def audited(snapshot: Snapshot) -> Ledger:
    """What there is to say of an account."""
    return check_snapshot(snapshot, _ASKING)


def checked(folder: Path, template: str) -> tuple[Entry, ...]:
    """What there is to say of a template."""
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    return check_application(Root(folder), "template.yaml", all_controls(), {}, TODAY).entries


def deployed(folder: Path, account: Account) -> Deployed:
    """The same template in an embedded account."""
    return deploy(account, Root(folder), "template.yaml")


def verdicts(entries: Iterable[Entry], controls: Iterable[str], names: Mapping[str, str] | None = None) -> Verdicts:
    """The states of some controls' subjects, by the subjects' ids, or what these are called in ``names``."""
    wanted = frozenset(controls)
    found: dict[str, dict[str, str]] = {name: {} for name in sorted(wanted)}
    for entry in entries:
        if entry.control in wanted:
            found[entry.control][(names or {}).get(entry.subject, entry.subject)] = entry.state.value
    return found


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
