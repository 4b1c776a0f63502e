"""Findings to Security Hub: asked what it has, then told what is new, what is still so and what is gone.

BatchImportFindings is called in the account and region that a finding is of, under the product that every account has
for findings of its own ("Using custom product integrations", AWS Security Hub user guide, 2026-11).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from hauberk.model.ledger import Ledger
from hauberk.reports import door
from hauberk.reports.asff import GENERATOR, findings
from hauberk.reports.fitting import counted
from hauberk.reports.occasion import Occasion
from hauberk.reports.titles import Titles
from hauberk.watch.batches import Finding, Pace, batches
from hauberk.watch.outcome import NOTHING, Doubts, Outcome, outcome
from hauberk.watch.valid import faults

NOTE = "Hauberk doesn't find it any more."
BY = "hauberk"
_OFF = frozenset(("InvalidAccessException", "ResourceNotFoundException"))
_AT_ONCE = 100
"""Findings that one BatchUpdateFindings takes ("BatchUpdateFindings", AWS Security Hub API Reference, 2026-11)."""

Client = Any
ClientOf = Callable[[str], Client]


class Planned(NamedTuple):
    """What is to be sent to one region, and what won't be, since it isn't as the format has it. Where Security Hub
    couldn't be asked what it has, ``unasked`` says why, and nothing is sent."""

    region: str
    outcome: Outcome = NOTHING
    refused: tuple[str, ...] = ()
    unasked: str = ""


class Sent(NamedTuple):
    """How much reached Security Hub, in words of one region. ``gone`` are those that are archived as passed, of which
    the workflow of the ``resolved`` ended, too. ``failures`` say of Security Hub what it didn't do."""

    region: str
    new: int
    updated: int
    gone: int
    resolved: int
    kept: int
    failures: tuple[str, ...] = ()


class _UnaskedError(Exception):
    """Security Hub couldn't be asked what it has."""


def plan(
    ledger: Ledger, titles: Titles, occasion: Occasion, asked: Iterable[str], client_of: ClientOf
) -> Iterable[Planned]:
    """What to send to each region of a ledger, which is asked what it has."""
    safe = door.ledger(ledger)
    doubts = Doubts(safe, asked)
    by_region: dict[str, list[Finding]] = {}
    for seen in safe.applications:
        by_region.setdefault(seen.path.partition("/")[2], [])
    for finding in findings(safe, titles, occasion):
        by_region.setdefault(finding["Region"], []).append(finding)
    for region, found in by_region.items():
        account = next((seen.path.partition("/")[0] for seen in safe.applications), "")
        try:
            known = _known(client_of(region), account, region)
        except _UnaskedError as error:
            yield Planned(region, unasked=str(error))
            continue
        yield _checked(Planned(region, outcome(found, known, doubts, occasion.at)))


def send(planned: Planned, client: Client, pace: Pace) -> Sent:
    """Sends what is planned. What fails is told, and the rest goes on."""
    (new, updated, gone, resolved, kept), refused = planned.outcome, planned.refused
    failures = [f"wouldn't take {one}" for one in refused]
    ended = 0
    taken_new, taken_again, taken_gone = (_import(part, client, pace, failures) for part in (new, updated, gone))
    for start in range(0, len(resolved), _AT_ONCE):
        pace.take()
        ended += _resolve(list(resolved[start : start + _AT_ONCE]), client, failures)
    return Sent(planned.region, taken_new, taken_again, taken_gone, ended, kept, tuple(failures))


def _known(client: Client, account: str, region: str) -> list[Mapping[str, Any]]:
    """What Security Hub has of Hauberk's for an account and region, whatever became of it."""
    filters = {
        "GeneratorId": [{"Value": GENERATOR, "Comparison": "PREFIX"}],
        "AwsAccountId": [{"Value": account, "Comparison": "EQUALS"}],
        "Region": [{"Value": region, "Comparison": "EQUALS"}],
    }
    try:
        pages = client.get_paginator("get_findings").paginate(Filters=filters)
        found = [one for page in pages for one in page.get("Findings", ())]
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _OFF:
            raise _UnaskedError(f"Security Hub is off in {region}") from None
        raise _UnaskedError(f"Security Hub in {region} doesn't tell what it has ({code})") from None
    except BotoCoreError as error:
        raise _UnaskedError(f"Security Hub in {region} couldn't be asked ({type(error).__name__})") from None
    return [one for one in found if str(one.get("GeneratorId", "")).startswith(GENERATOR)]


def _checked(planned: Planned) -> Planned:
    """The plan without what Security Hub would refuse."""
    refused: list[str] = []

    def valid(part: Iterable[Finding]) -> list[Finding]:
        kept = []
        for finding in part:
            wrong = list(faults(finding))
            if wrong:
                refused.append(f"{finding.get('Id')}: {'; '.join(wrong)}")
            else:
                kept.append(finding)
        return kept

    new, updated, gone, resolved, kept = planned.outcome
    checked = Outcome(valid(new), valid(updated), valid(gone), resolved, kept)
    return planned._replace(outcome=checked, refused=tuple(refused))


def _import(part: Iterable[Finding], client: Client, pace: Pace, failures: list[str]) -> int:
    """How many findings were taken."""
    taken = 0
    for batch in batches(part):
        pace.take()
        try:
            answer = client.batch_import_findings(Findings=batch)
        except (BotoCoreError, ClientError) as error:
            failures.append(f"didn't take {counted(len(batch), 'finding')}: {_why(error)}")
            continue
        failed = answer.get("FailedFindings") or ()
        failures += [f"refused {one.get('Id')}: {one.get('ErrorCode')}: {one.get('ErrorMessage')}" for one in failed]
        taken += int(answer.get("SuccessCount", len(batch) - len(failed)))
    return taken


def _resolve(identifiers: list[Mapping[str, str]], client: Client, failures: list[str]) -> int:
    """Ends the workflow of findings; of how many it did."""
    try:
        answer = client.batch_update_findings(
            FindingIdentifiers=identifiers,
            Workflow={"Status": "RESOLVED"},
            Note={"Text": NOTE, "UpdatedBy": BY},
        )
    except (BotoCoreError, ClientError) as error:
        failures.append(f"didn't resolve {counted(len(identifiers), 'finding')}: {_why(error)}")
        return 0
    left = answer.get("UnprocessedFindings") or ()
    for one in left:
        id_ = one.get("FindingIdentifier", {}).get("Id")
        failures.append(f"didn't resolve {id_}: {one.get('ErrorCode')}: {one.get('ErrorMessage')}")
    return len(identifiers) - len(left)


def _why(error: Exception) -> str:
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "")) or "an error without a code"
    return type(error).__name__
